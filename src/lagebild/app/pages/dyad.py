"""Two actors by month: what they do to each other, what their relation is said to be, and every sentence behind it."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from lagebild.app.cards import figure_card, section
from lagebild.app.choosing import actor_choosers
from lagebild.app.grids import grid_of
from lagebild.app.linking import link
from lagebild.app.page import Page, View
from lagebild.app.subjects import actors_told_of, actors_told_of_with, subject_actors
from lagebild.errors import UsageError
from lagebild.system.balance import pair_of
from lagebild.views.dyads import dyad_of, dyad_tables
from lagebild.views.figures.dyad_series import dyad_picture

MOST_TRIANGLES = 6
"""Triangles of the two that are linked: those that change most."""


def body(view: View) -> Component:
    """Return the two actors named by the address, or the two that most articles tell of.

    Raises `UsageError` for an unknown actor, or one and the same twice.
    """
    known = actors_told_of(view)
    chosen = subject_actors(view, 2) or _most_told(view)
    if not chosen:
        return html.P(view.t["dyad_none"], className="note")
    a, b = chosen
    if a == b:
        raise UsageError(view.t["dyad_same"], place=view.name(a))
    fields = actor_choosers(view, "dyad", (view.t["dyad_one"], view.t["dyad_other"]), chosen, known)
    return html.Div([fields, view.once(("dyad", a, b), lambda: _shown(view, a, b))])


def _most_told(view: View) -> tuple[str, ...]:
    last = {pair: tie.month for pair, tie in view.ends.items() if tie.month}
    return max(last, key=lambda pair: (last[pair].n_articles, last[pair].n_events, pair), default=())


def _shown(view: View, a: str, b: str) -> Component:
    facts = view.facts_between(a, b)
    dyad = dyad_of(view.case, facts, a, b)
    heading = view.t["dyad_heading"].format(a=view.name(a), b=view.name(b))
    months, evidence = dyad_tables(dyad, facts, view.names, view.lang)
    if not months.rows:
        return section(heading, [], note=[months.how, *_others(view, a)])
    picture = dyad_picture(dyad, view.names, view.lang)
    return html.Div(
        [
            figure_card(view, heading, picture, key="dyad", note=_triangles(view, a, b)),
            section(evidence.heading, grid_of(view, "dyad-evidence", evidence), how=evidence.how),
        ]
    )


def _others(view: View, a: str) -> list[str | Component]:
    """Return links to those of whom something is told with an actor."""
    others = actors_told_of_with(view, a)[:MOST_TRIANGLES]
    links = [part for one in others for part in (" · ", link(view.name(one), view.href("dyad", a, one)))]
    return [" ", view.t["dyad_others"].format(a=view.name(a)), " ", *links[1:]] if links else []


def _triangles(view: View, a: str, b: str) -> list[str | Component] | None:
    """Return links to the triangles that the two are sides of."""
    triads = view.system.signs.changing(MOST_TRIANGLES, beside=pair_of(a, b))
    thirds = [(corners, next(one for one in corners if one not in (a, b))) for corners in triads]
    links = [
        part for corners, third in thirds for part in (" · ", link(view.name(third), view.href("triangle", *corners)))
    ]
    return [view.t["dyad_triangles"], " ", *links[1:]] if links else None


PAGE = Page("dyad", "d", body)
