"""The marks of an annotated article that token heads learn: spans with a kind, layer by layer, and their BIO labels."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from lagebild.reading.marks import MentionKind
from lagebild.reading.model.tokenizer import SubwordTokenizer
from lagebild.scoring.ann import (
    REALIS,
    Annotation,
    Document,
    OutlookRecord,
    QuotationRecord,
    parse_annotation,
    parse_document,
)
from lagebild.scoring.gold import GoldArticle, first_unused, gold_of
from lagebild.spans import Span

EVENT_TYPES = (
    *("AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "REQUEST"),
    *("ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
)
LAYERS: dict[str, tuple[str, ...]] = {
    "name": tuple(sorted(kind.value for kind in MentionKind)),
    "quotation": ("direct", "free", "indirect", "reported"),
    "cue": ("cue",),
    "speaker": ("speaker",),
    "event": EVENT_TYPES,
    "time": ("time",),
    "quantity": ("quantity",),
    "relation": ("relation",),
    "condition": ("condition",),
    "consequence": ("consequence",),
    "forecast": ("forecast",),
}
"""The kinds of each layer; label 0 is outside, 2k+1 begins kind k, 2k+2 goes on with it."""
REALIS_KINDS = tuple(sorted(REALIS))
NO_LABEL = -100
"""What the loss leaves out: realis where no event is."""

Marks = dict[str, list[tuple[Span, str]]]


@dataclass(frozen=True, slots=True)
class LabelledSentence:
    """A sentence as piece ids, the span of each piece in the article, and a label of each piece for every layer."""

    ids: NDArray[np.int64]
    spans: NDArray[np.int64]
    labels: dict[str, NDArray[np.int64]]


@dataclass(frozen=True, slots=True)
class LabelledArticle:
    """An article with its gold marks and its sentences."""

    name: str
    lang: str
    marks: Marks
    bounds: tuple[Span, ...]
    sentences: tuple[LabelledSentence, ...]


def labelled(file: Path, tokenizer: SubwordTokenizer) -> LabelledArticle:
    """Return the article in `docs/NAME.txt` with the marks of `out/NAME.ann`; raises AnnotationError."""
    document = parse_document(file.read_text(encoding="utf-8"), file=str(file))
    annotated = file.parents[1] / "out" / f"{file.stem}.ann"
    annotation = parse_annotation(annotated.read_text(encoding="utf-8"), file=str(annotated))
    gold = gold_of(document, annotation)
    marks = marks_of(document, annotation, gold)
    cuts = tokenizer.subwords([span.cut(gold.text) for span in gold.sentences])
    sentences = []
    for bound, cut in zip(gold.sentences, cuts, strict=True):
        spans = np.stack([cut.starts, cut.ends], axis=1).astype(np.int64) + bound.start
        labels = {layer: bio_labels(spans, marks[layer], kinds) for layer, kinds in LAYERS.items()}
        labels["realis"] = inside_labels(spans, marks["realis"])
        sentences.append(LabelledSentence(cut.ids.astype(np.int64), spans, labels))
    return LabelledArticle(document.name, gold.lang, marks, gold.sentences, tuple(sentences))


def marks_of(document: Document, annotation: Annotation, gold: GoldArticle) -> Marks:
    """Return the spans of every layer; a string that does not stand in its sentence is left out."""
    place = _Placing(gold.text, dict(zip(document.sentences, gold.sentences, strict=True)))
    events = [(place.unused(e.sentence, e.trigger, "event"), e) for e in annotation.events]
    marks: Marks = {
        "name": [(name.span, min(name.kinds).value) for name in gold.names],
        "event": [(span, event.type) for span, event in events if span],
        "realis": [(span, event.realis) for span, event in events if span],
        "time": [(time.span, "time") for time in gold.times],
        "quantity": [(quantity.span, "quantity") for quantity in gold.quantities],
        "relation": place.all((r.sentence, r.text, "relation") for r in annotation.relations),
    }
    return marks | _quotation_marks(annotation.quotations, place) | _outlook_marks(annotation.outlooks, place)


class _Placing:
    """Finds annotated strings in the text of an article."""

    def __init__(self, text: str, sentences: dict[int, Span]) -> None:
        self.text, self.sentences = text, sentences
        self.taken: dict[str, list[Span]] = {}

    def unused(self, sentence: int, words: str, layer: str) -> Span | None:
        taken = self.taken.setdefault(layer, [])
        span = first_unused(words, self.text, self.sentences[sentence], taken) if sentence in self.sentences else None
        taken += [span] if span else []
        return span

    def all(self, records: Iterable[tuple[int, str, str]]) -> list[tuple[Span, str]]:
        found = [(self.unused(sentence, words, layer), layer) for sentence, words, layer in records]
        return [(span, layer) for span, layer in found if span]

    def beside(self, sentence: int, words: str, text: Span) -> Span | None:
        """Return the occurrence of `words` that is nearest to `text` and not in it."""
        bound = self.sentences[sentence]
        starts = [
            bound.start + m.start() for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", bound.cut(self.text))
        ]
        spans = [span for start in starts if not (span := Span(start, start + len(words))).overlaps(text)]
        return min(spans, key=lambda span: max(text.start - span.end, span.start - text.end), default=None)


def _quotation_marks(records: Sequence[QuotationRecord], place: _Placing) -> Marks:
    marks: Marks = {"quotation": [], "cue": [], "speaker": []}
    for record in records:
        text = place.unused(record.sentence, record.text, "quotation")
        if text is None:
            continue
        marks["quotation"].append((text, record.kind))
        cue = place.unused(record.sentence, record.cue, "cue") if record.cue else None
        speaker = place.beside(record.sentence, record.speaker, text) if record.speaker else None
        for layer, span in (("cue", cue), ("speaker", speaker)):
            if span and (span, layer) not in marks[layer]:
                marks[layer].append((span, layer))
    return marks


def _outlook_marks(records: Sequence[OutlookRecord], place: _Placing) -> Marks:
    conditionals = [r for r in records if r.condition is not None]
    return {
        "condition": place.all((r.sentence, r.condition or "", "condition") for r in conditionals),
        "consequence": place.all((r.sentence, r.text, "consequence") for r in conditionals),
        "forecast": place.all((r.sentence, r.text, "forecast") for r in records if r.condition is None),
    }


def bio_labels(spans: NDArray[np.int64], marks: Sequence[tuple[Span, str]], kinds: Sequence[str]) -> NDArray[np.int64]:
    """Return a label for each piece; where two marks share a piece, the one that begins first has it."""
    labels = np.zeros(len(spans), np.int64)
    for mark, kind in sorted(marks):
        inside = np.flatnonzero(_covered(spans, mark) & (labels == 0))
        if len(inside):
            labels[inside[0] : inside[-1] + 1] = 2 * kinds.index(kind) + 2
            labels[inside[0]] -= 1
    return labels


def inside_labels(spans: NDArray[np.int64], marks: Sequence[tuple[Span, str]]) -> NDArray[np.int64]:
    """Return the realis of the event that each piece belongs to, NO_LABEL elsewhere."""
    labels = np.full(len(spans), NO_LABEL, np.int64)
    for mark, kind in marks:
        labels[_covered(spans, mark)] = REALIS_KINDS.index(kind)
    return labels


def _covered(spans: NDArray[np.int64], mark: Span) -> NDArray[np.bool_]:
    return (spans[:, 0] < mark.end) & (spans[:, 1] > mark.start) & (spans[:, 1] > spans[:, 0])


def marks_from(labels: NDArray[np.int64], spans: NDArray[np.int64], kinds: Sequence[str]) -> list[tuple[Span, str]]:
    """Return the marks that a row of labels stands for; a mark may begin with a continuing label."""
    found: list[tuple[Span, str]] = []
    before = 0
    for given, (start, end) in zip(labels.tolist(), spans.tolist(), strict=True):
        label = given
        if label and label % 2 == 0 and before in (label, label - 1):
            if end > start:
                found[-1] = (Span(found[-1][0].start, end), found[-1][1])
        elif label and end > start:
            found.append((Span(start, end), kinds[(label - 1) // 2]))
        else:
            label = 0
        before = label
    return found
