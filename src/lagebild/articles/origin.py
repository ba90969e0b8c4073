"""Where an article's bytes came from, the part of a source that holds it, and how failure becomes a refusal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from lagebild.articles.article import Article
from lagebild.errors import RefusedSource

MAX_ARTICLE_CHARACTERS = 2_000_000
"""Longest text of one article: the longest reports have 100,000 to 200,000 characters; ten times that is a book, or
many articles in one file. Reading this much takes up to 15 s, and everything else of the build waits for it."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where bytes came from.

    `uri` is the address the article gets unless its page names a better one; `place` is what a person recognises it
    by in a message; `fetched_at` is the file's time, the time of the request or the record's date; `charset` is the
    encoding a transport named, if any.
    """

    uri: str
    place: str
    fetched_at: datetime | None = None
    charset: str | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """The part of a source that holds one article, not read yet; it can be sent to another process.

    `read` gives the article or raises, `place` names the part to a person, `size` is about its number of bytes.
    """

    read: Callable[[], Article]
    place: str
    size: int

    def article(self) -> Article | RefusedSource:
        """Return the article, or the refusal of this part alone."""
        return article_or_refusal(self.read, self.place)


def refuse_too_long(characters: int, place: str) -> None:
    """Raise `RefusedSource` if a text of so many characters is too long to be one article."""
    if characters > MAX_ARTICLE_CHARACTERS:
        raise RefusedSource(
            f"Its text has {characters:,} characters; an article may have {MAX_ARTICLE_CHARACTERS:,}.", place=place
        )


def article_or_refusal(read: Callable[[], Article], place: str) -> Article | RefusedSource:
    """Return the article `read` gives, or the refusal of `place` if it fails in whatever way.

    Parsers of foreign formats fail in many ways on damaged input (recursion, lookups, their own errors); none of them
    may stop a batch. Only a lack of memory and the interrupts of a person pass through.
    """
    try:
        return read()
    except RefusedSource as refusal:
        return refusal.with_traceback(None)
    except MemoryError:
        raise
    except Exception as error:
        return refusal_of(error, place)


def refusal_of(error: Exception, place: str) -> RefusedSource:
    """Return the refusal that tells a person why `place` could not be read."""
    if isinstance(error, FileNotFoundError):
        return RefusedSource("There is no such file or folder.", place=place)
    if isinstance(error, PermissionError):
        return RefusedSource("Reading it is not permitted.", place=place)
    if isinstance(error, OSError) and error.strerror:
        return RefusedSource(f"The system could not read it ({error.strerror}).", place=place)
    if isinstance(error, RecursionError):
        return RefusedSource("It is nested too deeply to be an article.", place=place)
    return RefusedSource("It is damaged, or made in a way that this program does not know.", place=place)
