"""Events: which type in which sentence, how real, and who is on which side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from lagebild.reading.marks import EventMention, Participant
from lagebild.reading.reading import Reading
from lagebild.scoring.actors import ActorsRead
from lagebild.scoring.gold import GoldArticle, GoldEvent
from lagebild.scoring.layers.comparison import Comparison, Difference, Notes, judged
from lagebild.scoring.matching import Counts, keyed_pairs, overlap_pairs
from lagebild.spans import Span

Pair = tuple[GoldEvent, EventMention]


def compare_events(gold: GoldArticle, reading: Reading) -> Comparison:
    """Compare events: `type` counts equal pairs of sentence and type, `realis` equal triples of these and the realis.

    `trigger` counts overlapping triggers of whatever type. Of the events matched by sentence and type, overlapping
    triggers first, `sources` and `targets` count the actors of each side, `actors` both together, and `sides` all
    actors whatever their side. The sentence of a read event is the annotated one in which its trigger begins.
    """
    gold_spans = [e.span for e in gold.events]
    read_spans = [Span(e.start, e.end) for e in reading.events]
    gold_keys = [(e.sentence, e.type) for e in gold.events]
    read_keys = [(gold.sentence_at(e.start), str(e.type)) for e in reading.events]
    pairs = keyed_pairs(gold_keys, read_keys, gold_spans, read_spans)
    triggers = overlap_pairs(gold_spans, read_spans)
    matched = [(gold.events[g], reading.events[r]) for g, r in pairs]
    actors = ActorsRead(gold, reading)
    sources, targets = _sources(matched, actors), _targets(matched, actors)
    n_read, n_gold = len(read_keys), len(gold_keys)
    counts = {
        "type": Counts(len(pairs), n_read, n_gold),
        "realis": Counts(_same_realis(gold, reading, gold_keys, read_keys), n_read, n_gold),
        "trigger": Counts(len(triggers), n_read, n_gold),
        "sources": sources,
        "targets": targets,
        "actors": sources + targets,
        "sides": _sides(matched, actors),
    }
    judgements = judged((e.confidence for e in reading.events), pairs)
    confusions = _confusions(gold, reading, triggers)
    return Comparison(counts, _differences(gold, reading, pairs, actors), judgements, confusions)


def _confusions(
    gold: GoldArticle, reading: Reading, triggers: list[tuple[int, int]]
) -> tuple[tuple[str | None, str | None], ...]:
    seen, told = {g for g, _ in triggers}, {r for _, r in triggers}
    return (
        *((gold.events[g].type, str(reading.events[r].type)) for g, r in triggers),
        *((event.type, None) for g, event in enumerate(gold.events) if g not in seen),
        *((None, str(event.type)) for r, event in enumerate(reading.events) if r not in told),
    )


def _same_realis(
    gold: GoldArticle, reading: Reading, gold_keys: list[tuple[int, str]], read_keys: list[tuple[int, str]]
) -> int:
    annotated = Counter((key, e.realis) for key, e in zip(gold_keys, gold.events, strict=True))
    read = Counter((key, str(e.realis)) for key, e in zip(read_keys, reading.events, strict=True))
    return (annotated & read).total()


def _sources(matched: Iterable[Pair], actors: ActorsRead) -> Counts:
    return sum((_actors_right(one.sources, other.sources, actors) for one, other in matched), Counts())


def _targets(matched: Iterable[Pair], actors: ActorsRead) -> Counts:
    return sum((_actors_right(one.targets, other.targets, actors) for one, other in matched), Counts())


def _sides(matched: Iterable[Pair], actors: ActorsRead) -> Counts:
    found = (
        _actors_right(one.sources | one.targets, (*other.sources, *other.targets), actors) for one, other in matched
    )
    return sum(found, Counts())


def _actors_right(annotated: frozenset[str], read: tuple[Participant, ...], actors: ActorsRead) -> Counts:
    right, n_read = actors.told_apart(read, annotated)
    return Counts(right, n_read, len(annotated))


def _differences(
    gold: GoldArticle, reading: Reading, pairs: list[tuple[int, int]], actors: ActorsRead
) -> tuple[Difference, ...]:
    """Return events of one side only, paired where their triggers overlap, and matched events with a wrong part."""
    notes = Notes("events", gold)
    for g, r in pairs:
        one, other = gold.events[g], reading.events[r]
        sources = _actors_right(one.sources, other.sources, actors)
        targets = _actors_right(one.targets, other.targets, actors)
        if one.realis != other.realis or any(c.f1 not in (None, 1.0) for c in (sources, targets)):
            notes.add(one.span, _gold_label(one, gold), _read_label(other, gold))
    lost = sorted(set(range(len(gold.events))) - {g for g, _ in pairs})
    extra = sorted(set(range(len(reading.events))) - {r for _, r in pairs})
    lost_spans = [gold.events[g].span for g in lost]
    extra_spans = [Span(reading.events[r].start, reading.events[r].end) for r in extra]
    lost_labels = [_gold_label(gold.events[g], gold) for g in lost]
    extra_labels = [_read_label(reading.events[r], gold) for r in extra]
    mistaken = overlap_pairs(lost_spans, extra_spans)
    for g, r in mistaken:
        notes.add(lost_spans[g], lost_labels[g], extra_labels[r])
    notes.add_unpaired(mistaken, lost_spans, extra_spans, lost_labels, extra_labels)
    return notes.differences()


def _gold_label(one: GoldEvent, gold: GoldArticle) -> str:
    return f"{one.type} {one.realis}: {gold.called(one.sources)} > {gold.called(one.targets)}"


def _read_label(other: EventMention, gold: GoldArticle) -> str:
    sources, targets = (
        ", ".join(gold.text[side.start : side.end] for side in sides) for sides in (other.sources, other.targets)
    )
    return f"{other.type} {other.realis}: {sources} > {targets}"
