"""The timeline: what happened over time as a figure, and one line an event that opens its reports."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dash import html
from dash.development.base_component import Component

from lagebild.app.cards import figure, section
from lagebild.app.deeds import deed_words
from lagebild.app.event_lines import Line, lines_of, n_events, ordinal
from lagebild.app.grids import Column, Row, grid
from lagebild.app.page import Page, View
from lagebild.views.event_families import FAMILIES, FAMILY_OF_TYPE
from lagebild.views.figures.event_timeline import DrawnEvent, event_timeline, period_shown
from lagebild.views.report.wording import interval_words, number_words


def body(view: View) -> Component:
    """Return the figure and the grid of events that pass the filters."""
    return view.once("timeline", lambda: _body(view))


def _body(view: View) -> Component:
    lines = lines_of(view)
    if not lines:
        return html.P(view.t["timeline_empty"], className="note")
    t = view.t
    drawn = [_drawn(view, line) for line in lines if line.earliest and line.latest]
    shown = event_timeline(drawn, {family: t[f"family_{family}"] for family in FAMILIES})
    note = " ".join(_notes(view, lines, drawn))
    events = grid(view, "events", t["events_heading"], _columns(view), _rows(view, lines))
    return html.Div(
        [
            section(
                t["timeline_figure"],
                figure(shown, t["timeline_figure"], "timeline"),
                how=t["timeline_figure_how"],
                note=note,
            ),
            section(t["events_heading"], events, how=t["timeline_events_how"]),
        ]
    )


def _drawn(view: View, line: Line) -> DrawnEvent:
    deed, t = line.deed, view.t
    heading = f"{_when(view, line)} · {deed_words(view, deed)}"
    first, last = line.earliest or date.min, line.latest or date.min
    sentence = line.told.sentence if line.told else ""
    has_happened = deed.realis == "real"
    family = FAMILY_OF_TYPE[deed.type]
    words = heading if has_happened else f"{heading} ({t[f'realis_{deed.realis}']})"
    return DrawnEvent(
        *(deed.event_id, family, first, last, line.has_own_date, has_happened, line.n_articles, words, sentence)
    )


def _notes(view: View, lines: Sequence[Line], drawn: Sequence[DrawnEvent]) -> list[str]:
    t, lang, n = view.t, view.lang, n_events(view)
    first, last = period_shown(drawn)
    outside = sum(not first <= one.middle <= last for one in drawn)
    notes = [t["event_figure_outside"].format(n=number_words(outside, lang))] if outside else []
    if len(lines) > len(drawn):
        notes.append(t["event_figure_undated"].format(n=number_words(len(lines) - len(drawn), lang)))
    if n > len(lines):
        notes.append(t["events_capped"].format(shown=number_words(len(lines), lang), n=number_words(n, lang)))
    return notes


def _columns(view: View) -> list[Column]:
    t = view.t
    return [
        Column("when", t["timeline_when"], width=140, lines=True, sort_by="day"),
        Column("what", t["timeline_what"], lines=True),
        Column("sentence", t["timeline_sentence"], lines=True, narrow=False),
        Column("n", t["timeline_articles"], width=90, is_number=True, narrow=False),
    ]


def _rows(view: View, lines: Sequence[Line]) -> list[Row]:
    return [
        Row(
            {
                "when": _when(view, line),
                "day": ordinal(line.earliest or line.latest),
                "what": deed_words(view, line.deed),
                "sentence": line.told.sentence if line.told else "",
                "n": line.n_articles,
            },
            rows=(line.deed.event_id,),
        )
        for line in lines
    ]


def _when(view: View, line: Line) -> str:
    words = interval_words(line.earliest, line.latest, view.lang)
    if line.has_own_date:
        return words
    return view.t["reported_on"].format(words) if words else view.t["undated"]


PAGE = Page("timeline", "t", body)
