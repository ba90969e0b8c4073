"""What kind of document some bytes are, told by their content first and by their name only where content is silent."""

from __future__ import annotations

import json
import re
from enum import StrEnum

from lagebild.articles.decoding import decoded
from lagebild.errors import RefusedSource


class Kind(StrEnum):
    """The kinds of input there is a reader for."""

    PLAIN = "plain text"
    HTML = "HTML"
    PDF = "PDF"
    WARC = "WARC"
    FEED = "feed"
    JSONL = "JSON lines"


HEAD_BYTES = 16_384
"""How many bytes are looked at; comments and scripts before the first tag of a page stay below."""

PDF_MAGIC_WITHIN = 1024
"""PDF readers accept the mark anywhere in the first 1,024 bytes (ISO 32000-1, annex H.3.4.1)."""

_FOREIGN = (
    (0, b"PK\x03\x04", "a zip archive or office document"),
    (0, b"PK\x05\x06", "a zip archive"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (0, b"{\\rtf", "a rich text document"),
    (0, b"\x89PNG\r\n\x1a\n", "an image (PNG)"),
    (0, b"\xff\xd8\xff", "an image (JPEG)"),
    (0, b"GIF8", "an image (GIF)"),
    (0, b"II*\x00", "an image (TIFF)"),
    (0, b"MM\x00*", "an image (TIFF)"),
    (8, b"WEBP", "an image (WebP)"),
    (4, b"ftyp", "a video or image (MP4, HEIC)"),
    (0, b"\x1aE\xdf\xa3", "a video (Matroska, WebM)"),
    (0, b"ID3", "a sound file (MP3)"),
    (0, b"OggS", "a sound or video file (Ogg)"),
    (8, b"WAVE", "a sound file (WAV)"),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (0, b"Rar!\x1a\x07", "a RAR archive"),
    (257, b"ustar", "a tar archive"),
    (0, b"BZh", "bzip2 data"),
    (0, b"\xfd7zXZ\x00", "xz data"),
    (0, b"\x28\xb5\x2f\xfd", "zstd data"),
    (0, b"\x1f\x8b", "gzip inside gzip"),
    (0, b"SQLite format 3\x00", "an SQLite database"),
    (8, b"DUCK", "a DuckDB database"),
    (0, b"PAR1", "a Parquet file"),
    (0, b"\x7fELF", "a program"),
    (0, b"MZ\x90\x00", "a program"),
    (0, b"%!PS", "a PostScript document"),
    (0, b"wOF", "a font"),
)
"""Offset, mark and name of formats there is no reader for (the `magic` table of file(1), shortened)."""

_JSONL_SUFFIXES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
_HTML_SUFFIXES = (".html", ".htm", ".xhtml", ".html.gz", ".htm.gz")
_HTML_TYPES = ("text/html", "application/xhtml+xml")
_BEFORE_ROOT = re.compile(r"\s+|<\?[^>]*>|<!--.*?-->|<!doctype[^>\[]*(?:\[[^\]]*\]\s*)?>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<([a-z][\w.:-]*)", re.IGNORECASE)
_FEED_ROOTS = frozenset({"rss", "feed", "rdf:rdf", "atom:feed"})
_HTML_TAGS = frozenset(
    [
        "html",
        "head",
        "body",
        "title",
        "meta",
        "link",
        "script",
        "style",
        "div",
        "p",
        "span",
        "article",
        "main",
        "section",
        "header",
        "nav",
        "h1",
        "h2",
        "h3",
        "table",
        "ul",
        "ol",
        "a",
        "img",
        "br",
        "center",
        "font",
        "b",
        "i",
        "strong",
        "em",
        "blockquote",
        "pre",
        "form",
        "iframe",
        "noscript",
        "base",
    ]
)
_PAGE_TAG = re.compile(r"<(?:!doctype\s+html|html|head|body|article)\b", re.IGNORECASE)
_ANY_HTML_TAG = re.compile(r"<(?:p|div|br|span|h[1-6]|table|article|body|a)\b[^>]*>", re.IGNORECASE)
_OBJECT_START = re.compile(r'\s*\{\s*"')


def kind_of(head: bytes, name: str, content_type: str | None, place: str) -> Kind:
    """Return the kind of document that begins with `head`.

    `name` is the file name or address, `content_type` what a transport said; both decide only between text, HTML and
    JSON lines where the bytes allow either. Raises `RefusedSource` for what there is no reader for.
    """
    if b"%PDF-" in head[:PDF_MAGIC_WITHIN]:
        return Kind.PDF
    if head.lstrip().startswith(b"WARC/"):
        return Kind.WARC
    for offset, mark, what in _FOREIGN:
        if head.startswith(mark, offset):
            raise RefusedSource(f"It is {what}, which is not read.", place=place)
    text = decoded(head, place=place).removeprefix("\ufeff")
    lowered = name.lower().split("?")[0].split("#")[0]
    if lowered.endswith(_JSONL_SUFFIXES) or _OBJECT_START.match(text):
        return _kind_of_json(text, lowered, place)
    return _kind_of_markup(text, lowered, content_type or "", place)


def _kind_of_json(text: str, name: str, place: str) -> Kind:
    if name.endswith(_JSONL_SUFFIXES):
        return Kind.JSONL
    line, newline, _ = text.lstrip().partition("\n")
    if not newline:
        return Kind.JSONL
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        raise RefusedSource("It is JSON, but not one object a line.", place=place) from None
    return Kind.JSONL


def _kind_of_markup(text: str, name: str, content_type: str, place: str) -> Kind:
    start = _start_of_root(text)
    tag = _TAG.match(text, start)
    if tag is None:
        looks_like_page = name.endswith(_HTML_SUFFIXES) or content_type.startswith(_HTML_TYPES)
        marked_up = _PAGE_TAG.search(text) or (looks_like_page and _ANY_HTML_TAG.search(text))
        return Kind.HTML if marked_up else Kind.PLAIN
    root = tag[1].lower()
    if root in _FEED_ROOTS:
        return Kind.FEED
    if root in _HTML_TAGS or _PAGE_TAG.search(text):
        return Kind.HTML
    if text.lstrip().startswith("<?xml"):
        raise RefusedSource(f"It is XML ({root}), neither a page nor a feed.", place=place)
    return Kind.HTML if name.endswith(_HTML_SUFFIXES) or content_type.startswith(_HTML_TYPES) else Kind.PLAIN


def _start_of_root(text: str) -> int:
    start = 0
    while match := _BEFORE_ROOT.match(text, start):
        start = match.end()
    return start
