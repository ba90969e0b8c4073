"""What the build and its reading processes say to each other, pickled over pipes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from lagebild.articles.article import Article
from lagebild.case.rows import Rows

if TYPE_CHECKING:
    from lagebild.articles.sources import Source


@dataclass(frozen=True, slots=True)
class ArticlesAgain:
    """Articles of the case that are to be read anew; takes the place of a source."""

    uri: str
    place: str
    articles: tuple[Article, ...]


Order: TypeAlias = "Source | ArticlesAgain"


@dataclass(frozen=True, slots=True)
class Ready:
    """The process has loaded everything and waits for a source."""


@dataclass(frozen=True, slots=True)
class ChunkFound:
    """The ids of the next articles of a container; the answer is the set of those worth reading."""

    article_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ArticlesRead:
    """The rows of articles with their positions in the source, and the positions of articles known before."""

    source_uri: str
    articles: tuple[tuple[int, Rows], ...]
    known: tuple[tuple[int, str], ...]
    words: int


@dataclass(frozen=True, slots=True)
class SourceRead:
    """The source was read to its end."""

    articles: int
    refusals: tuple[tuple[str, str], ...]


Message = Ready | ChunkFound | ArticlesRead | SourceRead
