"""Annotated articles as what the reader model learns: subwords, a label of each for every layer, and marks in subwords.

A mark is a run `[first, last)` of the article's subwords. Actors are numbered as in the annotation; a mention is an
occurrence of one of their surfaces.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lagebild.reading.marks import Dimension, EventType, MentionKind, Modality, QuotationKind, Realis
from lagebild.reading.model.decoding import names
from lagebild.reading.model.tokenizer import SubwordTokenizer
from lagebild.scoring.ann import Annotation, Document, QuotationRecord
from lagebild.scoring.gold import first_unused
from lagebild.spans import Span

KINDS = tuple(kind.value for kind in MentionKind)
SECTORS = tuple(sector or "-" for sector in names.SECTORS)
QUOTATIONS = tuple(kind.value for kind in QuotationKind)
MODALITIES = tuple(modality.value for modality in Modality)
TYPES = tuple(kind.value for kind in EventType)
REALIS = tuple(realis.value for realis in Realis)
DIMENSIONS = tuple(dimension.value for dimension in Dimension)
CHANGES = ("-", "up", "down")

SPAN_LAYERS: dict[str, tuple[str, ...]] = {
    "name": KINDS,
    "quotation": QUOTATIONS,
    "cue": ("cue",),
    "speaker": ("speaker",),
    "event": ("event",),
    "object": ("object",),
    "relation": ("relation",),
    "condition": ("condition",),
    "consequence": ("consequence",),
    "forecast": ("forecast",),
}
"""The kinds of each layer of spans; label 0 is outside, 2k+1 begins kind k, 2k+2 goes on with it."""
TOKEN_LAYERS: dict[str, tuple[str, ...]] = {
    "sector": SECTORS,
    "modality": MODALITIES,
    "type": TYPES,
    "realis": REALIS,
}
"""What is said of the subwords of a mark: NO_LABEL elsewhere."""
VOTES = ("conditional", "forecast", "relation", *TYPES)
"""What is said of a sentence: the highest score of its subwords decides."""
NO_LABEL = -100

Ints = NDArray[np.int64]
Run = tuple[int, int]


@dataclass(frozen=True, slots=True)
class MentionExample:
    """An occurrence of an actor's surface."""

    run: Run
    sentence: int
    actor: int
    kind: str


@dataclass(frozen=True, slots=True)
class EventExample:
    """An event with the actors on its sides, and the words of its place and time."""

    run: Run
    sentence: int
    sources: frozenset[int]
    targets: frozenset[int]
    place: Run | None
    time: Run | None


@dataclass(frozen=True, slots=True)
class QuotationExample:
    """A quotation; `speaker` is None where it is unknown."""

    run: Run
    sentence: int
    speaker: int | None


@dataclass(frozen=True, slots=True)
class RelationExample:
    """A relation statement between two actors, with places in DIMENSIONS and CHANGES."""

    run: Run
    sentence: int
    sides: frozenset[int]
    dimension: int
    value: int
    change: int


@dataclass(frozen=True, slots=True)
class QuantityExample:
    """A quantity and whose it is."""

    run: Run
    sentence: int
    owner: int | None


@dataclass(frozen=True, slots=True)
class ReaderExample:
    """An article: subword ids, where sentences begin (and the last ends), labels, votes and marks."""

    name: str
    lang: str
    ids: Ints
    spans: Ints
    bounds: Ints
    labels: dict[str, Ints]
    votes: NDArray[np.float32]
    mentions: tuple[MentionExample, ...]
    events: tuple[EventExample, ...]
    quotations: tuple[QuotationExample, ...]
    relations: tuple[RelationExample, ...]
    quantities: tuple[QuantityExample, ...]
    times: tuple[Run, ...]
    sentences: tuple[str, ...]


def example_of(document: Document, annotation: Annotation, tokenizer: SubwordTokenizer) -> ReaderExample:
    """Return what an annotated article teaches; a string that does not stand in its sentence is left out."""
    return _Building(document, annotation, tokenizer).example()


class _Building:
    def __init__(self, document: Document, annotation: Annotation, tokenizer: SubwordTokenizer) -> None:
        self.document, self.annotation = document, annotation
        self.text = " ".join(document.sentences.values())
        self.numbers = {number: at for at, number in enumerate(document.sentences)}
        self.sentences: list[Span] = []
        start = 0
        for sentence in document.sentences.values():
            self.sentences.append(Span(start, start + len(sentence)))
            start += len(sentence) + 1
        cuts = tokenizer.subwords(list(document.sentences.values()))
        spans = [
            np.stack([c.starts, c.ends], 1).astype(np.int64) + s.start
            for c, s in zip(cuts, self.sentences, strict=True)
        ]
        self.ids = np.concatenate([c.ids.astype(np.int64) for c in cuts])
        self.spans = np.concatenate(spans)
        self.bounds = np.cumsum([0, *(len(c.ids) for c in cuts)])
        self.actors = {record.actor: at for at, record in enumerate(annotation.actors)}
        self.taken: dict[str, list[Span]] = {}
        self.labels = {layer: np.zeros(len(self.ids), np.int64) for layer in SPAN_LAYERS}
        self.labels |= {layer: np.full(len(self.ids), NO_LABEL, np.int64) for layer in TOKEN_LAYERS}
        self.votes = np.zeros((len(self.sentences), len(VOTES)), np.float32)

    def example(self) -> ReaderExample:
        self.mentions = list(self._mentions())
        quotations = tuple(self._quotations())
        events = tuple(self._events())
        relations = tuple(self._relations())
        self._outlooks()
        return ReaderExample(
            self.document.name,
            self.document.lang or "de",
            self.ids,
            self.spans,
            self.bounds.astype(np.int64),
            self.labels,
            self.votes,
            tuple(self.mentions),
            events,
            quotations,
            relations,
            tuple(self._quantities()),
            tuple(run for record in self.annotation.times if (run := self._run(record.sentence, record.text, "time"))),
            tuple(self.document.sentences.values()),
        )

    def _mentions(self) -> Iterable[MentionExample]:
        bearers: dict[str, int] = {}
        for at, actor in enumerate(self.annotation.actors):
            for surface in actor.surfaces:
                bearers.setdefault(surface, at)
        if not bearers:
            return
        longest = sorted(bearers, key=lambda surface: (-len(surface), surface))
        pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")
        for number, sentence in enumerate(self.sentences):
            for match in pattern.finditer(self.text, sentence.start, sentence.end):
                actor = bearers[match.group()]
                record = self.annotation.actors[actor]
                run = self._run_of(Span(*match.span()))
                if run is None:
                    continue
                self._put("name", run, KINDS.index(record.kind.value))
                sector = record.sector or "-"
                self.labels["sector"][slice(*run)] = SECTORS.index(sector) if sector in SECTORS else NO_LABEL
                yield MentionExample(run, number, actor, record.kind.value)

    def _quotations(self) -> Iterable[QuotationExample]:
        for record in self.annotation.quotations:
            span = self._span(record.sentence, record.text, "quotation")
            run = span and self._run_of(span)
            if span is None or run is None:
                continue
            self._put("quotation", run, QUOTATIONS.index(record.kind))
            if record.modality:
                self.labels["modality"][slice(*run)] = MODALITIES.index(record.modality)
            cue = self._run(record.sentence, record.cue, "cue") if record.cue else None
            if cue:
                self._put("cue", cue, 0)
            words = self._beside(record.sentence, record.speaker, span) if record.speaker else None
            speaker = words and self._run_of(words)
            if speaker:
                self._put("speaker", speaker, 0)
            yield QuotationExample(run, self.numbers[record.sentence], self._speaker(record, speaker))

    def _speaker(self, record: QuotationRecord, run: Run | None) -> int | None:
        if record.speaker_actor:
            return self.actors.get(record.speaker_actor)
        inside = [m for m in self.mentions if run and run[0] <= m.run[0] and m.run[1] <= run[1]]
        acting = [m for m in inside if m.kind in ("PER", "GROUP")] or [m for m in inside if m.kind in ("ORG", "STATE")]
        return acting[0].actor if acting else None

    def _events(self) -> Iterable[EventExample]:
        for record in self.annotation.events:
            run = self._run(record.sentence, record.trigger, "event")
            if run is None or record.type not in TYPES:
                continue
            sentence = self.numbers[record.sentence]
            self._put("event", run, 0)
            self.labels["type"][run[0] : run[1]] = TYPES.index(record.type)
            self.labels["realis"][run[0] : run[1]] = REALIS.index(record.realis)
            self.votes[sentence, VOTES.index(record.type)] = 1
            sides = [
                frozenset(self.actors[a] for a in side if a in self.actors) for side in (record.sources, record.targets)
            ]
            what = self._run(record.sentence, record.what, "object") if record.what else None
            if what:
                self._put("object", what, 0)
            place = self._run(record.sentence, record.place, "place") if record.place else None
            time = self._run(record.sentence, record.time, "event time") if record.time else None
            yield EventExample(run, sentence, sides[0], sides[1], place, time)

    def _relations(self) -> Iterable[RelationExample]:
        evidence: dict[tuple[int, str], Run] = {}
        for record in self.annotation.relations:
            key = (record.sentence, record.text)
            run = evidence.get(key) or self._run(record.sentence, record.text, "relation")
            if run is None or record.actor_a == record.actor_b:
                continue
            if key not in evidence:
                self._put("relation", run, 0)
                evidence[key] = run
            sentence = self.numbers[record.sentence]
            self.votes[sentence, VOTES.index("relation")] = 1
            sides = frozenset({self.actors[record.actor_a], self.actors[record.actor_b]})
            dimension = DIMENSIONS.index(record.dimension)
            change = CHANGES.index(record.change or "-")
            yield RelationExample(run, sentence, sides, dimension, record.value + 2, change)

    def _quantities(self) -> Iterable[QuantityExample]:
        for record in self.annotation.quantities:
            run = self._run(record.sentence, record.text, "quantity")
            if run:
                owner = self.actors.get(record.owner) if record.owner else None
                yield QuantityExample(run, self.numbers[record.sentence], owner)

    def _outlooks(self) -> None:
        for record in self.annotation.outlooks:
            if record.sentence not in self.numbers:
                continue
            kind = "forecast" if record.condition is None else "conditional"
            self.votes[self.numbers[record.sentence], VOTES.index(kind)] = 1
            parts = (("forecast", record.text),)
            if record.condition is not None:
                parts = (("condition", record.condition), ("consequence", record.text))
            for layer, words in parts:
                run = self._run(record.sentence, words, layer)
                if run:
                    self._put(layer, run, 0)

    def _span(self, sentence: int, words: str | None, layer: str) -> Span | None:
        if sentence not in self.numbers or not words:
            return None
        taken = self.taken.setdefault(layer, [])
        span = first_unused(words, self.text, self.sentences[self.numbers[sentence]], taken)
        taken += [span] if span else []
        return span

    def _run(self, sentence: int, words: str | None, layer: str) -> Run | None:
        span = self._span(sentence, words, layer)
        return span and self._run_of(span)

    def _beside(self, sentence: int, words: str, text: Span) -> Span | None:
        """Return the occurrence of `words` that is nearest to `text` and not in it."""
        bound = self.sentences[self.numbers[sentence]]
        found = re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", bound.cut(self.text))
        spans = [Span(bound.start + m.start(), bound.start + m.end()) for m in found]
        free = [span for span in spans if not span.overlaps(text)]
        return min(free, key=lambda span: max(text.start - span.end, span.start - text.end), default=None)

    def _run_of(self, span: Span) -> Run | None:
        starts, ends = self.spans[:, 0], self.spans[:, 1]
        inside = np.flatnonzero((starts < span.end) & (ends > span.start) & (ends > starts))
        return (int(inside[0]), int(inside[-1]) + 1) if len(inside) else None

    def _put(self, layer: str, run: Run, kind: int) -> None:
        """Label the free subwords of a run; where two marks share a subword, the first put has it."""
        labels = self.labels[layer]
        free = np.flatnonzero(labels[slice(*run)] == 0) + run[0]
        if len(free):
            labels[free] = 2 * kind + 2
            labels[free[0]] -= 1


def windows_of(example: ReaderExample, longest: Sequence[int]) -> list[Run]:
    """Return runs of sentences, the n-th of at most `longest[n]` subwords (the last goes on); one sentence at least."""
    found: list[Run] = []
    first = 0
    for at in range(len(example.bounds) - 1):
        allowed = longest[min(len(found), len(longest) - 1)]
        if at > first and example.bounds[at + 1] - example.bounds[first] > allowed:
            found.append((first, at))
            first = at
    return [*found, (first, len(example.bounds) - 1)]
