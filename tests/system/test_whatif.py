"""Given facts and changes, this stands differently and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from made_facts import article, deed, facts, flow, share, state, statement

from lagebild.system.balance import pair_of
from lagebild.system.facts import Evidence, Expectation, Facts
from lagebild.system.whatif import Changes, SetSign, Stop, changed, checks_of, input_of, outcome_of

STATES = [state(one) for one in "ABC"]
ARTICLES = [article(f"n{at}", f"2025-03-0{at}") for at in (1, 2, 3)]


def triangle() -> Facts:
    return facts(
        STATES,
        ARTICLES,
        deeds=[deed("e", "A", "AID", "B", "2025-03-01", ("n1", "n2"))],
        statements=[
            statement("r1", "A", "B", 2, "2025-03-02", "n2"),
            statement("r2", "B", "C", 1, "2025-03-02", "n2"),
            statement("r3", "A", "C", -1, "2025-03-03", "n3"),
        ],
        flows=[flow("f", "A", "B", "weapons", low=3, high=3)],
        shares=[share("s", "B", "A", 80, 90, "2025-03-02")],
    )


def test_no_change_changes_nothing() -> None:
    found = triangle()
    assert changed(found, Changes()) == found
    outcome = outcome_of(found, Changes())
    assert (outcome.dyads, outcome.triads, outcome.ties) == ((), (), ())


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("ABC"), st.sampled_from("ABC"), st.integers(-2, 2)), max_size=5))
def test_no_change_changes_nothing_whatever_is_told(told: list[tuple[str, str, int]]) -> None:
    said = [statement(f"r{at}", a, b, value, "2025-03-02", "n2") for at, (a, b, value) in enumerate(told)]
    found = facts(STATES, ARTICLES, statements=said)
    outcome = outcome_of(found, Changes())
    assert (outcome.dyads, outcome.triads, outcome.ties) == ((), (), ())


def test_without_an_article_what_it_alone_says_is_gone_and_an_event_of_others_stays() -> None:
    after = changed(triangle(), Changes(articles=frozenset({"n2"})))
    assert [one.row_id for one in after.statements] == ["r3"]
    assert [report.evidence.article_id for report in after.deeds[0].reports] == ["n1"]
    assert changed(triangle(), Changes(articles=frozenset({"n1", "n2"}))).deeds == ()


def test_a_copy_takes_the_place_of_an_original_that_is_left_out() -> None:
    articles = [article("n1"), article("n2", copy_of="n1"), article("n3", copy_of="n1")]
    after = changed(facts(STATES, articles), Changes(articles=frozenset({"n1"})))
    assert {one.original for one in after.articles.values()} == {"n2"}


def test_an_event_left_out_is_gone() -> None:
    assert changed(triangle(), Changes(events=frozenset({"e"}))).deeds == ()


def test_a_set_sign_changes_its_dyad_and_the_triangle() -> None:
    outcome = outcome_of(triangle(), Changes(signs=(SetSign(pair_of("A", "C"), "+"),)))
    (dyad,) = outcome.dyads
    assert dyad.before is not None
    assert dyad.after is not None
    assert (dyad.key, dyad.before.sign, dyad.after.sign) == (("A", "C"), "-", "+")
    (triad,) = outcome.triads
    assert triad.before is not None
    assert triad.after is not None
    assert (triad.before.figure, triad.before.pivot) == ("romantic_triangle", "B")
    assert triad.after.figure == "menage_a_trois"


def test_a_flow_stops_from_a_day_on_and_what_was_told_before_stays() -> None:
    stopped = outcome_of(triangle(), Changes(stops=(Stop("A", "B", "trade", date(2025, 1, 1)),)))
    (tie,) = stopped.ties
    assert tie.before is not None
    assert (tie.before.low, tie.after) == (80, None)
    later = outcome_of(triangle(), Changes(stops=(Stop("A", "B", "trade", date(2026, 1, 1)),)))
    assert later.ties == ()


def conditional(condition_of: str, consequence_of: str) -> tuple[Facts, Expectation]:
    """Return a triangle with a conditional in whose parts two of its statements stand."""
    found = triangle()
    places = {one.row_id: one.evidence for one in found.statements}
    one = Expectation(
        *("o", places[condition_of], "conditional", places[condition_of], (), places[consequence_of], ()),
        *(None, None, "open", (), 0.9),
    )
    return replace(found, expectations=(one,)), one


def test_a_condition_becomes_the_input_and_its_consequence_is_checked_by_what_others_tell() -> None:
    found, one = conditional("r3", "r1")
    inputs = input_of(found, one)
    assert SetSign(("A", "C"), "-") in inputs
    (check,) = (check for check in checks_of(found, one, Changes(signs=inputs)) if check.pair == ("A", "B"))
    assert (check.expected, check.shown, check.verdict) == ("+", "+", "agrees")


def test_a_consequence_is_no_witness_of_itself_and_without_one_nothing_is_checked() -> None:
    found, one = conditional("r3", "r2")
    checks = checks_of(found, one, Changes(signs=input_of(found, one)))
    assert {check.pair: check.verdict for check in checks}["B", "C"] == "silent"
    assert checks_of(found, replace(one, consequence=None), Changes()) == ()


def test_a_condition_without_states_cannot_be_put_in() -> None:
    found, one = conditional("r3", "r1")
    assert input_of(found, replace(one, condition=Evidence("n1", 9_000, 9_010))) == ()
