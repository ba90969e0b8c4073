"""What a case holds, in short."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from lagebild.case.bookkeeping import CONTRACT_NAMES, READ_TABLES, TABLES
from lagebild.case.connection import first_row, reading, snapshot
from lagebild.case.declaring import Holding, Table
from lagebild.case.evidence import Row, check_evidence
from lagebild.case.reviews import ORPHANED
from lagebild.case.shown import STORED, quoted
from lagebild.case.versions import READER_VERSION_TEXT
from lagebild.reading.languages import READ_LANGUAGES

ARTICLES_CHECKED_AT_ONCE = 500
"""So many articles are taken out of the case at once when all its evidence is checked: some 50 MB."""


@dataclass(frozen=True, slots=True)
class CaseInfo:
    """A case in numbers.

    `rows` counts the rows people see per table; `articles_stored` also the older versions. `earliest` and `latest`
    bound the dates of the newest versions. `languages` counts these by ISO 639-1 code, None where it cannot be told;
    `names_only` those of the languages of which only names are read. `outdated` counts articles that an older reader
    read (`lagebild reread`).
    `refused` names what could not be read, `removed` the addresses taken out, `datasets` counts the
    events of other datasets, `orphaned` counts reviews without a row.
    """

    path: Path
    size: int
    schema_version: int
    created_by: str
    merged: bool
    rows: dict[str, int]
    articles_stored: int
    languages: dict[str | None, int]
    names_only: dict[str | None, int]
    earliest: date | None
    latest: date | None
    undated: int
    copies: int
    sources: int
    refused: tuple[tuple[str, str], ...]
    removed: tuple[str, ...]
    datasets: dict[str, int]
    reader_versions: dict[str, int]
    outdated: int
    orphaned: int


def info_of(path: Path) -> CaseInfo:
    """Return what the case at `path` holds."""
    with reading(path) as connection:
        ask = connection.execute
        version, created_by, generation, merged = ask(
            f"SELECT schema_version, created_by, generation, merged_generation FROM {STORED}.case_info"
        ).fetchall()[0]
        earliest, latest, undated, copies = ask(
            """SELECT min(coalesce(published, published_earliest)), max(coalesce(published, published_latest)),
                count(*) FILTER (published IS NULL AND published_earliest IS NULL AND published_latest IS NULL),
                count(duplicate_of) FROM articles_current"""
        ).fetchall()[0]
        languages = languages_in(connection)
        readers: dict[str, int] = _counts(
            connection, f"SELECT reader_version, count(*) FROM {STORED}.articles GROUP BY 1 ORDER BY 1"
        )
        return CaseInfo(
            path=path,
            size=path.stat().st_size,
            schema_version=version,
            created_by=created_by,
            merged=generation == merged,
            rows={name: _count(connection, _shown_name(name)) for name in CONTRACT_NAMES},
            articles_stored=_count(connection, f"{STORED}.articles"),
            languages=languages,
            names_only=names_only_in(languages),
            earliest=earliest,
            latest=latest,
            undated=undated,
            copies=copies,
            sources=_count(connection, f"{STORED}.sources"),
            refused=tuple(ask(f"SELECT place, reason FROM {STORED}.refusals ORDER BY ALL").fetchall()),
            removed=tuple(uri for (uri,) in ask(f"SELECT DISTINCT uri FROM {STORED}.removals ORDER BY 1").fetchall()),
            datasets=_counts(connection, "SELECT dataset, count(*) FROM imported_events GROUP BY 1 ORDER BY 1"),
            reader_versions=readers,
            outdated=sum(count for reader, count in readers.items() if reader != READER_VERSION_TEXT),
            orphaned=_count(connection, f"({ORPHANED})"),
        )


def languages_in(connection: duckdb.DuckDBPyConnection) -> dict[str | None, int]:
    """Return the number of articles (newest versions) by language, the most frequent first."""
    return _counts(connection, "SELECT lang, count(*) FROM articles_current GROUP BY 1 ORDER BY 2 DESC, 1")


def names_only_in(languages: Mapping[str | None, int]) -> dict[str | None, int]:
    """Return those of the languages that the reader does not know."""
    return {lang: n for lang, n in languages.items() if lang not in READ_LANGUAGES}


def verified_slices(path: Path) -> int:
    """Check the evidence of every row of the case; return the number of slices checked.

    Raises:
        EvidenceError: the first row whose text is not its slice.
    """
    checked = 0
    with snapshot(path) as copy, reading(copy) as connection:
        rows = connection.execute(f"SELECT article_id FROM {STORED}.articles ORDER BY article_id").fetchall()
        article_ids = [article_id for (article_id,) in rows]
        for first in range(0, len(article_ids), ARTICLES_CHECKED_AT_ONCE):
            checked += _verified_articles(connection, article_ids[first : first + ARTICLES_CHECKED_AT_ONCE])
        for table in TABLES.values():
            if table.holding is not Holding.READ and (table.evidence or table.spans or table.span_lists):
                checked += check_evidence(table, _stored_rows(connection, table), _Texts(connection).get)
    return checked


def _verified_articles(connection: duckdb.DuckDBPyConnection, article_ids: list[str]) -> int:
    """Check what a few articles say; what points into other articles is looked up one by one."""
    own = "WHERE article_id IN (SELECT unnest(?))"
    query = f"SELECT article_id, text FROM {STORED}.articles {own}"
    texts = _Texts(connection, dict(connection.execute(query, [article_ids]).fetchall()))
    return sum(
        check_evidence(table, _stored_rows(connection, table, own, [article_ids]), texts.get)
        for table in READ_TABLES
        if table.evidence or table.spans or table.span_lists
    )


def _stored_rows(
    connection: duckdb.DuckDBPyConnection, table: Table, where: str = "", parameters: list[object] | None = None
) -> list[Row]:
    columns = ", ".join(quoted(name) for name in table.stored_names)
    return connection.execute(f"SELECT {columns} FROM {STORED}.{quoted(table.name)} {where}", parameters).fetchall()


class _Texts:
    """The texts of articles: those given, others fetched when asked for."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, given: dict[str, str] | None = None) -> None:
        self._connection = connection
        self._texts: dict[str, str | None] = {**(given or {})}

    def get(self, article_id: str) -> str | None:
        """Return the text of an article, or None if the case does not hold it."""
        if article_id not in self._texts:
            query = f"SELECT text FROM {STORED}.articles WHERE article_id = ?"
            row = first_row(self._connection, query, [article_id])
            self._texts[article_id] = None if row is None else str(row[0])
        return self._texts[article_id]


def _shown_name(name: str) -> str:
    return "articles_current" if name == "articles" else quoted(name)


def _count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    return int((first_row(connection, f"SELECT count(*) FROM {table}") or (0,))[0])


def _counts(connection: duckdb.DuckDBPyConnection, query: str) -> dict[Any, int]:
    return dict(connection.execute(query).fetchall())
