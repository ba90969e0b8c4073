"""The chain that dates an article: which words of it and of others leave which days.

A chain leads over articles with a date, dates that others tell, and undated articles whose date is settled already; so
it never leads back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from lagebild.merging.dating.ages import AGED
from lagebild.merging.dating.belief import Undated
from lagebild.merging.dating.claims import NEWS_WEEK
from lagebild.merging.dating.grid import Grid, Spans
from lagebild.merging.dating.matching import Event
from lagebild.merging.dating.own_words import NEWS_DAY, OUTSIDE, newest_told
from lagebild.merging.dating.telling import Sentence, Step

Days = tuple[date, date]
"""A first and a last day."""

LEAST_SURE = 0.1
"""Steps less sure than this are not told."""
SAME_YEAR = 0.85
"""How surely a date without its year is of the year of its story."""
STORY_DAYS = 90
"""Days around an article of its story within which a chain leans on it: in all invented stories of two or three weeks
the others come within these, in long ones four of ten."""


@dataclass(frozen=True, slots=True)
class Settled:
    """The days an article is known to be of: stated, or said by dating, then with how sure it is."""

    days: Days
    probability: float


class Chains:
    """Builds the chains of the undated articles of a case."""

    def __init__(self, grid: Grid, settled: dict[str, Settled], leads: Mapping[str, Sentence]) -> None:
        self._grid = grid
        self.settled = settled
        self._leads = leads

    def steps(self, undated: Undated, first: date, last: date) -> tuple[Step, ...]:
        """Return the steps that leave the days `first` to `last`, the surest first.

        Only steps that narrow the days left are kept; the weekday of the news decides last, within a week.
        """
        steps = list(bound_steps(undated))
        low, high = (steps[-1].earliest, steps[-1].latest) if steps else (None, None)
        proposals = [*self._own(undated, first, last), *self._events(undated, first, last)]
        proposals += self._called_back(undated, first, last)
        proposals.sort(
            key=lambda p: (-p[1].confidence, p[1].start or 0, p[1].other_article_id or "", p[1].other_start or 0)
        )
        for span, step in proposals + list(self._kin(undated, first, last)):
            narrower = (max(low, span[0]) if low else span[0], min(high, span[1]) if high else span[1])
            if narrower != (low, high) and narrower[0] <= first and narrower[1] >= last:
                low, high = narrower
                steps.append(replace(step, earliest=low, latest=high))
        if first == last and low and high and low < high and (high - low).days < NEWS_WEEK:
            steps.append(_weekday_step(undated, first))
        return tuple(steps)

    def _own(self, undated: Undated, first: date, last: date) -> Iterator[tuple[Days, Step]]:
        for own in undated.own.days:
            span = next((span for span in own.spans if span[0] <= last and first <= span[1]), None)
            if span is not None:
                yield span, Step(own.rule, own.time.start, own.time.end, None, None, None, None, None, own.probability)

    def _events(self, undated: Undated, first: date, last: date) -> Iterator[tuple[Days, Step]]:
        for claim, matches in undated.matched:
            for match in matches:
                event, told = match.event, self._days_of(match.event)
                span = None if told is None else self._allowed(self._grid.meant(claim), told[0], (first, last))
                if told is None or span is None or match.probability * told[1] < LEAST_SURE:
                    continue
                rule = "after_event" if claim.is_counted else "same_event"
                place = (claim.time.start, claim.time.end, event.article_id, event.first, event.last)
                yield span, Step(rule, *place, None, None, match.probability * told[1])

    def _days_of(self, event: Event) -> tuple[Days, float] | None:
        """Return the days of an event and how sure they are, None if its article is not settled."""
        if event.days is not None:
            return event.days, 1.0
        settled = self.settled.get(event.article_id)
        if settled is None and event.likely is not None:
            return (event.likely, event.likely), SAME_YEAR
        if settled is None or event.claim is None:
            return None
        told = [span for day in settled.days if (span := event.claim.days(day)) is not None]
        if not told:
            return None
        return (min(span[0] for span in told), max(span[1] for span in told)), settled.probability

    def _called_back(self, undated: Undated, first: date, last: date) -> Iterator[tuple[Days, Step]]:
        """Yield that older news was told by an article of the story that came about then."""
        for ago in undated.agos:
            for kin in undated.kin:
                settled = self.settled.get(kin.article_id)
                if settled is None:
                    continue
                sure = ago.probability * kin.probability * settled.probability
                span = self._allowed(self._grid.called_back(ago), settled.days, (first, last))
                if span is not None and sure >= LEAST_SURE:
                    lead = self._leads[kin.article_id]
                    place = (ago.time.start, ago.time.end, kin.article_id, lead.start, lead.end)
                    yield span, Step("older_news", *place, None, None, sure)

    def _allowed(self, spans: Spans, event: Days, days: Days) -> Days | None:
        """Return the days of publication around `days` on which an expression can mean a day of the event."""
        starts, ends = spans
        first, last = self._grid.index(event[0]), self._grid.index(event[1])
        can = (starts <= last) & (ends >= first)
        inside = np.flatnonzero(can[self._grid.span(*days)])
        if not inside.size:
            return None
        low = high = int(inside[0]) + self._grid.span(*days).start
        while low > 0 and can[low - 1]:
            low -= 1
        while high + 1 < self._grid.size and can[high + 1]:
            high += 1
        return self._grid.day(low), self._grid.day(high)

    def _kin(self, undated: Undated, first: date, last: date) -> Iterator[tuple[Days, Step]]:
        """Yield that an article comes near the surest of its kin that is settled."""
        for kin in undated.kin:
            settled = self.settled.get(kin.article_id)
            if settled is None or kin.probability * settled.probability < LEAST_SURE:
                continue
            reach = timedelta(days=STORY_DAYS)
            span = (settled.days[0] - reach, settled.days[1] + reach)
            if span[0] <= first and last <= span[1]:
                lead = self._leads[kin.article_id]
                sure = kin.probability * settled.probability
                yield span, Step("same_story", None, None, kin.article_id, lead.start, lead.end, None, None, sure)
                return


def _weekday_step(undated: Undated, day: date) -> Step:
    claims = [claim for claim, _ in undated.matched]
    time, rule, sure = newest_told(claims, day), "newest_weekday", NEWS_DAY
    if undated.own.named is not None:
        time, rule, sure = undated.own.named[1], "named_weekday", 1 - OUTSIDE
    start, end = (time.start, time.end) if time is not None else (None, None)
    return Step(rule, start, end, None, None, None, day, day, sure)


def bound_steps(undated: Undated) -> tuple[Step, ...]:
    """Return the steps for what an article tells as past or as still to come, and for the ages of its persons."""
    steps: list[Step] = []
    low: date | None = None
    high: date | None = None
    for bound in undated.own.bounds:
        low = bound.day if bound.is_lower else low
        high = None if bound.is_lower else bound.day
        rule = "told_as_past" if bound.is_lower else "told_as_future"
        time = bound.time
        steps.append(Step(rule, time.start, time.end, None, None, None, low, high, 1 - OUTSIDE))
    for one in undated.aged:
        (first, last), age, other = one.days, one.age, one.other
        narrower = max(low, first) if low else first, min(high, last) if high else last
        if narrower != (low, high) and narrower[0] <= narrower[1]:
            low, high = narrower
            place = (age.start, age.end, other.article_id, other.first, other.last)
            steps.append(Step("age", *place, low, high, AGED))
    return tuple(steps)
