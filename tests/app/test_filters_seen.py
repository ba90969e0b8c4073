"""What filters leave of the facts of a case."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from made_facts import article, deed, facts, flow, loner, report, share, state, statement

from lagebild.app.filters import (
    AUTHOR,
    Filters,
    facts_among,
    facts_seen,
    holders_of,
    languages_of,
    outlets_of,
    sieve_of,
)
from lagebild.system.dyads import dyad_series
from lagebild.system.facts import Evidence, Expectation, Facts, Saying


def told() -> Facts:
    """Two articles of two papers in two languages, on A, B, C and a minister of A."""
    morning = replace(article("n1", "2025-03-10"), outlet="Morgenblatt")
    evening = replace(article("n2", "2025-06-01"), outlet="Evening News", lang="en")
    minister = state("a-minister", "A", acts_for="A", kind="PER")
    return facts(
        ["A", "B", "C", minister, loner("X")],
        [morning, evening],
        [
            deed("early", "a-minister", "AID", "B", "2025-03-01", ["n1", "n2"], confidence=0.9),
            deed("late", "B", "THREATEN", "C", "2025-05-30", ["n2"], confidence=0.6),
            deed("planned", "C", "CONSULT", "A", None, ["n1"], realis="planned", told="2025-03-10"),
        ],
        [statement("s1", "A", "B", 2), statement("s2", "B", "C", -1, "2025-06-01", "n2", holder="X")],
        [flow("f1", "A", "B", "grain", since="2025-03-01", until="2025-03-31"), flow("f2", "B", "C", "oil")],
        [share("p1", "A", "B", 30, 30), share("p2", "B", "C", 10, 10, "2025-06-01", "n2")],
        [Saying("q1", Evidence("n2", 0, 9), "direct", "X", None, "asserted", 0.7)],
        [Expectation("o1", Evidence("n1", 60, 90), "forecast", None, (), None, (), None, None, "open", (), 0.8)],
    )


def ids(seen: Facts) -> dict[str, list[str]]:
    """Return what is there by kind."""
    rows = {
        "deeds": [one.event_id for one in seen.deeds],
        "statements": [one.row_id for one in seen.statements],
        "flows": [one.row_id for one in seen.flows],
        "shares": [one.row_id for one in seen.shares],
        "sayings": [one.quotation_id for one in seen.sayings],
        "expectations": [one.row_id for one in seen.expectations],
    }
    return {kind: found for kind, found in rows.items() if found}


@pytest.mark.parametrize(
    ("filters", "left"),
    [
        (
            Filters(since=date(2025, 5, 1)),
            {"deeds": ["late"], "statements": ["s2"], "shares": ["p2"], "sayings": ["q1"]},
        ),
        (
            Filters(until=date(2025, 3, 15)),
            {
                "deeds": ["early", "planned"],
                "statements": ["s1"],
                "flows": ["f1"],
                "shares": ["p1"],
                "expectations": ["o1"],
            },
        ),
        (
            Filters(outlets=("Evening News",)),
            {"deeds": ["early", "late"], "statements": ["s2"], "shares": ["p2"]} | {"sayings": ["q1"]},
        ),
        (Filters(holders=("X",)), {"statements": ["s2"], "sayings": ["q1"]}),
        (Filters(realis=("planned",), actors=("A",)), {"deeds": ["planned"], "statements": ["s1"], "shares": ["p1"]}),
    ],
)
def test_filters_leave_what_they_say(filters: Filters, left: dict[str, list[str]]) -> None:
    assert ids(facts_seen(told(), filters)) == left


def test_without_filters_the_facts_are_the_same_object() -> None:
    whole = told()
    assert facts_seen(whole, Filters()) is whole


def test_an_event_is_seen_by_the_reports_that_pass() -> None:
    (early, _) = facts_seen(told(), Filters(langs=("en",))).deeds
    assert [one.evidence.article_id for one in early.reports] == ["n2"]


def test_who_acts_for_a_state_is_seen_with_it() -> None:
    assert "early" in ids(facts_seen(told(), Filters(actors=("A",))))["deeds"]


def test_what_the_author_says_can_be_asked_for() -> None:
    seen = ids(facts_seen(told(), Filters(holders=(AUTHOR,))))
    assert seen["statements"] == ["s1"]
    assert "sayings" not in seen


def test_confidence_is_at_least_what_is_asked() -> None:
    assert ids(facts_seen(told(), Filters(min_confidence=0.9)))["deeds"] == ["early", "planned"]


def test_a_sieve_answers_for_single_rows() -> None:
    whole = told()
    sieve = sieve_of(
        whole.articles, whole.actors, Filters(outlets=("Morgenblatt",), actors=("A",), until=date(2025, 4, 1))
    )
    assert sieve.article("n1") and not sieve.article("n2")
    assert sieve.actors(["C", "a-minister"]) and not sieve.actors(["C", None])
    assert sieve.days(None, date(2025, 4, 1)) and not sieve.days(None, None)
    assert sieve.confidence(None) and sieve.holder(None) and sieve.realis("hypo")


def test_a_report_without_a_day_is_seen_in_the_time_it_is_told_of() -> None:
    reports = [report("n1", "A", told="2025-03-10"), report("n2", "A", told="2025-06-01", published="2025-06-01")]
    whole = facts(
        ["A"], [article("n1"), article("n2", "2025-06-01")], [deed("d", "A", "AID", "A", None, reports=reports)]
    )
    (seen,) = facts_seen(whole, Filters(since=date(2025, 5, 1))).deeds
    assert [one.evidence.article_id for one in seen.reports] == ["n2"]


def test_choices_of_the_fields_are_those_of_the_case_the_most_common_first() -> None:
    whole = told()
    assert outlets_of(whole.articles) == ["Evening News", "Morgenblatt"]
    assert languages_of(whole.articles) == ["de", "en"]
    assert holders_of(whole) == ["X"]


def test_two_actors_stand_as_they_do_among_all_deeds_if_only_those_between_them_are_read() -> None:
    among = facts_among(told(), ("A", "B"))
    assert ids(among)["deeds"] == ["early"]
    assert dyad_series(among, "A", "B") == dyad_series(told(), "A", "B") != ()
