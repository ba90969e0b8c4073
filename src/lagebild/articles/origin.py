"""Where an article's bytes came from, the part of a source that holds it, and how failure becomes a refusal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from lagebild.articles.article import Article
from lagebild.errors import RefusedSource


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
    return RefusedSource(f"It is damaged: the reader stopped with {type(error).__name__}.", place=place)
