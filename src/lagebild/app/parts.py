"""Parts of a page that come after it: what takes longer is asked for once the words that need it not are there."""

from __future__ import annotations

from typing import Any

from dash import MATCH, Input, Output, html
from dash.development.base_component import Component

from lagebild.app.address import address_of
from lagebild.app.cases import OpenCases
from lagebild.app.labels import words_in
from lagebild.app.page import Page, View
from lagebild.errors import LagebildError
from lagebild.views.legible import legible


def part(view: View, key: str) -> Component:
    """Return the place of a part of the page that is looked at; the browser asks for it as soon as it is there."""
    named: dict[str, Any] = {"aria-busy": "true"}
    waiting = html.P(view.t["part_coming"], className="quiet", role="status")
    return html.Div(waiting, id={"part": key, "at": view.address.href}, className="part", **named)


def register(app: Any, cases: OpenCases, pages: dict[str, Page], lang: str) -> None:
    """Let the browser ask for parts."""

    @app.callback(  # type: ignore[untyped-decorator]
        Output({"part": MATCH, "at": MATCH}, "children"),
        Output({"part": MATCH, "at": MATCH}, "aria-busy"),
        Input({"part": MATCH, "at": MATCH}, "id"),
        prevent_initial_call=False,
    )
    def part_of(asked: dict[str, str]) -> tuple[Any, str]:
        path, _, query = asked["at"].partition("?")
        address = address_of(path, query, lang)
        try:
            with cases.opened(address.case) as (snapshot, case):
                view = View(address, cases, snapshot, case, words_in(address.lang))
                return pages[address.page].parts[asked["part"]](view), "false"
        except LagebildError as error:
            return html.P(legible(str(error)), className="note", role="alert"), "false"
