"""A figure of the report with what belongs to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from lagebild.views.figures.picture import Picture
from lagebild.views.report.tables import Cell, Column, TablePart
from lagebild.views.system_table import SystemTable

WIDE_CELL = 40
"""Characters from which a cell is set over several lines."""


@dataclass(frozen=True, slots=True)
class FigurePart:
    """A figure with the sentence that says how to read it, the table behind it, and further ones."""

    anchor: str
    plot_id: str
    heading: str
    how: str
    note: str | None
    columns: tuple[Column, ...]
    rows: Sequence[tuple[Cell, ...]]
    figure: go.Figure
    further: tuple[TablePart, ...] = ()


def part_of(
    anchor: str, heading: str, picture: Picture, note: str | None = None, further: Sequence[SystemTable] = ()
) -> FigurePart:
    """Return a figure of the system as the report shows it, with further tables behind it."""
    columns, rows = cells_of(picture.table)
    tables = tuple(
        TablePart(f"{anchor}-{number}", table.heading, *cells_of(table))
        for number, table in enumerate(further)
        if table.rows
    )
    return FigurePart(anchor, f"plot-{anchor}", heading, picture.how, note, columns, rows, picture.figure, tables)


def cells_of(table: SystemTable) -> tuple[tuple[Column, ...], list[tuple[Cell, ...]]]:
    """Return a table of the system as columns and cells of the report."""
    longest = [max((len(row[at]) for row in table.rows), default=0) for at in range(len(table.columns))]
    columns = tuple(Column(name, wide=size > WIDE_CELL) for name, size in zip(table.columns, longest, strict=True))
    articles = table.articles or (None,) * len(table.rows)
    return columns, [
        (*(Cell(text) for text in row[:-1]), Cell(row[-1], href=f"#a-{article}" if article else None))
        for row, article in zip(table.rows, articles, strict=True)
    ]
