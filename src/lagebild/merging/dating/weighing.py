"""Weighing what is known of a day of publication: how probable each day is, and what may be said of it.

Every piece of evidence is a choice between spans of days, each with a probability; what is missing to 1 is that the
evidence is mistaken and says nothing. Pieces are independent; the days told as past or future bound them all.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from lagebild.merging.dating.own_words import OUTSIDE, Bound

SPREAD = 3650
"""Days over which the publication of an article of which nothing is known is spread evenly."""
WIDEST_SPAN = 400
"""Days; a span wider than this weighs days inside other spans but proposes none of its own."""
FADING = 200.0
"""Days after the newest date told as past over which publication becomes half as likely, a hyperbola: of 108 articles
of German Wikinews a quarter were published within 65 days of it, half within 531, 70 % within 1722."""
NEAR = SPREAD / (FADING * math.log1p(SPREAD / FADING))
"""What makes the mean weight over the spread 1."""
SHARE = 0.9
"""Probability that the days of an interval together must have."""
WIDEST = 400
"""Days; a wider interval says too little to be given."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One reading of a piece of evidence: publication in one of the spans, and how probably this is the reading."""

    spans: tuple[tuple[date, date], ...]
    probability: float

    @property
    def size(self) -> int:
        """The number of days in the spans."""
        return sum((last - first).days + 1 for first, last in self.spans)

    def holds(self, day: int) -> bool:
        """Return whether the day with this ordinal lies in one of the spans."""
        return any(first.toordinal() <= day <= last.toordinal() for first, last in self.spans)


@dataclass(frozen=True, slots=True)
class Weighed:
    """The days with their probabilities, by ordinal; what is missing to 1 lies on other days."""

    days: dict[int, float]

    @property
    def best(self) -> tuple[date, float] | None:
        """The most probable day, the first of equals, and its probability."""
        if not self.days:
            return None
        day = min(self.days, key=lambda d: (-self.days[d], d))
        return date.fromordinal(day), self.days[day]

    def interval(self) -> tuple[date, date, float] | None:
        """Return the hull of the likest days that have `SHARE` together, and its probability, if not too wide."""
        chosen: list[int] = []
        share = 0.0
        for day in sorted(self.days, key=lambda d: (-self.days[d], d)):
            chosen.append(day)
            share += self.days[day]
            if share >= SHARE:
                break
        if share < SHARE or max(chosen) - min(chosen) >= WIDEST:
            return None
        first, last = min(chosen), max(chosen)
        inside = sum(weight for day, weight in self.days.items() if first <= day <= last)
        return date.fromordinal(first), date.fromordinal(last), inside


def weighed(evidence: Iterable[Sequence[Choice]], weekdays: Sequence[float], bounds: Sequence[Bound]) -> Weighed:
    """Return how probable each day is that some evidence proposes.

    `weekdays` weighs the weekdays of publication, Monday first, with mean 1.
    """
    pieces = [piece for piece in evidence if piece]
    days: set[int] = set()
    for piece in pieces:
        for choice in piece:
            if choice.size <= WIDEST_SPAN or len(choice.spans) > 1:
                for first, last in choice.spans:
                    days.update(range(first.toordinal(), last.toordinal() + 1))
    elsewhere = float(SPREAD)
    likelihoods = dict.fromkeys(sorted(days), 1.0)
    for piece in pieces:
        mistaken = 1 - sum(choice.probability for choice in piece)
        elsewhere *= mistaken
        for day in likelihoods:
            said = sum(SPREAD * choice.probability / choice.size for choice in piece if choice.holds(day))
            likelihoods[day] *= mistaken + said
    for day in likelihoods:
        likelihoods[day] *= weekdays[(day - 1) % 7] * _inside(date.fromordinal(day), bounds)
    whole = elsewhere + sum(likelihoods.values())
    return Weighed({day: weight / whole for day, weight in likelihoods.items()})


def _inside(day: date, bounds: Sequence[Bound]) -> float:
    """Return how well a day fits what the article tells as past and future; for a day of which nothing is told 1."""
    weight = 1.0
    for bound in bounds:
        after = (day - bound.day).days
        if (after < 0) if bound.is_lower else (after > 0):
            weight *= OUTSIDE
        elif bound.is_lower:
            weight *= NEAR / (1 + after / FADING)
    return weight
