"""A figure as a card: the figure, the sentence that says how to read it, and the table behind it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import plotly.graph_objects as go
from dash import dcc, html
from dash.development.base_component import Component

from lagebild.app.linking import Children, evidence_button
from lagebild.app.page import View
from lagebild.views.figures.picture import Picture
from lagebild.views.legible import legible
from lagebild.views.report.wording import number_words
from lagebild.views.system_table import SystemTable

MOST_ROWS = 100
"""Rows of the table behind a figure that are sent with the page; pages of their own show all in a grid."""

_CONFIG: Any = {
    "displaylogo": False,
    "responsive": True,
    "modeBarButtons": [["toImage", "resetScale2d"]],
    "toImageButtonOptions": {"format": "svg"},
    "showTips": False,
}


def figure_card(view: View, heading: str, picture: Picture, *, key: str, note: Children = None) -> Component:
    """Return a figure with its how-to-read sentence and its table; `key` is unique on the page.

    A click on whatever has ids of rows as `customdata` opens their evidence.
    """
    table = table_behind(view, picture.table)
    return section(heading, [figure(picture.figure, heading, key), table], how=picture.how, note=note)


def section(heading: str, children: Children, *, how: str = "", note: Children = None, key: str = "") -> Component:
    """Return a card with a heading, one sentence that says how to read it, and what it holds."""
    inside: list[Component] = [html.H2(heading)]
    inside += [html.P(how, className="how")] if how else []
    inside += [html.P(note, className="note")] if note else []
    named: dict[str, Any] = {"id": key} if key else {}
    return html.Section([*inside, *_listed(children)], className="card", **named)


def figure(shown: go.Figure, heading: str, key: str) -> Component:
    """Return a figure without a card around it; `heading` is what is read out for it."""
    graph = dcc.Graph(figure=shown, id=f"figure-{key}", config=_CONFIG, responsive=True, style=_size(shown))
    attributes: dict[str, Any] = {"role": "img", "aria-label": heading}
    return html.Div(html.Div(graph, **attributes), className="figure")


def table_behind(view: View, table: SystemTable) -> Component:
    """Return the table behind a figure, folded; its rows open their evidence."""
    n = number_words(len(table.rows), view.lang)
    return html.Details(
        [html.Summary(view.t["card_table"].format(n=n)), plain_table(view, table)],
        className="table-behind",
    )


def plain_table(view: View, table: SystemTable) -> Component:
    """Return a table whose rows open their evidence, at most `MOST_ROWS` of it."""
    has_evidence = any(table.evidence)
    head = [html.Th(legible(name), scope="col") for name in table.columns]
    head += [html.Th(view.t["grid_evidence"], scope="col")] if has_evidence else []
    rows = [
        html.Tr([*(html.Td(legible(cell)) for cell in row), *([_evidence_cell(view, own)] if has_evidence else [])])
        for row, own in zip(table.rows[:MOST_ROWS], table.evidence[:MOST_ROWS], strict=True)
    ]
    parts: list[Component] = [html.Table([html.Thead(html.Tr(head)), html.Tbody(rows)])]
    if len(table.rows) > MOST_ROWS:
        shown, n = (number_words(count, view.lang) for count in (MOST_ROWS, len(table.rows)))
        parts.append(html.P(view.t["card_table_cut"].format(shown=shown, n=n), className="note"))
    attributes: dict[str, Any] = {"tabIndex": 0, "role": "region", "aria-label": table.heading}
    return html.Div(parts, className="scroll", **attributes)


def _evidence_cell(view: View, rows: Sequence[str]) -> Component:
    if not rows:
        return html.Td("")
    words = number_words(len(rows), view.lang)
    return html.Td(evidence_button(words, f"{view.t['evidence_open']}: {words}", rows=rows))


def _size(shown: go.Figure) -> dict[str, str]:
    height = shown.layout.height
    return {"height": f"{height}px"} if height else {}


def _listed(children: Children) -> Iterable[Any]:
    return children if isinstance(children, list | tuple) else [children]
