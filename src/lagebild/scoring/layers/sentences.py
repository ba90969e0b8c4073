"""Sentences: equal spans."""

from __future__ import annotations

from lagebild.reading.reading import Reading
from lagebild.scoring.gold import GoldArticle
from lagebild.scoring.layers.comparison import Comparison, Notes
from lagebild.scoring.matching import Counts, exact_pairs
from lagebild.spans import Span


def compare_sentences(gold: GoldArticle, reading: Reading) -> Comparison:
    """Compare sentence spans: `span` counts equal ones."""
    read = [Span(s.start, s.end) for s in reading.sentences]
    pairs = exact_pairs(gold.sentences, read)
    notes = Notes("sentences", gold)
    notes.add_unpaired(pairs, gold.sentences, read, ["sentence"] * len(gold.sentences), ["sentence"] * len(read))
    return Comparison({"span": Counts(len(pairs), len(read), len(gold.sentences))}, notes.differences())
