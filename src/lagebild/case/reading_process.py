"""The process that reads: sources come in by standard input, rows leave by standard output.

It knows nothing of the case. It is a process of its own, so that a source that kills its reader (memory, a fault in a
library) costs only itself, and so that a notebook or script needs no guard around `case.add`.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
from collections.abc import Iterator
from typing import Any, BinaryIO

from lagebild.articles.article import Article
from lagebild.articles.sources import articles_from
from lagebild.case.messages import ArticlesAgain, ArticlesRead, ChunkFound, Message, Order, Ready, SourceRead
from lagebild.case.rows import Rows, rows_of
from lagebild.case.versions import READER_VERSION_TEXT, WORLD_VERSION_TEXT
from lagebild.errors import RefusedSource
from lagebild.reading.read import read_article

CHUNK_ARTICLES = 64
CHUNK_CHARACTERS = 1_000_000
"""A container is handed over in chunks of at most so many articles or, beyond one article, characters: it bounds memory
in both processes, and is work for well under a second."""

REFUSALS_NAMED = 1_000
"""So many refused records of one source are named one by one; further ones are counted."""


def main() -> None:
    """Read sources until standard input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    orders, answers = sys.stdin.buffer, _private_output()
    _send(answers, Ready())
    while (source := _received(orders)) is not None:
        _Desk(source, orders, answers).read()


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
    """One source on its way from articles to rows, a chunk at a time."""

    def __init__(self, source: Order, orders: BinaryIO, answers: BinaryIO) -> None:
        self._source, self._orders, self._answers = source, orders, answers
        self._refusals: list[tuple[str, str]] = []
        self._refused = 0
        self._found = 0

    def read(self) -> None:
        """Send the rows of every article, then what came of the source."""
        chunk: list[Article] = []
        characters = 0
        for article in self._articles():
            if chunk and (len(chunk) == CHUNK_ARTICLES or characters + len(article.text) > CHUNK_CHARACTERS):
                self._hand_over(chunk, ask=True)
                chunk, characters = [], 0
            chunk.append(article)
            characters += len(article.text)
        self._hand_over(chunk, ask=self._found > 0)
        if self._refused > REFUSALS_NAMED:
            self._refusals.append(
                (self._source.place, f"{self._refused - REFUSALS_NAMED} further records were refused.")
            )
        _send(self._answers, SourceRead(self._found, tuple(self._refusals)))

    def _articles(self) -> Iterator[Article]:
        source = self._source
        for item in source.articles if isinstance(source, ArticlesAgain) else articles_from(source):
            if isinstance(item, RefusedSource):
                self._refuse(item.place, item.message)
            elif (flaw := _unstorable(item)) is not None:
                self._refuse(item.uri, flaw)
            else:
                yield item

    def _refuse(self, place: str | None, reason: str) -> None:
        self._refused += 1
        if self._refused <= REFUSALS_NAMED:
            self._refusals.append((_printable(place or self._source.place), _printable(reason)))

    def _hand_over(self, chunk: list[Article], *, ask: bool) -> None:
        """Send the rows of a chunk; of a container's later chunks only of the articles the case does not hold."""
        ids = tuple(article.article_id for article in chunk)
        wanted = set(ids)
        if ask and ids:
            _send(self._answers, ChunkFound(ids))
            wanted = _received(self._orders)
        read: list[tuple[int, Rows]] = []
        known: list[tuple[int, str]] = []
        words = 0
        for position, (article_id, article) in enumerate(zip(ids, chunk, strict=True), self._found):
            if article_id not in wanted:
                known.append((position, article_id))
                continue
            rows = self._rows(article)
            if rows is not None:
                read.append((position, rows))
                words += len(article.text.split())
        self._found += len(chunk)
        if chunk:
            _send(self._answers, ArticlesRead(self._source.uri, tuple(read), tuple(known), words))

    def _rows(self, article: Article) -> Rows | None:
        try:
            return rows_of(read_article(article), READER_VERSION_TEXT, WORLD_VERSION_TEXT)
        except Exception as error:
            self._refuse(article.uri, f"Reading it failed: {type(error).__name__}: {error}")
            return None


def _unstorable(article: Article) -> str | None:
    """Return why no file of UTF-8 text can hold an article (a lone surrogate in it), or None."""
    fields = (article.text, article.uri, article.title, article.outlet, article.lang, *article.authors)
    try:
        for field in fields:
            (field or "").encode()
    except UnicodeEncodeError as error:
        return f"It holds a lone surrogate (position {error.start}), which is no character."
    return None


def _printable(text: str) -> str:
    return text.encode(errors="backslashreplace").decode()


if __name__ == "__main__":
    main()
