"""A triangle through time: a small triangle for each time in which no sign changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap

import plotly.graph_objects as go

from lagebild.system.balance import Pair
from lagebild.system.signs import Sign
from lagebild.system.triads import Phase, TriadMonth, phases_of
from lagebild.views.dependence import THIN_SIGN
from lagebild.views.figures.layout import INK, Annotation, laid_out, shortened
from lagebild.views.figures.picture import Picture
from lagebild.views.labels import labels_in
from lagebild.views.palette import SIGN_COLOURS, SIGN_DASHES
from lagebild.views.triad_wording import SIGNS, TriadWording
from lagebild.views.triads import triad_table

COLUMNS = 3
"""Triangles side by side: at 390 pixels each still has room for its names."""
MOST_PHASES = 12
"""So many times are drawn, the last ones; the table has them all."""
ROW_HEIGHT = 260  # pixels
NAME_LENGTH, NAME_WIDTH, WORDS_LENGTH = 26, 12, 34  # characters; of a name, of a line of it, of other words
CORNERS = ((0.5, 0.74), (0.8, 0.3), (0.2, 0.3))
"""Where a, b and c stand in a cell one wide and one high."""
LABEL_GAP = (
    0.07  # of a cell, between the middle of a side and its sign: outside, but above the base for names are below
)
STRONG, THIN = 4.0, 1.6  # pixels of a line that stands on enough articles, and of one that does not
POINT, SPECIAL_POINT = 9, 15  # pixels across: a corner, and the pivot or outcast


@dataclass(frozen=True, slots=True)
class _Side:
    """A side of one triangle: its ends and label in the picture, and what is said of it."""

    sign: Sign | None
    is_thin: bool
    ends: tuple[tuple[float, float], tuple[float, float]]
    label: tuple[float, float]
    words: str
    evidence: tuple[str, ...]


def triangle_picture(months: Sequence[TriadMonth], names: Mapping[str, str], lang: str) -> Picture:
    """Return a triad through time as a row of triangles, with its table; the last times, if there are many.

    Times in which no side has a sign are left out, as long as there are others.

    Signs have the ids of the events and statements they stand on as `customdata`.
    """
    told = [phase for phase in phases_of(months) if any(phase.triangle.ties.values())]
    phases = (told or phases_of(months))[-MOST_PHASES:]
    how = labels_in(lang)["triangle_how"]
    return Picture(triangle_through_time(phases, names, lang), triad_table(months, names, lang), how)


def triangle_through_time(phases: Sequence[Phase], names: Mapping[str, str], lang: str) -> go.Figure:
    """Return the figure of phases, from left to right and from above down."""
    say = TriadWording(names, lang)
    n_rows = max(1, -(-len(phases) // COLUMNS))
    free = max(0, COLUMNS - len(phases)) / 2  # columns left empty on either side of a single row
    origins = [(float(at % COLUMNS), float(n_rows - 1 - at // COLUMNS)) for at in range(len(phases))]
    figure = go.Figure()
    sides = [side for phase, origin in zip(phases, origins, strict=True) for side in _sides(phase, origin, say)]
    _add_lines(figure, sides, say)
    _add_signs(figure, sides)
    for phase, origin in zip(phases, origins, strict=True):
        _add_corners(figure, phase, origin, say)
    words = [one for phase, origin in zip(phases, origins, strict=True) for one in _words(phase, origin, say)]
    hidden = {"visible": False, "fixedrange": True}
    figure.update_xaxes(range=[-free, COLUMNS - free], **hidden)
    figure.update_yaxes(range=[0, n_rows], **hidden)
    return laid_out(figure, height=40 + ROW_HEIGHT * n_rows, legend=True).update_layout(
        margin={"r": 8, "b": 8, "t": 40}, annotations=words
    )


def _sides(phase: Phase, origin: tuple[float, float], say: TriadWording) -> Iterator[_Side]:
    places = {corner: _moved(spot, origin) for corner, spot in zip(phase.triangle.corners, CORNERS, strict=True)}
    middle = (sum(x for x, _ in places.values()) / 3, sum(y for _, y in places.values()) / 3)
    a, b, c = phase.triangle.corners
    for (one, other), (pair, sign) in zip(((a, b), (b, c), (a, c)), phase.triangle.ties.items(), strict=True):
        ends = places[one], places[other]
        halfway = ((ends[0][0] + ends[1][0]) / 2, (ends[0][1] + ends[1][1]) / 2)
        yield _Side(
            sign,
            phase.is_thin(pair),
            ends,
            _outward(halfway, middle) if a in (one, other) else (halfway[0], halfway[1] + LABEL_GAP),
            f"{say.pair(pair)}: {say.side(phase, pair, sign)}",
            _evidence(phase, pair),
        )


def _evidence(phase: Phase, pair: Pair) -> tuple[str, ...]:
    told = (month.ties[pair].month for month in phase.months)
    return tuple(sorted({row for month in told if month is not None for row in (*month.events, *month.statements)}))


def _moved(spot: tuple[float, float], by: tuple[float, float]) -> tuple[float, float]:
    return spot[0] + by[0], spot[1] + by[1]


def _outward(spot: tuple[float, float], middle: tuple[float, float]) -> tuple[float, float]:
    """Return the place a little further from the middle."""
    x, y = spot[0] - middle[0], spot[1] - middle[1]
    length = (x * x + y * y) ** 0.5
    return spot[0] + x / length * LABEL_GAP, spot[1] + y / length * LABEL_GAP


def _add_lines(figure: go.Figure, sides: Sequence[_Side], say: TriadWording) -> None:
    named: set[Sign | None] = set()
    for sign, is_thin in sorted(
        {(side.sign, side.is_thin) for side in sides}, key=lambda k: (list(SIGNS).index(k[0]), k)
    ):
        own = [side for side in sides if (side.sign, side.is_thin) == (sign, is_thin)]
        figure.add_scatter(
            x=[x for side in own for x in (side.ends[0][0], side.ends[1][0], None)],
            y=[y for side in own for y in (side.ends[0][1], side.ends[1][1], None)],
            mode="lines",
            line={
                "color": SIGN_COLOURS[sign],
                "dash": SIGN_DASHES[sign],
                "width": THIN if is_thin else STRONG,
            },
            name=f"{SIGNS[sign]} {say.labels[f'sign_words_{sign}']}",
            legendgroup=str(sign),
            showlegend=sign not in named,
            hoverinfo="skip",
        )
        named.add(sign)


def _add_signs(figure: go.Figure, sides: Sequence[_Side]) -> None:
    figure.add_scatter(
        x=[side.label[0] for side in sides],
        y=[side.label[1] for side in sides],
        mode="text",
        text=[SIGNS[side.sign] + (THIN_SIGN if side.sign is not None and side.is_thin else "") for side in sides],
        textfont={"size": 18, "color": [SIGN_COLOURS[side.sign] for side in sides]},
        hovertext=[shortened(side.words, 160) for side in sides],
        hovertemplate="%{hovertext}<extra></extra>",
        customdata=[side.evidence for side in sides],
        showlegend=False,
    )


def _add_corners(figure: go.Figure, phase: Phase, origin: tuple[float, float], say: TriadWording) -> None:
    triangle = phase.triangle
    places = [_moved(spot, origin) for spot in CORNERS]
    special = [corner in (triangle.pivot, triangle.outcast) for corner in triangle.corners]
    figure.add_scatter(
        x=[x for x, _ in places],
        y=[y for _, y in places],
        mode="markers+text",
        marker={
            "size": [SPECIAL_POINT if is_special else POINT for is_special in special],
            "symbol": ["circle-open" if corner == triangle.outcast else "circle" for corner in triangle.corners],
            "color": INK,
            "opacity": 1,
            "line": {"color": INK, "width": 2},
        },
        text=[_name_lines(say.name(corner)) for corner in triangle.corners],
        textposition=["top center", "bottom center", "bottom center"],
        hovertext=[_role_words(corner, phase, say) for corner in triangle.corners],
        hovertemplate="%{hovertext}<extra></extra>",
        showlegend=False,
    )


def _name_lines(name: str) -> str:
    """Return a name in short lines, for neighbours on a narrow page have only some 60 pixels each."""
    lines = wrap(shortened(name, NAME_LENGTH), NAME_WIDTH, break_long_words=False)
    return "<br>".join(shortened(line, NAME_WIDTH) for line in lines)


def _role_words(corner: str, phase: Phase, say: TriadWording) -> str:
    name, role = shortened(say.name(corner), WORDS_LENGTH), phase.triangle.roles.get(corner)
    return name if role is None else f"{name}: {say.labels[f'role_{role}']}"


def _words(phase: Phase, origin: tuple[float, float], say: TriadWording) -> Iterator[Annotation]:
    triangle = phase.triangle
    role = shortened(say.special_role(triangle.pivot, triangle.outcast), WORDS_LENGTH)
    for height, text, size in (
        (0.95, f"<b>{say.short_months(phase.first, phase.last)}</b>", 12),
        (0.1, say.figure(triangle.figure), 12),
        (0.03, role, 11),
    ):
        x, y = _moved((0.5, height), origin)
        yield {"x": x, "y": y, "text": text, "showarrow": False, "font": {"size": size}}
