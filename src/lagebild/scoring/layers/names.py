"""Names: strict spans, with kind and country."""

from __future__ import annotations

from collections import Counter

from lagebild.reading.marks import MentionKind
from lagebild.reading.reading import Reading
from lagebild.scoring.gold import GoldArticle
from lagebild.scoring.layers.comparison import Comparison, Judgement, Notes, share
from lagebild.scoring.matching import Counts, exact_pairs
from lagebild.spans import Span

NAME_CLASSES: dict[MentionKind, str] = {
    MentionKind.PER: "PER",
    MentionKind.ORG: "ORG",
    MentionKind.STATE: "STATE+LOC",
    MentionKind.LOC: "STATE+LOC",
    MentionKind.MISC: "MISC",
    MentionKind.GROUP: "GROUP",
}
"""The class in which a kind is counted: whether a place acts is not asked of a name."""
MAIN_CLASSES = frozenset({"PER", "ORG", "STATE+LOC"})
"""The classes of the measure `main`."""


def compare_names(gold: GoldArticle, reading: Reading) -> Comparison:
    """Compare names: `span` counts equal spans, `kind` those with the right kind too.

    `country` is the share of equal spans with the right country. Each class of name (states and places are one) counts
    its own, right if span and class are; `main` adds up persons, organisations, and states with places.
    """
    gold_spans = [name.span for name in gold.names]
    read_spans = [Span(m.start, m.end) for m in reading.mentions]
    pairs = exact_pairs(gold_spans, read_spans)
    gold_of_read = {r: g for g, r in pairs}
    notes = Notes("names", gold)
    gold_labels = ["/".join(sorted(name.kinds)) for name in gold.names]
    read_labels = [str(m.kind) for m in reading.mentions]
    kind_right = [reading.mentions[r].kind in gold.names[g].kinds for g, r in pairs]
    country_right = [reading.mentions[r].country in gold.names[g].countries for g, r in pairs]
    for (g, r), right in zip(pairs, kind_right, strict=True):
        if not right:
            notes.add(gold_spans[g], gold_labels[g], read_labels[r])
    notes.add_unpaired(pairs, gold_spans, read_spans, gold_labels, read_labels)
    counts = {
        "span": Counts(len(pairs), len(read_spans), len(gold_spans)),
        "kind": Counts(sum(kind_right), len(read_spans), len(gold_spans)),
        "country": share(country_right),
    }
    right_by_read = {r: right for (_, r), right in zip(pairs, kind_right, strict=True)}
    judgements = tuple(Judgement(m.confidence, right_by_read.get(r, False)) for r, m in enumerate(reading.mentions))
    return Comparison(counts | _by_class(gold, reading, gold_of_read), notes.differences(), judgements)


def _by_class(gold: GoldArticle, reading: Reading, gold_of_read: dict[int, int]) -> dict[str, Counts]:
    """Return the counts of each class; a name of two classes is of the one that was read, else of its first."""
    right: Counter[str] = Counter()
    classes = [sorted({NAME_CLASSES[kind] for kind in name.kinds}) for name in gold.names]
    gold_classes = [found[0] for found in classes]
    read_classes = [NAME_CLASSES[mention.kind] for mention in reading.mentions]
    for r, g in gold_of_read.items():
        if read_classes[r] in classes[g]:
            gold_classes[g] = read_classes[r]
            right[read_classes[r]] += 1
    read_numbers, gold_numbers = Counter(read_classes), Counter(gold_classes)
    names = dict.fromkeys(NAME_CLASSES.values())
    counts = {name: Counts(right[name], read_numbers[name], gold_numbers[name]) for name in names}
    return counts | {"main": sum((counts[name] for name in sorted(MAIN_CLASSES)), Counts())}
