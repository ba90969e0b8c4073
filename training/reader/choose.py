"""Thresholds and calibration of the reader, chosen on the development articles.

`python -m training.reader.choose PATH… --run DISTILLED --state average.pt --out card.json` goes through the thresholds
one after the other and keeps for each what gives the best F1 of its own measure; then the confidence of each layer is
fitted to the share that is right (logistic, Platt 1999).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
import torch
from training.reader.judge import Judge, shown
from training.reader.train import loaded_model
from training.reader.unpack import packed_model, unpacked
from training.reader.vocabulary import cut_checkpoint

from lagebild.reading.model.decoding.thresholds import Thresholds
from lagebild.reading.model.tokenizer import SubwordTokenizer
from lagebild.scoring.score import ScoreCard

TRIED: tuple[tuple[str, str, str, tuple[float, ...]], ...] = (
    ("name", "names", "main", (-1.0, -0.5, 0.0, 0.5, 1.0)),
    ("quotation", "quotations", "tokens", (-1.0, -0.5, 0.0, 0.5, 1.0, 1.5)),
    ("speaker", "quotations", "speaker", (0.05, 0.1, 0.2, 0.3, 0.4)),
    ("event", "events", "type", (-1.0, -0.5, 0.0, 0.5, 1.0, 1.5)),
    ("event_vote", "events", "type", (0.0, 0.05, 0.1, 0.2, 0.3, 0.4)),
    ("source", "events", "actors", (0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6)),
    ("target", "events", "actors", (0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5)),
    ("owner", "quantities", "owner", (0.3, 0.4, 0.5, 0.6, 0.7)),
    ("relation", "relations", "pair", (0.1, 0.2, 0.3, 0.4, 0.5)),
    ("relation_pair", "relations", "pair", (0.1, 0.15, 0.2, 0.3, 0.4, 0.5)),
    ("relation", "relations", "pair", (0.1, 0.2, 0.3, 0.4, 0.5)),
    ("conditional", "outlooks", "conditional", (0.1, 0.2, 0.3, 0.4, 0.5, 0.6)),
    ("forecast", "outlooks", "forecast", (0.1, 0.2, 0.3, 0.4, 0.5, 0.6)),
)
"""Threshold, the layer and measure it is chosen by, and the values tried."""


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
    """Return for each layer slope and intercept on the log odds of its confidence."""
    told: dict[str, list[tuple[float, bool]]] = {}
    for article in card.by_article:
        for layer, comparison in article.layers.items():
            told.setdefault(layer, []).extend((j.confidence, j.right) for j in comparison.judgements)
    return {layer: fitted(pairs) for layer, pairs in told.items() if len(pairs) >= 30}


def fitted(pairs: Sequence[tuple[float, bool]]) -> tuple[float, float]:
    """Return slope and intercept of a logistic curve through confidences and whether they were right (Newton)."""
    shares = np.clip(np.array([c for c, _ in pairs]), 1e-3, 1 - 1e-3)
    x = np.stack([np.log(shares / (1 - shares)), np.ones(len(pairs))], 1)
    right = np.array([r for _, r in pairs], float)
    smooth = np.where(right > 0, (right.sum() + 1) / (right.sum() + 2), 1 / (len(right) - right.sum() + 2))
    weights = np.array([1.0, 0.0])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ weights))
        hessian = (x * (p * (1 - p))[:, None]).T @ x + 1e-3 * np.eye(2)
        weights = weights + np.linalg.solve(hessian, x.T @ (smooth - p) - 1e-3 * (weights - [1.0, 0.0]))
    return round(float(weights[0]), 4), round(float(weights[1]), 4)


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
    judge = Judge(loaded_model(given.run, given.state), tokenizer, given.paths)
    thresholds = chosen(judge, Thresholds())
    card = judge.card(thresholds)
    content = {"thresholds": asdict(thresholds), "calibration": calibration(card)}
    given.out.write_text(json.dumps(content, indent=1), encoding="utf-8")
    print(shown(card))


if __name__ == "__main__":
    main()
