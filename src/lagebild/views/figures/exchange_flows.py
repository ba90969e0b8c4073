"""Who gives what to whom: a Sankey diagram from givers over goods to receivers."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from textwrap import wrap

import plotly.graph_objects as go

from lagebild.system.dependence import Standing, Tie
from lagebild.system.facts import Facts
from lagebild.views.dependence import THIN_SIGN, TieWording, amount_of_tie
from lagebild.views.figures.layout import GRID, laid_out, shortened
from lagebild.views.palette import SIDE_COLOURS

ARTICLE_HEIGHT = 22  # pixels an article: a line of text, so that names stand on their flow
MOST_HEIGHT = 1_300
"""Pixels that all articles take together, about a printed page; with more of them each takes less."""
NODE_GAP, NODE_WIDTH = 12, 12  # pixels
MARGIN = 12  # pixels above and below
STRONG, PALE = 0.34, 0.12  # opacity of what was delivered and of the rest, so that names stand out on both
NAME_LENGTH = 34  # characters
HOVER_WIDTH = 60  # characters of a line


@dataclass(frozen=True, slots=True)
class _Flow:
    """A good that goes from a giver to a receiver; `words` stand at the good, `told` are lines for hovering."""

    giver: str
    receiver: str
    words: str
    delivered: bool
    n_articles: int
    told: tuple[str, ...]
    evidence: tuple[str, ...]


def exchange_flows(
    ties: Sequence[Tie],
    facts: Facts,
    names: Mapping[str, str],
    lang: str,
    standings: Collection[Standing] = (Standing.DELIVERED,),
) -> go.Figure:
    """Return the diagram of goods of these standings; a flow is as wide as articles tell of it, coloured by its giver.

    `names` are those of actors by id. Links have the ids of their rows as `customdata`; without any flow it is empty.
    """
    say = TieWording(facts, names, lang)
    flows = [_flow(tie, say) for tie in ties if not tie.is_share and tie.standing in standings]
    if not flows:
        # Plotly cannot draw a Sankey diagram without links.
        return laid_out(go.Figure(), height=2 * MARGIN + ARTICLE_HEIGHT)
    givers = list(dict.fromkeys(flow.giver for flow in flows))
    receivers = list(dict.fromkeys(flow.receiver for flow in flows))
    colours = _colours([*givers, *receivers])
    first_good, first_receiver = len(givers), len(givers) + len(flows)
    goods = range(first_good, first_receiver)
    links = [
        (colour, flow, ends)
        for good, flow in zip(goods, flows, strict=True)
        for colour in (_faded(colours[flow.giver], STRONG if flow.delivered else PALE),)
        for ends in ((givers.index(flow.giver), good), (good, first_receiver + receivers.index(flow.receiver)))
    ]
    nodes = [*givers, *(flow.words for flow in flows), *receivers]
    figure = go.Figure(
        go.Sankey(
            arrangement="snap",
            textfont={"shadow": "none"},
            node={
                "label": [shortened(name, NAME_LENGTH) for name in nodes],
                "color": list(
                    chain(
                        (colours[name] for name in givers),
                        (colours[flow.giver] if flow.delivered else GRID for flow in flows),
                        (colours[name] for name in receivers),
                    )
                ),
                "pad": NODE_GAP,
                "thickness": NODE_WIDTH,
                "line": {"width": 0},
                "hovertemplate": "%{label}<extra></extra>",
            },
            link={
                "source": [ends[0] for _, _, ends in links],
                "target": [ends[1] for _, _, ends in links],
                "value": [max(1, flow.n_articles) for _, flow, _ in links],
                "color": [colour for colour, _, _ in links],
                "label": [_hover(flow) for _, flow, _ in links],
                "customdata": [flow.evidence for _, flow, _ in links],
                "hovertemplate": "%{label}<extra></extra>",
            },
        )
    )
    told = sum(max(1, flow.n_articles) for flow in flows)
    laid_out(figure, height=2 * MARGIN + NODE_GAP * len(flows) + max(60, min(MOST_HEIGHT, ARTICLE_HEIGHT * told)))
    return figure.update_layout(margin={"l": 8, "r": 8, "t": MARGIN, "b": MARGIN})


def _flow(tie: Tie, say: TieWording) -> _Flow:
    words = " ".join(filter(None, (say.good(tie), amount_of_tie(tie, say.lang))))
    delivered = tie.standing is Standing.DELIVERED
    return _Flow(
        say.name(tie.giver),
        say.name(tie.receiver),
        (words if delivered else f"({words}: {say.standing(tie)})") + (THIN_SIGN if tie.thin else ""),
        delivered,
        tie.n_articles,
        say.claims(tie),
        tuple(word.row_id for word in tie.words),
    )


def _colours(names: Sequence[str]) -> dict[str, str]:
    return {name: SIDE_COLOURS[at % len(SIDE_COLOURS)] for at, name in enumerate(dict.fromkeys(names))}


def _faded(colour: str, opacity: float) -> str:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity})"


def _hover(flow: _Flow) -> str:
    head = f"<b>{shortened(flow.giver, HOVER_WIDTH)} → {shortened(flow.receiver, HOVER_WIDTH)}</b>"
    return "<br>".join([head, *(part for line in flow.told for part in wrap(shortened(line, 240), HOVER_WIDTH))])
