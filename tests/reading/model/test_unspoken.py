"""Given words marked as a direct quotation, whether anybody is quoted with them."""

from __future__ import annotations

import pytest

from lagebild.articles.article import Article, Passage, Zone
from lagebild.reading.marks import Modality, Quotation, QuotationKind
from lagebild.reading.model.decoding.unspoken import is_in_marks, is_interview, is_set_off, without_unspoken


def quotation(text: str, words: str, speaker: str | None = None, cue: str | None = None) -> Quotation:
    """A direct quotation of words of a text."""
    start = text.index(words)
    cued = text.index(cue) if cue else None
    end = cued + len(cue) if cue and cued is not None else None
    said = (start, start + len(words), QuotationKind.DIRECT, Modality.ASSERTED)
    return Quotation(*said, cued, end, None, None, speaker, 0.9)


@pytest.mark.parametrize(
    ("text", "words", "speaker", "cue", "expected"),
    [
        ("Die „Freiwilligen“ kamen nachts.", "Freiwilligen", "state:CHN", None, True),
        ("Die „Freiwilligen“ kamen nachts.", "Freiwilligen", None, None, True),
        ("Er nannte sie „Freiwillige“.", "Freiwillige", "state:CHN", "nannte", False),
        ("„Kein Cent“ für den Hafen, so Ida Holt.", "Kein Cent", "person:Ida Holt", None, False),
        ("Er sprach vom „Hafen der tausend Kräne“.", "Hafen der tausend Kräne", None, None, False),
    ],
)
def test_few_words_in_marks_that_nobody_says_are_set_off(
    text: str, words: str, speaker: str | None, cue: str | None, expected: bool
) -> None:
    assert is_set_off(text, quotation(text, words, speaker, cue)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Frage eins. Holt: Der Hafen ist zu. Was folgt? Holt: Nichts Gutes.", True),
        ("Wer zahlt?\nWir alle.\nWann?\nBald.\nWarum?\nDarum.", True),
        ("Der Plan: Häfen. Holt kam nach Oslo. Wer zahlt?", False),
        ("", False),
    ],
)
def test_turns_and_questions_make_an_interview(text: str, expected: bool) -> None:
    assert is_interview(text) is expected


@pytest.mark.parametrize(
    ("zone", "text", "kept"),
    [
        (Zone.BODY, "Der Besuch hat den Hafen gerettet", False),
        (Zone.PULL_QUOTE, "Der Besuch hat den Hafen gerettet", True),
        (Zone.BODY, "„Der Besuch hat den Hafen gerettet“", True),
    ],
)
def test_only_a_pull_quote_quotes_without_marks(zone: Zone, text: str, kept: bool) -> None:
    said = quotation(text, "Der Besuch hat den Hafen gerettet")
    assert is_in_marks(text, said) is ("„" in text)
    article = Article("text:", text, (Passage(0, len(text), zone),))
    assert without_unspoken(article, [said]) == ([said] if kept else [])
