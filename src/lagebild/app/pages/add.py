"""Adding articles: files, a pasted text or addresses; their reading, live; and what they changed in the situation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import dash
import dash_mantine_components as dmc
from dash import Input, Output, State, dcc, html
from dash.development.base_component import Component

from lagebild.app.adding import MOST_FILES, Addition, Additions, Given, given_files
from lagebild.app.address import address_of
from lagebild.app.cards import section
from lagebild.app.cases import OpenCases
from lagebild.app.filters import Filters
from lagebild.app.labels import words_in
from lagebild.app.linking import evidence_button, link
from lagebild.app.page import Page, View
from lagebild.app.told_situation import situation_told
from lagebild.articles.legible import legible as printable
from lagebild.errors import LagebildError
from lagebild.views.legible import legible
from lagebild.views.queryable import opening_of
from lagebild.views.report.wording import number_words
from lagebild.views.situation import Clause

TICK = 700  # milliseconds between two looks at how far the reading is
MOST_BYTES = 20 * 2**20
"""Bytes of all files added at once: in a browser's encoding they stay below what a request may hold."""
MOST_NAMED = 200
"""Refused files and new articles that are named; the rest is counted."""

_FIGURES = re.compile(r"[+−]?\d[\d.,\s]*")
_additions = Additions()
_ARTICLES = f"SELECT article_id, coalesce(nullif(title, ''), {opening_of('a')}) FROM articles_current a ORDER BY uri"


def body(view: View) -> Component:
    """Return the fields, and where the last addition to this case stands."""
    t = view.t
    addition = _additions.of(view.snapshot.path)
    is_running = addition is not None and not addition.is_done
    drop = dcc.Upload(
        html.Div([html.Strong(t["add_drop"]), html.P(t["add_kinds"], className="quiet")]),
        id="add-files",
        multiple=True,
        max_size=MOST_BYTES,
        className="drop",
        className_active="drop over",
    )
    fields = [
        html.Div(drop, **{"aria-label": t["add_drop"]}),  # type: ignore[arg-type]
        html.P(id="add-chosen", className="quiet"),
        html.P(t["add_too_large"].format(mb=MOST_BYTES // 2**20), id="add-too-large", role="alert", hidden=True),
        dmc.Textarea(id="add-text", label=t["add_text"], autosize=True, minRows=3, maxRows=14, size="sm"),
        dmc.Textarea(
            id="add-addresses",
            label=t["add_addresses"],
            description=t["add_addresses_how"],
            autosize=True,
            minRows=2,
            maxRows=8,
            size="sm",
        ),
        dmc.Button(t["add_start"], id="add-start", disabled=is_running, size="sm"),
    ]
    return html.Div(
        [
            section(t["add_heading"], html.Div(fields, className="add-fields"), how=t["add_how"].format(n=MOST_FILES)),
            html.Div(_told(view, addition), id="add-told", **{"aria-live": "polite"}),  # type: ignore[arg-type]
            dcc.Interval(id="add-tick", interval=TICK, disabled=not is_running),
        ]
    )


def _told(view: View, addition: Addition | None) -> list[Component]:
    if addition is None:
        return []
    if addition.error:
        return [section(view.t["add_failed"], html.P(printable(addition.error), role="alert"))]
    if addition.summary is None:
        return [_progress(view, addition)]
    return [_done(view, addition), *_changes(view, addition)]


def _progress(view: View, addition: Addition) -> Component:
    t, now = view.t, addition.progress
    counts = {"articles": now.articles, "words": now.words, "refused": now.refused}
    told = t["add_progress"].format(**{key: number_words(n, view.lang) for key, n in counts.items()})
    state = t["add_merging"] if now.merging else t["add_reading"]
    return section(state, [dmc.Progress(value=100, animated=True, size="sm", **{"aria-label": state}), html.P(told)])


def _done(view: View, addition: Addition) -> Component:
    t, summary = view.t, addition.summary
    assert summary is not None
    counts = {"new": summary.new, "known": summary.known + summary.skipped, "refused": len(summary.refused)}
    told = t["add_done_counts"].format(**{key: number_words(n, view.lang) for key, n in counts.items()})
    rows = view.case.sql(_ARTICLES).fetchall()
    new = [(key, title) for key, title in rows if key not in addition.before][:MOST_NAMED]
    titles = [html.Li(link(legible(str(title)), view.href("article", key))) for key, title in new]
    refused = [
        html.Li(f"{printable(_file_name(place))}: {printable(reason)}")
        for place, reason in summary.refused[:MOST_NAMED]
    ]
    parts: list[Component] = [html.P(told)]
    parts += [html.H3(t["add_new"]), html.Ul(titles)] if titles else []
    parts += [html.H3(t["add_refused"]), html.Ul(refused)] if refused else []
    return section(t["add_done"], parts)


def _changes(view: View, addition: Addition) -> list[Component]:
    """Return the clauses of the first page that were not on it before, and the number of those that are gone."""
    if not addition.summary or not addition.summary.new:
        return []
    now = [clause for part in _situation(view) for clause in part if clause.text not in addition.told_before]
    known = {_but_figures(words) for words in addition.told_before}
    new = [clause for clause in now if _but_figures(clause.text) not in known]
    moved = [clause for clause in now if _but_figures(clause.text) in known]
    told_now = {_but_figures(clause.text) for part in _situation(view) for clause in part}
    gone = sorted(words for words in addition.told_before if _but_figures(words) not in told_now)
    t = view.t
    parts: list[Component] = [html.Ul([html.Li(_clause(view, clause)) for clause in new])] if new else []
    if moved:
        parts += [html.H3(t["add_moved"]), html.Ul([html.Li(_clause(view, clause)) for clause in moved])]
    if gone:
        parts += [html.H3(t["add_gone"]), html.Ul([html.Li(html.S(legible(words))) for words in gone])]
    return [section(t["add_changed"], parts, note=None if parts else t["add_unchanged"])]


def _but_figures(words: str) -> str:
    """Return a clause without its figures: where they alone moved it is no new one."""
    return _FIGURES.sub("", words)


def _clause(view: View, clause: Clause) -> list[str | Component]:
    n = number_words(len(clause.evidence), view.lang)
    button = evidence_button(n, f"{view.t['evidence_open']}: {n}", places=clause.evidence)
    return [legible(clause.text), " ", button] if clause.evidence else [legible(clause.text)]


def _situation(view: View) -> list[Sequence[Clause]]:
    """Return the clauses of the first page, whatever is filtered."""
    everything = replace(view, address=replace(view.address, filters=Filters()))
    return [part.clauses for part in situation_told(everything)]


def _file_name(place: str) -> str:
    """Return how a person knows what was refused: an address as it is, a file by its name."""
    return place if "://" in place and not place.startswith("file:") else place.rsplit("/", 1)[-1]


def register(app: Any, cases: OpenCases, lang: str) -> None:
    """Let the page start additions and follow them."""

    @app.callback(  # type: ignore[untyped-decorator]
        Output("add-chosen", "children"),
        Input("add-files", "filename"),
        State("url", "search"),
    )
    def chosen(names: Any, query: str | None) -> str:
        t = words_in(address_of("/add", query or "", lang).lang)
        named = [printable(str(name)) for name in names or ()]
        return t["add_chosen"].format(n=len(named), names=", ".join(named[:12])) if named else ""

    @app.callback(  # type: ignore[untyped-decorator]
        Output("add-told", "children"),
        Output("add-tick", "disabled"),
        Output("add-start", "disabled"),
        Input("add-start", "n_clicks"),
        Input("add-tick", "n_intervals"),
        State("add-files", "filename"),
        State("add-files", "contents"),
        State("add-text", "value"),
        State("add-addresses", "value"),
        State("url", "search"),
        prevent_initial_call=True,
    )
    def added(
        clicks: Any, ticks: Any, names: Any, contents: Any, text: Any, addresses: Any, query: str | None
    ) -> tuple[Any, bool, bool]:
        address = address_of("/add", query or "", lang)
        t = words_in(address.lang)
        try:
            path = cases.path(address.case)
            if dash.ctx.triggered_id == "add-start" and clicks:
                files = given_files([str(name) for name in names or ()], [str(one) for one in contents or ()])
                if str(text or "").strip():
                    stamp = datetime.now(UTC).strftime("%Y-%m-%d %H%M%S")
                    files.append(Given(f"pasted {stamp}.txt", str(text).encode()))
                with cases.opened(address.case) as (snapshot, case):
                    view = View(address, cases, snapshot, case, t)
                    held = frozenset(str(key) for key, _ in case.sql(_ARTICLES).fetchall())
                    told = frozenset(clause.text for part in _situation(view) for clause in part)
                _additions.start(path, Addition(held, told), files, str(addresses or ""))
            addition = _additions.of(path)
            if addition is None:
                raise dash.exceptions.PreventUpdate
            with cases.opened(address.case) as (snapshot, case):
                view = View(address, cases, snapshot, case, t)
                return _told(view, addition), addition.is_done, not addition.is_done
        except LagebildError as error:
            return html.P(printable(str(error)), role="alert", className="note"), True, False


PAGE = Page("add", "p", body, register=register)
