"""Swings: how a client's cooperation is shared among patrons over time, where it turns and who moved first.

The shares shown are those of the dyads' cooperation. Turning points stand on votes: an article has one in each month
that it tells a deed of, divided among the patrons, so that one long article is no landslide.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from lagebild.system.dyads import DyadMonth, dyad_series, sightings_between
from lagebild.system.evidence import Sighting, original_of
from lagebild.system.facts import Facts
from lagebild.system.intervals import FEWEST_ARTICLES
from lagebild.system.periods import period_of
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
    events = {event for month in months for patron in month.patrons for event in patron.events}
    n_articles = len(set().union(*(tellers[event] for event in events)))
    turns = tuple(_turns(facts, client, tuple(patrons)))
    return Swing(client, tuple(patrons), months, turns, n_articles, n_articles < FEWEST_ARTICLES)


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


def _turns(facts: Facts, client: str, patrons: tuple[str, ...]) -> Iterator[TurningPoint]:
    told = _told(facts, client, patrons)
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
            _first_move(facts, client, gained, lost, last, first),
        )


def _told(facts: Facts, client: str, patrons: Sequence[str]) -> dict[tuple[int, str], dict[str, float]]:
    """Return the points of cooperation that each article tells of each month, by patron."""
    told: dict[tuple[int, str], dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for patron in patrons:
        for one in sightings_between(facts, client, patron):
            if one.points > 0 and one.last - one.first < DATED_WITHIN:
                for article, sure in one.sure.items():
                    if sure > 0:
                        told[(one.first + one.last) // 2, article][patron] += sure * one.points
    return told


def _first_move(facts: Facts, client: str, gained: str, lost: str, last: int, first: int) -> FirstMove | None:
    """Return the first of the moves that began at a turn, None unless two or more began and one before all others.

    A move is cooperation with who gained or conflict with who lost, of either side, that began within `LEAD` months:
    none of its kind was told in the `LEAD` months before. Deeds that both sides do together are no side's move.
    """
    kinds = [(client, gained, True), (gained, client, True), (client, lost, False), (lost, client, False)]
    begun = [move for kind in kinds if (move := _onset(facts, *kind, last - LEAD + 1, first)) is not None]
    begun.sort(key=lambda move: (move.period, move.actor, move.other))
    if len(begun) < 2 or begun[0].period == begun[1].period:
        return None
    return begun[0]


def _onset(facts: Facts, actor: str, other: str, is_cooperation: bool, begin: int, end: int) -> FirstMove | None:
    own = _deeds_alone(facts, actor, other, is_cooperation)
    if {month for one in own for month in range(one.first, one.last + 1)} & set(range(begin - LEAD, begin)):
        return None
    dated = [one for one in own if one.first == one.last and begin <= one.first <= end]
    onset = min((one.first for one in dated), default=None)
    if onset is None or any(one.first < onset <= one.last for one in own):
        return None
    events = tuple(sorted({one.event_id for one in dated if one.first == onset}))
    return FirstMove(actor, other, is_cooperation, period_of(onset), events)


def _deeds_alone(facts: Facts, actor: str, other: str, is_cooperation: bool) -> list[Sighting]:
    """Return the deeds of an actor to another that the other does not do to it, too."""
    together = {one.event_id for one in sightings_between(facts, other, actor, directed=True)}
    return [
        one
        for one in sightings_between(facts, actor, other, directed=True)
        if (one.points > 0) is is_cooperation and one.event_id not in together
    ]
