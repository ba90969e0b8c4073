"""Rows of an article itself: what is stated about it, its zones and its sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime

from lagebild.articles.article import Article, Passage, Zone
from lagebild.case.evidence import Row
from lagebild.case.ids import id_of
from lagebild.reading.marks import Sentence, SentenceVector
from lagebild.spans import Span


def article_of(row: dict[str, object], passages: Iterable[tuple[str, int, int]]) -> Article:
    """Return the article that a stored row and its passages (zone, start, end) were made from."""
    start, end = row["published_start"], row["published_end"]
    return Article(
        uri=str(row["uri"]),
        text=str(row["text"]),
        passages=tuple(sorted(Passage(first, last, Zone(zone)) for zone, first, last in passages)),
        title=_text_or_none(row["title"]),
        outlet=_text_or_none(row["outlet"]),
        authors=tuple(row["authors"] or ()),  # type: ignore[arg-type]
        lang=_text_or_none(row["lang"]),
        published=row["published"] if isinstance(row["published"], date) else None,
        published_basis=_text_or_none(row["published_basis"]),
        published_span=Span(start, end) if isinstance(start, int) and isinstance(end, int) else None,
        fetched_at=row["fetched_at"].replace(tzinfo=UTC) if isinstance(row["fetched_at"], datetime) else None,
    )


def utc_of(moment: datetime | None) -> datetime | None:
    """Return a moment as the case stores it: UTC without a time zone; a moment without one is taken as UTC."""
    return moment if moment is None or moment.tzinfo is None else moment.astimezone(UTC).replace(tzinfo=None)


def _text_or_none(value: object) -> str | None:
    return None if value is None else str(value)


def article_row(article: Article, article_id: str, reader_version: str, world_version: str) -> Row:
    """Return the row of `articles`."""
    stated = article.published
    span = article.published_span
    return (
        article_id,
        article.uri,
        article.outlet,
        article.title,
        list(article.authors),
        article.lang,
        stated,
        stated,
        stated,
        article.published_basis,
        None if stated is None else 1.0,
        article.text,
        article.content_hash,
        utc_of(article.fetched_at),
        reader_version,
        world_version,
        id_of("articles", article_id),
        span.start if span else None,
        span.end if span else None,
    )


def dating_rows(article: Article, article_id: str) -> Iterator[Row]:
    """Return the first step of the dating chain, if the article states its date."""
    span = article.published_span
    if article.published is None:
        return
    rule = "stated_in_text" if span else "stated_by_record"
    evidence = (span.start, span.end, span.cut(article.text)) if span else (None, None, None)
    days = (article.published, article.published)
    yield (article_id, 0, rule, *evidence, None, None, None, *days, 1.0, id_of("datings", article_id, 0))


def passage_rows(passages: Sequence[Passage], article_id: str) -> Iterator[Row]:
    """Return the rows of `passages`."""
    for passage in passages:
        row_id = id_of("passages", article_id, passage.start, passage.end)
        yield (article_id, str(passage.zone), passage.start, passage.end, row_id)


def sentence_rows(sentences: Iterable[Sentence], article_id: str) -> Iterator[Row]:
    """Return the rows of `sentences`."""
    for s in sentences:
        yield (article_id, s.sentence_id, s.start, s.end, id_of("sentences", article_id, s.start, s.end))


def vector_rows(vectors: Iterable[SentenceVector], article_id: str, reader_version: str) -> Iterator[Row]:
    """Return the rows of `vectors`."""
    for vector in vectors:
        values = memoryview(vector.values).cast("b").tolist()
        row_id = id_of("vectors", article_id, vector.sentence_id)
        yield (article_id, vector.sentence_id, values, vector.scale, reader_version, row_id)
