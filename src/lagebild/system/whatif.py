"""What if: the system of states with something taken out or set, beside what it is.

Facts and changes in, the differences of dyads, triads, swings and dependence out. Nothing is foretold: the outcome says
what follows from what was put in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

from lagebild.system.balance import Pair
from lagebild.system.changes import (
    Changes,
    Fallen,
    SetSign,
    Stop,
    changed,
    fallen_rows,
    is_flow_of,
    with_signs,
)
from lagebild.system.dependence import Lever, Tie, levers_of, ties_of
from lagebild.system.dyads import DyadMonth, Series, last_month, months_among, sightings_of_states, words_of_states
from lagebild.system.evidence import Sighting, Word
from lagebild.system.facts import Facts
from lagebild.system.signs import Basis, Sign, sign_of
from lagebild.system.triads import Corners, Triad, period_of_articles, triads_among
from lagebild.system.triangles import Figure

K = TypeVar("K")
V = TypeVar("V")
DECIMALS = 6
"""Digits to which points and shares are compared: smaller differences are those of rounding."""
FEWEST_PATRONS = 2
"""Who has cooperation with so many others swings between them."""


@dataclass(frozen=True, slots=True)
class DyadState:
    """A dyad in the last month, with the rows it stands on."""

    sign: Sign | None
    basis: Basis | None
    net: float
    stated_value: float | None
    n_articles: int
    evidence: tuple[str, ...] = field(compare=False)


@dataclass(frozen=True, slots=True)
class TriadState:
    """A triad in the last month, with the rows its three sides stand on."""

    figure: Figure | None
    pivot: str | None
    balanced: bool | None
    evidence: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class PatronShare:
    """What part of a client's cooperation in the last month is with a patron, with the events it stands on."""

    share: float
    evidence: tuple[str, ...] = field(compare=False)


@dataclass(frozen=True, slots=True)
class Difference(Generic[K, V]):
    """Something before and after a change, None where it is not told."""

    key: K
    before: V | None
    after: V | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What differs in the month `period`, and the rows that fell out.

    Dyads, triads, the parts of a client's cooperation by client and patron, ties and levers of dependence by giver,
    receiver and good. The parts are those of deeds: a sign that is set has no amount and changes none.
    """

    period: str
    dyads: tuple[Difference[Pair, DyadState], ...]
    triads: tuple[Difference[Corners, TriadState], ...]
    shares: tuple[Difference[Pair, PatronShare], ...]
    ties: tuple[Difference[tuple[str, str, str], Tie], ...]
    levers: tuple[Difference[tuple[str, str, str], Lever], ...]
    fallen: tuple[Fallen, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands in the last month, by what it is of."""

    dyads: Mapping[Pair, DyadState]
    triads: Mapping[Corners, TriadState]
    shares: Mapping[Pair, PatronShare]
    ties: Mapping[tuple[str, str, str], Tie]
    levers: Mapping[tuple[str, str, str], Lever]


@dataclass(frozen=True, slots=True)
class Before:
    """Every two states in the last month as facts tell of them without a change, with what was seen and said of them,
    and what stands."""

    sightings: Mapping[Pair, Sequence[Sighting]]
    words: Mapping[Pair, Sequence[Word]]
    dyads: Mapping[Pair, Series]
    standing: Standing


def before_of(facts: Facts) -> Before:
    """Return what outcomes stand beside, computed once for any number of them."""
    sightings, words = sightings_of_states(facts), words_of_states(facts)
    dyads = months_among(sightings, words, last_month(facts))
    period = period_of_articles(facts)[1]
    return Before(sightings, words, dyads, _standing(dyads, (), period, ties_of(facts)))


def outcome_of(facts: Facts, changes: Changes) -> Outcome:
    """Return what differs once the changes are put in; nothing for no change."""
    return outcome_beside(before_of(facts), facts, changes)


def outcome_beside(before: Before, facts: Facts, changes: Changes) -> Outcome:
    """Return what differs from what these facts make; what the changes do not touch is not done again."""
    period = period_of_articles(facts)[1]
    after, old = changed(facts, changes), before.standing
    ties = tuple(old.ties.values()) if after is facts else ties_of(after)
    new = _standing(_dyads_beside(before, facts, after), changes.signs, period, ties, changes.stops)
    levers = _differences(old.levers, new.levers)
    return Outcome(
        period,
        tuple(_differences(old.dyads, new.dyads)),
        tuple(_differences(old.triads, new.triads)),
        tuple(_differences(old.shares, new.shares)),
        tuple(_differences(old.ties, new.ties)),
        tuple(one for one in levers if stop_of(changes, one.key) or _leverage(one.before) != _leverage(one.after)),
        fallen_rows(facts, changes),
    )


def stop_of(changes: Changes, flow: tuple[str, str, str]) -> Stop | None:
    """Return the stop that ends a flow (giver, receiver and good), None if none does."""
    return _ending(changes.stops, flow)


def _ending(stops: Iterable[Stop], flow: tuple[str, str, str]) -> Stop | None:
    return next((stop for stop in sorted(stops) if is_flow_of(stop, *flow)), None)


def _standing(
    deeds: Mapping[Pair, Series],
    signs: Iterable[SetSign],
    period: str,
    ties: Iterable[Tie],
    stops: frozenset[Stop] = frozenset(),
) -> Standing:
    """Return what stands in a month in which dyads are told of so, with signs set; what stops is nobody's lever."""
    told = tuple(ties)
    dyads = with_signs(deeds, signs, period)
    return Standing(
        {pair: _dyad_state(series[-1]) for pair, series in dyads.items()},
        {one.corners: _triad_state(one) for one in triads_among(dyads, period, period)},
        _shares(deeds),
        {_tie_key(tie): tie for tie in told},
        {_tie_key(one.tie): one for one in levers_of(tie for tie in told if not _ending(stops, _tie_key(tie)))},
    )


def _dyads_beside(before: Before, facts: Facts, after: Facts) -> dict[Pair, Series]:
    """Return the dyads of changed facts in the same last month; those of whom the same is told are as they were."""
    if after is facts:
        return dict(before.dyads)
    sightings, words, last = sightings_beside(before.sightings, facts, after), words_of_states(after), last_month(facts)
    same = {
        pair
        for pair in sightings.keys() | words.keys()
        if sightings.get(pair, []) == before.sightings.get(pair, [])
        and words.get(pair, []) == before.words.get(pair, [])
    }
    deeds = {pair: own for pair, own in sightings.items() if pair not in same}
    said = {pair: own for pair, own in words.items() if pair not in same}
    as_before = {pair: series for pair, series in before.dyads.items() if pair in same}
    return dict(sorted({**as_before, **months_among(deeds, said, last)}.items()))


def sightings_beside(
    before: Mapping[Pair, Sequence[Sighting]], facts: Facts, after: Facts
) -> dict[Pair, Sequence[Sighting]]:
    """Return what every two states did to each other as changed facts tell it, `before` being what all of them tell.

    Only deeds that differ, or that are told where something around them does, are looked at again.
    """
    around, known = _changed_around(facts, after), {deed.event_id: deed for deed in facts.deeds}
    again = [
        deed
        for deed in after.deeds
        if deed is not known[deed.event_id] or any(one.evidence.article_id in around for one in deed.reports)
    ]
    other = known.keys() - {deed.event_id for deed in after.deeds} | {deed.event_id for deed in again}
    seen = sightings_of_states(replace(after, deeds=tuple(again)))
    order = {event_id: at for at, event_id in enumerate(known)}
    found = dict(before)
    for pair in {pair for pair, own in before.items() if any(one.event_id in other for one in own)} | seen.keys():
        kept = (one for one in before.get(pair, ()) if one.event_id not in other)
        found[pair] = sorted((*kept, *seen.get(pair, ())), key=lambda one: order[one.event_id])
    return {pair: own for pair, own in found.items() if own}


def _changed_around(facts: Facts, after: Facts) -> set[str]:
    """Return the articles that copy another one now, or in which a flow or a quotation is not told any more."""
    copies = {key for key, one in after.articles.items() if one.original != facts.articles[key].original}
    flows, sayings = {id(one) for one in after.flows}, {id(one) for one in after.sayings}
    lost = {place.article_id for one in facts.flows if id(one) not in flows for place in one.evidence}
    return copies | lost | {one.evidence.article_id for one in facts.sayings if id(one) not in sayings}


def _dyad_state(month: DyadMonth) -> DyadState:
    sign, basis = sign_of(month)
    evidence = (*month.events, *month.statements)
    return DyadState(sign, basis, round(month.net, DECIMALS), month.stated_value, month.n_articles, evidence)


def _triad_state(triad: Triad) -> TriadState:
    triangle = triad.last.triangle
    return TriadState(triangle.figure, triangle.pivot, triangle.balanced, (*triad.last.events, *triad.last.statements))


def _shares(dyads: Mapping[Pair, Series]) -> dict[Pair, PatronShare]:
    """Return the parts of every client's cooperation by client and patron, of those with two patrons or more."""
    told: dict[str, dict[str, DyadMonth]] = {}
    for (a, b), series in dyads.items():
        if series[-1].cooperation > 0:
            told.setdefault(a, {})[b] = series[-1]
            told.setdefault(b, {})[a] = series[-1]
    found = {}
    for client, patrons in sorted(told.items()):
        total = sum(month.cooperation for month in patrons.values())
        if len(patrons) >= FEWEST_PATRONS:
            for patron, month in sorted(patrons.items()):
                found[client, patron] = PatronShare(round(month.cooperation / total, DECIMALS), month.events)
    return found


def _tie_key(tie: Tie) -> tuple[str, str, str]:
    return tie.giver, tie.receiver, tie.good


def _leverage(lever: Lever | None) -> tuple[object, ...] | None:
    """Return what a lever says beside its tie: who is the stronger, by how much, and what else there is; None for
    nothing."""
    if lever is None or not (lever.stronger or lever.low is not None or lever.others or lever.returned):
        return None
    return lever.low, lever.high, lever.stronger, lever.others, lever.returned


def _differences(before: Mapping[K, V], after: Mapping[K, V]) -> Iterator[Difference[K, V]]:
    for key in dict.fromkeys((*before, *after)):
        if before.get(key) != after.get(key):
            yield Difference(key, before.get(key), after.get(key))
