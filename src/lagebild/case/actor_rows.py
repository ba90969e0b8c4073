"""The actors as a merge that goes on where it stopped: memberships of changed articles, rows of changed actors.

What an entity belongs to rests on the mentions of its own article. So only changed articles get new memberships, and
only the actors these join or leave get new rows; their mentions are counted by DuckDB. The rows are the same as if all
had been computed anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

import duckdb
import pyarrow as pa

from lagebild.case.arrow_rows import arrow_of, insert_arrow
from lagebild.case.evidence import Row
from lagebild.case.ids import id_of
from lagebild.case.shown import STORED
from lagebild.merging.actors import ActorMember, Named, actor_of, member_of
from lagebild.reading.marks import MentionKind

_ALIKE = "text, kind, country, sector, world_entry"


@dataclass(frozen=True, slots=True)
class ActorChange:
    """The memberships of changed articles and the rows of changed actors, to be put in the place of the old ones."""

    articles: Sequence[str]
    actors: Sequence[str]
    member_rows: pa.Table
    actor_rows: pa.Table


def members_of(connection: duckdb.DuckDBPyConnection, article_ids: Sequence[str]) -> list[Row]:
    """Return the names of every entity in those of the articles that are the newest version, ordered by entity."""
    return connection.execute(
        f"""SELECT entity_id, article_id, {_ALIKE}, count(*) FROM {STORED}.mentions
        WHERE article_id IN (SELECT unnest(?)) AND article_id IN (SELECT article_id FROM {STORED}.versions WHERE newest)
        GROUP BY ALL ORDER BY entity_id""",
        [list(article_ids)],
    ).fetchall()


def member_table(named: Sequence[Row]) -> pa.Table:
    """Return the rows of `actor_members` for the entities with these names."""
    entities = ((key, list(rows)) for key, rows in groupby(named, key=itemgetter(0, 1)))
    members = ((article, member_of(entity, _names(rows, 2))) for (entity, article), rows in entities)
    return arrow_of("actor_members", [_member_row(article, member) for article, member in members])


def actor_change(
    connection: duckdb.DuckDBPyConnection, article_ids: Sequence[str], member_rows: pa.Table
) -> ActorChange:
    """Return what changes once these articles have these memberships and no others."""
    connection.register("joining", member_rows)
    connection.execute("CREATE TEMP TABLE changed AS SELECT unnest(?) AS article_id", [list(article_ids)])
    connection.execute(
        f"""CREATE TEMP TABLE affected AS SELECT actor_id FROM joining UNION
        SELECT actor_id FROM {STORED}.actor_members WHERE article_id IN (SELECT article_id FROM changed)"""
    )
    connection.execute(
        f"""CREATE TEMP TABLE belonging AS SELECT entity_id, actor_id, article_id FROM joining UNION ALL
        SELECT entity_id, actor_id, article_id FROM {STORED}.actor_members
        WHERE actor_id IN (SELECT actor_id FROM affected) AND article_id NOT IN (SELECT article_id FROM changed)"""
    )
    connection.unregister("joining")
    articles = dict(
        connection.execute("SELECT actor_id, count(DISTINCT article_id) FROM belonging GROUP BY 1").fetchall()
    )
    named = connection.execute(
        f"""SELECT actor_id, {_ALIKE}, count(*) FROM {STORED}.mentions JOIN belonging USING (entity_id)
        GROUP BY ALL ORDER BY actor_id"""
    ).fetchall()
    groups = groupby(named, key=itemgetter(0))
    rows = [_actor_row(actor_id, list(group), articles[actor_id]) for actor_id, group in groups]
    affected = [actor_id for (actor_id,) in connection.execute("FROM affected").fetchall()]
    return ActorChange(article_ids, affected, member_rows, arrow_of("actors", rows))


def put_actors(connection: duckdb.DuckDBPyConnection, change: ActorChange) -> None:
    """Put a change in place; the articles count as merged from then on."""
    for name in ("actor_members", "unmerged"):
        connection.execute(
            f"DELETE FROM {STORED}.{name} WHERE article_id IN (SELECT unnest(?))", [list(change.articles)]
        )
    connection.execute(f"DELETE FROM {STORED}.actors WHERE actor_id IN (SELECT unnest(?))", [list(change.actors)])
    insert_arrow(connection, "actor_members", change.member_rows)
    insert_arrow(connection, "actors", change.actor_rows)


def _names(rows: Sequence[tuple[Any, ...]], first: int) -> list[Named]:
    return [Named(row[first], MentionKind(row[first + 1]), *row[first + 2 :]) for row in rows]


def _member_row(article_id: str, m: ActorMember) -> Row:
    return (m.entity_id, m.actor_id, m.score, m.reason, id_of("actor_members", m.entity_id), article_id)


def _actor_row(actor_id: str, rows: Sequence[tuple[Any, ...]], articles: int) -> Row:
    a = actor_of(actor_id, _names(rows, 1), articles)
    names = (a.actor_id, a.name, a.name_de, a.name_en, str(a.kind), a.country, a.sector)
    return (*names, list(a.aliases), a.n_articles, a.n_mentions, id_of("actors", a.actor_id))
