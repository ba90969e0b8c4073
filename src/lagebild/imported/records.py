"""Blocks of a dataset's file as rows of `imported_events`.

Columns are read and looked up as a whole: every different cell is understood once (`cells.py`), whatever the number of
lines it stands in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, BinaryIO

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from lagebild.errors import RefusedSource
from lagebild.imported.blocks import Block, blocks_of
from lagebild.imported.cells import actors_of, day_of, points_in, type_of, unknown_countries
from lagebild.imported.dataset import Dataset, Layout, Side

RECORDS = pa.schema(
    [
        ("record_id", pa.string()),
        ("line", pa.int32()),
        ("date", pa.date32()),
        ("type", pa.string()),
        ("sources", pa.list_(pa.string())),
        ("targets", pa.list_(pa.string())),
        ("weight", pa.float64()),
    ]
)
"""What is taken of a record; dataset, version and file are those of all its records."""
BAD_LINES_NAMED = 3
"""Lines that are named of each reason."""
REASONS_NAMED = 5
"""Reasons that are named; the lines of the others are counted together."""
_EMPTY = "''"
_BETWEEN = "\x1f"
_MOST_CELLS_REMEMBERED = 500_000

Lookup = Callable[[str], Any]
Unknown = Callable[[str, Any], Sequence[str]]


@dataclass(slots=True)
class BadLines:
    """The lines of a file that are no record, by reason: how many, and the first of them.

    `types` and `countries` are what lines call so that is no type of PLOVER and no state, with the number of lines and
    of sides.
    """

    counts: Counter[str] = field(default_factory=Counter)
    lines: dict[str, list[int]] = field(default_factory=dict)
    types: Counter[str] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)

    def add(self, line: int, reason: str) -> None:
        """Count a line."""
        self.counts[reason] += 1
        lines = self.lines.setdefault(reason, [])
        if len(lines) < BAD_LINES_NAMED:
            lines.append(line)

    @property
    def number(self) -> int:
        """How many lines are no record."""
        return self.counts.total()

    @property
    def first(self) -> tuple[str, ...]:
        """The reasons in words, the most frequent first, each with its number of lines and the first of these."""
        named = self.counts.most_common(REASONS_NAMED)
        rest = self.number - sum(number for _, number in named)
        return (*(self._told(reason) for reason, _ in named), *([f"other reasons: {rest}"] if rest else []))

    def _told(self, reason: str) -> str:
        number, lines = self.counts[reason], self.lines[reason]
        more = " …" if number > len(lines) else ""
        return f"{reason}: {number} (line {', '.join(map(str, lines))}{more})"


def records_in(stream: BinaryIO, layout: Layout, place: str, bad: BadLines, last: date) -> Iterator[pa.Table]:
    """Yield the records of a file in tables like `RECORDS`; what is no record is added to `bad`.

    A record of a day after `last` is none: nobody knows what has not happened.
    Undecodable bytes become U+FFFD: they cost the cell they stand in and not the event.

    Raises:
        RefusedSource: it cannot be read on.
    """
    reader = _Reader(layout, bad, last)
    for block in blocks_of(stream, place, quoted=layout.dataset.quoted):
        try:
            yield reader.records(block)
        except pa.ArrowInvalid as error:
            raise RefusedSource(f"It cannot be read from line {block.first_line} on: {error}", place=place) from error


class _Reader:
    """Reads the blocks of one file and remembers what their cells mean."""

    def __init__(self, layout: Layout, bad: BadLines, last: date) -> None:
        self._layout = layout
        self._bad = bad
        self._last = last
        self._known: dict[str, dict[str, Any]] = {}

    def records(self, block: Block) -> pa.Table:
        """Return the records of a block."""
        dataset = self._layout.dataset
        cells, lines = self._cells(block)
        record = self._joined(cells, dataset.record)
        columns = {
            "record_id": record,
            "line": pa.array(lines, pa.int32()),
            "date": self._looked_up(cells, (dataset.day,), "date", lambda cell: day_of(cell, dataset)),
            "type": self._looked_up(
                cells,
                dataset.type,
                "type",
                lambda cell: type_of(tuple(cell.split(_BETWEEN)), dataset),
                lambda cell, kind: (_called(cell),) if kind is None else (),
            ),
            "sources": self._side(cells, dataset.source, "sources"),
            "targets": self._side(cells, dataset.target, "targets"),
            "weight": self._looked_up(cells, dataset.points, "weight", lambda cell: points_in(cell.split(_BETWEEN))),
        }
        table = pa.table([columns[name] for name in RECORDS.names], schema=RECORDS)
        named = pc.not_equal(pc.utf8_trim(pc.list_element(pc.split_pattern(record, _BETWEEN), 0), " \t\r"), "")
        dated = pc.fill_null(pc.less_equal(table["date"], pa.scalar(self._last, pa.date32())), False)
        used = self._joined(cells, cells.column_names)
        empty = pc.equal(pc.utf8_trim(used, f" \t\r{_BETWEEN}"), "")
        self._report(table.filter(pc.invert(pc.or_(pc.and_(named, dated), empty))))
        table = table.filter(pc.and_(named, dated))
        plain = pc.replace_substring(table["record_id"], _BETWEEN, "/")
        return table.set_column(0, "record_id", plain)

    def _side(self, cells: pa.Table, side: Side, column: str) -> pa.Array:
        dataset = self._layout.dataset
        present = tuple(one for one in (side.country, side.sector, side.name) if one is not None)

        def actors(cell: str) -> list[str]:
            of = dict(zip(present, cell.split(_BETWEEN), strict=True))
            country, sector, name = ("" if one is None else of[one] for one in (side.country, side.sector, side.name))
            return list(actors_of(country, sector, name, dataset))

        def unknown(cell: str, _: Any) -> Sequence[str]:
            of = dict(zip(present, cell.split(_BETWEEN), strict=True))
            told = side.name if dataset.state_name is not None else side.country
            return () if told is None else unknown_countries(of[told], dataset)

        return self._looked_up(cells, present, column, actors, unknown)

    def _looked_up(
        self, cells: pa.Table, names: Sequence[str | int], column: str, lookup: Lookup, unknown: Unknown | None = None
    ) -> pa.Array:
        """Return what a lookup makes of the cells of one or more columns; `unknown` is what is counted of one."""
        kind = RECORDS.field(column).type
        if not names:
            return pa.nulls(len(cells), kind)
        encoded = self._joined(cells, names).combine_chunks().dictionary_encode()
        if isinstance(encoded, pa.ChunkedArray):
            encoded = encoded.combine_chunks()
        known = self._known.setdefault(column, {})
        if len(known) > _MOST_CELLS_REMEMBERED:
            known.clear()
        different = encoded.dictionary.to_pylist()
        for cell in different:
            if cell not in known:
                known[cell] = lookup(cell)
        strange = {at: told for at, cell in enumerate(different) if unknown and (told := unknown(cell, known[cell]))}
        if strange:
            counts = np.bincount(encoded.indices.to_numpy(), minlength=len(different))
            counted = self._bad.types if column == "type" else self._bad.countries
            for at, told in strange.items():
                counted.update(dict.fromkeys(told, int(counts[at])))
        return pa.array([known[cell] for cell in different], kind).take(encoded.indices)

    def _joined(self, cells: pa.Table, names: Sequence[str | int]) -> pa.ChunkedArray:
        columns = [cells[str(name)] for name in names]
        return columns[0] if len(columns) == 1 else pc.binary_join_element_wise(*columns, _BETWEEN)

    def _cells(self, block: Block) -> tuple[pa.Table, np.ndarray[Any, np.dtype[np.int64]]]:
        """Return the columns that are used, as text, and the line of each row."""
        skipped: list[int] = []

        def skip(row: Any) -> str:
            skipped.append(row.number - 1)
            if row.text.strip():
                reason = f"{row.actual_columns} columns instead of {row.expected_columns}"
                self._bad.add(block.first_line + row.number - 1, reason)
            return "skip"

        names = [str(name) for name in self._layout.columns]
        used = [name for name in dict.fromkeys(_used(self._layout.dataset)) if name in names]
        data = _as_utf8(block.data)
        table = csv.read_csv(
            pa.BufferReader(data),
            read_options=csv.ReadOptions(
                use_threads=False, block_size=len(data) + 1, column_names=_distinct(names), encoding="utf8"
            ),
            parse_options=csv.ParseOptions(
                delimiter=self._layout.delimiter,
                quote_char='"' if self._layout.dataset.quoted else False,
                newlines_in_values=self._layout.dataset.quoted,
                ignore_empty_lines=False,
                invalid_row_handler=skip,
            ),
            convert_options=csv.ConvertOptions(
                include_columns=used,
                column_types=dict.fromkeys(used, pa.string()),
                strings_can_be_null=False,
            ),
        )
        for name in set(_used(self._layout.dataset)) - set(used):
            table = table.append_column(name, pa.array([""] * len(table), pa.string()))
        lines = np.delete(np.arange(len(table) + len(skipped)), skipped) + block.first_line
        if self._layout.has_header and block.first_line == 1:
            table, lines = table.slice(1), lines[1:]
        return table, lines

    def _report(self, bad: pa.Table) -> None:
        """Count rows without a record id or a day."""
        for row in bad.select(["line", "date"]).to_pylist():
            day = row["date"]
            late = None if day is None or day <= self._last else f"a day to come ({day.year})"
            self._bad.add(row["line"], "no day" if day is None else late or "no record id")


def _called(cell: str) -> str:
    return " / ".join(part.strip() for part in cell.split(_BETWEEN) if part.strip()) or _EMPTY


def _used(dataset: Dataset) -> Iterator[str]:
    for name in (*dataset.record, dataset.day, *dataset.type):
        yield str(name)
    for side in (dataset.source, dataset.target):
        yield from (str(name) for name in (side.country, side.sector, side.name) if name is not None)
    yield from map(str, dataset.points)


def _distinct(names: Sequence[str]) -> list[str]:
    """Return names of columns, those that come again told apart by their position."""
    return [name if names.index(name) == at else f"{name}\x1f{at}" for at, name in enumerate(names)]


def _as_utf8(data: bytes) -> bytes:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("utf-8", "replace").encode("utf-8")
    return data
