"""A table that fits its terminal: as a table where its columns have room, else row by row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich import box
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.table import Table
from rich.text import Text

NARROWEST_TEXT = 20
"""Columns of the terminal in which a text can still be read."""
GAP = 2
"""Columns between two cells."""


@dataclass(frozen=True, slots=True)
class FittedTable:
    """Headings and cells in words; columns whose index is in `numeric` stand on the right.

    Where there is too little room for the columns, each row is told line by line: heading and cell.
    """

    headings: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    numeric: frozenset[int] = frozenset()

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the table or its rows; called by rich."""
        if not self.rows or self._needed() <= options.max_width:
            yield self._table()
            return
        for row in self.rows:
            yield from self._lines(row)
            yield Text("")

    def _needed(self) -> int:
        """Return how many columns of the terminal the table needs to be read."""
        return sum(self._needed_by(at) + GAP for at in range(len(self.headings)))

    def _needed_by(self, at: int) -> int:
        longest = max(cell_len(line) for row in self.rows for line in (*row[at].splitlines(), ""))
        word = max((cell_len(word) for word in self.headings[at].split()), default=0)
        return max(min(longest, NARROWEST_TEXT), min(word, NARROWEST_TEXT))

    def _table(self) -> Table:
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
        for at, heading in enumerate(self.headings):
            table.add_column(heading, justify="right" if at in self.numeric else "left", overflow="fold")
        for row in self.rows:
            table.add_row(*map(Text, row))
        return table

    def _lines(self, row: tuple[str, ...]) -> RenderResult:
        told = [(heading, cell) for heading, cell in zip(self.headings, row, strict=True) if cell]
        for at, (heading, cell) in enumerate(told):
            line = Text(f"{heading}: ", style="bold" if at == 0 else "dim")
            line.append(" ".join(cell.split()), style="bold" if at == 0 else "not dim")
            yield line
