"""The signed network of a month in the two camps that fit best, with the ties that stand against them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from math import cos, pi, sin

import plotly.graph_objects as go

from lagebild.system.balance import Pair
from lagebild.system.signs import Sign
from lagebild.system.triads import NetworkMonth
from lagebild.views.dependence import THIN_SIGN
from lagebild.views.figures.layout import INK, laid_out, shortened
from lagebild.views.figures.picture import Picture
from lagebild.views.palette import SIGN_COLOURS, SIGN_DASHES
from lagebild.views.report.wording import number_words
from lagebild.views.system_table import SystemTable
from lagebild.views.triad_wording import SIGNS, TriadWording

MOST_ACTORS = 36
"""So many actors are drawn, those with most ties; the division is that of all."""
HEIGHT, ACTOR_HEIGHT = 220, 22  # pixels of a figure, and more for each actor of the larger camp
ARC = 0.8 * pi / 2
"""A camp stands on an arc so far above and below its middle, so that the ties within it are seen."""
CENTRE, RADIUS = 0.35, 0.65
"""The arcs are those of circles this far to either side: actors stand between 0.4 and 1 from the middle."""
SWEEPS = 8
"""So often each camp is put in the order of those its actors have ties with (barycentre method, Sugiyama 1981)."""
NAME_LENGTH = 20  # characters
STRONG, THIN, FRUSTRATED = 2.2, 1.0, 5.0  # pixels of a line: on enough articles, on fewer, and against the camps

Point = tuple[float, float]


def network_picture(month: NetworkMonth, names: Mapping[str, str], lang: str) -> Picture:
    """Return the signed network of a month with its table of ties.

    The middle of each line has the ids of the events and statements it stands on as `customdata`.
    """
    say = TriadWording(names, lang)
    return Picture(signed_network(month, say), ties_table(month, say), network_how(month, say, lang))


def network_how(month: NetworkMonth, say: TriadWording, lang: str) -> str:
    """Return how to read a signed network."""
    found = month.frustration
    return say.labels["signed_network_how"].format(
        month=say.months(month.period, month.period),
        index=("" if found.is_exact else "≤ ") + number_words(found.index, lang),
        n_best="?" if found.n_best is None else number_words(found.n_best, lang),
    )


def signed_network(month: NetworkMonth, say: TriadWording) -> go.Figure:
    """Return the figure: one camp on the left, the other on the right, in an order with few crossings."""
    camps, places = _camps(month), places_in(month)
    drawn = [pair for pair in month.ties if set(pair) <= places.keys()]
    against = set(month.frustration.frustrated)
    figure = go.Figure()
    named: set[Sign | None] = set()
    for sign in SIGNS:
        for is_against in (False, True):
            for is_thin in (False, True):
                own = [p for p in drawn if _kind(month, p, against) == (sign, is_against, is_thin)]
                if own:
                    width = FRUSTRATED if is_against else THIN if is_thin else STRONG
                    _add_lines(figure, [(places[a], places[b]) for a, b in own], sign, width, say, sign not in named)
                    named.add(sign)
    _add_middles(figure, month, drawn, places, say)
    for side, camp in enumerate(camps):
        _add_actors(figure, [(actor, places[actor]) for actor in camp], side, say)
    hidden = {"visible": False, "fixedrange": True}
    figure.update_xaxes(range=[-1.75, 1.75], **hidden)
    figure.update_yaxes(range=[-1.12, 1.12], **hidden)
    height = HEIGHT + ACTOR_HEIGHT * max(map(len, camps))
    return laid_out(figure, height=height, legend=True).update_layout(margin={"r": 8, "b": 8, "t": 40})


def places_in(month: NetworkMonth) -> dict[str, Point]:
    """Return where each actor drawn stands, between -1 and 1 to either side and up: camps face each other on arcs."""
    return {actor: place for side, camp in enumerate(_camps(month)) for actor, place in _arc(camp, side)}


def ties_table(month: NetworkMonth, say: TriadWording) -> SystemTable:
    """Return the ties of a month, those against the camps first."""
    t, found = say.labels, month.frustration
    pairs = sorted(month.ties, key=lambda pair: (pair not in found.frustrated, pair))
    return SystemTable(
        t["ties_heading"],
        t["ties_how"],
        (t["side"], t["sign"], t["sign_basis"], t["camps"], t["frustrated"]),
        tuple(_tie_line(month, pair, say) for pair in pairs),
        tuple(_evidence(month, pair) for pair in pairs),
    )


def _tie_line(month: NetworkMonth, pair: Pair, say: TriadWording) -> tuple[str, ...]:
    t, tie, found = say.labels, month.ties[pair], month.frustration
    sides = [found.sides.get(actor) for actor in pair]
    camps = "" if None in sides else t["same_camp"] if sides[0] == sides[1] else t["other_camp"]
    return (
        say.pair(pair),
        SIGNS[tie.sign] + (THIN_SIGN if tie.month is None or tie.month.thin else ""),
        t[f"basis_{tie.basis}"] if tie.basis else "",
        camps,
        t["always"] if pair in found.always else t["in_this_division"] if pair in found.frustrated else "",
    )


def _evidence(month: NetworkMonth, pair: Pair) -> tuple[str, ...]:
    told = month.ties[pair].month
    return () if told is None else (*told.events, *told.statements)


def _kind(month: NetworkMonth, pair: Pair, against: set[Pair]) -> tuple[Sign | None, bool, bool]:
    tie = month.ties[pair]
    return tie.sign, pair in against, tie.month is None or tie.month.thin


def _camps(month: NetworkMonth) -> tuple[list[str], list[str]]:
    """Return who is drawn on the left and on the right, from above down; the larger camp on the left."""
    beside: dict[str, set[str]] = defaultdict(set)
    for a, b in month.ties:
        beside[a].add(b)
        beside[b].add(a)
    sides = month.frustration.sides
    most = sorted((actor for actor in beside if actor in sides), key=lambda actor: (-len(beside[actor]), actor))
    shown = most[:MOST_ACTORS]
    camps = sorted(
        (sorted(actor for actor in shown if sides[actor] is side) for side in (False, True)),
        key=lambda camp: (-len(camp), camp),
    )
    for sweep in range(SWEEPS):
        heights = {actor: place / len(camp) for camp in camps for place, actor in enumerate(camp)}
        own, others = camps[sweep % 2], set(camps[1 - sweep % 2])
        means = {actor: _mean([heights[o] for o in sorted(beside[actor] & others)], heights[actor]) for actor in own}
        own.sort(key=lambda actor, means=means: (means[actor], actor))  # type: ignore[misc]
    return camps[0], camps[1]


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def _arc(camp: Sequence[str], side: int) -> list[tuple[str, Point]]:
    """Return the places of a camp on its arc, bent away from the other camp."""
    steps = max(1, len(camp) - 1)
    placed = []
    for at, actor in enumerate(camp):
        angle = ARC * (1 - 2 * at / steps) if len(camp) > 1 else 0.0
        x, y = CENTRE + RADIUS * cos(angle), sin(angle) / sin(ARC)
        placed.append((actor, (x if side else -x, y)))
    return placed


def _add_lines(
    figure: go.Figure,
    lines: Sequence[tuple[Point, Point]],
    sign: Sign | None,
    width: float,
    say: TriadWording,
    in_legend: bool,
) -> None:
    figure.add_scatter(
        x=[x for one, other in lines for x in (one[0], other[0], None)],
        y=[y for one, other in lines for y in (one[1], other[1], None)],
        mode="lines",
        line={"color": SIGN_COLOURS[sign], "dash": SIGN_DASHES[sign], "width": width},
        name=f"{SIGNS[sign]} {say.labels[f'sign_words_{sign}']}",
        legendgroup=str(sign),
        showlegend=in_legend,
        hoverinfo="skip",
    )


def _add_middles(
    figure: go.Figure, month: NetworkMonth, drawn: Sequence[Pair], places: Mapping[str, Point], say: TriadWording
) -> None:
    """Mark the middle of each tie: to hover at, and with a cross if it stands against the camps."""
    against = set(month.frustration.frustrated)
    figure.add_scatter(
        x=[(places[a][0] + places[b][0]) / 2 for a, b in drawn],
        y=[(places[a][1] + places[b][1]) / 2 for a, b in drawn],
        mode="markers",
        marker={
            "symbol": ["x" if pair in against else "circle" for pair in drawn],
            "size": [13 if pair in against else 8 for pair in drawn],
            "opacity": [1.0 if pair in against else 0.0 for pair in drawn],
            "color": [SIGN_COLOURS[month.ties[pair].sign] for pair in drawn],
        },
        hovertext=[shortened(": ".join(_tie_line(month, pair, say)[:2]), 120) for pair in drawn],
        hovertemplate="%{hovertext}<extra></extra>",
        customdata=[_evidence(month, pair) for pair in drawn],
        showlegend=False,
    )


def _add_actors(figure: go.Figure, camp: Sequence[tuple[str, Point]], side: int, say: TriadWording) -> None:
    figure.add_scatter(
        x=[place[0] for _, place in camp],
        y=[place[1] for _, place in camp],
        mode="markers+text",
        marker={"size": 11, "color": INK, "opacity": 1, "symbol": "square" if side else "circle"},
        text=[f" {shortened(say.name(actor), NAME_LENGTH)} " for actor, _ in camp],
        textposition="middle right" if side else "middle left",
        hovertext=[shortened(say.name(actor), 60) for actor, _ in camp],
        hovertemplate="%{hovertext}<extra></extra>",
        showlegend=False,
    )
