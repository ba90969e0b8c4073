"""Given an article, what cannot be a name in it."""

import pytest

from lagebild.reading.model.decoding.unnamed import Unnamed


@pytest.mark.parametrize("words", ["Das", "Das", "The", "Diese", "ResortOman", "Zweiten KongressBild", "omanischen"])
def test_function_words_and_words_run_together_are_no_names(words: str) -> None:
    assert words in Unnamed("Oman lud zum Kongress. Das Bild zeigt Fotos.", [])


@pytest.mark.parametrize(
    "words", ["Oman", "WHO", "IT", "Die Linke", "YouTube", "McIntyre", "Sea of Oman", "9/11", "T-72"]
)
def test_names_are_names(words: str) -> None:
    assert words not in Unnamed("Oman lud zum Kongress. It is.", [])


def test_a_function_word_that_is_a_surname_is_a_name() -> None:
    assert "He" in Unnamed("He said no.", ["He", "Oman"])
    assert "He" not in Unnamed("Vice Premier He Lanying came. He said no.", ["He", "He Lanying"])
