"""What the metadata of an HTML page says of its article."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

from lxml import etree
from trafilatura.metadata import extract_metadata

from lagebild.articles.markup import laid_out, line_of
from lagebild.articles.origin import Origin

EARLIEST = date(1990, 1, 1)
"""No page of the web is older; papers put older archives on the web under the day of the print."""

MAX_AUTHORS = 10
MAX_NAME_CHARACTERS = 60
"""Longer author fields are sentences or lists of agencies."""

MAX_JSON_NODES = 10_000
"""Nodes of one page's JSON-LD that are looked at."""

LONG_PARAGRAPH = 200
"""Characters from which on a paragraph is article text and not a byline or teaser."""

_ARTICLE_TYPE = re.compile(r"(?:Article|BlogPosting|Report|Review|LiveBlogPosting)$")
_DATE_NAMES = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "date",
    "pubdate",
    "publish-date",
    "publish_date",
    "publishdate",
    "publication_date",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "dc.date.issued",
    "dc.date.created",
    "dc.date",
    "dcterms.issued",
    "dcterms.created",
    "dcterms.date",
    "citation_publication_date",
    "last-published",
)
"""Names under which publishers declare when an article appeared, most exact first; none of them means a change."""

_NAME_ATTRIBUTES = ("property", "name", "itemprop")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?!\d)")
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})(?:T?\d{4,6})?Z?$")
_GERMAN = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)")
_ADDRESS_DAY = re.compile(r"/((?:19|20)\d{2})[/-](\d{1,2})[/-](\d{1,2})(?=[/_-])")
_AUTHOR_SEPARATOR = re.compile(r"\s*;\s*")
_ADDRESS = re.compile(r"https?:|www\.", re.IGNORECASE)
_NO_PERSON = re.compile(
    r"https?://|www\.|@|\b(?:GmbH|AG|Inc|Ltd|LLC|Redaktion|Verlag|Online|Zeitung|News|Staff|Team|Admin|Editorial|Editors?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """What a page says of its article outside its text."""

    uri: str
    title: str | None
    description: str | None
    outlet: str | None
    authors: tuple[str, ...]
    published: date | None


def metadata_of(tree: etree._Element, origin: Origin) -> PageMetadata:
    """Return what the metadata of a page says; the tree is not changed.

    The date comes from what publishers declare (JSON-LD, meta elements, marked `time` elements, the address), never
    from a search of the page for something like a date: that finds the days events happened on.
    """
    address = _canonical_address(tree)
    uri = address if address and origin.uri.startswith("file:") else origin.uri
    limits = {"original_date": True, "extensive_search": False, "max_date": "2099-12-31"}
    found = extract_metadata(tree, default_url=uri, date_config=limits)
    return PageMetadata(
        uri=uri,
        title=_line(found.title),
        description=_line(found.description),
        outlet=_outlet(found.sitename, uri),
        authors=_names(found.author, found.sitename),
        published=_published(tree, address or origin.uri),
    )


def _canonical_address(tree: etree._Element) -> str | None:
    """Return the page's canonical address; one that names the front page of a site names no article."""
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            address = (link.get("href") or "").strip()
            try:
                parts = urlsplit(address)
            except ValueError:
                continue
            if parts.scheme in ("http", "https") and parts.netloc and (parts.path.strip("/") or parts.query):
                return laid_out(address)
    return None


def _published(tree: etree._Element, address: str) -> date | None:
    days = map(_day, _stated_dates(tree, address))
    return next((day for day in days if day is not None and day >= EARLIEST), None)


def _stated_dates(tree: etree._Element, address: str) -> Iterator[str]:
    """Yield what may be the date of publication, the most reliable first."""
    yield from _json_dates(tree)
    named: dict[str, str] = {}
    for meta in tree.iter("meta"):
        for attribute in _NAME_ATTRIBUTES:
            named.setdefault((meta.get(attribute) or "").strip().lower(), meta.get("content") or "")
    yield from (named[name] for name in _DATE_NAMES if name in named)
    for time in tree.iter("time"):
        if time.get("pubdate") is not None or "datepublished" in (time.get("itemprop") or "").lower():
            yield time.get("datetime") or ""
    yield from _times_below_headline(tree)
    if address.startswith(("http://", "https://")):
        yield from ("-".join(part.zfill(2) for part in match.groups()) for match in _ADDRESS_DAY.finditer(address))


def _times_below_headline(tree: etree._Element) -> Iterator[str]:
    """Yield the marked times between the headline and the first long paragraph; later ones date other things."""
    is_below = False
    for element in tree.iter("h1", "time", "p"):
        is_below = is_below or element.tag == "h1"
        if is_below and element.tag == "time":
            yield element.get("datetime") or ""
        elif is_below and len(line_of(element)) >= LONG_PARAGRAPH:
            return


def _json_dates(tree: etree._Element) -> Iterator[str]:
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower() == "application/ld+json":
            try:
                stated = json.loads(script.text or "", strict=False)
            except (ValueError, RecursionError):
                continue
            for node in _json_nodes(stated):
                kinds = node.get("@type")
                kinds = kinds if isinstance(kinds, list) else [kinds]
                day = node.get("datePublished")
                if isinstance(day, str) and any(isinstance(kind, str) and _ARTICLE_TYPE.search(kind) for kind in kinds):
                    yield day


def _json_nodes(stated: Any) -> Iterator[dict[str, Any]]:
    """Yield the objects of a JSON-LD statement, outer ones first."""
    waiting = [stated]
    for node in waiting:
        if len(waiting) > MAX_JSON_NODES:
            return
        if isinstance(node, dict):
            yield node
            waiting.extend(value for value in node.values() if isinstance(value, dict | list))
        elif isinstance(node, list):
            waiting.extend(value for value in node if isinstance(value, dict | list))


def _day(written: str) -> date | None:
    """Return the calendar day as written, in the zone of the paper; None for other than ISO, German and mail dates."""
    written = written.strip()[:80]
    try:
        if match := _ISO.match(written) or _COMPACT.match(written):
            return date(int(match[1]), int(match[2]), int(match[3]))
        if match := _GERMAN.match(written):
            return date(int(match[3]), int(match[2]), int(match[1]))
        return parsedate_to_datetime(written).date() if written else None
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def _names(stated: str | None, outlet: str | None) -> tuple[str, ...]:
    """Return the persons among the stated authors: two words at least, and not the publisher."""
    names = [_line(name) for name in _AUTHOR_SEPARATOR.split(stated or "")]
    paper = _letters(outlet or "")
    good = (
        name
        for name in names
        if name and " " in name and len(name) <= MAX_NAME_CHARACTERS and not _NO_PERSON.search(name)
        if not paper or (_letters(name) not in paper and paper not in _letters(name))
    )
    return tuple(dict.fromkeys(good))[:MAX_AUTHORS]


def _outlet(stated: str | None, uri: str) -> str | None:
    """Return the paper's name without its town, or the host of the page's address if only an address is stated."""
    name = (_line(stated) or "").split(",")[0].strip()
    if name and not _ADDRESS.match(name):
        return name
    host = urlsplit(uri).hostname
    return host.removeprefix("www.") if host else None


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _line(value: str | None) -> str | None:
    return " ".join(laid_out(value).split()) or None if value else None
