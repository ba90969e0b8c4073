"""The look all figures share: transparent ground, quiet grid, the fonts of the page."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from lagebild.views.legible import legible

FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif"
INK = "#6b7280"  # readable on white and on near-black, so one figure serves light and dark pages
GRID = "rgba(128,128,128,0.22)"


Annotation = dict[str, Any]
"""Words in a figure, as Plotly names their properties. All of a figure are set at once: each one added to those that
are there makes all of them anew."""


def laid_out(figure: go.Figure, *, height: int, legend: bool = False) -> go.Figure:
    """Return the figure with the shared layout; `height` in pixels, the width follows the page."""
    figure.update_layout(
        template="none",
        height=height,
        autosize=True,
        showlegend=legend,
        font={"family": FONT, "size": 13, "color": INK},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        margin={"l": 8, "r": 40, "t": 8, "b": 32},
        legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0},
        modebar={"bgcolor": "rgba(0,0,0,0)", "color": GRID, "activecolor": INK, "orientation": "v"},
        hoverlabel={"font": {"family": FONT}},
    )
    figure.update_xaxes(gridcolor=GRID, zeroline=False, automargin=True)
    figure.update_yaxes(gridcolor=GRID, zeroline=False, automargin=True)
    return figure


def shortened(text: str, limit: int) -> str:
    """Return `text` cut at a word limit to at most `limit` characters, for axis labels; markup is made plain.

    Plotly reads a few HTML tags in labels, so angle brackets become look-alikes that cannot open one.
    """
    plain = " ".join(legible(text).split()).replace("<", "‹").replace(">", "›").replace("&", "＆")
    if len(plain) <= limit:
        return plain
    cut = plain[: limit - 1].rsplit(" ", 1)[0]
    return (cut if len(cut) > limit // 2 else plain[: limit - 1]) + "…"
