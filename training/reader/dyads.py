"""Sentences with a marked source and target, and the type of what one does to the other: for `code_dyad`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional
from training.reader.examples import ReaderExample, Run
from training.reader.model import DYAD_TYPES, ReaderModel

from lagebild.reading.dyad import SOURCE_MARKS, TARGET_MARKS
from lagebild.reading.model.tokenizer import SubwordTokenizer

DATA = Path(__file__).parent / "data"
LONGEST = 94


@dataclass(frozen=True, slots=True)
class DyadExample:
    """A marked sentence: ids, the places of the two opening marks in them, and the type's place in DYAD_TYPES."""

    ids: NDArray[np.int64]
    source: int
    target: int
    type: int
    weight: float


_MARKED = re.compile(r"\[([ST]):([^\]]+)\]")


def examples_in(file: Path, tokenizer: SubwordTokenizer) -> list[DyadExample]:
    """Return the sentences of a file `lang, type, sentence` with `[S:…]` and `[T:…]`."""
    found = []
    for line in file.read_text(encoding="utf-8").splitlines()[1:]:
        _, kind, text = line.split("\t")[:3]
        example = example_of(_MARKED.sub(_with_marks, text), kind, 1.0, tokenizer)
        if example:
            found.append(example)
    return found


def _with_marks(match: re.Match[str]) -> str:
    opening, closing = SOURCE_MARKS if match[1] == "S" else TARGET_MARKS
    return f"{opening} {match[2]} {closing}"


def example_of(marked: str, kind: str, weight: float, tokenizer: SubwordTokenizer) -> DyadExample | None:
    """Return a marked sentence as ids; None if a mark falls off its end."""
    ids = tokenizer.subwords([marked])[0].ids.astype(np.int64)[:LONGEST]
    opening = [tokenizer.vocabulary.pieces.index("▁" + mark[0]) for mark in (SOURCE_MARKS, TARGET_MARKS)]
    places = [np.flatnonzero(ids == piece) for piece in opening]
    if not all(len(p) for p in places):
        return None
    return DyadExample(ids, int(places[0][0]), int(places[1][0]), DYAD_TYPES.index(kind), weight)


def examples_from(example: ReaderExample, tokenizer: SubwordTokenizer, weight: float = 0.5) -> Iterable[DyadExample]:
    """Yield the events of an annotated article whose one source and one target stand in the sentence of the trigger."""
    offsets, at = [], 0
    for sentence in example.sentences:
        offsets.append(at)
        at += len(sentence) + 1
    told: dict[tuple[int, Run, Run], set[str]] = {}
    for event in example.events:
        kind = int(example.labels["type"][event.run[0]])
        sides = []
        for actors in (event.sources, event.targets):
            places = [m for m in example.mentions if m.sentence == event.sentence and m.actor in actors]
            sides.append(places[0] if len(actors) == 1 and len(places) == 1 else None)
        if sides[0] and sides[1] and kind >= 0:
            key = (event.sentence, sides[0].run, sides[1].run)
            told.setdefault(key, set()).add(DYAD_TYPES[kind])
    for (sentence, source, target), kinds in told.items():
        if len(kinds) == 1:
            found = _marked(example, sentence, offsets[sentence], source, target)
            made = example_of(found, kinds.pop(), weight, tokenizer)
            if made:
                yield made


def _marked(example: ReaderExample, sentence: int, offset: int, source: Run, target: Run) -> str:
    text = example.sentences[sentence]
    cuts = []
    for run, marks in ((source, SOURCE_MARKS), (target, TARGET_MARKS)):
        cuts.append((int(example.spans[run[0], 0]) - offset, int(example.spans[run[1] - 1, 1]) - offset, marks))
    for start, end, (opening, closing) in sorted(cuts, reverse=True):
        text = f"{text[:start]}{opening} {text[start:end]} {closing}{text[end:]}"
    return text


def dyad_scores(model: ReaderModel, examples: Sequence[DyadExample]) -> Tensor:
    """Return the scores of the types of each example."""
    length = max(len(e.ids) for e in examples) + 2
    length = next(n for n in (32, 48, 64, 96) if n >= length)
    ids = np.ones((len(examples), length), np.int64)
    for row, example in zip(ids, examples, strict=True):
        row[: len(example.ids) + 2] = [0, *example.ids, 2]
    real = torch.from_numpy((ids != 1).astype(np.int64))
    states = model.dropout(model.encoder(torch.from_numpy(ids), real)[-1]).float()
    rows = torch.arange(len(examples))
    source = states[rows, torch.tensor([e.source + 1 for e in examples])]
    target = states[rows, torch.tensor([e.target + 1 for e in examples])]
    found: Tensor = model.dyad(torch.cat([source, target], -1))
    return found


def dyad_loss(model: ReaderModel, examples: Sequence[DyadExample]) -> Tensor:
    """Return the weighted cross entropy of a batch."""
    right = torch.tensor([e.type for e in examples])
    weights = torch.tensor([e.weight for e in examples])
    losses = functional.cross_entropy(dyad_scores(model, examples), right, reduction="none", label_smoothing=0.05)
    return (losses * weights).sum() / weights.sum()
