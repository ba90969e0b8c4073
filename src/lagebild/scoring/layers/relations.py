"""Relation statements: between whom, of what sign, in which field, and who says so."""

from __future__ import annotations

from collections.abc import Sequence

from lagebild.reading.marks import RelationStatement
from lagebild.reading.reading import Reading
from lagebild.scoring.actors import ActorsRead
from lagebild.scoring.gold import GoldArticle, GoldRelation
from lagebild.scoring.layers.comparison import Comparison, Notes, judged, share
from lagebild.scoring.matching import Counts, keyed_pairs
from lagebild.spans import Span

Key = tuple[int, frozenset[str]]


def compare_relations(gold: GoldArticle, reading: Reading) -> Comparison:
    """Compare relation statements: `pair` counts equal pairs of a sentence and two actors in either order.

    Of these, `sign`, `value`, `dimension`, `change` and `extent` (overlapping words) are shares of all, `holder` the
    share of those whose annotation says who holds it, the author included.
    """
    actors = ActorsRead(gold, reading)
    gold_keys: list[Key] = [(r.sentence, r.pair) for r in gold.relations]
    read_keys = [_key(r, gold_keys, gold, actors) for r in reading.relations]
    gold_spans = [r.span for r in gold.relations]
    read_spans = [Span(r.start, r.end) for r in reading.relations]
    pairs = keyed_pairs(gold_keys, read_keys, gold_spans, read_spans)
    both = [(gold.relations[g], reading.relations[r]) for g, r in pairs]
    notes = Notes("relations", gold)
    gold_labels = [_gold_label(r, gold) for r in gold.relations]
    read_labels = [_read_label(r, gold, actors) for r in reading.relations]
    for g, r in pairs:
        if _parts_wrong(gold.relations[g], reading.relations[r], actors):
            notes.add(gold_spans[g], gold_labels[g], read_labels[r])
    notes.add_unpaired(pairs, gold_spans, read_spans, gold_labels, read_labels)
    counts = {
        "pair": Counts(len(pairs), len(read_keys), len(gold_keys)),
        "sign": share([_sign(one.value) == _sign(other.value) for one, other in both]),
        "value": share([one.value == other.value for one, other in both]),
        "dimension": share([one.dimension == other.dimension for one, other in both]),
        "change": share([one.change == other.change for one, other in both]),
        "extent": share([one.span.overlaps(Span(other.start, other.end)) for one, other in both]),
        "holder": share([actors.same_voice(one.holder, other.holder, None) for one, other in both if one.holder_known]),
    }
    judgements = judged((s.confidence for s in reading.relations), pairs)
    return Comparison(counts, notes.differences(), judgements)


def _key(read: RelationStatement, gold_keys: Sequence[Key], gold: GoldArticle, actors: ActorsRead) -> Key:
    """Return the sentence and the two actors; of entities that can be several actors, an annotated pair if one fits."""
    sentence = gold.sentence_at(read.start)
    pairs = {frozenset((a, b)) for a in actors.of(read.entity_a) for b in actors.of(read.entity_b)}
    fitting = [key for key in gold_keys if key[0] == sentence and key[1] in pairs]
    return fitting[0] if fitting else (sentence, frozenset((f"entity {read.entity_a}", f"entity {read.entity_b}")))


def _sign(value: int) -> int:
    return (value > 0) - (value < 0)


def _parts_wrong(one: GoldRelation, other: RelationStatement, actors: ActorsRead) -> bool:
    said = (one.dimension, one.value, one.change) != (other.dimension, other.value, other.change)
    return said or (one.holder_known and not actors.same_voice(one.holder, other.holder, None))


def _gold_label(one: GoldRelation, gold: GoldArticle) -> str:
    holder = f" says {gold.called(one.holder.actors) or 'somebody'}" if one.holder else ""
    return f"{gold.called(one.pair)}: {one.dimension} {one.value:+d} {one.change or ''}{holder}"


def _read_label(other: RelationStatement, gold: GoldArticle, actors: ActorsRead) -> str:
    a, b = (gold.called(actors.of(entity)) or f"entity {entity}" for entity in (other.entity_a, other.entity_b))
    holder = f" says {gold.called(actors.of(other.holder)) or 'somebody'}" if other.holder else ""
    return f"{a}, {b}: {other.dimension} {other.value:+d} {other.change or ''}{holder}"
