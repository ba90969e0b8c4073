"""Given a name, the one actor that it means, or which there are."""

from __future__ import annotations

from pathlib import Path

import pytest

from lagebild.case.case import Case
from lagebild.case.facts import facts_of
from lagebild.errors import UsageError
from lagebild.views.naming import actor_named, actors_named, names_by_id
from named_articles import merged_case, naming, per, state


@pytest.mark.parametrize("name", ["Norwegen", "norway", "Oslo", "NOR"])
def test_a_state_is_meant_by_its_names_in_both_languages_its_aliases_and_its_code(told_case: Case, name: str) -> None:
    found = told_case.sql("SELECT name_en FROM actors WHERE actor_id = ?", [actor_named(told_case, name)])
    assert found.fetchall() == [("Norway",)]


def test_a_group_is_meant_even_if_no_article_names_it_and_its_members_of_the_case_are_known(told_case: Case) -> None:
    nato = actor_named(told_case, "Nato")
    assert names_by_id(told_case, "de")[nato] == "NATO"
    members = {one.member for one in facts_of(told_case).memberships if one.group == nato}
    assert members == {actor_named(told_case, "Finnland"), actor_named(told_case, "Norwegen")}


def test_an_actor_is_meant_by_its_id(told_case: Case) -> None:
    ((actor_id,),) = told_case.sql("SELECT actor_id FROM actors WHERE kind = 'PER'").fetchall()
    assert actor_named(told_case, actor_id) == actor_id
    assert actors_named(told_case, "kari lund") == (actor_id,)


def test_who_is_not_in_the_case_is_not_guessed(told_case: Case) -> None:
    with pytest.raises(UsageError, match="did you mean Norway"):
        actor_named(told_case, "Norwy", "en")
    with pytest.raises(UsageError, match="did you mean Kari Lund"):
        actor_named(told_case, "lund")
    with pytest.raises(UsageError, match="lists them"):
        actor_named(told_case, "Xyz")


def test_of_several_actors_of_one_name_none_is_taken_but_a_state(tmp_path: Path) -> None:
    """Two men called Lund, of two countries; and a state and a man called Jordan."""
    case = merged_case(
        tmp_path / "x.case",
        [
            naming("a", per("Lund", country="NOR", sector="GOV"), state("Jordan", "JOR")),
            naming("b", per("Lund", country="CAN", sector="EDU"), per("Jordan", country="USA")),
        ],
    )
    with pytest.raises(UsageError, match=r"several actors .* Lund \(PER, 1 articles\): .*; Lund"):
        actor_named(case, "Lund")
    kind = case.sql("SELECT kind FROM actors WHERE actor_id = ?", [actor_named(case, "jordan")]).fetchall()
    assert kind == [("STATE",)]


def test_a_state_is_meant_by_a_name_that_no_article_uses(tmp_path: Path) -> None:
    case = merged_case(tmp_path / "a.case", [naming("https://a", state("Nordkorea", "PRK"))])
    assert actor_named(case, "DPRK") == "state-PRK"
