"""Given a sentence, who is named beside what it tells."""

from __future__ import annotations

import re

import pytest

from lagebild.reading.model.decoding.apart import is_compared, topics_behind


@pytest.mark.parametrize(
    ("sentence", "one", "other", "compared"),
    [
        ("Oslo goes further than Riga.", "Oslo", "Riga", True),
        ("Oslo geht darin noch weiter als Rigas größter Helfer Bern.", "Oslo", "Bern", True),
        ("Oslo geht darin noch weiter als Rigas größter Helfer Bern.", "Riga", "Bern", False),
        ("Für Oslo ist ein anderes Land wichtiger als Riga.", "Oslo", "Riga", True),
        ("Oslo trusts Riga more than ever.", "Oslo", "Riga", False),
        ("Oslo sees Riga as a friend.", "Oslo", "Riga", False),
        ("Oslo gilt immer mehr als Partner Rigas.", "Oslo", "Riga", False),
        ("Oslo had less time than expected, Riga helped.", "Oslo", "Riga", False),
    ],
)
def test_what_is_compared_with(sentence: str, one: str, other: str, compared: bool) -> None:
    assert is_compared(sentence, 0, sentence.index(one), sentence.index(other)) is compared


@pytest.mark.parametrize(
    ("sentence", "word", "topics"),
    [
        ("Oslo and Bern held talks about Riga and Lima.", "talks", ["Riga", "Lima"]),
        ("Oslo und Bern führten Gespräche über Riga.", "Gespräche", ["Riga"]),
        ("Oslo führte Gespräche über Fisch mit Riga.", "Gespräche", []),
        ("Oslo held talks with Riga.", "talks", []),
        ("Oslo held talks, and people spoke about Riga.", "talks", []),
    ],
)
def test_what_talks_are_about(sentence: str, word: str, topics: list[str]) -> None:
    names = [m.span() for m in re.finditer("Oslo|Bern|Riga|Lima", sentence)]
    end = sentence.index(word) + len(word)
    behind = [name for name in names if name[0] >= end]
    found = topics_behind(sentence, end, len(sentence), behind)
    assert [sentence[slice(*behind[place])] for place in sorted(found)] == topics
