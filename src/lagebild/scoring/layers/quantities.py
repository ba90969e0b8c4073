"""Quantities: extents, values and whose they are."""

from __future__ import annotations

from lagebild.reading.reading import Reading
from lagebild.scoring.actors import ActorsRead
from lagebild.scoring.gold import GoldArticle
from lagebild.scoring.layers.comparison import Comparison, Notes, share
from lagebild.scoring.matching import Counts, overlap_pairs
from lagebild.scoring.values import same_bounds
from lagebild.spans import Span, span_of


def compare_quantities(gold: GoldArticle, reading: Reading) -> Comparison:
    """Compare quantities: `extent` counts overlapping spans.

    `bounds`, `operator` and `unit` are the shares of these with that part right. `owner` counts, among these, the
    owners read, right if the owner's words name the annotated actor or are a mention of the same entity.
    """
    gold_spans = [q.span for q in gold.quantities]
    read_spans = [Span(q.start, q.end) for q in reading.quantities]
    pairs = overlap_pairs(gold_spans, read_spans)
    both = [(gold.quantities[g], reading.quantities[r]) for g, r in pairs]
    actors = ActorsRead(gold, reading)
    notes = Notes("quantities", gold)
    gold_labels = [f"{q.low}..{q.high} {q.operator} {q.unit}" for q in gold.quantities]
    read_labels = [f"{q.low}..{q.high} {q.operator} {q.unit}" for q in reading.quantities]
    bounds_right = [same_bounds(one, other) for one, other in both]
    owner_words = [span_of(other.owner_start, other.owner_end) for _, other in both]
    owner_right = [
        words is not None and one.owner in actors.around(words)
        for (one, _), words in zip(both, owner_words, strict=True)
    ]
    for i, (g, r) in enumerate(pairs):
        if not bounds_right[i]:
            notes.add(gold_spans[g], gold_labels[g], read_labels[r])
        owner, words = both[i][0].owner, owner_words[i]
        if not owner_right[i] and (owner or words):
            owner_label = None if owner is None else f"of {gold.called([owner])}"
            notes.add(gold_spans[g], owner_label, None if words is None else f"of {words.cut(gold.text)}")
    notes.add_unpaired(pairs, gold_spans, read_spans, gold_labels, read_labels)
    counts = {
        "extent": Counts(len(pairs), len(read_spans), len(gold_spans)),
        "bounds": share(bounds_right),
        "operator": share([one.operator == other.operator for one, other in both]),
        "unit": share([one.unit == (other.unit or "") for one, other in both]),
        "owner": Counts(
            sum(owner_right),
            sum(words is not None for words in owner_words),
            sum(one.owner is not None for one, _ in both),
        ),
    }
    return Comparison(counts, notes.differences())
