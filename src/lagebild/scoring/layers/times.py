"""Times: spans without leading determiners, and TIMEX3 values."""

from __future__ import annotations

from lagebild.reading.reading import Reading
from lagebild.scoring.gold import GoldArticle, without_determiner
from lagebild.scoring.layers.comparison import Comparison, Notes
from lagebild.scoring.matching import Counts, exact_pairs, overlap_pairs
from lagebild.scoring.values import same_time
from lagebild.spans import Span


def compare_times(gold: GoldArticle, reading: Reading) -> Comparison:
    """Compare times without leading determiners.

    `strict` counts equal spans, `relaxed` overlapping ones, `value` overlapping ones with the right value.
    """
    gold_spans = [without_determiner(gold.text, t.span) for t in gold.times]
    read_spans = [without_determiner(gold.text, Span(t.start, t.end)) for t in reading.times]
    strict = exact_pairs(gold_spans, read_spans)
    relaxed = overlap_pairs(gold_spans, read_spans)
    right = 0
    notes = Notes("times", gold)
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
