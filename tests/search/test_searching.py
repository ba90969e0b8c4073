"""Given these articles and these words, these sentences."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.search.search import Limits, Way, search
from told_article import TEXT, case_with, reading_by_hand

BOATS = ("Norwegen schickt vierzig Boote nach Finnland.", "Die Besatzungen wurden am Hafen begrüßt.")
GRAIN = ("Norway will ship wheat to three ports.", "Deliveries of fuel were stopped by the harbour police.")


def told(case, words, **options):
    return [one.sentence for one in search(case, words, way=Way.WORDS, **options).answers]


@pytest.fixture(scope="module")
def case(merged_case, article):
    return merged_case(
        article("https://a.example/1", BOATS, "de", title="Neue Flotte", outlet="Seeblatt", published=date(2025, 3, 1)),
        article("https://b.example/2", GRAIN, "en", outlet="The Grain", published=date(2025, 5, 1)),
    )


def test_a_word_finds_its_other_forms_in_its_language(case):
    assert told(case, "Besatzung") == [BOATS[1]]
    assert told(case, "delivery") == [GRAIN[1]]


def test_umlauts_and_capitals_do_not_matter(case):
    assert told(case, "BEGRUSST") == told(case, "begrüßt") == [BOATS[1]]


def test_a_state_is_found_by_its_name_in_either_language(case):
    assert set(told(case, "Norwegen")) == set(told(case, "Norway")) == {BOATS[0], GRAIN[0]}


def test_a_phrase_wants_its_words_as_they_stand(case):
    assert told(case, '"vierzig Boote"') == [BOATS[0]]
    assert told(case, '"Boote vierzig"') == []


def test_minus_or_and_star(case):
    assert told(case, "Norwegen -Boote") == [GRAIN[0]]
    assert set(told(case, "wheat OR Besatzungen")) == {BOATS[1], GRAIN[0]}
    assert told(case, "Norwegen AND Finnland") == [BOATS[0]]
    assert told(case, "harb*") == [GRAIN[1]]


def test_more_of_the_words_come_first(case):
    assert told(case, "fuel wheat ports")[0] == GRAIN[0]


def test_stop_words_find_nothing_beside_others_but_something_alone(case):
    assert told(case, "wheat of the") == [GRAIN[0]]
    assert told(case, "will") == [GRAIN[0]]


def test_a_title_helps_but_does_not_answer(case):
    assert told(case, "Flotte") == []


def test_limits_of_articles_and_actors(case):
    words = "Norwegen Finnland"
    assert told(case, words, limits=Limits(langs=("en",))) == [GRAIN[0]]
    assert told(case, words, limits=Limits(outlets=("Seeblatt",))) == [BOATS[0]]
    assert told(case, words, limits=Limits(since=date(2025, 4, 1))) == [GRAIN[0]]
    assert told(case, words, limits=Limits(until=date(2025, 4, 1))) == [BOATS[0]]
    finland = case.sql("SELECT actor_id FROM actors WHERE country = 'FIN'").fetchall()[0]
    assert told(case, words, limits=Limits(actors=finland)) == [BOATS[0]]
    assert told(case, words, limits=Limits(actors=("nobody",))) == []


def test_an_answer_points_to_its_words_in_the_article(case):
    (answer,) = search(case, "Besatzung Hafen", way=Way.WORDS).answers
    ((text,),) = case.sql("SELECT text FROM articles WHERE article_id = ?", [answer.article_id]).fetchall()
    assert text[answer.start : answer.end] == answer.sentence
    assert [text[start:end] for start, end in answer.matches] == ["Besatzungen", "Hafen"]
    assert (answer.outlet, answer.published, answer.title) == ("Seeblatt", date(2025, 3, 1), "Neue Flotte")


def test_a_foreign_name_is_marked_where_its_actor_stands(case):
    (answer,) = search(case, "Norway", limits=Limits(langs=("de",)), way=Way.WORDS).answers
    assert [answer.sentence[a - answer.start : b - answer.start] for a, b in answer.matches] == ["Norwegen"]


def test_the_rows_of_a_sentence_come_with_it(tmp_path):
    case = case_with(tmp_path / "told.case", reading_by_hand())
    answer = search(case, '"Boote geliefert"', way=Way.WORDS, lang="de").answers[0]
    assert [(row.table, row.wording) for row in answer.rows] == [
        ("event_mentions", "Norwegen → Finnland: Hilfe, geschehen"),
        ("quantities", "40 Boote"),
    ]
    event = answer.rows[0]
    assert TEXT[event.start : event.end] == "geliefert"
    assert case.sql("SELECT event_id FROM events WHERE event_id = ?", [event.event_id]).fetchall()
    assert case.sql("SELECT text FROM event_mentions WHERE row_id = ?", [event.row_id]).fetchall() == [("geliefert",)]


def test_copies_of_an_article_are_one_answer(merged_case, article):
    body = [*BOATS, *(f"Der {n}. Hafen meldete {n + 7} Schiffe und ruhige See vor der Küste." for n in range(12))]
    case = merged_case(
        article("https://a.example/1", body, published=date(2025, 3, 1)),
        article("https://b.example/2", body, published=date(2025, 3, 2)),
    )
    (answer,) = search(case, "Besatzungen", way=Way.WORDS).answers
    assert len(answer.copies) == 1
    original, _ = case.sql("SELECT article_id FROM articles_current ORDER BY duplicate_of NULLS FIRST").fetchall()
    assert answer.article_id == original[0]


def test_answers_come_in_pages(made_case, article):
    case = made_case(article("https://a.example/1", [f"Boot {n} kam an." for n in range(9)]))
    first = search(case, "Boot", way=Way.WORDS, limit=5)
    second = search(case, "Boot", way=Way.WORDS, limit=5, offset=5)
    assert (len(first.answers), first.more, len(second.answers), second.more) == (5, True, 4, False)
    assert len({one.sentence for one in (*first.answers, *second.answers)}) == 9


def test_an_empty_case_answers_nothing(made_case):
    assert search(made_case(), "anything").answers == ()


@settings(max_examples=30)
@given(
    st.text(max_size=40)
    | st.lists(
        st.sampled_from(['"', "-Boote", "AND", "OR", "Bo*", "+", "Hafen", "title:x", "[a TO b]", "^", "\\"])
    ).map(" ".join)
)
def test_junk_is_no_error(case, typed):
    found = search(case, typed, way=Way.WORDS)
    assert all(one.sentence in (*BOATS, *GRAIN) for one in found.answers)
