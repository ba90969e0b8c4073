"""What `show CASE swing` and `show CASE dependence` answer, from facts made by hand."""

from __future__ import annotations

import pytest
from made_facts import article, deed, facts, flow, share, state

from lagebild.case.case import Case
from lagebild.errors import UsageError
from lagebild.views.terminal.system_views import SYSTEM_VIEWS, Answer, Asked, answer_json, answer_of

TOLD = facts(
    ["K", "R", "C", state("minister", "K", acts_for="K", kind="PER")],
    [article("n1", "2025-03-30")],
    [deed("e1", "R", "AID", "K", "2025-03-10"), deed("e2", "K", "AGREE", "C", "2025-03-11")],
    flows=[flow("f1", "R", "K", "fuel"), flow("f2", "R", "C", "money")],
    shares=[share("s1", "K", "C", 80, 90)],
)
NAMES = {"K": "Norway", "R": "Sweden", "C": "Finland"}


def asked(what: str, case: Case, *actors: str) -> Answer:
    return SYSTEM_VIEWS[what].answer(Asked(case, TOLD, NAMES, actors, "en"))


def test_a_swing_has_turning_points_and_months(told_case: Case) -> None:
    answer = asked("swing", told_case, "K", "R", "C")
    turns, months = answer.tables
    assert turns.how.startswith("No turning point")
    assert [row[1] for row in months.rows] == ["Sweden", "Finland"]
    assert '"e1"' in answer_json(answer)


@pytest.mark.parametrize("actors", [("K", "R"), ("K", "R", "R"), ("K", "K", "R")])
def test_a_swing_is_between_two_others(told_case: Case, actors: tuple[str, ...]) -> None:
    with pytest.raises(UsageError, match="two or more others"):
        asked("swing", told_case, *actors)


def test_dependence_is_of_all_or_of_the_state_somebody_acts_for(told_case: Case) -> None:
    claims, levers = asked("dependence", told_case).tables
    assert len(claims.rows) == len(levers.rows) == 3
    for client in ("K", "minister"):
        claims, levers = asked("dependence", told_case, client).tables
        assert [row[:3] for row in claims.rows] == [
            ("Norway", "Finland", "share: trade"),
            ("Norway", "Sweden", "fuel (fuel)"),
        ]
        assert levers.evidence == (("s1",), ("f1",))


def test_a_case_answers(told_case: Case) -> None:
    answer = answer_of(told_case, "dependence", [], "de")
    assert [table.heading for table in answer.tables] == [
        "Wer hängt wovon ab",
        "Wer könnte wem schaden, und womit",
    ]
    assert answer_of(told_case, "dependence", ["Norwegen"], "de").tables[0].columns[0] == "Wer"
    with pytest.raises(UsageError, match="CLIENT PATRON PATRON…"):
        answer_of(told_case, "swing", ["Norwegen", "Finnland"], "de")
