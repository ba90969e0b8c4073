"""Readings as Parquet: what one task of a cluster has read, to be taken into a case elsewhere.

A shard has a row for each record of a source: where it was found, and either why it was refused or, for each table
that an article fills, a list of its rows. A shard appears under its name only when it is complete.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import IO, Any

import pyarrow as pa
import pyarrow.parquet as pq

from lagebild.articles.legible import legible
from lagebild.articles.sources import Source, sources_in
from lagebild.case.arrow_rows import arrow_of
from lagebild.case.bookkeeping import READ_TABLES
from lagebild.case.evidence import Row
from lagebild.case.rows import Rows
from lagebild.errors import RefusedSource, UsageError

SUFFIX = ".parquet"

RECORDS_AT_ONCE = 64
"""So many records are a row group: what is in memory at once, 1 to 2 MB of rows for news."""

_NAMES = tuple(table.name for table in READ_TABLES)


@dataclass(frozen=True, slots=True)
class ReadRecord:
    """A record that was read: where it was found (the source's address, what people call it, its number, the source's
    time in UTC), and the rows of its article, or why it was refused."""

    source_uri: str
    place: str
    position: int
    fetched_at: datetime | None
    rows: Rows | None = None
    refused: str | None = None


_FOUND = (
    pa.field("source_uri", pa.string()),
    pa.field("place", pa.string()),
    pa.field("position", pa.int64()),
    pa.field("fetched_at", pa.timestamp("us")),
    pa.field("refused", pa.string()),
)


def shards_in(folder: Path) -> Iterator[Source]:
    """Yield the finished shards of a folder, ordered by name.

    Raises:
        UsageError: there is no such folder, or no shard in it.
    """
    if not folder.is_dir():
        raise UsageError("there is no such folder of readings", place=legible(str(folder)))
    shards = [path for path in folder.iterdir() if path.suffix == SUFFIX and not path.name.startswith(".")]
    if not shards:
        raise UsageError(f"the folder holds no readings (*{SUFFIX})", place=legible(str(folder)))
    yield from sources_in(sorted(shards))


def shard_schema() -> pa.Schema:
    """Return the columns of a shard: where a record was found, then a list of rows for each table."""
    lists = [pa.field(name, pa.list_(pa.struct(arrow_of(name, ()).schema))) for name in _NAMES]
    return pa.schema([*_FOUND, *lists])


class ShardWriter:
    """Writes records into a shard, `RECORDS_AT_ONCE` at a time."""

    def __init__(self, file: IO[bytes]) -> None:
        self._schema = shard_schema()
        self._writer = pq.ParquetWriter(file, self._schema, compression="zstd")
        self._records: list[ReadRecord] = []

    def add(self, record: ReadRecord) -> None:
        """Add a record."""
        self._records.append(record)
        if len(self._records) == RECORDS_AT_ONCE:
            self._write()

    def close(self) -> None:
        """Write what is left and the end of the file."""
        self._write()
        self._writer.close()

    def _write(self) -> None:
        records, self._records = self._records, []
        if records:
            found = [pa.array([getattr(one, field.name) for one in records], field.type) for field in _FOUND]
            lists = [_lists_of(name, [one.rows or {} for one in records]) for name in _NAMES]
            self._writer.write_table(pa.Table.from_arrays([*found, *lists], schema=self._schema))


def _lists_of(name: str, articles: Iterable[Mapping[str, list[Row]]]) -> pa.ListArray:
    """Return the rows of one table, a list for each article."""
    lists = [rows.get(name, []) for rows in articles]
    ends = [0]
    for one in lists:
        ends.append(ends[-1] + len(one))
    table = arrow_of(name, [row for rows in lists for row in rows])
    columns = [column.combine_chunks() for column in table.columns]
    return pa.ListArray.from_arrays(
        pa.array(ends, pa.int32()), pa.StructArray.from_arrays(columns, fields=table.schema)
    )


def records_in(file: Any, place: str) -> Iterator[ReadRecord]:
    """Yield the records of a shard.

    Raises:
        RefusedSource: it is no file of readings, is damaged, or was made by a version with other tables.
    """
    try:
        shard = pq.ParquetFile(file)
        if shard.schema_arrow != shard_schema():
            raise RefusedSource("It holds no readings that this version can take.", place=place)
        for group in range(shard.num_row_groups):
            yield from _records_of(shard.read_row_group(group))
    except (pa.ArrowException, OSError) as error:
        reason = str(error).partition("\n")[0]
        raise RefusedSource(f"It is no Parquet file, or a damaged one ({reason}).", place=place) from error


def _records_of(group: pa.Table) -> Iterator[ReadRecord]:
    found = [group.column(field.name).to_pylist() for field in _FOUND]
    tables = {name: _rows_of_lists(group.column(name).combine_chunks()) for name in _NAMES}
    for number, (uri, place, position, fetched_at, refused) in enumerate(zip(*found, strict=True)):
        rows = {name: lists[number] for name, lists in tables.items()} if refused is None else None
        yield ReadRecord(uri, place, position, fetched_at, rows, refused)


def _rows_of_lists(lists: pa.ListArray) -> list[list[Row]]:
    rows = list(zip(*(column.to_pylist() for column in lists.flatten().flatten()), strict=True))
    first = lists.offsets[0].as_py() if len(lists) else 0
    ends = [end - first for end in lists.offsets.to_pylist()]
    return [rows[start:end] for start, end in pairwise(ends)]
