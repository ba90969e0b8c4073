"""Given names as the model cut them, those of bodies as wholes."""

from __future__ import annotations

import pytest

from lagebild.reading.entities.proposed import ProposedName
from lagebild.reading.marks import MentionKind
from lagebild.reading.model.decoding.known import with_whole_bodies


@pytest.mark.parametrize(
    ("text", "kinds", "expected"),
    [
        ("Universität Almborg", "ORG LOC", ["Universität Almborg"]),
        ("Regierung Almborg", "ORG LOC", ["Regierung", "Almborg"]),
        ("Universität Almborg", "LOC LOC", ["Universität", "Almborg"]),
        ("Universität Marek", "ORG PER", ["Universität", "Marek"]),
    ],
)
def test_a_university_and_the_name_behind_it_are_one_body(text: str, kinds: str, expected: list[str]) -> None:
    gap = text.index(" ")
    first, second = (MentionKind(kind) for kind in kinds.split())
    names = [ProposedName(0, gap, first, None, 0.9), ProposedName(gap + 1, len(text), second, None, 0.9)]
    assert [text[n.start : n.end] for n in with_whole_bodies(names, text, "de")] == expected
