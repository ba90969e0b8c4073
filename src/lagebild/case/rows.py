"""From a reading to the rows that say it: one tuple per row, in the order of the table's stored columns."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime

from lagebild.articles.article import Article, Passage, Zone
from lagebild.articles.duplicates import fingerprint_of
from lagebild.case.evidence import Row
from lagebild.case.ids import RowIds, id_of
from lagebild.reading.marks import Mention, Quantity
from lagebild.reading.reading import Reading
from lagebild.spans import Span

Rows = dict[str, list[Row]]
"""Rows by the name of their table."""


def rows_of(reading: Reading, reader_version: str, world_version: str) -> Rows:
    """Return the rows of every table that one article fills; the same reading always gives the same rows."""
    article = reading.article
    article_id = article.article_id
    return {
        "articles": [_article_row(article, article_id, reader_version, world_version)],
        "datings": list(_dating_rows(article, article_id)),
        "fingerprints": [(article_id, fingerprint_of(article.text, article.passages))],
        "passages": list(_passage_rows(article.passages, article_id)),
        "sentences": [
            (article_id, s.sentence_id, s.start, s.end, id_of("sentences", article_id, s.start, s.end))
            for s in reading.sentences
        ],
        "mentions": list(_mention_rows(reading, article_id, reader_version)),
        "times": list(_time_rows(reading, article_id, reader_version)),
        "quantities": list(_quantity_rows(reading, article_id, reader_version)),
    }


def entity_id_of(article_id: str, entity: str) -> str:
    """Return the id of an entity: the mentions of one thing inside one article."""
    return id_of("entity", article_id, entity)


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


def _article_row(article: Article, article_id: str, reader_version: str, world_version: str) -> Row:
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


def _dating_rows(article: Article, article_id: str) -> Iterator[Row]:
    span = article.published_span
    if article.published is None:
        return
    rule = "stated_in_text" if span else "stated_by_record"
    evidence = (span.start, span.end, span.cut(article.text)) if span else (None, None, None)
    days = (article.published, article.published)
    yield (article_id, 0, rule, *evidence, None, None, None, *days, 1.0, id_of("datings", article_id, 0))


def _passage_rows(passages: Sequence[Passage], article_id: str) -> Iterator[Row]:
    for passage in passages:
        row_id = id_of("passages", article_id, passage.start, passage.end)
        yield (article_id, str(passage.zone), passage.start, passage.end, row_id)


def _mention_rows(reading: Reading, article_id: str, reader_version: str) -> Iterator[Row]:
    text, ids = reading.article.text, RowIds("mentions", article_id)
    for mark in reading.mentions:
        yield (
            article_id,
            mark.start,
            mark.end,
            text[mark.start : mark.end],
            str(mark.kind),
            mark.country,
            mark.sector,
            entity_id_of(article_id, mark.entity),
            mark.confidence,
            reader_version,
            ids.next(mark.start, mark.end, mark.kind),
            mark.entity_world,
        )


def _time_rows(reading: Reading, article_id: str, reader_version: str) -> Iterator[Row]:
    text, ids = reading.article.text, RowIds("times", article_id)
    for mark in reading.times:
        yield (
            article_id,
            mark.start,
            mark.end,
            text[mark.start : mark.end],
            str(mark.type),
            mark.value,
            mark.earliest,
            mark.latest,
            mark.anchor,
            mark.direction,
            mark.offset,
            mark.confidence,
            reader_version,
            ids.next(mark.start, mark.end, mark.type),
        )


def _quantity_rows(reading: Reading, article_id: str, reader_version: str) -> Iterator[Row]:
    text, ids = reading.article.text, RowIds("quantities", article_id)
    owners = _Owners(reading.mentions)
    for mark in reading.quantities:
        entity = owners.entity_of(mark)
        yield (
            article_id,
            mark.start,
            mark.end,
            text[mark.start : mark.end],
            mark.low,
            mark.high,
            mark.operator,
            mark.unit,
            *_evidence(text, mark.noun_start, mark.noun_end),
            mark.measure,
            *_evidence(text, mark.owner_start, mark.owner_end),
            None,
            None,
            None,
            mark.confidence,
            reader_version,
            ids.next(mark.start, mark.end),
            None if entity is None else entity_id_of(article_id, entity),
            None,
            None,
        )


def _evidence(text: str, start: int | None, end: int | None) -> tuple[str | None, int | None, int | None]:
    return (None, None, None) if start is None or end is None else (text[start:end], start, end)


class _Owners:
    """Finds the entity that the owner words of a quantity name: the first mention that begins inside them."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._mentions = sorted(mentions)
        self._starts = [mention.start for mention in self._mentions]

    def entity_of(self, quantity: Quantity) -> str | None:
        if quantity.owner_start is None or quantity.owner_end is None:
            return None
        place = bisect_left(self._starts, quantity.owner_start)
        inside = place < len(self._starts) and self._mentions[place].end <= quantity.owner_end
        return self._mentions[place].entity if inside else None
