"""Listings as terminal tables or JSON."""

from __future__ import annotations

import json
from datetime import date, datetime

from rich.console import Console

from lagebild.views.labels import labels_in
from lagebild.views.terminal.fitted_table import FittedTable
from lagebild.views.terminal.listings import Listing

FOR_PROGRAMS = frozenset({"article_id", "disagreement_id", "follow_up_ids", "topic"})
"""Columns that only the JSON has: ids of what a row belongs to."""
NAMED = frozenset({"reason", "why", "rule", "kind", "modality", "type", "realis", "dimension", "change", "good"})
"""The columns whose values have a name in every language: the label COLUMN_VALUE."""


def table_of(listing: Listing, lang: str) -> FittedTable:
    """Return a listing as a table with headings and what marks say in `lang`; numbers stand on the right.

    Of the ids only that of a row itself is shown, which commands take.
    """
    labels = labels_in(lang)
    shown = [at for at, column in enumerate(listing.columns) if column not in FOR_PROGRAMS]

    def words(column: str, value: object) -> str:
        return shown_cell(labels.get(f"{column}_{value}", value) if column in NAMED else value)

    return FittedTable(
        tuple(labels.get(listing.columns[at], listing.columns[at]) for at in shown),
        [tuple(words(listing.columns[at], row[at]) for at in shown) for row in listing.rows],
        frozenset(
            place for place, at in enumerate(shown) if any(isinstance(row[at], int | float) for row in listing.rows)
        ),
    )


def json_of(listing: Listing) -> str:
    """Return a listing as a JSON array of objects, dates in ISO form."""
    return json.dumps(listing.as_records(), ensure_ascii=False, indent=2, default=plain_of)


def console_width_kept(console: Console) -> Console:
    """Return a console that does not wrap when its output goes into a file or pipe."""
    return console if console.is_terminal else Console(width=240, soft_wrap=True)


def shown_cell(value: object) -> str:
    """Return a value as it stands in a cell of a terminal table, nothing for none."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.15g}" if value.is_integer() else f"{value:.2f}"
    if isinstance(value, list | tuple):
        return ", ".join(str(v) for v in value)
    # Terminals obey control characters, so none from an article gets through.
    return "".join(c if c.isprintable() else " " for c in str(value))


def plain_of(value: object) -> object:
    """Return what JSON has no type for as a string, dates in ISO form."""
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value)
