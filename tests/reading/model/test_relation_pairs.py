"""Given a sentence about a relation, the names that `zwischen … und …` says it of."""

from __future__ import annotations

import re

import numpy as np
import pytest

from lagebild.reading.marks import Mention, MentionKind
from lagebild.reading.model.decoding.named import NamedInOrder
from lagebild.reading.model.decoding.relations import told_between
from lagebild.reading.model.outputs import TokenOutputs
from lagebild.spans import Span


def told(text: str, *names: str) -> list[str]:
    words = [word.span() for word in re.finditer(r"\w+", text)]
    zeros = np.zeros((len(words), 1), np.float32)
    outputs = TokenOutputs(text, np.array(words, np.int64), np.array([0, len(words)]), zeros, zeros, {})
    found = [match for name in names for match in re.finditer(rf"\b{name}\b", text)]
    named = NamedInOrder(outputs, [Mention(*m.span(), MentionKind.STATE, None, None, m[0], None, 0.9) for m in found])
    return [named.named[place].mention.entity for place in told_between(text, named, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("Anna Berg sieht das Verhältnis zwischen Oslo und Riga kühl.", ("Berg", "Oslo", "Riga"), ["Oslo", "Riga"]),
        (
            "Der Streit zwischen der Türkei, Malta und Zypern wächst, so Chile.",
            ("Türkei", "Malta", "Zypern", "Chile"),
            ["Türkei", "Malta", "Zypern"],
        ),
        (
            "Peru watches ties between the United States and Chile.",
            ("Peru", "United States", "Chile"),
            ["United States", "Chile"],
        ),
        ("Peru schwankt zwischen Krieg und Frieden mit Chile.", ("Peru", "Chile"), []),
        ("Zwischen Peru liegt Chile.", ("Peru", "Chile"), []),
    ],
)
def test_between_names_the_sides_of_a_relation(text: str, names: tuple[str, ...], expected: list[str]) -> None:
    assert told(text, *names) == expected
