"""Numbers that sources tell differently: a panel a number, a range a version, with holder and date."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap

import plotly.graph_objects as go

from lagebild.views.figures.layout import GRID, INK, Annotation, laid_out, shortened
from lagebild.views.figures.picture import Picture
from lagebild.views.labels import labels_in
from lagebild.views.numbers_side_by_side import NumberTopic, NumberVersion, numbers_table
from lagebild.views.palette import RELATION_COLOURS
from lagebild.views.report.wording import number_words

MOST_PANELS = 12
"""Numbers drawn, contradictions first: two printed pages; the table has them all."""
MOST_VERSIONS = 8
"""Versions of a number drawn, the last ones."""
TITLE_HEIGHT, ROW_HEIGHT, AXIS_HEIGHT = 44, 38, 34  # pixels of a panel: its title, each version, its axis
MARGIN = 10  # pixels above and below
NAME_LENGTH, TITLE_LENGTH = 30, 44  # characters; a title fits a page of 390 pixels
HOVER_WIDTH = 60  # characters of a line
ROOM = 0.12  # of a panel's width, left free on both sides of what is told
OPEN_END = 0.08  # of what is told, by which a range without an end is drawn beyond all others
MARKERS = {"contradicts": "x", "developed": "triangle-right", "compatible": "circle"}


def disagreement_picture(topics: Sequence[NumberTopic], lang: str) -> Picture:
    """Return the panels with the table of all versions."""
    return Picture(
        disagreement_ranges(topics, lang), numbers_table(topics, lang), labels_in(lang)["numbers_figure_how"]
    )


def disagreement_ranges(topics: Sequence[NumberTopic], lang: str) -> go.Figure:
    """Return one panel a number, each on its own scale; marks have the id of version and article as `customdata`."""
    shown = topics[:MOST_PANELS]
    figure = go.Figure()
    words: list[Annotation] = []
    heights = [TITLE_HEIGHT + ROW_HEIGHT * len(topic.versions[-MOST_VERSIONS:]) + AXIS_HEIGHT for topic in shown]
    whole = max(1, sum(heights))
    above = 0.0
    for number, (topic, height) in enumerate(zip(shown, heights, strict=True), start=1):
        top, bottom = 1 - (above + TITLE_HEIGHT) / whole, 1 - (above + height - AXIS_HEIGHT) / whole
        words += _add_panel(figure, number, topic, (bottom, top), lang)
        above += height
    margin = {"t": MARGIN, "b": MARGIN}
    return laid_out(figure, height=whole + 2 * MARGIN).update_layout(margin=margin, annotations=words)


def _add_panel(
    figure: go.Figure, number: int, topic: NumberTopic, domain: tuple[float, float], lang: str
) -> list[Annotation]:
    """Add a panel and return the words in it."""
    versions = topic.versions[-MOST_VERSIONS:]
    axis = "" if number == 1 else str(number)
    low, high = _ends(versions)
    span = (high - low) or abs(high) or 1.0
    words = []
    for place, version in enumerate(versions):
        beyond = low - OPEN_END * span, high + OPEN_END * span
        words.append(_add_version(figure, axis, place, topic, version, beyond, lang))
    figure.update_layout(
        {
            f"xaxis{axis}": {
                "anchor": f"y{axis}",
                "range": [low - ROOM * span, high + ROOM * span],
                "nticks": 5,
                "gridcolor": GRID,
                "tickformat": ",~r",
            },
            f"yaxis{axis}": {
                "anchor": f"x{axis}",
                "domain": list(domain),
                "range": [len(versions) - 0.5, -0.5],
                "tickmode": "array",
                "tickvals": list(range(len(versions))),
                "ticktext": [_version_name(version, lang) for version in versions],
                "showgrid": False,
            },
            "separators": ",." if lang == "de" else ".,",
        }
    )
    t = labels_in(lang)
    title = (shortened(topic.words(lang), TITLE_LENGTH), t[f"relation_{topic.relation}"])
    heading = {
        "text": "<br>".join(title),
        "xref": "paper",
        "yref": "paper",
        "x": 0,
        "y": domain[1],
        "xanchor": "left",
        "yanchor": "bottom",
        "align": "left",
        "showarrow": False,
        "font": {"size": 13, "color": RELATION_COLOURS[topic.relation]},
    }
    return [*words, heading]


def _add_version(
    figure: go.Figure,
    axis: str,
    place: int,
    topic: NumberTopic,
    version: NumberVersion,
    beyond: tuple[float, float],
    lang: str,
) -> Annotation:
    """Add a version and return the words above it."""
    low = beyond[0] if version.low is None else version.low
    high = beyond[1] if version.high is None else version.high
    colour = RELATION_COLOURS[topic.relation]
    mark = MARKERS[topic.relation]
    symbols = [
        mark if version.low is not None else "arrow-left",
        mark if version.high is not None else "arrow-right",
    ]
    figure.add_scatter(
        x=[low, high],
        y=[place, place],
        xaxis=f"x{axis}",
        yaxis=f"y{axis}",
        mode="lines+markers",
        line={"color": colour, "width": 5, "dash": "dot" if version.operator == "~" else "solid"},
        marker={"symbol": symbols, "size": 11, "color": colour, "line": {"width": 1, "color": INK}},
        customdata=[(version.row_id, version.told.article_id)] * 2,
        text=[_hover(version, lang)] * 2,
        hovertemplate="%{text}<extra></extra>",
        showlegend=False,
    )
    return {
        "x": low if version.high is None else high if version.low is None else (low + high) / 2,
        "y": place,
        "xref": f"x{axis}",
        "yref": f"y{axis}",
        "text": shortened(_figures(version, lang), NAME_LENGTH),
        "showarrow": False,
        "yshift": 14,
        "font": {"size": 12},
    }


def _ends(versions: Sequence[NumberVersion]) -> tuple[float, float]:
    values = [bound for version in versions for bound in (version.low, version.high) if bound is not None]
    return min(values, default=0.0), max(values, default=1.0)


def _version_name(version: NumberVersion, lang: str) -> str:
    day = version.day_words(lang)
    return (
        f"{shortened(version.holder_words(lang), NAME_LENGTH)}<br>{shortened(day, NAME_LENGTH)}"
        if day
        else (shortened(version.holder_words(lang), NAME_LENGTH))
    )


def _figures(version: NumberVersion, lang: str) -> str:
    sign = {">=": "≥ ", "<=": "≤ ", "~": "≈ "}.get(version.operator, "")
    bounds = dict.fromkeys(bound for bound in (version.low, version.high) if bound is not None)
    unit = {"percent": " %"}.get(version.unit, f" {version.unit}" if version.unit.isupper() else "")
    return sign + "–".join(number_words(bound, lang) for bound in bounds) + unit


def _hover(version: NumberVersion, lang: str) -> str:
    lines = (version.holder_words(lang), version.amount_words(lang), version.told.sentence, version.told.source(lang))
    return "<br>".join(part for line in lines for part in wrap(shortened(line, 240), HOVER_WIDTH))
