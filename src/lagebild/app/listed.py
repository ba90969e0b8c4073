"""Listings of a case (`lagebild show`) as grids of the app: the rows that pass the filters, in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from lagebild.app.grids import Column, Row
from lagebild.app.page import View
from lagebild.views.report.wording import day_words, percent_words
from lagebild.views.terminal.listings import listing_of
from lagebild.views.terminal.printing import NAMED

Record = dict[str, Any]

_PERCENT = frozenset({"confidence", "likelihood", "score"})


def listed(view: View, what: str, *arguments: str, passes: Callable[[Record], bool] = lambda _: True) -> list[Record]:
    """Return the rows of a listing that are of the articles and as sure as the filters want, and pass a test.

    Raises `UsageError` if an argument names nothing.
    """

    def computed() -> list[Record]:
        sieve = view.sieve
        return [
            row
            for row in all_listed(view, what, *arguments)
            if sieve.article(row["article_id"]) and sieve.confidence(row.get("confidence")) and passes(row)
        ]

    return view.once(("listed", what, arguments), computed)


def all_listed(view: View, what: str, *arguments: str) -> list[Record]:
    """Return the rows of a listing, read once for all filters."""
    key = ("all listed", what, arguments, view.lang)
    return view.snapshot.once(key, lambda: listing_of(view.case, what, arguments, view.lang).as_records())


def row_of(view: View, record: Record, columns: Sequence[Column], **further: Any) -> Row:
    """Return a record as a row of a grid with these columns; it opens the row it is of."""
    cells: dict[str, Any] = {}
    for column in columns:
        value = record.get(column.key)
        cells[column.key] = _words(view, column.key, value)
        if column.sort_by == f"{column.key}_sort":
            cells[column.sort_by] = value.isoformat() if isinstance(value, date) else value
    return Row(cells | further, rows=(str(record["id"]),))


def column(view: View, key: str, heading: str = "", **options: Any) -> Column:
    """Return a column of a listing under its label; days and numbers sort as such."""
    return Column(key, heading or view.t.get(key, key), sort_by=f"{key}_sort", **options)


def _words(view: View, key: str, value: Any) -> Any:
    if value is None:
        return ""
    if key in NAMED:
        return view.t.get(f"{key}_{value}", value)
    if key in _PERCENT and isinstance(value, float):
        return percent_words(value, view.lang)
    if isinstance(value, date):
        return day_words(value, view.lang)
    if isinstance(value, list | tuple):
        return " · ".join(map(str, value)) if key == "follow_up" else ", ".join(map(str, value))
    return value
