"""Pairs of marks judged: which mention is whose side, speaker, owner; the same arithmetic as in training."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lagebild.reading.model.outputs import Floats

Ints = NDArray[np.int64]

SCORERS = ("role", "time", "speaker", "owner", "relation")
"""The kinds of pairs that are judged."""
SENTENCES_APART = 4
"""Distances in sentences that are told apart: same, one, two, more before."""
MARKS_APART = 4
"""Distances in mentions that are told apart, on either side."""


@dataclass(frozen=True, slots=True)
class PairScorer:
    """The weights of one scorer; marks are mean states (·, width)."""

    one: Floats
    one_bias: Floats
    other: Floats
    context: Floats
    place: Floats
    out: Floats
    out_bias: Floats
    product: Floats

    def scores(self, one: Side, other: Side, place: Ints, context: Side | None = None) -> Floats:
        """Return the scores of the pairs; row `i` of each side belongs to pair `i`."""
        a, b = one.mapped(self.one, self.one_bias), other.mapped(self.other)
        total = a + b + self.place[place]
        if context is not None:
            total += context.mapped(self.context)
        found: Floats = (np.maximum(total, 0) @ self.out.T + self.out_bias + (a * b) @ self.product.T).astype(
            np.float32
        )
        return found


@dataclass(frozen=True, slots=True)
class Side:
    """One side of many pairs: the states of its marks (marks, width), and which mark is in each pair."""

    states: Floats
    marks: Ints

    def mapped(self, weight: Floats, bias: Floats | None = None) -> Floats:
        """Return the mapped state of each pair's mark; every mark is mapped once, however many pairs it is in."""
        found = self.states @ weight.T
        if bias is not None:
            found = found + bias
        taken: Floats = found[self.marks]
        return taken


def place_of(sentences_before: Ints, marks_between: Ints) -> Ints:
    """Return the number of each distance: how many sentences before, how many mentions before (after: below 0)."""
    sentences = np.clip(sentences_before, 0, SENTENCES_APART - 1)
    marks = np.clip(marks_between, -MARKS_APART, MARKS_APART - 1) + MARKS_APART
    found: Ints = sentences * 2 * MARKS_APART + marks
    return found


def scorer_of(arrays: Mapping[str, Floats], name: str) -> PairScorer:
    """Return the scorer whose weights are in `arrays` under `scorers.NAME.…`."""
    start = f"scorers.{name}."
    parts = {
        "one": "one.weight",
        "one_bias": "one.bias",
        "other": "other.weight",
        "context": "context.weight",
        "place": "place.weight",
        "out": "out.weight",
        "out_bias": "out.bias",
        "product": "product.weight",
    }
    return PairScorer(**{ours: arrays[start + theirs] for ours, theirs in parts.items()})
