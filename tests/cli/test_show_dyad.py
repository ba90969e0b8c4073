"""`lagebild show CASE dyad A B`: a table in either language, and everything as JSON."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from lagebild.case.case import Case
from lagebild.cli.app import app
from lagebild.errors import UsageError


def shown(case: Case, *words: str) -> str:
    done = CliRunner().invoke(app, ["show", str(case.path), "dyad", *words], catch_exceptions=False)
    return done.output


def test_the_table_names_both_the_sign_with_its_basis_and_the_sentences(told_case: Case) -> None:
    page = shown(told_case, "Norwegen", "Helsinki", "--lang", "de")
    assert "Norwegen und Finnland" in page and "PLOVER" in page
    (month,) = [line.split() for line in page.splitlines() if line.lstrip().startswith("2025-06  ") and "°" in line]
    assert month == ["2025-06", "+", "Worten", "8", "8", "0", "8", "2", "1", "1", "1°"]
    assert "Norwegen hat Finnland am Dienstag 40 Boote geliefert." in page


def test_json_has_months_directed_months_and_evidence(told_case: Case) -> None:
    record = json.loads(shown(told_case, "FIN", "Norway", "--json"))
    assert sorted(record["actors"].values()) == ["Finland", "Norway"]
    (month,) = record["months"]
    assert (month["period"], month["sign"], month["basis"], month["thin"]) == ("2025-06", "+", "words", True)
    assert month["holders"][0]["value"] == 2.0
    assert [row["actor_a"] for row in record["directed"]] == [record["deeds"][0]["reports"][0]["sources"][0]]
    assert record["deeds"][0]["event_id"] in month["events"]
    assert record["statements"][0]["sentence"].startswith("Das Verhältnis zu Helsinki")


def test_one_actor_is_no_dyad(told_case: Case) -> None:
    with pytest.raises(UsageError, match="two different"):
        shown(told_case, "Norwegen", "Oslo")
    with pytest.raises(UsageError, match="takes A B"):
        shown(told_case, "Norwegen")
