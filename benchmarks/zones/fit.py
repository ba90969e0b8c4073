"""Fits the weights of `lagebild.articles.zones` on the development pages and writes them as data.

    python -m benchmarks.zones.fit PATH_TO_TRAFILATURA

Logistic regression by Newton steps with a ridge penalty, blocks weighted by the square root of their words. Each page
is shown whole, without blank lines, cut to its article's surroundings, without its head, and as bare article text, so
that plain texts stay whole. English development pages are few: those whose markup gives no agreed text count half, with
what trafilatura finds in them where the annotated pieces agree.

The second look learns from first-look scores of pages that were left out (five folds).
"""

from __future__ import annotations

import csv
import re
import sys
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import trafilatura
from benchmarks.zones.gold import GoldPage, gold_pages, with_body
from benchmarks.zones.rendering import RenderedLine

from lagebild.articles.zones.blocks import blocks_of
from lagebild.articles.zones.features import (
    CONTEXT_FEATURES,
    SCORED_FEATURES,
    Matrix,
    in_context,
    own_features,
    with_scores,
)
from lagebild.articles.zones.region import probabilities

WEIGHTS = Path(__file__).parents[2] / "src/lagebild/articles/zones/weights.csv"
LANGUAGES = ("de", "en")
FOLDS = 5
RIDGE = 3.0
NEWTON_STEPS = 12
MOST_WORDS = 120
VIEW_WEIGHTS = (1.0, 0.6, 0.4, 0.4, 0.25, 0.25)
"""How much each view of a page counts, in the order of `_views`."""

SILVER_LANGUAGE = "en"
SILVER_WEIGHT = 0.5
"""Of pages with found instead of agreed text. In German, where such pages are not needed, they cost precision."""

_LIST_MARK = re.compile(r"^[-#*|] ?", re.M)

Line = tuple[RenderedLine, bool, bool]


@dataclass(frozen=True, slots=True)
class Example:
    """The blocks of one view of a page: features in context, whether body, and their weight (0 for neutral lines)."""

    fold: int
    context: Matrix
    is_body: Matrix
    weight: Matrix


def _views(page: GoldPage) -> Iterator[list[Line]]:
    assert page.is_body is not None
    lines = list(zip(page.lines, page.is_body, page.is_neutral, strict=True))
    body = [position for position, line in enumerate(lines) if line[1]]
    yield lines
    yield [line for line in lines if line[0].text]
    yield lines[max(0, body[0] - 6) : body[-1] + 1]
    yield [line for line in lines[body[0] :] if line[0].text]
    yield [line for line in lines if line[1] or not line[0].text]
    yield [line for line in lines if line[1]]


def _example(lines: Sequence[Line], fold: int, view_weight: float) -> Example:
    text = "\n".join(line.text for line, _, _ in lines)
    starts: list[int] = []
    at = 0
    for line, _, _ in lines:
        starts.append(at)
        at += len(line.text) + 1
    blocks = blocks_of(text)
    labels, weights = [], []
    for block in blocks:
        parts = lines[bisect_right(starts, block.start) - 1 : bisect_right(starts, block.end - 1)]
        sizes = [len(line.text.split()) for line, _, _ in parts]
        body = sum(size for size, (_, is_body, _) in zip(sizes, parts, strict=True) if is_body)
        neutral = sum(size for size, (_, _, is_neutral) in zip(sizes, parts, strict=True) if is_neutral)
        labels.append(2 * body > sum(sizes))
        counts = 2 * neutral <= sum(sizes)
        weights.append(view_weight * min(sum(sizes), MOST_WORDS) ** 0.5 if counts else 0.0)
    return Example(fold, in_context(own_features(text, blocks)), np.array(labels, float), np.array(weights))


def fitted(features: Matrix, labels: Matrix, weights: Matrix) -> Matrix:
    """Return the weights of a ridge-penalised logistic regression; the last one is the intercept."""
    used = weights > 0
    features, labels, weights = features[used], labels[used], weights[used]
    mean, spread = features.mean(axis=0), features.std(axis=0)
    spread[spread < 1e-3] = 1.0
    rows = np.hstack(((features - mean) / spread, np.ones((len(features), 1))))
    penalty = np.eye(rows.shape[1]) * RIDGE
    penalty[-1, -1] = 0.0
    solution = np.zeros(rows.shape[1])
    for _ in range(NEWTON_STEPS):
        score = probabilities(rows, np.append(solution, 0.0))
        gradient = rows.T @ (weights * (labels - score)) - penalty @ solution
        curvature = (rows * (weights * score * (1.0 - score) + 1e-6)[:, None]).T @ rows + penalty
        solution = solution + np.linalg.solve(curvature, gradient)
    plain = solution[:-1] / spread
    return np.append(plain, solution[-1] - plain @ mean)


def _fitted_on(examples: Sequence[Example], matrices: Sequence[Matrix]) -> Matrix:
    return fitted(
        np.vstack(matrices),
        np.concatenate([example.is_body for example in examples]),
        np.concatenate([example.weight for example in examples]),
    )


def two_looks(examples: Sequence[Example]) -> tuple[Matrix, Matrix]:
    """Return the weights of the first and the second look."""
    scored: list[Matrix] = [example.context for example in examples]
    for fold in range(FOLDS):
        others = [example for example in examples if example.fold != fold]
        first = _fitted_on(others, [example.context for example in others])
        for position, example in enumerate(examples):
            if example.fold == fold:
                scored[position] = with_scores(example.context, probabilities(example.context, first))
    return _fitted_on(examples, [example.context for example in examples]), _fitted_on(examples, scored)


def development_examples(checkout: Path) -> list[Example]:
    """Return the examples of the German and English development pages with agreed gold."""
    pages = [p for p in gold_pages(checkout) if not p.is_held_out and p.lang in LANGUAGES]
    agreed = [(page, 1.0) for page in pages if page.is_body]
    rest = [page for page in pages if page.is_body is None and page.lang == SILVER_LANGUAGE]
    found = [(page, SILVER_WEIGHT) for page in map(_silver, rest) if page.is_body]
    return [
        _example(view, number % FOLDS, page_weight * view_weight)
        for number, (page, page_weight) in enumerate(agreed + found)
        for view_weight, view in zip(VIEW_WEIGHTS, _views(page), strict=True)
        if any(line.text for line, _, _ in view)
    ]


def _silver(page: GoldPage) -> GoldPage:
    """Return the page with the text that trafilatura finds as its body, if the annotated pieces agree."""
    return with_body(page, _LIST_MARK.sub("", trafilatura.extract(page.html, include_comments=False) or ""))


def main() -> None:
    examples = development_examples(Path(sys.argv[1]))
    first, second = two_looks(examples)
    with WEIGHTS.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(("look", "feature", "weight"))
        for look, names, weights in (("first", CONTEXT_FEATURES, first), ("second", SCORED_FEATURES, second)):
            table.writerows((look, name, f"{w:.5f}") for name, w in zip((*names, "intercept"), weights, strict=True))
    print(f"{len(examples)} views, {sum(len(example.weight) for example in examples)} blocks: {WEIGHTS.name} written")


if __name__ == "__main__":
    main()
