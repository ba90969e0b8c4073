"""Which event of another article a claim speaks of: by actors and content words, for now.

`EventIndex` is all the rest of dating knows of it: events whose day is known go in, and for a claim come out the events
most like it, each with the probability that the claim means that day. Features are weighed by how rare they are in
the case. Events are found through features that few sentences share, so the work grows with the number of articles.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from lagebild.merging.dating.claims import Claim
from lagebild.merging.dating.features import ORDINALS, Features

SLOPE = 0.5
"""How much surer a match gets, as a logarithm of the odds, with each bit of what it shares (`likeness`): ln 2."""
NONE = 2.0
"""How like by chance the likest of several events is, in the same measure before counting them. This and `BACKGROUND`
are chosen on the stories in `tests/merging/stories`; held out story by story (`benchmarks/dating.py`) half of the
articles get their day, none a wrong one."""
AHEAD = 2.0
"""How much less sure a match with a plan is, as a logarithm of the odds."""
UNCHECKED = 3.0
"""The same where no weekday confirms the event: that of `gestern` or of a date without its year is not known."""
VAGUE = 3.0
"""The same where one of two is told by its week or month only, or in comparison with the news."""
KNOWN = 2.5
"""How much surer it is that the bare date one article of a story tells is the weekday that is the news of another:
dates are told of what was news."""
UNLIKE = 5.0
"""The same where one of two says that it is the second or third of its kind, the other not."""
WITHIN = 2.0
"""How much surer it is that a distance counts from a day that its article itself tells, if the weekday fits."""
ACROSS = 0.25
"""What the plain words of a sentence count for a comparison with another language: names and event words are shared."""
LEAST_BITS = 3.0
"""Events that share less than this are not counted among those that could be meant."""
SUREST = 0.9
"""No likeness of words makes a match surer than this: look-alikes are told alike."""
LEAST = 0.03
"""Matches less probable than this are dropped."""
BACKGROUND = 40
"""Sentences of other news added to those of the case, none with the feature: in a case of three articles, too, a name
says something."""
COMMON = 0.02
"""Features in more than this share of the sentences find no events; in small cases all do (`COMMON_FLOOR`)."""
COMMON_FLOOR = 200
KEPT = 12
"""Events kept for a claim: its likest."""


@dataclass(frozen=True, slots=True)
class Telling:
    """How the day of an event is told.

    `weekday` is that of the event, None if it may be any. The day is told by a date without its weekday (`is_date`), by
    a weekday (`is_weekday`), as the news by a weekday of the lead (`is_news`), by its week or month only (`is_vague`),
    as yet to come (`is_ahead`), in a comparison with the news (`is_compared`), or as one of a series (`in_series`): `on
    Thursday, the third in a row`.
    """

    weekday: int | None
    is_date: bool = False
    is_news: bool = False
    is_vague: bool = False
    is_ahead: bool = False
    is_compared: bool = False
    is_weekday: bool = False
    in_series: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Event:
    """A day that an article tells by the expression `[start, end)` in the sentence `[first, last)`.

    `days` are the first and last day it can be, None if that hangs on the day of publication of an undated article:
    then `claim` says how, and `likely` is the day of a date without its year by that of its story. `stands_alone` says
    that it is the date that a document bears: the same article may tell its day by the weekday, too.
    """

    article_id: str
    start: int
    end: int
    first: int
    last: int
    days: tuple[date, date] | None = field(compare=False)
    telling: Telling = field(compare=False)
    stands_alone: bool = field(default=False, compare=False)
    claim: Claim | None = field(default=None, compare=False)
    likely: date | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Asked:
    """What an event is looked for by: the features of a claim in a sentence that begins at `first`, and its telling.

    `within` lets dates of the same article be meant; `kin` are the articles likely of the same story.
    """

    article_id: str
    first: int
    lang: str | None
    features: Features
    telling: Telling
    within: bool
    kin: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Told:
    """An event with the features of its sentence, and how much they tell within its language and across."""

    event: Event
    features: Features
    lang: str | None
    within: float
    across: float


@dataclass(frozen=True, slots=True)
class Match:
    """An event that a claim may speak of, and how probably it does."""

    event: Event
    probability: float


class Rarity:
    """How much a feature tells, in bits, from the number of sentences of the case that have it."""

    def __init__(self, sentences: Iterable[Iterable[str]]) -> None:
        self._counts: Counter[str] = Counter()
        self._total = 0
        for features in sentences:
            self._total += 1
            self._counts.update(features)

    def bits(self, feature: str) -> float:
        """Return how much it tells that two sentences share the feature."""
        return math.log2((self._total + BACKGROUND) / (self._counts[feature] + 1))

    def is_common(self, feature: str) -> bool:
        """Return whether too many sentences have the feature for it to lead to an event."""
        return self._counts[feature] > max(COMMON_FLOOR, COMMON * self._total)


class EventIndex:
    """Events whose day is known, found by what their sentences are about."""

    def __init__(self, rarity: Rarity) -> None:
        self._rarity = rarity
        self._events: list[_Told] = []
        self._langs: set[str | None] = set()
        self._by_feature: dict[tuple[int, str], list[int]] = defaultdict(list)

    def add(self, event: Event, features: Features, lang: str | None) -> None:
        """Add an event told in a sentence with these features, in an article of that language."""
        place = len(self._events)
        within, across = self._bits(features, across=False), self._bits(features, across=True)
        self._events.append(_Told(event, features, lang, within, across))
        self._langs.add(lang)
        for feature in features:
            if not self._rarity.is_common(feature):
                self._by_feature[event.telling.weekday or 0, feature].append(place)

    def matches(self, asked: Asked) -> tuple[Match, ...]:
        """Return the likest events of other articles that can be meant, the likest first.

        The probabilities of the events of one article add up to less than 1: what is missing is the chance that the
        claim means none of them. It grows with the number of events that could be meant, as the likest of many
        strangers is more like than one. Other articles may tell of the same event.
        """
        shared: dict[int, float] = defaultdict(float)
        weekday = asked.telling.weekday
        for feature, weight in sorted(asked.features.items()):
            bits = self._rarity.bits(feature)
            for day in range(8) if weekday is None else (0, weekday):
                for place in self._by_feature.get((day, feature), ()):
                    shared[place] += bits * min(weight, self._events[place].features[feature])
        whole = {lang: self._bits(asked.features, across=lang != asked.lang) for lang in self._langs}
        ordinal = _ordinal(asked.features)
        odds: dict[str, list[tuple[float, Event]]] = defaultdict(list)
        for place, bits in shared.items():
            told = self._events[place]
            if bits >= LEAST_BITS and self._is_meant(asked, told, ordinal):
                theirs = told.across if told.lang != asked.lang else told.within
                likeness = bits * math.sqrt(bits / math.sqrt(whole[told.lang] * theirs))
                unsure = _doubt(asked, told, ordinal)
                odds[told.event.article_id].append((math.exp(SLOPE * likeness - unsure), told.event))
        found = [match for rivals in odds.values() for match in _matches(rivals)]
        found.sort(key=lambda match: (-match.probability, match.event))
        return tuple(found[:KEPT])

    def _is_meant(self, asked: Asked, told: _Told, ordinal: str | None) -> bool:
        event = told.event
        if event.article_id == asked.article_id:
            is_other = event.first != asked.first
            return is_other and (event.stands_alone or (asked.within and event.telling.is_date))
        # The demonstrations of two Thursdays are told alike.
        one, other = asked.telling, event.telling
        if other.is_weekday and one.weekday is not None and (one.in_series or other.in_series):
            return False
        return not _differ(ordinal, told.features)

    def _bits(self, features: Features, across: bool) -> float:
        """Return how much the features tell together; across languages plain words can hardly be shared."""
        return sum(
            self._rarity.bits(feature) * weight * (ACROSS if across and feature[1:2] != ":" else 1.0)
            for feature, weight in sorted(features.items())
        )


def _doubt(asked: Asked, told: _Told, ordinal: str | None) -> float:
    """Return how much less sure a match is than its words say, as a logarithm of the odds."""
    event, one, other = told.event, asked.telling, told.event.telling
    is_checked = one.weekday is not None and other.weekday is not None
    doubt = 0.0 if is_checked else UNCHECKED
    doubt += AHEAD if one.is_ahead or other.is_ahead else 0.0
    doubt += VAGUE if one.is_vague or other.is_vague else 0.0
    doubt += VAGUE if other.is_compared else 0.0
    doubt += VAGUE if one.in_series or other.in_series else 0.0
    doubt += UNLIKE if _is_again(ordinal, told) else 0.0
    if is_checked and event.article_id == asked.article_id:
        doubt -= WITHIN
    if is_checked and event.article_id in asked.kin:
        doubt -= KNOWN if (one.is_news and other.is_date) or (one.is_date and other.is_news) else 0.0
    return doubt


def _matches(rivals: Sequence[tuple[float, Event]]) -> Iterator[Match]:
    """Yield how probably a claim means each of the events of one other article, which tells of it once at most."""
    total = math.exp(NONE) * (1 + len(rivals)) + sum(odds for odds, _ in rivals)
    for odds, event in rivals:
        if odds / total >= LEAST:
            yield Match(event, SUREST * odds / total)


def _ordinal(features: Features) -> str | None:
    """Return which of several the sentence itself speaks of (the second round), if it says so."""
    said = [feature for feature in sorted(ORDINALS) if features.get(feature, 0.0) >= 1]
    return said[0] if len(said) == 1 else None


def _is_again(ordinal: str | None, told: _Told) -> bool:
    """Return whether just one of two tells the second or third of its kind."""
    both = {ordinal, _ordinal(told.features)}
    return None in both and not both.isdisjoint(ORDINALS - {"e:first"})


def _differ(ordinal: str | None, features: Features) -> bool:
    other = _ordinal(features)
    return ordinal is not None and other is not None and ordinal != other
