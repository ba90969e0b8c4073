"""An article with every mark in it, how it was dated, and the place that a link leads to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from dash import html
from dash.development.base_component import Component

from lagebild.app.cards import section
from lagebild.app.linking import link
from lagebild.app.markup import components_of
from lagebild.app.page import Page, View
from lagebild.app.plain import plain
from lagebild.articles.article import UNREAD_ZONES
from lagebild.errors import UsageError
from lagebild.views.legible import legible
from lagebild.views.queryable import opening_of
from lagebild.views.report.article_texts import ArticleText, article_texts
from lagebild.views.report.marked_text import Mark, Note, article_html
from lagebild.views.report.marks import marks_of, notes_of
from lagebild.views.report.report import LAYERS
from lagebild.views.report.wording import day_words, interval_words, number_words
from lagebild.views.terminal.listings import listing_of

GLOSS = "gloss"
"""The layer of the words in which the report says who does what to whom, beside a sentence."""
_AT = re.compile(r"(\d{1,9})-(\d{1,9})")
_ARTICLE = f"""SELECT coalesce(nullif(title, ''), {opening_of("a")}) AS title, outlet, lang, authors, uri, duplicate_of,
    coalesce(published, published_earliest) AS earliest, coalesce(published, published_latest) AS latest
    FROM articles_current a WHERE article_id = ?"""


def body(view: View) -> Component:
    """Return the article of the address; raises `UsageError` if there is none."""
    article_id = view.address.subject[0] if view.address.subject else ""
    relation = view.case.sql(_ARTICLE, [article_id])
    found = relation.fetchall()
    if not found:
        raise UsageError(view.t["article_unknown"], place=article_id or None)
    told = dict(zip(relation.columns, found[0], strict=True))
    hidden = frozenset(view.option("hide").split(","))
    text = view.once(("article", article_id), lambda: _text(view, article_id))
    shown: dict[str, Any] = {"lang": told["lang"]} if told["lang"] else {}
    marked = components_of(_markup(view, text, hidden))
    article = plain(html.Article(marked, className="article-text reader", **shown))
    how = " · ".join(part for part in _origin(view, told, text) if part)
    return html.Div(
        [
            _layers(view, hidden),
            section(legible(told["title"]), [*_links(view, told), article], how=how),
            *_dating(view, article_id),
        ]
    )


def _text(view: View, article_id: str) -> ArticleText:
    return article_texts(view.case, [article_id], f"name_{view.lang}")[article_id]


def _markup(view: View, text: ArticleText, hidden: frozenset[str]) -> str:
    t = dict(view.t)
    place = _AT.fullmatch(view.option("at"))
    marks = [mark for mark in marks_of(text, t, view.lang) if mark.layer not in hidden]
    unread = [p for p in text.passages if p.zone in UNREAD_ZONES]
    marks = [m for m in marks if not any(p.start <= m.start < p.end for p in unread)]
    if place and int(place[1]) < int(place[2]):
        marks.append(Mark(int(place[1]), int(place[2]), "place", t["article_place"], anchor="place"))
    notes: list[Note] = [] if GLOSS in hidden else notes_of(text, t, {})
    zones = {key.removeprefix("zone_"): name for key, name in t.items() if key.startswith("zone_")}
    return article_html(text.text, text.passages, marks, notes, zones)


def _layers(view: View, hidden: frozenset[str]) -> Component:
    """Return a chip for each layer; each leads to the same view with that layer hidden or shown."""
    links = []
    for layer in LAYERS:
        others = hidden ^ {layer}
        href = view.address.with_options(hide=",".join(sorted(others - {""})), at=view.option("at")).href
        name = view.t.get(f"kind_{layer}", view.t.get(layer, layer))
        links.append(link([html.I(className=f"dot m-{layer}"), name], href, "chip" if layer in hidden else "chip here"))
    named: dict[str, Any] = {"role": "group", "aria-label": view.t["layers"]}
    return html.Div(links, className="chips layers", **named)


def _origin(view: View, told: dict[str, Any], text: ArticleText) -> Iterator[str]:
    yield legible(told["outlet"] or "")
    yield interval_words(told["earliest"], told["latest"], view.lang) or view.t["undated"]
    yield legible(", ".join(told["authors"] or ()))
    yield f"{number_words(len(text.text.split()), view.lang)} {view.t['words']}"


def _links(view: View, told: dict[str, Any]) -> Iterator[Component]:
    uri = str(told["uri"])
    if uri.startswith(("http://", "https://")):
        yield html.P(html.A(view.t["open_original"], href=uri, target="_blank", rel="noopener noreferrer"))
    if told["duplicate_of"]:
        yield html.P(link(view.t["duplicate_of"], view.href("article", str(told["duplicate_of"]))))


def _dating(view: View, article_id: str) -> Iterator[Component]:
    """Yield how the article was dated, step by step, folded."""
    steps = [one for one in listing_of(view.case, "dating", [article_id], view.lang).as_records() if one["rule"]]
    if not steps:
        return
    lines = []
    for one in steps:
        words = view.t.get(f"rule_{one['rule']}", str(one["rule"]))
        words += f": {view.t['quoted'].format(one['evidence'])}" if one["evidence"] else ""
        words += f" ← {one['outlet'] or one['other_article']}" if one["other_article"] else ""
        words += f": {view.t['quoted'].format(one['other_text'])}" if one["other_text"] else ""
        days = " – ".join(day_words(day, view.lang) for day in (one["earliest"], one["latest"]) if day)  # type: ignore[arg-type]
        lines.append(html.Li(legible(f"{words} ⇒ {days}" if days else words)))
    yield html.Section(html.Details([html.Summary(view.t["how_dated"]), html.Ol(lines)]), className="card")


PAGE = Page("article", "", body, hidden=True)
