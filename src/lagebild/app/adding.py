"""Adding articles from the browser: what was dropped, pasted or named is kept beside the case and built into it."""

from __future__ import annotations

import base64
import binascii
import re
import threading
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path

from lagebild.articles.sources import Source, sources_in
from lagebild.case.building import Progress, Summary, build
from lagebild.errors import LagebildError, UsageError

MOST_FILES = 500
"""Files added at once; more go by `lagebild build`."""
LONGEST_NAME, LONGEST_SUFFIX = 100, 12
"""Characters of a file's name and of its ending that are kept."""
ADDED = ".added"
"""Ends the name of the folder beside a case that keeps what was added to it here."""

_UNFIT = re.compile(r"[^\w .,()+=@&'-]")


@dataclass(frozen=True, slots=True)
class Given:
    """A file as the browser hands it over."""

    name: str
    data: bytes


@dataclass(slots=True)
class Addition:
    """One addition under way or done: where it stands, and what came of it."""

    before: frozenset[str]
    """The ids of the articles that the case held before."""
    told_before: frozenset[str]
    """The clauses of the first page before."""
    progress: Progress = field(default_factory=Progress)
    summary: Summary | None = None
    error: str = ""

    @property
    def is_done(self) -> bool:
        """Whether it has come to its end."""
        return self.summary is not None or bool(self.error)


class Additions:
    """What is being added to the cases that are served, one addition a case at a time."""

    def __init__(self) -> None:
        self._of_case: dict[Path, Addition] = {}
        self._lock = threading.Lock()

    def of(self, path: Path) -> Addition | None:
        """Return the last addition to a case, None if there was none."""
        return self._of_case.get(path)

    def start(self, path: Path, addition: Addition, files: Sequence[Given], addresses: str) -> None:
        """Begin to add files, and what is fetched from addresses (one a line), to the case at `path`.

        Raises:
            UsageError: there is nothing to add, there are too many files, or something is being added to the case.
        """
        if not files and not addresses.strip():
            raise UsageError("nothing to add: drop files, paste a text or name addresses")
        if len(files) > MOST_FILES:
            raise UsageError(f"at most {MOST_FILES} files at once; `lagebild build` takes any number")
        with self._lock:
            running = self._of_case.get(path)
            if running is not None and not running.is_done:
                raise UsageError("something is being added to this case; wait until it is done")
            self._of_case[path] = addition
        thread = threading.Thread(target=_added, args=(path, addition, files, addresses))
        thread.start()


def given_files(names: Sequence[str], contents: Sequence[str]) -> list[Given]:
    """Return the files that a browser sends as `data:` addresses in base64; raises `UsageError` for anything else."""
    found = []
    for name, content in zip(names, contents, strict=True):
        _, comma, encoded = content.partition(",")
        try:
            found.append(Given(name, base64.b64decode(encoded, validate=True) if comma else b""))
        except binascii.Error:
            raise UsageError("what the browser sent is no file", place=stored_name(name)) from None
    return found


def stored_name(name: str) -> str:
    """Return a file's name without folders and without characters that a file system or a person could stumble over."""
    own = unicodedata.normalize("NFC", re.split(r"[/\\]", name)[-1])
    clean = _UNFIT.sub("_", own).strip(" .")
    stem, dot, suffix = clean.rpartition(".")
    return (
        f"{stem[: LONGEST_NAME - len(suffix[:12]) - 1]}.{suffix[:12]}" if dot else clean[:LONGEST_NAME]
    ) or "article"


def _added(path: Path, addition: Addition, files: Sequence[Given], addresses: str) -> None:
    try:
        folder = _kept(path, files, addresses)

        def show(state: Progress) -> None:
            addition.progress = state

        addition.summary = build(path, _sources(folder), None, show)
    except (LagebildError, OSError) as error:
        addition.error = str(error)
    except Exception as error:  # whatever happens in the thread, the page has to say that it ended
        addition.error = f"{type(error).__name__}: {error}"


def _kept(path: Path, files: Sequence[Given], addresses: str) -> Path:
    """Write what is added into a new folder beside the case and return it."""
    folder = path.with_name(path.name + ADDED) / datetime.now(UTC).strftime("%Y-%m-%d %H%M%S %f")
    folder.mkdir(parents=True)
    for given in files:
        target = folder / stored_name(given.name)
        n = 1
        while target.exists():
            n += 1
            target = target.with_name(f"{Path(stored_name(given.name)).stem} {n}{target.suffix}")
        target.write_bytes(given.data)
    if addresses.strip():
        _addresses_file(folder).write_text(addresses, encoding="utf-8")
    return folder


def _sources(folder: Path) -> Iterator[Source]:
    addresses = _addresses_file(folder)
    if not addresses.exists():
        return sources_in([folder])
    from lagebild.articles.addresses import fetched_sources  # the HTTP client is slow to import and rarely needed

    return chain(sources_in([folder]), fetched_sources(addresses))


def _addresses_file(folder: Path) -> Path:
    """Return the list of addresses of a folder: hidden, so that it is not read as an article."""
    return folder / ".addresses.txt"
