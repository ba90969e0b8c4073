"""Who is quoted how often, on what and how sure; who expects what; and who agrees on a relation."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from lagebild.app.cards import figure_card, section
from lagebild.app.choosing import chooser, choosers
from lagebild.app.grids import grid_of
from lagebild.app.page import Page, View
from lagebild.app.subjects import subject_actors
from lagebild.system.facts import Facts
from lagebild.views.figures.voices_chart import voices_picture
from lagebild.views.queryable import REPORTS
from lagebild.views.voices import Voices, voices_in, voices_tables

MOST_CHOICES = 300
"""Voices to choose from, those quoted most; a link may name any other."""


def body(view: View) -> Component:
    """Return the voices that pass the filters, or the one that the address names; raises `UsageError` if unknown."""
    every = view.once(("voices", None), lambda: voices_in(view.case, _facts(view), view.names, view.lang))
    only = next(iter(subject_actors(view, 1)), None)
    own = [voice.speaker for voice in every.voices if voice.speaker is not None][:MOST_CHOICES]
    choices = [(view.t["voices_all"], view.href("voices"))]
    choices += [(view.name(one), view.href("voices", one)) for one in own]
    here = view.name(only) if only else view.t["voices_all"]
    fields = choosers(chooser("voice", view.t["voice"], choices, here))
    return html.Div([fields, view.once(("voices page", only), lambda: _shown(view, every, only))])


def _facts(view: View) -> Facts:
    """Return the facts with the events that quotations tell of and those that outlooks came to."""
    return view.once("facts of voices", lambda: view.facts_with(lambda: _events(view)))


def _events(view: View) -> set[str]:
    quoted = view.case.sql(f"SELECT event_id FROM {REPORTS} WHERE quotation_id IS NOT NULL AND event_id IS NOT NULL")
    followed = (event for one in view.said.expectations for event in one.follow_up)
    return {*followed, *(event for (event,) in quoted.fetchall())}


def _shown(view: View, every: Voices, only: str | None) -> Component:
    found = voices_in(view.case, _facts(view), view.names, view.lang, only) if only else every
    quoted, *further = voices_tables(found, view.lang)
    parts: list[Component] = []
    if any(voice.n_quotations for voice in found.voices):
        parts.append(figure_card(view, quoted.heading, voices_picture(found, view.lang), key="voices"))
    else:
        parts.append(section(quoted.heading, [], note=quoted.how))
    parts += [
        section(table.heading, grid_of(view, f"voices-{at}", table), how=table.how) for at, table in enumerate(further)
    ]
    return html.Div(parts)


PAGE = Page("voices", "v", body)
