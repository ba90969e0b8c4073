"""What may be said of a day of publication, from how probable each day is: a day, an interval, or nothing."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lagebild.merging.dating.grid import Floats

DAY = 0.7
"""Probability from which a day is given: at 0.5, on stories seen for the first time, every fourth day was wrong."""
SHARE = 0.95
"""Probability that the days of an interval together must have."""
NARROW, SHARE_OF_NARROW = 3, 0.75
"""Days of an interval that only leaves open how soon the news was printed, and the probability they must have: of new
stories whose likeliest day has 0.6 to 0.7, 9 of 10 are dated to it or the day after."""
WIDEST = 200
"""Days; a wider interval says too little to be given."""


@dataclass(frozen=True, slots=True)
class Decided:
    """The indices of the first and the last day said, and their probability."""

    first: int
    last: int
    probability: float


def day_of(days: Floats) -> Decided | None:
    """Return the likeliest day, the first of equals, if it is sure enough."""
    best = int(np.argmax(np.round(days, 9)))
    return Decided(best, best, float(days[best])) if days[best] >= DAY else None


def days_of(days: Floats) -> Decided | None:
    """Return the shortest of the intervals of up to `NARROW` days that have `SHARE_OF_NARROW` together, if any has."""
    found = _shortest(days, SHARE_OF_NARROW)
    return found if found is not None and found.last - found.first < NARROW else None


def interval_of(days: Floats) -> Decided | None:
    """Return the shortest interval of days that have `SHARE` together, if there is one that says something."""
    found = _shortest(days, SHARE)
    return found if found is not None and found.last - found.first < WIDEST else None


def _shortest(days: Floats, share: float) -> Decided | None:
    sums = np.concatenate(([0.0], np.cumsum(days)))
    if sums[-1] < share:
        return None
    ends = np.searchsorted(sums, sums[:-1] + share - 1e-9)
    lengths = np.where(ends <= days.size, ends - np.arange(days.size), days.size + 1)
    first = int(np.argmin(lengths))
    last = first + int(lengths[first]) - 1
    return Decided(first, last, float(sums[last + 1] - sums[first]))
