"""Who is quoted how often, on what and how sure; who expects what; and who agrees on a relation."""

from __future__ import annotations

from collections.abc import Iterator

from dash import html
from dash.development.base_component import Component

from lagebild.app.cards import figure_card, section
from lagebild.app.choosing import chooser, choosers
from lagebild.app.grids import grid_of
from lagebild.app.page import Page, View
from lagebild.app.parts import part
from lagebild.app.subjects import subject_actors
from lagebild.system.facts import Facts
from lagebild.views.figures.voices_chart import voices_picture
from lagebild.views.queryable import REPORTS
from lagebild.views.voices import Voices, voices_in, voices_table, voices_tables

MOST_CHOICES = 300
"""Voices to choose from, those quoted most; a link may name any other."""


def body(view: View) -> Component:
    """Return the voices that pass the filters, or the one that the address names; raises `UsageError` if unknown."""
    every, only = _every(view), _only(view)
    own = [voice.speaker for voice in every.voices if voice.speaker is not None][:MOST_CHOICES]
    choices = [(view.t["voices_all"], view.href("voices"))]
    choices += [(view.name(one), view.href("voices", one)) for one in own]
    here = view.name(only) if only else view.t["voices_all"]
    fields = choosers(chooser("voice", view.t["voice"], choices, here))
    return html.Div([fields, view.once(("voices page", only), lambda: _shown(view)), part(view, "tables")])


def _only(view: View) -> str | None:
    return next(iter(subject_actors(view, 1)), None)


def _every(view: View) -> Voices:
    return view.once(("voices", None), lambda: voices_in(view.case, _facts(view), view.names, view.lang))


def _found(view: View) -> Voices:
    """Return the voices that are shown: all, or the one that the address names."""
    only = _only(view)
    if only is None:
        return _every(view)
    return view.once(("voices", only), lambda: voices_in(view.case, _facts(view), view.names, view.lang, only))


def _facts(view: View) -> Facts:
    """Return the facts with the events that quotations tell of and those that outlooks came to."""
    return view.once("facts of voices", lambda: view.facts_with(lambda: _events(view)))


def _events(view: View) -> set[str]:
    quoted = view.case.sql(f"SELECT event_id FROM {REPORTS} WHERE quotation_id IS NOT NULL AND event_id IS NOT NULL")
    followed = (event for one in view.said.expectations for event in one.follow_up)
    return {*followed, *(event for (event,) in quoted.fetchall())}


def _shown(view: View) -> Component:
    found = _found(view)
    quoted = voices_table(found, view.lang)
    if any(voice.n_quotations for voice in found.voices):
        return figure_card(view, quoted.heading, voices_picture(found, view.lang), key="voices")
    return section(quoted.heading, [], note=quoted.how)


def _told_tables(view: View) -> Component:
    """Return who expects what, and who agrees on a relation with the statements."""
    return view.once(("voices tables", _only(view)), lambda: html.Div(list(_tables(view))))


def _tables(view: View) -> Iterator[Component]:
    _, *further = voices_tables(_found(view), view.lang)
    for at, table in enumerate(further):
        yield section(table.heading, grid_of(view, f"voices-{at}", table), how=table.how)


PAGE = Page("voices", "v", body, parts={"tables": _told_tables})
