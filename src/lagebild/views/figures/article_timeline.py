"""When the articles appeared: one row an article, or months by outlet when there are many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import plotly.graph_objects as go

from lagebild.views.figures.layout import laid_out, shortened
from lagebild.views.palette import OUTLET_COLOURS

MAX_ROWS = 40
"""Above this many dated articles single rows are no longer readable on one screen, so months are counted."""

ROW_HEIGHT = 26  # pixels
LABEL_LENGTH = 44  # characters


@dataclass(frozen=True, slots=True)
class DatedArticle:
    """An article with the interval of days in which it appeared (`earliest` equals `latest` when the day is known)."""

    article_id: str
    label: str
    outlet: str
    earliest: date
    latest: date
    inferred: float | None = None
    """How sure the date is, if it was inferred."""


def article_timeline(articles: Sequence[DatedArticle]) -> go.Figure:
    """Return the timeline of the articles that have a date or an interval; read the rows from the top down."""
    if len(articles) > MAX_ROWS:
        return _months(articles)
    return _rows(sorted(articles, key=lambda a: (a.earliest, a.latest, a.label, a.article_id)))


def outlet_colours(outlets: Sequence[str]) -> dict[str, str]:
    """Return a colour for each outlet, the same for the same set of outlets."""
    return {o: OUTLET_COLOURS[i % len(OUTLET_COLOURS)] for i, o in enumerate(sorted(set(outlets)))}


def _rows(articles: Sequence[DatedArticle]) -> go.Figure:
    colours = outlet_colours([a.outlet for a in articles])
    figure = go.Figure()
    for outlet, colour in colours.items():
        own = [(i, a) for i, a in enumerate(articles) if a.outlet == outlet]
        exact = [(i, a) for i, a in own if a.earliest == a.latest]
        figure.add_scatter(
            x=[a.earliest for _, a in exact],
            y=[i for i, _ in exact],
            mode="markers",
            name=shortened(outlet, LABEL_LENGTH),
            legendgroup=outlet,
            marker={
                "size": 12,
                "color": colour,
                "line": {"color": colour, "width": 2},
                "symbol": ["circle" if a.inferred is None else "circle-open" for _, a in exact],
            },
            customdata=[a.article_id for _, a in exact],
            text=[f"{shortened(a.label, 90)}{_sureness(a)}" for _, a in exact],
            hovertemplate="%{x|%Y-%m-%d}<br>%{text}<extra></extra>",
            showlegend=True,
        )
        for i, a in own:
            if a.earliest != a.latest:
                figure.add_scatter(
                    x=[a.earliest, a.latest],
                    y=[i, i],
                    mode="lines",
                    line={"width": 8, "color": colour},
                    opacity=0.55,
                    legendgroup=outlet,
                    showlegend=False,
                    customdata=[a.article_id, a.article_id],
                    text=[
                        f"{a.earliest.isoformat()} – {a.latest.isoformat()}<br>{shortened(a.label, 90)}{_sureness(a)}"
                    ]
                    * 2,
                    hovertemplate="%{text}<extra></extra>",
                )
    figure.update_yaxes(
        tickmode="array",
        tickvals=list(range(len(articles))),
        ticktext=[shortened(a.label, LABEL_LENGTH) for a in articles],
        autorange="reversed",
    )
    figure.update_xaxes(type="date", tickformat="%d.%m.<br>%Y", range=_padded_range(articles))
    return laid_out(figure, height=110 + ROW_HEIGHT * len(articles), legend=len(colours) > 1)


def _sureness(article: DatedArticle) -> str:
    """Return how sure an inferred date is, as the second line of what hovering tells."""
    return "" if article.inferred is None else f"<br>{article.inferred:.0%}"


def _padded_range(articles: Sequence[DatedArticle]) -> list[date] | None:
    """Return the axis range with a margin, so that a single day is not drawn as a millisecond."""
    if not articles:
        return None
    first, last = min(a.earliest for a in articles), max(a.latest for a in articles)
    margin = timedelta(days=max(3, (last - first).days // 25))
    return [_moved(first, -margin), _moved(last, margin)]


def _moved(day: date, by: timedelta) -> date:
    try:
        return day + by
    except OverflowError:
        return day


def _months(articles: Sequence[DatedArticle]) -> go.Figure:
    colours = outlet_colours([a.outlet for a in articles])
    figure = go.Figure()
    for outlet, colour in colours.items():
        counts = Counter(a.latest.replace(day=1) for a in articles if a.outlet == outlet)
        months = sorted(counts)
        figure.add_bar(
            x=months,
            y=[counts[m] for m in months],
            name=shortened(outlet, LABEL_LENGTH),
            marker={"color": colour},
            hovertemplate="%{x|%Y-%m}: %{y}<extra>" + shortened(outlet, LABEL_LENGTH) + "</extra>",
        )
    figure.update_layout(barmode="stack")
    figure.update_xaxes(type="date")
    return laid_out(figure, height=340, legend=1 < len(colours) <= len(OUTLET_COLOURS))
