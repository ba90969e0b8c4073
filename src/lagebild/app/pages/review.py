"""Review: what was read and merged with most doubt, one after the other, a key for every decision."""

from __future__ import annotations

import getpass
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import dash
import dash_mantine_components as dmc
from dash import ALL, Input, Output, State, dcc, html
from dash.development.base_component import Component

from lagebild.app.address import address_of
from lagebild.app.cards import section
from lagebild.app.cases import OpenCases
from lagebild.app.grids import Column, Row, grid
from lagebild.app.labels import words_in
from lagebild.app.linking import evidence_button
from lagebild.app.page import Page, View
from lagebild.app.recomputing import Recomputing
from lagebild.case.reviewed_rows import EDITABLE
from lagebild.case.reviews import add_review
from lagebild.errors import LagebildError, UsageError
from lagebild.views.legible import legible
from lagebild.views.report.wording import number_words, percent_words
from lagebild.views.review_queue import REVIEWS, Evidence, Item, evidence_of, review_queue
from lagebild.views.terminal.printing import NAMED

DECISIONS = {"a": "accept", "r": "reject", "s": "same", "d": "different", "e": "edit"}
"""The key of each decision; `k` goes on without one, `u` undoes the last."""
TICK = 600  # milliseconds between two looks at whether the pictures are up to date
MOST_DECISIONS = 500
"""Decisions in the list, the latest."""
LONGEST_BY = 80
"""Characters of the name of who decides."""

_recomputing = Recomputing()


def body(view: View) -> Component:
    """Return the first thing to decide, and the decisions made."""
    t = view.t
    return html.Div(
        [
            dmc.TextInput(
                id="review-by",
                label=t["review_by"],
                value=getpass.getuser(),
                size="xs",
                className="review-by",
                persistence=True,
                persistence_type="local",
            ),
            html.Div(_shown(view, 0), id="review-shown"),
            dcc.Interval(id="review-tick", interval=TICK, disabled=not _recomputing.is_running(view.snapshot.path)),
            html.P(_state(view), id="review-state", className="note", role="status"),
        ]
    )


def _shown(view: View, skipped: int) -> list[Component]:
    """Return the item after those skipped, and the decisions; without any item a word that all is decided."""
    items = view.snapshot.once("review queue", lambda: review_queue(view.case))
    return [*_item_parts(view, items, skipped), _decisions(view)]


def _item_parts(view: View, items: Sequence[Item], skipped: int) -> Iterator[Component]:
    t = view.t
    for at in range(skipped, len(items)):
        item = items[at]
        rows = [item.row_id, item.other_row_id] if item.other_row_id else [item.row_id]
        found = [evidence_of(view.case, item.table, row, view.lang) for row in rows]
        if all(found):
            yield _question(view, item, [one for one in found if one], at, len(items))
            return
    from_the_first = dcc.Store(id="review-item", data={"table": "", "row": "", "other": None, "at": 0})
    yield section(t["review_all_done"], [from_the_first, html.Div(_button(t, "u"), className="review-buttons")])


def _question(view: View, item: Item, found: Sequence[Evidence], at: int, n: int) -> Component:
    t = view.t
    what = t["review_speakers"] if item.speakers else t[f"review_of_{item.table}"]
    asked = t["review_pair"] if item.other_row_id else t["review_row"]
    doubt = t["review_doubt"].format(
        doubt=percent_words(item.doubt, view.lang), n=number_words(item.reports, view.lang)
    )
    keys = ("s", "d") if item.other_row_id else ("a", "r", "e")
    buttons = [_button(t, key) for key in (*keys, "k", "u")]
    rows = [row for row in (item.row_id, item.other_row_id) if row]
    store = {"table": item.table, "row": item.row_id, "other": item.other_row_id, "at": at}
    edit = [] if item.other_row_id else [_edit_fields(view, item.table)]
    heading = f"{what}: {asked}"
    left = t["review_left"].format(n=number_words(n - at, view.lang))
    return section(
        heading,
        [
            dcc.Store(id="review-item", data=store),
            *[_sentence(view, one) for one in found],
            html.P([doubt, " · ", evidence_button(t["review_in_article"], t["evidence_open"], rows=rows)]),
            html.Div(buttons, className="review-buttons"),
            *edit,
        ],
        note=left,
    )


def _sentence(view: View, one: Evidence) -> Component:
    text = one.sentence
    source = " · ".join(part for part in (one.outlet, one.published, one.article) if part)
    facts = [
        f"{view.t.get(name, name)}: {_value(view.t, name, value)}"
        for name, value in one.facts.items()
        if value not in (None, [])
    ]
    words = html.Mark(legible(text[one.start : one.end]))
    marked: list[Any] = [legible(text[: one.start]), words, legible(text[one.end :])]
    return html.Div(
        [
            html.Blockquote(marked),
            html.P(legible(source), className="origin"),
            html.P(legible("; ".join(facts)), className="quiet"),
        ],
        className="review-row",
    )


def _value(t: Mapping[str, str], name: str, value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return t.get(f"{name}_{value}", str(value)) if name in NAMED else str(value)


def _button(t: Mapping[str, str], key: str) -> Component:
    name: dict[str, str] = {"type": "review", "key": key}
    return html.Button(
        [html.Kbd(key), " ", t[f"review_key_{key}"]], id=name, type="button", className=f"decide decide-{key}"
    )


def _edit_fields(view: View, table: str) -> Component:
    """Return the fields of an edit: which value, and what it shall be."""
    columns = [{"value": name, "label": view.t.get(name, name)} for name in EDITABLE[table]]
    return html.Div(
        [
            dmc.Select(id="review-column", label=view.t["review_column"], data=columns, size="xs"),
            dmc.TextInput(id="review-value", label=view.t["review_value"], size="xs"),
        ],
        className="review-edit",
    )


def _decisions(view: View) -> Component:
    t = view.t
    relation = view.case.sql(REVIEWS)
    made = [dict(zip(relation.columns, row, strict=True)) for row in relation.fetchall()][::-1]
    columns = [
        Column("at", t["review_when"], width=170, sort_by="moment"),
        Column("by", t["review_who"], width=120),
        Column("decision", t["review_decision"], width=150),
        Column("text", t["review_about"], lines=True, share=3),
        Column("state", t["status"], width=120, narrow=False),
    ]
    rows = [Row(_decision(t, one), rows=(str(one["row_id"]),)) for one in made[:MOST_DECISIONS]]
    heading = t["review_made"].format(n=number_words(len(made), view.lang))
    return section(heading, grid(view, "reviews", heading, columns, rows))


def _decision(t: Mapping[str, str], one: Mapping[str, Any]) -> dict[str, object]:
    words = t.get(f"review_key_{_key_of(one['decision'])}", one["decision"])
    about = " / ".join(str(one[key]) for key in ("text", "other_text") if one[key])
    return {
        "at": one["at"].isoformat(" ", "minutes"),
        "moment": one["at"].isoformat(),
        "by": one["by"] or "",
        "decision": f"{words} {one['value']}" if one["value"] else words,
        "text": about,
        "state": t[f"review_state_{one['state']}"],
    }


def _key_of(decision: str) -> str:
    return next((key for key, name in DECISIONS.items() if name == decision), "u")


def _state(view: View) -> str:
    path = view.snapshot.path
    if _recomputing.is_running(path):
        return view.t["review_recomputing"]
    return _recomputing.error(path) or view.t["review_up_to_date"]


def register(app: Any, cases: OpenCases, lang: str) -> None:
    """Let the page take decisions and say when the pictures are up to date."""

    @app.callback(  # type: ignore[untyped-decorator]
        Output("review-shown", "children"),
        Output("review-state", "children"),
        Output("review-tick", "disabled"),
        Input({"type": "review", "key": ALL}, "n_clicks"),
        State("review-item", "data"),
        State("review-by", "value"),
        State("review-column", "value", allow_optional=True),
        State("review-value", "value", allow_optional=True),
        State("url", "search"),
        prevent_initial_call=True,
    )
    def decided(clicks: Any, item: Any, by: Any, column: Any, value: Any, query: str | None) -> tuple[Any, Any, Any]:
        pressed = dash.ctx.triggered_id
        if not isinstance(pressed, dict) or not any(clicks) or not isinstance(item, dict):
            raise dash.exceptions.PreventUpdate
        address, key = address_of("/review", query or "", lang), str(pressed.get("key"))
        skipped = int(item["at"]) + (1 if key == "k" else 0)
        said = ""
        try:
            path = cases.path(address.case)
            if key != "k":
                _decide(cases, address.case, key, item, str(by or "")[:LONGEST_BY], column, value)
                _recomputing.begin(path)
                t = words_in(address.lang)
                said = f"{t['review_done_' + DECISIONS.get(key, 'undo')]} {t['review_recomputing']}"
        except LagebildError as error:
            said = legible(str(error))
        with cases.opened(address.case) as (snapshot, case):
            view = View(address, cases, snapshot, case, words_in(address.lang))
            return _shown(view, skipped), said or _state(view), False

    @app.callback(  # type: ignore[untyped-decorator]
        Output("review-state", "children", allow_duplicate=True),
        Output("review-tick", "disabled", allow_duplicate=True),
        Input("review-tick", "n_intervals"),
        State("url", "search"),
        prevent_initial_call=True,
    )
    def recomputed(_: Any, query: str | None) -> tuple[str, bool]:
        address = address_of("/review", query or "", lang)
        t, path = words_in(address.lang), cases.path(address.case)
        if _recomputing.is_running(path):
            raise dash.exceptions.PreventUpdate
        return legible(_recomputing.error(path)) or t["review_up_to_date"], True


def _decide(
    cases: OpenCases, name: str, key: str, item: Mapping[str, Any], by: str, column: str | None, value: str | None
) -> None:
    """Store a decision, or undo the last one of the same person; raises `UsageError` for what cannot be decided."""
    path = cases.path(name)
    if key == "u":
        with cases.opened(name) as (_, case):
            mine = [row for row in case.sql(REVIEWS).fetchall() if row[2] == by and row[6] == "in_force"]
        undoable = [row for row in mine if row[4] != "undo"]
        if not undoable:
            raise UsageError("there is no decision of yours to undo")
        add_review(path, "reviews", str(undoable[-1][0]), "undo", by=by)
        return
    change = f"{column}={value or ''}" if key == "e" else None
    if key == "e" and not column:
        raise UsageError("choose which value is wrong, and what it shall be")
    decision = DECISIONS.get(key)
    if decision is None:
        raise UsageError("no such decision", place=key)
    other = item["other"] if key in ("s", "d") else None
    add_review(path, item["table"], item["row"], decision, other_row_id=other, value=change, by=by or None)


PAGE = Page("review", "w", body, register=register)
