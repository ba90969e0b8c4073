"""Rows of what is named and counted: mentions, roles, times and quantities."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from lagebild.case.evidence import Row
from lagebild.case.ids import RowIds
from lagebild.case.rows.marked import Containing, Inside, MarkedArticle
from lagebild.case.rows.shares import trade_parties
from lagebild.merging.validity import Placed, validity_of
from lagebild.reading.reading import Reading


def mention_rows(marked: MarkedArticle) -> Iterator[Row]:
    """Return the rows of `mentions`."""
    for mark, row_id in zip(marked.reading.mentions, marked.mentions, strict=True):
        yield (
            *marked.place(mark),
            str(mark.kind),
            mark.country,
            mark.sector,
            marked.entity_id(mark.entity),
            mark.confidence,
            marked.reader_version,
            row_id,
            mark.entity_world,
        )


def role_rows(marked: MarkedArticle) -> Iterator[Row]:
    """Return the rows of `roles`, with since and until as far as the words beside a role and the stated date tell."""
    ids = RowIds("roles", marked.article_id)
    reading, times = marked.reading, _TimesBySentence(marked.reading)
    for mark in reading.roles:
        sentence, beside = times.around(mark.start, mark.end)
        published = reading.article.published
        yield (
            mark.role,
            mark.country,
            mark.organisation,
            *validity_of(reading.article.text, mark.start, mark.end, sentence, beside, published),
            *marked.place(mark),
            mark.confidence,
            marked.reader_version,
            ids.next(mark.start, mark.end, mark.entity, mark.role),
            marked.entity_id(mark.entity),
        )


class _TimesBySentence:
    """The time expressions of each sentence."""

    def __init__(self, reading: Reading) -> None:
        self._sentences = Containing(reading.sentences)
        self._spans = [(sentence.start, sentence.end) for sentence in reading.sentences]
        self._times: dict[int, list[Placed]] = defaultdict(list)
        for time in reading.times:
            place = self._sentences.index_of(time.start, time.end)
            if place is not None:
                self._times[place].append(Placed(time.start, time.end, time.earliest, time.latest))

    def around(self, start: int, end: int) -> tuple[tuple[int, int], list[Placed]]:
        """Return the sentence that holds a place, the place itself if none does, and the times in it."""
        place = self._sentences.index_of(start, end)
        return ((start, end), []) if place is None else (self._spans[place], self._times[place])


def time_rows(marked: MarkedArticle) -> Iterator[Row]:
    """Return the rows of `times`."""
    for mark, row_id in zip(marked.reading.times, marked.times, strict=True):
        yield (
            *marked.place(mark),
            str(mark.type),
            mark.value,
            mark.earliest,
            mark.latest,
            mark.anchor,
            mark.direction,
            mark.offset,
            mark.confidence,
            marked.reader_version,
            row_id,
        )


def quantity_rows(marked: MarkedArticle) -> Iterator[Row]:
    """Return the rows of `quantities`: what stands in a quotation is held by its speaker, or by who is cited for it."""
    reading = marked.reading
    ids = RowIds("quantities", marked.article_id)
    owners, quotations = Inside(reading.mentions), Containing(reading.quotations)
    for mark in reading.quantities:
        at = owners.index_of(mark.owner_start, mark.owner_end)
        owner, other, cited = trade_parties(reading, mark, None if at is None else reading.mentions[at].entity)
        quotation = quotations.index_of(mark.start, mark.end)
        speaker = None if quotation is None else reading.quotations[quotation].speaker
        yield (
            *marked.place(mark),
            mark.low,
            mark.high,
            mark.operator,
            mark.unit,
            *marked.slice(mark.noun_start, mark.noun_end),
            mark.measure,
            *marked.slice(mark.owner_start, mark.owner_end),
            None if quotation is None else marked.quotations[quotation],
            None,
            None,
            mark.confidence,
            marked.reader_version,
            ids.next(mark.start, mark.end),
            marked.entity_id(owner),
            marked.entity_id(other),
            marked.entity_id(speaker or cited),
        )
