"""Figures of one thing that differ.

Figures are of one thing if they count the same (a class of unit and measure), of the same state or actor, near in
time, and if their sentences have enough in common: an event, other states, words. Each weighs as `_WEIGHTS` says.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp

from lagebild.merging.disagreements.bounds import Bounds, comparable
from lagebild.merging.disagreements.relations import (
    Compared,
    Disagreement,
    Kind,
    Relation,
    Version,
    disagreement_of,
    hanging_together,
    is_later,
)

LONGEST_GAP = 400
"""Days between two figures of one thing: a year, and the weeks until the yearly figure is told again."""
NEAR = 60
"""Days within which figures are often of one course of events."""
NEIGHBOURS = 24
"""So many later figures of its block a figure is compared with: keeps a case with thousands of them linear."""

_WEIGHTS = {
    "bias": -3.0,
    "owner": 1.5,
    "others": 1.0,
    "no others": -1.5,
    "event": 2.5,
    "word": 1.2,
    "near": 0.6,
    "specific": 1.0,
}
"""Log odds, set by hand so that owner and time alone never suffice, and an event or two words with them do."""
MOST_WORDS = 3
CASUALTIES = "casualties"
LEAST_OF_TOLL = 2
"""Words that the sentences of two tolls must share, if no event: one state has tolls of many events."""
OF_SOMETHING = frozenset({"share", "weight", "volume", "area", "energy", "goods"})
"""Measures of stuff: tonnes of wheat and tonnes of coal are two things."""
SPECIFIC = frozenset({"trade_share"})
"""Measures of which an owner has one with each other state."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A quantity with what it is compared by.

    `owner` is the state or actor whose thing is counted, `others` are the other states of its sentence, `words` the
    features of the other words, `nouns` those of the counted noun, `events` the events its sentence reports, `fate`
    what became of those counted (`killed`, `injured` …). `is_dated` says that the sentence names the version's days;
    else they are those of the article.
    """

    version: Version
    bounds: Bounds
    unit: str | None
    measure: str | None
    owner: str | None
    others: frozenset[str]
    words: frozenset[str]
    nouns: frozenset[str]
    events: frozenset[str]
    fate: str | None
    is_dated: bool
    confidence: float


@cache
def _units() -> dict[str, str]:
    table = tomllib.loads(files(__package__).joinpath("things.toml").read_text(encoding="utf-8"))["units"]
    return {unit: name for name, units in table.items() for unit in units}


@cache
def _fates() -> dict[str, str]:
    table = tomllib.loads(files(__package__).joinpath("things.toml").read_text(encoding="utf-8"))["fates"]
    return {feature: fate for fate, features in table.items() for feature in features}


def fate_of(features: Iterable[str]) -> str | None:
    """Return what the words around a figure of casualties say became of them, None if nothing or several things."""
    told = {_fates()[feature] for feature in features if feature in _fates()}
    return told.pop() if len(told) == 1 else None


def class_of(counted: Counted) -> str | None:
    """Return what is counted, alike for words that count the same; None if that cannot be told."""
    if counted.unit is None:
        return None
    unit = _units().get(counted.unit, counted.unit)
    if counted.measure == CASUALTIES:
        return f"casualties:{unit}:{counted.fate}" if counted.fate else None
    return f"{counted.measure or 'count'}:{unit}"


def blocks_of(counted: Counted) -> tuple[str, ...]:
    """Return what a figure is compared in: its class with its owner, or with each event that its sentence reports."""
    thing = class_of(counted)
    if thing is None:
        return ()
    abouts = [f"of={counted.owner}"] if counted.owner else [f"event={event}" for event in sorted(counted.events)]
    return tuple(f"thing={thing} {about}" for about in abouts)


def disagreements_of(quantities: Iterable[Counted]) -> Iterator[Disagreement]:
    """Yield the figures of one thing that differ; the order of `quantities` does not matter."""
    blocks: dict[str, list[Counted]] = defaultdict(list)
    for counted in quantities:
        for block in blocks_of(counted):
            blocks[block].append(counted)
    for block, together in sorted(blocks.items()):
        ordered = sorted(together, key=lambda c: c.version.in_time)
        versions = [c.version for c in ordered]
        for pairs in hanging_together(_compared(ordered)):
            rows = {at for pair in pairs for at in (pair.one, pair.other)}
            shared = sorted(frozenset.intersection(*(ordered[at].others for at in rows)))
            topic = " ".join((block, *(f"with={other}" for other in shared)))
            yield disagreement_of(Kind.QUANTITY, topic, block, versions, pairs)


def _compared(ordered: Sequence[Counted]) -> Iterator[Compared]:
    told = {(counted.version.voice, counted.version.value) for counted in ordered}
    for at, one in enumerate(ordered):
        for place in range(at + 1, min(at + 1 + NEIGHBOURS, len(ordered))):
            a, b = one.version, ordered[place].version
            # Who gives the other's figure too counts something else with his own.
            if a.voice != b.voice and {(a.voice, b.value), (b.voice, a.value)} & told:
                continue
            relation = relation_of(one, ordered[place])
            if relation is not None:
                yield Compared(at, place, relation, _score(one, ordered[place]))


def relation_of(one: Counted, other: Counted) -> Relation | None:
    """Return what two figures of one class and owner are to each other, None if they say the same or are of two things.

    What one value can fulfil is compatible; else a figure for a later time has developed; else they contradict.
    """
    if one.version.value == other.version.value or not comparable(one.bounds, other.bounds):
        return None
    if not _same_thing(one, other):
        return None
    if one.bounds.overlaps(other.bounds):
        return Relation.COMPATIBLE
    a, b = one.version.days, other.version.days
    told_apart = one.is_dated and other.is_dated and a is not None and b is not None and a.gap(b) > 0
    if not told_apart and not is_later(a, b):
        return Relation.CONTRADICTS
    first, last = sorted((one, other), key=lambda counted: counted.version.in_time)
    # A toll that falls is that of another event.
    falls = one.measure == CASUALTIES and last.bounds.point < first.bounds.point
    return None if falls else Relation.DEVELOPED


def _same_thing(one: Counted, other: Counted) -> bool:
    a, b = one.version, other.version
    # Who gives two figures in one breath counts two things.
    if a.voice == b.voice and a.holder == b.holder:
        return False
    if a.days is not None and b.days is not None and a.days.gap(b.days) > LONGEST_GAP:
        return False
    if one.measure == CASUALTIES and not one.events & other.events and len(_shared_words(one, other)) < LEAST_OF_TOLL:
        return False
    if one.measure in OF_SOMETHING and not one.nouns & other.nouns:
        return False
    return _log_odds(one, other) >= 0


def _log_odds(one: Counted, other: Counted) -> float:
    odds = _WEIGHTS["bias"] + _WEIGHTS["owner"] * (one.owner is not None)
    if one.others and other.others:
        odds += _WEIGHTS["others" if one.others & other.others else "no others"]
        odds += _WEIGHTS["specific"] * (one.measure in SPECIFIC and bool(one.others & other.others))
    odds += _WEIGHTS["event"] * bool(one.events & other.events)
    odds += _WEIGHTS["word"] * min(len(_shared_words(one, other)), MOST_WORDS)
    a, b = one.version.days, other.version.days
    if a is not None and b is not None and a.gap(b) <= NEAR:
        odds += _WEIGHTS["near"]
    return odds


def _shared_words(one: Counted, other: Counted) -> frozenset[str]:
    """Return the words two figures have in common, without those that every toll has."""
    return (one.words & other.words) - _fates().keys()


def _score(one: Counted, other: Counted) -> float:
    return min(one.confidence, other.confidence) / (1 + exp(-_log_odds(one, other) - 1))
