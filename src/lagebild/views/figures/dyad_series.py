"""Two actors by month: the balance of their deeds with its interval, new deeds as marks, and what is said below."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from textwrap import wrap

import plotly.graph_objects as go

from lagebild.system.dyads import DyadMonth
from lagebild.system.evidence import Sighting
from lagebild.system.facts import Evidence
from lagebild.system.periods import number_of, period_of
from lagebild.views.dyads import Dyad, dyad_months_table
from lagebild.views.figures.layout import INK, laid_out, shortened
from lagebild.views.figures.months import last_stretch, month_axes
from lagebild.views.figures.picture import Picture
from lagebild.views.labels import labels_in
from lagebild.views.palette import SIDE_COLOURS, SIGN_COLOURS
from lagebild.views.swings import month_words

HEIGHT = 440  # pixels
DEEDS_FROM, SAID_TO = 0.38, 0.24  # of the height
HOVER_LENGTH, HOVER_WIDTH = 260, 52  # characters of a sentence, and of a line
BAND = "rgba(0,114,178,0.18)"
LINE = SIDE_COLOURS[0]
MARKED = 1.12
STACKED = 0.14
"""Marks of deeds stand so far beyond the highest or lowest value, as a part of it, and so far from each other."""


def dyad_picture(dyad: Dyad, names: Mapping[str, str], lang: str) -> Picture:
    """Return two actors by month with the table behind the figure; marks have ids of their events as `customdata`."""
    t = labels_in(lang)
    return Picture(dyad_figure(dyad, names, lang), dyad_months_table(dyad, names, lang), t["dyad_figure_how"])


def dyad_figure(dyad: Dyad, names: Mapping[str, str], lang: str) -> go.Figure:
    """Return the figure: above the balance of deeds, below what the relation is said to be."""
    t = labels_in(lang)
    shown = last_stretch(dyad.months)
    first = number_of(shown[0].period) if shown else 0
    figure = go.Figure()
    for run in _runs(shown):
        _add_band(figure, run, first)
    _add_line(figure, shown, first, lang)
    _add_deeds(figure, dyad, shown, first, names, lang)
    _add_words(figure, shown, first, lang)
    last = number_of(shown[-1].period) - first if shown else 0
    figure.add_hline(y=0, line={"color": INK, "width": 1})
    figure.update_layout(month_axes(first, last, DEEDS_FROM, SAID_TO, lang))
    figure.update_layout(yaxis={"title": {"text": t["net_of_deeds"], "font": {"size": 12}}})
    return laid_out(figure, height=HEIGHT).update_layout(margin={"t": 24})


def _runs(months: Sequence[DyadMonth]) -> Iterator[list[DyadMonth]]:
    """Yield months in a row that have an interval."""
    run: list[DyadMonth] = []
    for month in months:
        follows = not run or number_of(month.period) == number_of(run[-1].period) + 1
        if month.low is not None and follows:
            run.append(month)
            continue
        if run:
            yield run
        run = [month] if month.low is not None else []
    if run:
        yield run


def _add_band(figure: go.Figure, run: Sequence[DyadMonth], first: int) -> None:
    places = [number_of(month.period) - first for month in run]
    figure.add_scatter(
        x=[*places, *reversed(places)],
        y=[*(month.high for month in run), *(month.low for month in reversed(run))],
        fill="toself",
        fillcolor=BAND,
        line={"width": 0},
        mode="lines",
        hoverinfo="skip",
    )


def _add_line(figure: go.Figure, months: Sequence[DyadMonth], first: int, lang: str) -> None:
    told = [month for month in months if month.n_events]
    thin = labels_in(lang)["thin_months"]
    figure.add_scatter(
        x=[number_of(month.period) - first for month in told],
        y=[month.net for month in told],
        mode="lines+markers",
        line={"color": LINE, "width": 2},
        marker={
            "size": 7,
            "color": LINE,
            "symbol": ["circle-open" if month.thin else "circle" for month in told],
        },
        text=[month_words(month.period, lang) + (f" · {thin}" if month.thin else "") for month in told],
        hovertemplate="%{text}<br>%{y:+.1f}<extra></extra>",
    )


def _add_deeds(
    figure: go.Figure, dyad: Dyad, months: Sequence[DyadMonth], first: int, names: Mapping[str, str], lang: str
) -> None:
    """Add a mark for each deed in the month it is new, friendly ones above and hostile ones below everything."""
    periods = {month.period for month in months}
    told = [deed for deed in dyad.deeds if deed.last <= number_of(max(periods, default="0001-01"))]
    drawn = [deed for deed in told if period_of(deed.first) in periods]
    reach = max((abs(v) for m in months for v in (m.net, m.low, m.high) if v is not None), default=1.0) or 1.0
    for sign, is_friendly, symbol in (("+", True, "triangle-up"), ("-", False, "triangle-down")):
        own = [deed for deed in drawn if (deed.points > 0) is is_friendly]
        figure.add_scatter(
            x=[deed.first - first for deed in own],
            y=[(1 if is_friendly else -1) * reach * (MARKED + STACKED * nth) for nth in _places_in_stack(own)],
            mode="markers",
            marker={"symbol": symbol, "size": 11, "color": SIGN_COLOURS[sign]},
            customdata=[deed.event_id for deed in own],
            text=[_hover(dyad, deed.reports[0].evidence, period_of(deed.first), lang) for deed in own],
            hovertemplate="%{text}<extra></extra>",
        )


def _places_in_stack(deeds: Sequence[Sighting]) -> list[int]:
    """Return how many deeds before each stand in its month."""
    counts: Counter[int] = Counter()
    places = []
    for deed in deeds:
        places.append(counts[deed.first])
        counts[deed.first] += 1
    return places


def _hover(dyad: Dyad, place: Evidence, period: str, lang: str) -> str:
    told = dyad.told.get(place)
    sentence = wrap(shortened(told.sentence, HOVER_LENGTH), HOVER_WIDTH) if told else []
    return "<br>".join([f"<b>{month_words(period, lang)}</b>", *sentence])


def _add_words(figure: go.Figure, months: Sequence[DyadMonth], first: int, lang: str) -> None:
    said = [month for month in months if month.stated_value is not None]
    figure.add_scatter(
        x=[number_of(month.period) - first for month in said],
        y=[month.stated_value for month in said],
        yaxis="y2",
        mode="lines+markers",
        line={"color": SIDE_COLOURS[3], "width": 2},
        marker={"symbol": "diamond", "size": 7, "color": SIDE_COLOURS[3]},
        customdata=[month.statements for month in said],
        text=[month_words(month.period, lang) for month in said],
        hovertemplate="%{text}<br>%{y:+.1f}<extra></extra>",
    )
