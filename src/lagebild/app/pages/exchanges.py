"""Who gives what to whom, who depends on whom, and who could hurt whom by stopping it."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from lagebild.app.cards import figure_card, section
from lagebild.app.choosing import chooser, choosers
from lagebild.app.grids import grid_of
from lagebild.app.page import Page, View
from lagebild.app.parts import part
from lagebild.system.dependence import Standing, Tie, levers_of, ties_of, ties_with
from lagebild.views.dependence import dependence_table, lever_table, places_of
from lagebild.views.evidence import told_at
from lagebild.views.figures.dependence_matrix import dependence_matrix
from lagebild.views.figures.exchange_flows import exchange_flows
from lagebild.views.figures.picture import Picture

MOST_DRAWN = 60
"""Ties in the figures, the first of their order; the table has all."""
TOLD = tuple(standing for standing in Standing if standing is not Standing.DENIED)
"""What flows are drawn: delivered, and, pale, what is only claimed, planned or possible."""


def body(view: View) -> Component:
    """Return flows, dependence, levers and every claim, of the actor named by the option `of` or of all."""
    every = view.once("ties", lambda: ties_of(view.said))
    if not every:
        return html.P(view.t["exchanges_none"], className="note")
    of = view.option("of")
    choices = [(view.t["exchanges_all"], view.address.with_options(of="").href)]
    choices += [(view.name(one), view.address.with_options(of=one).href) for one in _actors(view, every)]
    field = chooser("exchanges-of", view.t["exchanges_of"], choices, view.name(of) if of else view.t["exchanges_all"])
    return html.Div([choosers(field), view.once(("exchanges", of), lambda: _shown(view, every, of))])


def _actors(view: View, ties: tuple[Tie, ...]) -> list[str]:
    return sorted({one for tie in ties for one in (tie.receiver, tie.giver)}, key=view.name)


def _shown(view: View, every: tuple[Tie, ...], of: str) -> Component:
    t, facts, names, lang = view.t, view.said, view.names, view.lang
    ties = ties_with(every, of) if of else every
    if not ties:
        return html.P(t["grid_empty"], className="note")
    drawn = ties[:MOST_DRAWN]
    table = dependence_table(drawn, facts, names, told_at(view.case, places_of(drawn)), lang)
    own = set(map(id, ties))  # of the very ties of `every`: comparing each with each takes minutes
    levers = lever_table([one for one in levers_of(every) if id(one.tie) in own], facts, names, lang)
    flows = Picture(exchange_flows(drawn, facts, names, lang, TOLD), table, t["flows_how"])
    matrix = Picture(dependence_matrix(drawn, facts, names, lang), levers, t["matrix_how"])
    figures = (("flows", t["flows_heading"], flows), ("dependence", t["dependence_heading"], matrix))
    return html.Div(
        [
            *(figure_card(view, heading, one, key=key) for key, heading, one in figures if one.figure.data),
            section(levers.heading, grid_of(view, "levers", levers), how=levers.how),
            part(view, "claims"),
        ]
    )


def _claims(view: View) -> Component:
    """Return every claim on an exchange or a share."""
    of = view.option("of")

    def computed() -> Component:
        every = view.once("ties", lambda: ties_of(view.said))
        ties = ties_with(every, of) if of else every
        table = dependence_table(ties, view.said, view.names, told_at(view.case, places_of(ties)), view.lang)
        return section(table.heading, grid_of(view, "claims", table), how=table.how)

    return view.once(("claims", of), computed)


PAGE = Page("exchanges", "e", body, parts={"claims": _claims})
