"""A reading with the ids its marks get as rows, so that rows can refer to each other."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Protocol

from lagebild.case.ids import RowIds, id_of
from lagebild.reading.reading import Reading


class Place(Protocol):
    """A mark, as far as its place goes."""

    @property
    def start(self) -> int:
        """The first character."""
        ...

    @property
    def end(self) -> int:
        """The place after the last character."""
        ...


def entity_id_of(article_id: str, entity: str) -> str:
    """Return the id of an entity: the mentions of one thing inside one article."""
    return id_of("entity", article_id, entity)


@dataclass(frozen=True, slots=True)
class MarkedArticle:
    """A reading, the version of its reader, and the row ids of its marks, in the order of the marks."""

    reading: Reading
    reader_version: str
    article_id: str
    mentions: tuple[str, ...]
    times: tuple[str, ...]
    quotations: tuple[str, ...]
    events: tuple[str, ...]

    @classmethod
    def of(cls, reading: Reading, reader_version: str) -> MarkedArticle:
        """Return a reading with the ids of its marks."""
        article_id = reading.article.article_id

        def ids(table: str, keys: Iterable[tuple[object, ...]]) -> tuple[str, ...]:
            row_ids = RowIds(table, article_id)
            return tuple(row_ids.next(*key) for key in keys)

        return cls(
            reading,
            reader_version,
            article_id,
            ids("mentions", ((m.start, m.end, m.kind) for m in reading.mentions)),
            ids("times", ((m.start, m.end, m.type) for m in reading.times)),
            ids("quotations", ((m.start, m.end, m.kind) for m in reading.quotations)),
            ids("event_mentions", ((m.start, m.end, m.type) for m in reading.events)),
        )

    def slice(self, start: int | None, end: int | None) -> tuple[str | None, int | None, int | None]:
        """Return the words at a place with their offsets, or three times None where there are none."""
        if start is None or end is None:
            return (None, None, None)
        return (self.reading.article.text[start:end], start, end)

    def place(self, mark: Place) -> tuple[str, int, int, str]:
        """Return what every row of a mark says of its place: the article, the offsets and the words there."""
        return (self.article_id, mark.start, mark.end, self.reading.article.text[mark.start : mark.end])

    def entity_id(self, entity: str | None) -> str | None:
        """Return the id of an entity of this article, None for nobody."""
        return None if entity is None else entity_id_of(self.article_id, entity)


class Containing:
    """Finds, among marks, the one that holds a place: of several the one that begins last."""

    def __init__(self, marks: Sequence[Place]) -> None:
        self._order = sorted(range(len(marks)), key=lambda i: (marks[i].start, -marks[i].end))
        self._starts = [marks[i].start for i in self._order]
        self._ends = [marks[i].end for i in self._order]
        self._furthest = list(accumulate(self._ends, max))

    def index_of(self, start: int, end: int) -> int | None:
        """Return the index of the mark that holds `[start, end)`, None if none does."""
        place = bisect_right(self._starts, start) - 1
        while place >= 0 and self._furthest[place] >= end:
            if self._ends[place] >= end:
                return self._order[place]
            place -= 1
        return None


class Inside:
    """Finds, among marks, the first that lies inside a place."""

    def __init__(self, marks: Sequence[Place]) -> None:
        self._order = sorted(range(len(marks)), key=lambda i: (marks[i].start, marks[i].end))
        self._spans = [(marks[i].start, marks[i].end) for i in self._order]

    def index_of(self, start: int | None, end: int | None) -> int | None:
        """Return the index of the mark that begins first inside `[start, end)` and ends there, None if none does."""
        if start is None or end is None:
            return None
        place = bisect_left(self._spans, (start, 0))
        inside = place < len(self._spans) and self._spans[place][1] <= end
        return self._order[place] if inside else None
