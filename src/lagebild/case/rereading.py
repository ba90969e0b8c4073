"""Reading the articles of a case anew, from the text it holds, when the reader has become better."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from lagebild.case.bookkeeping import TABLES
from lagebild.case.building import cores
from lagebild.case.connection import reading, writing
from lagebild.case.merging_step import merge_case
from lagebild.case.messages import ArticlesAgain, ArticlesRead
from lagebild.case.reviews import reattach_reviews
from lagebild.case.rows import Rows, article_of
from lagebild.case.shown import STORED, quoted
from lagebild.case.versions import READER_VERSION_TEXT, WORLD_VERSION_TEXT
from lagebild.case.workers import SourceDied, SourceRead, read_in_processes
from lagebild.case.writing import replace_articles

ARTICLES_AT_ONCE = 64
"""So many articles are taken out, read and put back together: a transaction of well under 2 s."""


@dataclass(frozen=True, slots=True)
class Reread:
    """How many articles were read anew, and which could not be, with the reason; those keep their rows."""

    articles: int
    refused: tuple[tuple[str, str], ...]


def reread(
    path: Path,
    *,
    everything: bool = False,
    processes: int | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Reread:
    """Read articles anew: those an older reader or world read, or all; reviews find their rows again; then merge.

    `progress` is told how many articles of how many are done. A killed run goes on where it stopped.
    """
    article_ids = _article_ids(path, everything=everything)
    done = 0
    refused: list[tuple[str, str]] = []
    for order, result in read_in_processes(_orders(path, article_ids), processes or cores(), lambda _: set()):
        match result:
            case ArticlesRead():
                _put_back(path, [rows for _, rows in result.articles])
                done += len(result.articles)
            case SourceRead():
                refused += result.refusals
            case SourceDied(reason):
                refused.append((order.place, reason))
        progress(done, len(article_ids))
    merge_case(path)
    return Reread(done, tuple(refused))


def _article_ids(path: Path, *, everything: bool) -> list[str]:
    with reading(path) as connection:
        rows = connection.execute(
            f"""SELECT article_id FROM {STORED}.articles
            WHERE ? OR reader_version <> ? OR world_version <> ? ORDER BY article_id""",
            [everything, READER_VERSION_TEXT, WORLD_VERSION_TEXT],
        ).fetchall()
    return [article_id for (article_id,) in rows]


def _orders(path: Path, article_ids: list[str]) -> Iterator[ArticlesAgain]:
    columns = ", ".join(quoted(name) for name in TABLES["articles"].stored_names)
    for first in range(0, len(article_ids), ARTICLES_AT_ONCE):
        some = article_ids[first : first + ARTICLES_AT_ONCE]
        with reading(path) as connection:
            answer = connection.sql(
                f"SELECT {columns} FROM {STORED}.articles WHERE article_id IN (SELECT unnest(?)) ORDER BY article_id",
                params=[some],
            ).to_arrow_table()
            passages = connection.execute(
                f"""SELECT article_id, zone, start, "end" FROM {STORED}.passages
                WHERE article_id IN (SELECT unnest(?))""",
                [some],
            ).fetchall()
        zones: dict[str, list[tuple[str, int, int]]] = {article_id: [] for article_id in some}
        for article_id, zone, start, end in passages:
            zones[article_id].append((zone, start, end))
        articles = tuple(article_of(row, zones[row["article_id"]]) for row in answer.to_pylist())
        yield ArticlesAgain(f"case:{first}", f"articles {', '.join(some)}", articles)


def _put_back(path: Path, articles: list[Rows]) -> None:
    rows: Rows = {}
    texts: dict[str, str] = {}
    place = TABLES["articles"].stored_names.index("text")
    for article in articles:
        for name, table_rows in article.items():
            rows.setdefault(name, []).extend(table_rows)
        texts[article["articles"][0][0]] = article["articles"][0][place]
    with writing(path) as connection:
        replace_articles(connection, rows, texts)
        reattach_reviews(connection, list(texts))
