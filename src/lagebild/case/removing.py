"""Removing an article: all its versions go, and builds leave its address out from then on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from lagebild.case.bookkeeping import READ_TABLES
from lagebild.case.connection import first_row, writing
from lagebild.case.reviews import orphan_reviews_of
from lagebild.case.shown import STORED, quoted
from lagebild.case.writing import raise_generation
from lagebild.errors import UsageError

SHORTEST_PREFIX = 4
"""So many first characters of an article id are the least that may stand for it."""


@dataclass(frozen=True, slots=True)
class Removed:
    """What was removed: the address, and the ids of its versions."""

    uri: str
    article_ids: tuple[str, ...]


def remove_article(path: Path, article: str) -> Removed:
    """Remove an article, named by its id, the unique beginning of its id, or its address, with all its versions.

    Raises:
        UsageError: no article is named so, or more than one.
    """
    with writing(path) as connection:
        uri = _uri_in(connection, "articles", article)
        if uri is None:
            raise UsageError("No article of the case has this id or address.", place=article)
        rows = connection.execute(
            f"SELECT article_id FROM {STORED}.articles WHERE uri = ? ORDER BY article_id", [uri]
        ).fetchall()
        article_ids = [article_id for (article_id,) in rows]
        now = datetime.now(UTC).replace(tzinfo=None)
        connection.execute(
            f"""INSERT INTO {STORED}.removals SELECT ?, article_id, source_uri, ?
            FROM {STORED}.sightings RIGHT JOIN (SELECT unnest(?) AS article_id) USING (article_id)""",
            [uri, now, article_ids],
        )
        for name in (*(table.name for table in READ_TABLES), "sightings", "versions"):
            connection.execute(
                f"DELETE FROM {STORED}.{quoted(name)} WHERE article_id IN (SELECT unnest(?))", [article_ids]
            )
        orphan_reviews_of(connection, article_ids)
        raise_generation(connection, article_ids)
    return Removed(uri, tuple(article_ids))


def readmit_article(path: Path, article: str) -> bool:
    """Let the next build of its source read a removed article again; return whether there was one.

    It is named as for `remove_article`: by its id, the unique beginning of its id, or its address.

    Raises:
        UsageError: more than one removed article is named so.
    """
    with writing(path) as connection:
        uri = _uri_in(connection, "removals", article)
        if uri is None:
            return False
        connection.execute(
            f"DELETE FROM {STORED}.sources WHERE uri IN (SELECT source_uri FROM {STORED}.removals WHERE uri = ?)", [uri]
        )
        readmitted = first_row(connection, f"DELETE FROM {STORED}.removals WHERE uri = ?", [uri])
    return bool(readmitted and readmitted[0])


def _uri_in(connection: duckdb.DuckDBPyConnection, table_name: str, article: str) -> str | None:
    """Return the address of the article that the table knows by this id, beginning of an id, or address."""
    query = f"SELECT DISTINCT uri FROM {STORED}.{table_name} WHERE"
    found = connection.execute(f"{query} article_id = ? OR uri = ?", [article, article]).fetchall()
    if not found and len(article) >= SHORTEST_PREFIX:
        found = connection.execute(f"{query} starts_with(article_id, ?) LIMIT 6", [article]).fetchall()
    match found:
        case [(uri,)]:
            return str(uri)
        case []:
            return None
    raise UsageError(f"It stands for more than one article: {', '.join(sorted(u for (u,) in found))}", place=article)
