"""Triads over time: signs by month, phases, what changes most, and the network's frustration."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest
from made_facts import article, deed, facts, loner, statement

from lagebild.system.dyads import DyadMonth
from lagebild.system.facts import Facts, Membership
from lagebild.system.triads import (
    all_triads,
    networks_of,
    period_of_articles,
    phases_of,
    rows_of,
    triad_series,
    triads_among,
    turns_of,
)
from lagebild.system.triangles import Figure


def told(a: str, b: str, signs: dict[str, str], n_articles: int = 3) -> tuple[DyadMonth, ...]:
    """A dyad with these signs by month, said in so many articles, its events named after the month."""
    values = {"+": 1.0, "-": -1.0, "0": 0.0}
    return tuple(
        DyadMonth(
            a,
            b,
            directed=False,
            period=period,
            origin="text",
            cooperation=0.0,
            conflict=0.0,
            net=0.0,
            low=None,
            high=None,
            stated_value=values[sign],
            n_statements=1,
            n_events=0,
            n_articles=n_articles,
            thin=n_articles < 3,
            n_independent=0,
            events=(),
            statements=(f"{a}{b}{period}",),
            new_events=(),
            new_statements=(),
        )
        for period, sign in signs.items()
    )


SPRING = ("2025-03", "2025-04", "2025-05")
COURTSHIP = {
    ("A", "B"): told("A", "B", dict.fromkeys(SPRING, "+")),
    ("B", "C"): told("B", "C", dict.fromkeys(SPRING, "+")),
    ("A", "C"): told("A", "C", {"2025-03": "-", "2025-04": "-", "2025-05": "+"}),
}
"""A and C are at odds and both friends of B, until they make peace in May."""


@pytest.fixture
def two_friends_of_b() -> Facts:
    """B works with A and with C, in three articles each; A and C are said to be hostile."""
    names = [article(f"n{i}", "2025-03-10") for i in range(3)]
    return facts(
        ["A", "B", "C"],
        names,
        deeds=[
            deed("e1", "A", "AGREE", "B", "2025-03-04", ["n0", "n1", "n2"]),
            deed("e2", "B", "AID", "C", "2025-03-06", ["n0", "n1", "n2"]),
        ],
        statements=[statement("s1", "A", "C", -2, "2025-03-10", "n1")],
    )


def test_deeds_and_words_make_a_month_with_figure_pivot_and_evidence(two_friends_of_b: Facts) -> None:
    (month,) = triad_series(two_friends_of_b, "A", "B", "C")

    assert (month.period, month.ab.sign, month.bc.sign, month.ac.sign) == ("2025-03", "+", "+", "-")
    assert (month.ab.basis, month.bc.basis, month.ac.basis) == ("deeds", "deeds", "words")
    assert (month.triangle.figure, month.triangle.pivot) == (Figure.ROMANTIC_TRIANGLE, "B")
    assert month.triangle.balanced is False
    assert (month.events, month.statements) == (("e1", "e2"), ("s1",))
    assert month.thin  # one article says what A and C are to each other


def test_a_tie_nobody_tells_of_leaves_the_figure_open(two_friends_of_b: Facts) -> None:
    (month,) = triad_series(replace(two_friends_of_b, statements=()), "A", "B", "C")

    assert (month.ac.sign, month.ac.basis, month.ac.month) == (None, None, None)
    assert (month.triangle.figure, month.triangle.pivot, month.triangle.balanced) == (None, None, None)


def test_the_order_in_which_corners_are_named_changes_nothing_but_their_places(two_friends_of_b: Facts) -> None:
    for corners in permutations("ABC"):
        (month,) = triad_series(two_friends_of_b, *corners)

        assert (month.a, month.b, month.c) == corners
        assert {pair: tie.sign for pair, tie in month.ties.items()} == {
            ("A", "B"): "+",
            ("B", "C"): "+",
            ("A", "C"): "-",
        }
        assert month.triangle.pivot == "B"


def test_the_order_of_deeds_and_copies_of_an_article_change_nothing(two_friends_of_b: Facts) -> None:
    first, _ = two_friends_of_b.deeds
    copied = deed("e2", "B", "AID", "C", "2025-03-06", ["n3", "n0", "n1", "n2"])
    articles = dict(two_friends_of_b.articles) | {"n3": article("n3", "2025-03-10", copy_of="n0")}
    other = replace(two_friends_of_b, articles=articles, deeds=(copied, first))

    assert triad_series(other, "A", "B", "C") == triad_series(two_friends_of_b, "A", "B", "C")


def test_a_group_is_a_corner_and_its_members_deeds_are_its_own() -> None:
    names = [article(f"n{i}", "2025-03-10") for i in range(3)]
    made = facts(
        ["A", "B", "M1", "M2", loner("G", "ORG")],
        names,
        deeds=[
            deed("e1", "M1", "SANCTION", "A", "2025-03-04", ["n0", "n1", "n2"]),
            deed("e2", "M2", "SANCTION", "B", "2025-03-06", ["n0", "n1", "n2"]),
            deed("e3", "A", "AID", "B", "2025-03-06", ["n0", "n1", "n2"]),
        ],
        memberships=[Membership("G", "M1", None, None), Membership("G", "M2", None, None)],
    )

    (month,) = triad_series(made, "A", "B", "G")

    assert (month.triangle.figure, month.triangle.outcast) == (Figure.STABLE_MARRIAGE, "G")
    with pytest.raises(ValueError, match="not two sides"):
        triad_series(made, "A", "G", "M1")
    with pytest.raises(ValueError, match="not two sides"):
        triad_series(made, "A", "B", "A")


def test_months_of_the_same_signs_are_a_phase_and_a_gap_ends_it() -> None:
    later = {pair: (*series, *told(*pair, {"2025-09": "+"})) for pair, series in COURTSHIP.items()}

    phases = phases_of(rows_of(later))

    assert [(p.first, p.last, p.triangle.figure) for p in phases] == [
        ("2025-03", "2025-04", Figure.ROMANTIC_TRIANGLE),
        ("2025-05", "2025-05", Figure.MENAGE_A_TROIS),
        ("2025-09", "2025-09", Figure.MENAGE_A_TROIS),
    ]
    assert phases[0].bases_of(("A", "C")) == ("words",)
    assert not phases[0].is_thin(("A", "C"))


def test_a_turn_is_told_with_the_month_before_it_also_over_a_silence() -> None:
    dyads = COURTSHIP | {("A", "C"): told("A", "C", {"2025-03": "-", "2025-05": "0"})}

    (turn,) = turns_of(list(rows_of(dyads)))

    assert (turn.tie, turn.since, turn.period, turn.before, turn.after) == (("A", "C"), "2025-03", "2025-05", "-", "0")
    assert turn.size == 1
    assert turns_of([]) == ()


def test_the_triad_that_changes_most_goes_first_then_the_one_told_best() -> None:
    steady = {
        ("A", "D"): told("A", "D", dict.fromkeys(SPRING, "+"), n_articles=1),
        ("B", "D"): told("B", "D", dict.fromkeys(SPRING, "+"), n_articles=1),
        ("D", "E"): told("D", "E", dict.fromkeys(SPRING, "+")),
        ("A", "E"): told("A", "E", dict.fromkeys(SPRING, "-")),
    }

    found = triads_among(COURTSHIP | steady, "2025-03", "2025-05")

    assert [(one.corners, one.change) for one in found] == [
        (("A", "B", "C"), 2),
        (("A", "B", "D"), 0),
        (("A", "D", "E"), 0),
    ]
    assert triads_among(COURTSHIP, "2025-03", "2025-04")[0].change == 0


def test_what_is_no_triangle_of_told_dyads_is_no_triad() -> None:
    path = {pair: series for pair, series in COURTSHIP.items() if pair != ("A", "C")}

    assert triads_among(path, "2025-03", "2025-05") == ()
    assert list(rows_of(path)) == []


def test_the_network_of_each_month_has_its_frustration() -> None:
    months = networks_of(COURTSHIP, "2025-03", "2025-05")

    assert [(m.period, m.frustration.index, m.frustration.n_ties) for m in months] == [
        ("2025-03", 1, 3),
        ("2025-04", 1, 3),
        ("2025-05", 0, 3),
    ]
    assert [m.period for m in networks_of(COURTSHIP, "2025-04", "2025-04")] == ["2025-04"]


def test_all_triads_of_a_case_are_taken_in_the_months_of_its_articles(two_friends_of_b: Facts) -> None:
    assert period_of_articles(two_friends_of_b) == ("2025-03", "2025-03")
    assert [one.corners for one in all_triads(two_friends_of_b)] == [("A", "B", "C")]
    assert all_triads(two_friends_of_b, "2024-01", "2024-12") == ()
    assert all_triads(facts([])) == ()
