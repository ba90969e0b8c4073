"""Given a text, this is its language, or None where nobody could tell."""

import sys
from concurrent.futures import ThreadPoolExecutor
from subprocess import check_output

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.articles.language import language_of

GERMAN = (
    "Die Regierung in Pjöngjang hat am Mittwoch neue Gespräche mit dem Nachbarland angekündigt, sagte ein Sprecher."
)
ENGLISH = "The government in Pyongyang announced new talks with its neighbour on Wednesday, a spokesman told reporters."


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        (GERMAN, "de"),
        (ENGLISH, "en"),
        (
            "Le gouvernement a annoncé mercredi de nouvelles discussions avec le pays voisin, selon un porte-parole.",
            "fr",
        ),
        ("Правительство объявило в среду о новых переговорах с соседней страной, сообщил представитель.", "ru"),
        ("外交部发言人星期三在北京表示，两国将举行新的会谈。", "zh"),
        ("Außenminister reist am Freitag nach Peking", "de"),
    ],
)
def test_the_language_of_a_text(text, lang):
    assert language_of(text) == lang


@pytest.mark.parametrize(
    "text", ["", "  \n ", "Kim", "Kim trifft Putin", "12.10.2024 – 18:30", "?!… „“", "a b c d e f g h"]
)
def test_too_little_to_tell(text):
    assert language_of(text) is None


def test_short_foreign_lines_around_the_article_do_not_decide():
    furniture = "Sign in\nShare this page\nRead more news\n"
    assert language_of(furniture * 30 + GERMAN * 3 + "\n" + furniture * 30) == "de"


def test_a_long_text_costs_no_more_than_a_sample():
    assert language_of((GERMAN + "\n") * 20_000) == "de"
    assert language_of(GERMAN * 20_000) == "de"


def test_threads_agree():
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(language_of, [ENGLISH] * 64)) == {"en"}


def test_importing_loads_no_model():
    code = "import sys, lagebild.articles.language; print('py3langid' in sys.modules, 'numpy' in sys.modules)"
    assert check_output([sys.executable, "-c", code], text=True).split() == ["False", "False"]


@settings(max_examples=100)
@given(st.text(max_size=400))
def test_any_text_gets_two_letters_or_none(text):
    lang = language_of(text)
    assert lang is None or (len(lang) == 2 and lang.isalpha())
    assert lang == language_of(text)
