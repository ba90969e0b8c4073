"""How well quantities are read: `python -m benchmarks.quantity CORPUS_DIR [--errors]`.

CORPUS_DIR holds corpora (`docs/`, `out/`, `dev.txt`); sentences are those of the annotation. Printed per language for
the articles of `dev.txt` (never looked at while writing rules) and all others: extents by overlap, one to one, and of
the matches the share whose low and high, operator and unit are right; then words a second on one core, quantities
alone. `--errors` lists the errors of the training part, most frequent kinds first.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from lagebild.reading.marks import Quantity
from lagebild.reading.quantities import quantities_of
from lagebild.scoring.gold import GoldArticle, GoldQuantity
from lagebild.scoring.matching import overlap_pairs
from lagebild.scoring.score import gold_articles
from lagebild.scoring.values import same_bounds
from lagebild.spans import Span

CONTEXT = 40
"""Characters of text shown on each side of an error."""

WORDS_TIMED = 400_000
"""Words read for the speed line, in rounds over the articles."""


@dataclass
class Tally:
    """What was annotated, read and matched in one part of the corpus, and every error by its kind."""

    gold: int = 0
    read: int = 0
    pairs: int = 0
    bounds: int = 0
    operators: int = 0
    units: int = 0
    exact: int = 0
    errors: list[tuple[str, str]] = field(default_factory=list)

    def add(self, article: GoldArticle, read: tuple[Quantity, ...]) -> None:
        """Count one article."""
        gold_spans = [quantity.span for quantity in article.quantities]
        read_spans = [Span(quantity.start, quantity.end) for quantity in read]
        pairs = overlap_pairs(gold_spans, read_spans)
        self.gold += len(gold_spans)
        self.read += len(read_spans)
        self.pairs += len(pairs)
        for g, r in pairs:
            one, other = article.quantities[g], read[r]
            self.exact += gold_spans[g] == read_spans[r]
            self.operators += one.operator == other.operator
            same_unit = one.unit == other.unit
            self.units += same_unit
            if same_bounds(one, other):
                self.bounds += 1
            else:
                self._note("bounds", article, gold_spans[g], f"{_said(one)} read {_said(other)}")
            if not same_unit:
                self.errors.append(("unit", f"{one.unit} read {other.unit}: {gold_spans[g].cut(article.text)}"))
        for g in set(range(len(gold_spans))) - {g for g, _ in pairs}:
            self._note("missed", article, gold_spans[g], _said(article.quantities[g]))
        for r in set(range(len(read_spans))) - {r for _, r in pairs}:
            self._note("invented", article, read_spans[r], _said(read[r]))

    def _note(self, kind: str, article: GoldArticle, span: Span, what: str) -> None:
        text = article.text
        around = (
            f"{text[max(0, span.start - CONTEXT) : span.start]}[{span.cut(text)}]{text[span.end : span.end + CONTEXT]}"
        )
        self.errors.append((kind, f"{article.name} {what} | {around}"))


def _said(quantity: GoldQuantity | Quantity) -> str:
    return f"{quantity.operator} {quantity.low}..{quantity.high} {quantity.unit}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--errors", action="store_true", help="list the errors of the training part")
    arguments = parser.parse_args()
    held_out = {name for file in arguments.corpus.glob("**/dev.txt") for name in file.read_text().split()}
    tallies: dict[tuple[str, str], Tally] = {}
    articles = list(gold_articles(arguments.corpus))
    for article in articles:
        part = "dev" if article.name in held_out else "train"
        read = quantities_of(article.text, article.marked_sentences(), article.lang)
        tallies.setdefault((part, article.lang), Tally()).add(article, read)
    print("part  lang  gold  read   P     R     F1    bounds operator unit  same extent")
    for (part, lang), tally in sorted(tallies.items()):
        precision, recall = tally.pairs / max(tally.read, 1), tally.pairs / max(tally.gold, 1)
        f1 = 2 * tally.pairs / max(tally.read + tally.gold, 1)
        shares = [count / max(tally.pairs, 1) for count in (tally.bounds, tally.operators, tally.units, tally.exact)]
        print(
            f"{part:5} {lang:4} {tally.gold:5} {tally.read:5}  {precision:.3f} {recall:.3f} {f1:.3f}"
            f"  {shares[0]:.3f}  {shares[1]:.3f}  {shares[2]:.3f}  {shares[3]:.3f}"
        )
    if arguments.errors:
        list_errors([error for (part, _), tally in tallies.items() if part == "train" for error in tally.errors])
    for lang in ("de", "en"):
        print(
            f"{lang}: {words_per_second([a for a in articles if a.lang == lang], lang):,.0f} words a second, one core"
        )


def list_errors(errors: list[tuple[str, str]]) -> None:
    kinds = Counter(kind for kind, _ in errors)
    for kind, count in kinds.most_common():
        print(f"\n{kind}: {count}")
        for text, times in Counter(text for other, text in errors if other == kind).most_common():
            print(f"  {times if times > 1 else ' '} {text}")


def words_per_second(articles: list[GoldArticle], lang: str) -> float:
    """Return the speed of the fastest round: the machine may be shared."""
    inputs = [(article.text, article.marked_sentences()) for article in articles]
    words = sum(len(text.split()) for text, _ in inputs)
    rounds = max(1, WORDS_TIMED // max(words, 1))
    best = float("inf")
    for _ in range(rounds):
        start = time.process_time()
        for text, sentences in inputs:
            quantities_of(text, sentences, lang)
        best = min(best, time.process_time() - start)
    return words / best


if __name__ == "__main__":
    main()
