"""Who appears where: actors by article, or articles per actor when there are many articles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from lagebild.views.figures.layout import laid_out, shortened
from lagebild.views.palette import LAYER_COLOURS

MAX_ARTICLES = 30
"""Above this many columns the fields are too narrow to point at, so articles are counted instead."""

MAX_ACTORS = 25  # rows that fit one screen
ROW_HEIGHT = 24  # pixels
LABEL_LENGTH = 34  # characters
COLUMN_LABEL_LENGTH = 22  # characters


def actor_matrix(
    actors: Sequence[tuple[str, str]],
    articles: Sequence[tuple[str, str]],
    counts: Mapping[tuple[str, str], int],
) -> go.Figure:
    """Return the heat map of mentions.

    `actors` and `articles` are (id, label) in the order shown; `counts` maps (actor id, article id) to mentions.
    """
    shown = actors[:MAX_ACTORS]
    if len(articles) > MAX_ARTICLES:
        return _article_counts(shown, counts)
    numbers = [[counts.get((actor, article), 0) for article, _ in articles] for actor, _ in shown]
    figure = go.Figure(
        go.Heatmap(
            z=[[n or None for n in row] for row in numbers],
            x=list(range(len(articles))),
            y=list(range(len(shown))),
            text=[[str(n) if n else "" for n in row] for row in numbers],
            texttemplate="%{text}",
            textfont={"size": 11},
            customdata=[
                [f"{shortened(actor, 60)}<br>{shortened(article, 80)}" for _, article in articles] for _, actor in shown
            ],
            hovertemplate="%{customdata}: %{z}<extra></extra>",
            colorscale=[[0, "rgba(31,111,178,0.12)"], [1, LAYER_COLOURS["STATE"]]],
            showscale=False,
            xgap=2,
            ygap=2,
        )
    )
    figure.update_yaxes(
        tickmode="array",
        tickvals=list(range(len(shown))),
        ticktext=[shortened(label, LABEL_LENGTH) for _, label in shown],
        autorange="reversed",
        showgrid=False,
    )
    figure.update_xaxes(
        tickmode="array",
        tickvals=list(range(len(articles))),
        ticktext=[shortened(label, COLUMN_LABEL_LENGTH) for _, label in articles],
        tickangle=-40,
        showgrid=False,
    )
    return laid_out(figure, height=150 + ROW_HEIGHT * len(shown))


def _article_counts(actors: Sequence[tuple[str, str]], counts: Mapping[tuple[str, str], int]) -> go.Figure:
    per_actor: dict[str, int] = {}
    for (actor, _), n in counts.items():
        if n:
            per_actor[actor] = per_actor.get(actor, 0) + 1
    figure = go.Figure(
        go.Bar(
            x=[per_actor.get(actor, 0) for actor, _ in actors],
            y=list(range(len(actors))),
            orientation="h",
            marker={"color": LAYER_COLOURS["STATE"]},
            hovertemplate="%{x}<extra></extra>",
        )
    )
    figure.update_yaxes(
        tickmode="array",
        tickvals=list(range(len(actors))),
        ticktext=[shortened(label, LABEL_LENGTH) for _, label in actors],
        autorange="reversed",
        showgrid=False,
    )
    return laid_out(figure, height=70 + ROW_HEIGHT * len(actors))
