"""The actors as a merge that goes on where it stopped: descriptions of changed articles, memberships of touched blocks.

`entity_names` keeps what every entity of the case is called and `name_ties` which names articles tie together. A change
touches the blocks of its entities, with all blocks tied to them; these are decided anew from the different names in
them, counted by DuckDB, and only the memberships that come out differently are written. Then the actors that these
join or leave get new rows. The rows are the same as if all had been computed anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

import duckdb
import pyarrow as pa

from lagebild.articles.article import Zone
from lagebild.case.actor_reviews import Reviewed, reviewed_blocks, reviewed_memberships
from lagebild.case.arrow_rows import arrow_of, insert_arrow
from lagebild.case.due import OF_ARTICLES, Due, note_due
from lagebild.case.evidence import Row
from lagebild.case.ids import id_of
from lagebild.case.reviewed_rows import JUDGED
from lagebild.case.shown import STORED
from lagebild.merging.actors import Described, Named, actor_of, context_of, described, most_frequent
from lagebild.merging.blocks import assigned_in_blocks
from lagebild.reading.marks import MentionKind

_ALIKE = "text, kind, country, sector, world_entry, lang"
_CLUSTERED = "actor_id IS NULL"


@dataclass(frozen=True, slots=True)
class Descriptions:
    """Rows of `entity_names` and `name_ties` for the entities of some articles."""

    articles: Sequence[str]
    names: pa.Table
    ties: pa.Table


@dataclass(frozen=True, slots=True)
class ActorChange:
    """The descriptions of changed articles, changed memberships and the rows of changed actors."""

    descriptions: Sequence[Descriptions]
    entities: pa.Table
    actors: Sequence[str]
    member_rows: pa.Table
    actor_rows: pa.Table


def named_entities(connection: duckdb.DuckDBPyConnection, article_ids: Sequence[str]) -> list[Row]:
    """Return the names of every entity in those of the articles that are the newest version, ordered by entity."""
    return connection.execute(
        f"""SELECT m.article_id, m.entity_id, r.told, m.text, kind, m.country, sector, world_entry, lang, count(*)
        FROM {JUDGED}.mentions m JOIN {STORED}.articles a USING (article_id)
        LEFT JOIN (SELECT entity_id, list(country ORDER BY country) AS told FROM {STORED}.roles
            WHERE country IS NOT NULL AND article_id IN (SELECT unnest(?1)) GROUP BY entity_id) r USING (entity_id)
        WHERE m.article_id IN (SELECT unnest(?1))
        AND m.article_id IN (SELECT article_id FROM {STORED}.versions WHERE newest)
        GROUP BY ALL ORDER BY m.article_id, m.entity_id""",
        [list(article_ids)],
    ).fetchall()


def descriptions_of(article_ids: Sequence[str], named: Sequence[Row]) -> Descriptions:
    """Return what the entities of these articles are called, given their names."""
    names: list[Row] = []
    ties: list[Row] = []
    for article_id, rows in groupby(named, key=itemgetter(0)):
        entities = [_described(*key, list(own)) for key, own in groupby(rows, key=_entity)]
        context = context_of((what, mentions) for _, _, what, mentions in entities)
        for entity_id, told, what, _ in entities:
            names.append(_name_row(article_id, entity_id, told, what, context))
            ties += [(entity_id, article_id, t.block, t.other, what.country, t.taught) for t in what.ties]
    return Descriptions(article_ids, arrow_of("entity_names", names), arrow_of("name_ties", ties))


def actor_change(connection: duckdb.DuckDBPyConnection, descriptions: Sequence[Descriptions]) -> ActorChange:
    """Return what changes once the articles have these descriptions and no others."""
    article_ids = [article_id for described in descriptions for article_id in described.articles]
    connection.execute("CREATE TEMP TABLE changed AS SELECT unnest(?) AS article_id", [article_ids])
    names = pa.concat_tables([arrow_of("entity_names", []), *(described.names for described in descriptions)])
    ties = pa.concat_tables([arrow_of("name_ties", []), *(described.ties for described in descriptions)])
    for name, incoming in (("entity_names", names), ("name_ties", ties)):
        connection.register(f"incoming_{name}", incoming)
        connection.execute(
            f"""CREATE TEMP VIEW current_{name} AS FROM incoming_{name} UNION ALL
            SELECT * FROM {STORED}.{name} WHERE article_id NOT IN (SELECT article_id FROM changed)"""
        )
    _find_touched_blocks(connection)
    _assign_touched_blocks(connection)
    connection.execute(
        """CREATE TEMP TABLE belonging AS
        SELECT n.entity_id, n.article_id, n.block, n.type,
            coalesce(n.actor_id, a.actor_id, 'person-' || n.entity_id) AS actor_id,
            coalesce(n.score, a.score) AS score, coalesce(n.reason, a.reason) AS reason
        FROM current_entity_names n LEFT JOIN assigned a USING (type)
        WHERE n.block IN (FROM touched) OR n.article_id IN (SELECT article_id FROM changed)"""
    )
    _review(connection)
    members = connection.execute(
        f"""SELECT b.entity_id, b.actor_id, b.score, b.reason, b.article_id FROM belonging b
        LEFT JOIN {STORED}.actor_members m USING (entity_id)
        WHERE m.actor_id IS DISTINCT FROM b.actor_id OR m.score IS DISTINCT FROM b.score
        OR m.reason IS DISTINCT FROM b.reason OR b.article_id IN (SELECT article_id FROM changed)
        ORDER BY b.entity_id"""
    ).fetchall()
    member_rows = arrow_of("actor_members", [_member_row(*member) for member in members])
    left = _entities_left(connection, member_rows)
    actors, actor_rows = _changed_actors(connection, member_rows, left)
    for name in ("incoming_entity_names", "incoming_name_ties", "joining", "leaving"):
        connection.unregister(name)
    return ActorChange(descriptions, left, actors, member_rows, actor_rows)


def put_descriptions(connection: duckdb.DuckDBPyConnection, descriptions: Descriptions) -> None:
    """Put what the entities of some articles are called in place; their actors come afterwards."""
    articles = [list(descriptions.articles)]
    for name in ("entity_names", "name_ties"):
        connection.execute(f"DELETE FROM {STORED}.{name} WHERE article_id IN (SELECT unnest(?))", articles)
    insert_arrow(connection, "entity_names", descriptions.names)
    insert_arrow(connection, "name_ties", descriptions.ties)


def put_actors(connection: duckdb.DuckDBPyConnection, change: ActorChange) -> None:
    """Put a change in place whose descriptions are; the articles count as merged from then on."""
    articles = [article_id for described in change.descriptions for article_id in described.articles]
    connection.execute(f"DELETE FROM {STORED}.unmerged WHERE article_id IN (SELECT unnest(?))", [articles])
    note_due(connection, [Due.LINKS, *OF_ARTICLES], "SELECT unnest(?)", [articles])
    connection.register("leaving", change.entities)
    members = (
        f"SELECT DISTINCT article_id FROM {STORED}.actor_members WHERE entity_id IN (SELECT entity_id FROM leaving)"
    )
    note_due(connection, [Due.LINKS], members)
    connection.execute(f"DELETE FROM {STORED}.actor_members WHERE entity_id IN (SELECT entity_id FROM leaving)")
    connection.unregister("leaving")
    insert_arrow(connection, "actor_members", change.member_rows)
    _note_changed(connection, change)
    connection.execute(f"DELETE FROM {STORED}.actors WHERE actor_id IN (SELECT unnest(?))", [list(change.actors)])
    insert_arrow(connection, "actors", change.actor_rows)


def _note_changed(connection: duckdb.DuckDBPyConnection, change: ActorChange) -> None:
    """Note what hangs on what actors are and are called, before their new rows take the place of the old ones."""
    note_due(connection, [Due.ACTORS, Due.OFFICES], "SELECT unnest(?)", [list(change.actors)])
    connection.register("new_actors", change.actor_rows)
    both = f"{STORED}.actors old JOIN new_actors new USING (actor_id)"
    note_due(
        connection,
        OF_ARTICLES,
        f"""SELECT DISTINCT article_id FROM {STORED}.actor_members WHERE actor_id IN (
            SELECT actor_id FROM {both}
            WHERE (old.kind, old.country, old.sector) IS DISTINCT FROM (new.kind, new.country, new.sector))""",
    )
    # Speakers are compared by their names.
    note_due(
        connection,
        [Due.DISAGREEMENTS],
        f"""SELECT DISTINCT article_id FROM {STORED}.actor_members WHERE actor_id IN (
            SELECT actor_id FROM {both}
            WHERE (old.name, list_sort(old.aliases)) IS DISTINCT FROM (new.name, list_sort(new.aliases)))
        AND (entity_id IN (SELECT speaker_entity_id FROM {STORED}.quotations)
            OR article_id IN (SELECT article_id FROM {STORED}.passages WHERE zone = '{Zone.PULL_QUOTE}'))""",
    )
    connection.unregister("new_actors")


def _entity(row: Row) -> tuple[str, tuple[str, ...]]:
    return row[1], tuple(row[2] or ())


def _described(entity_id: str, told: Sequence[str], rows: Sequence[Row]) -> tuple[str, str | None, Described, int]:
    names = [Named(row[3], MentionKind(row[4]), *row[5:]) for row in rows]
    country = most_frequent((country, 1) for country in told)
    return entity_id, country, described(entity_id, names), sum(n.mentions for n in names)


def _name_row(article_id: str, entity_id: str, told: str | None, what: Described, context: tuple[str, ...]) -> Row:
    beside = [block for block in context if block != what.block][: len(context) - 1 or None]
    parts = (what.block, what.name, what.country, what.sector, told, tuple(beside) if what.alone else None)
    return (
        *(entity_id, article_id, what.block, id_of("type", *parts), what.name, what.country, what.sector, told),
        *(beside, what.alone, what.actor_id, what.score, what.reason),
    )


def _find_touched_blocks(connection: duckdb.DuckDBPyConnection) -> None:
    """Blocks that are decided anew: those of changed articles' names, with all that ties lead to, and reviewed ones.

    A tie that no article taught leads on only where some entity is called by the shorter name: few are.
    """
    connection.execute(
        f"""CREATE TEMP TABLE touched AS
        SELECT DISTINCT block FROM incoming_entity_names WHERE {_CLUSTERED} UNION
        SELECT block FROM {STORED}.entity_names
        WHERE {_CLUSTERED} AND article_id IN (SELECT article_id FROM changed) UNION
        SELECT block FROM {STORED}.name_ties WHERE article_id IN (SELECT article_id FROM changed) UNION
        SELECT block FROM incoming_name_ties"""
    )
    reviewed_blocks(connection)
    while True:
        found = connection.execute(
            f"""INSERT INTO touched SELECT DISTINCT key FROM (
                SELECT unnest([block, other]) AS key FROM (FROM incoming_name_ties UNION ALL FROM {STORED}.name_ties)
                WHERE (block IN (FROM touched) OR other IN (FROM touched)) AND (taught OR other IN (
                    SELECT block FROM incoming_entity_names UNION ALL SELECT block FROM {STORED}.entity_names))
            ) WHERE key NOT LIKE '=%' AND key NOT IN (FROM touched)"""
        ).fetchall()
        if not found[0][0]:
            return


def _assign_touched_blocks(connection: duckdb.DuckDBPyConnection) -> None:
    in_block = "block IN (FROM touched)"
    types = connection.execute(
        f"""SELECT type, block, name, country, sector, told, any_value(CASE WHEN alone THEN context END), count(*)
        FROM current_entity_names WHERE {in_block} AND {_CLUSTERED} GROUP BY ALL"""
    ).fetchall()
    context = connection.execute(
        f"""SELECT block, name, token, count(*) FROM (
            SELECT block, name, unnest(context) AS token FROM current_entity_names
            WHERE {_CLUSTERED} AND NOT alone AND {in_block} AND (block IN (SELECT block FROM current_entity_names
                WHERE alone AND {in_block} AND {_CLUSTERED}) OR block IN (SELECT block FROM current_name_ties))
        ) GROUP BY ALL"""
    ).fetchall()
    ties = connection.execute(
        f"""SELECT block, other, country, taught, count(*) FROM current_name_ties
        WHERE {in_block} OR other IN (FROM touched) GROUP BY ALL"""
    ).fetchall()
    assigned = assigned_in_blocks(types, context, ties)
    columns = list(zip(*assigned, strict=True)) or [(), (), (), ()]
    kinds = (pa.string(), pa.string(), pa.float64(), pa.string())
    names = ("type", "actor_id", "score", "reason")
    arrays = [pa.array(column, kind) for column, kind in zip(columns, kinds, strict=True)]
    connection.register("assigned_types", pa.Table.from_arrays(arrays, names=names))
    connection.execute("CREATE TEMP TABLE assigned AS FROM assigned_types")
    connection.unregister("assigned_types")


def _review(connection: duckdb.DuckDBPyConnection) -> None:
    """Let what analysts decided about pairs of mentions override what the names say."""
    found: Reviewed = reviewed_memberships(connection)
    for column, decided in (("actor_id", found.actors), ("type", found.types), ("entity_id", found.entities)):
        for key, actor_id in sorted(decided.items()):
            connection.execute(
                f"UPDATE belonging SET actor_id = ?, score = 1.0, reason = 'review' WHERE {column} = ?", [actor_id, key]
            )


def _entities_left(connection: duckdb.DuckDBPyConnection, member_rows: pa.Table) -> pa.Table:
    """The entities whose old memberships go: those that get new ones, and those that changed articles had."""
    connection.register("joining", member_rows)
    return connection.sql(
        f"""SELECT entity_id FROM joining UNION SELECT entity_id FROM {STORED}.actor_members
        WHERE article_id IN (SELECT article_id FROM changed) ORDER BY 1"""
    ).to_arrow_table()


def _changed_actors(
    connection: duckdb.DuckDBPyConnection, member_rows: pa.Table, left: pa.Table
) -> tuple[list[str], pa.Table]:
    connection.register("leaving", left)
    connection.execute(
        f"""CREATE TEMP TABLE affected AS SELECT actor_id FROM joining UNION
        SELECT actor_id FROM {STORED}.actor_members WHERE entity_id IN (SELECT entity_id FROM leaving)"""
    )
    connection.execute(
        f"""CREATE TEMP TABLE members AS SELECT entity_id, actor_id, article_id FROM joining UNION ALL
        SELECT entity_id, actor_id, article_id FROM {STORED}.actor_members
        WHERE actor_id IN (FROM affected) AND entity_id NOT IN (SELECT entity_id FROM leaving)"""
    )
    articles = dict(
        connection.execute("SELECT actor_id, count(DISTINCT article_id) FROM members GROUP BY 1").fetchall()
    )
    named = connection.execute(
        f"""SELECT actor_id, {_ALIKE.replace("text", "m.text").replace("country", "m.country")}, count(*)
        FROM {JUDGED}.mentions m JOIN members USING (entity_id)
        JOIN {STORED}.articles a ON a.article_id = m.article_id GROUP BY ALL ORDER BY actor_id"""
    ).fetchall()
    groups = groupby(named, key=itemgetter(0))
    rows = [_actor_row(actor_id, list(group), articles[actor_id]) for actor_id, group in groups]
    affected = [actor_id for (actor_id,) in connection.execute("FROM affected ORDER BY 1").fetchall()]
    return affected, arrow_of("actors", rows)


def _member_row(entity_id: str, actor_id: str, score: float, reason: str, article_id: str) -> Row:
    return (entity_id, actor_id, score, reason, id_of("actor_members", entity_id), article_id)


def _actor_row(actor_id: str, rows: Sequence[tuple[Any, ...]], articles: int) -> Row:
    a = actor_of(actor_id, [Named(row[1], MentionKind(row[2]), *row[3:]) for row in rows], articles)
    names = (a.actor_id, a.name, a.name_de, a.name_en, str(a.kind), a.country, a.sector)
    return (*names, list(a.aliases), a.n_articles, a.n_mentions, id_of("actors", a.actor_id))
