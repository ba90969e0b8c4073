"""What the build and its reading processes say to each other, pickled over pipes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from lagebild.articles.article import Article
from lagebild.articles.origin import Record
from lagebild.case.rows import Rows

if TYPE_CHECKING:
    from lagebild.articles.sources import Source

REFUSALS_NAMED = 1_000
"""So many refused records of one source, the first ones, are named one by one; further ones are counted."""


@dataclass(frozen=True, slots=True)
class ArticlesAgain:
    """Articles of the case that are to be read anew; takes the place of a source."""

    uri: str
    place: str
    articles: tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class RecordsCut:
    """Numbered records of a container that another process may read: first an answer, then an order."""

    uri: str
    place: str
    records: tuple[tuple[int, Record], ...]


Order: TypeAlias = "Source | ArticlesAgain"


@dataclass(frozen=True, slots=True)
class Ready:
    """The process has loaded everything and waits for an order."""


@dataclass(frozen=True, slots=True)
class ChunkCut:
    """A chunk of a container is ready to be read; the answer is whether another process is to read it."""


@dataclass(frozen=True, slots=True)
class ChunkFound:
    """The ids of the next articles of a container; the answer is the set of those worth reading."""

    article_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ArticlesRead:
    """The rows of articles, each with the number of its record in the source, and the numbers of those known before."""

    source_uri: str
    articles: tuple[tuple[int, Rows], ...]
    known: tuple[tuple[int, str], ...]
    words: int


@dataclass(frozen=True, slots=True)
class Refusal:
    """A record that could not be read: its number in the source, what a person calls it, and the reason."""

    number: int
    place: str
    reason: str


@dataclass(frozen=True, slots=True)
class OrderDone:
    """All that the process was given of a source is read or handed over; `refused` also counts what is not named."""

    articles: int
    refusals: tuple[Refusal, ...]
    refused: int


Message = Ready | RecordsCut | ChunkCut | ChunkFound | ArticlesRead | OrderDone
