"""The sentences that have the words asked for or mean the same, each with its article and the rows that stand in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import dash
from dash import Input, Output, State, dcc, html
from dash.development.base_component import Component

from lagebild.app.address import address_of
from lagebild.app.cases import OpenCases
from lagebild.app.labels import words_in
from lagebild.app.linking import evidence_button, evidence_data, link
from lagebild.app.page import Page, View
from lagebild.errors import LagebildError
from lagebild.search.answers import Answer, Row
from lagebild.search.making import making_of
from lagebild.search.search import Found, Limits, Way, search_opened
from lagebild.system.facts import Evidence
from lagebild.views.legible import legible
from lagebild.views.report.wording import day_words, number_words

ANSWERS = 20
"""Answers of a page of them."""

MOST_PAGES = 10

MOST_ROWS = 8
"""Rows of a sentence that are named; its evidence shows it with all of them."""

PATIENCE = 1.5  # seconds until a page says that the index is being made, and comes back

_LAYERS = {"event_mentions": "event", "quotations": "quotation", "relations": "relation", "outlooks": "outlook"}
"""The layer whose colour the rows of a table have; those of all others are quantities."""


def body(view: View) -> Component:
    """Return the answers to the words in the address: option `q`; `way` is how they are found, `page` which ones."""
    return html.Div(_body(view), id="found")


def register(app: Any, cases: OpenCases, lang: str) -> None:
    """Let a page that waits for the index come back until its answers are there."""

    @app.callback(  # type: ignore[untyped-decorator]
        Output("found", "children"),
        Input("found-again", "n_intervals"),
        State("url", "pathname"),
        State("url", "search"),
    )
    def found_at(_: Any, path: str | None, query: str | None) -> Any:
        address = address_of(path or "/", query or "", lang)
        if address.page != PAGE.key:
            raise dash.exceptions.PreventUpdate
        try:
            with cases.opened(address.case) as (snapshot, case):
                return _body(View(address, cases, snapshot, case, words_in(address.lang)))
        except LagebildError as error:
            return html.P(legible(str(error)), className="note")


def _body(view: View) -> list[Component]:
    asked, t = view.option("q"), view.t
    if not asked.strip():
        return [_help(view)]
    way = _way(view)
    found = _found(view, asked, way)
    if isinstance(found, str):
        return [html.P(found, className="note", role="status"), dcc.Interval(id="found-again", interval=1_000)]
    parts: list[Component] = [_ways(view, way)]
    if not found.answers:
        return [*parts, html.P(t["search_nothing"], className="note", role="status"), _help(view)]
    first = _page(view) * ANSWERS
    told = t["search_told"].format(first=first + 1, last=first + len(found.answers), asked=legible(asked))
    items = [html.Li(_card(view, answer)) for answer in found.answers]
    numbered: dict[str, Any] = {"start": first + 1}
    return [
        *parts,
        html.P(told, className="note", role="status"),
        html.Ol(items, className="found", **numbered),
        _further(view, found),
    ]


def _found(view: View, asked: str, way: Way) -> Found | str:
    """Return the answers, or what is said while the index is being made."""
    filters = view.address.filters
    limits = Limits(filters.since, filters.until, filters.outlets, filters.langs, tuple(_acting(view)))
    for _ in range(2):
        found = search_opened(
            view.case,
            view.snapshot.path,
            asked,
            lang=view.lang,
            limits=limits,
            way=way,
            offset=_page(view) * ANSWERS,
            limit=ANSWERS,
        )
        if found is not None:
            return found
        making = making_of(view.snapshot.path)
        # It reads the case itself; were it kept out by a writer that waits for this request, this one ends first.
        making.ended.wait(PATIENCE)
        if making.failed is not None:
            raise making.failed
    done, total = (number_words(count, view.lang) for count in (making.done, making.total))
    return view.t["search_indexing"].format(done=done, total=total)


def _acting(view: View) -> Iterator[str]:
    """Yield the actors of the filter and who acts for them."""
    wanted = view.address.filters.actors
    yield from wanted
    if wanted:
        yield from (key for key, one in view.actors.items() if one.acts_for in wanted)


def _way(view: View) -> Way:
    asked = view.option("way")
    return Way(asked) if asked in set(Way) else Way.BOTH


def _page(view: View) -> int:
    """Return the page of answers, counted from 0."""
    asked = view.option("page")
    return min(MOST_PAGES, int(asked)) - 1 if asked.isascii() and asked.isdigit() and int(asked[:3]) > 0 else 0


def _ways(view: View, now: Way) -> Component:
    links = [
        link(
            view.t[f"search_way_{way}"],
            view.address.with_options(way="" if way is Way.BOTH else way.value, page="").href,
            "chip here" if way is now else "chip",
        )
        for way in (Way.BOTH, Way.WORDS, Way.MEANING)
    ]
    return html.P(links, className="chips")


def _card(view: View, answer: Answer) -> list[Component]:
    places = [] if answer.rows else [Evidence(answer.article_id, answer.start, answer.end)]
    quote: dict[str, Any] = {"lang": answer.lang} if answer.lang else {}
    opens: dict[str, Any] = {"title": view.t["evidence_open"], **evidence_data(_ids(answer), places)}
    sentence = html.Button(_marked(answer), type="button", className="found-sentence", **opens)
    return [
        html.P(_origin(view, answer), className="origin"),
        html.Blockquote(sentence, **quote),
        html.P([*_rows(view, answer), _remarks(view, answer)], className="about"),
    ]


def _ids(answer: Answer) -> list[str]:
    return [row.row_id for row in answer.rows]


def _marked(answer: Answer) -> list[Any]:
    pieces: list[Any] = []
    at = answer.start
    for start, end in (*answer.matches, (answer.end, answer.end)):
        pieces.append(legible(answer.sentence[at - answer.start : start - answer.start]))
        if end > start:
            pieces.append(html.Mark(legible(answer.sentence[start - answer.start : end - answer.start])))
        at = end
    return pieces


def _origin(view: View, answer: Answer) -> list[Any]:
    day = day_words(answer.published, view.lang) if answer.published else view.t["undated"]
    origin = " · ".join(filter(None, (answer.outlet, day)))
    at = f"{answer.start}-{answer.end}"
    title = link(legible(answer.title), view.href("article", answer.article_id, at=at))
    return [html.Strong(legible(origin)), " ", title]


def _rows(view: View, answer: Answer) -> list[Component]:
    chips = [_chip(view, answer, row) for row in answer.rows[:MOST_ROWS]]
    rest = len(answer.rows) - len(chips)
    return [*chips, *([html.Span(f"+{number_words(rest, view.lang)}", className="quiet")] if rest else [])]


def _chip(view: View, answer: Answer, row: Row) -> Component:
    layer = _LAYERS.get(row.table, "quantity")
    wording = legible(row.wording)
    place = Evidence(answer.article_id, row.start, row.end)
    return evidence_button(wording, wording, rows=[row.row_id], places=[place], class_name=f"found-row l-{layer}")


def _remarks(view: View, answer: Answer) -> Component:
    told = []
    if answer.copies:
        n = len(answer.copies)
        words = view.t["search_copy"] if n == 1 else view.t["search_copies"]
        told.append(words.format(n=number_words(n, view.lang)))
    if answer.by_words is None:
        told.append(view.t["search_by_meaning"])
    return html.Span(" · ".join(told), className="quiet")


def _further(view: View, found: Found) -> Component:
    page = _page(view) + 1
    links: list[Component] = []
    if page > 1:
        links.append(link(view.t["search_before"], view.address.with_options(page=str(page - 1)).href, "chip"))
    if found.more and page < MOST_PAGES:
        links.append(link(view.t["search_further"], view.address.with_options(page=str(page + 1)).href, "chip"))
    return html.P(links, className="chips")


def _help(view: View) -> Component:
    """Return what can be typed, each as a search that can be tried."""
    t = view.t
    rows = [
        (words, t[f"search_syntax_{key}"])
        for key, words in (
            ("words", t["search_example_words"]),
            ("phrase", t["search_example_phrase"]),
            ("without", t["search_example_without"]),
            ("both", t["search_example_both"]),
            ("either", t["search_example_either"]),
            ("beginning", t["search_example_beginning"]),
        )
    ]
    terms = [part for words, what in rows for part in (html.Dt(_example(view, words)), html.Dd(what))]
    return html.Section([html.P(t["search_how"], className="how"), html.Dl(terms, className="keys")], className="card")


def _example(view: View, words: str) -> Component:
    return link(words, replace(view.address, options={"q": words}).href)


PAGE = Page("search", "f", body, register=register)
