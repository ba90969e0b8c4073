"""Which event of another article a claim speaks of: by actors and content words, for now.

`EventIndex` is all the rest of dating knows of it: events whose day is known go in, and for a claim come out the events
most like it, each with the probability that the claim means that day. Features are weighed by how rare they are in
the case. Events are found through features that few sentences share, so the work grows with the number of articles.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from lagebild.merging.dating.features import ORDINALS, Features

SLOPE = 0.69
"""How much surer a match gets, as a logarithm of the odds, with each bit of what it shares (`likeness`): ln 2."""
NONE = 2.0
"""How like by chance the likest of several events is, in the same measure before counting them. This and `BACKGROUND`
are chosen on the stories in `tests/merging/stories`; held out story by story (`benchmarks/dating.py`) half of the
articles get their day, none a wrong one."""
AHEAD = 2.0
"""How much less sure a match with a plan is, as a logarithm of the odds."""
UNCHECKED = math.log(7)
"""The same for `gestern` and the like: no weekday confirms the event."""
ACROSS = 0.25
"""What the plain words of a sentence count for a comparison with another language: names and event words are shared."""
LEAST_BITS = 3.0
"""Events that share less than this are not counted among those that could be meant."""
LEAST = 0.1
"""Matches less probable than this are dropped."""
BACKGROUND = 80
"""Sentences of other news added to those of the case, none with the feature: in a case of three articles, too, a name
says something."""
COMMON = 0.02
"""Features in more than this share of the sentences find no events; in small cases all do (`COMMON_FLOOR`)."""
COMMON_FLOOR = 200
KEPT = 8
"""Events kept for a claim: its likest."""


@dataclass(frozen=True, slots=True, order=True)
class Event:
    """A day that an article tells: the expression `[start, end)` in the sentence `[first, last)`.

    `confidence` says how sure the day is: 1 unless it was counted from a date that was inferred or assumed. `in_series`
    says that the day was told by its weekday as one of a series: `on Thursday, the third in a row`; `sources` are the
    articles from whose dates the day was counted, one from the other: it dates none of them.
    """

    article_id: str
    start: int
    end: int
    first: int
    last: int
    day: date
    confidence: float
    is_weekday: bool = False
    in_series: bool = False
    sources: frozenset[str] = field(default=frozenset(), compare=False)


@dataclass(frozen=True, slots=True)
class Asked:
    """What an event is looked for by: the features of the claim, and which days it can mean.

    `weekday` is that of the event, None if it may be any. `within` lets events of the same article be meant. The claim
    may be one of a series (`in_series`), count days as `gestern` does (`is_near`), or look ahead (`is_ahead`): what
    comes is told in other words than what came.
    """

    article_id: str
    lang: str | None
    features: Features
    weekday: int | None
    means: Callable[[date], bool]
    within: bool = False
    in_series: bool = False
    is_ahead: bool = False
    is_near: bool = False


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
        weekday = event.day.isoweekday()
        for feature in features:
            if not self._rarity.is_common(feature):
                self._by_feature[weekday, feature].append(place)

    def matches(self, asked: Asked) -> tuple[Match, ...]:
        """Return the likest events of other articles that can be meant, the likest first.

        Their probabilities add up to less than 1: what is missing is the chance that the claim means none of them. It
        grows with the number of events that could be meant, as the likest of many strangers is more like than one.
        """
        shared: dict[int, float] = defaultdict(float)
        for feature, weight in sorted(asked.features.items()):
            bits = self._rarity.bits(feature)
            for day in range(1, 8) if asked.weekday is None else (asked.weekday,):
                for place in self._by_feature.get((day, feature), ()):
                    shared[place] += bits * min(weight, self._events[place].features[feature])
        whole = {lang: self._bits(asked.features, across=lang != asked.lang) for lang in self._langs}
        ordinal = _ordinal(asked.features)
        odds: list[tuple[float, Event]] = []
        doubt = (AHEAD if asked.is_ahead else 0.0) + (UNCHECKED if asked.is_near and asked.weekday is None else 0.0)
        for place, bits in shared.items():
            told = self._events[place]
            if bits >= LEAST_BITS and self._is_meant(asked, told, ordinal):
                theirs = told.across if told.lang != asked.lang else told.within
                likeness = bits * math.sqrt(bits / math.sqrt(whole[told.lang] * theirs))
                odds.append((math.exp(SLOPE * likeness - doubt), told.event))
        odds.sort(key=lambda pair: (-pair[0], pair[1]))
        none = math.exp(NONE) * (1 + len(odds))
        total = none + sum(weight for weight, _ in odds)
        return tuple(Match(event, weight / total) for weight, event in odds[:KEPT] if weight / total >= LEAST)

    def _is_meant(self, asked: Asked, told: _Told, ordinal: str | None) -> bool:
        event = told.event
        if (event.article_id == asked.article_id and not asked.within) or asked.article_id in event.sources:
            return False
        # The demonstrations of two Thursdays are told alike.
        if event.is_weekday and asked.weekday is not None and (asked.in_series or event.in_series):
            return False
        return not _differ(ordinal, told.features) and asked.means(event.day)

    def _bits(self, features: Features, across: bool) -> float:
        """Return how much the features tell together; across languages plain words can hardly be shared."""
        return sum(
            self._rarity.bits(feature) * weight * (ACROSS if across and feature[1:2] != ":" else 1.0)
            for feature, weight in sorted(features.items())
        )


def _ordinal(features: Features) -> str | None:
    """Return which of several the sentence itself speaks of (the second round), if it says so."""
    said = [feature for feature in sorted(ORDINALS) if features.get(feature, 0.0) >= 1]
    return said[0] if len(said) == 1 else None


def _differ(ordinal: str | None, features: Features) -> bool:
    other = _ordinal(features)
    return ordinal is not None and other is not None and ordinal != other
