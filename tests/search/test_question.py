"""What is typed into the search box, and what is looked for."""

from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.search.question import MOST_TERMS, Clause, Kind, Term, question_of


def word(one: str) -> Term:
    return Term(Kind.WORD, (one,))


def may(*words: str) -> Clause:
    return Clause(tuple(map(word, words)), required=False)


def must(*words: str) -> Clause:
    return Clause(tuple(map(word, words)), required=True)


def test_plain_words_may_occur():
    question = question_of("Panzer für Kyjiw")
    assert question.clauses == (may("Panzer"), may("für"), may("Kyjiw"))
    assert not question.strict


def test_words_in_any_quotes_have_to_occur_one_after_the_other():
    for typed in ('"schwere Waffen"', "„schwere Waffen“", "«schwere Waffen»", "“schwere Waffen”", '"schwere Waffen'):
        assert question_of(typed).clauses == (Clause((Term(Kind.PHRASE, ("schwere", "Waffen")),), required=True),)


def test_a_minus_and_not_take_out():
    for typed in ("Gas -Öl", "Gas −Öl", "Gas NOT Öl", "Gas NICHT Öl"):
        question = question_of(typed)
        assert (question.clauses, question.excluded) == ((may("Gas"),), (word("Öl"),))


def test_a_minus_inside_a_word_is_no_sign():
    assert question_of("Kim Jong-un").clauses == (may("Kim"), Clause((Term(Kind.WORD, ("Jong", "un")),), False))


def test_and_wants_both_and_or_one_in_german_too():
    assert question_of("Oslo AND Wien").clauses == question_of("Oslo UND Wien").clauses == (must("Oslo"), must("Wien"))
    assert question_of("Oslo OR Wien").clauses == question_of("Oslo ODER Wien").clauses == (must("Oslo", "Wien"),)


def test_or_binds_tighter_than_and():
    assert question_of("Boote AND Oslo OR Wien").clauses == (must("Boote"), must("Oslo", "Wien"))


def test_small_and_is_a_word():
    assert question_of("oil and gas").clauses == (may("oil"), may("and"), may("gas"))


def test_a_star_stands_for_what_follows_but_not_for_everything():
    assert question_of("Sanktion*").clauses[0].terms[0] == Term(Kind.BEGINNING, ("Sanktion",))
    assert question_of("S*").clauses[0].terms[0] == word("S")


def test_what_is_left_out_does_not_colour_the_meaning():
    assert question_of("talks -gas").text == "talks"
    assert question_of("Who met whom?").text == "Who met whom?"


def test_signs_alone_ask_for_nothing():
    for typed in ("", "  ", '"', '""', "- + *", "AND OR NOT", "((((", "\x00\ud800", "🚀"):
        question = question_of(typed)
        assert (question.clauses, question.excluded) == ((), ())


@settings(max_examples=50)
@given(
    st.text(max_size=80) | st.lists(st.sampled_from(['"', "-", "+", "AND", "OR", "NOT", "a", "b*", " "])).map(" ".join)
)
def test_every_text_has_a_reading(typed: str):
    question = question_of(typed)
    assert sum(len(clause.terms) for clause in question.clauses) + len(question.excluded) <= MOST_TERMS
    assert all(term.words for clause in question.clauses for term in clause.terms)
