"""The situation: what it is, what changed, where sources disagree, what is expected; and its figures."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from dash import html
from dash.development.base_component import Component

from lagebild.app.cards import figure_card, section
from lagebild.app.linking import evidence_button
from lagebild.app.page import Page, View
from lagebild.app.parts import part
from lagebild.app.plain import plain
from lagebild.app.told_situation import situation_told
from lagebild.system.triads import Triad
from lagebild.views.dependence import THIN_SIGN
from lagebild.views.dyads import dyad_of
from lagebild.views.figures.dyad_series import dyad_picture
from lagebild.views.figures.signed_network import network_picture
from lagebild.views.figures.triangle import triangle_picture
from lagebild.views.legible import legible
from lagebild.views.report.system_parts import FEWEST_IN_NETWORK
from lagebild.views.report.wording import number_words
from lagebild.views.situation import Clause, SituationPart


def body(view: View) -> Component:
    """Return the situation in words, each clause with its evidence, and the figures that show it.

    With filters all of it comes after the page: the system of the states is then computed of what passes.
    """
    words = part(view, "words") if view.address.filters else _told_words(view)
    return html.Div([words, part(view, "figures")], className="situation")


def _told_words(view: View) -> Component:
    parts = situation_told(view)
    if not parts:
        return html.P(view.t["situation_empty"], className="note")
    return html.Div([_part(view, one, is_first=one is parts[0]) for one in parts], className="words")


def _told_figures(view: View) -> Component:
    if not view.system.periods():
        return html.Div()
    return view.once("situation figures", lambda: html.Div(list(_figures(view)), className="figures"))


def _part(view: View, part: SituationPart, *, is_first: bool) -> Component:
    clauses = plain(html.Ul([html.Li(_clause(view, clause)) for clause in part.clauses], className="clauses"))
    return section(part.heading, clauses, how=view.t["situation_how"] if is_first else "", key=part.key)


def _clause(view: View, clause: Clause) -> list[str | Component]:
    words = legible(clause.text) + (f" {THIN_SIGN}" if clause.is_thin else "")
    if not clause.evidence:
        return [words]
    n = number_words(len(clause.evidence), view.lang)
    return [words, " ", evidence_button(n, f"{view.t['evidence_open']}: {n}", places=clause.evidence)]


def _figures(view: View) -> Iterator[Component]:
    system, t = view.system, view.t
    for triad in system.best_told(1):
        yield from _triad_figures(view, triad)
    months = system.networks(system.last, system.last)
    if months and sum(1 for tie in months[-1].ties.values() if tie.sign in ("+", "-")) >= FEWEST_IN_NETWORK:
        picture = network_picture(months[-1], view.names, view.lang)
        yield figure_card(view, t["signed_network_heading"], picture, key="network")


def _triad_figures(view: View, triad: Triad) -> Iterator[Component]:
    t, names, lang, facts = view.t, view.names, view.lang, view.facts_between(*triad.corners)
    yield figure_card(view, t["triad_heading"], triangle_picture(triad.months, names, lang), key="triangle")
    for a, b in combinations(triad.corners, 2):
        heading = t["dyad_heading"].format(a=view.name(a), b=view.name(b))
        picture = dyad_picture(dyad_of(view.case, facts, a, b), names, lang)
        yield figure_card(view, heading, picture, key=f"dyad-{a}-{b}".replace(".", "-"))


PAGE = Page("situation", "s", body, parts={"words": _told_words, "figures": _told_figures})
