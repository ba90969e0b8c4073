"""Sources: the files and addresses articles come from, and the articles in them."""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO, cast

from lagebild.articles.article import Article
from lagebild.articles.kinds import HEAD_BYTES, Kind, kind_of
from lagebild.articles.legible import legible
from lagebild.articles.origin import Origin, Record, refusal_of
from lagebild.articles.streams import GZIP_MAGIC, Inflated, document_bytes
from lagebild.errors import RefusedSource


@dataclass(frozen=True, slots=True)
class Source:
    """Something that holds articles: a file, or what came back from an address.

    `load` opens its bytes at the start; `place` names it to a person, without characters that are not printable;
    `fetched_at` is the file's time of change or the
    time of the request, in UTC. Sources of files can be pickled and read in another process.
    """

    uri: str
    place: str
    load: Callable[[], BinaryIO | io.RawIOBase]
    fetched_at: datetime | None = None
    content_type: str | None = None
    charset: str | None = None


_READERS = {
    Kind.PLAIN: "plain",
    Kind.HTML: "html",
    Kind.PDF: "pdf",
    Kind.WARC: "warc",
    Kind.JSONL: "jsonl",
    Kind.FEED: "feed",
}
"""The module that reads each kind, imported when first needed: the parsers take up to half a second to import."""


def sources_in(paths: Sequence[Path]) -> Iterator[Source]:
    """Yield a source for every file among `paths`, and in their folders in sorted order.

    Hidden files and folders inside a given folder are skipped, links to folders are not followed. A path that does not
    exist is a source too: reading it gives a `RefusedSource`. What is named twice, or lies in a folder that is named
    too, comes once.
    """
    for path in _distinct(paths):
        if _is_folder(path):
            yield from map(_source_of_file, _files_below(path))
        else:
            yield _source_of_file(path)


def articles_from(source: Source) -> Iterator[Article | RefusedSource]:
    """Yield the articles of a source in order, and a refusal for each part that cannot be read.

    Nothing is raised for whatever the source holds, only `MemoryError` passes through.
    """
    for item in records_from(source):
        yield item.article() if isinstance(item, Record) else item


def records_from(source: Source) -> Iterator[Record | RefusedSource]:
    """Yield the records of a source in order, each to be read by itself, and a refusal where there is none.

    The kind of the source is told by its content. Containers are cut as a stream: memory does not grow with their
    length. Nothing is raised for whatever the source holds, only `MemoryError` passes through.
    """
    try:
        with source.load() as stream:
            yield from _records_in(stream, source)
    except RefusedSource as refusal:
        yield refusal.with_traceback(None)
    except MemoryError:
        raise
    except Exception as error:
        yield refusal_of(error, source.place)


def _records_in(stream: BinaryIO | io.RawIOBase, source: Source) -> Iterator[Record | RefusedSource]:
    origin = Origin(source.uri, source.place, source.fetched_at, source.charset)
    buffered = _buffered(stream)
    packed = buffered.peek(len(GZIP_MAGIC)).startswith(GZIP_MAGIC)
    inflated = Inflated(buffered, source.place) if packed else None
    content = _buffered(inflated) if inflated is not None else buffered
    head = content.peek(HEAD_BYTES)[:HEAD_BYTES]
    if not head:
        raise RefusedSource("It is empty.", place=source.place)
    kind = kind_of(head, source.place, source.content_type, source.place)
    reader: Any = import_module(f"lagebild.articles.{_READERS[kind]}")
    match kind:
        case Kind.WARC:
            yield from reader.records_from(content, origin, inflated)
        case Kind.JSONL:
            yield from reader.records_from(content, origin)
        case Kind.FEED:
            yield from reader.records_from(document_bytes(content, source.place), origin)
        case _:
            data = document_bytes(content, source.place)
            yield Record(partial(reader.article_from, data, origin), source.place, len(data))


def _buffered(stream: BinaryIO | io.RawIOBase) -> io.BufferedReader:
    # Streams in memory lack the base class but have what a buffer needs of it.
    return io.BufferedReader(cast(io.RawIOBase, stream), HEAD_BYTES)


def _source_of_file(path: Path) -> Source:
    try:
        changed = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except (OSError, ValueError, OverflowError):
        changed = None
    return Source(file_uri(path), legible(str(path)), partial(_opened_file, path), changed)


def file_uri(path: Path) -> str:
    """Return the address of a file as a source."""
    # Not `resolve`: a link keeps its own address, and abspath takes ".." out without asking the disk.
    return Path(os.path.abspath(path)).as_uri()  # noqa: PTH100


def _opened_file(path: Path) -> io.RawIOBase:
    """Open a regular file; anything else (pipes, devices) could block a batch and is refused."""
    mode, place = path.stat().st_mode, legible(str(path))
    if stat.S_ISDIR(mode) and path.is_symlink():
        raise RefusedSource("It is a link to a folder, which is not followed.", place=place)
    if stat.S_ISDIR(mode):
        raise RefusedSource("The folder cannot be listed.", place=place)
    if not stat.S_ISREG(mode):
        raise RefusedSource("It is not a regular file.", place=place)
    return path.open("rb", buffering=0)


def _distinct(paths: Sequence[Path]) -> Iterator[Path]:
    """Yield the paths in their order, without those that others bring along."""
    places = {path: Path(os.path.abspath(path)) for path in dict.fromkeys(paths)}  # noqa: PTH100
    folders = {place for place in places.values() if _is_folder(place)}
    seen: set[Path] = set()
    for path, place in places.items():
        if place not in seen and not any(
            _is_found_below(place, folder) for folder in place.parents if folder in folders
        ):
            seen.add(place)
            yield path


def _is_found_below(path: Path, folder: Path) -> bool:
    """Return whether reading the folder comes upon this path: it is there, and neither hidden nor behind a link.

    What is not there must be named as such, though it was asked for below a folder that is read.
    """
    if not os.path.lexists(path):
        return False
    steps = path.relative_to(folder).parts
    ways = [folder.joinpath(*steps[: count + 1]) for count in range(len(steps))]
    return not any(step.startswith(".") for step in steps) and not any(_is_folder(w) and w.is_symlink() for w in ways)


def _files_below(folder: Path) -> Iterator[Path]:
    """Yield the files below a folder in sorted order; a folder that cannot be listed is yielded itself."""
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        if path is not folder and (path.is_symlink() or not _is_folder(path)):
            yield path
            continue
        try:
            names = sorted(name for name in os.listdir(path) if not name.startswith("."))  # noqa: PTH208
        except OSError:
            yield path
            continue
        waiting.extend(path / name for name in reversed(names))


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False
