"""The rows of the system of states: dyads of the pairs of which something else is told, then the triads they touch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb
import pyarrow as pa

from lagebild.case.arrow_rows import arrow_of, insert, insert_arrow
from lagebild.case.beside import in_halves
from lagebild.case.connection import first_row, reading, writing
from lagebild.case.due import EVERY_MONTH, Due, cross_out, note_due, some_due
from lagebild.case.evidence import Row
from lagebild.case.ids import id_of
from lagebild.case.pairs_kept import Occasions, occasions_of, words_of
from lagebild.case.shown import STORED
from lagebild.case.told_pairs import find_pairs
from lagebild.case.triad_rows import STATES_IN_TRIADS, Signs, Told, Wanted, corners_with, triad_rows
from lagebild.system.dyads import ORIGIN, DyadMonth, series_of
from lagebild.system.evidence import Pair, Word
from lagebild.system.signs import sign_of
from lagebild.system.triads import Corners

DECIMALS = 6
"""Digits kept of a value, so that the same articles give the same rows on every machine."""
PAIRS_AT_ONCE = 200
"""So many pairs are held with all that is told of them; what the most told of them have is bounded by their months."""
SIGNS_AT_ONCE = 5_000
"""So many signs of pairs in a month are looked at together, each in the triads with all others."""
_OF_ARTICLES = f"origin = '{ORIGIN}'"
_TOLD_OF_MOST = f"""SELECT actor_id FROM {STORED}.actors JOIN {STORED}.acting USING (actor_id) WHERE state = actor_id
    ORDER BY coalesce(n_articles, 0) DESC, actor_id LIMIT {STATES_IN_TRIADS}"""
_KEPT = f"SELECT state FROM {STORED}.states_in_triads"


def put_system(path: Path) -> None:
    """Bring dyads and triads of the states up to date with events and statements; those of other datasets stay."""
    find_pairs(path)
    _choose_states(path)
    while _put_dyads(path):
        pass
    while _put_triads(path):
        pass


def _choose_states(path: Path) -> None:
    """Bring the states whose triads are kept up to date; all triads of one that comes or goes are due."""
    with reading(path) as connection:
        kept, known = ({state for (state,) in connection.execute(query).fetchall()} for query in (_TOLD_OF_MOST, _KEPT))
    if kept == known:
        return
    coming = [f"{min(a, b)} {max(a, b)} {EVERY_MONTH}" for a in kept - known for b in kept if a != b]
    with writing(path) as connection:
        connection.execute(f"DELETE FROM {STORED}.states_in_triads")
        insert(connection, "states_in_triads", [(state,) for state in sorted(kept)])
        is_out = " OR ".join(f"{corner} NOT IN ({_KEPT})" for corner in "abc")
        connection.execute(f"DELETE FROM {STORED}.triads WHERE {_OF_ARTICLES} AND ({is_out})")
        note_due(connection, [Due.TRIADS], "SELECT DISTINCT unnest(?)", [coming])


def _put_dyads(path: Path) -> bool:
    """Compute the dyads of some pairs that are due anew; return whether any were."""
    with reading(path) as connection:
        pairs = some_due(connection, Due.PAIRS, PAIRS_AT_ONCE)
    if not pairs:
        return False
    dyads = pa.concat_tables(in_halves(dyads_of, path, pairs, fewest=PAIRS_AT_ONCE // 4))
    with writing(path) as connection:
        _replace_dyads(connection, pairs, dyads)
        cross_out(connection, Due.PAIRS, pairs)
    return True


def dyads_of(path: Path, pairs: Sequence[str]) -> pa.Table:
    """Return the rows of `dyads` of some pairs."""
    with reading(path) as connection:
        last = (first_row(connection, f"FROM {STORED}.last_month") or (0,))[0]
        occasions, words = occasions_of(connection, pairs), words_of(connection, pairs)
    rows = [_dyad_row(month) for pair in pairs for month in _months_of(pair, occasions, words, last)]
    return arrow_of("dyads", rows)


def _months_of(key: str, occasions: Occasions, words: dict[Pair, list[Word]], last: int) -> Iterator[DyadMonth]:
    a, b = key.split(" ")
    yield from series_of((a, b), False, occasions.get(((a, b), False), ()), words.get((a, b), ()), last)
    for pair in ((a, b), (b, a)):
        yield from series_of(pair, True, occasions.get((pair, True), ()), (), last)


def _dyad_row(month: DyadMonth) -> Row:
    key = (month.actor_a, month.actor_b, month.directed, month.period, month.origin)
    values = (month.cooperation, month.conflict, month.net, month.low, month.high, month.stated_value)
    counts = (month.n_statements, month.n_events, month.n_articles, month.thin)
    rounded = (None if one is None else round(one, DECIMALS) for one in values)
    sign = (None, None) if month.directed else sign_of(month)
    return (*key, *rounded, *counts, id_of("dyads", *key), *sign)


def _replace_dyads(connection: duckdb.DuckDBPyConnection, pairs: Sequence[str], dyads: pa.Table) -> None:
    """Put the dyads of these pairs in the place of the old ones; signs that change are due in their triads."""
    connection.register("new_dyads", dyads)
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE asked_pairs AS
        SELECT split_part(pair, ' ', 1) AS a, split_part(pair, ' ', 2) AS b FROM (SELECT unnest(?) AS pair)""",
        [list(pairs)],
    )
    asked = "(FROM asked_pairs)"
    of_pairs = f"{_OF_ARTICLES} AND ((actor_a, actor_b) IN {asked} OR (actor_b, actor_a) IN {asked})"
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE signs AS
        SELECT actor_a AS a, actor_b AS b, period, old, new, count(old) OVER pair AS n_old,
            count(new) OVER pair AS n_new
        FROM (SELECT actor_a, actor_b, period, concat_ws(' ', '', sign, basis) AS old FROM {STORED}.dyads
            WHERE NOT directed AND {of_pairs})
        FULL JOIN (SELECT actor_a, actor_b, period, concat_ws(' ', '', sign, basis) AS new FROM new_dyads
            WHERE NOT directed) USING (actor_a, actor_b, period)
        WHERE actor_a IN ({_KEPT}) AND actor_b IN ({_KEPT})
        WINDOW pair AS (PARTITION BY actor_a, actor_b)"""
    )
    note_due(
        connection,
        [Due.TRIADS],
        f"""SELECT DISTINCT concat_ws(' ', a, b, CASE WHEN n_old > 0 AND n_new > 0 THEN period ELSE '{EVERY_MONTH}' END)
        FROM signs WHERE old IS DISTINCT FROM new""",
    )
    connection.execute(f"DELETE FROM {STORED}.dyads WHERE {of_pairs}")
    connection.unregister("new_dyads")
    insert_arrow(connection, "dyads", dyads)


def _put_triads(path: Path) -> bool:
    """Compute the triads anew that some signs that are due stand in; return whether any were."""
    with reading(path) as connection:
        due = some_due(connection, Due.TRIADS, SIGNS_AT_ONCE)
        if not due:
            return False
        kept = sorted(state for (state,) in connection.execute(_KEPT).fetchall())
        months = _months_asked(due, kept)
        signs = _signs_of(connection, sorted({state for one in due for state in one.split(" ")[:2]}), kept)
    rows = triad_rows(signs, months)
    with writing(path) as connection:
        _replace_triads(connection, months, arrow_of("triads", rows))
        cross_out(connection, Due.TRIADS, due)
    return True


def _months_asked(due: Sequence[str], kept: Sequence[str]) -> Wanted:
    """Return the triads with the signs that are due, each with the months that are asked for."""
    asked: dict[Corners, set[str]] = defaultdict(set)
    for a, b, period in (one.split(" ") for one in due):
        if a in kept and b in kept:
            for corners in corners_with(a, b, kept):
                asked[corners].add(period)
    return asked


def _signs_of(connection: duckdb.DuckDBPyConnection, states: Sequence[str], kept: Sequence[str]) -> Signs:
    """Return the signs of these states with each of those kept, by month."""
    found: dict[Pair, dict[str, Told]] = defaultdict(dict)
    rows = connection.execute(
        f"""SELECT actor_a, actor_b, period, sign, basis FROM {STORED}.dyads WHERE NOT directed AND {_OF_ARTICLES}
        AND actor_a IN (SELECT unnest($kept)) AND actor_b IN (SELECT unnest($kept))
        AND (actor_a IN (SELECT unnest($states)) OR actor_b IN (SELECT unnest($states)))""",
        {"states": states, "kept": kept},
    ).fetchall()
    for a, b, period, sign, basis in rows:
        found[a, b][period] = (sign, basis)
    return found


def _replace_triads(connection: duckdb.DuckDBPyConnection, months: Wanted, triads: pa.Table) -> None:
    rows = [(*corners, period) for corners, periods in months.items() for period in periods]
    columns = list(zip(*rows, strict=True)) or [(), (), (), ()]
    arrays = [pa.array(column, pa.string()) for column in columns]
    connection.register("asked_months", pa.Table.from_arrays(arrays, names=["a", "b", "c", "period"]))
    connection.execute(
        f"""DELETE FROM {STORED}.triads WHERE {_OF_ARTICLES} AND (
            (a, b, c, period) IN (FROM asked_months)
            OR (a, b, c, '{EVERY_MONTH}') IN (FROM asked_months))"""
    )
    connection.unregister("asked_months")
    insert_arrow(connection, "triads", triads)
