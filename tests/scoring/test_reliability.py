"""Confidences held against what is right."""

import pytest

from lagebild.scoring.layers.comparison import Judgement
from lagebild.scoring.reliability import BINS, Bin, bins_of, calibration_error


def judged(confidence: float, right: int, wrong: int) -> list[Judgement]:
    return [Judgement(confidence, True)] * right + [Judgement(confidence, False)] * wrong


def test_a_confidence_lies_in_its_tenth_and_certainty_in_the_last() -> None:
    bins = bins_of([*judged(0.0, 0, 1), *judged(0.75, 3, 1), *judged(1.0, 2, 0)])
    assert len(bins) == BINS
    assert bins[0] == Bin(1, 0.0, 0.0)
    assert bins[7] == Bin(4, 0.75, 0.75)
    assert bins[9] == Bin(2, 1.0, 1.0)
    assert [place for place, found in enumerate(bins) if found is None] == [1, 2, 3, 4, 5, 6, 8]


def test_confidences_that_mean_what_they_say_have_no_error() -> None:
    assert calibration_error(bins_of([*judged(0.25, 1, 3), *judged(0.75, 3, 1)])) == 0


def test_the_error_is_weighted_by_marks() -> None:
    boastful = [*judged(0.9, 5, 5), *judged(0.5, 15, 15)]
    assert calibration_error(bins_of(boastful)) == pytest.approx(0.1)
    assert calibration_error(bins_of([])) is None
