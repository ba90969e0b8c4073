"""What leads somewhere: links inside the app, and whatever opens the evidence it stands on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from lagebild.app.evidence import Asked
from lagebild.system.facts import Evidence

Children = Any
"""What Dash shows inside of something: words, a component, or several of them."""


def link(children: Children, href: str, class_name: str = "") -> Component:
    """Return a link to another view of the app; the page is not loaded again."""
    return dcc.Link(children, href=href, className=class_name)


def evidence_data(rows: Iterable[str] = (), places: Iterable[Evidence] = ()) -> dict[str, str]:
    """Return the attribute that makes an element open the drawer: ids of rows of any table, places in articles."""
    return {"data-evidence": Asked(tuple(dict.fromkeys(rows)), tuple(dict.fromkeys(places))).words}


def evidence_button(
    children: Children,
    label: str,
    *,
    rows: Iterable[str] = (),
    places: Iterable[Evidence] = (),
    class_name: str = "evidence-link",
) -> Component:
    """Return words that open the evidence they stand on; `label` is what is read out for them."""
    attributes: dict[str, Any] = {**evidence_data(rows, places), "aria-label": label}
    return html.Button(children, type="button", className=class_name, title=label, **attributes)
