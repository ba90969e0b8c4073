"""What a layer's comparison yields: counts by measure, the places where gold and reading differ, judged confidences."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from lagebild.reading.reading import Reading
from lagebild.scoring.gold import GoldArticle, GoldVoice
from lagebild.scoring.matching import Counts
from lagebild.spans import Span


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where gold and reading differ; `gold` or `read` is None where that side has nothing."""

    layer: str
    article: str
    start: int
    text: str
    gold: str | None
    read: str | None


@dataclass(frozen=True, slots=True)
class Judgement:
    """A read mark's confidence (0 to 1) and whether the mark is right."""

    confidence: float
    right: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """What one layer counts in one article, by measure, and where gold and reading differ.

    `judgements` has one entry per read mark in the layers whose confidence is judged; `confusions` has, in the layer
    of events, the annotated and the read type at each place, None where that side has nothing.
    """

    counts: dict[str, Counts]
    differences: tuple[Difference, ...]
    judgements: tuple[Judgement, ...] = ()
    confusions: tuple[tuple[str | None, str | None], ...] = ()


Compare = Callable[[GoldArticle, Reading], Comparison]


def share(right: Sequence[bool]) -> Counts:
    """Return the counts of a share: how many of the judged things are right."""
    return Counts(sum(right), len(right), len(right))


def judged(confidences: Iterable[float], pairs: Iterable[tuple[int, int]]) -> tuple[Judgement, ...]:
    """Return the judgements of read marks, in their order: right are those in one of the index pairs."""
    paired = {r for _, r in pairs}
    return tuple(Judgement(confidence, r in paired) for r, confidence in enumerate(confidences))


def gold_voice(voice: GoldVoice | None, gold: GoldArticle, nobody: str) -> str:
    """Return how people read an annotated voice: its words, else its actors; `nobody` without one."""
    if voice is None:
        return nobody
    return voice.words.cut(gold.text) if voice.words else gold.called(voice.actors)


def read_voice(words: Span | None, entity: str | None, gold: GoldArticle, nobody: str) -> str:
    """Return how people read a voice that was read: its words, else its entity; `nobody` without both."""
    return words.cut(gold.text) if words else f"entity {entity}" if entity else nobody


class Notes:
    """The differences of one layer in one article, collected in any order."""

    def __init__(self, layer: str, gold: GoldArticle) -> None:
        self._layer = layer
        self._gold = gold
        self._found: list[Difference] = []

    def add(self, span: Span, gold: str | None, read: str | None) -> None:
        """Note a difference at `span`."""
        text = span.cut(self._gold.text)
        self._found.append(Difference(self._layer, self._gold.name, span.start, text, gold, read))

    def add_unpaired(
        self,
        pairs: Iterable[tuple[int, int]],
        gold: Sequence[Span],
        read: Sequence[Span],
        gold_labels: Sequence[str],
        read_labels: Sequence[str],
    ) -> None:
        """Note every gold and every read span that is in none of the index pairs."""
        paired_gold = {g for g, _ in pairs}
        paired_read = {r for _, r in pairs}
        for g in range(len(gold)):
            if g not in paired_gold:
                self.add(gold[g], gold_labels[g], None)
        for r in range(len(read)):
            if r not in paired_read:
                self.add(read[r], None, read_labels[r])

    def differences(self) -> tuple[Difference, ...]:
        """Return what was noted, in the order of the text."""
        return tuple(sorted(self._found, key=lambda d: (d.start, d.text)))
