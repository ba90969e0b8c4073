"""Words of enmity are no friendship, whatever the model makes of their value."""

import pytest

from lagebild.reading.model.decoding.relations import value_told


@pytest.mark.parametrize(
    ("words", "read", "told"),
    [
        ("zum Hauptfeind erklärt", 2, -2),
        ("die verfeindeten Nachbarn", 1, -2),
        ("old enemies", 2, -2),
        ("Rivalen im Kaukasus", 1, -1),
        ("unzufrieden mit Minsk", 2, -1),
        ("bitter rivals", -2, -2),
        ("enge Freunde", 2, 2),
        ("der wichtigste Verbündete", 2, 2),
        ("close partners", 1, 1),
    ],
)
def test_enmity_is_known_by_its_words(words: str, read: int, told: int) -> None:
    assert value_told(words, read) == told
