"""The report of a case as one self-contained HTML page."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined, select_autoescape
from markupsafe import Markup
from plotly.offline import get_plotlyjs

from lagebild.case.facts import facts_of
from lagebild.system.state_system import state_system_of
from lagebild.version import __version__
from lagebild.views.figures.actor_matrix import MAX_ARTICLES, actor_matrix
from lagebild.views.figures.article_timeline import MAX_ROWS, DatedArticle, article_timeline
from lagebild.views.labels import labels_in
from lagebild.views.legible import legible
from lagebild.views.naming import names_by_id
from lagebild.views.queryable import QueryableCase
from lagebild.views.report.article_texts import article_texts
from lagebild.views.report.content import (
    MAX_ARTICLES_IN_FULL,
    ArticleRow,
    ReportContent,
    name_column,
    report_content,
)
from lagebild.views.report.figure_part import FigurePart
from lagebild.views.report.page import article_block
from lagebild.views.report.situation import first_page, place_anchors, row_anchors
from lagebild.views.report.system_parts import system_parts
from lagebild.views.report.tables import Cell, Column, anchors_of, tables_of
from lagebild.views.report.timeline import timeline_part
from lagebild.views.report.wording import Labels, date_words, day_words, number_words
from lagebild.views.situation import situation_of, sources_of

LAYERS = (
    *("PER", "STATE", "ORG", "GROUP", "LOC", "MISC", "time", "quantity"),
    *("event", "quotation", "relation", "outlook", "gloss"),
)
"""What can be shown and hidden, in the order of the buttons."""


def report_html(
    case: QueryableCase, *, heading: str, lang: str, excerpts: bool = False, notices: Sequence[str] = ()
) -> str:
    """Return the report of a case as HTML; `excerpts` leaves out whole articles and keeps evidence sentences."""
    t = labels_in(lang)
    content = report_content(case, lang)
    shown = _articles_in_full(content.articles)
    texts = article_texts(case, [a.article_id for a in shown], name_column(lang))
    tables = tables_of(content, shown, texts, t, lang)
    by_id = {a.article_id: a.label for a in content.articles}
    names, facts = names_by_id(case, lang), facts_of(case)
    states = state_system_of(facts)
    system, of_articles = system_parts(case, facts, states, names, lang), _article_figures(content, t, lang)
    situation = situation_of(case, facts, names, lang, states)
    told = sources_of(case, situation)
    page = first_page(situation, told, texts, lang)
    linked, rows = place_anchors(told), row_anchors(facts)
    blocks = [
        article_block(
            a,
            texts[a.article_id],
            content.datings.get(a.article_id, ()),
            by_id,
            t,
            lang,
            anchors=_together(
                anchors_of(content.ledger, a.article_id), linked.get(a.article_id, {}), rows.get(a.article_id, {})
            ),
            excerpts=excerpts,
        )
        for a in shown
    ]
    timeline = timeline_part(content, list(texts), t, lang)
    sections = [("situation", t["situation"])] if page else []
    sections += [(f.anchor, f.heading) for f in system if not f.anchor.startswith("dyad-")]
    sections += [("events", t["events_heading"])] if timeline else []
    sections += [(f.anchor, f.heading) for f in of_articles] + [(p.anchor, p.heading) for p in tables]
    plots = {f.plot_id: f.figure for f in (*system, *of_articles)} | (
        {timeline.plot_id: timeline.figure} if timeline else {}
    )
    return (
        _environment()
        .get_template("report.html.j2")
        .render(
            lang=lang,
            t=t,
            heading=heading,
            version=__version__,
            notices=[*notices, t["excerpts_notice"]] if excerpts else list(notices),
            key_figures=_key_figures(content, t, lang),
            sections=[*sections, ("articles", t["articles_heading"])] if blocks else sections,
            situation=page,
            timeline=timeline,
            system_figures=system,
            article_figures=of_articles,
            tables=tables,
            articles=blocks,
            layers=[(layer, t.get(f"kind_{layer}", t.get(layer, layer))) for layer in LAYERS],
            excerpts=excerpts,
            n_unshown=len(content.articles) - len(shown),
            figures_json=Markup(_json_in_html({plot: figure.to_plotly_json() for plot, figure in plots.items()})),
            plotly_js=Markup(get_plotlyjs()) if plots else "",
            css=Markup(_resource("report.css")),
            js=Markup(_resource("report.js")),
        )
    )


def _article_figures(content: ReportContent, t: Labels, lang: str) -> list[FigurePart]:
    return [part for part in (_timeline(content, t, lang), _actors(content, t)) if part]


def _together(*parts: Mapping[int, Sequence[str]]) -> dict[int, list[str]]:
    places = dict.fromkeys(place for part in parts for place in part)
    return {place: [name for part in parts for name in part.get(place, ())] for place in places}


def _articles_in_full(articles: Sequence[ArticleRow]) -> list[ArticleRow]:
    """Return the articles whose text is shown: all, or the newest if there are too many for one page."""
    return list(articles[-MAX_ARTICLES_IN_FULL:])


def _key_figures(content: ReportContent, t: Labels, lang: str) -> list[tuple[str, str]]:
    days = [d for a in content.articles for d in (a.earliest, a.latest) if d]
    figures = [
        (number_words(len(content.articles), lang), t["articles"]),
        (number_words(sum(a.words for a in content.articles), lang), t["words"]),
        (number_words(len(content.actors), lang), t["actors"]),
    ]
    if outlets := {a.outlet for a in content.articles if a.outlet}:
        figures.insert(1, (number_words(len(outlets), lang), t["outlets"]))
    figures += [
        (number_words(count, lang), t[key])
        for key, count in (("n_events", content.n_events), ("n_quotations", content.n_quotations))
        if count
    ]
    if days:
        figures.append((f"{day_words(min(days), lang)} – {day_words(max(days), lang)}", t["period"]))
    return figures


def _inferred(article: ArticleRow) -> float | None:
    """Return the confidence of an inferred date; None for a date that the page states."""
    return article.confidence if article.basis == "inferred" else None


def _timeline(content: ReportContent, t: Labels, lang: str) -> FigurePart | None:
    dated = [
        DatedArticle(a.article_id, a.label, a.outlet or t["no_outlet"], a.earliest, a.latest, _inferred(a))
        for a in content.articles
        if a.earliest and a.latest
    ]
    if not content.articles:
        return None
    undated = len(content.articles) - len(dated)
    return FigurePart(
        anchor="timeline",
        plot_id="plot-timeline",
        heading=t["timeline_heading"],
        how=t["timeline_how"] if len(dated) <= MAX_ROWS else t["timeline_months_how"],
        note=t["timeline_undated"].format(n=undated) if undated else None,
        columns=(Column(t["published"]), Column(t["outlet"]), Column(t["title"], wide=True)),
        rows=[
            (Cell(date_words(a, t, lang)), Cell(a.outlet or ""), Cell(a.label, href=f"#a-{a.article_id}"))
            for a in content.articles
        ],
        figure=article_timeline(dated),
    )


def _actors(content: ReportContent, t: Labels) -> FigurePart | None:
    if not content.actors:
        return None
    articles = [(a.article_id, a.label) for a in content.articles]
    return FigurePart(
        anchor="actors",
        plot_id="plot-actors",
        heading=t["actors_heading"],
        how=t["actors_how"] if len(articles) <= MAX_ARTICLES else t["actors_count_how"],
        note=None,
        columns=(
            Column(t["actor"]),
            Column(t["kind"]),
            Column(t["country"]),
            Column(t["role"]),
            Column(t["n_articles"], numeric=True),
            Column(t["n_mentions"], numeric=True),
            Column(t["aliases"], wide=True),
        ),
        rows=[
            (
                Cell(a.name, dot=a.kind),
                Cell(t["kind_" + a.kind]),
                Cell(a.country or ""),
                Cell(", ".join(a.roles)),
                Cell(str(a.n_articles)),
                Cell(str(a.n_mentions)),
                Cell(", ".join(a.aliases)),
            )
            for a in content.actors
        ],
        figure=actor_matrix([(a.actor_id, a.name) for a in content.actors], articles, content.actor_counts),
    )


def _json_in_html(value: object) -> str:
    """Return JSON that cannot end the script element it stands in."""
    text = json.dumps(value, default=_plain, ensure_ascii=False)
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _plain(value: object) -> object:
    """Return what Plotly hands over (arrays, dates) as JSON knows it."""
    if hasattr(value, "tolist"):
        return value.tolist()
    if hasattr(value, "isoformat"):
        return value.isoformat()
    if isinstance(value, tuple | set):
        return list(value)
    raise TypeError(f"cannot put {type(value).__name__} into a figure")


def _resource(name: str) -> str:
    return files("lagebild.views.report").joinpath(name).read_text(encoding="utf-8")


def _finalized(value: object) -> object:
    """Return what the template prints: plain text made legible, finished HTML as it is."""
    return legible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def _environment() -> Environment:
    return Environment(
        loader=FunctionLoader(_resource),
        finalize=_finalized,
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
