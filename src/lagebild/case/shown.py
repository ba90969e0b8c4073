"""The views of a case: the tables of the contract as people query them.

`articles` shows every version of an article and `articles_current` only the newest; all other tables show only rows
that belong to the newest version, as analysts left them (see `lagebild.case.reviewed_rows`). Ids of actors and events
come from the membership tables. `sources` and `refused` say where articles came from and what could not be read.
"""

from __future__ import annotations

from lagebild.case.bookkeeping import ALL_TABLES, CONTRACT_NAMES
from lagebild.case.declaring import Holding, Table
from lagebild.case.reviewed_rows import EDITABLE, JUDGED, judged_statements
from lagebild.case.tables import CONTRACT

STORED = "stored"
"""The schema of the DuckDB file that holds the tables themselves."""

_ARTICLES = """
SELECT a.article_id, a.uri, a.outlet, a.title, a.authors, a.lang,
    coalesce(a.published, d.published) AS published,
    coalesce(a.published_earliest, d.published_earliest) AS published_earliest,
    coalesce(a.published_latest, d.published_latest) AS published_latest,
    coalesce(a.published_basis, d.published_basis) AS published_basis,
    coalesce(a.published_confidence, d.published_confidence) AS published_confidence,
    a.text, a.content_hash, a.fetched_at, v.version_of, c.duplicate_of, a.reader_version, a.world_version, a.row_id
FROM stored.articles a
LEFT JOIN stored.versions v USING (article_id)
LEFT JOIN stored.copies c USING (article_id)
LEFT JOIN stored.inferred_dates d USING (article_id)
"""

CURRENT_ARTICLES = f"{_ARTICLES} WHERE a.article_id IN (SELECT article_id FROM stored.versions WHERE newest)"
"""The query of the view `articles_current`."""

_REPLACED = "CASE WHEN r.row_id IS NULL THEN t.{0} ELSE r.{0} END AS {0}"


def _placed_again(key: str, *columns: str) -> str:
    """Return rows with what their time expressions mean once their article is dated."""
    replaced = ", ".join(_REPLACED.format(column) for column in columns)
    return f"""(SELECT t.* REPLACE ({replaced})
        FROM {{rows}} t LEFT JOIN stored.resolutions r ON r.row_id = t.{key})"""


_SOURCES = {
    "datings": "(FROM {rows} UNION ALL FROM stored.inferred_chains)",
    "times": _placed_again("row_id", "value", "earliest", "latest"),
    "event_mentions": _placed_again("time_row_id", "earliest", "latest"),
    "outlooks": """(SELECT t.* REPLACE (coalesce(s.status, f.status, 'open') AS status,
            coalesce(f.follow_up, []) AS follow_up)
        FROM {rows} t LEFT JOIN stored.follow_ups f USING (row_id)
        LEFT JOIN judged.outlooks_said s USING (row_id))""",
}
"""What a view adds to the rows in force of its table."""

_EXTRA_VIEWS = {
    "articles_current": CURRENT_ARTICLES,
    "sources": """
SELECT place AS address, uri, articles, refused, fetched_at, NULL::VARCHAR AS reason FROM stored.sources
WHERE articles > 0 AND refused = 0
UNION ALL
SELECT r.place, r.source_uri, s.articles, s.refused, s.fetched_at, r.reason
FROM stored.refusals r LEFT JOIN stored.sources s ON s.uri = r.source_uri""",
}

VIEW_NAMES: tuple[str, ...] = (*CONTRACT_NAMES, *_EXTRA_VIEWS)


def table_statements() -> list[str]:
    """Return the SQL that makes every table of the case that is not there yet."""
    return [f"CREATE SCHEMA IF NOT EXISTS {STORED}", *(_table_sql(table) for table in ALL_TABLES)]


def view_statements() -> list[str]:
    """Return the SQL that makes or replaces every view."""
    queries = {table.name: view_query(table) for table in CONTRACT} | _EXTRA_VIEWS
    judged = judged_statements({table.name: table for table in CONTRACT})
    return judged + [f"CREATE OR REPLACE VIEW main.{quoted(name)} AS {query}" for name, query in queries.items()]


def rows_in_force(name: str) -> str:
    """Return where the rows of a table stand as analysts left them."""
    return f"{JUDGED if name in EDITABLE else STORED}.{quoted(name)}"


def view_query(
    table: Table,
    rows: str | None = None,
    actor_members: str = f"{STORED}.actor_members",
    event_members: str = f"{STORED}.event_members",
) -> str:
    """Return the query of the view of one table of the contract, over all rows in force, actors and events or these."""
    if table.name == "articles":
        return _ARTICLES
    rows = rows or rows_in_force(table.name)
    joins: list[str] = []
    columns: list[str] = []
    for name in table.shown:
        if name in table.actors:
            joins.append(_join(actor_members, "entity_id", f"j{len(joins)}", table.actors[name]))
            columns.append(f"j{len(joins) - 1}.actor_id AS {quoted(name)}")
        elif name in table.actor_lists:
            entities = f"t.{quoted(table.actor_lists[name])}"
            columns.append(f"{_actors_in(entities, actor_members)} AS {quoted(name)}")
        elif name in table.joined:
            joins.append(_join(event_members, "mention_id", f"j{len(joins)}", "mention_id"))
            columns.append(f"j{len(joins) - 1}.event_id AS {quoted(name)}")
        else:
            columns.append(f"t.{quoted(name)}")
    source = _SOURCES.get(table.name, "{rows}").format(rows=rows)
    query = f"SELECT {', '.join(columns)} FROM {source} t {' '.join(joins)}"
    if table.holding is Holding.READ:
        query += " WHERE t.article_id IN (SELECT article_id FROM stored.versions WHERE newest)"
    return query


def quoted(name: str) -> str:
    """Return a name as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def _join(members: str, key: str, alias: str, column: str) -> str:
    return f"LEFT JOIN {members} {alias} ON {alias}.{key} = t.{quoted(column)}"


def _actors_in(entities: str, actor_members: str) -> str:
    return (
        "coalesce((SELECT list(DISTINCT m.actor_id ORDER BY m.actor_id) "
        f"FROM (SELECT unnest({entities}) AS entity_id) JOIN {actor_members} m USING (entity_id)), [])"
    )


def _table_sql(table: Table) -> str:
    columns = ", ".join(f"{quoted(column.name)} {column.type}" for column in table.stored)
    return f"CREATE TABLE IF NOT EXISTS {STORED}.{quoted(table.name)} ({columns})"
