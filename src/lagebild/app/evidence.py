"""What a click opens: what it asks for, and the sentences shown for it with the words of the rows marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from lagebild.system.facts import Evidence

MOST_ASKED = 2_000
"""Rows and places of one click that are looked up."""
_PLACE = "@"
_BETWEEN = "\n"


@dataclass(frozen=True, slots=True)
class Asked:
    """Ids of rows of any table, and places in articles."""

    rows: tuple[str, ...] = ()
    places: tuple[Evidence, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything is asked for."""
        return bool(self.rows or self.places)

    @property
    def words(self) -> str:
        """The words in which a page carries it; `asked_of` reads them."""
        at = (f"{_PLACE}{one.article_id}:{one.start}:{one.end}" for one in self.places)
        return _BETWEEN.join([*self.rows, *at])


@dataclass(frozen=True, slots=True, order=True)
class Marked:
    """Characters of an article that belong to a row, and the layer whose colour they have."""

    start: int
    end: int
    layer: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row stands: its characters, what kind of row it is, how sure it is, and the characters of its parts."""

    row_id: str
    kind: str
    article_id: str
    start: int
    end: int
    confidence: float | None
    parts: tuple[Marked, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """Sentences of an article with the marks of the rows that stand in them.

    `start` is the offset of `text` in the article, marks have offsets in the article; `before` and `after` are the
    neighbouring sentences.
    """

    article_id: str
    start: int
    text: str
    before: str
    after: str
    marks: tuple[Marked, ...]
    kinds: tuple[str, ...]
    confidence: float | None
    outlet: str | None
    title: str
    published: date | None
    lang: str | None

    @property
    def first_mark(self) -> Marked:
        """The characters a link leads to: those of a row rather than of its parts."""
        own = [mark for mark in self.marks if mark.layer in self.kinds]
        return min(own or self.marks, default=Marked(self.start, self.start + len(self.text), ""))


@dataclass(frozen=True, slots=True)
class Found:
    """What a click opens, in the order of publication; `n_sentences` and `n_articles` count also what is not shown."""

    shown: tuple[Shown, ...]
    n_sentences: int
    n_articles: int


def asked_of(words: str) -> Asked:
    """Return what a page asks for; what cannot be read is left out, and what is more than `MOST_ASKED`."""
    rows: list[str] = []
    places: list[Evidence] = []
    for word in words.split(_BETWEEN)[:MOST_ASKED]:
        if word.startswith(_PLACE):
            article_id, _, span = word[len(_PLACE) :].partition(":")
            start, _, end = span.partition(":")
            if start.isascii() and start.isdigit() and end.isascii() and end.isdigit() and len(span) < 24:
                places.append(Evidence(article_id, int(start), int(end)))
        elif word:
            rows.append(word)
    return Asked(tuple(dict.fromkeys(rows)), tuple(dict.fromkeys(places)))


def pieces_of(one: Shown) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the text in pieces with the layers that mark each, the longest mark first."""
    end = one.start + len(one.text)
    marks = [mark for mark in one.marks if mark.start < end and mark.end > one.start]
    cuts = sorted({one.start, end, *_inside((m.start for m in marks), one.start, end), *_ends(marks, one.start, end)})
    for left, right in pairwise(cuts):
        layers = [mark for mark in marks if mark.start <= left and right <= mark.end]
        ordered = sorted(layers, key=lambda mark: (mark.start - mark.end, mark.layer))
        yield one.text[left - one.start : right - one.start], tuple(dict.fromkeys(mark.layer for mark in ordered))


def _inside(places: Iterable[int], start: int, end: int) -> Iterator[int]:
    return (place for place in places if start < place < end)


def _ends(marks: Sequence[Marked], start: int, end: int) -> Iterator[int]:
    return _inside((mark.end for mark in marks), start, end)
