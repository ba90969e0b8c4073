"""What an analyst says about two mentions holds at every merge, in whatever order articles and reviews come."""

from __future__ import annotations

import pytest

from lagebild.case.case import Case
from lagebild.case.merging_step import merge_case
from lagebild.errors import UsageError
from lagebild.scoring.merged import write_readings
from named_articles import actors_by_name, memberships, merged_case, naming, org, per

ARTICLES = (
    naming("a", per("Sergej Lasutin", country="RUS")),
    naming("b", per("Igor Lasutin", country="RUS")),
    naming("c", per("Igor Lasutin", country="RUS")),
    naming("d", org("Fjordbank", country="NOR")),
    naming("e", org("UN", country="IGO", world="org:UN")),
)


@pytest.fixture
def case(tmp_path) -> Case:
    return merged_case(tmp_path / "a.case", ARTICLES)


def row_of(case: Case, article: str) -> str:
    rows = case.sql(
        "SELECT m.row_id FROM mentions m JOIN articles USING (article_id) WHERE uri = ?", [f"https://{article}"]
    ).fetchall()
    return rows[0][0]


def decide(case: Case, one: str, decision: str, other: str) -> str:
    return case.review("mentions", row_of(case, one), decision, other_row_id=row_of(case, other))


def by_article(case: Case) -> dict[str, str]:
    return {article: actor for (article, _), actor in actors_by_name(case).items()}


def test_the_same_joins_whole_actors_until_it_is_undone(case):
    before = by_article(case)
    review = decide(case, "a", "same", "b")
    assert not case.merged()
    assert merge_case(case.path)
    actors = by_article(case)
    assert actors["a"] == actors["b"] == actors["c"]
    assert (1.0, "review") in memberships(case).values()
    case.review("reviews", review, "undo")
    merge_case(case.path)
    assert by_article(case) == before


def test_what_the_world_knows_keeps_its_id(case):
    decide(case, "d", "same", "e")
    merge_case(case.path)
    assert by_article(case)["d"] == by_article(case)["e"] == "org-UN"


def test_different_sets_one_apart(case):
    decide(case, "b", "different", "c")
    merge_case(case.path)
    actors = by_article(case)
    assert len({actors["a"], actors["b"], actors["c"]}) == 3


def test_different_outweighs_the_same_of_others(case):
    decide(case, "a", "same", "b")
    decide(case, "a", "different", "b")
    merge_case(case.path)
    actors = by_article(case)
    assert actors["a"] != actors["b"] == actors["c"]


def test_reviews_hold_for_articles_that_come_later(case, tmp_path):
    decide(case, "a", "same", "b")
    write_readings(
        case.path, [naming("f", per("Igor Lasutin", country="RUS")), naming("g", per("Sergey Lasutin", country="RUS"))]
    )
    merge_case(case.path)
    actors = by_article(case)
    assert actors["f"] == actors["g"] == actors["a"]
    other = Case.create(tmp_path / "b.case")
    write_readings(other.path, ARTICLES)
    decide(other, "a", "same", "b")
    write_readings(
        other.path, [naming("f", per("Igor Lasutin", country="RUS")), naming("g", per("Sergey Lasutin", country="RUS"))]
    )
    merge_case(other.path)
    assert by_article(other) == actors


def test_a_decision_on_a_pair_needs_both(case):
    with pytest.raises(UsageError, match="two rows"):
        case.review("mentions", row_of(case, "a"), "same")
