"""Rows of the table `triads`: given deeds and words between three states, a row a month."""

from __future__ import annotations

from pathlib import Path
from shutil import copy

import pytest
from made_facts import article, deed, facts, statement

from lagebild.case.arrow_rows import arrow_of
from lagebild.case.case import Case
from lagebild.case.connection import writing
from lagebild.case.system_rows import put_system
from lagebild.case.triad_rows import triad_rows
from lagebild.system.dyads import all_rows
from lagebild.system.facts import Facts


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
    rows = triad_rows(all_rows(three_states))

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

    assert triad_rows(all_rows(told)) == []


def test_the_rows_of_a_case_are_computed_when_it_is_merged_and_those_of_other_datasets_stay(
    tmp_path: Path, told_case: Case, three_states: Facts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lagebild.case.system_rows.facts_of", lambda connection: three_states)
    case = Case.open(copy(told_case.path, tmp_path / "x.case"))
    with writing(case.path) as connection:
        connection.execute(
            """INSERT INTO stored.triads (a, b, c, period, origin, row_id)
            VALUES ('a', 'b', 'c', '2001-01', 'dataset', 'theirs'), ('a', 'b', 'c', '2001-01', 'text', 'stale')"""
        )

    put_system(case.path)

    found = case.sql("SELECT a, b, c, period, origin, figure FROM triads ORDER BY origin").fetchall()
    assert found == [
        ("a", "b", "c", "2001-01", "dataset", None),
        ("A", "B", "C", "2025-03", "text", "romantic_triangle"),
    ]
