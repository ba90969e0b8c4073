"""Rows of the table `triads`: given deeds and words between three states, a row a month."""

from __future__ import annotations

from made_facts import article, deed, facts, statement

from lagebild.case.arrow_rows import arrow_of
from lagebild.case.triad_rows import triad_rows
from lagebild.system.dyads import all_dyads


def test_three_states_have_a_row_in_each_month_in_which_two_of_their_ties_are_told_of() -> None:
    told = facts(
        ["A", "B", "C"],
        [article("n0", "2025-02-10"), *(article(f"n{i}", "2025-03-10") for i in (1, 2, 3))],
        deeds=[
            deed("e0", "A", "AGREE", "B", "2025-02-04", ["n0"]),
            deed("e1", "A", "AGREE", "B", "2025-03-04", ["n1", "n2", "n3"]),
            deed("e2", "B", "AID", "C", "2025-03-06", ["n1", "n2", "n3"]),
        ],
        statements=[statement("s1", "A", "C", -2, "2025-03-10", "n1")],
    )

    rows = triad_rows(all_dyads(told))

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


def test_states_of_whom_no_two_are_told_with_the_third_have_none() -> None:
    told = facts(["A", "B", "C"], deeds=[deed("e1", "A", "AGREE", "B", "2025-03-04")])

    assert triad_rows(all_dyads(told)) == []
