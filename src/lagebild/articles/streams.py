"""Bytes read with limits: whole documents, and gzip inflated step by step without trusting its sizes."""

from __future__ import annotations

import io
import zlib
from typing import BinaryIO

from lagebild.errors import RefusedSource

MEBIBYTE = 1024 * 1024

MAX_DOCUMENT_BYTES = 32 * MEBIBYTE
"""Largest single page, text, feed or PDF: the longest news pages stay under 10 MiB, a PDF of a whole issue under 30."""

MAX_INFLATION = 200
"""Inflated bytes per compressed byte above which gzip counts as a bomb: text gives 3 to 10, deflate at most 1,032."""

FREE_INFLATION_BYTES = 8 * MEBIBYTE
"""Inflated bytes before the ratio is looked at, so that small repetitive files pass."""

CHUNK_BYTES = 64 * 1024
GZIP_MAGIC = b"\x1f\x8b\x08"
_GZIP_WINDOW = 31
"""zlib's window bits for deflate in a gzip wrapper."""


class DamagedData(RefusedSource):
    """Compressed data that is damaged at one place; what follows may still be whole."""


def document_bytes(stream: BinaryIO | io.BufferedReader, place: str) -> bytes:
    """Return all bytes of a document; raises `RefusedSource` if they are more than `MAX_DOCUMENT_BYTES`."""
    parts: list[bytes] = []
    left = MAX_DOCUMENT_BYTES + 1
    while left > 0 and (part := stream.read(min(left, 16 * CHUNK_BYTES))):
        parts.append(part)
        left -= len(part)
    if left <= 0:
        raise RefusedSource(f"It is larger than {MAX_DOCUMENT_BYTES // MEBIBYTE} MiB.", place=place)
    return b"".join(parts)


class Inflated(io.RawIOBase):
    """The inflated bytes of a gzip stream with any number of members.

    Reading raises `DamagedData` when a member is damaged or cut short; `skip_to_next_member` then finds the next one,
    so that only the damaged part is lost. It raises `RefusedSource` when the data inflates beyond reason.
    """

    def __init__(self, stream: BinaryIO | io.BufferedReader, place: str) -> None:
        super().__init__()
        self._stream = stream
        self._place = place
        self._raw = b""
        self._taken = 0
        self._given = 0
        self._inflater: zlib._Decompress | None = None

    def readable(self) -> bool:
        """Return True: this is a stream to read."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fill `buffer` with inflated bytes and return how many there are; 0 at the end."""
        while True:
            if not self._raw and not self._refill():
                if self._inflater is not None:
                    self._inflater = None
                    raise DamagedData("Its compressed data is cut short.", place=self._place)
                return 0
            if self._inflater is None:
                if not self._raw.strip(b"\x00"):
                    self._raw = b""  # zero padding between members, as tapes and block stores leave it
                    continue
                self._inflater = zlib.decompressobj(_GZIP_WINDOW)
            part = self._inflated_part(len(buffer))
            if part:
                buffer[: len(part)] = part
                return len(part)

    def skip_to_next_member(self) -> bool:
        """Go on behind a damaged place at the next gzip header; return whether there is one."""
        self._inflater = None
        self._raw = self._raw[1:]
        while True:
            found = self._raw.find(GZIP_MAGIC)
            if found >= 0:
                self._raw = self._raw[found:]
                return True
            self._raw = self._raw[-(len(GZIP_MAGIC) - 1) :]
            if not self._refill():
                return False

    def _inflated_part(self, size: int) -> bytes:
        assert self._inflater is not None
        try:
            part = self._inflater.decompress(self._raw, size)
        except zlib.error as error:
            raise DamagedData("Its compressed data is damaged.", place=self._place) from error
        ended = self._inflater.eof
        self._raw = self._inflater.unused_data if ended else self._inflater.unconsumed_tail
        if ended:
            self._inflater = None
        self._given += len(part)
        if self._given > FREE_INFLATION_BYTES and self._given > MAX_INFLATION * self._taken:
            raise RefusedSource(f"It inflates to more than {MAX_INFLATION} times its size.", place=self._place)
        return part

    def _refill(self) -> bool:
        more = self._stream.read(CHUNK_BYTES)
        self._raw += more
        self._taken += len(more)
        return bool(more)
