"""The build: sources are read in processes and written in batches; again, it reads only what is new."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes, urlsplit

from lagebild.articles.sources import Source, file_uri
from lagebild.case.connection import first_row, reading
from lagebild.case.imported_rows import Imports, import_files, put_imported_dyads, without_datasets
from lagebild.case.info import languages_in, names_only_in
from lagebild.case.merging_step import merge_case
from lagebild.case.messages import ArticlesRead
from lagebild.case.rows import utc_of
from lagebild.case.shown import STORED
from lagebild.case.versions import READER_VERSION_TEXT
from lagebild.case.workers import SourceDied, SourceRead, read_in_processes
from lagebild.case.writing import Batch, SourceOutcome, Written, check_writable, text_of, write_batch
from lagebild.cluster.shards import records_in
from lagebild.errors import EvidenceError, RefusedSource

FIRST_BATCH_CHARACTERS = 1_000_000
LARGEST_BATCH_CHARACTERS = 4_000_000
SMALLEST_BATCH_CHARACTERS = 500_000
"""How much text is collected for a transaction: it starts at the first and follows what the machine manages. A commit
takes about as long for a tenth of the smallest, so smaller ones would only hold the case more often."""

BATCH_SECONDS = 0.5
"""What a transaction should take: a busy machine needs up to four times as long, and a writer may hold the case for 2 s
(the design)."""

BATCH_SOURCES = 2_000
"""So many sources without an article (refused ones) are a batch too."""

COLLECTING_SECONDS = 5.0
"""What has been read for so long is written even if it is little: that much a killed build loses."""

SOURCES_LOOKED_UP = 512
"""So many sources are looked up in the case at once to see whether they are known."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a build stands: sources done (of how many, where that is known), articles, words, refusals, and
    records of other datasets."""

    sources: int = 0
    skipped: int = 0
    articles: int = 0
    words: int = 0
    refused: int = 0
    records: int = 0
    merging: bool = False


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build did.

    `read` counts the sources that were read, `skipped` those known from an earlier build, `new` the articles added,
    `known` articles found again, `new_versions` those of the new ones that replace an older version of their address,
    `withdrawn` articles left out because they were removed from this case, `copies` the near-duplicates in the case,
    `names_only` the case's articles by languages the reader does not know, None where the language cannot be told.
    `refused` names what could not be read, with its reason; `imports` are the events of other datasets; `interrupted`
    says that Ctrl-C ended the build early.
    """

    read: int
    skipped: int
    new: int
    known: int
    new_versions: int
    withdrawn: int
    copies: int
    names_only: dict[str | None, int]
    words: int
    refused: tuple[tuple[str, str], ...]
    imports: Imports
    interrupted: bool
    seconds: float

    @property
    def nothing_readable(self) -> bool:
        """Whether there were sources and not one article came of them, now or earlier."""
        return bool(self.refused) and not (
            self.new or self.known or self.skipped or self.withdrawn or self.imports.files
        )


def build(
    path: Path,
    sources: Iterator[Source],
    processes: int | None = None,
    progress: Callable[[Progress], None] = lambda _: None,
    shards: Iterable[Source] = (),
) -> Summary:
    """Read sources into the case at `path` and merge; what the case knows is skipped.

    `shards` hold what was read elsewhere (`lagebild.cluster`), which is taken first. `processes` is the number of
    reading processes, by default the number of cores this process may use. Ctrl-C ends the build after the current
    batch; what is written by then stays, and the next build goes on from there.

    Raises:
        CaseLocked: others held the case too long; batches written before stay.
    """
    started = time.monotonic()
    run = _Run(path, progress)
    with _interruption() as interrupted:
        for shard in run.unknown(shards):
            run.take_shard(shard, interrupted.is_set)
        results = read_in_processes(run.unknown(run.without_tables(sources)), processes or cores(), run.known_articles)
        try:
            for source, result in results:
                run.take(source, result)
                if interrupted.is_set():
                    break
        finally:
            results.close()
        run.write()
        run.import_tables(interrupted.is_set)
    if not interrupted.is_set():
        run.report(merging=True)
        merge_case(path)
        put_imported_dyads(path)
    return run.summary(interrupted=interrupted.is_set(), seconds=time.monotonic() - started)


def cores() -> int:
    """Return the number of processor cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class _Run:
    """One build under way."""

    def __init__(self, path: Path, progress: Callable[[Progress], None]) -> None:
        self._path = path
        self._progress = progress
        self._state = Progress()
        self._batch = Batch()
        self._limit = FIRST_BATCH_CHARACTERS
        self._begun = time.monotonic()
        self._written = Written()
        self._refused: list[tuple[str, str]] = []
        self._imports = Imports()
        self._tables: list[Source] = []
        self._sizes: dict[str, int | None] = {}
        self._own = {file_uri(Path(f"{path}{suffix}")) for suffix in ("", ".wal")}

    def without_tables(self, sources: Iterator[Source]) -> Iterator[Source]:
        """Return the sources but for the case itself and for tables of other datasets, which are put aside."""
        return without_datasets((source for source in sources if source.uri not in self._own), self._tables)

    def unknown(self, sources: Iterable[Source]) -> Iterator[Source]:
        """Yield the sources that the case has not read in the state they are in now."""
        waiting = iter(sources)
        while some := list(islice(waiting, SOURCES_LOOKED_UP)):
            sizes = {source.uri: _size_of(source) for source in some}
            with reading(self._path) as connection:
                rows = connection.execute(
                    f"""SELECT uri, fetched_at, size, refused, died, reader_version FROM {STORED}.sources
                    WHERE uri IN (SELECT unnest(?))""",
                    [list(sizes)],
                ).fetchall()
                refusals = connection.execute(
                    f"SELECT source_uri, place, reason FROM {STORED}.refusals WHERE source_uri IN (SELECT unnest(?))",
                    [list(sizes)],
                ).fetchall()
            states = {
                uri: (fetched_at, size)
                for uri, fetched_at, size, refused, died, version in rows
                if not died and (refused == 0 or version == READER_VERSION_TEXT)
            }
            for source in some:
                if states.get(source.uri) == (utc_of(source.fetched_at), sizes[source.uri]):
                    self._refused += [(place, reason) for uri, place, reason in refusals if uri == source.uri]
                    self.report(skipped=self._state.skipped + 1)
                else:
                    self._sizes[source.uri] = sizes[source.uri]
                    yield source

    def known_articles(self, article_ids: Sequence[str]) -> set[str]:
        """Return those of the ids that the case holds."""
        with reading(self._path) as connection:
            rows = connection.execute(
                f"SELECT article_id FROM {STORED}.articles WHERE article_id IN (SELECT unnest(?))", [list(article_ids)]
            ).fetchall()
        return {article_id for (article_id,) in rows}

    def take(self, source: Source, result: ArticlesRead | SourceRead | SourceDied) -> None:
        """Collect a result, and write when enough has come together."""
        match result:
            case ArticlesRead():
                self._take_articles(source, result)
            case SourceRead(articles, refusals):
                self._take_outcome(source, articles, refusals, died=False)
            case SourceDied(reason):
                self._take_outcome(source, 0, ((source.place, reason),), died=True)
        self._write_enough()

    def take_shard(self, shard: Source, is_interrupted: Callable[[], bool]) -> None:
        """Collect the readings of a shard, and write whenever enough has come together; one that is damaged is refused.

        What is interrupted goes on with the next build.
        """
        articles, refusals = 0, list[tuple[str, str]]()
        try:
            with shard.load() as file:
                for record in records_in(file, shard.place):
                    if is_interrupted():
                        return
                    if record.rows is None:
                        refusals.append((record.place, record.refused or ""))
                    else:
                        check_writable(record.rows)
                        articles += 1
                        self._batch.add_article(record.rows, record.source_uri, record.position, record.fetched_at)
                        words = len(text_of(record.rows).split())
                        self.report(articles=self._state.articles + 1, words=self._state.words + words)
                        self._write_enough()
        except (RefusedSource, EvidenceError) as error:
            refusals.append((shard.place, error.message))
        self._take_outcome(shard, articles, tuple(refusals), died=False)
        self._write_enough()

    def _write_enough(self) -> None:
        waited = time.monotonic() - self._begun > COLLECTING_SECONDS
        if waited or self._batch.characters >= self._limit or len(self._batch.outcomes) >= BATCH_SOURCES:
            self.write()

    def write(self) -> None:
        """Write what has come together."""
        batch, self._batch = self._batch, Batch()
        if batch:
            begun = time.monotonic()
            self._written += write_batch(self._path, batch)
            self._adapt(time.monotonic() - begun, batch.characters)
        self._begun = time.monotonic()

    def import_tables(self, is_interrupted: Callable[[], bool]) -> None:
        """Import the files of other datasets that were put aside."""
        done = import_files(self._path, self._tables, lambda records: self.report(records=records), is_interrupted)
        self._imports = done
        self._refused += done.refused
        self.report(
            sources=self._state.sources + len(self._tables) - done.skipped,
            skipped=self._state.skipped + done.skipped,
            refused=self._state.refused + len(done.refused),
        )

    def report(self, **changes: Any) -> None:
        """Change the state and tell whoever watches."""
        self._state = replace(self._state, **changes)
        self._progress(self._state)

    def summary(self, *, interrupted: bool, seconds: float) -> Summary:
        """Return what was done."""
        with reading(self._path) as connection:
            copies = first_row(connection, f"SELECT count(*) FROM {STORED}.copies") or (0,)
            names_only = names_only_in(languages_in(connection))
        written, state = self._written, self._state
        return Summary(
            read=state.sources,
            skipped=state.skipped,
            new=written.new,
            known=written.known,
            new_versions=written.new_versions,
            withdrawn=written.withdrawn,
            copies=copies[0],
            names_only=names_only,
            words=state.words,
            refused=tuple(sorted(self._refused)),
            imports=self._imports,
            interrupted=interrupted,
            seconds=seconds,
        )

    def _take_articles(self, source: Source, result: ArticlesRead) -> None:
        fetched_at = utc_of(source.fetched_at)
        for position, rows in result.articles:
            self._batch.add_article(rows, source.uri, position, fetched_at)
        for position, article_id in result.known:
            self._batch.add_sighting(article_id, source.uri, position, fetched_at)
        self._written += Written(known=len(result.known))
        self.report(articles=self._state.articles + len(result.articles), words=self._state.words + result.words)

    def _take_outcome(
        self, source: Source, articles: int, refusals: tuple[tuple[str, str], ...], *, died: bool
    ) -> None:
        self._refused += refusals
        self._batch.outcomes[source.uri] = SourceOutcome(
            source.uri,
            source.place,
            utc_of(source.fetched_at),
            self._sizes.pop(source.uri, None),
            articles,
            refusals,
            died,
            READER_VERSION_TEXT,
        )
        self.report(sources=self._state.sources + 1, refused=self._state.refused + len(refusals))

    def _adapt(self, seconds: float, characters: int) -> None:
        """Let batches grow or shrink towards `BATCH_SECONDS`, at most by half or double at once."""
        if characters >= self._limit // 2:
            factor = min(2.0, max(0.5, BATCH_SECONDS / max(seconds, 1e-3)))
            self._limit = min(LARGEST_BATCH_CHARACTERS, max(SMALLEST_BATCH_CHARACTERS, int(self._limit * factor)))


def _size_of(source: Source) -> int | None:
    """Return the size of a source's file, or None if it is no file."""
    if not source.uri.startswith("file:"):
        return None
    # Not the source's place: that is made for people to read.
    name = os.fsdecode(unquote_to_bytes(urlsplit(source.uri).path))
    try:
        return Path(name).stat().st_size
    except (OSError, ValueError):
        return None


@contextmanager
def _interruption() -> Iterator[threading.Event]:
    """Give an event that the first Ctrl-C sets; the second one raises as usual. Only the main thread can ask for it."""
    asked = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield asked
        return
    usual = signal.getsignal(signal.SIGINT)

    def ask(*_: object) -> None:
        asked.set()
        signal.signal(signal.SIGINT, usual)

    signal.signal(signal.SIGINT, ask)
    try:
        yield asked
    finally:
        signal.signal(signal.SIGINT, usual)
