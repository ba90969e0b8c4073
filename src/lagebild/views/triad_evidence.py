"""The sentences that decide the sides of a triangle, time by time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lagebild.system.balance import Pair
from lagebild.system.deciding import Decider, deciders_of
from lagebild.system.dyads import sightings_between, words_between
from lagebild.system.facts import Evidence, Facts
from lagebild.system.triads import Phase, TriadMonth, phases_of
from lagebild.views.evidence import Told, told_at
from lagebild.views.queryable import QueryableCase
from lagebild.views.system_table import SystemTable
from lagebild.views.triad_wording import SIGNS, TriadWording

MOST_DECIDERS = 2
"""Sentences of a side in one time: those that speak most for its sign."""


@dataclass(frozen=True, slots=True)
class DecidedSide:
    """A side of a triangle in a time in which no sign changes, with what decides its sign at the end of that time."""

    phase: Phase
    pair: Pair
    deciders: tuple[Decider, ...]


def decided_sides(facts: Facts, months: Sequence[TriadMonth]) -> tuple[DecidedSide, ...]:
    """Return the sides that have a sign, in the order of time."""
    if not months:
        return ()
    pairs = tuple(months[0].ties)
    deeds = {pair: sightings_between(facts, *pair) for pair in pairs}
    words = {pair: words_between(facts, *pair) for pair in pairs}

    def decided() -> Iterator[DecidedSide]:
        for phase in phases_of(months):
            for pair, tie in phase.months[-1].ties.items():
                if tie.sign is not None and tie.month is not None:
                    found = deciders_of(tie.month, deeds[pair], words[pair])
                    yield DecidedSide(phase, pair, found[:MOST_DECIDERS])

    return tuple(decided())


def sentences_of_sides(case: QueryableCase, sides: Sequence[DecidedSide]) -> dict[Evidence, Told]:
    """Return where what decides the sides stands."""
    return told_at(case, [one.evidence for side in sides for one in side.deciders])


def triad_evidence_table(
    sides: Sequence[DecidedSide], told: Mapping[Evidence, Told], names: Mapping[str, str], lang: str
) -> SystemTable:
    """Return the sides with the sentences that decide them, the last time first."""
    say = TriadWording(names, lang)
    t = say.labels
    lines = [
        (side, one, told[one.evidence])
        for side in _newest_first(sides)
        for one in side.deciders
        if one.evidence in told
    ]
    rows = tuple(
        (
            say.months(side.phase.first, side.phase.last),
            f"{say.pair(side.pair)}: {SIGNS[side.phase.triangle.ties[side.pair]]}",
            place.sentence,
            place.source(lang),
        )
        for side, _, place in lines
    )
    return SystemTable(
        t["triad_evidence_heading"],
        t["triad_evidence_how"] if rows else "",
        tuple(t[key] for key in ("phase", "side", "sentence", "sentence_source")),
        rows,
        tuple((one.row_id,) for _, one, _ in lines),
        tuple(place.article_id for _, _, place in lines),
    )


def triad_evidence_record(sides: Sequence[DecidedSide], told: Mapping[Evidence, Told]) -> list[dict[str, object]]:
    """Return the sides with rows, places and sentences, for JSON."""
    return [
        {
            "first": side.phase.first,
            "last": side.phase.last,
            "between": side.pair,
            "sign": side.phase.triangle.ties[side.pair],
            "row_id": one.row_id,
            "place": one.evidence,
            "sentence": told[one.evidence].sentence,
            "outlet": told[one.evidence].outlet,
            "published": [told[one.evidence].published, told[one.evidence].latest],
        }
        for side in sides
        for one in side.deciders
        if one.evidence in told
    ]


def _newest_first(sides: Sequence[DecidedSide]) -> list[DecidedSide]:
    return sorted(sides, key=lambda side: side.phase.last, reverse=True)
