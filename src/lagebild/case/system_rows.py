"""The rows of the system of states, computed anew from the facts of a case after everything else is merged."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import duckdb
import pyarrow as pa

from lagebild.case.arrow_rows import arrow_of, replace_all
from lagebild.case.connection import first_row, reading, writing
from lagebild.case.evidence import Row
from lagebild.case.facts import facts_of
from lagebild.case.ids import id_of
from lagebild.case.shown import STORED
from lagebild.case.triad_rows import states_in_triads, triad_rows
from lagebild.system.dyads import ORIGIN, DyadMonth, all_rows
from lagebild.system.facts import Facts

DECIMALS = 6
"""Digits kept of a value, so that the same articles give the same rows on every machine."""
MONTHS_AT_ONCE = 20_000
"""So many months of dyads are held with all that they stand on."""
_OF_ARTICLES = f"origin = '{ORIGIN}'"


def put_system(path: Path) -> None:
    """Bring dyads and triads of the states up to date with events and statements; those of other datasets stay."""
    with reading(path) as connection:
        facts = facts_of(connection) if _tells_anything(connection) else None
    in_triads: list[DyadMonth] = []
    dyads = pa.concat_tables([arrow_of("dyads", []), *(_dyad_tables(facts, in_triads) if facts is not None else ())])
    triads = arrow_of("triads", triad_rows(in_triads))
    with writing(path) as connection:
        replace_all(connection, "dyads", dyads, _OF_ARTICLES)
        replace_all(connection, "triads", triads, _OF_ARTICLES)


def _dyad_tables(facts: Facts, in_triads: list[DyadMonth]) -> Iterator[pa.Table]:
    """Yield the rows of `dyads` in parts; the months of dyads that triads are made of are added to `in_triads`."""
    kept = states_in_triads(facts)
    months = all_rows(facts)
    while some := list(islice(months, MONTHS_AT_ONCE)):
        in_triads += [m for m in some if not m.directed and {m.actor_a, m.actor_b} <= kept]
        yield arrow_of("dyads", [_dyad_row(month) for month in some])


def _tells_anything(connection: duckdb.DuckDBPyConnection) -> bool:
    """Return whether the case has events or statements at all; without them its facts need not be read."""
    row = first_row(connection, f"SELECT EXISTS (FROM {STORED}.events) OR EXISTS (FROM {STORED}.relations)")
    return bool(row and row[0])


def _dyad_row(month: DyadMonth) -> Row:
    key = (month.actor_a, month.actor_b, month.directed, month.period, month.origin)
    values = (month.cooperation, month.conflict, month.net, month.low, month.high, month.stated_value)
    counts = (month.n_statements, month.n_events, month.n_articles, month.thin)
    return (*key, *(None if one is None else round(one, DECIMALS) for one in values), *counts, id_of("dyads", *key))
