"""Training of the reader: every layer at once, on the annotated articles and the marked pairs.

`python -m training.reader.train --corpus CORPUS --run DISTILLED --out FOLDER` goes on where it was cut off. After each
epoch `FOLDER/log.jsonl` gets a line; `FOLDER/state.pt` holds the model, `FOLDER/average.pt` the moving average of its
weights, which is what is exported.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from training.reader.distil import loaded_student
from training.reader.dyads import DATA, DyadExample, dyad_loss, dyad_scores, examples_from, examples_in
from training.reader.encoder import sentence_vectors, teacher
from training.reader.examples import ReaderExample, example_of, windows_of
from training.reader.model import DYAD_TYPES, ReaderModel
from training.reader.objectives import WEIGHTS, Window, alone_loss, window_losses
from training.reader.renaming import renamed
from training.reader.unpack import packed_model, unpacked
from training.reader.vocabulary import cut_checkpoint
from training.reader.windows import OWN, article_files, files_in, padded

from lagebild.reading.model.tokenizer import SubwordTokenizer
from lagebild.scoring.ann import parse_annotation, parse_document

LENGTHS = (32, 64, 96, 128, 192, 256)
"""Subwords of a padded row: a fresh shape costs time."""
BATCH = 1024
"""Subwords of a batch."""
QUERY = "query: "
"""What e5 expects before a sentence."""


@dataclass(frozen=True, slots=True)
class TrainingPlan:
    """What a run does; rates are the highest, after a linear warm-up and before a fall along a cosine."""

    epochs: int = 20
    encoder_rate: float = 2e-4
    head_rate: float = 1e-3
    warmup: float = 0.06
    decay: float = 0.01
    dropout: float = 0.1
    renamings: int = 5
    original: float = 0.4
    average: float = 0.998
    dyads: float = 0.6
    alone_every: int = 2
    seed: int = 11


def loaded_examples(file: Path, tokenizer: SubwordTokenizer, renamings: int) -> list[ReaderExample]:
    """Return an annotated article, and the same under other names; raises AnnotationError."""
    annotated = file.parents[1] / "out" / f"{file.stem}.ann"
    document = parse_document(file.read_text(encoding="utf-8"), file=str(file))
    annotation = parse_annotation(annotated.read_text(encoding="utf-8"), file=str(annotated))
    found = [example_of(document, annotation, tokenizer)]
    for n in range(renamings):
        seed = sum(map(ord, file.stem)) * 100 + n
        other = example_of(*renamed(document, annotation, seed), tokenizer)
        found.append(replace(other, name=f"{file.stem}#{n}"))
    return found


def epoch_batches(
    articles: Sequence[Sequence[ReaderExample]], plan: TrainingPlan, epoch: int
) -> list[tuple[int, list[Window]]]:
    """Return the batches of an epoch as (padded length, windows); the same for the same seed and epoch."""
    draw = np.random.default_rng((plan.seed, epoch))
    by_length: dict[int, list[Window]] = {length: [] for length in LENGTHS}
    for variants in articles:
        at = 0 if len(variants) == 1 or draw.random() < plan.original else int(draw.integers(1, len(variants)))
        example = variants[at]
        longest = draw.choice([30, 62, 94, 126, 126, 190], size=60).tolist()
        for first, last in windows_of(example, longest):
            needed = int(example.bounds[last] - example.bounds[first]) + 2
            length = next((n for n in LENGTHS if n >= needed), LENGTHS[-1])
            by_length[length].append(Window(example, first, last))
    batches: list[tuple[int, list[Window]]] = []
    for length, windows in by_length.items():
        order = draw.permutation(len(windows))
        rows = BATCH // length
        batches += [(length, [windows[i] for i in order[at : at + rows]]) for at in range(0, len(order), rows)]
    return [batches[i] for i in draw.permutation(len(batches))]


@torch.no_grad()
def teacher_vectors(
    articles: Sequence[ReaderExample], tokenizer: SubwordTokenizer, cache: Path
) -> dict[str, NDArray[np.float32]]:
    """Return the original encoder's vectors of the sentences of each article, and their mean under "mean"."""
    stored = dict(np.load(cache).items()) if cache.exists() else {}
    keys = {_stored_as(a): a.name for a in articles}
    known = {keys.get(key, key): values for key, values in stored.items() if key in keys or key == "mean"}
    articles = [a for a in articles if a.name not in known]
    if not articles:
        return known
    original = teacher(cut_checkpoint(unpacked(packed_model())))
    prefix = tokenizer.subwords([QUERY])[0].ids.astype(np.int64)
    places = [(a.name, s) for a in articles for s in range(len(a.sentences))]
    rows = [
        np.concatenate([prefix, a.ids[a.bounds[s] : a.bounds[s + 1]]])[:254]
        for a in articles
        for s in range(len(a.sentences))
    ]
    order = sorted(range(len(rows)), key=lambda i: len(rows[i]))
    vectors = np.zeros((len(rows), original.shape.width), np.float32)
    for at in range(0, len(order), 32):
        chosen = order[at : at + 32]
        needed = len(rows[chosen[-1]]) + 2
        ids, real = map(torch.from_numpy, padded([rows[i] for i in chosen], next(n for n in LENGTHS if n >= needed)))
        with torch.autocast("cpu", torch.bfloat16):
            states = original(ids, real)[-1]
        vectors[chosen] = sentence_vectors(states.float(), real).numpy()
    of_article: dict[str, list[NDArray[np.float32]]] = {}
    for (name, _), vector in zip(places, vectors, strict=True):
        of_article.setdefault(name, []).append(vector)
    found = {"mean": vectors.mean(0)} | known | {name: np.array(values) for name, values in of_article.items()}
    names = {name: key for key, name in keys.items()}
    np.savez(cache, **{names.get(name, name): values for name, values in found.items()})  # type: ignore[arg-type]
    return found


def _stored_as(article: ReaderExample) -> str:
    """Return the name under which an article's vectors are stored: another once its text has changed."""
    digest = hashlib.sha256("\n".join(article.sentences).encode()).hexdigest()[:16]
    return f"{article.name}-{digest}"


def rate_at(share: float, plan: TrainingPlan) -> float:
    """Return the part of the highest rate at a share of the run."""
    if share < plan.warmup:
        return share / plan.warmup
    return 0.02 + 0.98 * 0.5 * (1 + float(np.cos(np.pi * (share - plan.warmup) / (1 - plan.warmup))))


def train(
    model: ReaderModel,
    articles: Sequence[Sequence[ReaderExample]],
    dyads: Sequence[DyadExample],
    dev_dyads: Sequence[DyadExample],
    vectors: dict[str, NDArray[np.float32]],
    plan: TrainingPlan,
    folder: Path,
) -> None:
    """Train from where `folder` has it."""
    model.encoder.word.weight.requires_grad_(False)
    encoder = [p for p in model.encoder.parameters() if p.requires_grad]
    known = {id(p) for p in model.encoder.parameters()}
    heads = [p for p in model.parameters() if id(p) not in known]
    groups = [
        {"params": encoder, "lr": 0.0, "highest": plan.encoder_rate},
        {"params": heads, "lr": 0.0, "highest": plan.head_rate},
    ]
    optimiser = torch.optim.AdamW(groups, weight_decay=plan.decay, fused=True)
    average = {name: value.clone() for name, value in model.state_dict().items() if name != "encoder.word.weight"}
    first = _resumed(folder, model, optimiser, average)
    for epoch in range(first, plan.epochs):
        model.train()
        torch.manual_seed(plan.seed + epoch)
        batches = epoch_batches(articles, plan, epoch)
        pairs = _dyad_batches(dyads, plan, epoch, len(batches))
        alone = _alone_batches([variants[0] for variants in articles], plan, epoch)
        totals: dict[str, list[float]] = {}
        since = time.monotonic()
        for at, (length, windows) in enumerate(batches):
            rate = rate_at((epoch + at / len(batches)) / plan.epochs, plan)
            for group in optimiser.param_groups:
                group["lr"] = group["highest"] * rate
            with torch.autocast("cpu", torch.bfloat16):
                losses = window_losses(model, windows, length, vectors)
                marked = next(pairs)
                if marked:
                    losses["dyad"] = dyad_loss(model, marked)
                if at % plan.alone_every == 0:
                    losses["alone"] = alone_loss(model, *next(alone), vectors)
            total = sum(WEIGHTS[name] * loss for name, loss in losses.items())
            optimiser.zero_grad()
            total.backward()  # type: ignore[union-attr]
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            for name, loss in losses.items():
                totals.setdefault(name, []).append(float(loss.detach()))
            if at % 25 == 24:
                print(epoch + 1, at + 1, len(batches), round(time.monotonic() - since), "s", flush=True)
            if at % 2 == 0:
                _follow(average, model, plan.average, epoch * len(batches) + at)
        row: dict[str, object] = {"epoch": epoch + 1, "s": round(time.monotonic() - since)}
        row |= {name: round(float(np.mean(values)), 3) for name, values in totals.items()}
        if dev_dyads:
            row["dyad right"] = dyad_accuracy(model, dev_dyads)
        with (folder / "log.jsonl").open("a", encoding="utf-8") as file:
            file.write(json.dumps(row) + "\n")
        _save(folder, model, optimiser, average, epoch + 1)


def _dyad_batches(
    dyads: Sequence[DyadExample], plan: TrainingPlan, epoch: int, number: int
) -> Iterator[list[DyadExample]]:
    draw = np.random.default_rng((plan.seed, epoch, 1))
    order = draw.permutation(len(dyads))[: round(len(dyads) * plan.dyads)]
    each = -(-len(order) // max(1, number))
    for at in range(number):
        yield [dyads[i] for i in order[at * each : (at + 1) * each]]


def _alone_batches(
    articles: Sequence[ReaderExample], plan: TrainingPlan, epoch: int
) -> Iterator[tuple[list[Window], int]]:
    """Yield batches of drawn sentences of like length, each a window of its own, and the padded length."""
    draw = np.random.default_rng((plan.seed, epoch, 2))
    while True:
        drawn = [articles[i] for i in draw.integers(len(articles), size=64)]
        places = [(a, int(draw.integers(len(a.sentences)))) for a in drawn]
        windows = sorted((Window(a, s, s + 1) for a, s in places), key=lambda w: w.run[1] - w.run[0])
        for length in (32, 64):
            fits = [w for w in windows if length // 2 < w.run[1] - w.run[0] + 2 <= length]
            if len(fits) >= 512 // length:
                yield fits[: 512 // length], length


@torch.no_grad()
def dyad_accuracy(model: ReaderModel, examples: Sequence[DyadExample]) -> float:
    """Return the share of marked pairs whose most likely type is right."""
    model.eval()
    right = 0
    for at in range(0, len(examples), 32):
        part = examples[at : at + 32]
        best = dyad_scores(model, part).argmax(-1).tolist()
        right += sum(b == e.type for b, e in zip(best, part, strict=True))
    return round(right / len(examples), 3)


def _follow(average: dict[str, torch.Tensor], model: ReaderModel, share: float, step: int) -> None:
    share = min(share, (1 + step) / (20 + step))
    for name, value in model.state_dict().items():
        if name in average:
            average[name].mul_(share**2).add_(value, alpha=1 - share**2)


def _resumed(
    folder: Path, model: ReaderModel, optimiser: torch.optim.Optimizer, average: dict[str, torch.Tensor]
) -> int:
    if not (folder / "state.pt").exists():
        return 0
    saved = torch.load(folder / "state.pt", weights_only=True)
    model.load_state_dict(saved["model"], strict=False)
    optimiser.load_state_dict(saved["optimiser"])
    average.update(torch.load(folder / "average.pt", weights_only=True))
    return int(saved["epoch"])


def _save(
    folder: Path, model: ReaderModel, optimiser: torch.optim.Optimizer, average: dict[str, torch.Tensor], epoch: int
) -> None:
    state = {name: value for name, value in model.state_dict().items() if name != "encoder.word.weight"}
    torch.save(average, folder / "average.new")
    torch.save({"model": state, "optimiser": optimiser.state_dict(), "epoch": epoch}, folder / "state.new")
    (folder / "average.new").replace(folder / "average.pt")
    (folder / "state.new").replace(folder / "state.pt")


def loaded_model(run: Path, state: Path) -> ReaderModel:
    """Return the model whose averaged weights are in `state`, on the embeddings of a distilled run."""
    model = ReaderModel(loaded_student(run))
    model.load_state_dict(torch.load(state, weights_only=True), strict=False)
    return model.eval()


def main(arguments: Sequence[str] | None = None) -> None:
    """Train a run."""
    parser = argparse.ArgumentParser(description="Train the reader.")
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--run", type=Path, required=True, help="folder of the distilled student")
    parser.add_argument("--out", type=Path, required=True, help="folder for log and state")
    parser.add_argument("--epochs", type=int, default=TrainingPlan().epochs)
    parser.add_argument("--start", type=Path, help="state.pt of an earlier run to begin with")
    parser.add_argument("--encoder-rate", type=float, default=TrainingPlan().encoder_rate)
    parser.add_argument("--threads", type=int, default=1)
    given = parser.parse_args(arguments)
    plan = TrainingPlan(epochs=given.epochs, encoder_rate=given.encoder_rate)
    torch.manual_seed(plan.seed)
    torch.set_num_threads(given.threads)
    torch.set_flush_denormal(True)
    tokenizer = SubwordTokenizer(cut_checkpoint(unpacked(packed_model())).vocabulary)
    files = [*article_files(given.corpus, dev=False), *files_in(OWN, dev=False)]
    articles = [loaded_examples(file, tokenizer, plan.renamings) for file in files]
    given.out.mkdir(parents=True, exist_ok=True)
    vectors = teacher_vectors([a[0] for a in articles], tokenizer, given.out / "vectors.npz")
    dyads = [e for article in articles for e in examples_from(article[0], tokenizer)]
    print(len(articles), "articles,", sum(len(a[0].ids) for a in articles), "subwords,", len(dyads), "pairs from them")
    for name in ("plover_pairs.tsv", "plover_pairs_own.tsv"):
        dyads += examples_in(DATA / name, tokenizer) if (DATA / name).exists() else []
    dev = DATA / "plover_pairs_dev.tsv"
    dev_dyads = examples_in(dev, tokenizer) if dev.exists() else []
    print(len(dyads), "pairs,", len(dev_dyads), "to choose by;", len(DYAD_TYPES), "types", flush=True)
    told = asdict(plan) | {"articles": len(articles), "pairs": len(dyads)}
    (given.out / "plan.json").write_text(json.dumps(told), encoding="utf-8")
    model = ReaderModel(loaded_student(given.run), plan.dropout)
    if given.start:
        model.load_state_dict(torch.load(given.start, weights_only=True)["model"], strict=False)
    train(model, articles, dyads, dev_dyads, vectors, plan, given.out)


if __name__ == "__main__":
    main()
