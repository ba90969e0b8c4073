"""The merge: pure functions from the rows of all articles to the merged tables, put in place in one transaction.

The result depends on what the articles say alone, not on the order they came in or on where a build was killed. While
it is computed nobody is locked out; should the articles change meanwhile, it is computed again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lagebild.articles.duplicates import Fingerprint
from lagebild.case.arrow_rows import insert
from lagebild.case.connection import first_row, reading, writing
from lagebild.case.dating_rows import DATING_QUERIES, dating_rows
from lagebild.case.ids import id_of
from lagebild.case.rows import Rows
from lagebild.case.shown import STORED, quoted
from lagebild.merging.actors import NamedMention, actors_from
from lagebild.merging.copies import Imprint, duplicates_among
from lagebild.reading.marks import MentionKind


@dataclass(frozen=True, slots=True)
class Merge:
    """One merge: `queries` ask for what it needs; `rows` turns the answers into all rows of its tables."""

    queries: tuple[str, ...]
    rows: Callable[..., Rows]


def _copies(fingerprints: Sequence[tuple[str, bytes, date | None]]) -> Rows:
    imprints = {name: Imprint(Fingerprint(mark), published) for name, mark, published in fingerprints}
    return {"copies": sorted(duplicates_among(imprints).items())}


def _actors(mentions: Sequence[tuple[str, str, str, str, str | None, str | None, str | None]]) -> Rows:
    actors, members = actors_from(
        NamedMention(article, entity, text, MentionKind(kind), *rest) for article, entity, text, kind, *rest in mentions
    )
    return {
        "actors": [
            (
                *(a.actor_id, a.name, a.name_de, a.name_en, str(a.kind), a.country, a.sector),
                *(list(a.aliases), a.n_articles, a.n_mentions, id_of("actors", a.actor_id)),
            )
            for a in actors
        ],
        "actor_members": [
            (m.entity_id, m.actor_id, m.score, m.reason, id_of("actor_members", m.entity_id)) for m in members
        ],
    }


MERGES: tuple[Merge, ...] = (
    Merge(
        (
            f"""SELECT article_id, fingerprint, published
            FROM {STORED}.fingerprints JOIN {STORED}.articles USING (article_id)
            WHERE article_id IN (SELECT article_id FROM {STORED}.versions WHERE newest) ORDER BY article_id""",
        ),
        _copies,
    ),
    Merge(
        (
            f"""SELECT article_id, entity_id, text, kind, country, sector, world_entry
            FROM {STORED}.mentions
            WHERE article_id IN (SELECT article_id FROM {STORED}.versions WHERE newest)
            ORDER BY article_id, start, "end", row_id""",
        ),
        _actors,
    ),
    Merge(DATING_QUERIES, dating_rows),
)
"""The merges, in the order they run."""


def merge_case(path: Path) -> bool:
    """Compute the merged tables anew if the articles have changed since; return whether there was anything to do."""
    generation = _generations(path)
    changed = generation[0] != generation[1]
    while generation[0] != generation[1]:
        with reading(path) as connection:
            answers = [[connection.execute(query).fetchall() for query in merge.queries] for merge in MERGES]
        merged = [merge.rows(*answer) for merge, answer in zip(MERGES, answers, strict=True)]
        _put_in_place(path, merged, generation[0])
        generation = _generations(path)
    return changed


def _generations(path: Path) -> tuple[int, int]:
    with reading(path) as connection:
        row = first_row(connection, f"SELECT generation, merged_generation FROM {STORED}.case_info")
    assert row is not None
    return int(row[0]), int(row[1])


def _put_in_place(path: Path, merged: list[Rows], generation: int) -> None:
    with writing(path) as connection:
        now = first_row(connection, f"SELECT generation FROM {STORED}.case_info")
        if now != (generation,):
            return
        for rows in merged:
            for name, table_rows in rows.items():
                connection.execute(f"DELETE FROM {STORED}.{quoted(name)}")
                insert(connection, name, table_rows)
        connection.execute(f"UPDATE {STORED}.case_info SET merged_generation = generation")
