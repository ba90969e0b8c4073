"""Conditionals as changes: the condition is put in, the consequence is checked against what the system then shows.

A stretch of text speaks of a relation by the events and statements that are read in it, and of a flow by the exchanges:
one that is denied there stops, any other goes on. Words beside a mark that end, shun or deny it turn it round, or leave
it unclear (`lagebild.system.condition_words`); where nothing is marked they may say how two states move. What does not
happen is no sign: that no treaty is signed makes nobody hostile.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, TypeVar

from lagebild.reading.marks import EventType, Realis
from lagebild.system.balance import Pair, pair_of
from lagebild.system.changes import Changes, SetSign, Stop, changed, is_within, with_signs, without_places
from lagebild.system.condition_words import Clauses, Direction, Doubt, Name, Turn, Turning, Unclear
from lagebild.system.dependence import Tie, family_of, state_of, ties_of
from lagebild.system.dyads import last_month, months_among, sightings_of_states, words_of_states
from lagebild.system.facts import Evidence, Expectation, Facts
from lagebild.system.scale import score_of
from lagebild.system.sides import states_of
from lagebild.system.signs import Sign, sign_of
from lagebild.system.triads import period_of_articles

V = TypeVar("V")
LONGEST_READ = 600
"""Characters of a condition whose words are read: five lines; longer ones are no clause of one sentence."""
LONGEST_SHOWN = 60
"""Characters of one that is longer, by which it is told which."""
Verdict = Literal["agrees", "contradicts", "silent"]


@dataclass(frozen=True, slots=True)
class Condition:
    """What a condition puts in if it comes true: signs, and flows that stop; neither if it cannot be read so.

    `unclear` says what of it is not clear, and `states` whom it names, in the order of its words. A side that
    they do not name stands `elsewhere`, and is wrong more often.
    """

    signs: frozenset[SetSign] = frozenset()
    stops: frozenset[Stop] = frozenset()
    unclear: tuple[Unclear, ...] = ()
    states: tuple[str, ...] = ()
    elsewhere: bool = False

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
    """Return what the condition of a conditional puts in; nothing, and why, if it has none that can be read so.

    A flow that stops does so from the first day its article may be of. What the same two states do to each other by
    stopping it is the stop itself and sets no sign.
    """
    place = expectation.condition
    if place is None:
        return Condition()
    article = facts.articles.get(place.article_id)
    since = (article.earliest if article else None) or date.min
    part = _part_of(facts, expectation, place, expectation.condition_mentions)
    if place.end - place.start > LONGEST_READ:
        return Condition(unclear=(Unclear(Doubt.UNSURE, part.clauses.text[:LONGEST_SHOWN] + " …"),), states=part.states)
    told = _flows_told(facts, part)
    stops = frozenset(Stop(*flow, since) for flow, goes_on in told.flows.items() if not goes_on)
    stopping = {pair_of(one.giver, one.receiver) for one in stops}
    signs = _signs_told(facts, part, told)
    put_in = frozenset(one for one in signs.signs if one.pair not in stopping)
    sides = {side for one in put_in for side in one.pair} | {
        side for one in stops for side in (one.giver, one.receiver)
    }
    return Condition(put_in, stops, signs.unclear, part.states, elsewhere=not sides <= set(part.states))


def checks_of(facts: Facts, expectation: Expectation, changes: Changes) -> tuple[Check | FlowCheck, ...]:
    """Return the consequence beside what the system shows once the changes are put in; none if it cannot be read so.

    What stands in the outlook itself is no witness of it and is left out.
    """
    place = expectation.consequence
    if place is None or place.end - place.start > LONGEST_READ:
        return ()
    part = _part_of(facts, expectation, place, expectation.consequence_mentions)
    told = _flows_told(facts, part)
    expected, flows = _signs_told(facts, part, told).signs, told.flows
    own = (expectation.evidence, place, *([expectation.condition] if expectation.condition else []))
    others = changed(without_places(facts, own), changes)
    return (*_sign_checks(others, expected, changes, facts), *_flow_checks(others, flows))


def _sign_checks(others: Facts, expected: Sequence[SetSign], changes: Changes, facts: Facts) -> Iterator[Check]:
    if not expected:
        return
    period, asked = period_of_articles(facts)[1], {one.pair for one in expected}
    sightings, words = sightings_of_states(others), words_of_states(others)
    told = months_among(_only(asked, sightings), _only(asked, words), last_month(facts))
    dyads = with_signs(told, changes.signs, period)
    for one in expected:
        month = dyads[one.pair][-1] if one.pair in dyads else None
        shown = None if month is None else sign_of(month)[0]
        yield Check(one.pair, one.sign, shown, () if month is None else (*month.events, *month.statements))


def _only(asked: set[Pair], told: Mapping[Pair, V]) -> dict[Pair, V]:
    return {pair: own for pair, own in told.items() if pair in asked}


def _flow_checks(others: Facts, flows: Mapping[tuple[str, str, str], bool]) -> Iterator[FlowCheck]:
    ties = {(tie.giver, tie.receiver, tie.good): tie for tie in ties_of(others)} if flows else {}
    for (giver, receiver, good), goes_on in sorted(flows.items()):
        yield FlowCheck(giver, receiver, good, not goes_on, ties.get((giver, receiver, family_of(good))))


@dataclass(frozen=True, slots=True)
class _Part:
    """A condition or a consequence with the words of it that are read; offsets of these count from `start`."""

    place: Evidence
    start: int
    clauses: Clauses
    marks: tuple[Evidence, ...]
    states: tuple[str, ...]

    def bearing(self, at: Evidence, *, denied: bool = False) -> Turning | Unclear | None:
        """Return what turns a mark, why it is not clear, or None if nothing touches it."""
        return self.clauses.bearing(self.offset(at), [self.offset(one) for one in self.marks], denied=denied)

    def bearing_of_words(self, at: Evidence) -> Turning | Unclear | None:
        """Return what turns words that say what a relation is, as `bearing` does."""
        return self.clauses.bearing_of_words(self.offset(at), [self.offset(one) for one in self.marks])

    def own_turn(self, at: Evidence) -> tuple[Turning | None, frozenset[Direction]]:
        """Return the word that turns which a mark itself is, and whether it speaks of friendly or hostile things."""
        return self.clauses.own_turn(self.offset(at)), self.clauses.objects(self.offset(at))

    def offset(self, at: Evidence) -> tuple[int, int]:
        """Return where a mark stands in the words of the part."""
        return at.start - self.start, at.end - self.start


@dataclass(frozen=True, slots=True)
class _Flows:
    """The flows of a part and whether they go on there; what of them is not clear."""

    flows: Mapping[tuple[str, str, str], bool]
    unclear: tuple[Unclear, ...]


@dataclass(frozen=True, slots=True)
class _Signs:
    """The signs that a part gives, and what of it is not clear."""

    signs: tuple[SetSign, ...]
    unclear: tuple[Unclear, ...]


def _part_of(facts: Facts, expectation: Expectation, place: Evidence, mention_ids: tuple[str, ...]) -> _Part:
    """Return a part of a conditional with its words, the marks and the states in it."""
    first = max(place.start - expectation.text_start, 0)
    text = expectation.text[first : max(place.end - expectation.text_start, 0)]
    named = [
        one
        for one in expectation.names
        if place.start <= one.start and one.end <= min(place.end, place.start + LONGEST_READ)
    ]
    names = [
        Name(one.start - place.start, one.end - place.start, state)
        for one in named
        for state in states_of((one.actor_id,), facts)
    ]
    wanted = set(mention_ids)
    reports = (report for deed in facts.deeds for report in deed.reports if report.mention_id in wanted)
    marks = sorted({report.evidence for report in reports}, key=lambda one: (one.start, one.end))
    states = tuple(dict.fromkeys(one.state for one in sorted(names, key=lambda one: one.start)))
    return _Part(place, place.start, Clauses(text[:LONGEST_READ], names), tuple(marks), states)


def _flows_told(facts: Facts, part: _Part) -> _Flows:
    """Return the flows in a part, and whether they go on there: not if they are denied or a word ends them."""
    found: dict[tuple[str, str, str], set[bool]] = defaultdict(set)
    unclear = []
    for flow in facts.flows:
        for at in (at for at in flow.evidence if is_within(at, part.place)):
            key = (state_of(facts, flow.giver), state_of(facts, flow.receiver), flow.good)
            denied = flow.realis == Realis.NEG
            turned = part.bearing(at, denied=denied)
            if isinstance(turned, Unclear) and not (denied and turned.doubt is Doubt.NOT_HAPPENING):
                unclear.append(turned)
            else:
                found[key].add(turned is None)
    return _Flows({key: next(iter(on)) for key, on in sorted(found.items()) if len(on) == 1}, tuple(unclear))


def _signs_told(facts: Facts, part: _Part, flows: _Flows) -> _Signs:
    """Return what sign the events, statements and flows in a part give to whom; none where they differ.

    Where nothing is marked, its words may say how two states move, if it names no more than two.
    """
    votes: dict[Pair, set[Direction]] = defaultdict(set)
    unclear = list(flows.unclear)
    for pairs, told in (*_deeds_told(facts, part), *_statements_told(facts, part)):
        if isinstance(told, Unclear):
            unclear.append(told)
            continue
        for pair in pairs:
            votes[pair].add(told)
    for (giver, receiver, _), goes_on in flows.flows.items():
        if goes_on:
            votes[pair_of(giver, receiver)].add("+")
    if not votes and not unclear and not flows.flows and len(part.states) == 2:
        moved, doubt = part.clauses.moves(), part.clauses.doubts()
        if moved is not None and doubt is None:
            votes[pair_of(*part.states)].add(moved)
        elif moved is not None and doubt is not None:
            unclear.append(Unclear(Doubt.UNSURE, doubt))
    if unclear:
        return _Signs((), tuple(dict.fromkeys(unclear)))
    differing = [pair for pair, signs in votes.items() if len(signs) > 1]
    agreed = tuple(SetSign(pair, next(iter(signs))) for pair, signs in sorted(votes.items()) if len(signs) == 1)
    return _Signs(agreed, (Unclear(Doubt.DIFFERING, ""),) if differing and not agreed else ())


def _deeds_told(facts: Facts, part: _Part) -> Iterator[tuple[set[Pair], Direction | Unclear]]:
    """Yield between whom the events marked in a part are, and whether friendly or hostile there."""
    marked = set(part.marks)
    for deed in facts.deeds:
        for report in deed.reports:
            score = score_of(report.type, Realis.REAL)
            pairs = _pairs(facts, report.sources, report.targets) if report.evidence in marked else set()
            if score and pairs:
                turned = part.bearing(report.evidence, denied=report.realis == Realis.NEG)
                own, objects = part.own_turn(report.evidence)
                if report.type == EventType.CONCEDE and "+" not in objects:
                    # What is given up for somebody else's sake is friendly, whatever it is.
                    own = None if own and not turned else own
                yield pairs, _direction(score > 0, turned, own, objects)


def _direction(
    friendly: bool, turned: Turning | Unclear | None, own: Turning | None, objects: frozenset[Direction]
) -> Direction | Unclear:
    """Return what a marked event is for the relation of its sides; turned round where a word ends or shuns it."""
    if isinstance(turned, Unclear):
        return turned
    if turned is None:
        return _own_direction(friendly, own, objects)
    word = Unclear(Doubt.UNSURE, "")
    if own is not None:
        return word
    if friendly:
        return "-" if turned.turn in (Turn.ENDS, Turn.LEAVES) else word
    return "+" if turned.turn in (Turn.ENDS, Turn.LIFTS) else word


def _own_direction(friendly: bool, own: Turning | None, objects: frozenset[Direction]) -> Direction | Unclear:
    """Return what an event is whose mark may itself be a word that ends: what it ends decides."""
    if own is None or own.turn in (Turn.LESS, Turn.NOT):
        return "+" if friendly else "-"
    if own.turn is Turn.LIFTS:
        return "+"
    if friendly:
        return {frozenset("+"): "-", frozenset("-"): "+"}.get(objects, Unclear(Doubt.UNSURE, ""))  # type: ignore[return-value]
    return "-" if "-" not in objects else Unclear(Doubt.UNSURE, "")


def _statements_told(facts: Facts, part: _Part) -> Iterator[tuple[set[Pair], Direction | Unclear]]:
    """Yield of whom statements in a part speak, and how they move or stand; turned round where a word ends them."""
    for statement in facts.statements:
        direction = {"up": 1, "down": -1}.get(statement.change or "", statement.value)
        if not (is_within(statement.evidence, part.place) and direction):
            continue
        pairs = _pairs(facts, (statement.actor_a,), (statement.actor_b,))
        turned = part.bearing_of_words(statement.evidence)
        if turned is None or (statement.change and isinstance(turned, Turning)):
            yield pairs, "+" if direction > 0 else "-"
        elif isinstance(turned, Unclear):
            yield pairs, turned
        else:
            yield pairs, _direction(direction > 0, turned, None, frozenset())


def _pairs(facts: Facts, sources: tuple[str, ...], targets: tuple[str, ...]) -> set[Pair]:
    some, others = states_of(sources, facts), states_of(targets, facts)
    others = others or (some if len(some) == 2 else frozenset())
    return {pair_of(a, b) for a in some for b in others if a != b}
