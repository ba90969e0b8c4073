"""Triangles ranked as numbers: the order of every triad computed one by one."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from lagebild.system.balance import Pair
from lagebild.system.dyads import ORIGIN, DyadMonth, Series
from lagebild.system.sign_table import sign_table_of
from lagebild.system.triads import Triad, Turn, triads_among

PERIODS = ("2024-12", "2025-01", "2025-02", "2025-03")
FIRST, LAST = PERIODS[0], PERIODS[-1]
VALUES = {"+": 1.0, "-": -1.0, "0": 0.0}
TOLD = st.one_of(st.none(), st.tuples(st.sampled_from(["+", "-", "0"]), st.integers(1, 4)))


def month(pair: Pair, period: str, sign: str, n_articles: int) -> DyadMonth:
    """A month of two states of which so many articles say what the relation is."""
    nothing = {"cooperation": 0.0, "conflict": 0.0, "net": 0.0, "low": None, "high": None}
    counts = {"n_statements": 1, "n_events": 0, "n_articles": n_articles, "thin": n_articles < 3, "n_independent": 0}
    rows = {"events": (), "statements": (f"{pair}{period}",), "new_events": (), "new_statements": ()}
    return DyadMonth(
        *pair,
        directed=False,
        period=period,
        origin=ORIGIN,
        stated_value=VALUES[sign],
        **(nothing | counts | rows),  # type: ignore[arg-type]
    )


@st.composite
def worlds(draw: st.DrawFn) -> dict[Pair, Series]:
    """Up to five states, of some pairs of which something is told in some months."""
    found = {}
    for pair in combinations("ABCDE", 2):
        told = [(period, draw(TOLD)) for period in PERIODS]
        series = tuple(month(pair, period, *one) for period, one in told if one is not None)
        if series:
            found[pair] = series
    return found


def told_best(triads: tuple[Triad, ...]) -> list[Triad]:
    """Triads that are a figure at the end, the firm ones first, those of most articles first."""

    def order(triad: Triad) -> tuple[bool, int, tuple[str, str, str]]:
        n = sum(tie.month.n_articles for tie in triad.last.ties.values() if tie.month)
        return triad.last.thin, -n, triad.corners

    return sorted((one for one in triads if one.last.triangle.figure is not None), key=order)


def newest(triads: tuple[Triad, ...], dyads: dict[Pair, Series]) -> list[Turn]:
    """Every turn of a triad, the newest first, thin ones only where all are."""
    found = {(turn.period, turn.tie): turn for triad in triads for turn in triad.turns}
    thin = {(one.period, pair) for pair, series in dyads.items() for one in series if one.thin}
    return [found[key] for key in sorted(found.keys() - thin or found, reverse=True)]


@given(worlds(), st.integers(0, 12))
def test_triangles_are_ranked_as_triads_one_by_one_are(dyads: dict[Pair, Series], most: int) -> None:
    table, triads = sign_table_of(dyads, FIRST, LAST), triads_among(dyads, FIRST, LAST)
    assert len(table.triangles) == len(triads)
    assert table.changing(most) == [one.corners for one in triads][:most]
    assert table.best_told(most) == [one.corners for one in told_best(triads)][:most]
    assert table.newest_turns(most) == newest(triads, dyads)[:most]
    assert table.periods() == sorted({one.period for series in dyads.values() for one in series})


@given(worlds(), st.sampled_from(list(combinations("ABCDE", 2))))
def test_of_two_states_only_their_triangles_are_ranked(dyads: dict[Pair, Series], pair: Pair) -> None:
    triads = triads_among(dyads, FIRST, LAST)
    own = [one.corners for one in triads if set(pair) <= set(one.corners)]
    assert sign_table_of(dyads, FIRST, LAST).changing(9, beside=pair) == own


@given(worlds())
def test_months_outside_the_period_do_not_count(dyads: dict[Pair, Series]) -> None:
    first, last = PERIODS[1], PERIODS[2]
    triads = triads_among(dyads, first, last)
    assert sign_table_of(dyads, first, last).changing(99) == [one.corners for one in triads]
