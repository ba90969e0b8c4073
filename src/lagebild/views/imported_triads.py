"""Three states by month as another dataset tells it, and the events of it that speak most for each side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any

from lagebild.errors import UsageError
from lagebild.system.balance import Pair, pair_of
from lagebild.system.dyads import DyadMonth
from lagebild.system.scale import SCORES
from lagebild.system.series import MEMORY_MONTHS
from lagebild.system.triads import TriadMonth, triad_of
from lagebild.views.imported_dyads import dataset_named, state_named
from lagebild.views.imported_events import state_called
from lagebild.views.labels import labels_in
from lagebild.views.queryable import QueryableCase
from lagebild.views.report.wording import day_words, number_words
from lagebild.views.system_table import SystemTable
from lagebild.views.triad_wording import SIGNS, TriadWording
from lagebild.views.triads import moves_table, state_table, triad_record, triad_table

MOST_EVENTS = 5
"""Events of a side that are shown: those with most points."""

_MONTHS = """SELECT actor_a, actor_b, period, cooperation, conflict, net, low, high, n_events, thin FROM dyads
    WHERE NOT directed AND origin = ?1 AND list_contains(?2, actor_a) AND list_contains(?2, actor_b)
    ORDER BY actor_a, actor_b, period"""
_SCORES = ", ".join(f"('{kind}', {score}::DOUBLE)" for kind, score in SCORES.items())
_EVENTS = f"""SELECT date, type, sources, targets, coalesce(weight, score) AS points, record_id, row_id
    FROM imported_events LEFT JOIN (VALUES {_SCORES}) AS scale(kind, score) ON kind = type
    WHERE dataset = ?1 AND list_contains(list_concat(sources, targets), ?2)
        AND list_contains(list_concat(sources, targets), ?3)
        AND date > last_day(?4::DATE) - to_months({MEMORY_MONTHS}) AND date <= last_day(?4::DATE)
        AND coalesce(weight, score) * ?5 > 0
    ORDER BY abs(points) DESC, date DESC, row_id LIMIT {MOST_EVENTS}"""


def imported_triad(
    case: QueryableCase, origin: str, names: tuple[str, str, str], lang: str
) -> tuple[tuple[SystemTable, ...], dict[str, object]]:
    """Return three states in a dataset as tables and as a record; events of articles are not added.

    Raises:
        UsageError: a name is no state's, two are one state's, or the case has no such dataset.
    """
    dataset = dataset_named(case, origin)
    a, b, c = (state_named(name, lang) for name in names)
    if len({a, b, c}) < 3:
        raise UsageError("a triad is of three different states", place=", ".join(names))
    called = {state: state_called(state, lang) for state in (a, b, c)}
    months = triad_of((a, b, c), _dyads(case, dataset, (a, b, c)))
    record = {"origin": dataset, **triad_record(months, called)}
    table = triad_table(months, called, lang)
    if not months:
        return (table,), record
    now = months[-1]
    events = _events(case, dataset, now)
    tables = (
        state_table(now, called, lang),
        table,
        _events_table(now, events, called, lang),
        moves_table(now.triangle, called, lang),
    )
    record["events"] = [dict(zip(_EVENT_KEYS, event, strict=True)) for _, event in events]
    return tables, record


_EVENT_KEYS = ("date", "type", "sources", "targets", "points", "record_id", "row_id")


def _dyads(case: QueryableCase, dataset: str, states: Sequence[str]) -> dict[Pair, list[DyadMonth]]:
    found: dict[Pair, list[DyadMonth]] = {pair_of(*pair): [] for pair in combinations(states, 2)}
    for row in case.sql(_MONTHS, [dataset, list(states)]).fetchall():
        found[row[0], row[1]].append(_month(dataset, *row))
    return found


def _month(
    dataset: str,
    a: str,
    b: str,
    period: str,
    cooperation: float,
    conflict: float,
    net: float,
    low: float | None,
    high: float | None,
    n_events: int,
    thin: bool,
) -> DyadMonth:
    """Return a month of a dataset; nothing is known of its articles, and its own coders are taken at their word."""
    return DyadMonth(
        *(a, b),
        directed=False,
        period=period,
        origin=dataset,
        cooperation=cooperation,
        conflict=conflict,
        net=net,
        low=low,
        high=high,
        stated_value=None,
        n_statements=0,
        n_events=n_events,
        n_articles=0,
        thin=thin,
        n_independent=0,
        events=(),
        statements=(),
        new_events=(),
        new_statements=(),
    )


def _events(case: QueryableCase, dataset: str, month: TriadMonth) -> list[tuple[Pair, tuple[Any, ...]]]:
    """Return the events that speak most for the sign of each side, within memory."""
    directions = {"+": 1, "-": -1}
    return [
        (pair, event)
        for pair, tie in month.ties.items()
        if tie.sign in directions
        for event in case.sql(_EVENTS, [dataset, *pair, f"{month.period}-01", directions[tie.sign]]).fetchall()
    ]


def _events_table(
    month: TriadMonth, events: Sequence[tuple[Pair, tuple[Any, ...]]], names: dict[str, str], lang: str
) -> SystemTable:
    say = TriadWording(names, lang)
    t = labels_in(lang)

    def cells() -> Iterator[tuple[str, ...]]:
        for pair, (day, kind, sources, targets, points, record_id, _) in events:
            sides = (
                ", ".join(names.get(one, state_called(one, lang)) for one in side or ()) for side in (sources, targets)
            )
            yield (
                f"{say.pair(pair)}: {SIGNS[month.ties[pair].sign]}",
                day_words(day, lang),
                t.get(f"type_{kind}", kind or ""),
                *sides,
                number_words(round(points, 1) + 0.0, lang),
                record_id,
            )

    columns = tuple(t[key] for key in ("side", "day", "kind", "who", "whom", "scale_value", "record"))
    rows = tuple(cells())
    evidence = tuple((event[-1],) for _, event in events)
    return SystemTable(t["imported_triad_events_heading"], t["imported_triad_events_how"], columns, rows, evidence)
