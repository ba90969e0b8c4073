"""What every two states did to each other and are said to be, kept up to date: `occasions` and `sayings_on_states`.

Only articles, events and actors that are due are looked at. Which two states they touch, now or before, is noted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import duckdb
import pyarrow as pa

from lagebild.case.arrow_rows import arrow_of, insert, insert_arrow
from lagebild.case.beside import in_halves
from lagebild.case.connection import first_row, reading, writing
from lagebild.case.due import Due, cross_out, note_due, some_due
from lagebild.case.event_facts import facts_of_events, states_of
from lagebild.case.evidence import Row
from lagebild.case.facts import ACTORS, OFFICES, acting_for, articles_in, officials_in, statements_in
from lagebild.case.narrowed import narrow
from lagebild.case.shown import STORED
from lagebild.system.evidence import Sighting, sightings_by_pair
from lagebild.system.facts import Facts, Statement, Witness
from lagebild.system.periods import MONTHS_A_YEAR, month_number
from lagebild.system.series import MEMORY_MONTHS

ACTORS_AT_ONCE = 50_000
ARTICLES_AT_ONCE = 2_000
EVENTS_AT_ONCE = 4_000
"""So many events are read together, those of one time: their articles tell of others of them too."""

_STATES = f"""SELECT country, arg_min(actor_id, (-coalesce(n_articles, 0), actor_id)) FROM {STORED}.actors
    WHERE kind = 'STATE' AND country <> '' GROUP BY country"""
_LAST_DAY = """SELECT max(greatest(coalesce(published, published_earliest), coalesce(published, published_latest)))
    FROM articles_current"""
_DUE_EVENTS = f"""SELECT id FROM (SELECT DISTINCT id FROM {STORED}.due WHERE what = '{Due.EVENTS}')
    LEFT JOIN {STORED}.events ON event_id = id ORDER BY earliest NULLS FIRST, id LIMIT {EVENTS_AT_ONCE}"""


def find_pairs(path: Path) -> None:
    """Bring what every two states did and are said to be up to date; note the pairs of which something else is told."""
    _let_actors_act(path)
    while _read_statements(path):
        pass
    while _read_events(path):
        pass
    _move_on(path)


def _let_actors_act(path: Path) -> None:
    """Bring `acting` up to date; what actors that act for another state now are told of is due."""
    with reading(path) as connection:
        due = some_due(connection, Due.ACTORS, ACTORS_AT_ONCE)
        states = dict(connection.execute(_STATES).fetchall())
        asked = _register_asked_actors(connection, due, states)
        officials = officials_in(connection.sql(f"FROM ({OFFICES}) WHERE actor_id IN (FROM asked_actors)").fetchall())
        rows = connection.sql(f"FROM ({ACTORS}) WHERE actor_id IN (FROM asked_actors)").fetchall()
        old = dict(connection.sql(f"FROM {STORED}.acting WHERE actor_id IN (FROM asked_actors)").fetchall())
    new = {row[0]: acting_for(row, states, officials) for row in rows}
    changed = [actor for actor in asked if new.get(actor) != old.get(actor)]
    with writing(path) as connection:
        connection.execute(f"DELETE FROM {STORED}.acting WHERE actor_id IN (SELECT unnest(?))", [changed])
        insert(connection, "acting", [(actor, new[actor]) for actor in changed if new.get(actor)])
        note_due(
            connection,
            [Due.SYSTEM],
            f"SELECT DISTINCT article_id FROM {STORED}.actor_members WHERE actor_id IN (SELECT unnest(?))",
            [changed],
        )
        cross_out(connection, Due.ACTORS, due)
    if len(due) == ACTORS_AT_ONCE:
        _let_actors_act(path)


def _register_asked_actors(
    connection: duckdb.DuckDBPyConnection, due: Sequence[str], states: Mapping[str, str]
) -> list[str]:
    """Return the actors that are due, and all of the countries whose state is another actor than before."""
    standing = list(states.values())
    connection.execute(
        f"""CREATE TEMP TABLE asked_actors AS SELECT unnest(?) AS actor_id
        UNION SELECT actor_id FROM {STORED}.acting WHERE state NOT IN (SELECT unnest(?))
        UNION SELECT actor_id FROM {STORED}.actors WHERE country IN (
            SELECT country FROM {STORED}.actors WHERE actor_id IN (SELECT unnest(?))
            AND actor_id NOT IN (SELECT actor_id FROM {STORED}.acting WHERE actor_id = state))""",
        [list(due), standing, standing],
    )
    return [actor for (actor,) in connection.execute("FROM asked_actors ORDER BY 1").fetchall()]


def _read_statements(path: Path) -> bool:
    """Read what some articles that are due say of two states; their events are due then. Return whether any were."""
    with reading(path) as connection:
        some = some_due(connection, Due.SYSTEM, ARTICLES_AT_ONCE)
        if not some:
            return False
        narrow(connection, some, "relations", "sentences", "times")
        statements = statements_in(connection)
        named = states_of(connection, {actor for one in statements for actor in (one.actor_a, one.actor_b)})
        originals = articles_in(connection)
    rows = [row for one in statements if (row := _saying_row(one, named, originals)) is not None]
    with writing(path) as connection:
        _replace(connection, "sayings_on_states", arrow_of("sayings_on_states", rows), "article_id", some)
        note_due(
            connection,
            [Due.EVENTS],
            f"""SELECT DISTINCT event_id FROM {STORED}.event_members JOIN {STORED}.event_columns USING (mention_id)
            WHERE article_id IN (SELECT unnest(?))""",
            [some],
        )
        cross_out(connection, Due.SYSTEM, some)
    return True


def _saying_row(one: Statement, named: Mapping[str, str], originals: Mapping[str, Witness]) -> Row | None:
    a, b = named.get(one.actor_a), named.get(one.actor_b)
    if a is None or b is None or a == b:
        return None
    where, article_id = one.evidence, one.evidence.article_id
    said = (one.dimension, one.value, one.change, one.holder, one.earliest, one.latest, one.confidence)
    place = (one.row_id, article_id, where.start, where.end, one.actor_a, one.actor_b)
    return (*place, *said, _pair_key(a, b), a, b, originals[article_id].original)


def _read_events(path: Path) -> bool:
    """Read what some events that are due tell of two states; return whether any were."""
    with reading(path) as connection:
        some = [event for (event,) in connection.execute(_DUE_EVENTS).fetchall()]
    if not some:
        return False
    occasions = pa.concat_tables(in_halves(occasions_in, path, some))
    with writing(path) as connection:
        _replace(connection, "occasions", occasions, "event_id", some)
        cross_out(connection, Due.EVENTS, some)
    return True


def occasions_in(path: Path, events: Sequence[str]) -> pa.Table:
    """Return the rows of `occasions` of some events."""
    with reading(path) as connection:
        facts, named = facts_of_events(connection, events)
    rows = [row for directed in (False, True) for row in _occasion_rows(facts, named, directed)]
    return arrow_of("occasions", rows)


def _occasion_rows(facts: Facts, named: Mapping[str, str], directed: bool) -> Iterator[Row]:
    for (a, b), sightings in sightings_by_pair(facts, named.get, directed=directed).items():
        yield from (_occasion_row(a, b, directed, one) for one in sightings)


def _occasion_row(a: str, b: str, directed: bool, one: Sighting) -> Row:
    sure = (list(one.sure), list(one.sure.values()), [one.sure_of_sides[name] for name in one.sure])
    return (one.event_id, _pair_key(a, b), a, b, directed, one.points, one.first, one.last, *sure)


def _pair_key(a: str, b: str) -> str:
    return f"{min(a, b)} {max(a, b)}"


def _replace(
    connection: duckdb.DuckDBPyConnection, table: str, rows: pa.Table, column: str, some: Sequence[str]
) -> None:
    """Put rows in the place of those with these ids; the pairs of both are due."""
    among = f"{column} IN (SELECT unnest(?))"
    note_due(connection, [Due.PAIRS], f"SELECT DISTINCT pair FROM {STORED}.{table} WHERE {among}", [list(some)])
    connection.execute(f"DELETE FROM {STORED}.{table} WHERE {among}", [list(some)])
    insert_arrow(connection, table, rows)
    note_due(connection, [Due.PAIRS], f"SELECT DISTINCT pair FROM {STORED}.{table} WHERE {among}", [list(some)])


def _move_on(path: Path) -> None:
    """If the articles end with another month than before, let the series that reach so far end with it."""
    with reading(path) as connection:
        day = (first_row(connection, _LAST_DAY) or (None,))[0]
        known = first_row(connection, f"FROM {STORED}.last_month")
    last = 0 if day is None else month_number(day)
    if known == (last,):
        return
    begin = 0 if known is None else min(known[0], last)
    with writing(path) as connection:
        note_due(
            connection,
            [Due.PAIRS],
            f"""SELECT DISTINCT pair FROM {STORED}.occasions WHERE last + {MEMORY_MONTHS} >= {begin}
            UNION SELECT DISTINCT pair FROM {STORED}.sayings_on_states
            WHERE year(latest) * {MONTHS_A_YEAR} + month(latest) - 1 + {MEMORY_MONTHS} >= {begin}
            UNION SELECT DISTINCT least(actor_a, actor_b) || ' ' || greatest(actor_a, actor_b) FROM {STORED}.dyads
            WHERE origin = 'text' AND {begin} = 0""",
        )
        connection.execute(f"DELETE FROM {STORED}.last_month")
        insert(connection, "last_month", [(last,)])
