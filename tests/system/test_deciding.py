"""Given deeds and words, these decide a sign; given reports of one event, these are its sides."""

from __future__ import annotations

from made_facts import article, deed, facts, loner, report, state, statement

from lagebild.system.agreed_sides import agreed_sides
from lagebild.system.facts import Facts
from lagebild.system.state_system import state_system_of

PAIR = ("A", "B")
ARTICLES = ("n1", "n2", "n3")
PEOPLE = [state("A"), state("B"), state("C"), state("kim", "A", acts_for="A"), state("lee", "B", acts_for="B")]


def deciding(made: Facts) -> list[str]:
    system = state_system_of(made)
    (found,) = system.deciders([(PAIR, system.dyads[PAIR][-1])], 9)
    return [one.row_id for one in found]


def test_deeds_that_speak_for_the_sign_come_first_the_surest_first_and_others_not_at_all() -> None:
    made = facts(
        "AB",
        ARTICLES,
        deeds=[
            deed("sure", "A", "AID", "B", "2025-03-02", ARTICLES, confidence=0.9),
            deed("unsure", "A", "AID", "B", "2025-03-02", ARTICLES[:1], confidence=0.6),
            deed("against", "A", "THREATEN", "B", "2025-03-02", ARTICLES[:1]),
        ],
        statements=[statement("good", "A", "B", 1), statement("bad", "A", "B", -2, confidence=0.4)],
    )
    assert deciding(made) == ["sure", "good", "unsure"]


def test_where_words_decide_they_come_first_and_fresh_ones_before_old_ones() -> None:
    made = facts(
        "AB",
        [article("n1", "2025-03-10"), article("n2", "2025-06-10")],
        deeds=[deed("e", "A", "AID", "B", "2025-03-02", ("n1",))],
        statements=[
            statement("old", "A", "B", 1, "2025-03-10", "n1", confidence=0.8),
            statement("new", "A", "B", 1, "2025-06-10", "n2", confidence=0.8),
        ],
    )
    assert deciding(made) == ["new", "e", "old"]


def test_the_sides_of_an_event_are_those_that_most_articles_name_together() -> None:
    reports = [
        report("n1", ("kim", "lee"), "CONSULT", when="2025-03-02"),
        report("n2", ("kim", "lee", "C"), "CONSULT", when="2025-03-02"),
        report("n3", ("kim",), "CONSULT", "C", when="2025-03-02", confidence=0.5),
    ]
    event = deed("e", ("kim", "lee"), "CONSULT", "C", "2025-03-02", reports=reports)
    found = agreed_sides(event, facts(PEOPLE, ARTICLES))
    assert found is not None
    assert (found.sources, found.targets, found.n_articles) == (("kim", "lee"), (), 2)
    assert [one.evidence.article_id for one in found.reports] == ["n1", "n2"]


def test_a_copy_is_no_further_article_and_the_surest_of_equals_stands() -> None:
    reports = [
        report("n1", "A", "AID", "B", when="2025-03-02", confidence=0.6),
        report("n2", "A", "AID", "B", when="2025-03-02", confidence=0.6),
        report("n3", "A", "AID", "C", when="2025-03-02", confidence=0.9),
    ]
    event = deed("e", "A", "AID", ("B", "C"), "2025-03-02", reports=reports)
    articles = [article("n1"), article("n2", copy_of="n1"), article("n3")]
    found = agreed_sides(event, facts("ABC", articles))
    assert found is not None
    assert (found.targets, found.n_articles) == (("C",), 1)


def test_an_event_of_one_side_alone_has_no_sides() -> None:
    one_side = deed("e", ("A", "kim"), "CONSULT", (), "2025-03-02")
    assert agreed_sides(one_side, facts(PEOPLE)) is None
    assert agreed_sides(deed("f", "A", "AID", (), "2025-03-02"), facts([loner("x"), state("A")])) is None
