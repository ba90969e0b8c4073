"""The rows of the table `triads`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from lagebild.case.evidence import Row
from lagebild.case.ids import id_of
from lagebild.system.balance import Pair
from lagebild.system.dyads import DyadMonth
from lagebild.system.facts import Facts
from lagebild.system.triads import TriadMonth, rows_of

STATES_IN_TRIADS = 40
"""States, those in the most articles, whose triads a case keeps month by month: 9,880 triads at most, where all states
of the world have a million. `system/triads.py` gives the series of any other three."""


def states_in_triads(facts: Facts) -> frozenset[str]:
    """Return the states of the case whose triads it keeps."""
    states = (one for one in facts.actors.values() if one.acts_for == one.actor_id)
    ranked = sorted(states, key=lambda one: (-(one.n_articles or 0), one.actor_id))
    return frozenset(one.actor_id for one in ranked[:STATES_IN_TRIADS])


def triad_rows(months: Iterable[DyadMonth]) -> list[Row]:
    """Return the months of all triads among these dyads, corners in the order of their ids."""
    series: dict[Pair, list[DyadMonth]] = defaultdict(list)
    for month in months:
        if not month.directed:
            series[month.actor_a, month.actor_b].append(month)
    return [_row(month) for month in rows_of(series)]


def _row(month: TriadMonth) -> Row:
    key = (month.a, month.b, month.c, month.period, month.origin)
    ties, triangle = (month.ab, month.bc, month.ac), month.triangle
    figure = None if triangle.figure is None else str(triangle.figure)
    told = (*(tie.sign for tie in ties), *(tie.basis for tie in ties))
    return (*key, *told, figure, triangle.pivot, triangle.balanced, id_of("triads", *key))
