"""The actors of the case: who is named in most articles, with kind, country and sector."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from lagebild.app.cards import section
from lagebild.app.grids import Column, Row, grid
from lagebild.app.linking import link
from lagebild.app.listed import all_listed
from lagebild.app.page import Page, View
from lagebild.reading.marks import MentionKind
from lagebild.views.report.wording import number_words

MOST_SHOWN = 1_000
"""Actors in the grid, those in most articles; the rest is counted."""


def body(view: View) -> Component:
    """Return the actors in the articles that pass the filters, of one kind (option `kind`) or of all."""
    asked = view.option("kind")
    return view.once(("actors page", asked), lambda: _shown(view, asked))


def _shown(view: View, asked: str) -> Component:
    t = view.t
    rows = [one for one in all_listed(view, "actors") if view.sieve.actors([str(one["id"])])]
    kinds = [kind.value for kind in MentionKind if any(one["kind"] == kind.value for one in rows)]
    links = [link(t["actors_every"], view.href("actors"), "chip" if asked else "chip here")]
    links += [
        link(t[f"kind_{kind}"], view.href("actors", kind=kind), "chip here" if asked == kind else "chip")
        for kind in kinds
    ]
    wanted = [one for one in rows if asked in ("", one["kind"])]
    shown = [_row(view, one) for one in wanted[:MOST_SHOWN]]
    n = {"shown": number_words(len(shown), view.lang), "n": number_words(len(wanted), view.lang)}
    note = t["actors_cut"].format(**n) if len(shown) < len(wanted) else None
    columns = [
        Column("actor", t["actor"], link=True, lines=True, share=3),
        Column("kind", t["kind"], width=130),
        Column("country", t["country"], width=110),
        Column("sector", t["sector"], width=150, narrow=False),
        Column("n_articles", t["n_articles"], width=110, is_number=True),
        Column("n_mentions", t["n_mentions"], width=130, is_number=True, narrow=False),
    ]
    return html.Div(
        [
            html.P(links, className="chips"),
            section(t["actors_heading"], grid(view, "actors", t["actors"], columns, shown), note=note),
        ]
    )


def _row(view: View, one: dict[str, object]) -> Row:
    t, actor_id, sector = view.t, str(one["id"]), one["sector"]
    cells = {
        "actor": one["actor"],
        "actor_href": view.href("actor", actor_id),
        "kind": t[f"kind_{one['kind']}"],
        "country": one["country"] or "",
        "sector": t.get(f"sector_{sector}", sector) if sector else "",
        "n_articles": one["n_articles"],
        "n_mentions": one["n_mentions"],
    }
    return Row(cells, rows=(actor_id,))


PAGE = Page("actors", "a", body)
