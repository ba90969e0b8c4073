"""What the cache takes from a case: which articles it holds in which state, and their sentences and vectors."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb
import numpy as np
from numpy.typing import NDArray

from lagebild.case.shown import STORED
from lagebild.search.meaning import SIZE
from lagebild.views.queryable import QueryableCase, Relation

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

_ASKED = "asked AS (SELECT unnest($1) AS article_id)"
_ARTICLES = (
    f"WITH {_ASKED} SELECT article_id, text, lang, title, outlet FROM articles_current JOIN asked USING (article_id)"
)
_SENTENCES = f"""WITH {_ASKED} SELECT s.article_id, s.sentence_id, s.start, s."end"
FROM sentences s JOIN asked USING (article_id) ORDER BY s.article_id, s.sentence_id"""
_MENTIONS = f"""WITH {_ASKED} SELECT m.article_id, m.start, m.actor_id
FROM mentions m JOIN asked USING (article_id) WHERE m.actor_id IS NOT NULL"""

_VECTORS = f"""WITH {_ASKED} SELECT v.article_id, v.sentence_id, v.vector, v.scale
FROM vectors v JOIN asked USING (article_id)"""

_NAMES = "SELECT actor_id, [name, name_de, name_en], aliases FROM actors"


SentenceRow = tuple[str, int, str, str | None, str | None, str | None, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Sentences:
    """Sentences of some articles, in the order of the case, with their vectors.

    `rows` are article_id, sentence_id, text, lang, title, outlet, actor ids. Row `i` of `vectors`, in signed bytes
    times `scales[i]`, is the vector of sentence `i`; the scale is 0 where it has none.
    """

    rows: list[SentenceRow]
    vectors: NDArray[np.int8]
    scales: NDArray[np.float32]


class HeldCase:
    """A case that is open for reading."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection

    def sql(self, query: str, parameters: Sequence[object] = ()) -> Relation:
        """Return the rows of a query."""
        answer: Any = self.connection.sql(query, params=list(parameters) or None)
        return answer  # type: ignore[no-any-return]


def state_of(case: QueryableCase) -> str:
    """Return what tells one state of a case from every other."""
    return "".join(str(state) for (state,) in case.sql(_STATE).fetchall())


def stamps_of(case: QueryableCase) -> dict[str, str]:
    """Return a stamp of each current article; it changes with whatever the index takes from the article."""
    return dict(case.sql(_STAMPS).fetchall())


def names_of_actors(case: QueryableCase) -> dict[str, tuple[str, ...]]:
    """Return what each actor is found by: its names, and its aliases of one capitalised word such as `DPRK`."""
    return {
        actor: tuple(dict.fromkeys([*filter(None, names), *(one for one in aliases or () if _is_short_name(one))]))
        for actor, names, aliases in case.sql(_NAMES).fetchall()
    }


def _is_short_name(alias: str) -> bool:
    return alias[:1].isupper() and alias.isalpha()


def sentences_of_articles(case: HeldCase, article_ids: Sequence[str]) -> Iterator[tuple[int, Sentences]]:
    """Yield the sentences of articles, some articles at a time, with how many articles have been told by then."""
    for first in range(0, len(article_ids), ARTICLES_AT_ONCE):
        some = list(article_ids[first : first + ARTICLES_AT_ONCE])
        rows = _rows(case, some)
        places = {(row[0], row[1]): at for at, row in enumerate(rows)}
        vectors, scales = np.zeros((len(rows), SIZE), np.int8), np.zeros(len(rows), np.float32)
        told = case.connection.sql(_VECTORS, params=[some]).to_arrow_table()
        keys = zip(told.column("article_id").to_pylist(), told.column("sentence_id").to_pylist(), strict=True)
        at = np.array([places.get(key, -1) for key in keys], np.int64)
        if len(at):
            values = told.column("vector").combine_chunks()
            read = values.flatten().to_numpy(zero_copy_only=False).astype(np.int8).reshape(-1, SIZE)
            known = at >= 0
            vectors[at[known]] = read[known]
            scales[at[known]] = told.column("scale").to_numpy()[known]
        yield first + len(some), Sentences(rows, vectors, scales)


def _rows(case: HeldCase, article_ids: list[str]) -> list[SentenceRow]:
    """Return the sentences of articles with the actors named in each; DuckDB would cut a text anew for each of them."""
    articles = {row[0]: row[1:] for row in case.sql(_ARTICLES, [article_ids]).fetchall()}
    named: dict[str, list[tuple[int, str]]] = {}
    for article, start, actor in case.sql(_MENTIONS, [article_ids]).fetchall():
        named.setdefault(article, []).append((start, actor))
    for some in named.values():
        some.sort()
    rows: list[SentenceRow] = []
    for article, sentence, start, end in case.sql(_SENTENCES, [article_ids]).fetchall():
        text, lang, title, outlet = articles[article]
        some = named.get(article, [])
        inside = some[bisect_left(some, (start, "")) : bisect_left(some, (end, ""))]
        actors = tuple(sorted({actor for _, actor in inside}))
        rows.append((article, sentence, text[start:end], lang, title, outlet, actors))
    return rows
