"""The report's own markup as components of the app, so that both show an article by the same code."""

from __future__ import annotations

from typing import Any

from dash import html
from lxml.html import HtmlElement, fragments_fromstring

TAGS = {
    "a": html.A,
    "p": html.P,
    "span": html.Span,
    "mark": html.Mark,
    "br": html.Br,
    "blockquote": html.Blockquote,
    "h3": html.H3,
    "h4": html.H4,
    "figcaption": html.Figcaption,
    "details": html.Details,
    "summary": html.Summary,
}
"""The elements the report writes into an article; anything else would be a mistake of ours and shows as its text."""
_NAMES = {"class": "className", "tabindex": "tabIndex", "id": "id"}


def components_of(markup: str) -> list[Any]:
    """Return markup that the report made, all text in it escaped, as components; text stays text."""
    return [_component(one) if isinstance(one, HtmlElement) else str(one) for one in fragments_fromstring(markup)]


def _component(element: HtmlElement) -> Any:
    inside: list[Any] = [element.text] if element.text else []
    for child in element:
        inside.append(_component(child))
        if child.tail:
            inside.append(child.tail)
    tag = TAGS.get(str(element.tag), html.Span)
    attributes = {
        _NAMES.get(name, name): value
        for name, value in element.attrib.items()
        if name in _NAMES or name.startswith("data-")
    }
    return tag(inside or None, **attributes)
