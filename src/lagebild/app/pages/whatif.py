"""What if: what stands differently with something left out, set or stopped, beside what it is, and what falls out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import dash
import dash_mantine_components as dmc
from dash import MATCH, ClientsideFunction, Input, Output, State, ctx, dcc, html
from dash.development.base_component import Component

from lagebild.app.address import Address, address_of
from lagebild.app.cards import section
from lagebild.app.cases import OpenCases
from lagebild.app.grids import grid_of
from lagebild.app.labels import words_in
from lagebild.app.linking import link
from lagebild.app.page import Page, View
from lagebild.app.parts import part
from lagebild.app.supposable import called, found_choices, goods_of
from lagebild.app.supposing import is_too_much, options_of, singles, supposed_in, together
from lagebild.errors import LagebildError, UsageError
from lagebild.system.whatif import before_of, outcome_beside
from lagebild.views.assumptions import Assumption, Supposed, assumption_of
from lagebild.views.fallen import stop_words
from lagebild.views.legible import legible
from lagebild.views.system_table import SystemTable
from lagebild.views.triad_wording import TriadWording
from lagebild.views.unread import why_unread
from lagebild.views.whatif import WhatIf, whatif_tables

PICKED = ("article", "event", "holder", "conditional")
"""What is supposed by choosing it, one of its kind in a list."""
PARTS = ("sign-a", "sign-b", "sign-is", "stop-giver", "stop-receiver", "stop-good", "stop-since")
"""The fields of a sign and of a stop, which are supposed together."""
KINDS = {"sign-a": "state", "sign-b": "state", "stop-giver": "state", "stop-receiver": "state"}
"""What the lists of states offer; the others offer what they are called after."""

SIGN_LABELS = {"+": "whatif_sign_friendly", "-": "whatif_sign_hostile"}


@dataclass(frozen=True, slots=True)
class _Item:
    """One thing that is supposed, in words, with the address without it; `error` says why it is refused."""

    words: str
    href: str
    error: str = ""


def body(view: View) -> Component:
    """Return what is supposed, the fields that suppose more, and what stands differently then."""
    taken, items = _taken(view)
    if not items:
        return html.Div([_items(view, items), _fields(view)])
    try:
        assumption = _assumed(view, taken)
    except UsageError as error:
        return html.Div([_items(view, items, _refused(view, str(error))), _fields(view)])
    parts: list[Component] = [_items(view, items), _fields(view)]
    if taken and not assumption.changes:
        say = TriadWording(view.names, view.lang)
        why = " ".join(dict.fromkeys(why_unread(one.condition, say) for one in assumption.conditionals))
        parts.append(html.P(legible(f"{view.t['whatif_unread']} {why}"), className="note"))
    elif taken:
        parts.append(part(view, "outcome"))
    return html.Div(parts)


def _told_outcome(view: View) -> Component:
    """Return what stands differently."""
    taken, _ = _taken(view)
    if not taken:
        return html.Div()
    return view.once(("whatif", taken), lambda: html.Div(list(_tables(view, _assumed(view, taken)))))


def _assumed(view: View, supposed: Supposed) -> Assumption:
    """Return what words put in; all deeds are read only where these name some."""
    return assumption_of(view.case, view.all_facts if supposed.names_deeds else view.all_said, supposed, view.lang)


def _taken(view: View) -> tuple[Supposed, list[_Item]]:
    """Return what can be supposed of what the address supposes, and all that it supposes in words."""
    supposed = supposed_in(view.address.options)
    return view.once(("supposed", supposed), lambda: _in_words(view, supposed)) if supposed else (supposed, [])


def _in_words(view: View, supposed: Supposed) -> tuple[Supposed, list[_Item]]:
    taken, items = Supposed(), []
    for one, others in singles(supposed):
        href = view.address.with_options(**options_of(others)).href
        try:
            assumption = _assumed(view, one)
        except UsageError as error:
            items.append(_Item(view.t["whatif_refused"], href, str(error)))
        else:
            taken = together(taken, one)
            items.append(_Item(_words(view, assumption), href))
    return taken, items


def _words(view: View, assumption: Assumption) -> str:
    """Return the one thing that an assumption says, in words."""
    say, said, t = TriadWording(view.names, view.lang), assumption.said, view.t
    named = [
        *(("article", called(view, "article", one)) for one in said.articles),
        *(("event", called(view, "event", one)) for one in said.events),
        *(("holder", view.name(one)) for one in said.holders),
    ]
    words = [t[f"whatif_why_{kind}"].format(by=by) for kind, by in named]
    words += [f"{say.pair(one.pair)}: {t[SIGN_LABELS[one.sign]]}" for one in said.signs]
    words += [stop_words(say, one, view.lang) for one in said.stops]
    words += [
        t["whatif_if"].format(words=called(view, "conditional", one.expectation.row_id))
        for one in assumption.conditionals
    ]
    return "; ".join(words)


def _items(view: View, items: Sequence[_Item], refused: Component | None = None) -> Component:
    """Return what is supposed, in words; `refused` says first why it cannot be all of it."""
    t = view.t
    if not items:
        return section(t["whatif_supposed"], html.P(t["whatif_nothing"]), how=t["whatif_how"])
    listed = [html.Li([html.Span(_told(one)), " ", _without(t["whatif_take_back"], one)]) for one in items]
    none = link(t["whatif_take_all_back"], view.address.with_options(**options_of(Supposed())).href, "clear")
    told = [*([refused] if refused is not None else []), html.Ul(listed, className="supposed"), none]
    return section(t["whatif_supposed"], told, how=t["whatif_how"])


def _told(item: _Item) -> str:
    return legible(f"{item.words}: {item.error}" if item.error else item.words)


def _without(words: str, item: _Item) -> Component:
    return html.Span(link("×", item.href, "take-back"), title=f"{words}: {_told(item)}")


def _refused(view: View, error: str) -> Component:
    return html.P(legible(f"{view.t['whatif_refused']}: {error}"), role="alert", className="note")


def _fields(view: View) -> Component:
    t = view.t
    left_out = [_list(view, kind, found_choices(view, kind, "", None)) for kind in PICKED]
    signs = [{"value": one, "label": t[key]} for one, key in SIGN_LABELS.items()]
    states = {kind: _list(view, kind, found_choices(view, "state", "", None)) for kind in KINDS}
    sign = [
        states["sign-a"],
        states["sign-b"],
        _list(view, "sign-is", signs),
        dmc.Button(t["whatif_suppose"], id="whatif-sign", size="sm", variant="default"),
    ]
    stop = [
        states["stop-giver"],
        states["stop-receiver"],
        _list(view, "stop-good", goods_of(view.lang)),
        dmc.TextInput(
            id={"type": "whatif", "key": "stop-since"},
            label=t["whatif_field_stop_since"],
            placeholder=t["whatif_day"],
            size="sm",
        ),
        dmc.Button(t["whatif_suppose"], id="whatif-stop", size="sm", variant="default"),
    ]
    groups = (("left_out", left_out), ("sign", sign), ("stop", stop))
    shown = [
        html.Fieldset([html.Legend(t[f"whatif_group_{key}"]), html.Div(fields, className="choosers")])
        for key, fields in groups
    ]
    said = html.P(id="whatif-said", role="alert")
    typed = [dcc.Store(id={"type": "whatif-typed", "key": key}, data="") for key in (*PICKED, *KINDS)]
    named: dict[str, Any] = {"aria-label": t["whatif_suppose"]}
    return html.Section([*shown, said, dcc.Store(id="whatif-picked"), *typed], className="card whatif-fields", **named)


def _list(view: View, key: str, data: list[dict[str, str]]) -> Any:
    return dmc.Select(
        id={"type": "whatif", "key": key},
        label=view.t[f"whatif_field_{key.replace('-', '_')}"],
        data=data,
        searchable=True,
        clearable=key not in PICKED,
        nothingFoundMessage=view.t["whatif_none_found"],
        size="sm",
        className="chooser",
    )


def _tables(view: View, assumption: Assumption) -> list[Component]:
    facts = view.facts
    before = view.once("before", lambda: before_of(facts))
    asked = WhatIf(assumption, outcome_beside(before, facts, assumption.changes), assumption.checks(facts))
    tables = whatif_tables(view.case, asked, facts, view.names, view.lang)
    return [_table(view, f"whatif-{at}", table) for at, table in enumerate(tables)]


def _table(view: View, key: str, table: SystemTable) -> Component:
    return section(table.heading, grid_of(view, key, table) if table.rows else [], how=table.how)


def register(app: Any, cases: OpenCases, lang: str) -> None:
    """Let the lists be searched, and what is chosen become a part of the address."""

    app.clientside_callback(
        ClientsideFunction("lagebildWhatIf", "typed"),
        Output({"type": "whatif-typed", "key": MATCH}, "data"),
        Input({"type": "whatif", "key": MATCH}, "searchValue"),
        State({"type": "whatif-typed", "key": MATCH}, "data"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("lagebildWhatIf", "picked"),
        Output("whatif-picked", "data"),
        *(Input({"type": "whatif", "key": kind}, "value") for kind in PICKED),
        prevent_initial_call=True,
    )

    @app.callback(  # type: ignore[untyped-decorator]
        Output({"type": "whatif", "key": MATCH}, "data"),
        Input({"type": "whatif-typed", "key": MATCH}, "data"),
        State({"type": "whatif", "key": MATCH}, "value"),
        State({"type": "whatif", "key": MATCH}, "id"),
        State("url", "search"),
        prevent_initial_call=True,
    )
    def searched(words: Any, chosen: Any, own: Any, query: str | None) -> list[dict[str, str]]:
        key = str(own["key"])
        address = address_of("/whatif", query or "", lang)
        with cases.opened(address.case) as (snapshot, case):
            view = View(address, cases, snapshot, case, words_in(address.lang))
            return found_choices(view, KINDS.get(key, key), str(words or ""), str(chosen) if chosen else None)

    @app.callback(  # type: ignore[untyped-decorator]
        Output("url", "search", allow_duplicate=True),
        Output("whatif-said", "children"),
        Input("whatif-picked", "data"),
        Input("whatif-sign", "n_clicks"),
        Input("whatif-stop", "n_clicks"),
        *(State({"type": "whatif", "key": part}, "value") for part in PARTS),
        State("url", "search"),
        prevent_initial_call=True,
    )
    def supposed(picked: Any, sign_clicks: Any, stop_clicks: Any, *given: Any) -> tuple[Any, Any]:
        *told, query = given
        clicked = {"whatif-picked": picked, "whatif-sign": sign_clicks, "whatif-stop": stop_clicks}
        if not clicked.get(ctx.triggered_id):
            raise dash.exceptions.PreventUpdate
        asked = _asked(ctx.triggered_id, picked, [str(one or "") for one in told])
        address = address_of("/whatif", query or "", lang)
        t = words_in(address.lang)
        try:
            with cases.opened(address.case) as (snapshot, case):
                _check(View(address, cases, snapshot, case, t), asked)
            after = _with(address, asked)
        except LagebildError as error:
            return dash.no_update, legible(f"{t['whatif_refused']}: {error}")
        return (f"?{after.query}", "") if after is not None else (dash.no_update, t["whatif_too_much"])


def _asked(triggered: str, picked: Any, parts: Sequence[str]) -> Supposed:
    """Return what was just supposed: what was picked from a list, or the parts of a sign or a stop."""
    if triggered == "whatif-sign":
        return Supposed(signs=(tuple(parts[:3]),))
    if triggered == "whatif-stop":
        return Supposed(stops=(tuple(parts[3:]),))
    one: dict[str, Any] = {f"{kind}s": (str(picked["key"]),) for kind in PICKED if kind == picked["kind"]}
    return Supposed(**one)


def _check(view: View, asked: Supposed) -> None:
    """Raise `UsageError` for what cannot be supposed, or contradicts what is supposed already."""
    _assumed(view, asked)
    own = supposed_in(view.address.options)
    try:
        _assumed(view, own)
    except UsageError:
        return
    _assumed(view, together(own, asked))


def _with(address: Address, asked: Supposed) -> Address | None:
    """Return the address that supposes this too; None if it would hold too much."""
    more = together(supposed_in(address.options), asked)
    return None if is_too_much(more) else address.with_options(**options_of(more))


PAGE = Page("whatif", "i", body, register=register, parts={"outcome": _told_outcome})
