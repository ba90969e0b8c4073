"""Whether confidences mean what they say: mean confidence against the share that is right, in bins."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lagebild.scoring.layers.comparison import Judgement

BINS = 10
"""Bins of equal width between 0 and 1."""


@dataclass(frozen=True, slots=True)
class Bin:
    """The marks whose confidence lies in one tenth: how many, their mean confidence, and the share that is right."""

    marks: int
    confidence: float
    right: float


def bins_of(judgements: Iterable[Judgement]) -> tuple[Bin | None, ...]:
    """Return a bin for each tenth of the confidence, None where no mark has it; 1.0 is in the last."""
    found: list[list[Judgement]] = [[] for _ in range(BINS)]
    for judgement in judgements:
        found[min(max(int(judgement.confidence * BINS), 0), BINS - 1)].append(judgement)
    return tuple(_bin(members) if members else None for members in found)


def calibration_error(bins: Iterable[Bin | None]) -> float | None:
    """Return the mean distance of confidence and share right, weighted by marks; None without marks.

    It is the expected calibration error of Guo et al., On Calibration of Modern Neural Networks (2017).
    """
    filled = [found for found in bins if found is not None]
    marks = sum(found.marks for found in filled)
    return sum(found.marks * abs(found.confidence - found.right) for found in filled) / marks if marks else None


def _bin(members: list[Judgement]) -> Bin:
    n = len(members)
    return Bin(n, sum(j.confidence for j in members) / n, sum(j.right for j in members) / n)
