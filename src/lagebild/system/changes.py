"""Changes: what a what-if puts in, the facts without what it takes out, and the rows that fall out by it.

An event that loses some of its reports is derived again from the rest by the rules of the merge; one that loses all is
gone. What stops is taken out with the deeds that are told in its words: who stops giving does not give.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Literal

from lagebild.merging.events.event import interval_of, realis_of
from lagebild.system.balance import Pair
from lagebild.system.dependence import kind_of_share, state_of
from lagebild.system.dyads import ORIGIN, DyadMonth, Series
from lagebild.system.facts import Deed, Evidence, Facts, Flow, Report, Share, Witness
from lagebild.system.scale import SCORES

SET_VALUE = 2.0
"""What a relation is taken to be, on the scale from -2 to 2, whose sign is set."""
TRADE = "trade"
"""The good whose stop ends all shares of trade: of exports and of imports too."""
_OF_TRADE = frozenset({TRADE, "imports", "exports"})


@dataclass(frozen=True, slots=True, order=True)
class SetSign:
    """A dyad taken to be friendly (`+`) or hostile (`-`) in the last month."""

    pair: Pair
    sign: Literal["+", "-"]


@dataclass(frozen=True, slots=True, order=True)
class Stop:
    """A flow taken to stop: what is told of the day `since` or later, or of no day; a good stands for all its kinds.

    Giver and receiver stand for all who act for them.
    """

    giver: str
    receiver: str
    good: str
    since: date


@dataclass(frozen=True, slots=True)
class Changes:
    """What is put in: articles, events and holders left out (ids), signs set, flows stopped; their order is nothing."""

    articles: frozenset[str] = frozenset()
    events: frozenset[str] = frozenset()
    holders: frozenset[str] = frozenset()
    signs: frozenset[SetSign] = frozenset()
    stops: frozenset[Stop] = frozenset()

    def __bool__(self) -> bool:
        """Whether anything is put in."""
        return self != Changes()

    def contradictions(self) -> tuple[Pair, ...]:
        """Return the dyads that are taken to be both friendly and hostile."""
        signs: dict[Pair, set[str]] = defaultdict(set)
        for one in self.signs:
            signs[one.pair].add(one.sign)
        return tuple(sorted(pair for pair, both in signs.items() if len(both) > 1))


class Cause(StrEnum):
    """Why a row falls out."""

    ARTICLE = "article"
    EVENT = "event"
    HOLDER = "holder"
    STOP = "stop"


Why = tuple[Cause, tuple[str, ...] | Stop]
"""The cause, and the articles, events or holders left out (ids) or the stop."""


@dataclass(frozen=True, slots=True)
class Fallen:
    """A row of `table` that falls out, with the places that tell it no longer and why.

    If `partly`, other places still tell it.
    """

    table: str
    row_id: str
    places: tuple[Evidence, ...]
    cause: Cause
    by: tuple[str, ...] | Stop
    partly: bool = False


def changed(facts: Facts, changes: Changes) -> Facts:
    """Return the facts without what is left out and stopped; signs are set where they are read (`with_signs`)."""
    if not (changes.articles or changes.events or changes.holders or changes.stops):
        return facts
    why = _Causes(facts, changes)
    return replace(
        facts,
        articles=_articles(facts, changes.articles),
        deeds=tuple(_deeds(facts.deeds, why)),
        statements=tuple(one for one in facts.statements if why.of(one.evidence, one.holder) is None),
        flows=tuple(_flows(facts.flows, why)),
        shares=tuple(
            one for one in facts.shares if why.of(one.evidence, one.holder) is None and why.stop_of(one) is None
        ),
        sayings=tuple(one for one in facts.sayings if why.of(one.evidence, one.speaker) is None),
        expectations=tuple(one for one in facts.expectations if why.of(one.evidence, one.holder) is None),
    )


def fallen_rows(facts: Facts, changes: Changes) -> tuple[Fallen, ...]:
    """Return the rows that the changes take out, in the order of the tables and of their ids."""
    why = _Causes(facts, changes)
    return (
        *(row for deed in facts.deeds for row in _fallen_of_deed(deed, why)),
        *_fallen_of("relations", ((one.row_id, one.evidence, one.holder) for one in facts.statements), why),
        *(row for flow in facts.flows for row in _fallen_of_flow(flow, why)),
        *(row for share in facts.shares for row in _fallen_of_share(share, why)),
        *_fallen_of("quotations", ((one.quotation_id, one.evidence, one.speaker) for one in facts.sayings), why),
        *_fallen_of("outlooks", ((one.row_id, one.evidence, one.holder) for one in facts.expectations), why),
    )


def with_signs(dyads: Mapping[Pair, Series], signs: Iterable[SetSign], period: str) -> dict[Pair, Series]:
    """Return dyads with signs set in a month: no deeds count there, the word alone decides."""
    found = dict(dyads)
    for one in sorted(signs):
        value = SET_VALUE if one.sign == "+" else -SET_VALUE
        told = [month for month in found.get(one.pair, ()) if month.period < period]
        found[one.pair] = (*told, _set_month(one.pair, period, value))
    return dict(sorted(found.items()))


def without_places(facts: Facts, places: Iterable[Evidence]) -> Facts:
    """Return the facts without the statements, reports and flows that are told in these stretches of text."""
    stretches = tuple(places)

    def is_inside(at: Evidence) -> bool:
        return any(is_within(at, one) for one in stretches)

    deeds = [(deed, tuple(one for one in deed.reports if not is_inside(one.evidence))) for deed in facts.deeds]
    flows = [(flow, tuple(at for at in flow.evidence if not is_inside(at))) for flow in facts.flows]
    return replace(
        facts,
        deeds=tuple(deed if rest == deed.reports else _derived(deed, rest) for deed, rest in deeds if rest),
        statements=tuple(one for one in facts.statements if not is_inside(one.evidence)),
        flows=tuple(replace(flow, evidence=rest) for flow, rest in flows if rest or not flow.evidence),
        shares=tuple(one for one in facts.shares if not is_inside(one.evidence)),
    )


def is_within(at: Evidence, place: Evidence) -> bool:
    """Return whether something begins in a stretch of text."""
    return at.article_id == place.article_id and place.start <= at.start < place.end


class _Causes:
    """Why what falls out, in one case under some changes."""

    def __init__(self, facts: Facts, changes: Changes) -> None:
        self._facts = facts
        self._changes = changes
        stopped = [(flow, stop) for flow in facts.flows if (stop := self.stop_of(flow)) is not None]
        self._places: dict[str, list[tuple[Evidence, Flow, Stop]]] = defaultdict(list)
        for flow, stop in stopped:
            for place in flow.evidence:
                self._places[place.article_id].append((place, flow, stop))

    def of(self, place: Evidence, holder: str | None) -> Why | None:
        """Return why what a holder says in a place falls out, None if it stays."""
        if place.article_id in self._changes.articles:
            return Cause.ARTICLE, (place.article_id,)
        if holder is not None and holder in self._changes.holders:
            return Cause.HOLDER, (holder,)
        return None

    def of_event(self, deed: Deed) -> bool:
        """Return whether an event is left out."""
        return deed.event_id in self._changes.events

    def of_report(self, report: Report) -> Why | None:
        """Return why a report of an event falls out, None if it stays."""
        return self.of(report.evidence, report.holder) or self._delivered(report)

    def stop_of(self, one: Flow | Share) -> Stop | None:
        """Return the stop that ends a flow or a share, None if it goes on."""
        if isinstance(one, Flow):
            giver, receiver, good, day = one.giver, one.receiver, one.good, one.since or one.until
        else:
            giver, receiver, good, day = one.other, one.owner, kind_of_share(one), one.earliest or one.latest
        sides = state_of(self._facts, giver), state_of(self._facts, receiver)
        return next((stop for stop in sorted(self._changes.stops) if _ends(stop, sides, good, day)), None)

    def _delivered(self, report: Report) -> Why | None:
        """Return the stop of the flow in whose words a report tells of giving: the deed is the flow itself."""
        if SCORES[report.type] <= 0:
            return None
        for place, flow, stop in self._places.get(report.evidence.article_id, ()):
            is_told_there = report.evidence.start < place.end and place.start < report.evidence.end
            givers, receivers = (
                {state_of(self._facts, one) for one in side} for side in (report.sources, report.targets)
            )
            sides = {state_of(self._facts, one) for one in (flow.giver, flow.receiver)}
            if is_told_there and sides <= givers | receivers:
                return Cause.STOP, stop
        return None


def is_flow_of(stop: Stop, giver: str, receiver: str, good: str) -> bool:
    """Return whether a stop ends a flow, whatever the day."""
    is_of_it = good == stop.good or good.startswith(f"{stop.good}.") or (stop.good == TRADE and good in _OF_TRADE)
    return (stop.giver, stop.receiver) == (giver, receiver) and is_of_it


def _ends(stop: Stop, sides: tuple[str, str], good: str, day: date | None) -> bool:
    return is_flow_of(stop, *sides, good) and (day is None or day >= stop.since)


def _articles(facts: Facts, left_out: frozenset[str]) -> dict[str, Witness]:
    """Return the articles that stay; a copy takes the place of an original that does not."""
    articles = {name: one for name, one in facts.articles.items() if name not in left_out}
    first_copies: dict[str, str] = {}
    for name, one in sorted(articles.items()):
        first_copies.setdefault(one.original, one.original if one.original in articles else name)
    return {name: replace(one, original=first_copies[one.original]) for name, one in articles.items()}


def _deeds(deeds: Iterable[Deed], why: _Causes) -> Iterator[Deed]:
    for deed in deeds:
        if why.of_event(deed):
            continue
        reports = tuple(one for one in deed.reports if why.of_report(one) is None)
        if reports == deed.reports:
            yield deed
        elif reports:
            yield _derived(deed, reports)


def _flows(flows: Iterable[Flow], why: _Causes) -> Iterator[Flow]:
    for flow in flows:
        places = tuple(place for place in flow.evidence if why.of(place, flow.holder) is None)
        if places and why.stop_of(flow) is None:
            yield flow if places == flow.evidence else replace(flow, evidence=places)
        elif not flow.evidence:
            yield flow


def _fallen_of_deed(deed: Deed, why: _Causes) -> Iterator[Fallen]:
    if why.of_event(deed):
        yield Fallen("events", deed.event_id, _places(deed.reports), Cause.EVENT, (deed.event_id,))
        return
    lost = [(report, cause) for report in deed.reports if (cause := why.of_report(report)) is not None]
    if lost and len(lost) == len(deed.reports):
        yield Fallen("events", deed.event_id, _places(deed.reports), *_together([cause for _, cause in lost]))
        return
    for report, cause in lost:
        yield Fallen("event_mentions", report.mention_id, (report.evidence,), *cause)


def _fallen_of_flow(flow: Flow, why: _Causes) -> Iterator[Fallen]:
    stop = why.stop_of(flow)
    if stop is not None:
        yield Fallen("exchanges", flow.row_id, flow.evidence, Cause.STOP, stop)
        return
    lost = [(place, cause) for place in flow.evidence if (cause := why.of(place, flow.holder)) is not None]
    if lost:
        places = tuple(place for place, _ in lost)
        cause = _together([cause for _, cause in lost])
        yield Fallen("exchanges", flow.row_id, places, *cause, partly=len(lost) < len(flow.evidence))


def _fallen_of_share(share: Share, why: _Causes) -> Iterator[Fallen]:
    cause, stop = why.of(share.evidence, share.holder), why.stop_of(share)
    if cause is not None:
        yield Fallen("quantities", share.row_id, (share.evidence,), *cause)
    elif stop is not None:
        yield Fallen("quantities", share.row_id, (share.evidence,), Cause.STOP, stop)


def _fallen_of(table: str, rows: Iterable[tuple[str, Evidence, str | None]], why: _Causes) -> Iterator[Fallen]:
    for row_id, place, holder in rows:
        cause = why.of(place, holder)
        if cause is not None:
            yield Fallen(table, row_id, (place,), *cause)


def _together(causes: Iterable[Why]) -> Why:
    """Return why a row falls out whose places do: the first cause with all that it names."""
    first, *rest = causes
    cause, by = first
    if isinstance(by, Stop):
        return first
    others = [one for other, own in rest if other is cause and not isinstance(own, Stop) for one in own]
    return cause, tuple(dict.fromkeys((*by, *others)))


def _places(reports: Iterable[Report]) -> tuple[Evidence, ...]:
    return tuple(report.evidence for report in reports)


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
