"""Events of other datasets in the case: files of them are read in short transactions, again only what is new."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa
import pyarrow.compute as pc

from lagebild.articles.sources import Source
from lagebild.case.arrow_rows import insert
from lagebild.case.connection import first_row, reading, writing
from lagebild.case.rows import utc_of
from lagebild.case.shown import STORED
from lagebild.case.versions import MERGE_VERSION_TEXT, READER_VERSION_TEXT
from lagebild.errors import RefusedSource, UsageError
from lagebild.imported.blocks import HEAD_BYTES, opened_members
from lagebild.imported.dataset import DATASETS, Dataset, UnreadTable, layout_of
from lagebild.imported.monthly import datasets_in, dyads_of, monthly_sums
from lagebild.imported.records import BadLines, records_in

BATCH_RECORDS = 300_000
"""Written in one transaction: well under the 2 s that a writer may hold the case (the design), measured in
benchmarks/imported.py."""


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """What came of a file: events added and known before, and the lines that are none, the first few with a reason.

    `unknown_types` and `unknown_countries` are what the file calls a type that is none of PLOVER's, or a country that
    is no state, with the number of records and of sides; such an event stays, without a type or a side.
    """

    place: str
    dataset: str
    new: int
    known: int
    bad_lines: int
    first_bad: tuple[str, ...]
    unknown_types: Mapping[str, int] = field(default_factory=dict)
    unknown_countries: Mapping[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class Imports:
    """What a build imported: files with events, files skipped as known, and what was refused with its reason."""

    files: list[ImportedFile] = field(default_factory=list)
    skipped: int = 0
    refused: list[tuple[str, str]] = field(default_factory=list)

    @property
    def new(self) -> int:
        """The number of events added."""
        return sum(one.new for one in self.files)

    @property
    def known(self) -> int:
        """The number of events that the case had."""
        return sum(one.known for one in self.files)

    @property
    def bad_lines(self) -> int:
        """The number of lines that were no event."""
        return sum(one.bad_lines for one in self.files)


def without_datasets(sources: Iterable[Source], aside: list[Source]) -> Iterator[Source]:
    """Yield the sources that are no files of a dataset; those that are, or are tables of none, go to `aside`."""
    for source in sources:
        if _is_table(source):
            aside.append(source)
        else:
            yield source


def _is_table(source: Source) -> bool:
    """Return whether a file holds a table; what cannot be read is left to those who refuse it."""
    if not source.uri.startswith("file:"):
        return False
    try:
        with source.load() as stream, opened_members(stream, source.place) as members:
            name, member = next(members, (source.place, None))
            return member is not None and layout_of(member.read(HEAD_BYTES), name) is not None
    except UnreadTable:
        return True
    except (RefusedSource, OSError):
        return False


def import_files(
    path: Path, sources: Iterable[Source], progress: Callable[[int], None], is_interrupted: Callable[[], bool]
) -> Imports:
    """Read files of datasets into the case at `path`; `progress` gets the number of records read so far.

    Events that the case has (same dataset, version and record) stay as they are. What is interrupted goes on with the
    next build.

    Raises:
        CaseLocked: others held the case too long; what was written before stays.
    """
    run = _Import(path, progress, is_interrupted)
    for source in sources:
        if is_interrupted():
            break
        run.take(source)
    return run.done


class _Import:
    """The files of one build on their way into the case."""

    def __init__(self, path: Path, progress: Callable[[int], None], is_interrupted: Callable[[], bool]) -> None:
        self._path = path
        self._progress = progress
        self._is_interrupted = is_interrupted
        self._records = 0
        self.done = Imports()

    def take(self, source: Source) -> None:
        """Import a file, if it has changed since it was imported."""
        if self._is_known(source):
            self.done.skipped += 1
            return
        refusals: list[tuple[str, str]] = []
        found: list[ImportedFile] = []
        try:
            with source.load() as stream, opened_members(stream, source.place) as members:
                for name, member in members:
                    self._take_table(name, member, found)
        except (RefusedSource, OSError) as error:
            reason = error.message if isinstance(error, RefusedSource) else f"It cannot be read: {error}"
            refusals.append((source.place, reason))
        self.done.files += found
        self.done.refused += refusals
        if not self._is_interrupted():
            self._note(source, found, refusals)

    def _take_table(self, name: str, member: BinaryIO, found: list[ImportedFile]) -> None:
        head = _Headed(member)
        layout = layout_of(head.head, name)
        if layout is None:
            raise RefusedSource(f"{name} is no file of {', '.join(DATASETS)}.", place=name)
        bad = BadLines()
        new = known = 0
        try:
            for batch in _batches(records_in(head, layout, name, bad, _last_day())):  # type: ignore[arg-type]
                added = _write(self._path, layout.dataset, name, batch)
                new, known = new + added, known + len(batch) - added
                self._records += len(batch)
                self._progress(self._records)
                if self._is_interrupted():
                    break
        finally:
            told = bad.number, tuple(bad.first), dict(bad.types.most_common()), dict(bad.countries.most_common())
            found.append(ImportedFile(name, layout.dataset.name, new, known, *told))

    def _is_known(self, source: Source) -> bool:
        with reading(self._path) as connection:
            row = first_row(
                connection,
                f"SELECT fetched_at, refused, reader_version FROM {STORED}.sources WHERE uri = ?",
                [source.uri],
            )
        return row is not None and row[0] == utc_of(source.fetched_at) and (not row[1] or row[2] == READER_VERSION_TEXT)

    def _note(self, source: Source, found: list[ImportedFile], refusals: list[tuple[str, str]]) -> None:
        told = [(one.place, f"{one.bad_lines} lines are no event: {'; '.join(one.first_bad)}") for one in found]
        bad = [line for line, one in zip(told, found, strict=True) if one.bad_lines]
        with writing(self._path) as connection:
            connection.execute(f"DELETE FROM {STORED}.sources WHERE uri = ?", [source.uri])
            connection.execute(f"DELETE FROM {STORED}.refusals WHERE source_uri = ?", [source.uri])
            row = (source.uri, source.place, utc_of(source.fetched_at), None, 0, len(refusals), False)
            insert(connection, "sources", [(*row, READER_VERSION_TEXT)])
            insert(connection, "refusals", [(source.uri, *refusal) for refusal in (*refusals, *bad)])


def _last_day() -> date:
    """Return the last day of which anything can be told: where the day begins first, it is tomorrow in UTC."""
    return datetime.now(UTC).date() + timedelta(days=1)


class _Headed:
    """A stream whose first bytes were looked at."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.head = stream.read(HEAD_BYTES)
        self._left: bytes | None = self.head

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes."""
        if self._left is not None:
            head, self._left = self._left, None
            return head + self._stream.read(max(size - len(head), 0) if size >= 0 else -1)
        return self._stream.read(size)


def _batches(tables: Iterable[pa.Table]) -> Iterator[pa.Table]:
    """Yield tables of about `BATCH_RECORDS` rows."""
    waiting: list[pa.Table] = []
    rows = 0
    for table in tables:
        waiting.append(table)
        rows += len(table)
        while rows >= BATCH_RECORDS:
            together = pa.concat_tables(waiting)
            yield together.slice(0, BATCH_RECORDS)
            waiting = [together.slice(BATCH_RECORDS)]
            rows -= BATCH_RECORDS
    if rows:
        yield pa.concat_tables(waiting)


def _write(path: Path, dataset: Dataset, file: str, records: pa.Table) -> int:
    """Write the records that the case does not have; return how many those are."""
    first, last = (bound.as_py() for bound in pc.min_max(records["record_id"]).values())
    once = ""
    if pc.count_distinct(records["record_id"]).as_py() < len(records):
        once = "QUALIFY row_number() OVER (PARTITION BY record_id ORDER BY line) = 1"
    with writing(path) as connection:
        connection.register("incoming", records)
        # The bounds let DuckDB pass over the parts of the table whose ids lie elsewhere.
        done = first_row(
            connection,
            f"""INSERT INTO {STORED}.imported_events BY NAME
            SELECT $dataset AS dataset, $version AS version, record_id, $file AS file, line, date, type, sources,
                targets, weight, concat_ws(':', $dataset, $version, record_id) AS row_id
            FROM incoming WHERE NOT EXISTS (
                FROM {STORED}.imported_events e WHERE e.dataset = $dataset AND e.version = $version
                AND e.record_id BETWEEN $first AND $last AND e.record_id = incoming.record_id) {once}""",
            {"dataset": dataset.name, "version": dataset.version, "file": file, "first": first, "last": last},
        )
        connection.unregister("incoming")
    return int(done[0]) if done else 0


def put_imported_dyads(path: Path) -> None:
    """Compute the dyads of every dataset anew whose events have changed since; all others stay as they are."""
    for dataset, number in _outdated(path).items():
        with reading(path) as connection:
            sums = monthly_sums(connection, f"{STORED}.imported_events", dataset)
        with writing(path) as connection:
            connection.execute(f"DELETE FROM {STORED}.dyads WHERE origin = ?", [dataset])
        for one in sums:
            for dyads in dyads_of(one):
                _write_dyads(path, dataset, dyads)
        with writing(path) as connection:
            connection.execute(f"DELETE FROM {STORED}.imported_dyads WHERE dataset = ?", [dataset])
            insert(connection, "imported_dyads", [(dataset, number, MERGE_VERSION_TEXT)])


def _outdated(path: Path) -> dict[str, int]:
    """Return the datasets whose dyads were computed of other events or by other rules, with their number of events."""
    with reading(path) as connection:
        held = connection.execute(f"SELECT dataset, count(*) FROM {STORED}.imported_events GROUP BY 1 ORDER BY 1")
        numbers: dict[str, int] = dict(held.fetchall())
        done = connection.execute(f"SELECT dataset, events, merged_by FROM {STORED}.imported_dyads").fetchall()
    return {name: number for name, number in numbers.items() if (name, number, MERGE_VERSION_TEXT) not in done}


def _write_dyads(path: Path, dataset: str, dyads: pa.Table) -> None:
    with writing(path) as connection:
        connection.register("incoming", dyads)
        connection.execute(
            f"""INSERT INTO {STORED}.dyads BY NAME
            SELECT *, $origin AS origin, 0 AS n_statements,
                md5(concat_ws(' ', 'dyads', actor_a, actor_b, directed, period, $origin))[:16] AS row_id
            FROM incoming""",
            {"origin": dataset},
        )
        connection.unregister("incoming")


def remove_dataset(path: Path, dataset: str) -> int:
    """Take the events of a dataset and its dyads out of the case; return how many events there were.

    Its files may be imported again.

    Raises:
        UsageError: the case has none of it.
    """
    with writing(path) as connection:
        held = datasets_in(connection, f"{STORED}.imported_events")
        name = next((one for one in held if one.casefold() == dataset.casefold()), None)
        if name is None:
            raise UsageError(f"the case holds events of {', '.join(held) or 'no dataset'}", place=dataset)
        files = f"SELECT DISTINCT file FROM {STORED}.imported_events WHERE dataset = ?"
        # An event's file may be a member of the archive that the source was.
        connection.execute(
            f"""DELETE FROM {STORED}.sources s WHERE EXISTS (
                FROM ({files}) WHERE file = s.place OR starts_with(file, s.place || '/'))""",
            [name],
        )
        done = first_row(connection, f"DELETE FROM {STORED}.imported_events WHERE dataset = ?", [name])
        connection.execute(f"DELETE FROM {STORED}.dyads WHERE origin = ?", [name])
        connection.execute(f"DELETE FROM {STORED}.imported_dyads WHERE dataset = ?", [name])
    return int(done[0]) if done else 0
