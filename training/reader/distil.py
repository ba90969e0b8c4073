"""Six layers that give the states of twelve.

The student begins with some of the teacher's layers and its frozen embeddings. It learns the teacher's states after
the layers that its own stand for, and the sentence vector. Every batch follows from the seed and the step, so that a
run that was cut off goes on as it would have: run the same command again.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional
from training.reader.encoder import Encoder, sentence_vectors, student, teacher
from training.reader.unpack import packed_model, unpacked
from training.reader.vocabulary import cut_checkpoint
from training.reader.windows import Ids, Texts, article_files, batch_of, padded, plain_windows, texts_of

from lagebild.reading.model.tokenizer import SubwordTokenizer

STORIES = Path(__file__).parents[2] / "tests/merging/stories"
"""Articles of the project that are no part of a corpus."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run does; `layers` are the teacher's layers (from 0) that the student begins with."""

    layers: tuple[int, ...] = (0, 4, 8, 9, 10, 11)
    steps: int = 3000
    rate: float = 3e-4
    warmup: int = 50
    decay: float = 0.01
    inner_weight: float = 0.3
    vector_weight: float = 2.0
    seed: int = 20
    save_every: int = 20
    measure_every: int = 400


class Targets:
    """What the student shall give: the teacher's states, measured in each dimension's own spread."""

    def __init__(self, original: Encoder, texts: Texts, seed: int) -> None:
        self.original = original
        with torch.no_grad():
            found = [original(*on(original, batch_of(texts, seed, FIRST_OF_SPREAD + n))) for n in range(4)]
        states = [torch.cat([batch[layer].flatten(0, 1) for batch in found]) for layer in range(len(found[0]))]
        self.means = [s.mean(0) for s in states]
        self.spreads = [s.std(0) + 1e-3 for s in states]


FIRST_OF_SPREAD = 1_000_000
"""The step whose batches measure the spread: none that training reaches."""


def on(encoder: Encoder, arrays: tuple[Ids, Ids]) -> tuple[Tensor, Tensor]:
    """Return two arrays as tensors beside the encoder's weights."""
    device = encoder.norm.weight.device
    return torch.from_numpy(arrays[0]).to(device), torch.from_numpy(arrays[1]).to(device)


def loss_of(states: list[Tensor], wanted: list[Tensor], real: Tensor, targets: Targets, plan: Plan) -> Tensor:
    """Return a batch's loss: squared distance after each layer from the one it was, the last from the end; vectors."""
    last = len(plan.layers) - 1
    total = torch.zeros((), device=real.device)
    for layer, own in enumerate(plan.layers):
        at, weight = (-1, 1.0) if layer == last else (own + 1, plan.inner_weight)
        distance = ((states[layer + 1].float() - wanted[at].float()) / targets.spreads[at]) ** 2
        total = total + weight * (distance.mean(-1) * real).sum() / real.sum()
    mean = targets.means[-1]
    ours, theirs = (sentence_vectors(s[-1].float() - mean, real) for s in (states, wanted))
    return total + plan.vector_weight * (1 - (ours * theirs).sum(-1)).mean()


@torch.no_grad()
def agreement(pupil: Encoder, targets: Targets, texts: Texts, length: int = 128) -> dict[str, float]:
    """Return how near the student comes on held-out articles.

    Cosine of token states and of window vectors, as they are and after the mean is taken off (all e5 vectors share a
    large common part, so the first says little).
    """
    found: dict[str, list[Tensor]] = {"token": [], "token_centred": [], "vector": [], "vector_centred": []}
    windows = plain_windows(texts, length)
    for at in range(0, len(windows), 8):
        ids, real = on(pupil, padded(windows[at : at + 8], length))
        ours, theirs = pupil(ids, real)[-1], targets.original(ids, real)[-1]
        for name, mean in (("", torch.zeros(())), ("_centred", targets.means[-1])):
            a, b = ours - mean.to(ours.device), theirs - mean.to(ours.device)
            found["token" + name].append(functional.cosine_similarity(a, b, dim=-1)[real.bool()])
            vectors = sentence_vectors(a, real), sentence_vectors(b, real)
            found["vector" + name].append((vectors[0] * vectors[1]).sum(-1))
    return {name: round(float(torch.cat(values).mean()), 4) for name, values in found.items()}


def rate_at(step: int, plan: Plan) -> float:
    """Return the learning rate: a rise over the warm-up, then a straight line down to a twentieth."""
    if step < plan.warmup:
        return plan.rate * (step + 1) / plan.warmup
    return plan.rate * (1 - 0.95 * (step - plan.warmup) / max(1, plan.steps - plan.warmup))


def distilled(pupil: Encoder, targets: Targets, texts: Texts, dev: Texts, plan: Plan, folder: Path) -> Encoder:
    """Train the student from where `folder` has it, and keep a log and the state there."""
    folder.mkdir(parents=True, exist_ok=True)
    log, state = folder / "log.jsonl", folder / "state.pt"
    pupil.word.weight.requires_grad_(False)
    trained = [p for p in pupil.parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW(trained, lr=plan.rate, weight_decay=plan.decay)
    first = _resumed(state, pupil, optimiser)
    total, counted, since = 0.0, 0, time.monotonic()
    for step in range(first, plan.steps):
        for group in optimiser.param_groups:
            group["lr"] = rate_at(step, plan)
        ids, real = on(pupil, batch_of(texts, plan.seed, step))
        with torch.autocast(ids.device.type, torch.bfloat16):
            with torch.no_grad():
                wanted = targets.original(ids, real)
            loss = loss_of(pupil(ids, real), wanted, real, targets, plan)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(trained, 1.0)
        optimiser.step()
        total, counted = total + float(loss.detach()), counted + 1
        if (step + 1) % plan.save_every == 0 or step + 1 == plan.steps:
            row = {"step": step + 1, "loss": round(total / counted, 4), "s": round(time.monotonic() - since)}
            if step + 1 == plan.steps or (step + 1) % plan.measure_every == 0:
                row |= agreement(pupil, targets, dev)
            with log.open("a", encoding="utf-8") as file:
                file.write(json.dumps(row) + "\n")
            _save(state, pupil, optimiser, step + 1)
            total, counted, since = 0.0, 0, time.monotonic()
    return pupil


def _resumed(state: Path, pupil: Encoder, optimiser: torch.optim.Optimizer) -> int:
    """Return the step to begin with."""
    if not state.exists():
        return 0
    saved = torch.load(state, weights_only=True, map_location=pupil.norm.weight.device)
    pupil.load_state_dict(saved["model"], strict=False)
    optimiser.load_state_dict(saved["optimiser"])
    return int(saved["step"])


def _save(state: Path, pupil: Encoder, optimiser: torch.optim.Optimizer, step: int) -> None:
    """Write all but the word embeddings, which stay the teacher's, in one move."""
    model = {name: value for name, value in pupil.state_dict().items() if name != "word.weight"}
    unfinished = state.with_suffix(".new")
    torch.save({"model": model, "optimiser": optimiser.state_dict(), "step": step}, unfinished)
    unfinished.replace(state)


def loaded_student(folder: Path) -> Encoder:
    """Return the student of a run, as far as it got."""
    plan = json.loads((folder / "plan.json").read_text(encoding="utf-8"))
    pupil = student(teacher(cut_checkpoint(unpacked(packed_model()))), plan["layers"])
    saved = torch.load(folder / "state.pt", weights_only=True, map_location="cpu")
    pupil.load_state_dict(saved["model"], strict=False)
    return pupil.eval()


def plan_from(arguments: Sequence[str] | None) -> tuple[argparse.Namespace, Plan]:
    """Return the command line's paths and its plan."""
    parser = argparse.ArgumentParser(description="Distil the encoder.")
    parser.add_argument("--corpus", type=Path, required=True, help="folder with */docs/*.txt and */dev.txt")
    parser.add_argument("--out", type=Path, required=True, help="folder for log and state")
    parser.add_argument("--layers", default=",".join(map(str, Plan().layers)))
    parser.add_argument("--steps", type=int, default=Plan().steps)
    parser.add_argument("--rate", type=float, default=Plan().rate)
    parser.add_argument("--warmup", type=int, default=Plan().warmup)
    parser.add_argument("--threads", type=int, default=2)
    given = parser.parse_args(arguments)
    layers = tuple(map(int, given.layers.split(",")))
    return given, Plan(layers=layers, steps=given.steps, rate=given.rate, warmup=given.warmup)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a plan."""
    given, plan = plan_from(arguments)
    torch.manual_seed(plan.seed)
    torch.set_num_threads(given.threads)
    torch.set_flush_denormal(True)
    checkpoint = cut_checkpoint(unpacked(packed_model()))
    tokenizer = SubwordTokenizer(checkpoint.vocabulary)
    texts = texts_of([*article_files(given.corpus, dev=False), *sorted(STORIES.glob("*.txt"))], tokenizer)
    dev = texts_of(article_files(given.corpus, dev=True), tokenizer)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    original = teacher(checkpoint).to(device)
    given.out.mkdir(parents=True, exist_ok=True)
    (given.out / "plan.json").write_text(json.dumps(asdict(plan)), encoding="utf-8")
    distilled(student(original, plan.layers), Targets(original, texts, plan.seed), texts, dev, plan, given.out)


if __name__ == "__main__":
    main()
