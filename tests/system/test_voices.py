"""Given quotations, expectations and statements, these voices."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from made_facts import article, deed, facts, loner, report, state, statement

from lagebild.system.facts import Evidence, Expectation, Facts, Saying
from lagebild.system.voices import agreements_of, expected_of, voices_of

ACTORS = [state("A"), state("B"), loner("kim"), loner("lee")]


def saying(key: str, speaker: str | None, article_id: str = "n1", modality: str = "asserted") -> Saying:
    return Saying(
        key, Evidence(article_id, 10, 20), "direct", speaker, None if speaker else "ein Sprecher", modality, 0.9
    )


def expectation(key: str, holder: str, status: str, article_id: str = "n1") -> Expectation:
    place = Evidence(article_id, 30, 40)
    return Expectation(key, place, "forecast", None, (), place, (), holder, None, status, (), 0.9)


def told(sayings: list[Saying], expectations: tuple[Expectation, ...] = ()) -> Facts:
    articles = [article("n1"), article("n2"), article("n3", copy_of="n1")]
    made = facts(ACTORS, articles, deeds=[deed("e", "A", "AID", "B", "2025-03-01", ("n1",))])
    return replace(made, sayings=tuple(sayings), expectations=expectations)


def test_who_is_quoted_in_most_articles_comes_first_with_how_sure_it_speaks() -> None:
    found = voices_of(
        told([saying("q1", "kim"), saying("q2", "kim", "n2", "hedged"), saying("q3", "lee"), saying("q4", "lee")])
    )
    assert [(one.speaker, one.n_quotations, one.n_articles) for one in found] == [("kim", 2, 2), ("lee", 2, 1)]
    assert found[0].modalities == {"asserted": 1, "hedged": 1}


def test_a_copy_is_no_further_voice() -> None:
    (kim,) = voices_of(told([saying("q1", "kim"), saying("q2", "kim", "n3")], (expectation("o", "kim", "open", "n3"),)))
    assert (kim.n_quotations, kim.expectations) == (1, ())


def test_somebody_without_a_name_is_a_voice_by_the_words() -> None:
    (one,) = voices_of(told([saying("q1", None)]))
    assert (one.speaker, one.called) == (None, "ein Sprecher")


def test_expectations_are_counted_by_what_became_of_them() -> None:
    (kim,) = voices_of(told([], (expectation("o1", "kim", "open"), expectation("o2", "kim", "borne_out"))))
    assert (kim.n_quotations, kim.statuses) == (0, {"open": 1, "borne_out": 1})


def test_what_a_quotation_tells_is_what_its_speaker_speaks_of() -> None:
    made = told([saying("q1", "kim")])
    helped = replace(report("n1", "A", "AID", "B", "2025-03-01", holder="kim"), quotation_id="q1")
    inside = replace(statement("r", "A", "B", 2), evidence=Evidence("n1", 12, 18))
    outside = replace(statement("s", "A", "B", 2), evidence=Evidence("n1", 22, 28))
    (kim,) = voices_of(
        replace(made, deeds=(deed("e", "A", "AID", "B", None, reports=[helped]),), statements=(inside, outside))
    )
    assert (kim.topics, kim.deeds, kim.relations) == (("A", "B"), ("AID",), (("A", "B"),))


def test_a_record_is_thin_until_three_expectations_have_come_to_something() -> None:
    held = [expectation(f"o{at}", "kim", "borne_out" if at else "overtaken") for at in range(3)]
    (kim,) = voices_of(told([], tuple(held)))
    assert (kim.n_decided, kim.is_record_thin) == (3, False)
    (kim,) = voices_of(told([], tuple(held[:2])))
    assert (kim.n_decided, kim.is_record_thin) == (2, True)


def test_expectations_are_those_of_the_newest_article_first_with_what_followed() -> None:
    made = told(
        [], (expectation("o1", "kim", "open"), replace(expectation("o2", "kim", "borne_out", "n2"), follow_up=("e",)))
    )
    later = replace(made, articles={**made.articles, "n2": article("n2", "2025-06-01")})
    first, second = expected_of(later)
    assert [deed.event_id for deed in first.follow_up] == ["e"]
    assert (first.expectation.row_id, first.latest, second.follow_up) == ("o2", date(2025, 6, 1), ())


def test_what_is_likelier_misread_than_right_is_no_agreement() -> None:
    assert agreements_of(facts(ACTORS, statements=[replace(statement("r", "A", "B", 2), confidence=0.44)])) == ()


def test_the_order_of_quotations_does_not_matter() -> None:
    said = [saying("q1", "kim"), saying("q2", "lee", "n2")]
    assert voices_of(told(said)) == voices_of(told(said[::-1]))


def test_holders_who_call_a_relation_alike_agree_and_one_alone_says_nothing_of_agreement() -> None:
    said = [
        replace(statement(f"r{at}", "A", "B", value), holder=who)
        for at, (value, who) in enumerate([(2, "kim"), (1, "lee")])
    ]
    (both,) = agreements_of(facts(ACTORS, statements=said))
    assert (both.verdict, both.friendly, both.hostile) == ("agree", ("kim", "lee"), ())
    (one,) = agreements_of(facts(ACTORS, statements=said[:1]))
    assert one.verdict is None
    apart = [said[0], replace(said[1], value=-1)]
    (two,) = agreements_of(facts(ACTORS, statements=apart))
    assert (two.verdict, two.friendly, two.hostile) == ("disagree", ("kim",), ("lee",))


def test_a_holder_who_changes_its_mind_does_not_disagree_with_itself() -> None:
    said = [replace(statement(f"r{value}", "A", "B", value), holder="kim") for value in (1, -1)]
    (one,) = agreements_of(facts(ACTORS, statements=said))
    assert (one.verdict, one.friendly, one.hostile) == (None, ("kim",), ("kim",))
