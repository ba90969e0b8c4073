"""The datasets whose files are read, as declared in `datasets.toml`, and which of them a file is by its first lines."""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from lagebild.errors import RefusedSource

TABLE_COLUMNS = 8
"""So many columns, in every one of the first lines, make a file a table and no text."""
LINES_LOOKED_AT = 5
FEWEST_DELIMITERS = 4
"""What has fewer in its first line is no table that is worth a look; GDELT files may begin with a broken line."""
_DELIMITERS = ("\t", ",", ";")
_LINE_OF_GDELT = {0: re.compile(r"\d+"), 1: re.compile(r"\d{8}")}
_MARK = "\ufeff"


class UnreadTable(RefusedSource):
    """A file that is a table, and none that can be read."""


@dataclass(frozen=True, slots=True)
class Side:
    """The columns of one side of an event; None for what a dataset does not have."""

    country: str | int | None
    sector: str | int | None
    name: str | int | None


@dataclass(frozen=True, slots=True)
class Dataset:
    """How the files of a dataset are read; `datasets.toml` says what each field means."""

    name: str
    version: str
    delimiters: tuple[str, ...]
    quoted: bool
    width: int | None
    header: tuple[str, ...]
    record: tuple[str | int, ...]
    day: str | int
    day_formats: tuple[str, ...]
    type: tuple[str | int, ...]
    scheme: str
    points: tuple[str | int, ...]
    countries: str
    source: Side
    target: Side
    separator: str | None
    sector_separator: str | None
    state_sectors: frozenset[str]
    state_name: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class Layout:
    """A file of a dataset: its delimiter, its columns in order (numbers if it has no header)."""

    dataset: Dataset
    delimiter: str
    columns: tuple[str | int, ...]

    @property
    def has_header(self) -> bool:
        """Whether the first line names the columns."""
        return self.dataset.width is None


def _dataset(name: str, declared: Mapping[str, Any]) -> Dataset:
    source, target = (
        Side(side.get("country"), side.get("sector"), side.get("name"))
        for side in (declared["source"], declared["target"])
    )
    return Dataset(
        name=name,
        version=declared["version"],
        delimiters=tuple(declared["delimiters"]),
        quoted=declared["quoted"],
        width=declared.get("width"),
        header=tuple(declared.get("header", ())),
        record=tuple(declared["record"]),
        day=declared["day"],
        day_formats=tuple(declared["day_formats"]),
        type=tuple(declared["type"]),
        scheme=declared["scheme"],
        points=tuple(declared.get("points", ())),
        countries=declared["countries"],
        source=source,
        target=target,
        separator=declared.get("separator"),
        sector_separator=declared.get("sector_separator"),
        state_sectors=frozenset(declared["state_sectors"]),
        state_name=re.compile(declared["state_name"]) if "state_name" in declared else None,
    )


DATASETS: Mapping[str, Dataset] = {
    name: _dataset(name, declared)
    for name, declared in tomllib.loads(
        files("lagebild.imported").joinpath("datasets.toml").read_text(encoding="utf-8")
    ).items()
}


def layout_of(head: bytes, place: str) -> Layout | None:
    """Return which dataset's file begins with these bytes and how it is laid out; None for what is no table.

    Raises:
        UnreadTable: it is a table of no known dataset, or of one in an encoding that is not read.
    """
    text = _text_of(head)
    if max(map(text.partition("\n")[0].count, _DELIMITERS)) < FEWEST_DELIMITERS:
        return None
    lines = text.splitlines()
    # The last line may be cut off.
    whole = [line for line in (lines if text.endswith(("\n", "\r")) or len(lines) == 1 else lines[:-1]) if line.strip()]
    for dataset in DATASETS.values():
        layout = _layout(dataset, whole[:LINES_LOOKED_AT])
        if layout is not None:
            if b"\0" in head:
                raise UnreadTable(f"It is a {dataset.name} file in UTF-16; save it as UTF-8.", place=place)
            return layout
    width = _width_of_table(whole[:LINES_LOOKED_AT])
    if width:
        known = ", ".join(DATASETS)
        raise UnreadTable(f"It is a table of {width} columns, of no dataset that is read ({known}).", place=place)
    return None


def _text_of(head: bytes) -> str:
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return head[: len(head) // 2 * 2].decode("utf-16", "replace")
    return head.decode("utf-8", "replace").removeprefix(_MARK)


def _layout(dataset: Dataset, lines: Sequence[str]) -> Layout | None:
    if not lines:
        return None
    for delimiter in dataset.delimiters:
        if dataset.width is None:
            columns = _cells(lines[0], delimiter, quoted=True)
            named = {column.casefold(): column for column in columns}
            if all(name.casefold() in named for name in dataset.header):
                declared = {name.casefold(): name for name in _named_columns(dataset)}
                return Layout(dataset, delimiter, tuple(declared.get(one.casefold(), one) for one in columns))
        elif any(_is_headless(line.split(delimiter), dataset.width) for line in lines):
            return Layout(dataset, delimiter, tuple(range(dataset.width)))
    return None


def _is_headless(cells: Sequence[str], width: int) -> bool:
    return len(cells) == width and all(pattern.fullmatch(cells[at]) for at, pattern in _LINE_OF_GDELT.items())


def _named_columns(dataset: Dataset) -> list[str]:
    sides = (
        column
        for side in (dataset.source, dataset.target)
        for column in (side.country, side.sector, side.name)
        if column is not None
    )
    return [str(one) for one in (*dataset.record, dataset.day, *dataset.type, *dataset.points, *sides, *dataset.header)]


def _cells(line: str, delimiter: str, *, quoted: bool) -> list[str]:
    if not quoted:
        return line.split(delimiter)
    try:
        return [cell.strip() for cell in next(csv.reader([line], delimiter=delimiter))]
    except (csv.Error, StopIteration):
        return []


def _width_of_table(lines: Sequence[str]) -> int:
    """Return the columns of a table that these lines begin, 0 if they begin a text."""
    if len(lines) < 2:
        return 0
    for delimiter in _DELIMITERS:
        widths = {len(_cells(line, delimiter, quoted=delimiter != "\t")) for line in lines}
        if len(widths) == 1 and (width := widths.pop()) >= TABLE_COLUMNS:
            return width
    return 0
