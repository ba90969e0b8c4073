"""What happened over time: one dot an event, in the lane of its family of types."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from textwrap import wrap

import plotly.graph_objects as go

from lagebild.views.figures.layout import laid_out, shortened
from lagebild.views.palette import FAMILY_COLOURS

LANE_HEIGHT = 104  # pixels
LANE_FILLED = 0.58  # of a lane's height; the rest holds its name
SMALLEST, LARGEST = 9.0, 34.0  # pixels across
COLUMNS = 70
"""Days are put into so many columns of the picture; the dots of one column stand above each other."""
STEP = 0.17  # of a lane's height between the dots of a column, less where more do not fit
HOVER_LENGTH, HOVER_WIDTH = 260, 52  # characters of a sentence, and of a line
SPARSE_TAIL = 0.05
"""The share of events at either end that may lie outside the picture, where they would take most of its width."""
WORTH_CUTTING = 3.0
"""The picture leaves the tails out if the whole period is so many times as long as that of the others."""


@dataclass(frozen=True, slots=True)
class DrawnEvent:
    """An event with the days between which it lies, its words for hovering, and whether the days are its own."""

    event_id: str
    family: str
    earliest: date
    latest: date
    has_own_date: bool
    happened: bool
    n_articles: int
    heading: str
    sentence: str

    @property
    def middle(self) -> date:
        """The day it is drawn at."""
        return self.earliest + (self.latest - self.earliest) // 2


def event_timeline(events: Sequence[DrawnEvent], families: Mapping[str, str]) -> go.Figure:
    """Return the figure; `families` are the lanes from the top down with their names."""
    period = period_shown(events)
    figure = go.Figure()
    lanes = {family: -float(lane) for lane, family in enumerate(families)}
    for family, lane in lanes.items():
        own = sorted((e for e in events if e.family == family), key=lambda e: (-e.n_articles, e.middle, e.event_id))
        heights = [lane + h for h in _heights(own, period)]
        colour = FAMILY_COLOURS[family]
        _add_spans(figure, own, heights, colour)
        figure.add_scatter(
            x=[e.middle for e in own],
            y=heights,
            mode="markers",
            marker={
                "size": [dot_size(e.n_articles) for e in own],
                "symbol": [_symbol(e) for e in own],
                "color": colour,
                "opacity": 0.78,
                "line": {"color": colour, "width": 1.5},
            },
            customdata=[e.event_id for e in own],
            text=[_hover(e) for e in own],
            hovertemplate="%{text}<extra></extra>",
            showlegend=False,
        )
        figure.add_annotation(
            text=shortened(families[family], 40),
            xref="paper",
            x=0,
            xanchor="left",
            y=lane + 0.5,
            yanchor="top",
            showarrow=False,
            font={"color": colour, "size": 13},
        )
    figure.update_yaxes(
        range=[0.5 - len(lanes), 0.5],
        tickvals=[lane + 0.5 for lane in lanes.values()],
        showticklabels=False,
        fixedrange=True,
    )
    figure.update_xaxes(type="date", range=list(period) if events else None)
    return laid_out(figure, height=60 + LANE_HEIGHT * len(lanes))


def dot_size(n_articles: int) -> float:
    """Return how many pixels a dot is across: its area grows with the articles that report the event."""
    return float(min(LARGEST, SMALLEST * n_articles**0.5))


def period_shown(events: Sequence[DrawnEvent]) -> tuple[date, date]:
    """Return the first and last day of the picture: all events, unless a few far off would press the others together.

    Without events that is today's calendar's first day twice.
    """
    days = sorted(e.middle for e in events)
    if not days:
        return date.min, date.min
    tail = int(len(days) * SPARSE_TAIL)
    first, last = days[0], days[-1]
    inner_first, inner_last = days[tail], days[-1 - tail]
    if (last - first).days > WORTH_CUTTING * max(1, (inner_last - inner_first).days):
        first, last = inner_first, inner_last
    margin = timedelta(days=max(4, (last - first).days // 30))
    return _moved(first, -margin), _moved(last, margin)


def _moved(day: date, by: timedelta) -> date:
    try:
        return day + by
    except OverflowError:
        return day


def _heights(events: Sequence[DrawnEvent], period: tuple[date, date]) -> list[float]:
    """Return how far above or below the middle of their lane events stand, so that those of a time stay apart."""
    width = max(1.0, (period[1] - period[0]).days / COLUMNS)
    columns: dict[int, list[int]] = defaultdict(list)
    for index, event in enumerate(events):
        columns[int((event.middle - period[0]).days // width)].append(index)
    heights = [0.0] * len(events)
    for own in columns.values():
        step = min(STEP, LANE_FILLED / max(1, len(own) - 1))
        for place, index in enumerate(own):
            side = 1 if place % 2 else -1
            heights[index] = side * ((place + 1) // 2) * step - (0.5 - LANE_FILLED / 2 - 0.06) / 2
    return heights


def _add_spans(figure: go.Figure, events: Sequence[DrawnEvent], heights: Sequence[float], colour: str) -> None:
    days: list[date | None] = []
    places: list[float | None] = []
    for event, height in zip(events, heights, strict=True):
        if event.earliest < event.latest:
            days += [event.earliest, event.latest, None]
            places += [height, height, None]
    figure.add_scatter(
        x=days,
        y=places,
        mode="lines",
        line={"color": colour, "width": 2},
        opacity=0.3,
        hoverinfo="skip",
        showlegend=False,
    )


def _symbol(event: DrawnEvent) -> str:
    return ("circle" if event.happened else "diamond") + ("" if event.has_own_date else "-open")


def _hover(event: DrawnEvent) -> str:
    lines = [f"<b>{shortened(event.heading, 2 * HOVER_WIDTH)}</b>"]
    return "<br>".join([*lines, *wrap(shortened(event.sentence, HOVER_LENGTH), HOVER_WIDTH)])
