"""The rows of the table `triads`."""

from __future__ import annotations

from collections.abc import Mapping

from lagebild.case.evidence import Row
from lagebild.case.ids import id_of
from lagebild.system.balance import Pair
from lagebild.system.dyads import Series
from lagebild.system.triads import TriadMonth, rows_of


def triad_rows(dyads: Mapping[Pair, Series]) -> list[Row]:
    """Return the months of all triads among these dyads, corners in the order of their ids."""
    return [_row(month) for month in rows_of(dyads)]


def _row(month: TriadMonth) -> Row:
    key = (month.a, month.b, month.c, month.period, month.origin)
    ties, triangle = (month.ab, month.bc, month.ac), month.triangle
    figure = None if triangle.figure is None else str(triangle.figure)
    told = (*(tie.sign for tie in ties), *(tie.basis for tie in ties))
    return (*key, *told, figure, triangle.pivot, triangle.balanced, id_of("triads", *key))
