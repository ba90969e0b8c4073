"""Writing a batch of readings: one transaction, whole or not at all, and the same whatever was written before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import duckdb
import pyarrow as pa

from lagebild.case.arrow_rows import arrow_of, insert, insert_arrow
from lagebild.case.bookkeeping import READ_TABLES, TABLES
from lagebild.case.connection import first_row, writing
from lagebild.case.evidence import Row, check_all
from lagebild.case.rows import Rows
from lagebild.case.shown import STORED, quoted

_ARTICLE_TEXT = TABLES["articles"].stored_names.index("text")
_ARTICLE_FETCHED = TABLES["articles"].stored_names.index("fetched_at")


@dataclass(frozen=True, slots=True)
class SourceOutcome:
    """What came of a source that was read to its end, or whose reading process died."""

    uri: str
    place: str
    fetched_at: datetime | None
    size: int | None
    articles: int
    refusals: tuple[tuple[str, str], ...]
    died: bool
    reader_version: str


@dataclass(frozen=True, slots=True)
class Written:
    """How many articles of a batch were new, known before, new versions of known addresses, or removed earlier."""

    new: int = 0
    known: int = 0
    new_versions: int = 0
    withdrawn: int = 0

    def __add__(self, other: Written) -> Written:
        return Written(
            self.new + other.new,
            self.known + other.known,
            self.new_versions + other.new_versions,
            self.withdrawn + other.withdrawn,
        )


@dataclass(slots=True)
class Batch:
    """Rows of articles and outcomes of sources, collected until they are worth a transaction."""

    rows: Rows = field(default_factory=dict)
    sightings: dict[tuple[str, str], Row] = field(default_factory=dict)
    outcomes: dict[str, SourceOutcome] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    characters: int = 0

    def add_article(self, rows: Rows, source_uri: str, position: int, fetched_at: datetime | None) -> None:
        """Add the rows of one article, found at a position in a source."""
        article = rows["articles"][0]
        article_id, text = article[0], article[_ARTICLE_TEXT]
        self.add_sighting(article_id, source_uri, position, article[_ARTICLE_FETCHED] or fetched_at)
        if article_id in self.texts:
            return
        self.texts[article_id] = text
        self.characters += len(text)
        for name, table_rows in rows.items():
            self.rows.setdefault(name, []).extend(table_rows)

    def add_sighting(self, article_id: str, source_uri: str, position: int, seen_at: datetime | None) -> None:
        """Note that a source holds an article."""
        self.sightings[article_id, source_uri] = (article_id, source_uri, position, seen_at)

    def __bool__(self) -> bool:
        return bool(self.texts or self.sightings or self.outcomes)


def text_of(rows: Rows) -> str:
    """Return the text of the article that rows are of."""
    return str(rows["articles"][0][_ARTICLE_TEXT])


def check_writable(rows: Rows) -> None:
    """Check that the rows of one article can be written, so that a flaw in one costs nothing but that article.

    Raises:
        EvidenceError: a row's text is not its slice.
        pyarrow.ArrowException, TypeError, ValueError: a value does not fit its column.
    """
    texts = {row[0]: row[_ARTICLE_TEXT] for row in rows["articles"]}
    check_all(rows, TABLES, texts.get)
    for name, table_rows in rows.items():
        arrow_of(name, table_rows)


def write_batch(path: Path, batch: Batch) -> Written:
    """Write a batch into the case; articles it holds already, and those removed from it, are left out.

    Raises:
        EvidenceError: a row's text is not its slice; nothing is written.
        CaseLocked: others held the case too long; nothing is written.
    """
    check_all(batch.rows, TABLES, batch.texts.get)
    tables = {name: arrow_of(name, rows) for name, rows in batch.rows.items()}  # takes time: before the case is held
    with writing(path) as connection:
        written = _write_articles(connection, tables)
        seen = _write_sightings(connection, list(batch.sightings.values()))
        _write_outcomes(connection, list(batch.outcomes.values()))
        changed = _order_versions(connection) if written.new or seen else []
        if changed:
            raise_generation(connection, changed)
    return written


def replace_articles(connection: duckdb.DuckDBPyConnection, rows: Rows, texts: dict[str, str]) -> None:
    """Put the rows of articles read anew in the place of the old ones, but for articles removed meanwhile.

    Raises:
        EvidenceError: a row's text is not its slice; the transaction must not be committed.
    """
    check_all(rows, TABLES, texts.get)
    tables = {table.name: arrow_of(table.name, rows.get(table.name, [])) for table in READ_TABLES}
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE again AS SELECT article_id FROM {STORED}.articles "
        "WHERE article_id IN (SELECT unnest(?))",
        [list(texts)],
    )
    for table in READ_TABLES:
        name = quoted(table.name)
        connection.execute(f"DELETE FROM {STORED}.{name} WHERE article_id IN (SELECT article_id FROM again)")
        insert_arrow(connection, table.name, tables[table.name], "article_id IN (SELECT article_id FROM again)")
    raise_generation(connection, list(texts))


def raise_generation(connection: duckdb.DuckDBPyConnection, article_ids: Sequence[str]) -> None:
    """Note that these articles came, went or changed, so that they are merged again."""
    connection.execute(f"INSERT INTO {STORED}.unmerged SELECT unnest(?)", [list(article_ids)])
    connection.execute(f"UPDATE {STORED}.case_info SET generation = generation + 1")


def _write_articles(connection: duckdb.DuckDBPyConnection, tables: dict[str, pa.Table]) -> Written:
    articles = tables.get("articles")
    if articles is None:
        return Written()
    connection.register("incoming_articles", articles.select(["article_id", "uri"]))
    connection.execute(
        f"""CREATE TEMP TABLE admitted AS SELECT article_id, uri FROM incoming_articles i
        WHERE NOT EXISTS (FROM {STORED}.articles a WHERE a.article_id = i.article_id)
        AND NOT EXISTS (FROM {STORED}.removals r WHERE r.uri = i.uri)"""
    )
    connection.unregister("incoming_articles")
    new, versions = first_row(
        connection,
        f"""SELECT count(*), count(*) FILTER (uri IN (SELECT uri FROM {STORED}.versions)) FROM admitted""",
    ) or (0, 0)
    for name, table in tables.items():
        insert_arrow(connection, name, table, "article_id IN (SELECT article_id FROM admitted)")
    withdrawn = _count_withdrawn(connection, articles.column("uri").to_pylist())
    return Written(new, len(articles) - new - withdrawn, versions, withdrawn)


def _count_withdrawn(connection: duckdb.DuckDBPyConnection, uris: Sequence[str]) -> int:
    removed = connection.execute(f"SELECT DISTINCT uri FROM {STORED}.removals").fetchall()
    gone = {uri for (uri,) in removed}
    return sum(uri in gone for uri in uris)


def _write_sightings(connection: duckdb.DuckDBPyConnection, sightings: list[Row]) -> int:
    """Write where articles were seen, if that is news and the case holds them; return how many were news."""
    if not sightings:
        return 0
    connection.register("incoming_sightings", arrow_of("sightings", sightings))
    connection.execute(
        f"""CREATE TEMP TABLE seen AS SELECT i.* FROM incoming_sightings i
        WHERE article_id IN (SELECT article_id FROM {STORED}.articles)
        AND NOT EXISTS (FROM {STORED}.sightings s WHERE s.article_id = i.article_id AND s.source_uri = i.source_uri
            AND s.seen_at IS NOT DISTINCT FROM i.seen_at AND s.position = i.position)"""
    )
    connection.unregister("incoming_sightings")
    connection.execute(
        f"""DELETE FROM {STORED}.sightings s USING seen WHERE s.article_id = seen.article_id
        AND s.source_uri = seen.source_uri"""
    )
    done = first_row(connection, f"INSERT INTO {STORED}.sightings FROM seen")
    return int(done[0]) if done else 0


def _order_versions(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Order the articles of every address that was seen again by when they were last seen: the last is the newest.

    Return the articles that are the newest now and were not before, or no longer are.
    """
    connection.execute(
        f"""CREATE TEMP TABLE touched AS SELECT DISTINCT uri FROM {STORED}.articles
        WHERE article_id IN (SELECT article_id FROM seen)"""
    )
    connection.execute(
        f"CREATE TEMP TABLE former AS FROM {STORED}.versions WHERE newest AND uri IN (SELECT uri FROM touched)"
    )
    connection.execute(f"DELETE FROM {STORED}.versions WHERE uri IN (SELECT uri FROM touched)")
    connection.execute(
        f"""INSERT INTO {STORED}.versions (article_id, uri, version_of, newest)
        SELECT article_id, uri, lag(article_id) OVER succession, lead(article_id) OVER succession IS NULL
        FROM (
            SELECT a.article_id, a.uri, max(s.seen_at) AS seen_at, max(s.source_uri) AS source_uri,
                max(s.position) AS position
            FROM {STORED}.articles a LEFT JOIN {STORED}.sightings s USING (article_id)
            WHERE a.uri IN (SELECT uri FROM touched) GROUP BY ALL
        )
        WINDOW succession AS (PARTITION BY uri ORDER BY seen_at NULLS FIRST, source_uri, position, article_id)"""
    )
    changed = connection.execute(
        f"""SELECT coalesce(former.article_id, latter.article_id) FROM former FULL JOIN (
            FROM {STORED}.versions WHERE newest AND uri IN (SELECT uri FROM touched)
        ) latter USING (article_id) WHERE former.uri IS NULL OR latter.uri IS NULL"""
    ).fetchall()
    return [article_id for (article_id,) in changed]


def _write_outcomes(connection: duckdb.DuckDBPyConnection, outcomes: Sequence[SourceOutcome]) -> None:
    if not outcomes:
        return
    uris = [outcome.uri for outcome in outcomes]
    connection.execute(f"DELETE FROM {STORED}.sources WHERE uri IN (SELECT unnest(?))", [uris])
    connection.execute(f"DELETE FROM {STORED}.refusals WHERE source_uri IN (SELECT unnest(?))", [uris])
    insert(
        connection,
        "sources",
        [
            (o.uri, o.place, o.fetched_at, o.size, o.articles, len(o.refusals), o.died, o.reader_version)
            for o in outcomes
        ],
    )
    insert(connection, "refusals", [(o.uri, *refusal) for o in outcomes for refusal in o.refusals])
