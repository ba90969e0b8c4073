"""WARC archives: the HTML pages among their records.

The stream is cut into records here and each record is parsed by fastwarc on its own, so that a damaged record is
refused alone and memory holds one record at a time.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from functools import partial

from fastwarc.warc import ArchiveIterator, WarcRecordType

from lagebild.articles.html import article_from as html_article_from
from lagebild.articles.origin import Origin, Record
from lagebild.articles.streams import CHUNK_BYTES, MAX_DOCUMENT_BYTES, MEBIBYTE, DamagedData, Inflated
from lagebild.errors import RefusedSource

MAX_HEADER_BYTES = 64 * 1024
"""Longest header block of a record; fastwarc's own limit is 32 KiB of WARC header and 32 KiB of HTTP header."""

MAX_DAMAGED_RECORDS = 200
"""Damaged records after which the rest of an archive is given up: each may cost a search through 32 MiB."""

_RECORD_START = b"WARC/"
_RECORD_END = b"\r\n\r\n"
_PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml"})
_LENGTH = re.compile(rb"\r?\ncontent-length[ \t]*:[ \t]*(\d{1,15})[ \t]*\r?\n", re.IGNORECASE)
_HEADER_END = re.compile(rb"\r?\n\r?\n")
_PAGE_RECORD = re.compile(rb"\r?\nwarc-type[ \t]*:[ \t]*(?:response|resource)[ \t]*\r?\n", re.IGNORECASE)
_TARGET = re.compile(rb"\r?\nwarc-target-uri[ \t]*:[ \t]*<?([^\s>]{1,2000})", re.IGNORECASE)
_OK = 200


def records_from(
    stream: io.BufferedReader, origin: Origin, inflated: Inflated | None
) -> Iterator[Record | RefusedSource]:
    """Yield each page in the archive and a refusal for each record that is damaged.

    Pages are response and resource records of status 200 with HTML; other records are passed over. `inflated` is the
    gzip stream below `stream`, if there is one: its next member is where reading goes on behind damaged data.
    """
    seen = 0
    for record in _records_in(stream, origin.place, inflated):
        if isinstance(record, RefusedSource):
            seen += 1
            yield record
            continue
        place = _place_of(record, origin.place)
        found = _page_or_refusal(record, origin, place)
        if found is not None:
            seen += 1
            yield found
    if not seen:
        yield RefusedSource("The archive holds no HTML page.", place=origin.place)


def _page_or_refusal(record: bytes, origin: Origin, place: str) -> Record | RefusedSource | None:
    try:
        page = _page_of(record, origin, place)
    except RefusedSource as refusal:
        return refusal.with_traceback(None)
    except MemoryError:
        raise
    except Exception:
        return RefusedSource("The record is damaged.", place=place)
    if page is None:
        return None
    data, source = page
    return Record(partial(html_article_from, data, source), place, len(data))


def _page_of(record: bytes, origin: Origin, place: str) -> tuple[bytes, Origin] | None:
    """Return the HTML of a record with where and when it was fetched, or None if it is no page."""
    wanted = WarcRecordType.response | WarcRecordType.resource
    parsed = next(iter(ArchiveIterator(io.BytesIO(record), record_types=wanted, auto_decode="all")), None)
    if parsed is None:
        return None
    status = parsed.http_headers.status_code if parsed.is_http and parsed.http_headers is not None else None
    if parsed.is_http and status != _OK:
        return None
    content_type = parsed.http_content_type if parsed.is_http else parsed.headers.get("Content-Type")
    if (content_type or "").split(";")[0].strip().lower() not in _PAGE_TYPES:
        return None
    data = parsed.reader.read(MAX_DOCUMENT_BYTES + 1)
    if len(data) > MAX_DOCUMENT_BYTES:
        raise RefusedSource(f"The page is larger than {MAX_DOCUMENT_BYTES // MEBIBYTE} MiB.", place=place)
    target = parsed.headers.get("WARC-Target-URI")
    uri = target.strip("<> ") if target else f"{origin.uri}#{parsed.record_id}"
    return data, Origin(uri, place, parsed.record_date or origin.fetched_at, parsed.http_charset)


def _place_of(record: bytes, place: str) -> str:
    target = _TARGET.search(record[:MAX_HEADER_BYTES])
    return f"{place} record {target[1].decode('utf-8', 'replace')}" if target else place


def _records_in(stream: io.BufferedReader, place: str, inflated: Inflated | None) -> Iterator[bytes | RefusedSource]:
    """Yield the page records of a WARC stream, each whole, and a refusal for each damaged place."""
    cutter = _Cutter(stream, place)
    damaged = 0
    while True:
        try:
            record = cutter.next_record()
        except DamagedData as refusal:
            record = refusal.with_traceback(None)
            cutter.forget()
            more = inflated is not None and inflated.skip_to_next_member()
        else:
            more = record is not None
        if isinstance(record, RefusedSource):
            damaged += 1
        if record:
            yield record
        if damaged > MAX_DAMAGED_RECORDS:
            raise RefusedSource(f"More than {MAX_DAMAGED_RECORDS} records are damaged.", place=place)
        if not more:
            return


class _Cutter:
    """Cuts a stream of WARC bytes into records by their `Content-Length`."""

    def __init__(self, stream: io.BufferedReader, place: str) -> None:
        self._stream = stream
        self._place = place
        self._ahead = bytearray()

    def forget(self) -> None:
        """Drop what was read ahead: the bytes that follow do not continue it."""
        self._ahead.clear()

    def next_record(self) -> bytes | RefusedSource | None:
        """Return the next page record, b"" for a record of another type, a refusal for a damaged one, None at the end.

        Raises what the stream raises.
        """
        if not self._reach_content():
            return None
        if not self._ahead.startswith(_RECORD_START):
            return self._damage("Some bytes between records belong to none.", self._place)
        header_end = self._header_end()
        if header_end is None:
            return self._damage("A record has no end of its header.", self._place)
        header = bytes(self._ahead[:header_end])
        place = _place_of(header, self._place)
        length = _LENGTH.search(header)
        if length is None:
            return self._damage("The record does not state its length.", place)
        body = int(length[1])
        if body > MAX_DOCUMENT_BYTES or not _PAGE_RECORD.search(header):
            self._skip(header_end + body)
            too_large = _PAGE_RECORD.search(header)
            message = f"The record is larger than {MAX_DOCUMENT_BYTES // MEBIBYTE} MiB."
            return RefusedSource(message, place=place) if too_large else b""
        return self._record_of(header_end + body, place)

    def _record_of(self, size: int, place: str) -> bytes | RefusedSource:
        self._fill(size + len(_RECORD_END))
        if len(self._ahead) < size:
            return self._damage("The record is cut short.", place)
        if self._ahead[size : size + len(_RECORD_END)].strip():
            return self._damage("The record does not end where its length says.", place)
        record = bytes(self._ahead[:size])
        del self._ahead[:size]
        return record + _RECORD_END

    def _damage(self, message: str, place: str) -> RefusedSource:
        """Go forward to the next record and return the refusal of what lies before it."""
        del self._ahead[:1]
        while True:
            found = self._ahead.find(b"\n" + _RECORD_START)
            if found >= 0:
                del self._ahead[: found + 1]
                break
            del self._ahead[: -len(_RECORD_START)]
            if not self._read_more():
                self._ahead.clear()
                break
        return RefusedSource(message, place=place)

    def _reach_content(self) -> bool:
        """Drop the empty lines before a record; return whether anything follows."""
        while True:
            del self._ahead[: len(self._ahead) - len(self._ahead.lstrip())]
            if len(self._ahead) >= len(_RECORD_START):
                return True
            if not self._read_more():
                return bool(self._ahead)

    def _header_end(self) -> int | None:
        """Return where the header block ends, its empty line included, or None if it ends nowhere near."""
        while True:
            match = _HEADER_END.search(self._ahead, 0, MAX_HEADER_BYTES)
            if match is not None:
                return match.end()
            if len(self._ahead) >= MAX_HEADER_BYTES or not self._read_more():
                return None

    def _skip(self, size: int) -> None:
        while size > len(self._ahead):
            size -= len(self._ahead)
            self._ahead.clear()
            if not self._read_more():
                return
        del self._ahead[:size]

    def _fill(self, size: int) -> None:
        while len(self._ahead) < size and self._read_more():
            pass

    def _read_more(self) -> bool:
        # read1 and not read: when the stream is damaged further on, nothing read before it is lost.
        part = self._stream.read1(CHUNK_BYTES)
        self._ahead += part
        return bool(part)
