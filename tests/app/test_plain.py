"""Elements that a page carries as data."""

from __future__ import annotations

import json
from typing import Any

import pytest
from dash import dcc, html

from lagebild.app.plain import plain


def carried(*children: Any) -> Any:
    told: Any = plain(list(children)).to_plotly_json()
    return json.loads(told["props"]["data-plain"])


def test_elements_carry_their_words_attributes_and_what_is_in_them() -> None:
    attributes: Any = {"data-evidence": "a\nb"}
    button = html.Button("2", type="button", className="more", **attributes)
    told = carried(html.P(["Germany ", html.Strong("<b>"), None, 3], className="note", tabIndex=0), button)

    assert told == [
        ["p", {"class": "note", "tabindex": "0"}, ["Germany ", ["strong", {}, ["<b>"]], "3"]],
        ["button", {"type": "button", "class": "more", "data-evidence": "a\nb"}, ["2"]],
    ]


def test_links_stay_in_the_app() -> None:
    assert carried(dcc.Link("In the article", href="/article/1", className="more")) == [
        ["a", {"href": "/article/1", "class": "more", "data-nav": ""}, ["In the article"]]
    ]


@pytest.mark.parametrize("other", [dcc.Store(id="kept"), html.Div(style={"height": "1px"}), html.Button(n_clicks=1)])
def test_what_needs_more_than_words_is_refused(other: Any) -> None:
    with pytest.raises(ValueError, match="is no "):
        plain(other)
