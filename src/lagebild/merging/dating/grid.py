"""The days among which the days of publication of a case are sought, and what claims mean on each of them.

Days are indices into a row of days. What an expression means on each of them is computed once for all articles.
"""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from lagebild.merging.dating.ages import Aged
from lagebild.merging.dating.ago import Ago
from lagebild.merging.dating.claims import WIDEST, Claim, span_of
from lagebild.reading.times.placing import offset_parsed

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Spans = tuple[Ints, Ints]
"""For each day of publication the first and the last day meant; the last lies before the first where none is."""

_WEEK = 7
WIDEST_AGO = 100
"""Days of a season and some."""


class Grid:
    """The days from `first` to `last`."""

    def __init__(self, first: date, last: date) -> None:
        self.first = first
        self.size = (last - first).days + 1
        self._days = np.arange(self.size)
        self._landed: dict[tuple[str, str | None, int], Spans] = {}

    def index(self, day: date) -> int:
        """Return the index of a day; it may lie outside."""
        return (day - self.first).days

    def day(self, index: int) -> date:
        """Return the day with that index."""
        return self.first + timedelta(days=index)

    def span(self, first: date, last: date) -> slice:
        """Return the indices from `first` to `last` that lie inside."""
        return slice(max(0, self.index(first)), max(0, self.index(last) + 1))

    def weekdays(self, weights: tuple[float, ...]) -> Floats:
        """Return for each day the weight of its weekday, `weights` Monday first."""
        return np.asarray(weights)[(self._days + self.first.weekday()) % _WEEK]

    def since(self, day: date) -> Floats:
        """Return for each day how many days after `day` it comes, negative before it."""
        return (self._days - self.index(day)).astype(np.float64)

    def meant(self, claim: Claim) -> Spans:
        """Return the days that a claim means on each day of publication."""
        first, last = self._spans(claim.offset, claim.direction)
        is_none = last < first
        first, last = first + (claim.shift - claim.slack), last + claim.shift
        is_none |= (first < 0) | (last >= self.size)
        return np.where(is_none, 0, first), np.where(is_none, -1, last)

    def called_back(self, ago: Ago) -> Spans:
        """Return the days about which older news came, by how long ago it was, on each day of publication."""
        if ago.days is not None:
            first, last = self._days - ago.days, self._days - ago.days
        else:
            first, last = self._spans(ago.offset, ago.direction, WIDEST_AGO)
        is_none = (last < first) | (last < 0) | (first >= self.size)
        first, last = np.maximum(first - ago.slack, 0), np.minimum(last + ago.slack, self.size - 1)
        return np.where(is_none, 0, first), np.where(is_none, -1, last)

    def _spans(self, offset: str, direction: str | None, widest: int = WIDEST) -> Spans:
        key = offset, direction, widest
        if key not in self._landed:
            self._landed[key] = self._landing(offset, direction, widest)
        return self._landed[key]

    def _landing(self, offset: str, direction: str | None, widest: int) -> Spans:
        is_periodic = offset_parsed(offset).is_periodic
        count = min(self.size, _WEEK) if is_periodic else self.size
        first, last = np.zeros(count, np.int64), np.full(count, -1, np.int64)
        for index in range(count):
            span = span_of(offset, direction, self.day(index), widest)
            if span is not None:
                first[index], last[index] = self.index(span[0]), self.index(span[1])
        if not is_periodic:
            return first, last
        weeks = self._days // _WEEK * _WEEK
        return first[self._days % _WEEK] + weeks, last[self._days % _WEEK] + weeks

    def aged(self, one: Aged) -> Floats:
        """Return for each day how much of the time in which a person was born gives the age, 0 to 1."""
        first, last = self.index(one.days[0]), self.index(one.days[1])
        born = (one.birth[1] - one.birth[0]).days + 1
        inside = np.minimum(self._days - first + 1, last - self._days + 1)
        return np.clip(inside / born, 0.0, 1.0)

    def fixed(self, first: date, last: date) -> Floats:
        """Return the probability of each day of an event that lies on one of these, none outside."""
        days = np.zeros(self.size)
        days[self.span(first, last)] = 1 / ((last - first).days + 1)
        return days

    def told(self, spans: Spans, published: Floats) -> Floats:
        """Return the probability of each day of an event told in an article `published` so."""
        first, last = spans
        is_one = last >= first
        share = published[is_one] / (last[is_one] - first[is_one] + 1)
        steps = np.bincount(first[is_one], share, self.size + 1) - np.bincount(last[is_one] + 1, share, self.size + 1)
        return np.maximum(np.cumsum(steps)[: self.size], 0.0)

    def meaning(self, spans: Spans, event: Floats) -> Floats:
        """Return for each day of publication the sum over the days of the event that are meant on it."""
        return np.maximum(self.summed(spans, event), 0.0)

    def summed(self, spans: Spans, days: Floats) -> Floats:
        """Return for each day of publication the sum of `days` over those that are meant on it."""
        first, last = spans
        sums = np.concatenate(([0.0], np.cumsum(days)))
        return np.where(last >= first, sums[last + 1] - sums[first], 0.0)
