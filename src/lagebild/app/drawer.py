"""The evidence drawer: the sentences behind whatever was clicked, marked, with the way into their articles."""

from __future__ import annotations

from typing import Any

from dash import html
from dash.development.base_component import Component

from lagebild.app.evidence import Found, Shown, asked_of, pieces_of
from lagebild.app.evidence_found import found_of
from lagebild.app.linking import link
from lagebild.app.page import View
from lagebild.app.plain import plain
from lagebild.views.legible import legible
from lagebild.views.report.wording import day_words, number_words, percent_words


def drawer_body(view: View, words: str) -> Component:
    """Return what the drawer shows for the words that a page carried (`Asked.words`)."""
    found = found_of(view.case, asked_of(words))
    if not found.shown:
        return html.P(view.t["evidence_none"], className="note")
    parts: list[Component] = [html.P(_counted(view, found), className="note", role="status")]
    parts.append(html.Ol([html.Li(_item(view, one)) for one in found.shown], className="evidence"))
    if found.n_sentences > len(found.shown):
        rest = number_words(found.n_sentences - len(found.shown), view.lang)
        parts.append(html.P(view.t["evidence_more"].format(n=rest), className="note"))
    return plain(parts)


def article_href(view: View, one: Shown) -> str:
    """Return the link to an article at the place of its evidence."""
    mark = one.first_mark
    return view.href("article", one.article_id, at=f"{mark.start}-{mark.end}")


def marked_sentence(one: Shown) -> list[Any]:
    """Return a sentence with its marks in the colours of their layers, its neighbours in quiet ink."""
    before: list[Any] = [html.Span(f"{legible(one.before)} ", className="beside")] if one.before else []
    after: list[Any] = [html.Span(f" {legible(one.after)}", className="beside")] if one.after else []
    return [*before, *(_piece(text, layers) for text, layers in pieces_of(one)), *after]


def origin_words(view: View, outlet: str | None, title: str, published: Any) -> str:
    """Return where a sentence stands: outlet and day, and the title where there is no outlet."""
    day = day_words(published, view.lang) if published else None
    return legible(" · ".join(part for part in (outlet or title, day) if part))


def _item(view: View, one: Shown) -> list[Any]:
    t = view.t
    about = [t[f"evidence_kind_{kind}"] for kind in one.kinds if kind != "place"]
    if one.confidence is not None:
        about.append(t["evidence_sure"].format(percent=percent_words(one.confidence, view.lang)))
    quote: dict[str, Any] = {"lang": one.lang} if one.lang else {}
    return [
        html.P(
            [html.Strong(origin_words(view, one.outlet, one.title, one.published)), " ", html.Span(legible(one.title))]
            if one.outlet
            else html.Strong(origin_words(view, one.outlet, one.title, one.published)),
            className="origin",
        ),
        html.Blockquote(marked_sentence(one), **quote),
        html.P(
            [html.Span(" · ".join(about)), link(t["evidence_in_article"], article_href(view, one))], className="about"
        ),
    ]


def _piece(text: str, layers: tuple[str, ...]) -> Any:
    if not layers:
        return legible(text)
    return html.Mark(legible(text), className=" ".join(f"m-{layer}" for layer in layers))


def _counted(view: View, found: Found) -> str:
    if found.n_sentences == 1:
        return view.t["evidence_count_one"]
    key = "evidence_count_article" if found.n_articles == 1 else "evidence_count"
    return view.t[key].format(
        n=number_words(found.n_sentences, view.lang), articles=number_words(found.n_articles, view.lang)
    )
