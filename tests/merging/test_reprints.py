"""Given an undated copy of an article, it is dated by its original."""

from datetime import date

from lagebild.merging.dating import DatedText, Dating, Sentence, dated_as_copies

TEXT = "In Genf haben am Montag Gespräche begonnen."
DAY = date(2024, 5, 6)


def article(name: str, published: date | None = None) -> DatedText:
    return DatedText(name, TEXT, "de", None, published, (Sentence(0, len(TEXT)),), (), ())


def days_of(copies: dict[str, str], articles: list[DatedText], datings: list[Dating]) -> list[tuple[object, ...]]:
    by_id = {one.article_id: one for one in articles}
    found = dated_as_copies(by_id, copies, datings)
    return [(d.article_id, d.published, d.earliest, d.latest, d.basis) for d in found]


def test_a_copy_of_a_dated_article_appeared_within_days_of_it() -> None:
    assert days_of({"b": "a"}, [article("a", DAY), article("b")], []) == [
        ("b", None, DAY, date(2024, 5, 9), "inferred")
    ]


def test_a_copy_of_an_article_dated_by_others_has_its_day_less_surely_and_the_first_sentence_as_evidence() -> None:
    told = Dating("a", DAY, DAY, DAY, "inferred", 0.8, ())
    (copy,) = dated_as_copies({"a": article("a"), "b": article("b")}, {"b": "a"}, [told])
    assert (copy.published, copy.earliest, copy.latest) == (DAY, DAY, DAY)
    assert copy.confidence < told.confidence
    (step,) = copy.steps
    assert (step.rule, step.start, step.end, step.other_article_id) == ("same_text", 0, len(TEXT), "a")


def test_a_copy_that_states_its_date_keeps_it_and_one_of_an_article_without_any_day_has_none() -> None:
    assert days_of({"b": "a"}, [article("a", DAY), article("b", date(2024, 5, 8))], []) == []
    assert days_of({"b": "a"}, [article("a"), article("b")], []) == []
