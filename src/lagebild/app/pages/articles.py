"""The articles of the case with their days, outlets and how each was dated."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from lagebild.app.cards import section
from lagebild.app.grids import Column, Row, grid
from lagebild.app.listed import all_listed
from lagebild.app.page import Page, View
from lagebild.views.languages import language_name
from lagebild.views.report.wording import interval_words, number_words, percent_words

MOST_SHOWN = 1_000
"""Articles in the grid, the newest; the rest is counted."""


def body(view: View) -> Component:
    """Return the articles that pass the filters, the newest first; each leads to its text."""
    return view.once("articles", lambda: _shown(view))


def _shown(view: View) -> Component:
    t, sieve = view.t, view.sieve
    rows = [
        one
        for one in all_listed(view, "articles")
        if sieve.article(one["article_id"]) and sieve.days(one["earliest"], one["latest"])
    ]
    columns = [
        Column("published", t["published"], width=170, sort_by="day"),
        Column("title", t["title"], link=True, lines=True, share=4),
        Column("outlet", t["outlet"], lines=True),
        Column("lang", t["lang"], width=100, narrow=False),
        Column("basis", t["articles_basis"], width=150, narrow=False),
        Column("copy", t["duplicate_of"], lines=True, link=True, narrow=False),
    ]
    titles = {str(one["article_id"]): str(one["title"]) for one in rows}
    newest = sorted(rows, key=lambda one: str(one["latest"] or ""), reverse=True)[:MOST_SHOWN]
    shown = [_row(view, one, titles) for one in newest]
    n = {"shown": number_words(len(shown), view.lang), "n": number_words(len(rows), view.lang)}
    note = t["articles_cut"].format(**n) if len(shown) < len(rows) else None
    return html.Div(section(t["articles_heading"], grid(view, "articles", t["articles"], columns, shown), note=note))


def _row(view: View, one: dict[str, object], titles: dict[str, str]) -> Row:
    article_id, original = str(one["article_id"]), one["duplicate_of"]
    words = interval_words(one["earliest"], one["latest"], view.lang)  # type: ignore[arg-type]
    basis = view.t[f"basis_{one['basis']}"] if one["basis"] else ""
    if one["basis"] == "inferred" and isinstance(one["confidence"], float):
        basis += f" {percent_words(one['confidence'], view.lang)}"
    cells: dict[str, object] = {
        "published": words or view.t["undated"],
        "day": str(one["latest"] or ""),
        "title": one["title"],
        "title_href": view.href("article", article_id),
        "outlet": one["outlet"] or "",
        "lang": language_name(str(one["lang"]), view.lang) if one["lang"] else "",
        "basis": basis,
    }
    if original:
        cells |= {"copy": titles.get(str(original), str(original)), "copy_href": view.href("article", str(original))}
    return Row(cells, rows=(article_id,))


PAGE = Page("articles", "l", body)
