"""Given an article with its marks, the dyads of its states in the case."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from shutil import copy

import pytest

from lagebild.case.case import Case
from lagebild.case.connection import writing
from lagebild.case.due import Due, note_due
from lagebild.case.facts import facts_of
from lagebild.case.system_rows import put_system

DYADS = """SELECT a.name_en, b.name_en, directed, period, cooperation, conflict, low, stated_value, n_statements,
        n_events, d.n_articles, thin
    FROM dyads d JOIN actors a ON a.actor_id = d.actor_a JOIN actors b ON b.actor_id = d.actor_b
    ORDER BY directed, a.name_en"""


def test_states_have_their_months_of_deeds_and_words(told_case: Case) -> None:
    """Norway delivers boats on 3 June (sure to 0.8); what is possible or asked for is no deed."""
    boats = pytest.approx(8.0)
    both, directed = told_case.sql(DYADS).fetchall()
    assert set(both[:2]) == {"Norway", "Finland"}
    assert both[2:] == (False, "2025-06", boats, 0.0, None, 2.0, 1, 1, 1, True)
    assert directed == ("Norway", "Finland", True, "2025-06", boats, 0.0, None, None, 0, 1, 1, True)


def test_facts_say_when_a_statement_and_an_undated_event_are_told(told_case: Case) -> None:
    facts = facts_of(told_case)
    (statement,) = facts.statements
    assert (statement.earliest, statement.latest) == (date(2025, 6, 4), date(2025, 6, 4))
    reports = [report for deed in facts.deeds for report in deed.reports]
    undated = {report.type: report.told_latest for report in reports if report.latest is None}
    assert undated["AGREE"] == date(2025, 6, 4)
    assert [report.told_latest for report in reports if report.latest == date(2025, 6, 3)] == [None]


def test_rows_of_other_datasets_stay_when_those_of_articles_are_computed_anew(tmp_path: Path, told_case: Case) -> None:
    case = Case.open(copy(told_case.path, tmp_path / "x.case"))
    with writing(case.path) as connection:
        connection.execute(
            """INSERT INTO stored.dyads (actor_a, actor_b, directed, period, origin, net, row_id)
            VALUES ('a', 'b', false, '2001-01', 'dataset', 1.0, 'theirs')"""
        )
        connection.execute("UPDATE stored.dyads SET net = -5 WHERE origin = 'text'")
        note_due(connection, [Due.PAIRS], "SELECT pair FROM stored.occasions")
    put_system(case.path)
    assert sorted(case.sql("SELECT origin, net > 0 FROM dyads").fetchall()) == [
        ("dataset", True),
        ("text", True),
        ("text", True),
    ]
