"""Swings: how a client's cooperation is shared among patrons over time, where it turns and who moved first.

The shares shown are those of the dyads' cooperation. Turning points stand on votes: an article has one in each month
that it tells a deed of, divided among the patrons, so that one long article is no landslide.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from lagebild.system.dyads import DyadMonth, dyad_series
from lagebild.system.evidence import (
    Counted,
    Pair,
    Sighting,
    both_ways,
    deeds_that_count,
    original_of,
    sightings_by_pair,
)
from lagebild.system.facts import Facts
from lagebild.system.intervals import FEWEST_ARTICLES
from lagebild.system.periods import period_of
from lagebild.system.sides import party
from lagebild.system.turning_points import gain_of, turning_points

DATED_WITHIN = 3
"""Months that a deed's days may span for it to tell when something turned."""
LEAD = 6
"""Months before a turning point in which a first move is looked for, and before these in which there must be none of
its kind: the half-life of a deed."""


@dataclass(frozen=True, slots=True)
class PatronMonth:
    """A patron in a month; `share` is its part of the client's cooperation with all patrons, None if there is none.

    `cooperation`, `conflict`, `net` and `stated_value` are those of the dyad: 0 and None without anything told.
    """

    patron: str
    share: float | None
    cooperation: float
    conflict: float
    net: float
    stated_value: float | None
    events: tuple[str, ...]
    statements: tuple[str, ...]
    new_events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SwingMonth:
    """All patrons in an ISO month; `thin` if fewer than three independent articles tell of its deeds."""

    period: str
    patrons: tuple[PatronMonth, ...]
    n_articles: int
    thin: bool


@dataclass(frozen=True, slots=True)
class FirstMove:
    """Who moved first at a turning point, towards or against whom, in which month, by which deeds."""

    actor: str
    other: str
    is_cooperation: bool
    period: str
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TurningPoint:
    """A turn between two ISO months: `after` is the last that tells of deeds in the old shares, `period` the first in
    the new; shares by patron.

    `gained` and `lost` are the patrons with the largest change each way. `gain` is twice the log-likelihood it adds,
    articles are those that tell of the stretches around it. `first_move` is None if it cannot be told.
    """

    after: str
    period: str
    gained: str
    lost: str
    before_shares: tuple[float, ...]
    after_shares: tuple[float, ...]
    gain: float
    n_articles_before: int
    n_articles_after: int
    first_move: FirstMove | None


@dataclass(frozen=True, slots=True)
class Swing:
    """A client between patrons in the months in which anything told of them is remembered, in order.

    `thin` if fewer than three independent articles tell of their deeds.
    """

    client: str
    patrons: tuple[str, ...]
    months: tuple[SwingMonth, ...]
    turns: tuple[TurningPoint, ...]
    n_articles: int
    thin: bool


def swing_of(facts: Facts, client: str, patrons: Sequence[str]) -> Swing:
    """Return the swing of a client between patrons, all ids of actors or groups, patrons in the order given."""
    series = {patron: dyad_series(facts, client, patron) for patron in patrons}
    tellers = {
        deed.event_id: {original_of(facts, report.evidence.article_id) for report in deed.reports}
        for deed in facts.deeds
    }
    months = tuple(_months(series, tellers))
    sightings = sightings_by_pair(deeds_that_count(facts), _named(facts, client, patrons).get)
    events = {event for month in months for patron in month.patrons for event in patron.events}
    n_articles = len(set().union(*(tellers[event] for event in events)))
    turns = tuple(_turns(client, tuple(patrons), sightings))
    return Swing(client, tuple(patrons), months, turns, n_articles, n_articles < FEWEST_ARTICLES)


def _named(facts: Facts, client: str, patrons: Sequence[str]) -> dict[str, str]:
    """Return whose deeds each actor's are; those of an actor on two sides are nobody's."""
    sides: dict[str, set[str]] = defaultdict(set)
    for side in (client, *patrons):
        for actor_id in party(facts, side):
            sides[actor_id].add(side)
    return {actor_id: own.pop() for actor_id, own in sides.items() if len(own) == 1}


def _months(series: Mapping[str, Sequence[DyadMonth]], tellers: Mapping[str, set[str]]) -> Iterator[SwingMonth]:
    rows = {(patron, month.period): month for patron, months in series.items() for month in months}
    for period in sorted({period for _, period in rows}):
        here = {patron: rows.get((patron, period)) for patron in series}
        total = sum(month.cooperation for month in here.values() if month is not None)
        patrons = tuple(_patron_month(patron, month, total) for patron, month in here.items())
        told = set().union(*(tellers[event] for patron in patrons for event in patron.events))
        yield SwingMonth(period, patrons, len(told), len(told) < FEWEST_ARTICLES)


def _patron_month(patron: str, month: DyadMonth | None, total: float) -> PatronMonth:
    if month is None:
        return PatronMonth(patron, 0.0 if total else None, 0.0, 0.0, 0.0, None, (), (), ())
    return PatronMonth(
        patron,
        month.cooperation / total if total else None,
        month.cooperation,
        month.conflict,
        month.net,
        month.stated_value,
        month.events,
        month.statements,
        month.new_events,
    )


def _turns(client: str, patrons: tuple[str, ...], sightings: Mapping[Pair, list[Sighting]]) -> Iterator[TurningPoint]:
    told = _told(client, patrons, sightings)
    months = sorted({month for month, _ in told})
    place = {month: at for at, month in enumerate(months)}
    votes = np.zeros((len(months), len(patrons)))
    articles: list[set[str]] = [set() for _ in months]
    for (month, article), by_patron in sorted(told.items()):
        total = sum(by_patron.values())
        articles[place[month]].add(article)
        for at, patron in enumerate(patrons):
            votes[place[month], at] += by_patron.get(patron, 0.0) / total
    tellers = [frozenset(own) for own in articles]
    found = turning_points(votes, tellers, FEWEST_ARTICLES)
    limits = [0, *found, len(months)]
    for before, at, after in zip(limits, found, limits[2:], strict=False):
        shares = [votes[rows].sum(axis=0) / votes[rows].sum() for rows in (slice(before, at), slice(at, after))]
        change = shares[1] - shares[0]
        gained, lost = patrons[int(np.argmax(change))], patrons[int(np.argmin(change))]
        last, first = months[at - 1], months[at]
        yield TurningPoint(
            period_of(last),
            period_of(first),
            gained,
            lost,
            tuple(shares[0].tolist()),
            tuple(shares[1].tolist()),
            gain_of(votes[before:after], at - before),
            len(frozenset().union(*tellers[before:at])),
            len(frozenset().union(*tellers[at:after])),
            _first_move(client, gained, lost, sightings, last, first),
        )


def _told(
    client: str, patrons: Sequence[str], sightings: Mapping[Pair, list[Sighting]]
) -> dict[tuple[int, str], dict[str, float]]:
    """Return the points of cooperation that each article tells of each month, by patron."""
    told: dict[tuple[int, str], dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for patron in patrons:
        for one in both_ways(sightings.get((client, patron), ()), sightings.get((patron, client), ())):
            if one.deed.points > 0 and _is_dated(one.deed):
                for article, sure in one.sure.items():
                    if sure > 0:
                        told[_middle(one.deed), article][patron] += sure * one.deed.points
    return told


def _is_dated(deed: Counted) -> bool:
    return deed.last - deed.first < DATED_WITHIN


def _middle(deed: Counted) -> int:
    return (deed.first + deed.last) // 2


def _first_move(
    client: str, gained: str, lost: str, sightings: Mapping[Pair, list[Sighting]], last: int, first: int
) -> FirstMove | None:
    """Return the first of the moves that began at a turn, None unless two or more began and one before all others.

    A move is cooperation with who gained or conflict with who lost, of either side, that began within `LEAD` months:
    none of its kind was told in the `LEAD` months before. Deeds that both sides do together are no side's move.
    """
    kinds = [(client, gained, True), (gained, client, True), (client, lost, False), (lost, client, False)]
    begun = [move for kind in kinds if (move := _onset(*kind, sightings, last - LEAD + 1, first)) is not None]
    begun.sort(key=lambda move: (move.period, move.actor, move.other))
    if len(begun) < 2 or begun[0].period == begun[1].period:
        return None
    return begun[0]


def _onset(
    actor: str,
    other: str,
    is_cooperation: bool,
    sightings: Mapping[Pair, list[Sighting]],
    begin: int,
    end: int,
) -> FirstMove | None:
    together = {one.deed.event_id for one in sightings.get((other, actor), ())}
    own = _deeds_alone(sightings.get((actor, other), ()), together, is_cooperation)
    months = {month for deed in own for month in range(deed.first, deed.last + 1)}
    if months & set(range(begin - LEAD, begin)):
        return None
    dated = [deed for deed in own if deed.first == deed.last and begin <= deed.first <= end]
    if not dated:
        return None
    onset = min(deed.first for deed in dated)
    if any(deed.first < onset <= deed.last for deed in own):
        return None
    return FirstMove(
        actor,
        other,
        is_cooperation,
        period_of(onset),
        tuple(sorted(deed.event_id for deed in dated if deed.first == onset)),
    )


def _deeds_alone(sightings: Iterable[Sighting], together: set[str], is_cooperation: bool) -> list[Counted]:
    return [
        one.deed for one in sightings if (one.deed.points > 0) is is_cooperation and one.deed.event_id not in together
    ]
