"""What became of outlooks: later events that bear out a conditional or forecast, or overtake it.

What enters: outlooks with the deeds they expect, and the reports of events. What leaves: suggestions, each with a
score; an outlook without one is open. A report is compared with an outlook that expects the same deed of the same
sides, in words of one meaning, if its article is later and its event not earlier. Guaranteed: every report meets a
bounded number of outlooks, so the work grows with the number of both; the order of reports does not matter.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import exp

import numpy as np
import xxhash

from lagebild.merging.disagreements import Days
from lagebild.merging.disagreements.relations import is_after
from lagebild.merging.events.reports import KIND_OF_TYPE, TYPES
from lagebild.reading.marks import EventType, Realis


class Status(StrEnum):
    """What became of an outlook."""

    OPEN = "open"
    BORNE_OUT = "borne_out"
    OVERTAKEN = "overtaken"


LONGEST_WAIT = 730
"""Days after which an event is no longer what an outlook meant."""
OUTLOOKS_MET = 50
"""So many of the latest outlooks under one key a report is compared with."""
EVENTS_KEPT = 3
"""So many events are suggested for an outlook, the likeliest first."""
LEAST_SCORE = 0.6
"""Least score of a suggestion: only suggestions with a type, two sides and a word of the deed in common, or with more
words instead of the type, reach it."""
ALIKE = 0.93
"""Cosine of two sentences about one matter; sentences that are not have 0.86 to 0.93 in the seed articles."""

_WEIGHTS = {"bias": -4.0, "type": 1.5, "kind": 0.5, "side": 1.0, "deed": 1.5, "word": 0.7, "dated": 0.5, "alike": 1.0}
"""Log odds, set by hand: see `LEAST_SCORE`."""
MOST_SIDES, MOST_WORDS = 3, 3


class Part(StrEnum):
    """The part of an outlook that expects a deed."""

    CONDITION = "condition"
    CONSEQUENCE = "consequence"


@dataclass(frozen=True, slots=True)
class Expected:
    """A deed that an outlook expects: its type (None if only its words tell), sides, features of the words for it."""

    part: Part
    type: str | None
    realis: str
    sides: frozenset[str]
    deed: frozenset[str]


@dataclass(frozen=True, slots=True)
class Outlook:
    """A conditional or forecast with the days its article can be of, the features of its words and its vector."""

    row_id: str
    voice: str
    published: Days
    expected: tuple[Expected, ...]
    words: frozenset[str]
    vector: Sequence[int] | None


@dataclass(frozen=True, slots=True)
class Happening:
    """A report of an event; `days` are those of the event, `words` the features of its sentence.

    `known` is the first day on which an article told the event as real, None if none with a date did.
    """

    event_id: str
    voice: str
    published: Days
    days: Days | None
    known: date | None
    type: str
    realis: str
    sides: frozenset[str]
    deed: frozenset[str]
    words: frozenset[str]
    vector: Sequence[int] | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Followed:
    """That a report tells of what a part of an outlook expects, or of its contrary, and how sure that is."""

    row_id: str
    event_id: str
    part: Part
    as_expected: bool
    score: float


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What became of an outlook: the events that say so, the likeliest first, and how sure the likeliest is."""

    row_id: str
    status: Status
    events: tuple[str, ...]
    score: float


_Waiting = Mapping[int, Sequence[tuple[date, str, Outlook, Expected]]]


def keys_of(sides: Iterable[str], deed: Iterable[str]) -> Iterator[int]:
    """Yield the keys (63 bits) under which outlooks wait for reports: a side and a feature of the words for a deed."""
    told = sorted(deed)
    for side in sorted(sides):
        for feature in told:
            yield xxhash.xxh3_64_intdigest(f"{side} {feature}".encode("utf-8", "surrogatepass")) >> 1


def followed(outlooks: Iterable[Outlook], happenings: Iterable[Happening]) -> Iterator[Followed]:
    """Yield which reports tell of what these outlooks expect; what a report meets hangs on no other report."""
    waiting = _waiting(outlooks)
    for happening in happenings:
        if happening.realis not in (Realis.REAL, Realis.NEG):
            continue
        for outlook, expected in _met(waiting, happening):
            score = score_of(outlook, expected, happening)
            if score >= LEAST_SCORE:
                as_expected = (happening.realis == Realis.NEG) == (expected.realis == Realis.NEG)
                yield Followed(outlook.row_id, happening.event_id, expected.part, as_expected, score)


def follow_ups_of(found: Iterable[Followed]) -> Iterator[FollowUp]:
    """Yield what became of the outlooks of which reports tell, given all these; their order does not matter."""
    by_outlook: dict[str, dict[tuple[str, Part, bool], float]] = defaultdict(dict)
    for one in found:
        told, scores = (one.event_id, one.part, one.as_expected), by_outlook[one.row_id]
        scores[told] = max(one.score, scores.get(told, 0.0))
    for row_id, scores in sorted(by_outlook.items()):
        yield _follow_up(row_id, scores)


def _waiting(outlooks: Iterable[Outlook]) -> _Waiting:
    waiting: dict[int, list[tuple[date, str, Outlook, Expected]]] = defaultdict(list)
    for outlook in outlooks:
        for expected in outlook.expected:
            for key in keys_of(expected.sides, expected.deed):
                waiting[key].append((outlook.published.last, outlook.row_id, outlook, expected))
    for entries in waiting.values():
        entries.sort(key=lambda entry: entry[:2])
    return waiting


def _met(waiting: _Waiting, happening: Happening) -> Iterator[tuple[Outlook, Expected]]:
    """Yield the latest outlooks under the keys of a report, each deed that one expects once."""
    seen: set[tuple[str, Expected]] = set()
    for key in keys_of(happening.sides, happening.deed):
        entries = waiting.get(key, ())
        last = bisect_left(entries, happening.published.first, key=lambda e: e[0])
        for _, row_id, outlook, expected in entries[max(last - OUTLOOKS_MET, 0) : last]:
            if (row_id, expected) not in seen:
                seen.add((row_id, expected))
                yield outlook, expected


def score_of(outlook: Outlook, expected: Expected, happening: Happening) -> float:
    """Return how sure it is that a report tells of the deed that an outlook expects, 0 if it cannot."""
    sides = len(expected.sides & happening.sides)
    if outlook.voice == happening.voice or not is_after(happening.published, outlook.published):
        return 0.0
    if (happening.published.first - outlook.published.last).days > LONGEST_WAIT:
        return 0.0
    if happening.days is not None and happening.days.first <= outlook.published.last:
        return 0.0
    if happening.known is not None and happening.known <= outlook.published.last:
        return 0.0
    # One side of two that act is anybody's deed.
    if sides < min(2, len(expected.sides)) or not expected.deed & happening.deed:
        return 0.0
    words = min(len(outlook.words & happening.words), MOST_WORDS)
    w = _WEIGHTS
    odds = w["bias"] + w["side"] * min(sides, MOST_SIDES) + w["deed"] + w["word"] * words
    odds += w[likeness] if (likeness := _type_likeness(expected.type, happening.type)) else 0.0
    odds += w["dated"] * (happening.days is not None)
    odds += w["alike"] * (_cosine(outlook.vector, happening.vector) >= ALIKE)
    return happening.confidence / (1 + exp(-odds))


def _type_likeness(one: str | None, other: str) -> str | None:
    if one is None:
        return None
    if one == other:
        return "type"
    kinds = {int(KIND_OF_TYPE[TYPES.index(EventType(name))]) for name in (one, other)}
    return "kind" if len(kinds) == 1 else None


def _cosine(one: Sequence[int] | None, other: Sequence[int] | None) -> float:
    if one is None or other is None:
        return 0.0
    a, b = np.asarray(one, np.float32), np.asarray(other, np.float32)
    return float(a @ b / max(float(np.linalg.norm(a) * np.linalg.norm(b)), 1e-9))


def _follow_up(row_id: str, told: dict[tuple[str, Part, bool], float]) -> FollowUp:
    """Return what the likeliest reports say became of an outlook.

    A consequence that comes bears it out, one that is denied overtakes it, as does a condition that is denied; a
    condition that comes leaves it open.
    """
    ranked = sorted(told.items(), key=lambda item: (-item[1], item[0]))
    consequences = [(key, score) for key, score in ranked if key[1] is Part.CONSEQUENCE]
    denied = [(key, score) for key, score in ranked if key[1] is Part.CONDITION and not key[2]]
    (_, part, as_expected), score = (consequences or denied or ranked)[0]
    if part is Part.CONSEQUENCE:
        status = Status.BORNE_OUT if as_expected else Status.OVERTAKEN
    else:
        status = Status.OPEN if as_expected else Status.OVERTAKEN
    events = dict.fromkeys(key[0] for key, _ in ranked if key[1:] == (part, as_expected))
    return FollowUp(row_id, status, tuple(events)[:EVENTS_KEPT], score)
