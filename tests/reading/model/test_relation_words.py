"""What the words of a relation say of it counts more than what the model makes of them."""

from __future__ import annotations

import pytest

from lagebild.reading.model.decoding.relation_words import change_told, value_told


@pytest.mark.parametrize(
    ("words", "read", "told"),
    [
        ("zum Hauptfeind erklärt", 2, -2),
        ("die verfeindeten Nachbarn", 1, -2),
        ("old enemies", 2, -2),
        ("Rivalen im Kaukasus", 1, -1),
        ("unzufrieden mit Minsk", 2, -1),
        ("relations are at their lowest point in decades", 1, -2),
        ("Ties between Oman and Chad remain close", -1, 2),
        ("Oman bleibt Chads wichtigster Handelspartner", 0, 2),
        ("The two capitals have mended fences", 1, 1),
        ("enge Freunde", 2, 1),
        ("sei aufgrund der Annäherung von Bern und Oslo „schwierig geworden“", 1, -1),
        ("ist mit ihrer Schutzmacht unzufrieden", 2, -1),
        ("their friendly neighbour", -1, 1),
    ],
)
def test_the_words_of_a_relation_say_its_value(words: str, read: int, told: int) -> None:
    assert value_told(words, read) == told


@pytest.mark.parametrize(
    "words",
    [
        "They are no longer friends",
        "Von Freundschaft kann keine Rede sein",
        "the former allies",
        "The rival powers are also partners",
        "das Bündnis besteht nur auf dem Papier",
        "Streitkräfte beider Länder",
        "the tenth meeting of the two",
    ],
)
@pytest.mark.parametrize("read", [-2, 0, 1])
def test_words_that_are_turned_or_disagree_or_say_nothing_decide_nothing(words: str, read: int) -> None:
    assert value_told(words, read) == read


@pytest.mark.parametrize(
    ("words", "read", "told"),
    [
        ("Das Verhältnis hat sich verschlechtert", None, "down"),
        ("relations have thawed", "down", "up"),
        ("Relations have never improved", "down", "down"),
        ("Das Verhältnis könnte sich verbessern", None, None),
        ("the warming of ties soured again", "down", "down"),
        ("enge Partner", None, None),
    ],
)
def test_the_words_of_a_relation_say_its_change(words: str, read: str | None, told: str | None) -> None:
    assert change_told(words, read) == told
