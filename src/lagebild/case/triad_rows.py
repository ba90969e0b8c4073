"""The rows of the table `triads`, from the signs of every two states by month."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from lagebild.case.due import EVERY_MONTH
from lagebild.case.evidence import Row
from lagebild.case.ids import id_of
from lagebild.system.balance import Pair
from lagebild.system.dyads import ORIGIN
from lagebild.system.signs import Basis, Sign
from lagebild.system.triads import FEWEST_TIES, Corners
from lagebild.system.triangles import Triangle

STATES_IN_TRIADS = 40
"""States, those in the most articles, whose triads a case keeps month by month: 9,880 triads at most, where all states
of the world have a million. `system/triads.py` gives the series of any other three."""

Told = tuple[Sign | None, Basis | None]
"""The sign of two states in a month in which anything is told of them, and what it stands on."""
Signs = Mapping[Pair, Mapping[str, Told]]
Wanted = Mapping[Corners, set[str]]
"""Triads with the months asked for, or `EVERY_MONTH`."""
_UNTOLD: Told = (None, None)


def corners_with(a: str, b: str, states: Iterable[str]) -> Iterator[Corners]:
    """Yield the triads of two states with every other one, corners in the order of their ids."""
    for other in states:
        if other not in (a, b):
            first, second, third = sorted((a, b, other))
            yield first, second, third


def triad_rows(signs: Signs, wanted: Wanted) -> list[Row]:
    """Return the rows of these triads each two of whose states are told of, in the months in which two ties are."""
    rows: list[Row] = []
    for (a, b, c), months in sorted(wanted.items()):
        ties = [signs.get(pair, {}) for pair in ((a, b), (b, c), (a, c))]
        if all(ties):
            told = {period for tie in ties for period in tie}
            for period in sorted(told if EVERY_MONTH in months else told & months):
                if sum(period in tie for tie in ties) >= FEWEST_TIES:
                    rows.append(_row((a, b, c), period, [tie.get(period, _UNTOLD) for tie in ties]))
    return rows


def _row(corners: Corners, period: str, ties: Sequence[Told]) -> Row:
    key = (*corners, period, ORIGIN)
    signs, bases = zip(*ties, strict=True)
    triangle = Triangle(*corners, *signs)
    figure = None if triangle.figure is None else str(triangle.figure)
    return (*key, *signs, *bases, figure, triangle.pivot, triangle.balanced, id_of("triads", *key))
