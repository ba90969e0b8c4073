"""Which candidates are events: given what is known of them, how probable they are."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.reading.marks import EventType, Realis
from lagebild.reading.model.decoding.triggers import (
    FEATURES,
    SHORTEST_STEM,
    Trigger,
    chances,
    judge,
    stem_of,
    word_counts,
)
from lagebild.reading.read import read
from lagebild.spans import Span

TEXT = "Die Polizei hat in Minsk zwölf Demonstranten festgenommen und abgeführt."


def candidate(word: str, *, probability: float = 0.9) -> Trigger:
    start = TEXT.index(word)
    span = Span(start, start + len(word))
    return Trigger((0, 1), span, 0, EventType.COERCE, Realis.REAL, probability, vote=0.9, share=0.9)


def test_the_second_of_one_type_in_a_sentence_is_hardly_another_event() -> None:
    both = [candidate("festgenommen"), candidate("abgeführt", probability=0.8)]
    first, second = chances(TEXT, both, [True, True], [True, True])
    (alone,) = chances(TEXT, both[1:], [True], [True])
    assert first > 0.5
    assert second < 0.5 * alone


@given(st.floats(0.1, 0.9), st.floats(0.01, 0.09))
def test_the_surer_the_model_the_more_probable(probability: float, more: float) -> None:
    one = candidate("festgenommen", probability=probability)
    less_sure, surer = (
        chances(TEXT, [replace(one, probability=p)], [True], [True]) for p in (probability, probability + more)
    )
    assert less_sure < surer


def test_a_word_that_tells_of_events_counts_for_more_than_one_that_never_does() -> None:
    telling, silent = (chances(TEXT, [candidate(word)], [True], [True]) for word in ("festgenommen", "zwölf"))
    assert telling > silent


def test_no_candidates_no_chances() -> None:
    assert chances(TEXT, [], [], []) == []


@pytest.mark.parametrize(
    ("word", "stem"),
    [("Verhandlungen", "verhandl"), ("verhandelten", "verhandel"), ("attacks", "attack"), ("met", "met")],
)
def test_the_stem_of_a_word(word: str, stem: str) -> None:
    assert stem_of(word) == stem


@given(st.text())
def test_a_stem_is_the_beginning_of_its_word_and_never_too_short(word: str) -> None:
    stem = stem_of(word)
    assert word.lower().startswith(stem)
    assert len(stem) >= min(SHORTEST_STEM, len(word.lower()))


def test_the_words_that_come_with_the_package_add_up() -> None:
    types = set(EventType)
    for stem, counts in word_counts().items():
        assert stem == stem.lower()
        assert sum(counts.types.values()) == counts.triggers
        assert {EventType(name) for name in counts.types} <= types


def test_every_feature_has_a_weight() -> None:
    weights, _, least = judge()
    assert len(weights) == len(FEATURES)
    assert 0 < least < 1


def test_what_is_told_twice_in_a_sentence_is_less_sure_the_second_time() -> None:
    first, *others = read(TEXT, published="2024-05-06", lang="de").events
    assert (str(first.type), TEXT[first.start : first.end]) == ("COERCE", "festgenommen")
    assert all(other.confidence < first.confidence for other in others)
