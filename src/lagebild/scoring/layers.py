"""The layers a reading is scored on: each compares the gold of one article with its reading.

A layer is a name and a function; a new one is a new entry of `LAYERS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from lagebild.reading.reading import Reading
from lagebild.scoring.gold import GoldArticle, without_determiner
from lagebild.scoring.matching import Counts, exact_pairs, overlap_pairs
from lagebild.scoring.values import same_bounds, same_time
from lagebild.spans import Span


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where gold and reading differ; `gold` or `read` is None where that side has nothing."""

    layer: str
    article: str
    start: int
    text: str
    gold: str | None
    read: str | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What one layer counts in one article, by measure, and where gold and reading differ."""

    counts: dict[str, Counts]
    differences: tuple[Difference, ...]


Compare = Callable[[GoldArticle, Reading], Comparison]


def compare_sentences(gold: GoldArticle, reading: Reading) -> Comparison:
    """Compare sentence spans: `span` counts equal ones."""
    read = [Span(s.start, s.end) for s in reading.sentences]
    pairs = exact_pairs(gold.sentences, read)
    notes = _Notes("sentences", gold)
    notes.add_unpaired(pairs, gold.sentences, read, ["sentence"] * len(gold.sentences), ["sentence"] * len(read))
    return Comparison({"span": Counts(len(pairs), len(read), len(gold.sentences))}, notes.differences())


def compare_names(gold: GoldArticle, reading: Reading) -> Comparison:
    """Compare names: `span` counts equal spans, `kind` those with the right kind too.

    `country` is the share of equal spans with the right country.
    """
    gold_spans = [name.span for name in gold.names]
    read_spans = [Span(m.start, m.end) for m in reading.mentions]
    pairs = exact_pairs(gold_spans, read_spans)
    kind_right = country_right = 0
    notes = _Notes("names", gold)
    gold_labels = ["/".join(sorted(name.kinds)) for name in gold.names]
    read_labels = [str(m.kind) for m in reading.mentions]
    for g, r in pairs:
        name, mention = gold.names[g], reading.mentions[r]
        country_right += mention.country in name.countries
        if mention.kind in name.kinds:
            kind_right += 1
        else:
            notes.add(gold_spans[g], gold_labels[g], read_labels[r])
    notes.add_unpaired(pairs, gold_spans, read_spans, gold_labels, read_labels)
    n_read, n_gold = len(read_spans), len(gold_spans)
    counts = {
        "span": Counts(len(pairs), n_read, n_gold),
        "kind": Counts(kind_right, n_read, n_gold),
        "country": Counts(country_right, len(pairs), len(pairs)),
    }
    return Comparison(counts, notes.differences())


def compare_times(gold: GoldArticle, reading: Reading) -> Comparison:
    """Compare times without leading determiners.

    `strict` counts equal spans, `relaxed` overlapping ones, `value` overlapping ones with the right value.
    """
    gold_spans = [without_determiner(gold.text, t.span) for t in gold.times]
    read_spans = [without_determiner(gold.text, Span(t.start, t.end)) for t in reading.times]
    strict = exact_pairs(gold_spans, read_spans)
    relaxed = overlap_pairs(gold_spans, read_spans)
    right = 0
    notes = _Notes("times", gold)
    gold_labels = [t.value for t in gold.times]
    read_labels = [f"{t.value} {read_spans[i].cut(gold.text)!r}" for i, t in enumerate(reading.times)]
    for g, r in relaxed:
        value_right = same_time(gold.times[g], reading.times[r])
        right += value_right
        if not value_right or gold_spans[g] != read_spans[r]:
            notes.add(gold_spans[g], gold_labels[g], read_labels[r])
    notes.add_unpaired(relaxed, gold_spans, read_spans, gold_labels, read_labels)
    n_read, n_gold = len(read_spans), len(gold_spans)
    counts = {
        "strict": Counts(len(strict), n_read, n_gold),
        "relaxed": Counts(len(relaxed), n_read, n_gold),
        "value": Counts(right, n_read, n_gold),
    }
    return Comparison(counts, notes.differences())


def compare_quantities(gold: GoldArticle, reading: Reading) -> Comparison:
    """Compare quantities: `extent` counts overlapping spans.

    `bounds`, `operator` and `unit` are the shares of these with that part right.
    """
    gold_spans = [q.span for q in gold.quantities]
    read_spans = [Span(q.start, q.end) for q in reading.quantities]
    pairs = overlap_pairs(gold_spans, read_spans)
    bounds = operators = units = 0
    notes = _Notes("quantities", gold)
    gold_labels = [f"{q.low}..{q.high} {q.operator} {q.unit}" for q in gold.quantities]
    read_labels = [f"{q.low}..{q.high} {q.operator} {q.unit}" for q in reading.quantities]
    for g, r in pairs:
        one, other = gold.quantities[g], reading.quantities[r]
        bounds_right = same_bounds(one, other)
        bounds += bounds_right
        operators += one.operator == other.operator
        units += one.unit == (other.unit or "")
        if not bounds_right:
            notes.add(gold_spans[g], gold_labels[g], read_labels[r])
    notes.add_unpaired(pairs, gold_spans, read_spans, gold_labels, read_labels)
    counts = {
        "extent": Counts(len(pairs), len(read_spans), len(gold_spans)),
        "bounds": Counts(bounds, len(pairs), len(pairs)),
        "operator": Counts(operators, len(pairs), len(pairs)),
        "unit": Counts(units, len(pairs), len(pairs)),
    }
    return Comparison(counts, notes.differences())


LAYERS: dict[str, Compare] = {
    "sentences": compare_sentences,
    "names": compare_names,
    "times": compare_times,
    "quantities": compare_quantities,
}
"""Every layer that is scored, by name, in the order of the table."""


class _Notes:
    """The differences of one layer in one article, collected in any order."""

    def __init__(self, layer: str, gold: GoldArticle) -> None:
        self._layer = layer
        self._gold = gold
        self._found: list[Difference] = []

    def add(self, span: Span, gold: str | None, read: str | None) -> None:
        text = span.cut(self._gold.text)
        self._found.append(Difference(self._layer, self._gold.name, span.start, text, gold, read))

    def add_unpaired(
        self,
        pairs: Iterable[tuple[int, int]],
        gold: Sequence[Span],
        read: Sequence[Span],
        gold_labels: Sequence[str],
        read_labels: Sequence[str],
    ) -> None:
        paired_gold = {g for g, _ in pairs}
        paired_read = {r for _, r in pairs}
        for g in range(len(gold)):
            if g not in paired_gold:
                self.add(gold[g], gold_labels[g], None)
        for r in range(len(read)):
            if r not in paired_read:
                self.add(read[r], None, read_labels[r])

    def differences(self) -> tuple[Difference, ...]:
        return tuple(sorted(self._found, key=lambda d: (d.start, d.text)))
