"""A baseline: one linear head per layer on the distilled encoder, trained end to end on the annotated articles.

`python -m training.reader.heads --corpus CORPUS --run RUN --out FOLDER` trains, goes on where it was cut off, and logs
after every epoch precision, recall and F1 of each layer on the articles of `dev.txt`.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional
from training.reader.distil import loaded_student
from training.reader.encoder import Encoder
from training.reader.labels import (
    LAYERS,
    NO_LABEL,
    REALIS_KINDS,
    LabelledArticle,
    LabelledSentence,
    Marks,
    labelled,
    marks_from,
)
from training.reader.unpack import packed_model, unpacked
from training.reader.vocabulary import cut_checkpoint
from training.reader.windows import article_files, padded

from lagebild.reading.model.tokenizer import SubwordTokenizer

LENGTHS = (64, 128, 192, 256)
"""Subwords of a padded window: a fresh shape costs time."""
READ_LENGTH = 128
"""Subwords of the windows in which held-out articles are read."""


@dataclass(frozen=True, slots=True)
class HeadPlan:
    """What a run does; rates are the highest, after a linear warm-up and before a linear decay."""

    epochs: int = 12
    windows: int = 4
    longest: int = 192
    encoder_rate: float = 2e-4
    head_rate: float = 1e-3
    warmup: float = 0.1
    decay: float = 0.01
    dropout: float = 0.1
    seed: int = 7


class Reader(nn.Module):
    """The encoder with a head for every layer."""

    def __init__(self, encoder: Encoder, dropout: float) -> None:
        super().__init__()
        self.encoder, self.dropout = encoder, nn.Dropout(dropout)
        sizes = {layer: 2 * len(kinds) + 1 for layer, kinds in LAYERS.items()} | {"realis": len(REALIS_KINDS)}
        self.heads = nn.ModuleDict({layer: nn.Linear(encoder.shape.width, size) for layer, size in sizes.items()})

    def forward(self, ids: Tensor, real: Tensor) -> dict[str, Tensor]:
        """Return the scores of every label of every subword."""
        states = self.dropout(self.encoder(ids, real)[-1])
        return {layer: head(states) for layer, head in self.heads.items()}


Window = list[LabelledSentence]


def windows_of(article: LabelledArticle, longest: int, first: int = 0) -> list[Window]:
    """Return the article in windows of whole sentences; the first window ends before sentence `first`."""
    windows: list[Window] = [[]]
    for at, sentence in enumerate(article.sentences):
        used = sum(len(s.ids) for s in windows[-1])
        if windows[-1] and (used + len(sentence.ids) > longest - 2 or at == first):
            windows.append([])
        windows[-1].append(sentence)
    return [window for window in windows if window]


def inputs_of(windows: Sequence[Window]) -> tuple[Tensor, Tensor]:
    """Return ids and where they are no padding; a sentence longer than the longest window is cut."""
    rows = [np.concatenate([s.ids for s in window])[: LENGTHS[-1] - 2] for window in windows]
    needed = max(map(len, rows)) + 2
    ids, real = padded(rows, next(length for length in LENGTHS if length >= needed))
    return torch.from_numpy(ids), torch.from_numpy(real)


def labels_for(windows: Sequence[Window], layer: str, shape: tuple[int, int]) -> Tensor:
    """Return the labels of a layer in the shape of the inputs, NO_LABEL at marks and padding."""
    rows = np.full(shape, NO_LABEL, np.int64)
    for row, window in zip(rows, windows, strict=True):
        labels = np.concatenate([s.labels[layer] for s in window])[: shape[1] - 2]
        row[1 : len(labels) + 1] = labels
    return torch.from_numpy(rows)


def loss_of(scores: dict[str, Tensor], windows: Sequence[Window]) -> Tensor:
    """Return the sum of the layers' cross entropies."""
    total = torch.zeros(())
    for layer, logits in scores.items():
        wanted = labels_for(windows, layer, (logits.shape[0], logits.shape[1]))
        if (wanted != NO_LABEL).any():
            total = total + functional.cross_entropy(
                logits.float().flatten(0, 1), wanted.flatten(), ignore_index=NO_LABEL
            )
    return total


@torch.no_grad()
def read(reader: Reader, article: LabelledArticle) -> Marks:
    """Return the marks that the heads find; `realis` holds an entry for every event, in the same order."""
    found: Marks = {layer: [] for layer in (*LAYERS, "realis")}
    for window in windows_of(article, READ_LENGTH):
        scores = reader(*inputs_of([window]))
        spans = np.concatenate([s.spans for s in window])[: LENGTHS[-1] - 2]
        best = {layer: logits[0, 1 : len(spans) + 1].argmax(-1).numpy() for layer, logits in scores.items()}
        for layer, kinds in LAYERS.items():
            found[layer] += marks_from(best[layer], spans, kinds)
        for mark, _ in found["event"][len(found["realis"]) :]:
            first = int(np.flatnonzero(spans[:, 0] >= mark.start)[0])
            found["realis"].append((mark, REALIS_KINDS[best["realis"][first]]))
    return found


Keys = Counter[tuple[object, ...]]


def keys_of(article: LabelledArticle, marks: Marks) -> dict[str, Keys]:
    """Return what is compared: each layer's spans with kind, quotation characters, event types by sentence."""
    keys: dict[str, Keys] = {layer: Counter((article.name, *m) for m in marks[layer]) for layer in LAYERS}
    characters = {(article.name, at) for span, _ in marks["quotation"] for at in range(span.start, span.end)}
    keys["quotation characters"] = Counter(characters)
    sentence = {m: next((i for i, b in enumerate(article.bounds) if m.start < b.end), -1) for m, _ in marks["event"]}
    keys["event by sentence"] = Counter({(article.name, sentence[m], kind) for m, kind in marks["event"]})
    pairs = zip(marks["event"], marks["realis"], strict=True)
    keys["event with realis"] = Counter({(article.name, sentence[m], kind, realis) for (m, kind), (_, realis) in pairs})
    return keys


def scores_on(reader: Reader, articles: Sequence[LabelledArticle]) -> dict[str, dict[str, float]]:
    """Return precision, recall, F1 and the number of gold items for each layer."""
    gold: dict[str, Keys] = {}
    ours: dict[str, Keys] = {}
    reader.eval()
    for article in articles:
        for side, marks in ((gold, article.marks), (ours, read(reader, article))):
            for layer, keys in keys_of(article, marks).items():
                side.setdefault(layer, Counter()).update(keys)
    return {
        layer: _figures((gold[layer] & ours[layer]).total(), ours[layer].total(), gold[layer].total()) for layer in gold
    }


def _figures(both: int, found: int, wanted: int) -> dict[str, float]:
    precision, recall = both / max(1, found), both / max(1, wanted)
    f1 = 2 * both / max(1, found + wanted)
    return {"p": round(precision, 3), "r": round(recall, 3), "f1": round(f1, 3), "gold": wanted}


def epoch_batches(articles: Sequence[LabelledArticle], plan: HeadPlan, epoch: int) -> list[list[Window]]:
    """Return the batches of an epoch, the same for the same seed; windows of like length stand together."""
    draw = np.random.default_rng((plan.seed, epoch))
    windows = [w for a in articles for w in windows_of(a, plan.longest, int(draw.integers(1, len(a.sentences) + 1)))]
    order: NDArray[np.int64] = draw.permutation(len(windows))
    pool = plan.windows * 8
    batches: list[list[Window]] = []
    for at in range(0, len(order), pool):
        alike = sorted((windows[i] for i in order[at : at + pool]), key=lambda w: sum(len(s.ids) for s in w))
        batches += [alike[i : i + plan.windows] for i in range(0, len(alike), plan.windows)]
    return [batches[i] for i in draw.permutation(len(batches))]


def trained(
    reader: Reader, articles: Sequence[LabelledArticle], dev: Sequence[LabelledArticle], plan: HeadPlan, folder: Path
) -> None:
    """Train from where `folder` has it, with a log line and a saved state after each epoch."""
    folder.mkdir(parents=True, exist_ok=True)
    state = folder / "state.pt"
    reader.encoder.word.weight.requires_grad_(False)
    parameters = [p for p in reader.encoder.parameters() if p.requires_grad]
    groups = [
        {"params": parameters, "rate": plan.encoder_rate},
        {"params": reader.heads.parameters(), "rate": plan.head_rate},
    ]
    optimiser = torch.optim.AdamW([g | {"lr": 0.0} for g in groups], weight_decay=plan.decay)
    first = _resumed(state, reader, optimiser)
    steps = plan.epochs * len(epoch_batches(articles, plan, 0))
    for epoch in range(first, plan.epochs):
        reader.train()
        torch.manual_seed(plan.seed + epoch)
        total, since, batches = 0.0, time.monotonic(), epoch_batches(articles, plan, epoch)
        for at, windows in enumerate(batches):
            done = (epoch + at / len(batches)) * steps / plan.epochs
            share = min((done + 1) / (plan.warmup * steps), (steps - done) / (steps * (1 - plan.warmup)))
            for group in optimiser.param_groups:
                group["lr"] = group["rate"] * share
            with torch.autocast("cpu", torch.bfloat16):
                loss = loss_of(reader(*inputs_of(windows)), windows)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
            optimiser.step()
            total += float(loss.detach())
        row = {"epoch": epoch + 1, "loss": round(total / len(batches), 4), "s": round(time.monotonic() - since)}
        with (folder / "log.jsonl").open("a", encoding="utf-8") as file:
            file.write(json.dumps(row | scores_on(reader, dev)) + "\n")
        model = {name: value for name, value in reader.state_dict().items() if name != "encoder.word.weight"}
        torch.save({"model": model, "optimiser": optimiser.state_dict(), "epoch": epoch + 1}, state.with_suffix(".new"))
        state.with_suffix(".new").replace(state)


def _resumed(state: Path, reader: Reader, optimiser: torch.optim.Optimizer) -> int:
    """Return the epoch to begin with."""
    if not state.exists():
        return 0
    saved = torch.load(state, weights_only=True)
    reader.load_state_dict(saved["model"], strict=False)
    optimiser.load_state_dict(saved["optimiser"])
    return int(saved["epoch"])


def main(arguments: Sequence[str] | None = None) -> None:
    """Train a run."""
    parser = argparse.ArgumentParser(description="Train token heads on the distilled encoder.")
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--run", type=Path, required=True, help="folder of the distilled student")
    parser.add_argument("--out", type=Path, required=True, help="folder for log and state")
    parser.add_argument("--epochs", type=int, default=HeadPlan().epochs)
    parser.add_argument("--threads", type=int, default=2)
    given = parser.parse_args(arguments)
    plan = HeadPlan(epochs=given.epochs)
    torch.manual_seed(plan.seed)
    torch.set_num_threads(given.threads)
    torch.set_flush_denormal(True)
    tokenizer = SubwordTokenizer(cut_checkpoint(unpacked(packed_model())).vocabulary)
    train, dev = ([labelled(f, tokenizer) for f in article_files(given.corpus, dev=held)] for held in (False, True))
    given.out.mkdir(parents=True, exist_ok=True)
    (given.out / "plan.json").write_text(json.dumps(asdict(plan)), encoding="utf-8")
    trained(Reader(loaded_student(given.run), plan.dropout), train, dev, plan, given.out)


if __name__ == "__main__":
    main()
