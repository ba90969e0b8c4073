"""Who depends on whom: receivers by givers, a share of trade where one is told, otherwise how many goods."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap

import plotly.graph_objects as go

from lagebild.system.dependence import Standing, Tie
from lagebild.system.facts import Facts
from lagebild.views.dependence import THIN_SIGN, TieWording, amount_of_tie, earlier_amount
from lagebild.views.figures.layout import Annotation, laid_out, shortened
from lagebild.views.palette import COUNT_COLOUR, SHARE_COLOURS, SHARE_INKS, WHITE_FROM

CELL_HEIGHT = 54  # pixels, three lines of text
HEAD_HEIGHT = 110  # pixels for the names of columns
MOST_COLUMNS_WITH_WORDS, MOST_COLUMNS_WITH_SHARES = 9, 20
"""Above so many columns words, or the share alone, no longer fit into a cell of a page's width; hovering tells them."""
LINES, LINE_LENGTH = 3, 13
"""Lines of a cell's words, and characters of a line: three columns of them fit a page of 390 pixels."""
WORDS_SIZE = 12  # pixels
NAME_LENGTH = 26  # characters
HOVER_WIDTH = 60  # characters of a line


@dataclass(frozen=True, slots=True)
class _Cell:
    """What a receiver has from a giver: a share at most in per cent or None, its words by line, what hovering tells."""

    receiver: str
    giver: str
    share: float | None
    words: tuple[str, ...]
    told: tuple[str, ...]
    evidence: tuple[str, ...]


def dependence_matrix(ties: Sequence[Tie], facts: Facts, names: Mapping[str, str], lang: str) -> go.Figure:
    """Return the matrix of what was delivered, the most dependent receiver above, the weightiest giver at the left.

    `names` are those of actors by id. Cells have the ids of their rows as `customdata`.
    """
    cells = _cells(ties, TieWording(facts, names, lang))
    receivers, givers = _ranked(cells, "receiver"), _ranked(cells, "giver")
    figure = go.Figure()
    words = _add_cells(figure, [cell for cell in cells if cell.share is None], receivers, givers)
    words += _add_cells(figure, [cell for cell in cells if cell.share is not None], receivers, givers)
    figure.update_yaxes(
        tickmode="array",
        tickvals=list(range(len(receivers))),
        ticktext=[shortened(name, NAME_LENGTH) for name in receivers],
        range=[len(receivers) - 0.5, -0.5],
        showgrid=False,
        ticks="",
    )
    figure.update_xaxes(
        tickmode="array",
        tickvals=list(range(len(givers))),
        ticktext=[shortened(name, NAME_LENGTH) for name in givers],
        range=[-0.5, len(givers) - 0.5],
        side="top",
        tickangle=0 if len(givers) <= MOST_COLUMNS_WITH_WORDS else -50,
        showgrid=False,
        ticks="",
    )
    height = HEAD_HEIGHT + CELL_HEIGHT * max(1, len(receivers))
    return laid_out(figure, height=height).update_layout(annotations=words)


def _cells(ties: Sequence[Tie], say: TieWording) -> list[_Cell]:
    pairs: dict[tuple[str, str], list[Tie]] = defaultdict(list)
    for tie in ties:
        if tie.standing is Standing.DELIVERED:
            pairs[tie.receiver, tie.giver].append(tie)
    return [_cell(own, say) for own in pairs.values()]


def _cell(ties: Sequence[Tie], say: TieWording) -> _Cell:
    shares, goods = [tie for tie in ties if tie.is_share], [tie for tie in ties if not tie.is_share]
    first = ties[0]
    share = None
    if shares:
        share = max((bound for bound in (shares[0].low, shares[0].high) if bound is not None), default=0.0)
    sign = THIN_SIGN if all(tie.thin for tie in shares or goods) else ""
    told = [say.goods(goods) + sign]
    if shares:
        before = earlier_amount(shares[0], say.lang)
        told = [amount_of_tie(shares[0], say.lang) + sign]
        told += [say.labels["earlier_amount"].format(n=before)] if before else []
    return _Cell(
        say.name(first.receiver),
        say.name(first.giver),
        share,
        tuple(line for part in told for line in wrap(part, LINE_LENGTH, max_lines=LINES, placeholder="…")),
        tuple(claim for tie in ties for claim in say.claims(tie)),
        tuple(word.row_id for tie in ties for word in tie.words),
    )


def _ranked(cells: Sequence[_Cell], side: str) -> list[str]:
    weights: dict[str, tuple[float, int]] = defaultdict(lambda: (0.0, 0))
    for cell in cells:
        share, n = weights[getattr(cell, side)]
        weights[getattr(cell, side)] = (max(share, cell.share or 0.0), n + len(cell.evidence))
    return sorted(weights, key=lambda name: (-weights[name][0], -weights[name][1], name))


def _add_cells(
    figure: go.Figure, cells: Sequence[_Cell], receivers: Sequence[str], givers: Sequence[str]
) -> list[Annotation]:
    """Add cells that all have a share or all have none; return the words in them."""
    if not cells:
        return []
    row, column = ({name: at for at, name in enumerate(names)} for names in (receivers, givers))
    places = {(row[cell.receiver], column[cell.giver]): cell for cell in cells}
    grid = [[places.get((r, c)) for c in column.values()] for r in row.values()]
    is_share = cells[0].share is not None
    figure.add_trace(
        go.Heatmap(
            z=[[None if cell is None else cell.share or 0.0 for cell in line] for line in grid],
            x=list(column.values()),
            y=list(row.values()),
            zmin=0,
            zmax=100,
            colorscale=[list(stop) for stop in SHARE_COLOURS] if is_share else [[0, COUNT_COLOUR], [1, COUNT_COLOUR]],
            showscale=False,
            xgap=3,
            ygap=3,
            text=[["" if cell is None else _hover(cell) for cell in line] for line in grid],
            customdata=[[None if cell is None else cell.evidence for cell in line] for line in grid],
            hovertemplate="%{text}<extra></extra>",
            hoverongaps=False,
        )
    )
    shown = LINES if len(givers) <= MOST_COLUMNS_WITH_WORDS else 1 if is_share else 0
    if len(givers) > MOST_COLUMNS_WITH_SHARES or not shown:
        return []
    words: list[Annotation] = []
    for (r, c), cell in places.items():
        font = {"size": WORDS_SIZE} | ({} if cell.share is None else {"color": SHARE_INKS[cell.share >= WHITE_FROM]})
        text = "<br>".join(shortened(line, LINES * LINE_LENGTH) for line in cell.words[:shown])
        words.append({"x": c, "y": r, "text": text, "showarrow": False, "font": font})
    return words


def _hover(cell: _Cell) -> str:
    head = f"<b>{shortened(cell.receiver, HOVER_WIDTH)} ← {shortened(cell.giver, HOVER_WIDTH)}</b>"
    return "<br>".join([head, *(part for line in cell.told for part in wrap(shortened(line, 240), HOVER_WIDTH))])
