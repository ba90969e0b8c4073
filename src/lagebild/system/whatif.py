"""What if: the system of states with something taken out or set, beside what it is.

Facts and changes in, the differences of dyads, triads and dependence out. Nothing is foretold: the outcome says what
follows from what was put in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Generic, Literal, TypeVar

from lagebild.merging.events.event import interval_of, realis_of
from lagebild.system.balance import Pair, pair_of
from lagebild.system.dependence import Tie, ties_of
from lagebild.system.dyads import ORIGIN, DyadMonth, Series, all_dyads
from lagebild.system.facts import Deed, Evidence, Expectation, Facts, Flow, Report, Share, Statement
from lagebild.system.scale import score_of
from lagebild.system.sides import states_of
from lagebild.system.signs import Basis, Sign, sign_of
from lagebild.system.triads import Corners, Triad, period_of_articles, triads_among
from lagebild.system.triangles import Figure

K = TypeVar("K")
V = TypeVar("V")
SET_VALUE = 2.0
"""What a relation is taken to be, on the scale from -2 to 2, whose sign is set."""
TRADE = "trade"
"""The good whose stop ends shares of trade too."""


@dataclass(frozen=True, slots=True)
class SetSign:
    """A dyad taken to be friendly (`+`) or hostile (`-`) in the last month."""

    pair: Pair
    sign: Literal["+", "-"]


@dataclass(frozen=True, slots=True)
class Stop:
    """A flow taken to stop: what is told of the day `since` or later, or of no day; a good stands for all its kinds."""

    giver: str
    receiver: str
    good: str
    since: date


@dataclass(frozen=True, slots=True)
class Changes:
    """What is put in: articles, events and holders left out, signs set, flows stopped; ids."""

    articles: frozenset[str] = frozenset()
    events: frozenset[str] = frozenset()
    holders: frozenset[str] = frozenset()
    signs: tuple[SetSign, ...] = ()
    stops: tuple[Stop, ...] = ()


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
    """A triad in the last month."""

    figure: Figure | None
    pivot: str | None
    balanced: bool | None


@dataclass(frozen=True, slots=True)
class Difference(Generic[K, V]):
    """Something before and after a change, None where it is not told."""

    key: K
    before: V | None
    after: V | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What differs in the month `period`: dyads, triads, and ties of dependence by giver, receiver and good."""

    period: str
    dyads: tuple[Difference[Pair, DyadState], ...]
    triads: tuple[Difference[Corners, TriadState], ...]
    ties: tuple[Difference[tuple[str, str, str], Tie], ...]


@dataclass(frozen=True, slots=True)
class Check:
    """What a consequence says of a dyad (`expected`), and what the system shows with the condition put in."""

    pair: Pair
    expected: Sign
    shown: Sign | None

    @property
    def verdict(self) -> Literal["agrees", "contradicts", "silent"]:
        """Whether both agree; silent if the system shows no sign or neither."""
        if self.shown in (None, "0"):
            return "silent"
        return "agrees" if self.shown == self.expected else "contradicts"


def outcome_of(facts: Facts, changes: Changes) -> Outcome:
    """Return what differs once the changes are put in; nothing for no change."""
    period = period_of_articles(facts)[1]
    after = changed(facts, changes)
    dyads, new_dyads = _now(all_dyads(facts), period), with_signs(_now(all_dyads(after), period), changes.signs, period)
    states = [{pair: _dyad_state(series[-1]) for pair, series in found.items()} for found in (dyads, new_dyads)]
    triads = [{t.corners: _triad_state(t) for t in triads_among(found, period, period)} for found in (dyads, new_dyads)]
    ties = [{(tie.giver, tie.receiver, tie.good): tie for tie in ties_of(one)} for one in (facts, after)]
    return Outcome(
        period,
        tuple(_differences(*states)),
        tuple(_differences(*triads)),
        tuple(_differences(*ties)),
    )


def changed(facts: Facts, changes: Changes) -> Facts:
    """Return the facts without what is left out and stopped; signs are set where they are read (`with_signs`)."""
    kept = {name for name in facts.articles if name not in changes.articles}
    articles = {name: facts.articles[name] for name in facts.articles if name in kept}
    first_copies: dict[str, str] = {}
    for name, one in sorted(articles.items()):
        first_copies.setdefault(one.original, one.original if one.original in kept else name)
    return replace(
        facts,
        articles={name: replace(one, original=first_copies[one.original]) for name, one in articles.items()},
        deeds=tuple(_deeds(facts, kept, changes)),
        statements=tuple(one for one in facts.statements if _stays(one, kept, changes)),
        flows=tuple(_flows(facts.flows, kept, changes)),
        shares=tuple(one for one in facts.shares if _stays(one, kept, changes) and not _is_stopped(one, changes)),
        sayings=tuple(
            one for one in facts.sayings if one.evidence.article_id in kept and one.speaker not in changes.holders
        ),
        expectations=tuple(one for one in facts.expectations if _stays(one, kept, changes)),
    )


def with_signs(dyads: Mapping[Pair, Series], signs: Iterable[SetSign], period: str) -> dict[Pair, Series]:
    """Return dyads with signs set in a month: no deeds count there, the word alone decides."""
    found = dict(dyads)
    for one in signs:
        value = SET_VALUE if one.sign == "+" else -SET_VALUE
        told = [month for month in found.get(one.pair, ()) if month.period < period]
        found[one.pair] = (*told, _set_month(one.pair, period, value))
    return dict(sorted(found.items()))


def input_of(facts: Facts, expectation: Expectation) -> tuple[SetSign, ...]:
    """Return the signs that a condition sets if it comes true; none if it names no two states or says no direction."""
    if expectation.condition is None:
        return ()
    return _signs_told(facts, expectation.condition, expectation.condition_mentions)


def checks_of(facts: Facts, expectation: Expectation, changes: Changes) -> tuple[Check, ...]:
    """Return the consequence beside what the system shows once the changes are put in; none without a consequence.

    What stands in the outlook itself is no witness of it and is left out.
    """
    place = expectation.consequence
    if place is None:
        return ()
    expected = _signs_told(facts, place, expectation.consequence_mentions)
    own = {expectation.evidence, place, *([expectation.condition] if expectation.condition else [])}
    period = period_of_articles(facts)[1]
    others = changed(_without(facts, own), changes)
    dyads = with_signs(_now(all_dyads(others), period), changes.signs, period)
    return tuple(
        Check(one.pair, one.sign, sign_of(dyads[one.pair][-1])[0] if one.pair in dyads else None) for one in expected
    )


def _without(facts: Facts, places: Iterable[Evidence]) -> Facts:
    """Return the facts without the statements and reports that stand in these stretches of text."""
    stretches = tuple(places)

    def is_inside(one: Statement | Report) -> bool:
        at = one.evidence
        return any(at.article_id == p.article_id and p.start <= at.start < p.end for p in stretches)

    deeds = [(deed, tuple(one for one in deed.reports if not is_inside(one))) for deed in facts.deeds]
    return replace(
        facts,
        deeds=tuple(deed if rest == deed.reports else _derived(deed, rest) for deed, rest in deeds if rest),
        statements=tuple(one for one in facts.statements if not is_inside(one)),
    )


def _now(dyads: Mapping[Pair, Series], period: str) -> dict[Pair, Series]:
    return {pair: series for pair, series in dyads.items() if series[-1].period == period}


def _dyad_state(month: DyadMonth) -> DyadState:
    sign, basis = sign_of(month)
    evidence = (*month.events, *month.statements)
    return DyadState(sign, basis, round(month.net, 6), month.stated_value, month.n_articles, evidence)


def _triad_state(triad: Triad) -> TriadState:
    triangle = triad.last.triangle
    return TriadState(triangle.figure, triangle.pivot, triangle.balanced)


def _differences(before: Mapping[K, V], after: Mapping[K, V]) -> Iterator[Difference[K, V]]:
    for key in dict.fromkeys((*before, *after)):
        if before.get(key) != after.get(key):
            yield Difference(key, before.get(key), after.get(key))


def _set_month(pair: Pair, period: str, value: float) -> DyadMonth:
    return DyadMonth(
        *pair,
        directed=False,
        period=period,
        origin=ORIGIN,
        cooperation=0.0,
        conflict=0.0,
        net=0.0,
        low=None,
        high=None,
        stated_value=value,
        n_statements=1,
        n_events=0,
        n_articles=0,
        thin=True,
        n_independent=0,
        events=(),
        statements=(),
        new_events=(),
        new_statements=(),
    )


def _stays(one: Statement | Share | Expectation, kept: set[str], changes: Changes) -> bool:
    return one.evidence.article_id in kept and (one.holder is None or one.holder not in changes.holders)


def _deeds(facts: Facts, kept: set[str], changes: Changes) -> Iterator[Deed]:
    for deed in facts.deeds:
        if deed.event_id in changes.events:
            continue
        reports = tuple(
            one
            for one in deed.reports
            if one.evidence.article_id in kept and (one.holder is None or one.holder not in changes.holders)
        )
        if reports == deed.reports:
            yield deed
        elif reports:
            yield _derived(deed, reports)


def _derived(deed: Deed, reports: tuple[Report, ...]) -> Deed:
    """Return an event as its remaining reports tell it, by the rules of the merge."""
    types: dict[str, float] = defaultdict(float)
    for one in reports:
        types[one.type] += one.confidence
    own = interval_of([(one.earliest, one.latest) for one in reports])
    if own is None and not any(one.earliest for one in deed.reports):
        own = (deed.earliest, deed.latest) if deed.earliest and deed.latest else None
    earliest, latest = own or (None, None)
    unsure = 1.0
    for one in reports:
        unsure *= 1 - one.confidence
    return replace(
        deed,
        type=max(sorted(types), key=lambda name: types[name]),
        realis=realis_of(reports),
        sources=tuple(sorted({actor for one in reports for actor in one.sources})),
        targets=tuple(sorted({actor for one in reports for actor in one.targets})),
        earliest=earliest,
        latest=latest,
        confidence=1 - unsure,
        reports=reports,
    )


def _flows(flows: Iterable[Flow], kept: set[str], changes: Changes) -> Iterator[Flow]:
    for flow in flows:
        places = tuple(place for place in flow.evidence if place.article_id in kept)
        if places and (flow.holder is None or flow.holder not in changes.holders) and not _is_stopped(flow, changes):
            yield flow if places == flow.evidence else replace(flow, evidence=places)


def _is_stopped(one: Flow | Share, changes: Changes) -> bool:
    giver, receiver = (one.giver, one.receiver) if isinstance(one, Flow) else (one.other, one.owner)
    good = one.good if isinstance(one, Flow) else TRADE
    day = one.since if isinstance(one, Flow) else one.earliest
    return any(
        (stop.giver, stop.receiver) == (giver, receiver)
        and (good == stop.good or good.startswith(f"{stop.good}."))
        and (day is None or day >= stop.since)
        for stop in changes.stops
    )


def _signs_told(facts: Facts, place: Evidence, mention_ids: tuple[str, ...]) -> tuple[SetSign, ...]:
    """Return what sign the events and statements in a stretch of text give to whom; none where they differ."""
    votes: dict[Pair, set[Literal["+", "-"]]] = defaultdict(set)
    wanted = set(mention_ids)
    for deed in facts.deeds:
        for report in deed.reports:
            score = score_of(report.type, "real")
            if report.mention_id in wanted and score:
                friendly = (score > 0) is (report.realis != "neg")
                for pair in _pairs(facts, report.sources, report.targets):
                    votes[pair].add("+" if friendly else "-")
    for statement in facts.statements:
        inside = statement.evidence.article_id == place.article_id and (
            place.start <= statement.evidence.start < place.end
        )
        direction = {"up": 1, "down": -1}.get(statement.change or "", statement.value)
        if inside and direction:
            for pair in _pairs(facts, (statement.actor_a,), (statement.actor_b,)):
                votes[pair].add("+" if direction > 0 else "-")
    return tuple(SetSign(pair, next(iter(signs))) for pair, signs in sorted(votes.items()) if len(signs) == 1)


def _pairs(facts: Facts, sources: tuple[str, ...], targets: tuple[str, ...]) -> set[Pair]:
    some, others = states_of(sources, facts), states_of(targets, facts)
    others = others or (some if len(some) == 2 else frozenset())
    return {pair_of(a, b) for a in some for b in others if a != b}
