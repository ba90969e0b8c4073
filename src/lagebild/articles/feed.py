"""RSS and Atom feeds: each entry that carries its text is an article."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from functools import partial
from typing import Any

import feedparser

from lagebild.articles.article import Article, Zone
from lagebild.articles.decoding import has_words
from lagebild.articles.language import language_of
from lagebild.articles.markup import blocks_in, laid_out, line_of, text_and_passages, tree_of
from lagebild.articles.origin import Origin, Record, refuse_too_long
from lagebild.errors import RefusedSource

MAX_ENTRIES = 10_000
"""Entries read of one feed; published feeds hold 10 to 500."""

_MARKUP_TYPES = frozenset({"text/html", "application/xhtml+xml"})
_PLUGIN_LINE = re.compile(
    r"(?:The post|Der Beitrag) .{1,300} (?:appeared first on|erschien zuerst auf|erschien zuerst bei) .+"
)
"""The line WordPress puts below every entry."""

_ISO_DAY = re.compile(r"\s*(\d{4}-\d{2}-\d{2})")


def records_from(data: bytes, origin: Origin) -> Iterator[Record]:
    """Yield the record of each entry; reading one that only points elsewhere refuses it.

    Raises `RefusedSource` if there is no entry. The data is handed over as a stream: feedparser would take a string
    for an address or a file name. It does not sanitise markup here, since only the text is taken.
    """
    feed = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    if not feed.entries:
        raise RefusedSource("The feed holds no entries.", place=origin.place)
    outlet = _shown(feed.feed.get("title"))
    size = len(data) // len(feed.entries)
    for number, entry in enumerate(feed.entries[:MAX_ENTRIES], start=1):
        place = f"{origin.place} entry {number}"
        yield Record(partial(_article_of_entry, entry, outlet, number, origin, place), place, size)


def _article_of_entry(entry: Any, outlet: str | None, number: int, origin: Origin, place: str) -> Article:
    title = _shown(entry.get("title"))
    parts = _parts_of(entry, title)
    if not any(has_words(text) for _, text in parts):
        raise RefusedSource("The entry holds no text, only a title or link.", place=place)
    text, passages = text_and_passages([(Zone.TITLE, title), *parts] if title else parts)
    refuse_too_long(len(text), place)
    published = _day_of(entry)
    return Article(
        uri=_uri_of(entry, number, origin),
        text=text,
        passages=passages,
        title=title,
        outlet=outlet,
        authors=_authors_of(entry),
        lang=language_of(text),
        published=published,
        published_basis=None if published is None else "metadata",
        fetched_at=origin.fetched_at,
    )


def _parts_of(entry: Any, title: str | None) -> list[tuple[Zone, str]]:
    """Return the zones and texts of an entry: its content with the summary as teaser, or the summary alone as body."""
    content = [part for item in entry.get("content") or () for part in _paragraphs(item)]
    summary = _paragraphs(entry.get("summary_detail") or {"value": entry.get("summary")})
    if not content:
        content, summary = summary, []
    whole = "\n".join(text for _, text in content)
    # Feeds that write no summary of their own repeat the beginning of the content, often cut off.
    own = [(Zone.TEASER, text) for _, text in summary if text.rstrip(" .\u2026[]")[:80] not in whole]
    return own + [(zone, text) for zone, text in content if text != title]


def _paragraphs(item: Any) -> list[tuple[Zone, str]]:
    value = item.get("value") or ""
    if item.get("type", "text/html") not in _MARKUP_TYPES and "<" not in value:
        lines = (laid_out(line) for line in value.split("\n"))
        return [(Zone.BODY, line) for line in lines if line]
    tree = tree_of(value)
    if tree is None:
        return []
    return [(_zone_of(block.zone, block.text), block.text) for block in blocks_in(tree)]


def _zone_of(zone: Zone, text: str) -> Zone:
    return Zone.FURNITURE if _PLUGIN_LINE.fullmatch(text) else zone


def _shown(markup: str | None) -> str | None:
    tree = tree_of(markup) if markup else None
    return (line_of(tree) or None) if tree is not None else None


def _uri_of(entry: Any, number: int, origin: Origin) -> str:
    for address in (entry.get("link"), entry.get("id")):
        if isinstance(address, str) and address.startswith(("http://", "https://")):
            return address
    return f"{origin.uri}#{number}"


def _authors_of(entry: Any) -> tuple[str, ...]:
    names = (_shown(author.get("name")) for author in entry.get("authors") or ())
    return tuple(dict.fromkeys(name for name in names if name))


def _day_of(entry: Any) -> date | None:
    """Return the calendar day as the feed writes it, in the zone of the paper."""
    written = entry.get("published") or entry.get("updated") or ""
    try:
        iso = _ISO_DAY.match(written)
        return date.fromisoformat(iso[1]) if iso else parsedate_to_datetime(written).date()
    except (ValueError, TypeError, OverflowError):
        parsed = entry.get("published_parsed") or entry.get("updated_parsed")
        return datetime(*parsed[:3]).date() if parsed else None  # noqa: DTZ001
