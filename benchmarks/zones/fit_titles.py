"""Fits the weights of the headline ranker on the development pages and writes them as data.

    python -m benchmarks.zones.fit_titles PATH_TO_TRAFILATURA

A softmax over the lines above the first paragraph and "none", by gradient ascent with a ridge penalty; every line that
shows the annotated title is right, and "none" where no such line is among them. Printed is what five folds of pages,
each judged by weights from the other four, bring at several thresholds.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from benchmarks.zones.gold import GoldPage, folded, gold_pages
from numpy.typing import NDArray

from lagebild.articles.decoding import cleaned
from lagebild.articles.zones.blocks import blocks_of
from lagebild.articles.zones.features import Matrix
from lagebild.articles.zones.page import Page
from lagebild.articles.zones.title import FEATURES, candidates, features_of

WEIGHTS = Path(__file__).parents[2] / "src/lagebild/articles/zones/title_weights.csv"
LANGUAGES = ("de", "en")
FOLDS = 5
RIDGE = 0.02
"""Per page."""
STEPS = 1500
RATE = 0.05
THRESHOLDS = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)


@dataclass(frozen=True, slots=True)
class Ballot:
    """The candidates of one page: features, which are right, their words; last column and row stand for none."""

    features: Matrix
    is_right: Matrix
    lines: tuple[str, ...]


def ballot_of(gold: GoldPage) -> Ballot | None:
    """Return the ballot of a page that shows its annotated title, or None if there is nothing to choose from."""
    text = cleaned(gold.text)
    title = folded(gold.title or "")
    if not title or title not in folded(text):
        return None
    page = Page(text, blocks_of(text))
    numbers = candidates(text, page.blocks, page.heads, page.first, page.credits)
    if not numbers:
        return None
    lines = tuple(folded(page.heads[number]) for number in numbers)
    right = [bool(line) and (title in line or line in title) and len(line) > len(title) / 2 for line in lines]
    rows = [[*row, 0.0] for row in features_of(text, page.blocks, page.heads, numbers, page.first)]
    none = [0.0] * len(FEATURES) + [1.0]
    return Ballot(np.array([*rows, none], float), np.array([*right, not any(right)], float), (*lines, ""))


def fitted(ballots: Sequence[Ballot]) -> Matrix:
    """Return the weights of the features and of none."""
    stacked = np.vstack([ballot.features for ballot in ballots])
    starts = np.cumsum([0, *(len(ballot.is_right) for ballot in ballots)], dtype=np.int64)[:-1]
    page = np.repeat(np.arange(len(ballots), dtype=np.int64), [len(ballot.is_right) for ballot in ballots])
    right = np.concatenate([ballot.is_right for ballot in ballots])
    weights, mean, square = (np.zeros(stacked.shape[1]) for _ in range(3))
    for step in range(1, STEPS + 1):
        parts = _softmax(stacked @ weights, starts, page)
        wanted = parts * right
        wanted /= np.add.reduceat(wanted, starts)[page] + 1e-12
        slope = stacked.T @ (wanted - parts) / len(ballots) - RIDGE / len(ballots) ** 0.5 * weights
        mean, square = 0.9 * mean + 0.1 * slope, 0.999 * square + 0.001 * slope**2
        weights += RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return weights


def _softmax(odds: Matrix, starts: NDArray[np.int64], page: NDArray[np.int64]) -> Matrix:
    parts = np.exp(odds - np.maximum.reduceat(odds, starts)[page])
    return np.asarray(parts / np.add.reduceat(parts, starts)[page])


def _choice(ballot: Ballot, weights: Matrix) -> tuple[float, bool]:
    """Return the probability of the best line and whether it is right; lines with equal words count together."""
    odds = ballot.features @ weights
    parts = np.exp(odds - odds.max())
    parts /= parts.sum()
    shares: dict[str, float] = {}
    for line, part in zip(ballot.lines[:-1], parts, strict=False):
        shares[line] = shares.get(line, 0.0) + float(part)
    best = max(shares, key=shares.__getitem__)
    return shares[best], any(ballot.is_right[n] for n, line in enumerate(ballot.lines[:-1]) if line == best)


def cross_validated(ballots: Sequence[Ballot]) -> Iterator[tuple[float, bool]]:
    """Yield for each page the probability of the best line and whether it is right."""
    for fold in range(FOLDS):
        weights = fitted([ballot for number, ballot in enumerate(ballots) if number % FOLDS != fold])
        yield from (_choice(ballot, weights) for ballot in ballots[fold::FOLDS])


def main() -> None:
    pages = [p for p in gold_pages(Path(sys.argv[1])) if not p.is_held_out and p.lang in LANGUAGES]
    ballots = [ballot for page in pages if (ballot := ballot_of(page)) is not None]
    chosen = list(cross_validated(ballots))
    for least in THRESHOLDS:
        right = sum(is_right for probability, is_right in chosen if probability >= least) / len(chosen)
        none = sum(probability < least for probability, _ in chosen) / len(chosen)
        print(f"at least {least:.1f}: right {right:.3f} wrong {1 - right - none:.3f} none {none:.3f}")
    weights = fitted(ballots)
    with WEIGHTS.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(("feature", "weight"))
        table.writerows((name, f"{weight:.4f}") for name, weight in zip((*FEATURES, "none"), weights, strict=True))
    print(f"{len(ballots)} pages: {WEIGHTS.name} written")


if __name__ == "__main__":
    main()
