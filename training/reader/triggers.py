"""What the judge of triggers knows (`lagebild.reading.model.decoding.triggers`): words of events, and weights.

`python -m training.reader.triggers --corpus CORPUS` counts words in the articles that the model is trained on, then
fits the weights on articles that it is not trained on: the development articles of CORPUS, those of `corpus/training`
that `dev.txt` names, and `corpus/stories_training`. Both files are written into the package. Weights are those of a
logistic regression with a penalty on their squares (Newton's way).
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray
from training.reader.windows import OWN, article_files, files_in

from lagebild.reading.model.decoding import events
from lagebild.reading.model.decoding.triggers import FEATURES, Trigger, features, stem_of, word_counts
from lagebild.reading.read import read_article
from lagebild.scoring.ann import parse_annotation, parse_document
from lagebild.scoring.gold import GoldArticle
from lagebild.scoring.score import article_of, gold_articles

PACKAGE = Path(events.__file__).parent
STORIES = Path(__file__).parents[2] / "corpus/stories_training"
PENALTY = 2.0
"""What the square of a weight costs, in log likelihood times two."""
LEAST = 0.4
"""Chance from which a candidate is read: F1 is flat from 0.3 to 0.45, and a wrong one costs more than a missing one."""
OFTEN = 10
"""Words that never tell of an event are kept from so many occurrences on."""
_WORD = re.compile(r"[^\W\d_]+")

Floats = NDArray[np.float64]
_WORDS_HEAD = "# stem, occurrences in annotated articles, of these in triggers, types of these triggers\n"


def counted_words(files: Sequence[Path]) -> Iterator[str]:
    """Yield the lines of `trigger_words.tsv` from annotated articles."""
    occurrences: Counter[str] = Counter()
    types: dict[str, Counter[str]] = defaultdict(Counter)
    for file in files:
        annotated = file.parents[1] / "out" / f"{file.stem}.ann"
        document = parse_document(file.read_text(encoding="utf-8"), file=str(file))
        annotation = parse_annotation(annotated.read_text(encoding="utf-8"), file=str(annotated))
        for sentence in document.sentences.values():
            occurrences.update(stem_of(word) for word in _WORD.findall(sentence))
        for event in annotation.events:
            for word in _WORD.findall(event.trigger):
                types[stem_of(word)][event.type] += 1
    for stem, number in sorted(occurrences.items()):
        told = types.get(stem, Counter())
        if told or number >= OFTEN:
            named = ",".join(f"{name}:{count}" for name, count in sorted(told.items()))
            yield f"{stem}\t{number}\t{sum(told.values())}\t{named}\n"


def judged_candidates(gold: GoldArticle) -> tuple[Floats, list[bool]]:
    """Return the features of every candidate of an annotated article, and whether it is an event of its type."""
    seen: list[tuple[Sequence[Trigger], Floats]] = []

    def recorded(text: str, triggers: Sequence[Trigger], *sides: Sequence[bool]) -> list[float]:
        seen.append((triggers, np.asarray(features(text, triggers, *sides), np.float64)))
        return [1.0] * len(triggers)

    with patch.object(events, "chances", recorded):
        read_article(article_of(gold))
    left = Counter((event.sentence, event.type) for event in gold.events)
    triggers, rows = seen[0] if seen else ((), np.zeros((0, len(FEATURES))))
    right = [False] * len(triggers)
    for at in sorted(range(len(triggers)), key=lambda at: -triggers[at].probability):
        key = (gold.sentence_at(triggers[at].span.start), str(triggers[at].type))
        right[at] = left[key] > 0
        left[key] -= 1
    return rows, right


def fitted(rows: Floats, right: Sequence[bool]) -> tuple[Floats, float]:
    """Return the weights and the intercept that make the judgements likeliest."""
    x = np.column_stack([rows, np.ones(len(rows))])
    y = np.array(right, float)
    penalty = np.append(np.full(rows.shape[1], PENALTY), 0.0)
    weights = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ weights))
        hessian = (x * (p * (1 - p))[:, None]).T @ x + np.diag(penalty)
        weights = weights + np.linalg.solve(hessian, x.T @ (y - p) - penalty * weights)
    return weights[:-1], float(weights[-1])


def declared(weights: Mapping[str, float], intercept: float) -> str:
    """Return the content of `trigger_weights.toml`."""
    lines = "".join(f'"{name}" = {weight:.4f}\n' for name, weight in weights.items())
    return f"least = {LEAST}\nintercept = {intercept:.4f}\n\n[weights]\n{lines}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Write words and weights."""
    parser = argparse.ArgumentParser(description="Fit the judge of triggers.")
    parser.add_argument("--corpus", type=Path, required=True)
    given = parser.parse_args(arguments)
    trained_on = [*article_files(given.corpus, dev=False), *files_in(OWN, dev=False)]
    words = "".join(counted_words(trained_on))
    (PACKAGE / "trigger_words.tsv").write_text(_WORDS_HEAD + words, encoding="utf-8")
    word_counts.cache_clear()
    paths = [*sorted(given.corpus.glob("*/dev.txt")), OWN / "dev.txt", STORIES]
    found = [judged_candidates(gold) for path in paths for gold in gold_articles(path)]
    rows = np.concatenate([rows for rows, _ in found])
    weights, intercept = fitted(rows, [one for _, right in found for one in right])
    named = dict(zip(FEATURES, weights.tolist(), strict=True))
    (PACKAGE / "trigger_weights.toml").write_text(declared(named, intercept), encoding="utf-8")
    print(len(found), "articles,", len(rows), "candidates,", sum(sum(right) for _, right in found), "events;", named)


if __name__ == "__main__":
    main()
