"""The process that reads: sources come in by standard input, rows leave by standard output.

It knows nothing of the case. It is a process of its own, so that a source that kills its reader (memory, a fault in a
library) costs only itself, and so that a notebook or script needs no guard around `case.add`.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from lagebild.articles.article import Article
from lagebild.articles.legible import legible
from lagebild.articles.origin import Record
from lagebild.articles.sources import Source, records_from
from lagebild.case.article_rows import flaw_of, rows_or_refusal
from lagebild.case.messages import (
    REFUSALS_NAMED,
    ArticlesAgain,
    ArticlesRead,
    ChunkCut,
    ChunkFound,
    Message,
    Order,
    OrderDone,
    Ready,
    RecordsCut,
    Refusal,
)
from lagebild.case.rows import Rows
from lagebild.errors import RefusedSource

CHUNK_RECORDS = 64
CHUNK_BYTES = 1_000_000
"""A container is cut into chunks of at most so many records or, beyond one record, bytes: it bounds memory in all
processes, and is work for about a second."""


def main() -> None:
    """Follow orders until standard input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    orders, answers = sys.stdin.buffer, _private_output()
    _send(answers, Ready())
    while (order := _received(orders)) is not None:
        _Desk(order, orders, answers).follow()


def _private_output() -> BinaryIO:
    """Keep standard output for rows alone: whatever a library prints goes to standard error."""
    private = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return os.fdopen(private, "wb")


def _received(orders: BinaryIO) -> Any:
    try:
        return pickle.load(orders)
    except EOFError:
        return None


def _send(answers: BinaryIO, message: Message) -> None:
    pickle.dump(message, answers, pickle.HIGHEST_PROTOCOL)
    answers.flush()


class _Desk:
    """One order on its way from records to rows, a chunk at a time."""

    def __init__(self, order: Order | RecordsCut, orders: BinaryIO, answers: BinaryIO) -> None:
        self._order, self._orders, self._answers = order, orders, answers
        self._refusals: list[Refusal] = []
        self._refused = 0
        self._found = 0

    def follow(self) -> None:
        """Send the rows of every article, or the records for another process, then what came of the order."""
        match self._order:
            case Source() as source:
                self._follow_source(source)
            case RecordsCut(records=records):
                self._read_chunk(self._articles_of(records), ask=True)
            case ArticlesAgain(articles=articles):
                self._read_chunk(enumerate(articles), ask=False)
        _send(self._answers, OrderDone(self._found, tuple(self._refusals), self._refused))

    def _follow_source(self, source: Source) -> None:
        chunk: list[tuple[int, Record]] = []
        size = 0
        is_container = False
        for number, item in enumerate(records_from(source)):
            if not isinstance(item, Record):
                self._refuse(number, item.place, item.message)
                continue
            if chunk and (len(chunk) == CHUNK_RECORDS or size + item.size > CHUNK_BYTES):
                is_container = True
                self._hand_over_or_read(chunk)
                chunk, size = [], 0
            chunk.append((number, item))
            size += item.size
        self._read_chunk(self._articles_of(chunk), ask=is_container or len(chunk) > 1)

    def _hand_over_or_read(self, chunk: list[tuple[int, Record]]) -> None:
        _send(self._answers, ChunkCut())
        if _received(self._orders):
            _send(self._answers, RecordsCut(self._order.uri, self._order.place, tuple(chunk)))
        else:
            self._read_chunk(self._articles_of(chunk), ask=True)

    def _articles_of(self, records: Iterable[tuple[int, Record]]) -> Iterator[tuple[int, Article]]:
        for number, record in records:
            item = record.article()
            if isinstance(item, Article):
                yield number, item
            else:
                self._refuse(number, item.place, item.message)

    def _refuse(self, number: int, place: str | None, reason: str) -> None:
        self._refused += 1
        if self._refused <= REFUSALS_NAMED:
            self._refusals.append(Refusal(number, legible(place or self._order.place), legible(reason)))

    def _read_chunk(self, numbered: Iterable[tuple[int, Article]], *, ask: bool) -> None:
        """Send the rows of articles; if the case may know some of them, only of those it does not hold."""
        chunk = list(self._storable(numbered))
        ids = {number: article.article_id for number, article in chunk}
        wanted = set(ids.values())
        if ask and ids:
            _send(self._answers, ChunkFound(tuple(ids.values())))
            wanted = _received(self._orders)
        read: list[tuple[int, Rows]] = []
        known: list[tuple[int, str]] = []
        words = 0
        for number, article in chunk:
            if ids[number] not in wanted:
                known.append((number, ids[number]))
                continue
            rows = self._rows(number, article)
            if rows is not None:
                read.append((number, rows))
                words += len(article.text.split())
        self._found += len(chunk)
        if chunk:
            _send(self._answers, ArticlesRead(self._order.uri, tuple(read), tuple(known), words))

    def _storable(self, numbered: Iterable[tuple[int, Article]]) -> Iterator[tuple[int, Article]]:
        for number, article in numbered:
            flaw = flaw_of(article)
            if flaw is None:
                yield number, article
            else:
                self._refuse(number, article.uri, flaw)

    def _rows(self, number: int, article: Article) -> Rows | None:
        rows = rows_or_refusal(article)
        if isinstance(rows, RefusedSource):
            self._refuse(number, rows.place, rows.message)
            return None
        return rows


if __name__ == "__main__":
    main()
