"""A figure as a card: the figure, the sentence that says how to read it, and the table behind it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import plotly.graph_objects as go
from dash import html
from dash.development.base_component import Component

from lagebild.app.evidence import Asked
from lagebild.app.linking import Children
from lagebild.app.page import View
from lagebild.views.figures.picture import Picture
from lagebild.views.legible import legible
from lagebild.views.report.wording import number_words
from lagebild.views.system_table import SystemTable

MOST_ROWS = 100
"""Rows of the table behind a figure that are sent with the page; pages of their own show all in a grid."""

USUAL_HEIGHT = 450  # pixels


def figure_card(view: View, heading: str, picture: Picture, *, key: str, note: Children = None) -> Component:
    """Return a figure with its how-to-read sentence and its table; `key` is unique on the page.

    A click on whatever has ids of rows as `customdata` opens their evidence.
    """
    table = table_behind(view, picture.table)
    return section(heading, [figure(picture.figure, heading, key), table], how=picture.how, note=note)


def section(heading: str, children: Children, *, how: str = "", note: Children = None, key: str = "") -> Component:
    """Return a card with a heading, one sentence that says how to read it, and what it holds."""
    inside: list[Component] = [html.H2(legible(heading))]
    inside += [html.P(legible(how), className="how")] if how else []
    inside += [html.P(legible(note) if isinstance(note, str) else note, className="note")] if note else []
    named: dict[str, Any] = {"id": key} if key else {}
    return html.Section([*inside, *_listed(children)], className="card", **named)


def figure(shown: go.Figure, heading: str, key: str) -> Component:
    """Return a figure without a card around it; `heading` is what is read out for it.

    The browser draws it once it comes into sight (`assets/drawn.js`), so that a page shows its words at once.
    """
    attributes: dict[str, Any] = {"role": "group", "aria-label": heading, "data-figure": shown.to_json()}
    height = shown.layout.height or USUAL_HEIGHT
    return html.Div(id=f"figure-{key}", className="plot", style={"height": f"{height}px"}, **attributes)


def table_behind(view: View, table: SystemTable) -> Component:
    """Return the table behind a figure, folded; its rows open their evidence."""
    n = number_words(len(table.rows), view.lang)
    return html.Details(
        [html.Summary(view.t["card_table"].format(n=n)), plain_table(view, table)],
        className="table-behind",
    )


def plain_table(view: View, table: SystemTable) -> Component:
    """Return a table whose rows open their evidence, at most `MOST_ROWS` of it.

    The browser makes it of its data once it is unfolded, as text (`assets/drawn.js`): a component for each of some
    thousand cells would hold up every page.
    """
    shown, n = (number_words(count, view.lang) for count in (MOST_ROWS, len(table.rows)))
    data = {
        "columns": [legible(name) for name in table.columns],
        "rows": [[legible(cell) for cell in row] for row in table.rows[:MOST_ROWS]],
        "evidence": [Asked(rows).words for rows in table.evidence[:MOST_ROWS]] if any(table.evidence) else [],
        "counts": [number_words(len(rows), view.lang) if rows else "" for rows in table.evidence[:MOST_ROWS]],
        "heading": view.t["grid_evidence"],
        "open": view.t["evidence_open"],
        "note": view.t["card_table_cut"].format(shown=shown, n=n) if len(table.rows) > MOST_ROWS else "",
    }
    attributes: dict[str, Any] = {
        "tabIndex": 0,
        "role": "region",
        "aria-label": table.heading,
        "data-table": json.dumps(data, ensure_ascii=False),
    }
    return html.Div(className="scroll", **attributes)


def _listed(children: Children) -> Iterable[Any]:
    return children if isinstance(children, list | tuple) else [children]
