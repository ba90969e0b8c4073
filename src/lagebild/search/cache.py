"""The cache beside a case: one folder a state, made whole before it counts.

    NAME.case.search/
        current                     the name of the state that counts
        state-…/manifest.json       format, state of the case, stamps of its articles, sizes of the files
        state-…/words/              the full-text index (tantivy)
        state-…/vectors.i8          a row of 384 signed bytes a sentence
        state-…/rows.npz            article, sentence and language of each row, and what the vectors are compared by

A new state begins with the files of the old one (hard links: both libraries never change a file once it is written),
takes out what is gone or changed and adds what is new. `current` is replaced in one move, so a reader sees the old
state or the new one; whoever still reads the old one keeps its files open. What cannot be read is built again.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

import numpy as np
import tantivy
from numpy.typing import NDArray

from lagebild.case.connection import reading
from lagebild.errors import CaseError
from lagebild.search.entries import (
    HeldCase,
    Sentences,
    names_of_actors,
    sentences_of_articles,
    stamps_of,
    state_of,
)
from lagebild.search.fields import STEMMED, Entry, document_of, index_at
from lagebild.search.meaning import SIZE, Centres, centres_of
from lagebild.search.place import alone_in, cache_folder
from lagebild.views.queryable import QueryableCase

FORMAT = 2
"""Raised when the files, the fields of the index or the cutting into words change."""

MOST_DEAD = 0.25
"""Share of rows without an article above which everything is built anew, so that the cache cannot grow for ever."""

WRITER_BYTES = 50_000_000
"""Memory of tantivy's writer before it writes a segment."""

MOST_OPEN = 4
"""Caches a process keeps open at once."""

TRIES = 5
"""So often a reader looks again when the state it opens was replaced meanwhile."""

LANGS: tuple[str, ...] = tuple(STEMMED)
"""The languages of rows by number; any other is one more."""

Told = Callable[[int, int], None]
"""Is told how many articles of how many have been taken in."""

_STATE = re.compile(r"state-[0-9a-f]{16}")
_BROKEN = (OSError, ValueError, KeyError, TypeError, AttributeError, EOFError)
"""What the libraries raise for files that are missing, cut short or not theirs."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The columns of `rows.npz`: a row a sentence, in the order of `vectors.i8`. A dead row has the article -1."""

    article: NDArray[np.int32]
    sentence: NDArray[np.int32]
    lang: NDArray[np.int8]
    scale: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.article)


@dataclass(frozen=True, slots=True)
class Cache:
    """An open state: the ids of its articles by number, its rows, and what is searched."""

    case_state: str
    articles: tuple[str, ...]
    stamps: tuple[str | None, ...]
    rows: Rows
    index: tantivy.Index
    vectors: NDArray[np.int8]
    centres: Centres
    folder: Path


_open: OrderedDict[Path, Cache] = OrderedDict()
_opening = threading.Lock()


def current_cache(path: Path, case: QueryableCase) -> Cache | None:
    """Return the cache of the case at `path`, held open, if it is up to date; None if it has to be made so first."""
    cache = _opened(cache_folder(path))
    return cache if cache is not None and cache.case_state == state_of(case) else None


def followed_cache(case: Path, told: Told = lambda done, total: None) -> Cache:
    """Return the cache of a case brought up to date; built from nothing if it is missing or broken.

    Raises:
        CaseError: there is no case, or the cache cannot be written.
    """
    folder = cache_folder(case)
    try:
        with alone_in(folder):
            return _followed(case, folder, told)
    except OSError as error:
        reason = error.strerror or str(error)
        raise CaseError(f"The search index cannot be written ({reason}).", place=str(folder)) from error


def forget(cache: Cache) -> None:
    """Let a state that turned out broken count no longer, so that the next search builds a new one."""
    pointer = cache.folder.parent / "current"
    with _opening:
        _open.pop(cache.folder, None)
    with suppress(OSError):
        if pointer.read_text(encoding="ascii").strip() == cache.folder.name:
            pointer.unlink()


def _opened(folder: Path) -> Cache | None:
    """Return the state that counts, None where there is none that can be read."""
    for _ in range(TRIES):
        try:
            name = (folder / "current").read_text(encoding="ascii").strip()
            if not _STATE.fullmatch(name):
                return None
            return _open_state(folder / name)
        except FileNotFoundError:
            if not (folder / "current").exists():
                return None
        except _BROKEN:
            return None
    return None


def _open_state(folder: Path) -> Cache:
    with _opening:
        if folder in _open and folder.exists():
            _open.move_to_end(folder)
            return _open[folder]
    cache = _read_state(folder)
    with _opening:
        _open[folder] = cache
        while len(_open) > MOST_OPEN:
            _open.popitem(last=False)
    return cache


def _read_state(folder: Path) -> Cache:
    """Return the state in a folder; raises one of `_BROKEN` if it is not whole or of another release."""
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    if manifest["made_by"] != _made_by():
        raise ValueError("made by another release")
    for name, size in manifest["sizes"].items():
        if (folder / name).stat().st_size != size:
            raise ValueError(f"{name} is not whole")
    with np.load(folder / "rows.npz", allow_pickle=False) as arrays:
        rows = Rows(*(arrays[name] for name in ("article", "sentence", "lang", "scale")))
        centres = Centres(arrays["centres"], arrays["lengths"])
    vectors: NDArray[np.int8] = np.zeros((0, SIZE), np.int8)
    if len(rows):
        vectors = np.memmap(folder / "vectors.i8", np.int8, "r", shape=(len(rows), SIZE))
    return Cache(
        case_state=str(manifest["case_state"]),
        articles=tuple(one for one, _ in manifest["articles"]),
        stamps=tuple(stamp for _, stamp in manifest["articles"]),
        rows=rows,
        index=index_at(str(folder / "words")),
        vectors=vectors,
        centres=centres,
        folder=folder,
    )


def _made_by() -> str:
    return f"{FORMAT} {metadata.version('tantivy')}"


def _followed(case: Path, folder: Path, told: Told) -> Cache:
    """Return the cache brought up to the case; the caller is alone in the folder."""
    old = _opened(folder)
    with reading(case) as connection:
        held = HeldCase(connection)
        state = state_of(held)
        if old is not None and old.case_state == state:
            return old
        stamps = stamps_of(held)
        if old is not None and _is_worn(old, stamps):
            old = None
        known = {} if old is None else _living(old)
        wanted = [one for one, stamp in stamps.items() if known.get(one) != stamp]
        gone = [one for one, stamp in known.items() if stamps.get(one) != stamp]
        new = folder / f"state-{secrets.token_hex(8)}"
        try:
            making = _Making(new, old, gone)
            names = names_of_actors(held)
            for done, sentences in sentences_of_articles(held, wanted):
                making.take(sentences, names)
                told(done, len(wanted))
            making.finish(state, wanted, stamps)
        except BaseException:
            shutil.rmtree(new, ignore_errors=True)
            raise
    _make_count(folder, new.name)
    return _open_state(new)


def _is_worn(old: Cache, stamps: Mapping[str, str]) -> bool:
    """Return whether so many rows would be dead that building anew is better."""
    alive = np.array([stamps.get(one) == stamp for one, stamp in zip(old.articles, old.stamps, strict=True)], bool)
    if not len(old.rows):
        return True
    living = alive[old.rows.article] & (old.rows.article >= 0) if len(alive) else np.zeros(len(old.rows), bool)
    return bool(1 - living.mean() > MOST_DEAD)


def _living(old: Cache) -> dict[str, str]:
    return {one: stamp for one, stamp in zip(old.articles, old.stamps, strict=True) if stamp is not None}


class _Making:
    """A state being made in its folder, from the old one without the articles that are gone."""

    def __init__(self, folder: Path, old: Cache | None, gone: Sequence[str]) -> None:
        self._folder = folder
        words = folder / "words"
        words.mkdir(parents=True)
        self._articles: list[str] = []
        self._stamps: list[str | None] = []
        self._parts: list[Rows] = []
        self._number: dict[str, int] = {}
        self._count = 0
        if old is not None:
            _link_files(old.folder / "words", words)
            shutil.copyfile(old.folder / "vectors.i8", folder / "vectors.i8")
            self._keep(old, frozenset(gone))
        self._vectors = (folder / "vectors.i8").open("ab")
        self._index = index_at(str(words))
        self._writer = self._index.writer(WRITER_BYTES, 1)
        for article in gone:
            self._writer.delete_documents_by_term("article", article)

    def _keep(self, old: Cache, gone: frozenset[str]) -> None:
        self._articles = list(old.articles)
        self._stamps = [None if one in gone else stamp for one, stamp in zip(old.articles, old.stamps, strict=True)]
        dead = np.array([stamp is None for stamp in self._stamps], bool)
        article = np.where(dead[old.rows.article] | (old.rows.article < 0), -1, old.rows.article).astype(np.int32)
        self._parts = [Rows(article, old.rows.sentence, old.rows.lang, old.rows.scale)]
        self._count = len(old.rows)

    def take(self, sentences: Sentences, names: Mapping[str, tuple[str, ...]]) -> None:
        """Add sentences with their vectors."""
        numbers: list[int] = []
        for at, (article, _, text, lang, title, outlet, actors) in enumerate(sentences.rows, self._count):
            numbers.append(self._number_of(article))
            called = tuple(name for actor in actors for name in names.get(actor, ()))
            entry = Entry(at, article, text, lang, title, outlet, called, tuple(actors))
            self._writer.add_document(document_of(entry))
        langs = [LANGS.index(row[3]) if row[3] in LANGS else len(LANGS) for row in sentences.rows]
        self._parts.append(
            Rows(
                np.array(numbers, np.int32),
                np.array([row[1] for row in sentences.rows], np.int32),
                np.array(langs, np.int8),
                sentences.scales,
            )
        )
        self._vectors.write(sentences.vectors.tobytes())
        self._count += len(sentences.rows)

    def _number_of(self, article: str) -> int:
        if article not in self._number:
            self._number[article] = len(self._articles)
            self._articles.append(article)
            self._stamps.append(None)
        return self._number[article]

    def finish(self, state: str, taken: Iterable[str], stamps: Mapping[str, str]) -> None:
        """Write everything to the end, the manifest last."""
        for article in taken:
            self._stamps[self._number_of(article)] = stamps[article]
        self._writer.commit()
        self._writer.wait_merging_threads()
        self._vectors.close()
        rows = Rows(*(_joined(self._parts, name) for name in ("article", "sentence", "lang", "scale")))
        vectors: NDArray[np.int8] = np.zeros((0, SIZE), np.int8)
        if len(rows):
            vectors = np.memmap(self._folder / "vectors.i8", np.int8, "r", shape=(len(rows), SIZE))
        centres = centres_of(vectors, rows.scale, rows.lang, rows.article >= 0, len(LANGS) + 1)
        np.savez(
            self._folder / "rows.npz",
            article=rows.article,
            sentence=rows.sentence,
            lang=rows.lang,
            scale=rows.scale,
            centres=centres.means,
            lengths=centres.lengths,
        )
        manifest: dict[str, Any] = {
            "made_by": _made_by(),
            "case_state": state,
            "sizes": {
                str(path.relative_to(self._folder)): path.stat().st_size
                for path in sorted(self._folder.rglob("*"))
                if path.is_file() and path.suffix != ".lock"
            },
            "articles": list(zip(self._articles, self._stamps, strict=True)),
        }
        (self._folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


_TYPES: Mapping[str, Any] = {"article": np.int32, "sentence": np.int32, "lang": np.int8, "scale": np.float32}


def _joined(parts: Sequence[Rows], name: str) -> NDArray[Any]:
    return np.concatenate([np.zeros(0, _TYPES[name]), *(getattr(part, name) for part in parts)]).astype(_TYPES[name])


def _link_files(old: Path, new: Path) -> None:
    """Give a folder the files of another one, without locks; copies where the system has no hard links."""
    for path in old.iterdir():
        if path.suffix == ".lock":
            continue
        try:
            os.link(path, new / path.name)
        except OSError:
            shutil.copyfile(path, new / path.name)


def _make_count(folder: Path, name: str) -> None:
    """Let a state count, and delete all others."""
    pointer = folder / f"current.{secrets.token_hex(4)}"
    pointer.write_text(name, encoding="ascii")
    pointer.replace(folder / "current")
    for path in folder.iterdir():
        if path.is_dir() and _STATE.fullmatch(path.name) and path.name != name:
            shutil.rmtree(path, ignore_errors=True)
        elif path.name.startswith("current.") and path != pointer:
            with suppress(OSError):
                path.unlink()
