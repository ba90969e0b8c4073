"""The system of states as the merge keeps it in the case, read row by row as pages ask for it.

What is filtered is no table of the case: `lagebild.system.state_system` computes it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

import duckdb

from lagebild.case.event_facts import facts_of_events
from lagebild.case.pairs_kept import MONTH, occasions_of, words_of
from lagebild.case.shown import STORED
from lagebild.system.balance import Pair
from lagebild.system.deciding import Decider, deciders_of, weight_of_deed
from lagebild.system.dyads import ORIGIN, DyadMonth, Series, series_of
from lagebild.system.evidence import Sighting, sightings_by_pair
from lagebild.system.periods import number_of
from lagebild.system.series import MEMORY_MONTHS
from lagebild.system.sign_table import NO_SIGN, SignTable, sign_table
from lagebild.system.state_system import ToldSystem
from lagebild.system.triads import NetworkMonth, Tie, Ties, network_from, period_of_days

_OF_ARTICLES = f"NOT directed AND origin = '{ORIGIN}'"
_STATES = f"SELECT actor_a FROM {STORED}.dyads UNION SELECT actor_b FROM {STORED}.dyads ORDER BY 1"
_SIGNS = f"""WITH states AS (SELECT state, row_number() OVER (ORDER BY state) - 1 AS n FROM ({_STATES}) AS s(state))
    SELECT a.n AS a, b.n AS b, {MONTH} AS month, thin, n_articles,
        CASE sign WHEN '+' THEN 1 WHEN '-' THEN -1 WHEN '0' THEN 0 ELSE {NO_SIGN} END::TINYINT AS sign
    FROM {STORED}.dyads JOIN states a ON a.state = actor_a JOIN states b ON b.state = actor_b
    WHERE {_OF_ARTICLES} AND period BETWEEN ? AND ? ORDER BY ALL"""
_MONTHS = f"""SELECT actor_a, actor_b, period, sign, basis, cooperation, conflict, net, low, high, stated_value,
        n_statements, n_events, n_articles, thin, row_id
    FROM {STORED}.dyads WHERE {_OF_ARTICLES}"""
MOST_SERIES = 200
"""Series of two states that are kept once computed: a few megabytes."""
_END = "QUALIFY row_number() OVER (PARTITION BY actor_a, actor_b ORDER BY period DESC) = 1"
_DAYS = """SELECT coalesce(published, published_earliest), coalesce(published, published_latest)
    FROM articles_current"""


@dataclass(frozen=True, slots=True)
class KeptSigns:
    """What is read once of a state of a case: its signs, and the months (ISO) in which its articles appeared."""

    signs: SignTable
    first: str
    last: str
    series: dict[Pair, Series] = field(default_factory=dict)
    """The series computed so far, at most `MOST_SERIES`."""


def kept_signs(connection: duckdb.DuckDBPyConnection) -> KeptSigns:
    """Return the signs that a case keeps, of the months in which its articles appeared."""
    days = [day for row in connection.execute(_DAYS).fetchall() for day in row if day is not None]
    first, last = period_of_days(days)
    states = [state for (state,) in connection.execute(_STATES).fetchall()]
    return KeptSigns(sign_table(states, connection.execute(_SIGNS, [first, last]).fetchnumpy()), first, last)


@dataclass(frozen=True)
class KeptSystem(ToldSystem):
    """The system of a case opened for a request, read as it is asked for.

    In ties a month's own row stands for the events and statements of it: `events` has the id of that row, and no more.
    """

    connection: duckdb.DuckDBPyConnection
    signs: SignTable
    first: str
    last: str
    known: dict[Pair, Series]

    def ends(self) -> Mapping[Pair, Tie]:
        """Return every two states of whom anything is told, with the last month of them."""
        rows = self.connection.execute(f"{_MONTHS} {_END} ORDER BY ALL").fetchall()
        return {(row[0], row[1]): _tie(row) for row in rows}

    def several_series(self, pairs: Sequence[Pair]) -> dict[Pair, Series]:
        """Return the months of each two states, asked for together; none where nothing is told of them."""
        found = dict(self.known)
        new = [pair for pair in pairs if pair not in found]
        if new:
            deeds, words = occasions_of(self.connection, _keys(new)), words_of(self.connection, _keys(new))
            ((last,),) = self.connection.execute(f"FROM {STORED}.last_month").fetchall() or ((0,),)
            for pair in new:
                found[pair] = series_of(pair, False, deeds.get((pair, False), ()), words.get(pair, ()), last)
            if len(found) <= MOST_SERIES:
                self.known.update(found)
        return {pair: found[pair] for pair in pairs}

    def deciders(self, asked: Sequence[tuple[Pair, DyadMonth]], most: int) -> Sequence[Sequence[Decider]]:
        """Return what speaks for the signs of some states in some months, what weighs most first, so many of each."""
        pairs = sorted({pair for pair, _ in asked})
        series, words = self.several_series(pairs), words_of(self.connection, _keys(pairs))
        deeds = occasions_of(self.connection, _keys(pairs))
        best = [_remembered(deeds.get((pair, False), ()), number_of(month.period), most) for pair, month in asked]
        told = self._with_reports({one.event_id for some in best for one in some})
        found = []
        for (pair, month), some in zip(asked, best, strict=True):
            own = {(one.event_id, one.first) for one in some}
            sightings = [one for one in told.get(pair, ()) if (one.event_id, one.first) in own]
            whole = next(one for one in series[pair] if one.period == month.period)
            found.append(deciders_of(whole, sightings, words.get(pair, ()))[:most])
        return found

    def networks(self, first: str, last: str) -> list[NetworkMonth]:
        """Return the signed networks of the months from `first` to `last` (ISO) in which anything is told."""
        rows = self.connection.execute(
            f"{_MONTHS} AND period BETWEEN ? AND ? ORDER BY period, actor_a, actor_b",
            [max(first, self.first), min(last, self.last)],
        ).fetchall()
        return [
            network_from(period, {(row[0], row[1]): _tie(row) for row in told})
            for period, told in groupby(rows, key=lambda row: row[2])
        ]

    def ties(self, pairs: Iterable[Pair]) -> Ties:
        """Return the ties of some states by month, from `first` to `last`."""
        found: dict[Pair, dict[str, Tie]] = defaultdict(dict)
        rows = self.connection.execute(
            f"{_MONTHS} AND period BETWEEN ? AND ? AND concat_ws(' ', actor_a, actor_b) IN (SELECT unnest(?))",
            [self.first, self.last, _keys(sorted(pairs))],
        ).fetchall()
        for row in rows:
            found[row[0], row[1]][row[2]] = _tie(row)
        return found

    def _with_reports(self, events: Iterable[str]) -> dict[Pair, list[Sighting]]:
        """Return what states did to each other in these events, with the reports."""
        own = self.connection.cursor()
        try:
            facts, states = facts_of_events(own, sorted(events))
        finally:
            own.close()
        return sightings_by_pair(facts, states.get, directed=False)


def _remembered(deeds: Iterable[Sighting], month: int, most: int) -> list[Sighting]:
    """Return the deeds remembered in a month that weigh most, so many that speak for either sign."""
    here = [one for one in deeds if one.first <= month <= one.last + MEMORY_MONTHS]
    here.sort(key=lambda one: (-weight_of_deed(one, month), one.event_id))
    friendly, hostile = ([one for one in here if (one.points > 0) is way] for way in (True, False))
    return [*friendly[:most], *hostile[:most]]


def _keys(pairs: Iterable[Pair]) -> list[str]:
    return [f"{a} {b}" for a, b in pairs]


def _tie(row: Sequence[Any]) -> Tie:
    a, b, period, sign, basis, cooperation, conflict, net, low, high, stated, *counts, row_id = row
    n_statements, n_events, n_articles, thin = counts
    values = (cooperation, conflict, net, low, high, stated)
    month = DyadMonth(
        *(a, b, False, period, ORIGIN, *values, n_statements, n_events, n_articles, thin, n_articles),
        *((row_id,), (), (), ()),
    )
    return Tie(sign, basis, month)
