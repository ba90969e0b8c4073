"""Given facts and changes, this stands differently and nothing else."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_facts import article, deed, facts, flow, report, share, state, statement

from lagebild.system.balance import pair_of
from lagebild.system.changes import Cause, Changes, SetSign, Stop, changed, fallen_rows
from lagebild.system.conditionals import checks_of, condition_of
from lagebild.system.dyads import (
    all_dyads,
    dyads_among,
    last_month,
    months_among,
    sightings_of_states,
    words_of_states,
)
from lagebild.system.facts import Deed, Evidence, Expectation, Facts, Report
from lagebild.system.periods import period_of
from lagebild.system.whatif import outcome_of, sightings_beside

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


def told_of_three_states() -> st.SearchStrategy[Facts]:
    """Return deeds and statements of three states in three articles, whatever they are."""
    sides = st.sampled_from(["AB", "BA", "AC", "BC"])
    names = st.sampled_from(["n1", "n2", "n3"])
    reports = st.lists(
        st.tuples(names, sides, st.sampled_from(["AID", "ASSAULT", "MOBILIZE", "CONSULT"])), min_size=1, max_size=3
    )
    said = st.tuples(names, sides, st.integers(-2, 2), st.sampled_from([None, "A"]))
    return st.builds(_facts_of, st.lists(reports, max_size=3), st.lists(said, max_size=4))


def _facts_of(deeds: list[list[tuple[str, str, str]]], statements: list[tuple[str, str, int, str | None]]) -> Facts:
    events = [
        [report(name, a, type_, b, "2025-03-01", start=10 * at) for at, (name, (a, b), type_) in enumerate(told)]
        for told in deeds
    ]
    said = [
        statement(f"r{at}", a, b, value, "2025-03-02", name, holder=holder)
        for at, (name, (a, b), value, holder) in enumerate(statements)
    ]
    return facts(
        STATES,
        ARTICLES,
        deeds=[deed_told_by(f"e{at}", told) for at, told in enumerate(events)],
        statements=said,
        flows=[flow("f", "A", "B", "weapons", low=3, high=3)],
        shares=[share("s", "B", "A", 80, 90, "2025-03-02")],
    )


def deed_told_by(event_id: str, reports: list[Report]) -> Deed:
    """Return an event as these reports tell it, by the rules of the merge."""
    first = reports[0]
    made = deed(event_id, first.sources, first.type, first.targets, "2025-03-01", reports=reports)
    left_out = report("none", "A", "AID", "B", "2025-03-01", start=90)
    whole = replace(made, reports=(*reports, left_out))
    (derived,) = changed(facts(STATES, ARTICLES, deeds=[whole]), Changes(articles=frozenset({"none"}))).deeds
    return derived


@settings(max_examples=25)
@given(told_of_three_states())
def test_no_change_changes_nothing_whatever_is_told(found: Facts) -> None:
    assert changed(found, Changes()) == found
    outcome = outcome_of(found, Changes())
    assert (outcome.dyads, outcome.triads, outcome.shares, outcome.ties, outcome.levers) == ((), (), (), (), ())
    assert outcome.fallen == ()


@settings(max_examples=25)
@given(told_of_three_states(), st.sampled_from(["n1", "n2", "n3"]))
def test_leaving_an_article_out_is_as_if_the_case_had_never_had_it(found: Facts, name: str) -> None:
    rest = [(deed.event_id, [one for one in deed.reports if one.evidence.article_id != name]) for deed in found.deeds]
    without = replace(
        found,
        articles={key: one for key, one in found.articles.items() if key != name},
        deeds=tuple(deed_told_by(event_id, reports) for event_id, reports in rest if reports),
        statements=tuple(one for one in found.statements if one.evidence.article_id != name),
        flows=tuple(one for one in found.flows if {at.article_id for at in one.evidence} != {name}),
        shares=tuple(one for one in found.shares if one.evidence.article_id != name),
    )
    after = changed(found, Changes(articles=frozenset({name})))
    assert after == without
    assert all_dyads(after) == all_dyads(without)


@settings(max_examples=25)
@given(told_of_three_states(), st.permutations(["n1", "n2", "A", "e0"]))
def test_changes_one_after_the_other_are_all_of_them_at_once_in_any_order(found: Facts, order: list[str]) -> None:
    single = {
        "n1": Changes(articles=frozenset({"n1"})),
        "n2": Changes(articles=frozenset({"n2"})),
        "A": Changes(holders=frozenset({"A"})),
        "e0": Changes(events=frozenset({"e0"})),
    }
    after = found
    for key in order:
        after = changed(after, single[key])
    at_once = Changes(frozenset({"n1", "n2"}), frozenset({"e0"}), frozenset({"A"}))
    assert after == changed(found, at_once)


@settings(max_examples=40)
@given(told_of_three_states(), st.sets(st.sampled_from(["n1", "n2"])), st.booleans(), st.sampled_from(["", "e0", "e1"]))
def test_what_is_looked_at_again_is_all_that_differs(found: Facts, names: set[str], mute: bool, event: str) -> None:
    copied = {**found.articles, "n2": replace(found.articles["n2"], original="n1")}
    found = replace(found, articles=copied, flows=(*found.flows, flow("g", "C", "A", "troops", articles=("n3",))))
    after = changed(found, Changes(frozenset(names), frozenset({event}), frozenset({"A"} if mute else ())))
    assert sightings_beside(sightings_of_states(found), found, after) == sightings_of_states(after)


@settings(max_examples=40)
@given(told_of_three_states())
def test_the_last_month_alone_is_that_of_the_series_without_its_interval(found: Facts) -> None:
    sightings, words, last = sightings_of_states(found), words_of_states(found), last_month(found)
    whole = {pair: series[-1] for pair, series in dyads_among(sightings, words, last).items()}
    alone = {pair: month for pair, (month,) in months_among(sightings, words, last).items()}
    assert alone.keys() == {pair for pair, month in whole.items() if month.period == period_of(last)}
    for pair, month in alone.items():
        for field in fields(month):
            told, said = getattr(month, field.name), getattr(whole[pair], field.name)
            assert field.name in ("low", "high") or told == (pytest.approx(said) if isinstance(said, float) else said)


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
    outcome = outcome_of(triangle(), Changes(signs=frozenset({SetSign(pair_of("A", "C"), "+")})))
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
    stopped = outcome_of(triangle(), Changes(stops=frozenset({Stop("A", "B", "trade", date(2025, 1, 1))})))
    (tie,) = stopped.ties
    assert tie.before is not None
    assert (tie.before.low, tie.after) == (80, None)
    later = outcome_of(triangle(), Changes(stops=frozenset({Stop("A", "B", "trade", date(2026, 1, 1))})))
    assert later.ties == ()


def test_what_stops_is_no_lever_and_leaves_the_rest_with_what_stands_after_it() -> None:
    found = replace(triangle(), flows=(*triangle().flows, flow("g", "C", "B", "weapons", low=1, high=1)))
    outcome = outcome_of(found, Changes(stops=frozenset({Stop("A", "B", "weapons", date(2030, 1, 1))})))
    levers = {one.key: one for one in outcome.levers}
    stopped, left = levers["A", "B", "weapons"], levers["C", "B", "weapons"]
    assert stopped.before is not None
    assert stopped.after is None
    assert left.before is not None and left.after is not None
    assert (left.before.others, left.after.others) == (("A",), ())


def conditional(condition_in: str, consequence_in: str) -> tuple[Facts, Expectation]:
    """Return a triangle with a conditional in whose parts two of its statements stand."""
    found = triangle()
    places = {one.row_id: one.evidence for one in found.statements}
    one = Expectation(
        *("o", places[condition_in], "conditional", places[condition_in], (), places[consequence_in], ()),
        *(None, None, "open", (), 0.9),
    )
    return replace(found, expectations=(one,)), one


def test_a_condition_becomes_the_input_and_its_consequence_is_checked_by_what_others_tell() -> None:
    found, one = conditional("r3", "r1")
    inputs = condition_of(found, one).signs
    assert SetSign(("A", "C"), "-") in inputs
    (check,) = (check for check in checks_of(found, one, Changes(signs=inputs)) if check.pair == ("A", "B"))
    assert (check.expected, check.shown, check.verdict) == ("+", "+", "agrees")


def test_a_consequence_is_no_witness_of_itself_and_without_one_nothing_is_checked() -> None:
    found, one = conditional("r3", "r2")
    checks = checks_of(found, one, Changes(signs=condition_of(found, one).signs))
    assert {check.pair: check.verdict for check in checks}["B", "C"] == "silent"
    assert checks_of(found, replace(one, consequence=None), Changes()) == ()


def test_a_condition_without_states_cannot_be_put_in() -> None:
    found, one = conditional("r3", "r1")
    assert not condition_of(found, replace(one, condition=Evidence("n1", 9_000, 9_010)))


def test_a_state_that_loses_a_giver_has_other_parts_of_cooperation_and_names_the_rows() -> None:
    deeds = [
        deed("e1", "A", "AID", "B", "2025-03-01", ("n1",)),
        deed("e2", "C", "AID", "B", "2025-03-01", ("n2",)),
    ]
    found = facts(STATES, ARTICLES, deeds=deeds)
    outcome = outcome_of(found, Changes(events=frozenset({"e2"})))
    (from_a,) = (one for one in outcome.shares if one.key == ("B", "A"))
    assert from_a.before is not None
    assert (from_a.before.share, from_a.before.evidence, from_a.after) == (0.5, ("e1",), None)
    (row,) = outcome.fallen
    assert (row.table, row.row_id, row.cause, row.by) == ("events", "e2", Cause.EVENT, ("e2",))


def test_an_event_that_loses_one_of_two_reports_stays_and_the_report_falls_out() -> None:
    fallen = {row.table: row for row in fallen_rows(triangle(), Changes(articles=frozenset({"n1"})))}
    row = fallen["event_mentions"]
    assert (row.places[0].article_id, row.by) == ("n1", ("n1",))
    assert "events" not in fallen


def test_a_flow_that_a_condition_denies_is_a_stop() -> None:
    denied = flow("f", "A", "B", "oil", realis="neg")
    found = facts(STATES, ARTICLES, flows=[denied])
    (place,) = denied.evidence
    one = Expectation("o", place, "conditional", place, (), None, (), None, None, "open", (), 0.9)
    read = condition_of(found, one)
    assert read.signs == frozenset()
    assert {(stop.giver, stop.receiver, stop.good) for stop in read.stops} == {("A", "B", "oil")}
