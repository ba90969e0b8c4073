"""Rows of what is said, done and expected: quotations, event mentions, relations and outlooks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lagebild.case.evidence import Row
from lagebild.case.ids import RowIds
from lagebild.case.rows.marked import Containing, Inside, MarkedArticle
from lagebild.reading.marks import Participant


def quotation_rows(marked: MarkedArticle) -> Iterator[Row]:
    """Return the rows of `quotations`; the id of a quotation is that of its row."""
    for mark, row_id in zip(marked.reading.quotations, marked.quotations, strict=True):
        yield (
            row_id,
            *marked.place(mark),
            str(mark.kind),
            *marked.slice(mark.speaker_start, mark.speaker_end),
            *marked.slice(mark.cue_start, mark.cue_end),
            str(mark.modality),
            mark.confidence,
            marked.reader_version,
            row_id,
            marked.entity_id(mark.speaker),
        )


def event_rows(marked: MarkedArticle) -> Iterator[Row]:
    """Return the rows of `event_mentions`; the id of an event mention is that of its row."""
    mentions = {
        (mark.start, mark.end, mark.entity): row_id
        for mark, row_id in zip(marked.reading.mentions, marked.mentions, strict=True)
    }
    inside, around = Inside(marked.reading.times), Containing(marked.reading.times)
    for mark, row_id in zip(marked.reading.events, marked.events, strict=True):
        time = inside.index_of(mark.time_start, mark.time_end)
        if time is None and mark.time_start is not None and mark.time_end is not None:
            time = around.index_of(mark.time_start, mark.time_end)
        yield (
            row_id,
            *marked.place(mark),
            mark.sentence_id,
            str(mark.type),
            str(mark.realis),
            _spans_of(mark.sources, mentions),
            _spans_of(mark.targets, mentions),
            *marked.slice(mark.object_start, mark.object_end),
            *marked.slice(mark.place_start, mark.place_end),
            *marked.slice(mark.time_start, mark.time_end),
            mark.earliest,
            mark.latest,
            None if mark.quotation is None else marked.quotations[mark.quotation],
            mark.confidence,
            marked.reader_version,
            row_id,
            [marked.entity_id(side.entity) for side in mark.sources],
            [marked.entity_id(side.entity) for side in mark.targets],
            None if time is None else marked.times[time],
        )


def relation_rows(marked: MarkedArticle) -> Iterator[Row]:
    """Return the rows of `relations`."""
    ids = RowIds("relations", marked.article_id)
    for mark in marked.reading.relations:
        yield (
            *marked.place(mark),
            str(mark.dimension),
            mark.value,
            mark.change,
            mark.confidence,
            marked.reader_version,
            ids.next(mark.start, mark.end, mark.dimension, mark.entity_a, mark.entity_b),
            marked.entity_id(mark.entity_a),
            marked.entity_id(mark.entity_b),
            marked.entity_id(mark.holder),
        )


def outlook_rows(marked: MarkedArticle) -> Iterator[Row]:
    """Return the rows of `outlooks`; one article cannot tell what became of them."""
    ids = RowIds("outlooks", marked.article_id)
    for mark in marked.reading.outlooks:
        yield (
            *marked.place(mark),
            str(mark.kind),
            *marked.slice(mark.condition_start, mark.condition_end),
            [marked.events[index] for index in mark.condition_events],
            *marked.slice(mark.consequence_start, mark.consequence_end),
            [marked.events[index] for index in mark.consequence_events],
            *marked.slice(mark.holder_start, mark.holder_end),
            None,
            None,
            mark.confidence,
            marked.reader_version,
            ids.next(mark.start, mark.end, mark.kind),
            marked.entity_id(mark.holder),
        )


def _spans_of(sides: Sequence[Participant], mentions: Mapping[tuple[int, int, str], str]) -> list[dict[str, object]]:
    return [
        {"mention_id": mentions.get((side.start, side.end, side.entity)), "start": side.start, "end": side.end}
        for side in sides
    ]
