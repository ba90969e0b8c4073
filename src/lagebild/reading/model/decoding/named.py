"""The mentions of an article beside their subwords."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lagebild.reading.marks import Mention
from lagebild.reading.model.outputs import Floats, Run, TokenOutputs
from lagebild.reading.model.pairs import PairScorer, Side, place_of

MOST_BEFORE, MOST_AFTER = 40, 20
"""Mentions before and after a mark that it is paired with at most: a text without a full stop stays linear."""


@dataclass(frozen=True, slots=True)
class Named:
    """A mention, its subwords and its sentence."""

    mention: Mention
    run: Run
    sentence: int


class NamedInOrder:
    """All mentions of an article in order, with the mean state of each."""

    def __init__(self, outputs: TokenOutputs, mentions: Iterable[Mention]) -> None:
        runs = Runs(outputs)
        placed = [(mention, runs.of(mention.start, mention.end)) for mention in sorted(mentions)]
        self.named = [Named(m, run, outputs.sentence_of(run)) for m, run in placed if run]
        self.states = outputs.means([n.run for n in self.named])
        self._sentences = [n.sentence for n in self.named]
        self._firsts = [n.run[0] for n in self.named]
        self._starts = [n.mention.start for n in self.named]

    def near(self, sentence: int, reach: int) -> range:
        """Return the places of the mentions in a sentence and in `reach` sentences before it."""
        return range(bisect_left(self._sentences, sentence - reach), bisect_right(self._sentences, sentence))

    def before(self, run: Run) -> int:
        """Return how many mentions begin before a run."""
        return bisect_left(self._firsts, run[0])

    def between(self, start: int, end: int) -> list[Named]:
        """Return the mentions that begin in the characters `[start, end)`."""
        return self.named[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def places_of(self, mentions: Iterable[Mention]) -> list[int]:
        """Return the places of mentions, each entity once, in order."""
        places = {m.entity: bisect_left(self._starts, m.start) for m in mentions}
        return sorted(p for p in places.values() if p < len(self.named))

    def inside(self, run: Run) -> list[Named]:
        """Return the mentions that lie wholly in a run."""
        first = bisect_left(self._firsts, run[0])
        last = bisect_left(self._firsts, run[1])
        return [n for n in self.named[first:last] if n.run[1] <= run[1]]


class Runs:
    """Finds the subwords of characters."""

    def __init__(self, outputs: TokenOutputs) -> None:
        full = np.flatnonzero(outputs.spans[:, 1] > outputs.spans[:, 0])
        self._places = full.tolist()
        self._starts = outputs.spans[full, 0].tolist()
        self._ends = outputs.spans[full, 1].tolist()

    def of(self, start: int, end: int) -> Run | None:
        """Return the subwords that share characters with `[start, end)`."""
        first, last = bisect_right(self._ends, start), bisect_left(self._starts, end)
        return (self._places[first], self._places[last - 1] + 1) if first < last else None


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs of a mark and the mentions near it, for many marks at once."""

    mark: NDArray[np.int64]
    mention: NDArray[np.int64]
    place: NDArray[np.int64]

    def scores(self, scorer: PairScorer, marks: Floats, mentions: Floats) -> Floats:
        """Return the scores of every pair."""
        return scorer.scores(Side(marks, self.mark), Side(mentions, self.mention), self.place)


def candidates(named: NamedInOrder, runs: Sequence[Run], sentences: Sequence[int], reach: int) -> Candidates:
    """Return each mark (a run in a sentence) paired with the mentions of its sentence and of `reach` before it."""
    marks: list[int] = []
    mentions: list[int] = []
    between: list[int] = []
    apart: list[int] = []
    for at, (run, sentence) in enumerate(zip(runs, sentences, strict=True)):
        before = named.before(run)
        near = named.near(sentence, reach)
        for place in range(max(near.start, before - MOST_BEFORE), min(near.stop, before + MOST_AFTER)):
            marks.append(at)
            mentions.append(place)
            between.append(before - place - 1)
            apart.append(sentence - named.named[place].sentence)
    return Candidates(
        np.array(marks, np.int64),
        np.array(mentions, np.int64),
        place_of(np.array(apart, np.int64), np.array(between, np.int64)),
    )
