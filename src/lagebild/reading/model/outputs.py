"""What the model says of an article: a row of scores and a state of every subword, in the order of the text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from lagebild.spans import Span

Floats = NDArray[np.float32]
Run = tuple[int, int]
"""Subwords `[first, last)` of an article."""


@dataclass(frozen=True)
class TokenOutputs:
    """The subwords of an article `text`: their characters `spans` (n, 2), `scores` (n, D) and `states` (n, width).

    Sentence `i` has the subwords `bounds[i]` to `bounds[i + 1]`; `layout` says which columns of `scores` are whose.
    A subword without characters (a lone space) has an empty span.
    """

    text: str
    spans: NDArray[np.int64]
    bounds: NDArray[np.int64]
    scores: Floats
    states: Floats
    layout: dict[str, tuple[int, int]]

    def part(self, layer: str) -> Floats:
        """Return the scores of one layer (n, labels)."""
        first, last = self.layout[layer]
        return self.scores[:, first:last]

    def means(self, runs: list[Run]) -> Floats:
        """Return the mean state of each run (runs, width)."""
        if not runs:
            return np.zeros((0, self.states.shape[1]), np.float32)
        return np.stack([self.states[first:last].mean(0) for first, last in runs])

    def span_of(self, run: Run) -> Span | None:
        """Return the characters from the first to the last subword that has any, as whole words; None if none has."""
        spans = self.spans[slice(*run)]
        full = spans[spans[:, 1] > spans[:, 0]]
        return whole_words(self.text, int(full[0, 0]), int(full[-1, 1])) if len(full) else None

    def run_of(self, span: Span) -> Run:
        """Return the subwords that have characters in a span."""
        first = int(np.searchsorted(self.spans[:, 1], span.start, side="right"))
        return first, max(first + 1, int(np.searchsorted(self.spans[:, 0], span.end, side="left")))

    def sentence_of(self, run: Run) -> int:
        """Return the number of the sentence that a run begins in."""
        return int(np.searchsorted(self.bounds, run[0], side="right")) - 1

    @cached_property
    def sentence_runs(self) -> list[Run]:
        """The subwords of each sentence."""
        bounds = self.bounds.tolist()
        return list(pairwise(bounds))


LONGEST_WORD = 60
"""Letters by which a mark is widened at most to reach the end of a word."""


def whole_words(text: str, start: int, end: int) -> Span:
    """Return `[start, end)` widened to the ends of the words it cuts."""
    first, last = start, end
    while first > max(0, start - LONGEST_WORD) and text[first].isalnum() and text[first - 1].isalnum():
        first -= 1
    while last < min(len(text), end + LONGEST_WORD) and text[last - 1].isalnum() and text[last].isalnum():
        last += 1
    if text[last - 1] == "-" and last - 1 > first:
        return whole_words(text, first, last + 1) if text[last : last + 1].isalnum() else Span(first, last - 1)
    return Span(first, last)


def log_softmax(scores: Floats) -> Floats:
    """Return the logarithms of the shares along the last axis."""
    shifted = scores - scores.max(-1, keepdims=True)
    found: Floats = shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))
    return found


def sigmoid(scores: Floats) -> Floats:
    """Return the probability of each score."""
    found: Floats = (1 / (1 + np.exp(-scores))).astype(np.float32)
    return found
