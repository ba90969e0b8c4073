"""The signed network of a month: who is friendly and hostile to whom, in the two camps that fit best."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import dash_cytoscape as cyto
from dash import ClientsideFunction, Input, Output, html
from dash.development.base_component import Component

from lagebild.app.cards import section
from lagebild.app.cases import OpenCases
from lagebild.app.choosing import chooser, choosers
from lagebild.app.evidence import Asked
from lagebild.app.grids import grid_of
from lagebild.app.page import Page, View
from lagebild.app.parts import part
from lagebild.system.periods import MONTHS_A_YEAR, number_of, period_of
from lagebild.system.triads import NetworkMonth
from lagebild.views.figures.signed_network import network_how, places_in, ties_table
from lagebild.views.legible import legible
from lagebild.views.palette import SIGN_COLOURS
from lagebild.views.triad_wording import SIGNS, TriadWording
from lagebild.views.triads import network_table

MOST_MONTHS = 120
"""Months that can be chosen, the latest."""
SPREAD, HEIGHT = 330, 560  # pixels from the middle to the outermost actor, and of the drawing
_STYLE: list[dict[str, Any]] = [
    {
        "selector": "node",
        "style": {
            "label": "data(label)", "font-size": 19, "width": 18, "height": 18, "background-color": "#4b5563",
            "color": "#6b7280", "text-valign": "center", "min-zoomed-font-size": 6,
        },
    },
    {"selector": ".left", "style": {"text-halign": "left", "text-margin-x": -6}},
    {"selector": ".right", "style": {"text-halign": "right", "text-margin-x": 6}},
    {"selector": "edge", "style": {"width": 2.2, "curve-style": "straight", "line-color": SIGN_COLOURS[None]}},
    {"selector": ".plus", "style": {"line-color": SIGN_COLOURS["+"]}},
    {"selector": ".minus", "style": {"line-color": SIGN_COLOURS["-"], "line-style": "dashed"}},
    {"selector": ".zero", "style": {"line-color": SIGN_COLOURS["0"], "line-style": "dotted"}},
    {"selector": ".untold", "style": {"line-style": "dotted"}},
    {"selector": ".thin", "style": {"width": 1}},
    {"selector": ".against", "style": {"width": 5}},
    {"selector": ":selected", "style": {"overlay-color": "#1f6fb2", "overlay-opacity": 0.18}},
]  # fmt: skip
_CLASSES = {"+": "plus", "-": "minus", "0": "zero", None: "untold"}


def body(view: View) -> Component:
    """Return the network of the month named by the option `month`, or of the last."""
    months = view.once("periods", lambda: view.system.periods())
    if not months:
        return html.P(view.t["network_none"], className="note")
    last, period = months[-1], _month(view)
    say = TriadWording(view.names, view.lang)
    choices = [
        (say.months(one, one), view.address.with_options(month="" if one == last else one).href)
        for one in months[::-1][:MOST_MONTHS]
    ]
    field = choosers(chooser("network-month", view.t["month"], choices, say.months(period, period)))
    return html.Div(
        [
            field,
            view.once(("network", period), lambda: _shown(view, _network(view))),
            part(view, "ties"),
            part(view, "frustration"),
        ]
    )


def _month(view: View) -> str:
    """Return the month (ISO) that is shown: the one the address names, or the last."""
    months = view.once("periods", lambda: view.system.periods())
    asked = view.option("month")
    return asked if asked in months else months[-1]


def _shown(view: View, month: NetworkMonth) -> Component:
    t = view.t
    drawing = cyto.Cytoscape(
        id="network",
        elements=list(_elements(view, month)),
        layout={"name": "preset", "fit": True, "padding": 36},
        stylesheet=_STYLE,
        style={"width": "100%", "height": f"{HEIGHT}px"},
        userZoomingEnabled=False,
        boxSelectionEnabled=False,
        responsive=True,
    )
    named: dict[str, Any] = {"role": "img", "aria-label": t["signed_network_heading"]}
    how = network_how(month, TriadWording(view.names, view.lang), view.lang)
    return section(t["signed_network_heading"], html.Div(drawing, className="network", **named), how=how)


def _network(view: View) -> NetworkMonth:
    """Return the network of the month shown."""
    period = _month(view)
    return view.once(("network of", period), lambda: view.system.networks(period, period)[0])


def _ties(view: View) -> Component:
    """Return the ties of the month shown as a table."""
    table = ties_table(_network(view), TriadWording(view.names, view.lang))
    return section(table.heading, grid_of(view, "ties", table), how=table.how)


def _elements(view: View, month: NetworkMonth) -> Iterator[dict[str, Any]]:
    places, against = places_in(month), set(month.frustration.frustrated)
    for actor, (x, y) in places.items():
        data = {"id": actor, "label": legible(view.name(actor)), "href": view.href("actor", actor)}
        yield {
            "data": data,
            "position": {"x": x * SPREAD, "y": -y * SPREAD * 0.7},
            "classes": "left" if x < 0 else "right",
        }
    for pair, tie in month.ties.items():
        if not set(pair) <= places.keys():
            continue
        told = tie.month
        classes = [_CLASSES[tie.sign]]
        classes += ["thin"] if told is None or told.thin else []
        classes += ["against"] if pair in against else []
        words = Asked(() if told is None else (*told.events, *told.statements)).words
        data = {"source": pair[0], "target": pair[1], "label": SIGNS[tie.sign], "evidence": words}
        yield {"data": data, "classes": " ".join(classes)}


def _frustration(view: View) -> Component:
    """Return how far the networks of the year that ends with the month shown are from balance."""
    last = _month(view)
    first = period_of(number_of(last) - MONTHS_A_YEAR + 1)
    table = view.once(
        ("frustration", last),
        lambda: network_table(view.system.networks(first, last), view.names, view.lang),
    )
    return section(table.heading, grid_of(view, "frustration", table), how=table.how)


def register(app: Any, cases: OpenCases, lang: str) -> None:
    """Let a click on a tie open its evidence, and one on an actor its page."""
    app.clientside_callback(
        ClientsideFunction("lagebildNetwork", "tied"),
        Output("asked", "data", allow_duplicate=True),
        Input("network", "tapEdgeData"),
    )
    app.clientside_callback(
        ClientsideFunction("lagebildNetwork", "named"),
        Output("url", "href", allow_duplicate=True),
        Input("network", "tapNodeData"),
    )


PAGE = Page("network", "n", body, register=register, parts={"ties": _ties, "frustration": _frustration})
