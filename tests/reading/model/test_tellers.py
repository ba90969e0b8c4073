"""Given an article with its mentions, those of who tells it are no part of the story."""

from __future__ import annotations

import re

import pytest

from lagebild.articles.article import Article, Passage, Zone
from lagebild.articles.jsonl import body_passages
from lagebild.reading.marks import Mention, MentionKind
from lagebild.reading.model.decoding.tellers import in_the_story


def kept(text: str, *names: str, byline: str | None = None) -> list[str]:
    found = sorted(m.span() for name in names for m in re.finditer(re.escape(name), text))
    mentions = [Mention(*span, MentionKind.PER, None, None, text[slice(*span)], None, 0.9) for span in found]
    passages = body_passages(text)
    if byline is not None:
        start = text.index(byline)
        passages = tuple(Passage(p.start, p.end, Zone.BYLINE) if p.start == start else p for p in passages)
    return [m.entity for m in in_the_story(Article("text:", text, passages), mentions)]


def test_the_names_of_a_byline_are_not_in_the_story() -> None:
    text = "Streit um Brot\nIda Falk, Oslo\nJan Holt sprach mit Ida Falk."
    assert kept(text, "Ida Falk", "Jan Holt", byline="Ida Falk, Oslo") == ["Jan Holt", "Ida Falk"]
    assert kept("Von Ida Falk\nJan Holt sprach.", "Ida Falk", "Jan Holt") == ["Jan Holt"]


@pytest.mark.parametrize(
    "opening",
    ["Riga (Baltica) – ", "Riga, 4. Februar 2025. ", "RIGA, Feb. 4 (Baltica) - ", "Riga, 3. Mai (Baltica) – "],
)
def test_place_and_agency_before_the_report_are_not_in_the_story(opening: str) -> None:
    assert kept(f"{opening}Jan Holt sprach in Riga.", "Jan Holt", "Riga", "RIGA", "Baltica") == ["Jan Holt", "Riga"]


@pytest.mark.parametrize("opening", ["Riga. ", "Riga – ", "Oslo, Riga. ", "Oslo/Riga: "])
def test_cities_before_the_report_are_not_in_the_story(opening: str) -> None:
    text = f"{opening}Jan Holt sprach in Riga."
    found = [(m.span(), MentionKind.LOC) for m in re.finditer("Oslo|Riga", text)]
    mentions = [Mention(*span, kind, None, None, text[slice(*span)], None, 0.9) for span, kind in found]
    story = in_the_story(Article("text:", text, body_passages(text)), mentions)
    assert [m.start for m in story] == [text.rindex("Riga")]


def test_a_city_that_acts_at_the_beginning_is_told() -> None:
    text = "Oslo drohte. Riga, so hieß es, schwieg."
    mentions = [
        Mention(*m.span(), MentionKind.STATE, None, None, m.group(), None, 0.9) for m in re.finditer("Oslo|Riga", text)
    ]
    assert in_the_story(Article("text:", text, body_passages(text)), mentions) == mentions


def test_a_sentence_that_begins_with_a_place_is_told() -> None:
    text = "Riga (Lettland) hofft. Von Ida Falk kam nichts."
    assert kept(text, "Riga", "Lettland", "Ida Falk") == ["Riga", "Lettland", "Ida Falk"]
