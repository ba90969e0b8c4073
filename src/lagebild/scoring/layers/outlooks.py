"""Outlook statements: conditionals and forecasts, their parts, and who holds them."""

from __future__ import annotations

from lagebild.reading.marks import OutlookStatement
from lagebild.reading.reading import Reading
from lagebild.scoring.actors import ActorsRead
from lagebild.scoring.gold import GoldArticle, GoldOutlook
from lagebild.scoring.layers.comparison import Comparison, Notes, gold_voice, judged, read_voice, share
from lagebild.scoring.matching import Counts, keyed_pairs
from lagebild.spans import Span, span_of


def compare_outlooks(gold: GoldArticle, reading: Reading) -> Comparison:
    """Compare outlook statements: `sentence` counts equal pairs of sentence and kind, `conditional`, `forecast` each.

    Of these, `extent` is the share that overlaps, `parts` the share of conditionals whose condition and consequence
    both overlap the annotated ones, and `holder` the share with the right holder, the author included.
    """
    gold_keys = [(o.sentence, o.kind) for o in gold.outlooks]
    read_keys = [(gold.sentence_at(o.start), str(o.kind)) for o in reading.outlooks]
    gold_spans = [o.span for o in gold.outlooks]
    read_spans = [Span(o.start, o.end) for o in reading.outlooks]
    pairs = keyed_pairs(gold_keys, read_keys, gold_spans, read_spans)
    both = [(gold.outlooks[g], reading.outlooks[r]) for g, r in pairs]
    actors = ActorsRead(gold, reading)
    notes = Notes("outlooks", gold)
    gold_labels = [_gold_label(o, gold) for o in gold.outlooks]
    read_labels = [_read_label(o, gold) for o in reading.outlooks]
    for g, r in pairs:
        one, other = gold.outlooks[g], reading.outlooks[r]
        if not (_same_holder(one, other, actors) and _parts_overlap(one, other)):
            notes.add(gold_spans[g], gold_labels[g], read_labels[r])
    notes.add_unpaired(pairs, gold_spans, read_spans, gold_labels, read_labels)
    counts = {
        "sentence": Counts(len(pairs), len(read_keys), len(gold_keys)),
        "conditional": _of_kind("conditional", pairs, gold_keys, read_keys),
        "forecast": _of_kind("forecast", pairs, gold_keys, read_keys),
        "extent": share([one.span.overlaps(Span(other.start, other.end)) for one, other in both]),
        "parts": share([_parts_overlap(one, other) for one, other in both if one.kind == "conditional"]),
        "holder": share([_same_holder(one, other, actors) for one, other in both]),
    }
    judgements = judged((o.confidence for o in reading.outlooks), pairs)
    return Comparison(counts, notes.differences(), judgements)


def _of_kind(
    kind: str, pairs: list[tuple[int, int]], gold: list[tuple[int, str]], read: list[tuple[int, str]]
) -> Counts:
    right = sum(gold[g][1] == kind for g, _ in pairs)
    return Counts(right, sum(key[1] == kind for key in read), sum(key[1] == kind for key in gold))


def _parts_overlap(one: GoldOutlook, other: OutlookStatement) -> bool:
    if one.condition is None:
        return one.span.overlaps(Span(other.start, other.end))
    condition = span_of(other.condition_start, other.condition_end)
    consequence = span_of(other.consequence_start, other.consequence_end)
    if condition is None or consequence is None:
        return False
    return one.condition.overlaps(condition) and one.consequence.overlaps(consequence)


def _same_holder(one: GoldOutlook, other: OutlookStatement, actors: ActorsRead) -> bool:
    return actors.same_voice(one.holder, other.holder, span_of(other.holder_start, other.holder_end))


def _gold_label(one: GoldOutlook, gold: GoldArticle) -> str:
    return f"{one.kind} by {gold_voice(one.holder, gold, 'author')}"


def _read_label(other: OutlookStatement, gold: GoldArticle) -> str:
    words = span_of(other.holder_start, other.holder_end)
    return f"{other.kind} by {read_voice(words, other.holder, gold, 'author')}"
