"""Fits the weights of `lagebild.reading.entities.countries`: `python -m benchmarks.entities_fit CORPUS_DIR… > FILE`.

Conditional logit with a quadratic penalty, one fit for each class of entity, on the annotated names of the training
part (articles of `dev.txt` are left out). Entities that the world knows are left out: nothing is judged for them.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from lagebild.reading.entities import ProposedName
from lagebild.reading.entities.countries import Class, Evidence
from lagebild.reading.entities.facts import Facts
from lagebild.reading.entities.keys import Key
from lagebild.reading.entities.referents import referent_of
from lagebild.reading.entities.words import INTERNATIONAL, surroundings_of
from lagebild.reading.marks import MentionKind
from lagebild.scoring.ann import parse_annotation, parse_document
from lagebild.scoring.gold import gold_of

PENALTY = 0.5
"""Weight of the squared weights against the log-likelihood of the entities. Set by judgement, not searched for."""
STEPS = 400
RATE = 0.3
"""Steps and step size of the gradient ascent (AdaGrad); the likelihood no longer moves after them."""
RAREST = 3
"""Entities that must show a feature for it to get a weight."""

Example = tuple[Evidence, str | None]


def main() -> None:
    """Print the table of weights for the corpora on the command line."""
    parser = argparse.ArgumentParser()
    parser.add_argument("corpora", nargs="+", type=Path)
    options = parser.parse_args()
    examples: dict[Class, list[Example]] = defaultdict(list)
    for corpus in options.corpora:
        for of, example in examples_in(corpus):
            examples[of].append(example)
    print("# What each kind of evidence weighs for an entity's country; fitted by benchmarks.entities_fit.")
    print("class,feature,weight")
    for of in Class:
        for feature, weight in sorted(fitted(examples[of]).items()):
            quoted = f'"{feature}"' if "," in feature else feature
            print(f"{of},{quoted},{weight:.2f}")
        print(of, len(examples[of]), file=sys.stderr)


def examples_in(corpus: Path) -> Iterator[tuple[Class, Example]]:
    """Yield class, evidence and annotated country of the entities that the world does not know."""
    listed = corpus / "dev.txt"
    dev = set(listed.read_text(encoding="utf-8").split()) if listed.exists() else set()
    for document in sorted((corpus / "docs").glob("*.txt")):
        annotated = corpus / "out" / f"{document.stem}.ann"
        if document.stem not in dev and annotated.exists():
            yield from examples_of(document, annotated)


def examples_of(document: Path, annotated: Path) -> Iterator[tuple[Class, Example]]:
    """Yield the examples of one article."""
    annotation = parse_annotation(annotated.read_text(encoding="utf-8"), file=str(annotated))
    gold = gold_of(parse_document(document.read_text(encoding="utf-8"), file=str(document)), annotation)
    records = {record.actor: record for record in annotation.actors}
    own = [(name.span, next(iter(name.actors))) for name in gold.names if len(name.actors) == 1]
    sentences = gold.marked_sentences()
    names = [ProposedName(s.start, s.end, records[a].kind, None, 1.0) for s, a in own]
    referents = [referent_of(gold.text[n.start : n.end], n.kind, gold.lang) for n in names]
    keys = [Key(a, r.entry.id if r.entry else None) for (_, a), r in zip(own, referents, strict=True)]
    known = {key.entity for key in keys if key.world}
    places = [(n.start, n.end) for n in names if n.kind is MentionKind.LOC]
    facts = Facts(surroundings_of(gold.text, sentences, gold.lang, places), names, keys, gold.lang)
    for entity in dict.fromkeys(key.entity for key in keys if key.entity not in known):
        evidence, of = facts.evidence(entity)
        yield of, (evidence, records[entity].country)


def fitted(examples: list[Example]) -> dict[str, float]:
    """Return the weights that make the annotated countries of the examples most probable."""
    features = feature_list(examples)
    column = {feature: at for at, feature in enumerate(features)}
    tables = [table for table in (table_of(example, column) for example in examples) if table is not None]
    weight = np.zeros(len(features))
    squares = np.full(len(features), 1e-8)
    for _ in range(STEPS):
        gradient = -PENALTY * weight
        for rows, right in tables:
            scores = rows @ weight
            probability = np.exp(scores - scores.max())
            gradient += rows[right] - (probability / probability.sum()) @ rows
        squares += gradient**2
        weight += RATE * gradient / np.sqrt(squares)
    return {feature: float(weight[at]) for feature, at in column.items()}


def feature_list(examples: list[Example]) -> list[str]:
    """Return the features that enough examples show."""
    shown: dict[str, int] = defaultdict(int)
    for evidence, _ in examples:
        for feature in {feature for feature, _ in evidence} | {"international"}:
            shown[feature] += 1
    return sorted(feature for feature, count in shown.items() if count >= RAREST)


def table_of(example: Example, column: dict[str, int]) -> tuple[np.ndarray, int] | None:
    """Return a row of features for each candidate and the place of the right one, None if it is no candidate."""
    evidence, country = example
    candidates: list[str | None] = [None, *sorted({c for _, c in evidence if c is not None})]
    if country not in candidates:
        return None
    rows = np.zeros((len(candidates), len(column)))
    for (feature, told), strength in evidence.items():
        if feature in column:
            rows[candidates.index(told), column[feature]] = strength
    for at, candidate in enumerate(candidates):
        rows[at, column["international"]] = candidate in INTERNATIONAL
    return rows, candidates.index(country)


if __name__ == "__main__":
    main()
