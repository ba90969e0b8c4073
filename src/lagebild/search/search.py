"""Searching a case by words and by meaning."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

import numpy as np
import tantivy
from numpy.typing import NDArray

from lagebild.case.case import Case
from lagebild.case.connection import reading
from lagebild.search.answers import Answer, Hit, answers_of
from lagebild.search.cache import LANGS, Cache, Told, current_cache, followed_cache, forget
from lagebild.search.entries import HeldCase
from lagebild.search.fields import actor_query, language_asked, limits_query, words_query
from lagebild.search.fusion import fused
from lagebild.search.meaning import centred_likenesses, question_vector
from lagebild.search.question import Question, question_of
from lagebild.views.queryable import QueryableCase

MOST_ANSWERS = 200
"""Answers that one search gives at most; nobody reads further."""

CANDIDATES = 400
"""Sentences of each order that are put together: as many answers as may be given, and copies that fold into them."""

LEAST_LIKENESS = 0.1
"""Cosine below which a sentence does not count as found by meaning: two sentences drawn at random have about 0."""


LEAST_SHARE = 0.4
"""Share of the words of a question that a sentence has to have to be ranked by them beside the meaning: where it has
only one of five, what it means says more. Chosen on the questions of `docs/search.md`."""


class Way(StrEnum):
    """How sentences are found."""

    WORDS = "words"
    MEANING = "meaning"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Limits:
    """Where is searched: articles published in the period (inclusive days), of the outlets and languages, and sentences
    that name one of the actors (ids). Several values of one kind are alternatives; nothing set limits nothing."""

    since: date | None = None
    until: date | None = None
    outlets: tuple[str, ...] = ()
    langs: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()

    @property
    def of_articles(self) -> bool:
        """Whether some articles are left out."""
        return bool(self.since or self.until or self.outlets or self.langs)


@dataclass(frozen=True, slots=True)
class Found:
    """The answers to a question, best first, and whether there are more than were asked for."""

    asked: str
    answers: tuple[Answer, ...]
    more: bool


_ARTICLES = """SELECT article_id FROM articles_current
WHERE ($1::DATE IS NULL OR coalesce(published, published_latest) >= $1)
AND ($2::DATE IS NULL OR coalesce(published, published_earliest) <= $2)
AND (len($3::VARCHAR[]) = 0 OR outlet IN (SELECT unnest($3::VARCHAR[])))
AND (len($4::VARCHAR[]) = 0 OR lang IN (SELECT unnest($4::VARCHAR[])))"""

_NOTHING_LIMITED = Limits()


def search(
    case: Case | Path,
    asked: str,
    *,
    lang: str = "en",
    limits: Limits = _NOTHING_LIMITED,
    way: Way = Way.BOTH,
    offset: int = 0,
    limit: int = 20,
    told: Told = lambda done, total: None,
) -> Found:
    """Return the sentences that answer what was typed (`question_of` has the syntax); whatever was typed has an answer.

    What the words are found in and what means the same are two orders, put together by reciprocal rank fusion. What
    has to occur or must not limits both. `lang` is the language of wordings. A cache beside the case that is not up to
    date is first, and `told` hears how many articles of how many are taken in.

    Raises:
        CaseError: there is no case, or there is nowhere to write the cache.
        ModelFileError: the reader's model file is missing or broken.
    """
    path = case.path if isinstance(case, Case) else case
    wanted = _Wanted(asked, question_of(asked), lang, limits, way, offset, limit)
    with reading(path) as connection:
        found = _found_if_current(HeldCase(connection), path, wanted)
    if found is not None:
        return found
    cache = followed_cache(path, told)
    with reading(path) as connection:  # what was written meanwhile waits for the next search
        return _found(HeldCase(connection), cache, wanted)


def search_opened(
    case: QueryableCase,
    path: Path,
    asked: str,
    *,
    lang: str = "en",
    limits: Limits = _NOTHING_LIMITED,
    way: Way = Way.BOTH,
    offset: int = 0,
    limit: int = 20,
) -> Found | None:
    """Return what `search` does in a case that is held open already; None if its cache is not up to date.

    Whoever holds a case must not open it a second time: a writer that waits would keep it out, and itself waits for it.
    """
    return _found_if_current(case, path, _Wanted(asked, question_of(asked), lang, limits, way, offset, limit))


@dataclass(frozen=True, slots=True)
class _Wanted:
    asked: str
    question: Question
    lang: str
    limits: Limits
    way: Way
    offset: int
    limit: int


def _found_if_current(case: QueryableCase, path: Path, wanted: _Wanted) -> Found | None:
    cache = current_cache(path, case)
    if cache is None:
        return None
    try:
        return _found(case, cache, wanted)
    except (ValueError, OSError):  # what tantivy raises for an index whose files are not what was written
        forget(cache)
        return None


def _found(case: QueryableCase, cache: Cache, wanted: _Wanted) -> Found:
    question = wanted.question
    seen = _seen(cache, case, question, wanted.limits)
    by_words = _by_words(cache, words_query(question), seen) if wanted.way is not Way.MEANING else []
    by_meaning, likeness = _by_meaning(cache, question, seen) if wanted.way is not Way.WORDS else ([], {})
    telling = by_words
    if by_meaning and by_words:
        telling = _by_words(cache, words_query(question, LEAST_SHARE), seen)
    hits = _hits(cache, by_words, by_meaning, likeness, _order(telling, by_meaning, by_words))
    offset, limit = max(0, wanted.offset), max(0, min(wanted.limit, MOST_ANSWERS))
    answers, more = answers_of(case, hits, question, wanted.lang, offset, limit)
    return Found(wanted.asked, answers, more)


def _order(telling: Sequence[int], by_meaning: Sequence[int], by_words: Sequence[int]) -> list[tuple[int, float]]:
    """Return rows with their scores: what tells and what means the same together, then what has only some words."""
    together = fused((telling, by_meaning))
    known = {row for row, _ in together}
    return together + [(row, 0.0) for row in by_words if row not in known]


def _hits(
    cache: Cache,
    by_words: Sequence[int],
    by_meaning: Sequence[int],
    likeness: dict[int, float],
    order: Sequence[tuple[int, float]],
) -> list[Hit]:
    words_rank = {row: rank for rank, row in enumerate(by_words, 1)}
    meaning_rank = {row: rank for rank, row in enumerate(by_meaning, 1)}
    return [
        Hit(
            cache.articles[cache.rows.article[row]],
            int(cache.rows.sentence[row]),
            words_rank.get(row),
            meaning_rank.get(row),
            likeness.get(row),
            score,
        )
        for row, score in order
    ]


def _seen(cache: Cache, case: QueryableCase, question: Question, limits: Limits) -> NDArray[np.bool_]:
    """Return which rows may answer."""
    seen = cache.rows.article >= 0
    if limits.of_articles:
        asked = [limits.since, limits.until, list(limits.outlets), list(limits.langs)]
        wanted = {article for (article,) in case.sql(_ARTICLES, asked).fetchall()}
        numbers = np.array([one in wanted for one in cache.articles], bool)
        seen &= numbers[cache.rows.article] if len(numbers) else seen
    if limits.actors:
        seen &= _rows_found(cache, actor_query(limits.actors))
    if question.strict:
        seen &= _rows_found(cache, limits_query(question))
    return seen


def _rows_found(cache: Cache, query: tantivy.Query) -> NDArray[np.bool_]:
    found = np.zeros(len(cache.rows), bool)
    found[_rows_of(cache, query, len(cache.rows))] = True
    return found


def _rows_of(cache: Cache, query: tantivy.Query, most: int) -> list[int]:
    """Return the rows that a query finds, best first; those of equal score in their order."""
    if most < 1:
        return []
    searcher = cache.index.searcher()
    hits = searcher.search(query, limit=most, count=False).hits
    rows: Any = searcher.fast_field_values("row", [address for _, address in hits])  # every document has one
    return [row for _, row in sorted(((-score, row) for (score, _), row in zip(hits, rows, strict=True)))]


def _by_words(cache: Cache, query: tantivy.Query | None, seen: NDArray[np.bool_]) -> list[int]:
    """Return the rows that have the words, best first; looks further down where limits leave too few."""
    if query is None or not seen.any():
        return []
    most = CANDIDATES
    while True:
        rows = _rows_of(cache, query, most)
        found = [row for row in rows if seen[row]]
        if len(found) >= CANDIDATES or len(rows) < most:
            return found[:CANDIDATES]
        most *= 8


def _by_meaning(cache: Cache, question: Question, seen: NDArray[np.bool_]) -> tuple[list[int], dict[int, float]]:
    """Return the rows that mean what is asked, best first, and how alike they are."""
    if not question.text.strip() or not seen.any():
        return [], {}
    vector = question_vector(question.text)
    asked_in = language_asked(question)
    lang = len(LANGS) if asked_in is None else LANGS.index(asked_in)
    rows: Any = cache.rows
    alike = centred_likenesses(vector, lang, cache.vectors, rows.scale, rows.lang, cache.centres)
    alike = np.where(seen, alike, np.float32(-1))
    best = np.argpartition(-alike, min(CANDIDATES, len(alike) - 1))[:CANDIDATES]
    best = best[np.lexsort((best, -alike[best]))]
    order = [int(row) for row in best if alike[row] >= LEAST_LIKENESS]
    return order, {row: round(float(alike[row]), 4) for row in order}
