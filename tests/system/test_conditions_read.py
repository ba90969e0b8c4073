"""Given a condition and what the reader marked in it, this is put in; what is not clear is refused with its reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from made_facts import article, deed, facts, flow, report, state, statement

from lagebild.system.changes import SetSign
from lagebild.system.condition_words import Doubt
from lagebild.system.conditionals import Condition, condition_of
from lagebild.system.facts import Evidence, Expectation, Facts, Named

NAMES = {"Norland": "N", "Sudland": "S", "Estia": "E"}


def expectation(text: str) -> Expectation:
    """Return a conditional whose condition are these words, with the made-up states that they name."""
    place = Evidence("n1", 100, 100 + len(text))
    names = sorted(
        Named(100 + text.index(name), 100 + text.index(name) + len(name), actor)
        for name, actor in NAMES.items()
        if name in text
    )
    one = Expectation("o", place, "conditional", place, (), None, (), None, None, "open", (), 0.9)
    return replace(one, text=text, text_start=100, names=tuple(names))


def marked(text: str, mark: str) -> Evidence:
    """Return where words stand in the article."""
    start = 100 + text.index(mark)
    return Evidence("n1", start, start + len(mark))


def with_event(text: str, mark: str, type_: str, *, realis: str = "hypo") -> tuple[Facts, Expectation]:
    """Return a case in which the reader marked an event of Norland and Sudland at these words of a condition."""
    told = replace(report("n1", "N", type_, "S", realis=realis), evidence=marked(text, mark))
    one = replace(expectation(text), condition_mentions=(told.mention_id,))
    return case(deeds=[deed("e", "N", type_, "S", None, reports=[told], realis=realis)]), one


def case(**rows: object) -> Facts:
    """Return a case of one article and three states with these rows."""
    return facts([state("N"), state("S"), state("E")], [article("n1", "2025-03-01")], **rows)  # type: ignore[arg-type]


def signs(condition: Condition) -> set[tuple[tuple[str, str], str]]:
    """Return the signs that a condition puts in."""
    return {(one.pair, one.sign) for one in condition.signs}


@pytest.mark.parametrize(
    ("text", "mark", "type_", "sign"),
    [
        ("If Norland meets Sudland for talks", "talks", "CONSULT", "+"),
        ("If Norland pulls out of the talks with Sudland", "talks", "CONSULT", "-"),
        ("Zieht Norland sich aus den Gesprächen mit Sudland zurück", "Gesprächen", "CONSULT", "-"),
        ("If Norland lifts its embargo on Sudland", "embargo", "SANCTION", "+"),
        ("If Norland withdraws from its treaty with Sudland", "withdraws", "RETREAT", "-"),
        ("If Norland withdraws its troops from Sudland", "withdraws", "RETREAT", "+"),
        ("Sollte Norland Sudland überfallen", "überfallen", "ASSAULT", "-"),
    ],
)
def test_an_event_of_a_condition_is_put_in_as_it_is_or_turned_round(
    text: str, mark: str, type_: str, sign: str
) -> None:
    assert signs(condition_of(*with_event(text, mark, type_))) == {(("N", "S"), sign)}


@pytest.mark.parametrize(
    ("text", "mark", "type_", "doubt"),
    [
        ("If Norland postpones its talks with Sudland", "talks", "CONSULT", Doubt.UNSURE),
        ("If Norland refuses to attack Sudland", "attack", "ASSAULT", Doubt.UNSURE),
        ("If Norland withdraws from Sudland", "withdraws", "RETREAT", Doubt.UNSURE),
        ("Unless Norland signs the treaty with Sudland", "signs", "AGREE", Doubt.NOT_HAPPENING),
    ],
)
def test_what_is_not_clear_is_refused_with_its_reason(text: str, mark: str, type_: str, doubt: Doubt) -> None:
    read = condition_of(*with_event(text, mark, type_))
    assert not read
    assert [one.doubt for one in read.unclear] == [doubt]


def test_it_is_said_where_the_condition_does_not_name_who_is_meant() -> None:
    assert not condition_of(*with_event("If Norland meets Sudland for talks", "talks", "CONSULT")).elsewhere
    assert condition_of(*with_event("If Norland comes to the talks", "talks", "CONSULT")).elsewhere


def test_what_does_not_happen_is_no_sign() -> None:
    read = condition_of(*with_event("If Norland holds no talks with Sudland", "talks", "CONSULT", realis="neg"))
    assert (signs(read), [one.doubt for one in read.unclear]) == (set(), [Doubt.NOT_HAPPENING])


def test_a_relation_that_ends_is_turned_round_and_one_that_moves_is_not() -> None:
    text = "If Norland abandons its alliance with Sudland"
    told = replace(statement("r", "N", "S", 2), evidence=marked(text, "alliance with Sudland"))
    assert signs(condition_of(case(statements=[told]), expectation(text))) == {(("N", "S"), "-")}
    text = "If ties of Norland and Sudland break down"
    told = replace(statement("r", "N", "S", 1, change="down"), evidence=marked(text, "ties of Norland"))
    assert signs(condition_of(case(statements=[told]), expectation(text))) == {(("N", "S"), "-")}


@pytest.mark.parametrize("realis", ["hypo", "neg"])
def test_a_flow_that_a_word_ends_is_a_stop_of_the_day_of_the_article(realis: str) -> None:
    text = "If Norland stops its coal deliveries to Sudland"
    told = replace(flow("f", "N", "S", "coal", realis=realis), evidence=(marked(text, "coal deliveries"),))
    read = condition_of(case(flows=[told]), expectation(text))
    assert [(one.giver, one.receiver, one.good, one.since) for one in read.stops] == [
        ("N", "S", "coal", date(2025, 3, 1))
    ]
    assert not read.signs


def test_a_flow_that_may_go_on_all_the_same_is_refused() -> None:
    text = "If Norland delays its coal deliveries to Sudland"
    told = replace(flow("f", "N", "S", "coal", realis="hypo"), evidence=(marked(text, "coal deliveries"),))
    read = condition_of(case(flows=[told]), expectation(text))
    assert (bool(read), [one.doubt for one in read.unclear]) == (False, [Doubt.UNSURE])


def test_words_alone_are_put_in_where_nothing_is_marked_and_two_states_are_named() -> None:
    assert condition_of(case(), expectation("If relations of Norland with Sudland worsen")).signs == {
        SetSign(("N", "S"), "-")
    }
    three = condition_of(case(), expectation("If relations of Norland with Sudland and Estia worsen"))
    assert (bool(three), three.states) == (False, ("N", "S", "E"))
    assert condition_of(case(), expectation("If Norland goes on like this")).states == ("N",)
    unless = condition_of(case(), expectation("Unless relations of Norland with Sudland improve"))
    assert (bool(unless), [one.doubt for one in unless.unclear]) == (False, [Doubt.UNSURE])


def test_a_condition_of_half_a_page_is_refused_and_takes_no_time() -> None:
    text = "If relations of Norland with Sudland worsen" + ", and Estia, and Estia" * 40_000
    one = expectation(text)
    read = condition_of(case(), replace(one, names=one.names * 10_000))
    assert (bool(read), [told.doubt for told in read.unclear]) == (False, [Doubt.UNSURE])
