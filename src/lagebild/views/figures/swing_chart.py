"""A client between patrons: its cooperation shared among them by month, below it what the relations are said to be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from lagebild.system.periods import number_of
from lagebild.system.swings import Swing, SwingMonth
from lagebild.views.figures.layout import INK, laid_out, shortened
from lagebild.views.figures.months import last_stretch, month_axes
from lagebild.views.labels import labels_in
from lagebild.views.palette import SIDE_COLOURS
from lagebild.views.swings import month_words

HEIGHT = 460  # pixels
SHARES_FROM = 0.40  # of the height: the shares stand above, what is said below
SAID_TO = 0.26  # of the height
THIN_PATTERN = "/"
MARKERS = ("circle", "square", "diamond", "triangle-up", "cross", "x", "star")
NAME_LENGTH = 30  # characters


def swing_chart(swing: Swing, names: Mapping[str, str], lang: str) -> go.Figure:
    """Return the chart: a bar a month, hatched where thin, a line at each turning point; below, what is said.

    `names` are those of actors by id. Bars have the ids of their events as `customdata`, points those of statements.
    """
    t = labels_in(lang)
    shown = last_stretch(swing.months)
    first = number_of(shown[0].period) if shown else 0
    places = [number_of(month.period) - first for month in shown]
    figure = go.Figure()
    for at, patron in enumerate(swing.patrons):
        _add_patron(figure, shown, places, at, shortened(names.get(patron, patron), NAME_LENGTH), lang)
    for turn in swing.turns:
        place = number_of(turn.period) - first - 0.5
        if place > 0:
            told = t["turn_words"].format(gained=names.get(turn.gained, turn.gained))
            figure.add_vline(x=place, line={"color": INK, "width": 1.5, "dash": "dash"})
            figure.add_annotation(
                x=place, y=1, yref="y domain", yanchor="bottom", text=shortened(told, 60), showarrow=False
            )
    last = max(places, default=0)
    figure.update_layout(month_axes(first, last, SHARES_FROM, SAID_TO, lang))
    figure.update_layout(
        barmode="stack",
        bargap=0.12,
        yaxis={
            "range": [0, 1],
            "tickformat": ".0%",
            "title": {"text": t["cooperation_share"], "font": {"size": 12}},
        },
    )
    return laid_out(figure, height=HEIGHT, legend=True).update_layout(margin={"t": 48})


def _add_patron(
    figure: go.Figure, months: Sequence[SwingMonth], places: Sequence[int], at: int, name: str, lang: str
) -> None:
    colour = SIDE_COLOURS[at % len(SIDE_COLOURS)]
    own = [month.patrons[at] for month in months]
    thin = labels_in(lang)["thin_months"]
    called = [f"{month_words(month.period, lang)} · {name}" for month in months]
    figure.add_bar(
        x=list(places),
        y=[patron.share for patron in own],
        name=name,
        legendgroup=name,
        marker={
            "color": colour,
            "line": {"width": 0},
            "pattern": {
                "shape": [THIN_PATTERN if month.thin else "" for month in months],
                "fillmode": "overlay",
                "fgcolor": "rgba(255,255,255,0.75)",
                "size": 6,
                "solidity": 0.35,
            },
        },
        customdata=[patron.events for patron in own],
        text=[words + (f" · {thin}" if month.thin else "") for words, month in zip(called, months, strict=True)],
        textposition="none",
        hovertemplate="%{text}<br>%{y:.0%}<extra></extra>",
    )
    said = [(x, one, words) for x, one, words in zip(places, own, called, strict=True) if one.stated_value is not None]
    figure.add_scatter(
        x=[x for x, _, _ in said],
        y=[one.stated_value for _, one, _ in said],
        yaxis="y2",
        mode="lines+markers",
        name=name,
        legendgroup=name,
        showlegend=False,
        line={"color": colour, "width": 2},
        marker={"symbol": MARKERS[at % len(MARKERS)], "size": 8, "color": colour},
        customdata=[one.statements for _, one, _ in said],
        text=[words for _, _, words in said],
        hovertemplate="%{text}<br>%{y:+.1f}<extra></extra>",
    )
