"""Three actors through time: signs, figure, pivot and balance, who would gain by which move, and the three sides."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from dash import html
from dash.development.base_component import Component

from lagebild.app.cards import figure_card, plain_table, section
from lagebild.app.choosing import actor_choosers, chooser, choosers
from lagebild.app.grids import SHORT_CELL, Column, Row, grid, share_of
from lagebild.app.linking import link
from lagebild.app.page import Page, View
from lagebild.app.parts import part
from lagebild.app.subjects import actors_told_of, subject_actors
from lagebild.errors import UsageError
from lagebild.system.facts import Facts
from lagebild.system.swings import swing_of
from lagebild.system.triads import TriadMonth, triad_series
from lagebild.views.dyads import dyad_of
from lagebild.views.figures.dyad_series import dyad_picture
from lagebild.views.figures.picture import Picture
from lagebild.views.figures.swing_chart import swing_chart
from lagebild.views.figures.triangle import triangle_picture
from lagebild.views.swings import heading_of, swing_table
from lagebild.views.triad_evidence import decided_sides, sentences_of_sides, triad_evidence_table
from lagebild.views.triads import moves_table, state_table, triads_table

MOST_TRIADS = 300
"""Triangles in the list: those that change most."""


def body(view: View) -> Component:
    """Return the triangle the address names, or the best told one, and the list of all.

    Raises `UsageError` for an unknown actor, or if two of the three are the same or one belongs to another.
    """
    corners = subject_actors(view, 3) or _most_told(view)
    if not corners:
        return html.P(view.t["no_triad"], className="note")
    labels = [view.t["triangle_corner"].format(n=n) for n in (1, 2, 3)]
    fields = actor_choosers(view, "triangle", labels, corners, actors_told_of(view), client=view.option("client"))
    shown = view.once(("triangle", corners), lambda: list(_shown(view, corners)))
    return html.Div([fields, *shown, part(view, "sides"), part(view, "list")])


def _told_sides(view: View) -> Component:
    """Return the three sides and the swing of one of the three between the others."""
    corners = subject_actors(view, 3) or _most_told(view)
    asked = view.option("client")

    def computed() -> Component:
        facts = view.facts_between(*corners)
        return html.Div([*_sides(view, facts, corners), _swing(view, facts, corners)])

    return view.once(("sides", corners, asked), computed)


def _told_list(view: View) -> Component:
    return view.once("triads", lambda: _list(view))


def _most_told(view: View) -> tuple[str, ...]:
    signs = view.system.signs
    best = signs.best_told(1) or signs.changing(1)
    return best[0] if best else ()


def _shown(view: View, corners: tuple[str, ...]) -> Iterator[Component]:
    t, names, lang, facts = view.t, view.names, view.lang, view.facts_between(*corners)
    months = _months(view, facts, corners)
    if not months:
        yield section(t["triad_heading"], [], note=t["no_triad"])
        return
    state, moves = state_table(months[-1], names, lang), moves_table(months[-1].triangle, names, lang)
    picture = triangle_picture(months, names, lang)
    yield figure_card(view, " – ".join(map(view.name, corners)), picture, key="triangle", note=state.how)
    sides = decided_sides(facts, months)
    told = triad_evidence_table(sides, sentences_of_sides(view.case, sides), names, lang)
    if told.rows:
        yield section(told.heading, plain_table(view, told), how=told.how)
    if moves.rows:
        yield section(moves.heading, plain_table(view, moves), how=moves.how)


def _months(view: View, facts: Facts, corners: tuple[str, ...]) -> tuple[TriadMonth, ...]:
    try:
        return triad_series(facts, *corners)
    except ValueError:
        raise UsageError(view.t["triangle_apart"], place=", ".join(map(view.name, corners))) from None


def _sides(view: View, facts: Facts, corners: tuple[str, ...]) -> Iterator[Component]:
    for a, b in combinations(corners, 2):
        heading = view.t["dyad_heading"].format(a=view.name(a), b=view.name(b))
        picture = dyad_picture(dyad_of(view.case, facts, a, b), view.names, view.lang)
        all_of_it = link(view.t["triangle_side_page"], view.href("dyad", a, b))
        yield figure_card(view, heading, picture, key=f"side-{a}-{b}".replace(".", "-"), note=[all_of_it])


def _swing(view: View, facts: Facts, corners: tuple[str, ...]) -> Component:
    """Return how one of the three swings between the two others; which one is an option of the page."""
    asked = view.option("client")
    client = asked if asked in corners else corners[0]
    swing = swing_of(facts, client, [one for one in corners if one != client])
    picture = Picture(
        swing_chart(swing, view.names, view.lang), swing_table(swing, view.names, view.lang), view.t["swing_how"]
    )
    choices = [(view.name(one), view.href("triangle", *corners, client=one)) for one in corners]
    field = choosers(chooser("swing-client", view.t["triangle_client"], choices, view.name(client)))
    return html.Div([field, figure_card(view, heading_of(swing, view.names, view.lang), picture, key="swing")])


def _list(view: View) -> Component:
    system = view.system
    shown = system.changing(MOST_TRIADS)
    table = triads_table(shown, system.first, system.last, view.names, view.lang)
    columns = [
        Column(f"c{at}", name, lines=True, link=at == 0, share=share_of(size), is_short=size <= SHORT_CELL)
        for at, (name, *cells) in enumerate(zip(table.columns, *table.rows, strict=True))
        for size in [max(map(len, cells), default=0)]
    ]
    rows = [
        Row(
            {f"c{at}": cell for at, cell in enumerate(cells)} | {"c0_href": view.href("triangle", *triad.corners)},
            rows=own,
        )
        for triad, cells, own in zip(shown, table.rows, table.evidence, strict=True)
    ]
    return section(table.heading, grid(view, "triads", table.heading, columns, rows), how=table.how)


PAGE = Page("triangle", "r", body, parts={"sides": _told_sides, "list": _told_list})
