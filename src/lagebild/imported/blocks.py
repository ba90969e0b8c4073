"""Files of a dataset as blocks of whole lines, plain or packed: memory does not grow with their length."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO, cast

from lagebild.articles.streams import GZIP_MAGIC
from lagebild.errors import RefusedSource

HEAD_BYTES = 16_384
"""So much of a file tells what it is."""
BLOCK_BYTES = 32 * 1024 * 1024
"""Read at once: some 100,000 lines of GDELT."""
LONGEST_LINE_BYTES = 64 * 1024 * 1024
"""A longer one is no line of a table."""
_ZIP_MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
_BROKEN = (zipfile.BadZipFile, zlib.error, gzip.BadGzipFile, EOFError, NotImplementedError, RuntimeError)
"""What reading damaged or encrypted archives raises."""


@dataclass(frozen=True, slots=True)
class Block:
    """Whole lines of a file; `first_line` is the number of the first, from 1."""

    data: bytes
    first_line: int


@contextmanager
def opened_members(stream: BinaryIO | io.RawIOBase, place: str) -> Iterator[Iterator[tuple[str, BinaryIO]]]:
    """Give the tables in a file with their names: the file itself, what it packs, or the members of a zip archive.

    Raises:
        RefusedSource: the archive is damaged or encrypted; also while its members are read.
    """
    try:
        magic = stream.read(4) or b""
        stream.seek(0)
        if magic in _ZIP_MAGIC:
            with zipfile.ZipFile(stream) as archive:
                yield _members(archive, place)
        elif magic.startswith(GZIP_MAGIC):
            with gzip.open(stream) as inflated:
                yield iter([(place, inflated)])  # type: ignore[list-item]
        else:
            yield iter([(place, io.BufferedReader(cast(io.RawIOBase, stream), HEAD_BYTES))])
    except _BROKEN as error:
        raise RefusedSource(f"The archive cannot be unpacked: {error}", place=place) from error


def _members(archive: zipfile.ZipFile, place: str) -> Iterator[tuple[str, BinaryIO]]:
    for name in sorted(archive.namelist()):
        if not name.endswith("/") and not name.startswith("__MACOSX/"):
            with archive.open(name) as member:
                yield f"{place}/{name}", member  # type: ignore[misc]


def blocks_of(stream: BinaryIO, place: str, *, quoted: bool) -> Iterator[Block]:
    """Yield a file in blocks that end with a line; where fields are `quoted`, with one that no field goes on beyond.

    Raises:
        RefusedSource: a line is too long for a table.
    """
    rest, line = b"", 1
    while part := stream.read(BLOCK_BYTES):
        data = rest + part if rest else part
        end = _end_of_lines(data, quoted=quoted)
        if end == 0 and len(data) > LONGEST_LINE_BYTES:
            raise RefusedSource(f"Line {line} is too long for a table.", place=place)
        if end:
            yield Block(data[:end], line)
            line += data.count(b"\n", 0, end)
        rest = data[end:]
    if rest:
        yield Block(rest, line)


def _end_of_lines(data: bytes, *, quoted: bool) -> int:
    """Return where the last whole line ends, 0 if there is none."""
    end = data.rfind(b"\n") + 1
    if not quoted or data.count(b'"', 0, end) % 2 == 0:
        return end
    within = data.rfind(b'"', 0, end)
    before = data.rfind(b"\n", 0, within) + 1
    while before and data.count(b'"', 0, before) % 2:
        within = data.rfind(b'"', 0, before)
        before = data.rfind(b"\n", 0, within) + 1
    # A mark that is never closed would hold everything up: then the line counts as ended.
    return before or end
