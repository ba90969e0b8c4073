"""Elements that a page carries as data: where many of them only show words and lead somewhere.

A component for each of a thousand elements holds up the browser for half a second; it makes them of data in a
twentieth of that (`assets/drawn.js`).
"""

from __future__ import annotations

import json
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from lagebild.app.linking import Children

_NAMES = {
    "className": "class",
    "tabIndex": "tabindex",
    **{name: name for name in ("href", "id", "lang", "role", "title", "type")},
}
"""The properties that elements have here, and their names in a page; `data-` and `aria-` ones are called the same."""


def plain(children: Children) -> Component:
    """Return an element with what is given in it: elements and links without properties that change, and words.

    Raises `ValueError` for what would not work as data: other components, styles, callbacks.
    """
    data: dict[str, Any] = {"data-plain": json.dumps(_listed(children), ensure_ascii=False, separators=(",", ":"))}
    return html.Div(className="plain", **data)


def _listed(children: Children) -> list[Any]:
    told = children if isinstance(children, list | tuple) else [children]
    return [_told(one) for one in told if one is not None]


def _told(one: Any) -> Any:
    """Return words as they are, an element as its tag, its attributes and what is in it."""
    if not isinstance(one, Component):
        return str(one)
    told: dict[str, Any] = one.to_plotly_json()  # type: ignore[no-untyped-call]
    is_link = isinstance(one, dcc.Link)
    if told["namespace"] != html.Div._namespace and not is_link:
        raise ValueError(f"{told['type']} is no plain element")
    properties = dict(told["props"])
    inside = _listed(properties.pop("children", None))
    attributes = {_name(key): str(value) for key, value in properties.items() if value not in (None, "")}
    return ["a", {**attributes, "data-nav": ""}, inside] if is_link else [str(told["type"]).lower(), attributes, inside]


def _name(key: str) -> str:
    if key.startswith(("data-", "aria-")):
        return key
    if key not in _NAMES:
        raise ValueError(f"{key} is no property of a plain element")
    return _NAMES[key]
