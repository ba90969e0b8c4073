"""Rows of the table `triads`: given deeds and words between three states, a row a month."""

from __future__ import annotations

from collections import defaultdict

import pytest
from made_facts import article, deed, facts, statement

from lagebild.case.arrow_rows import arrow_of
from lagebild.case.due import EVERY_MONTH
from lagebild.case.triad_rows import Signs, Told, corners_with, triad_rows
from lagebild.system.dyads import all_dyads
from lagebild.system.facts import Facts
from lagebild.system.signs import sign_of


def signs_of(told: Facts) -> Signs:
    """The signs of every two states by month."""
    found: dict[tuple[str, str], dict[str, Told]] = defaultdict(dict)
    for pair, series in all_dyads(told).items():
        found[pair] = {month.period: sign_of(month) for month in series}
    return found


@pytest.fixture
def three_states() -> Facts:
    """A and B, and B and C are friends in March; what one article says of A and C is hostile."""
    return facts(
        ["A", "B", "C"],
        [article("n0", "2025-02-10"), *(article(f"n{i}", "2025-03-10") for i in (1, 2, 3))],
        deeds=[
            deed("e0", "A", "AGREE", "B", "2025-02-04", ["n0"]),
            deed("e1", "A", "AGREE", "B", "2025-03-04", ["n1", "n2", "n3"]),
            deed("e2", "B", "AID", "C", "2025-03-06", ["n1", "n2", "n3"]),
        ],
        statements=[statement("s1", "A", "C", -2, "2025-03-10", "n1")],
    )


def test_three_states_have_a_row_in_each_month_in_which_two_of_their_ties_are_told_of(three_states: Facts) -> None:
    rows = triad_rows(signs_of(three_states), {("A", "B", "C"): {EVERY_MONTH}})

    (row,) = arrow_of("triads", rows).to_pylist()
    assert row.pop("row_id")
    assert row == {
        "a": "A",
        "b": "B",
        "c": "C",
        "period": "2025-03",
        "origin": "text",
        "sign_ab": "+",
        "sign_bc": "+",
        "sign_ac": "-",
        "basis_ab": "deeds",
        "basis_bc": "deeds",
        "basis_ac": "words",
        "figure": "romantic_triangle",
        "pivot": "B",
        "balanced": False,
    }


def test_only_the_months_asked_for_are_computed(three_states: Facts) -> None:
    signs = signs_of(three_states)

    assert [row[3] for row in triad_rows(signs, {("A", "B", "C"): {"2025-03"}})] == ["2025-03"]
    assert triad_rows(signs, {("A", "B", "C"): {"2025-02"}}) == []


def test_states_of_whom_no_two_are_told_with_the_third_have_none() -> None:
    told = facts(["A", "B", "C"], deeds=[deed("e1", "A", "AGREE", "B", "2025-03-04")])

    assert triad_rows(signs_of(told), {("A", "B", "C"): {EVERY_MONTH}}) == []


def test_two_states_stand_in_a_triad_with_every_other() -> None:
    assert list(corners_with("B", "D", ["A", "B", "C", "D"])) == [("A", "B", "D"), ("B", "C", "D")]
