"""Conditionals as changes: the condition is put in, the consequence is checked against what the system then shows.

A stretch of text speaks of a relation by the events and statements that are read in it, and of a flow by the exchanges:
one that is denied there stops, any other goes on. Nothing is read from words alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, TypeVar

from lagebild.reading.marks import Realis
from lagebild.system.balance import Pair, pair_of
from lagebild.system.changes import Changes, SetSign, Stop, changed, is_within, with_signs, without_places
from lagebild.system.dependence import Tie, family_of, state_of, ties_of
from lagebild.system.dyads import dyads_among, last_month, sightings_of_states, words_of_states
from lagebild.system.facts import Evidence, Expectation, Facts
from lagebild.system.scale import score_of
from lagebild.system.sides import states_of
from lagebild.system.signs import Sign, sign_of
from lagebild.system.triads import period_of_articles

V = TypeVar("V")
Verdict = Literal["agrees", "contradicts", "silent"]


@dataclass(frozen=True, slots=True)
class Condition:
    """What a condition puts in if it comes true: signs, and flows that stop; neither if it cannot be read so."""

    signs: frozenset[SetSign] = frozenset()
    stops: frozenset[Stop] = frozenset()

    def __bool__(self) -> bool:
        """Whether it can be put in."""
        return bool(self.signs or self.stops)


@dataclass(frozen=True, slots=True)
class Check:
    """What a consequence says of a dyad (`expected`), and what the system shows with the condition put in.

    `evidence` are the events and statements that the shown sign stands on; none where it was put in.
    """

    pair: Pair
    expected: Sign
    shown: Sign | None
    evidence: tuple[str, ...] = field(default=(), compare=False)

    @property
    def verdict(self) -> Verdict:
        """Whether both agree; silent if the system shows no sign or neither."""
        if self.shown in (None, "0"):
            return "silent"
        return "agrees" if self.shown == self.expected else "contradicts"


@dataclass(frozen=True, slots=True)
class FlowCheck:
    """What a consequence says of a flow: that it stops (`stops`) or not; `shown` is its tie then, None if untold."""

    giver: str
    receiver: str
    good: str
    stops: bool
    shown: Tie | None

    @property
    def verdict(self) -> Verdict:
        """Whether the system then tells of the flow as the consequence does; silence is no sign that it stopped."""
        if self.shown is None:
            return "silent"
        return "contradicts" if self.stops else "agrees"


def condition_of(facts: Facts, expectation: Expectation) -> Condition:
    """Return what the condition of a conditional puts in; nothing if it has none or none that can be read so.

    A flow that stops does so from the first day its article may be of. What the same two states do to each other by
    stopping it is the stop itself and sets no sign.
    """
    place = expectation.condition
    if place is None:
        return Condition()
    article = facts.articles.get(place.article_id)
    since = (article.earliest if article else None) or date.min
    told = dict(_flows_told(facts, place))
    stops = frozenset(Stop(*flow, since) for flow, goes_on in told.items() if not goes_on)
    stopping = {pair_of(one.giver, one.receiver) for one in stops}
    signs = _signs_told(facts, place, expectation.condition_mentions)
    return Condition(frozenset(one for one in signs if one.pair not in stopping), stops)


def checks_of(facts: Facts, expectation: Expectation, changes: Changes) -> tuple[Check | FlowCheck, ...]:
    """Return the consequence beside what the system shows once the changes are put in; none if it cannot be read so.

    What stands in the outlook itself is no witness of it and is left out.
    """
    place = expectation.consequence
    if place is None:
        return ()
    expected = _signs_told(facts, place, expectation.consequence_mentions)
    flows = dict(_flows_told(facts, place))
    own = (expectation.evidence, place, *([expectation.condition] if expectation.condition else []))
    others = changed(without_places(facts, own), changes)
    return (*_sign_checks(others, expected, changes, facts), *_flow_checks(others, flows))


def _sign_checks(others: Facts, expected: Sequence[SetSign], changes: Changes, facts: Facts) -> Iterator[Check]:
    if not expected:
        return
    period, asked = period_of_articles(facts)[1], {one.pair for one in expected}
    sightings, words = sightings_of_states(others), words_of_states(others)
    series = dyads_among(_only(asked, sightings), _only(asked, words), last_month(facts))
    told = {pair: months for pair, months in series.items() if months[-1].period == period}
    dyads = with_signs(told, changes.signs, period)
    for one in expected:
        month = dyads[one.pair][-1] if one.pair in dyads else None
        shown = None if month is None else sign_of(month)[0]
        yield Check(one.pair, one.sign, shown, () if month is None else (*month.events, *month.statements))


def _only(asked: set[Pair], told: Mapping[Pair, V]) -> dict[Pair, V]:
    return {pair: own for pair, own in told.items() if pair in asked}


def _flow_checks(others: Facts, flows: dict[tuple[str, str, str], bool]) -> Iterator[FlowCheck]:
    ties = {(tie.giver, tie.receiver, tie.good): tie for tie in ties_of(others)} if flows else {}
    for (giver, receiver, good), goes_on in sorted(flows.items()):
        yield FlowCheck(giver, receiver, good, not goes_on, ties.get((giver, receiver, family_of(good))))


def _flows_told(facts: Facts, place: Evidence) -> Iterator[tuple[tuple[str, str, str], bool]]:
    """Yield giver, receiver and good of the flows in a stretch of text, and whether they go on there."""
    for flow in facts.flows:
        if any(is_within(at, place) for at in flow.evidence):
            sides = state_of(facts, flow.giver), state_of(facts, flow.receiver)
            yield (*sides, flow.good), flow.realis != Realis.NEG


def _signs_told(facts: Facts, place: Evidence, mention_ids: tuple[str, ...]) -> tuple[SetSign, ...]:
    """Return what sign the events, statements and flows in a stretch of text give to whom; none where they differ."""
    votes: dict[Pair, set[Literal["+", "-"]]] = defaultdict(set)
    wanted = set(mention_ids)
    for deed in facts.deeds:
        for report in deed.reports:
            score = score_of(report.type, Realis.REAL)
            if report.mention_id in wanted and score:
                friendly = (score > 0) is (report.realis != Realis.NEG)
                for pair in _pairs(facts, report.sources, report.targets):
                    votes[pair].add("+" if friendly else "-")
    for statement in facts.statements:
        direction = {"up": 1, "down": -1}.get(statement.change or "", statement.value)
        if is_within(statement.evidence, place) and direction:
            for pair in _pairs(facts, (statement.actor_a,), (statement.actor_b,)):
                votes[pair].add("+" if direction > 0 else "-")
    for (giver, receiver, _), goes_on in _flows_told(facts, place):
        if goes_on:
            votes[pair_of(giver, receiver)].add("+")
    return tuple(SetSign(pair, next(iter(signs))) for pair, signs in sorted(votes.items()) if len(signs) == 1)


def _pairs(facts: Facts, sources: tuple[str, ...], targets: tuple[str, ...]) -> set[Pair]:
    some, others = states_of(sources, facts), states_of(targets, facts)
    others = others or (some if len(some) == 2 else frozenset())
    return {pair_of(a, b) for a in some for b in others if a != b}
