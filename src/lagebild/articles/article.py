"""The article: the one source of text that every mark points into."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

import xxhash

from lagebild.spans import Span


class Zone(StrEnum):
    """What a passage of a page is for."""

    TITLE = "title"
    KICKER = "kicker"
    BYLINE = "byline"
    TEASER = "teaser"
    HEADING = "heading"
    BODY = "body"
    CAPTION = "caption"
    CREDIT = "credit"
    PULL_QUOTE = "pull_quote"
    FURNITURE = "furniture"


UNREAD_ZONES = frozenset({Zone.FURNITURE, Zone.CREDIT})
"""Zones in which nothing is marked; all others are read."""


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """A zone of the text: `[start, end)` in `Article.text`, without surrounding white space."""

    start: int
    end: int
    zone: Zone


@dataclass(frozen=True, slots=True)
class Article:
    """One article: its text, the zones of the text, and what its page or record says of it.

    `text` is Unicode NFC with `\\n` newlines (text given as JSON lines is kept to the character). `passages` are in
    order and do not overlap; white space between them belongs to none. `published_span` is where the text states the
    date, if the date was taken from the text (`published_basis` "text"); a date from the page's metadata or the
    record has the basis "metadata" and no span.
    """

    uri: str
    text: str
    passages: tuple[Passage, ...]
    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    lang: str | None = None
    published: date | None = None
    published_basis: str | None = None
    published_span: Span | None = None
    fetched_at: datetime | None = None

    @property
    def content_hash(self) -> str:
        """The xxh3-128 hash of the text, in hex: equal texts have equal hashes."""
        return xxhash.xxh3_128_hexdigest(self.text.encode("utf-8", "surrogatepass"))

    @property
    def article_id(self) -> str:
        """The deterministic id: 16 hex digits of the address and the content."""
        key = f"{self.uri}\x1f{self.content_hash}"
        return xxhash.xxh3_64_hexdigest(key.encode("utf-8", "surrogatepass"))

    def passages_read(self) -> tuple[Passage, ...]:
        """Return the passages in which marks are read: all but furniture and credits."""
        return tuple(p for p in self.passages if p.zone not in UNREAD_ZONES)
