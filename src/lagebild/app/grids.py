"""Grids of rows: sorted, filtered and paged in the browser; a click on a row opens the evidence it stands on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import dash_ag_grid as dag
from dash import html
from dash.development.base_component import Component

from lagebild.app.evidence import Asked
from lagebild.app.page import View
from lagebild.system.facts import Evidence
from lagebild.views.legible import legible
from lagebild.views.report.wording import number_words
from lagebild.views.system_table import SystemTable

ROWS_A_PAGE = 25
MOST_ROWS = 1_000
"""Rows sent to the browser, some 500 bytes each: pages order theirs so that the best come first."""
LONG_CELL = 120
"""Characters from which a column gets five parts of the width, as sentences do; short ones get one."""
SHORT_CELL = 12
"""Characters up to which no cell of a column needs a second line."""
FEW_COLUMNS = 4
"""So many fit beside a sentence on a page of 390 pixels, by scrolling a little."""
MOST_IDS = 200
"""Ids a row of a grid carries to the drawer, which shows no more sentences."""

WIDE_ONLY = "wide-only"
"""The class of columns that a page of 390 pixels leaves out (`assets/drawn.js`)."""

_THEME = (
    "themeQuartz.withParams({backgroundColor: 'var(--paper)', foregroundColor: 'var(--ink)', "
    "headerBackgroundColor: 'var(--paper)', headerTextColor: 'var(--quiet)', borderColor: 'var(--line)', "
    "rowHoverColor: 'var(--hover)', accentColor: 'var(--accent)', wrapperBorder: false, headerFontWeight: 600, "
    "fontFamily: 'inherit', fontSize: 14, headerColumnBorder: false, columnBorder: false, spacing: 7})"
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a grid: the key of its cells, its heading, and how it is set.

    `width` in pixels, None takes a share of what is left. Cells of a `link` column are words, with the address under
    `KEY_href` beside them. `sort_by` is the key of the value to sort by where that is not what is shown. `lines` words
    are set over several lines.
    """

    key: str
    heading: str
    width: int | None = None
    is_number: bool = False
    link: bool = False
    lines: bool = False
    sort_by: str = ""
    narrow: bool = True
    """Whether a page of 390 pixels shows it too."""
    share: int = 1
    """Parts of what is left that a column without a width takes."""
    is_short: bool = False
    """Whether its cells fit a line: the browser measures every cell that may not, most of what a grid takes."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a grid: cells by key, and the ids of rows or places it stands on."""

    cells: dict[str, Any]
    rows: tuple[str, ...] = ()
    places: tuple[Evidence, ...] = ()


def grid(
    view: View, key: str, label: str, columns: Sequence[Column], rows: Sequence[Row], n_rows: int | None = None
) -> Component:
    """Return a grid; `key` is unique on the page, `label` is what is read out for it.

    `n_rows` is how many rows there are where only those that are shown (`MOST_ROWS`) are given.
    """
    n = len(rows) if n_rows is None else n_rows
    shown = [_record(at, row) for at, row in enumerate(rows[:MOST_ROWS])]
    if not shown:
        return html.P(view.t["grid_empty"], className="note")
    is_paged = len(shown) > ROWS_A_PAGE
    table = dag.AgGrid(
        id=f"grid-{key}",
        columnDefs=[_definition(column) for column in columns],
        rowData=shown,
        getRowId="params.data._id",
        defaultColDef={"sortable": True, "resizable": True, "filter": False, "suppressHeaderMenuButton": True},
        columnSize="responsiveSizeToFit" if all(column.width for column in columns) else None,
        dashGridOptions={
            "theme": {"function": _THEME},
            "domLayout": "autoHeight",
            "pagination": is_paged,
            "paginationPageSize": ROWS_A_PAGE,
            "paginationPageSizeSelector": False,
            "suppressCellFocus": False,
            "enableCellTextSelection": True,
            "ensureDomOrder": True,
            "animateRows": False,
            "localeText": _WORDS[view.lang],
        },
        style={"height": None, "width": "100%"},
    )
    attributes: dict[str, Any] = {"role": "region", "aria-label": label}
    data: dict[str, Any] = {"data-csv": f"grid-{key}"}
    csv = html.Button(view.t["grid_csv"], type="button", className="csv", **data)
    inside: list[Component] = [html.Div(table, className="grid", **attributes), csv]
    if n > MOST_ROWS:
        counts = {"shown": number_words(MOST_ROWS, view.lang), "n": number_words(n, view.lang)}
        inside.insert(0, html.P(view.t["grid_cut"].format(**counts), className="note"))
    return html.Div(inside)


def grid_of(view: View, key: str, table: SystemTable) -> Component:
    """Return a table of the system as a grid; of many columns a narrow page shows the first and the sentences."""
    longest = [max((len(cells[at]) for cells in table.rows), default=0) for at in range(len(table.columns))]
    has_sentences = len(longest) > FEW_COLUMNS and max(longest) >= LONG_CELL
    columns = [
        Column(
            f"c{at}",
            name,
            lines=True,
            share=share_of(size),
            is_short=size <= SHORT_CELL,
            narrow=not has_sentences or at == 0 or size >= LONG_CELL,
        )
        for at, (name, size) in enumerate(zip(table.columns, longest, strict=True))
    ]
    told = zip(table.rows[:MOST_ROWS], table.evidence[:MOST_ROWS], strict=True)
    rows = [Row({f"c{at}": cell for at, cell in enumerate(cells)}, rows=own) for cells, own in told]
    return grid(view, key, table.heading, columns, rows, len(table.rows))


def share_of(longest: int) -> int:
    """Return the parts of the width that a column takes whose longest cell has so many characters."""
    return 1 + min(longest, LONG_CELL) // (LONG_CELL // 4)


def _record(at: int, row: Row) -> dict[str, Any]:
    cells = {key: legible(value) if isinstance(value, str) else value for key, value in row.cells.items()}
    return {**cells, "_id": f"{at} {Asked(row.rows[:MOST_IDS], row.places[:MOST_IDS]).words}"}


def _definition(column: Column) -> dict[str, Any]:
    classes = [*(["lines"] if column.lines else []), *([] if column.narrow else [WIDE_ONLY])]
    return {
        "field": column.key,
        "headerName": legible(column.heading),
        "headerClass": [] if column.narrow else [WIDE_ONLY],
        "cellClass": classes,
        **({"width": column.width} if column.width else {"flex": column.share, "minWidth": 80 + 28 * column.share}),
        **({"type": "rightAligned"} if column.is_number else {}),
        **({"cellRenderer": "AppLink"} if column.link else {}),
        **({"wrapText": True, "autoHeight": not column.is_short} if column.lines else {}),
        **({"comparator": {"function": f"appCompared(nodeA, nodeB, '{column.sort_by}')"}} if column.sort_by else {}),
    }


_GERMAN = (
    *(("page", "Seite"), ("to", "bis"), ("of", "von"), ("more", "mehr"), ("noRowsToShow", "Keine Zeilen")),
    *(("firstPage", "Erste Seite"), ("previousPage", "Vorige Seite"), ("nextPage", "Nächste Seite")),
    ("lastPage", "Letzte Seite"),
)
_WORDS = {"de": dict(_GERMAN), "en": {}}
"""What AG Grid says itself, where its own words are not in the language of the interface."""
