"""How probable each day of publication is, for all undated articles of a case together.

Every undated article has a probability for each day: what its own words say, times what its claims say of the events
they share with other articles, times how near its kin are. Where those are undated too, what one says of the other
goes to and fro (loopy belief propagation, Pearl 1988): what an article learns from another never holds what that one
learned from it. What is missing to 1 lies on days outside the grid.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import numpy.typing as npt

from lagebild.merging.dating.ages import AGED, Aged
from lagebild.merging.dating.ago import Ago
from lagebild.merging.dating.claims import NEWS_WEEK, Claim
from lagebild.merging.dating.grid import Floats, Grid, Spans
from lagebild.merging.dating.kinship import LIKELY_KIN, Kin
from lagebild.merging.dating.matching import Event, Match
from lagebild.merging.dating.own_words import OUTSIDE, OwnWords
from lagebild.merging.dating.story_spans import around

ROUNDS = 4
"""How often what articles say of each other goes to and fro: as far as chains of undated articles reach."""
SPREAD = 3650
"""Days over which the publication of an article of which nothing is known is spread evenly."""
FADING = 200.0
"""Days after the newest date told as past over which publication becomes half as likely, a hyperbola: of 108 articles
of German Wikinews a quarter were published within 65 days of it, half within 531, 70 % within 1722."""
NEAR = SPREAD / (FADING * math.log1p(SPREAD / FADING))
"""What makes the mean weight over the spread 1."""
YEARLESS = 30.0
"""Days by which a date told without its year is commonly away."""
BY_WEEKDAY, BY_DATE = 6, 0.1
"""Days within which a day is told by its weekday rather than by its date, and how often by its date alone."""
THIS_YEAR = 0.1
"""How much rarer an article tells its own year, alone or with a month, than another: of 77 articles of the invented
stories that tell a year 1 tells its own as the newest."""
SUREST_KIN = 0.97
"""How surely articles that share their names are of one story."""
SUREST = 0.98
"""No evidence from other articles is surer than this."""
PROPOSED = 1 / 80
"""Probability that two events of one story, told by one weekday, are of one week by chance: stories last weeks to two
years (`story_spans`). A match raises a day by as much as it is surer than that."""
WITNESS = 0.7
"""How much of what a further match says counts, against the one before it: articles of one story tell much alike, so
that several wrong matches agree more often than by chance."""
LEAST_CHANCE = 0.02
"""No distance to older news is met by chance less often than this."""
CARRIED = 0.95
"""What is left of a match's probability when the other article is itself undated."""


@dataclass(frozen=True, slots=True)
class Undated:
    """An article to be dated: its own words, and its claims with the events each may speak of."""

    article_id: str
    own: OwnWords
    matched: tuple[tuple[Claim, tuple[Match, ...]], ...]
    kin: tuple[Kin, ...]
    aged: tuple[Aged, ...] = ()
    agos: tuple[Ago, ...] = ()


@dataclass(slots=True)
class _Reading:
    """The claims of an article that mean the same day, and the events they may speak of."""

    spans: Spans
    matches: dict[str, list[Match]] = field(default_factory=dict)
    within: list[tuple[Spans, float]] = field(default_factory=list)


class Beliefs:
    """The beliefs about all undated articles of a case."""

    def __init__(self, grid: Grid, undated: Sequence[Undated], published: Mapping[str, date]) -> None:
        self._grid = grid
        self._published = published
        self._undated = {one.article_id: one for one in undated}
        self._own = {one.article_id: self._own_words(one.own, one.aged) for one in undated}
        self._readings = {one.article_id: self._grouped(one) for one in undated}
        self._around = {one.article_id: around(self._days_of_story(one)) for one in undated}
        self._links = sorted(
            {
                (other, one.article_id)
                for one in undated
                for other in [m.event.article_id for _, ms in one.matched for m in ms if m.event.days is None]
                + [kin.article_id for kin in one.kin]
                if other in self._undated and other != one.article_id
            }
        )
        flat = np.zeros(grid.size)
        self._said: dict[tuple[str, str], Floats] = dict.fromkeys(self._links, flat)
        for _ in range(ROUNDS if self._links else 0):
            self._said = {(giver, taker): self._weighed(giver, taker) for giver, taker in self._links}

    def of(self, article_id: str) -> Floats:
        """Return the probability of each day of the grid for an undated article."""
        return self._weighed(article_id, None)

    def chance(self, article_id: str, event: Event, without: str | None = None) -> Floats:
        """Return the probability of each day of an event, as an article learns it."""
        if event.days is not None:
            return self._grid.fixed(*event.days)
        if event.claim is None or event.article_id == without:
            return np.zeros(self._grid.size)
        published = self._said.get((event.article_id, article_id))
        return (
            np.zeros(self._grid.size)
            if published is None
            else CARRIED * self._grid.told(self._grid.meant(event.claim), published)
        )

    def _days_of_story(self, one: Undated) -> list[date]:
        """Return the days that the articles likely of the story of an undated one state."""
        likely = (kin.article_id for kin in one.kin if kin.probability >= LIKELY_KIN)
        return [day for name in likely if (day := self._published.get(name)) is not None]

    def _grouped(self, one: Undated) -> list[_Reading]:
        readings: dict[tuple[object, ...], _Reading] = {}
        for claim, matches in one.matched:
            if matches:
                reading = readings.setdefault(claim.reading, _Reading(self._grid.meant(claim)))
                for match in matches:
                    event = match.event
                    if event.article_id == one.article_id and event.claim is not None:
                        reading.within.append((self._grid.meant(event.claim), match.probability))
                    else:
                        reading.matches.setdefault(event.article_id, []).append(match)
        return list(readings.values())

    def _own_words(self, own: OwnWords, aged: Sequence[Aged]) -> tuple[Floats, float]:
        """Return the logarithms of what the own words say of each day, and of all days outside."""
        grid = self._grid
        said = np.log(np.maximum(grid.weekdays(own.weekdays), 1e-9))
        outside = math.log(SPREAD)
        has_recent = any(days.rule == "recent_date" for days in own.days)
        for bound in own.bounds:
            after = grid.since(bound.day)
            broken = after < 0 if bound.is_lower else after > 0
            near = (
                NEAR / (1 + np.maximum(after, 0) / FADING) if bound.is_recent and not has_recent else np.ones(grid.size)
            )
            said += np.log(np.where(broken, OUTSIDE, near))
        for days in own.days:
            inside, size = np.zeros(grid.size), sum((last - first).days + 1 for first, last in days.spans)
            for first, last in days.spans:
                inside[grid.span(first, last)] = SPREAD * days.probability / size
            said += np.log(1 - days.probability + inside)
            outside += math.log(1 - days.probability)
        for year in own.years:
            said[grid.span(date(year, 1, 1), date(year, 12, 31))] += math.log(THIS_YEAR)
        for day in own.bare:
            after = grid.since(day)
            said += np.where((after >= 0) & (after < BY_WEEKDAY), math.log(BY_DATE), 0.0)
        for one in aged:
            said += np.log(1 - AGED + AGED * grid.aged(one))
            outside += math.log(1 - AGED)
        return said + self._ages(own.dated), outside

    def _ages(self, dated: Sequence[Claim]) -> Floats:
        """Return the logarithm of how well the nearest dates without a year fit, behind and ahead."""
        grid = self._grid
        said, today = np.zeros(grid.size), np.arange(grid.size)
        for is_ahead in (False, True):
            nearest, is_now = np.full(grid.size, np.inf), np.zeros(grid.size, np.bool_)
            for claim in dated:
                if (claim.direction == "future") is is_ahead:
                    first, last = grid.meant(claim)
                    away = np.maximum(np.maximum(today - last, first - today), 0)
                    nearest = np.minimum(nearest, np.where(last < first, np.inf, away))
                    by_weekday = 1 if claim.time.month_day is None else BY_WEEKDAY
                    is_now |= (claim.weekday is None) & (last >= first) & (away < by_weekday)
            if np.isfinite(nearest).any():
                fits = np.where(is_now, BY_DATE, 1.0) / (1 + np.minimum(nearest, 366) / YEARLESS) ** 2
                said += np.log(fits / fits.mean())
        return said

    def _chances(self, article_id: str, matches: Sequence[Match], without: str | None) -> Floats:
        """Return how probably the events of one other article are meant, on each of their days."""
        missed = np.ones(self._grid.size)
        for match in matches:
            missed *= 1 - match.probability * self.chance(article_id, match.event, without)
        chances = 1 - missed
        return chances / max(1.0, float(chances.sum()) / SUREST)

    def _weighed(self, article_id: str, without: str | None) -> Floats:
        """Return the probability of each day for an article, without what it learned from another."""
        said, outside = self._own[article_id]
        near, nowhere = self._near(article_id, without)
        said, outside = said + near, outside + nowhere
        found = [one for reading in self._readings[article_id] for one in self._matched(article_id, reading, without)]
        found += self._called_back(article_id, _normal(near, nowhere), without)
        if found:
            together = _together(np.stack([np.append(days, other) for days, other in found]))
            said, outside = said + together[:-1], outside + float(together[-1])
        return _normal(said, outside)

    def _matched(self, article_id: str, reading: _Reading, without: str | None) -> Iterator[tuple[Floats, float]]:
        """Yield the logarithms of what the matches of claims with one meaning say of each day, and of all outside.

        They mean one day: where articles match that tell of different days, each is the less probable for the others.
        """
        first, last = reading.spans
        by_chance = PROPOSED * np.maximum((last - first + 1) / NEWS_WEEK, 1)
        odds = np.zeros(self._grid.size)
        for name, matches in sorted(reading.matches.items()):
            if name != without:
                chances = self._chances(article_id, matches, without)
                odds += chances / (1 - float(chances.sum()))
        if odds.any():
            mistaken = 1 / (1 + float(odds.sum()))
            meant = self._grid.meaning(reading.spans, odds * mistaken)
            yield np.log(mistaken + meant / by_chance), math.log(mistaken)
        for spans, probability in reading.within:
            meant = np.where(_overlap(reading.spans, spans), probability, 0.0)
            yield np.log(1 - probability + meant / by_chance), math.log(1 - probability)

    def _called_back(self, article_id: str, near: Floats, without: str | None) -> Iterator[tuple[Floats, float]]:
        """Yield the logarithms of what is said of each day by how long ago the older news was.

        It counts by as much as the articles of the story came then more often than on any of the days `near` them.
        """
        one = self._undated[article_id]
        kin = [other for other in one.kin if other.article_id != without] if one.agos else []
        missed = np.ones(self._grid.size)
        for other in kin:
            missed *= 1 - other.probability * self._where(other.article_id, article_id)
        for ago in one.agos if kin else ():
            spans = self._grid.called_back(ago)
            met = 1 - np.exp(self._grid.summed(spans, np.log(np.maximum(missed, 1e-9))))
            by_chance = max(LEAST_CHANCE, float((near * met).sum()))
            yield np.log(1 - ago.probability + ago.probability * met / by_chance), math.log(1 - ago.probability)

    def _where(self, article_id: str, asking: str) -> Floats:
        """Return the probability of each day of publication of an article, as another learns it."""
        published = self._published.get(article_id)
        return self._grid.fixed(published, published) if published else self._said[article_id, asking]

    def _near(self, article_id: str, without: str | None) -> tuple[Floats, float]:
        """Return the logarithms of how well each day, and all days outside, fit the days of the kin of an article.

        The mean of what the kin say, each as much as is known of its day: kin are near each other, too.
        """
        grid = self._grid
        said, outside, known = np.zeros(grid.size), 0.0, 0.0
        for one in self._undated[article_id].kin:
            if one.article_id == without:
                continue
            where = self._where(one.article_id, article_id)
            near = min(SUREST_KIN, one.probability) * np.convolve(where, self._around[article_id], "same")
            sure = float(near.sum())
            said += np.log(1 - sure + SPREAD * near)
            outside += math.log(1 - sure)
            known += sure * _knowledge(where)
        return said / max(1.0, known), outside / max(1.0, known)


def _knowledge(days: Floats) -> float:
    """Return how much is known of a day, 0 if nothing and 1 if all: by how much its entropy is less."""
    inside = days[days > 0]
    entropy = -float((inside * np.log(inside)).sum()) + math.log(SPREAD) * max(0.0, 1 - float(days.sum()))
    return max(0.0, 1 - entropy / math.log(SPREAD))


def _normal(said: Floats, outside: float) -> Floats:
    top = max(float(said.max()), outside)
    days = np.exp(said - top)
    return np.asarray(days / (float(days.sum()) + math.exp(outside - top)))


def _overlap(one: Spans, other: Spans) -> npt.NDArray[np.bool_]:
    """Return the days of publication on which two expressions mean a common day."""
    return np.maximum(one[0], other[0]) <= np.minimum(one[1], other[1])


def _together(said: Floats) -> Floats:
    """Return what several matches say of each day together: the strongest all it says, the others a part of it."""
    for_it, against = np.sort(np.maximum(said, 0.0), axis=0)[::-1], np.sort(np.minimum(said, 0.0), axis=0)
    parts = (WITNESS ** np.arange(len(said)))[:, None]
    return np.asarray((for_it * parts).sum(axis=0) + (against * parts).sum(axis=0))
