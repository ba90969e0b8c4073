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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ida-Holt-Stiftung warnt", "ORG Ida-Holt-Stiftung"),
        ("Ida Holt-nahe Kreise", "PER Ida Holt"),
        ("Kim Tok-su kam", "PER Kim Tok-su"),
    ],
)
def test_a_name_goes_to_the_end_of_its_word_if_that_is_a_body_or_a_syllable(text: str, expected: str) -> None:
    end = next(len(name) for name in ("Ida-Holt", "Ida Holt", "Kim Tok") if text.startswith(name))
    (name,) = with_whole_bodies([ProposedName(0, end, MentionKind.PER, None, 0.9)], text, "de")
    assert f"{name.kind} {text[name.start : name.end]}" == expected


def test_the_parts_of_a_persons_name_are_one_where_the_article_has_it_whole() -> None:
    text = "Ida Holt kam. Ida Holt ging. Ida Falk blieb."
    spans = [(0, 8), (14, 17), (18, 22), (29, 32), (33, 37)]
    names = [ProposedName(start, end, MentionKind.PER, None, 0.9) for start, end in spans]
    found = [text[n.start : n.end] for n in with_whole_bodies(names, text, "de")]
    assert found == ["Ida Holt", "Ida Holt", "Ida", "Falk"]
