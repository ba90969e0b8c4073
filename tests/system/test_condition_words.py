"""Given a condition and a mark in it, this word turns it round, or it is not clear; and what words alone say."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.system.condition_words import Clauses, Doubt, Name, Turn, Unclear

NAMES = ("Norland", "Sudland", "Estia")


def clauses(text: str) -> Clauses:
    """Return the clauses of a text in which some made-up states are named."""
    named = [Name(text.index(one), text.index(one) + len(one), one) for one in NAMES if one in text]
    return Clauses(text, named)


def bearing(text: str, mark: str, *, denied: bool = False) -> Turn | Doubt | None:
    """Return what becomes of a mark: the kind of word that turns it, or why that is not clear."""
    start = text.index(mark)
    span = start, start + len(mark)
    found = clauses(text).bearing(span, [span], denied=denied)
    if isinstance(found, Unclear):
        return found.doubt
    return None if found is None else found.turn


@pytest.mark.parametrize(
    ("text", "mark", "turn"),
    [
        ("If Norland pulls out of the harbour talks with Sudland", "talks", Turn.LEAVES),
        ("if Norland and Sudland suspend their talks", "talks", Turn.ENDS),
        ("if the talks between Norland and Sudland collapse", "talks", Turn.LEAVES),
        ("Should Norland stop helping Sudland", "helping", Turn.ENDS),
        ("If Norland lifts its sanctions on Sudland", "sanctions", Turn.LIFTS),
        ("the suspension of aid for Sudland", "aid", Turn.ENDS),
        ("wenn Norland seine Gespräche mit Sudland abbricht", "Gespräche", Turn.ENDS),
        ("Bricht Norland die Gespräche mit Sudland ab", "Gespräche", Turn.ENDS),
        ("Tritt Norland im Herbst aus dem Abkommen mit Sudland aus", "Abkommen", Turn.LEAVES),
        ("wenn Norland aufhört, Sudland zu unterstützen", "unterstützen", Turn.ENDS),
        ("Hebt Norland die Zölle gegen Sudland auf", "Zölle", Turn.LIFTS),
        ("Das Ende der Hilfe für Sudland", "Hilfe", Turn.ENDS),
        ("Sollte Norland sich weigern, mit Sudland zu sprechen", "sprechen", Turn.LEAVES),
    ],
)
def test_a_word_turns_what_it_governs(text: str, mark: str, turn: Turn) -> None:
    assert bearing(text, mark) is turn


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("If Norland and Sudland resume their talks", "talks"),
        ("Sollte Norland mit Sudland ein Abkommen schließen", "Abkommen"),
        ("Setzt Norland auf Gespräche mit Sudland", "Gespräche"),
        ("Sollte Norland Ende des Monats das Abkommen mit Sudland unterzeichnen", "unterzeichnen"),
        ("wenn Norland bis Ende Mai die Gespräche mit Sudland aufnimmt", "Gespräche"),
        ("If Norland signs the treaty with Sudland by the end of May", "signs"),
    ],
)
def test_without_such_a_word_a_mark_is_what_it_is(text: str, mark: str) -> None:
    assert bearing(text, mark) is None


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("Should Norland end the war after talks with Sudland", "talks"),
        ("If Norland leaves the union and holds talks with Sudland", "talks"),
        ("If Norland cuts aid to Sudland", "aid"),
        ("wenn Norland sich nicht aus den Gesprächen zurückzieht", "Gesprächen"),
        ("If Norland refuses to end the talks with Sudland", "talks"),
        ("wenn Norland den Gipfel mit Sudland verschiebt", "Gipfel"),
    ],
)
def test_where_a_word_may_be_about_something_else_or_two_stand_there_it_is_not_clear(text: str, mark: str) -> None:
    assert bearing(text, mark) is Doubt.UNSURE


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("Unless Norland and Sudland sign a treaty", "sign"),
        ("wenn Norland das Abkommen mit Sudland nicht unterschreibt", "unterschreibt"),
        ("Ohne ein Abkommen zwischen Norland und Sudland", "Abkommen"),
    ],
)
def test_what_does_not_happen_is_said_so(text: str, mark: str) -> None:
    assert bearing(text, mark) is Doubt.NOT_HAPPENING


def test_what_the_reader_denies_does_not_happen_unless_a_word_ends_it() -> None:
    assert bearing("if Norland and Sudland hold talks", "talks", denied=True) is Doubt.NOT_HAPPENING
    assert bearing("if Norland cancels the talks", "talks", denied=True) is Turn.ENDS


@pytest.mark.parametrize(
    ("text", "moves"),
    [
        ("If relations between Norland and Sudland sour", "-"),
        ("If the alliance of Norland and Sudland breaks", "-"),
        ("If Norland breaks with Sudland", "-"),
        ("If Norland supports neighbouring Sudland with engineers", "+"),
        ("Sollte sich das Verhältnis zwischen Norland und Sudland verschlechtern", "-"),
        ("wenn Norland und Sudland sich annähern", "+"),
        ("Wenn Norland Sudland angreift", "-"),
        ("Sollte Norland Sudland beim Bau oder Umbau seiner Häfen unterstützen", "+"),
        ("If Norland supports the miners in Sudland", None),
        ("If Norland and Sudland attack", None),
        ("If Norland stops its drive for better ties with Sudland", None),
        ("wenn die Preise in Norland und Sudland sich verbessern", None),
        ("If Norland supports the strike against Sudland", None),
    ],
)
def test_words_alone_say_how_two_states_move(text: str, moves: str | None) -> None:
    assert clauses(text).moves() == moves


def test_what_a_withdrawal_is_from_is_friendly_or_hostile() -> None:
    def objects(text: str, mark: str) -> frozenset[str]:
        start = text.index(mark)
        return clauses(text).objects((start, start + len(mark)))

    assert objects("If Norland withdraws from the treaty", "withdraws") == {"+"}
    assert objects("wenn Norland seine Truppen abzieht", "abzieht") == {"-"}
    assert objects("if Norland withdraws", "withdraws") == frozenset()


@settings(max_examples=50)
@given(st.text(alphabet="ab ,.und stops nicht zieht zurück", max_size=80))
def test_any_text_has_clauses_that_lie_in_it(text: str) -> None:
    found = Clauses(text, [])
    for one in found.turnings:
        assert all(0 <= start < end <= len(text) for start, end in one.parts)
    assert all(start <= at < end for at in range(len(text)) for start, end in [found.clause_of(at)] if end > at)
