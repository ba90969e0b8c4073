"""What the cache takes from a case: which articles it holds in which state, and their sentences and vectors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import duckdb
import numpy as np
from numpy.typing import NDArray

from lagebild.case.connection import first_row
from lagebild.case.shown import STORED
from lagebild.search.meaning import SIZE

ARTICLES_AT_ONCE = 500
"""Articles that are taken from the case at once: some 20 MB."""

_STATE = f"SELECT concat_ws('/', created_at, generation, merged_generation, merged_by) FROM {STORED}.case_info"
"""Differs whenever articles, marks, actors or reviews do: the case counts each change."""

_NAMED = "named AS (SELECT actor_id, concat_ws(' · ', name, name_de, name_en) AS called, aliases FROM actors)"

_STAMPS = f"""WITH {_NAMED}, told AS (
    SELECT article_id, bit_xor(hash(m.row_id, m.actor_id, n.called, n.aliases)) AS names
    FROM mentions m JOIN named n USING (actor_id) GROUP BY article_id)
SELECT a.article_id, hash(a.content_hash, a.reader_version, a.title, a.outlet, a.lang, t.names)::VARCHAR
FROM articles_current a LEFT JOIN told t USING (article_id) ORDER BY a.article_id"""

_SENTENCES = """WITH asked AS (SELECT unnest($1) AS article_id),
chosen AS (SELECT s.* FROM sentences s JOIN asked USING (article_id)),
placed AS (
    SELECT s.article_id, s.sentence_id, m.actor_id
    FROM (SELECT m.* FROM mentions m JOIN asked USING (article_id) WHERE m.actor_id IS NOT NULL) m
    ASOF JOIN chosen s ON s.article_id = m.article_id AND s.start <= m.start),
acting AS (SELECT article_id, sentence_id, list(DISTINCT actor_id ORDER BY actor_id) AS actors FROM placed GROUP BY ALL)
SELECT s.article_id, s.sentence_id, substr(a.text, s.start + 1, s."end" - s.start), a.lang, a.title, a.outlet,
    coalesce(p.actors, [])
FROM chosen s JOIN articles_current a USING (article_id) LEFT JOIN acting p USING (article_id, sentence_id)
ORDER BY s.article_id, s.sentence_id"""

_VECTORS = """SELECT v.article_id, v.sentence_id, v.vector, v.scale
FROM vectors v JOIN (SELECT unnest($1) AS article_id) USING (article_id) ORDER BY v.article_id, v.sentence_id"""

_NAMES = "SELECT actor_id, [name, name_de, name_en], aliases FROM actors"


@dataclass(frozen=True, slots=True)
class Sentences:
    """Sentences of some articles, in the order of the case, with their vectors.

    `rows` are article_id, sentence_id, text, lang, title, outlet, actor ids. Row `i` of `vectors`, in signed bytes
    times `scales[i]`, is the vector of sentence `i`; the scale is 0 where it has none.
    """

    rows: list[tuple[str, int, str, str | None, str | None, str | None, list[str]]]
    vectors: NDArray[np.int8]
    scales: NDArray[np.float32]


def state_of(connection: duckdb.DuckDBPyConnection) -> str:
    """Return what tells one state of a case from every other."""
    row = first_row(connection, _STATE)
    return str(row[0]) if row else ""


def stamps_of(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Return a stamp of each current article; it changes with whatever the index takes from the article."""
    return dict(connection.execute(_STAMPS).fetchall())


def names_of_actors(connection: duckdb.DuckDBPyConnection) -> dict[str, tuple[str, ...]]:
    """Return what each actor is found by: its names, and its aliases of one capitalised word such as `DPRK`."""
    return {
        actor: tuple(dict.fromkeys([*filter(None, names), *(one for one in aliases or () if _is_short_name(one))]))
        for actor, names, aliases in connection.execute(_NAMES).fetchall()
    }


def _is_short_name(alias: str) -> bool:
    return alias[:1].isupper() and alias.isalpha()


def sentences_of_articles(
    connection: duckdb.DuckDBPyConnection, article_ids: Sequence[str]
) -> Iterator[tuple[int, Sentences]]:
    """Yield the sentences of articles, some articles at a time, with how many articles have been told by then."""
    for first in range(0, len(article_ids), ARTICLES_AT_ONCE):
        some = list(article_ids[first : first + ARTICLES_AT_ONCE])
        rows = connection.execute(_SENTENCES, [some]).fetchall()
        places = {(row[0], row[1]): at for at, row in enumerate(rows)}
        vectors, scales = np.zeros((len(rows), SIZE), np.int8), np.zeros(len(rows), np.float32)
        told = connection.sql(_VECTORS, params=[some]).to_arrow_table()
        keys = zip(told.column("article_id").to_pylist(), told.column("sentence_id").to_pylist(), strict=True)
        at = np.array([places.get(key, -1) for key in keys], np.int64)
        if len(at):
            values = told.column("vector").combine_chunks()
            read = values.flatten().to_numpy(zero_copy_only=False).astype(np.int8).reshape(-1, SIZE)
            known = at >= 0
            vectors[at[known]] = read[known]
            scales[at[known]] = told.column("scale").to_numpy()[known]
        yield first + len(some), Sentences(rows, vectors, scales)
