"""Occasions of state: attending one is a meeting, arms shown at a parade are a display of force."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.reading.model.decoding.occasions import occasions_in
from lagebild.reading.read import read
from lagebild.spans import Span

WORDS = ("nahm", "an", "der", "Parade", "teil", "mit", "attended", "feierte", "bei", "stand", "80.", "Jahrestag")


def told(sentence: str) -> list[tuple[str, str]]:
    found = occasions_in(sentence, Span(0, len(sentence)))
    return [(span.cut(sentence), str(type_)) for span, type_ in found]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Am Freitag nahm der Emir an der Militärparade in Maskat teil.", [("nahm", "CONSULT")]),
        ("Sie hat gestern an der Trauerfeier für den König teilgenommen.", [("teilgenommen", "CONSULT")]),
        ("Der Präsident feierte den 50. Jahrestag der Republik mit Ghanas Regierungschef.", [("feierte", "CONSULT")]),
        ("Bei der Gedenkfeier in Oslo stand der Minister neben Finnlands Präsident.", [("stand", "CONSULT")]),
        ("Der Iran zeigte auf einer Militärparade neue Drohnen.", [("zeigte", "MOBILIZE")]),
        ("The king attended the state funeral in Maputo.", [("attended", "CONSULT")]),
        ("Both prime ministers took part in the summit on Friday.", [("took part", "CONSULT")]),
        ("Iran unveiled a new drone at a military parade in Tehran.", [("unveiled", "MOBILIZE")]),
    ],
)
def test_what_tells_of_an_occasion(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert told(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Am Freitag nahm der Emir den Hut. Die Parade fiel aus, nur ein Teil kam.",
        "Sie nahm an der Sitzung des Ausschusses teil.",
        "Er feierte mit seiner Familie.",
        "Die Parade zeigte viele bunte Wagen.",
        "The ceremony was attended by nobody.",
    ],
)
def test_what_does_not(sentence: str) -> None:
    assert told(sentence) == []


def test_who_attends_is_read_as_an_event() -> None:
    text = "Am Mittwoch nahm Emmanuel Macron an der Militärparade in Rabat teil, neben König Mohammed."
    assert [(e.type, e.realis) for e in read(text, lang="de").events] == [("CONSULT", "real")]


@given(st.lists(st.sampled_from(WORDS), max_size=200))
def test_any_order_of_these_words_is_read_at_once(words: list[str]) -> None:
    sentence = " ".join(words)
    for span, _ in occasions_in(sentence, Span(0, len(sentence))):
        assert 0 <= span.start < span.end <= len(sentence)
