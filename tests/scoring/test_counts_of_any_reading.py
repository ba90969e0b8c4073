"""Whatever a reader says, right is never more than read nor more than annotated, and the differences can be listed."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from gold_reading import gold_reading
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.reading.marks import EventType, MentionKind, OutlookKind
from lagebild.reading.reading import Reading
from lagebild.scoring.gold import GoldArticle
from lagebild.scoring.score import gold_articles, score_article

GOLD = {gold.name: gold for gold in gold_articles(Path(__file__).parent.parent / "corpus")}
PERFECT = {name: gold_reading(gold) for name, gold in GOLD.items()}
LAYERS = ("mentions", "quantities", "quotations", "events", "relations", "outlooks")


@st.composite
def mangled_readings(draw: st.DrawFn) -> tuple[GoldArticle, Reading]:
    """A perfect reading with marks dropped, doubled, moved, given other entities or other kinds."""
    name = draw(st.sampled_from(sorted(GOLD)))
    seed = draw(st.randoms(use_true_random=False))
    entities = sorted(GOLD[name].actors)
    changes: dict[str, list[Callable[[object], dict[str, object]]]] = {
        "mentions": [lambda m: {"entity": seed.choice(entities)}, lambda m: {"kind": seed.choice(list(MentionKind))}],
        "quantities": [lambda q: {"owner_start": 0, "owner_end": seed.randrange(1, 80)}],
        "quotations": [lambda q: {"speaker": seed.choice(entities)}, lambda q: {"cue_start": None, "cue_end": None}],
        "events": [lambda e: {"type": seed.choice(list(EventType))}, lambda e: {"sources": e.targets}],  # type: ignore[attr-defined]
        "relations": [lambda r: {"entity_a": seed.choice(entities)}, lambda r: {"value": seed.randrange(-2, 3)}],
        "outlooks": [lambda o: {"kind": seed.choice(list(OutlookKind))}, lambda o: {"holder": seed.choice(entities)}],
    }
    moved: list[Callable[[object], dict[str, object]]] = [lambda mark: {"start": mark.end - 1}]  # type: ignore[attr-defined]
    marks: dict[str, Any] = {}
    for layer in LAYERS:
        kept = [mark for mark in getattr(PERFECT[name], layer) for _ in range(seed.choice((0, 1, 1, 1, 2)))]
        marks[layer] = tuple(
            replace(mark, **seed.choice([*changes[layer], *moved])(mark)) if seed.random() < 0.5 else mark
            for mark in kept
        )
    return GOLD[name], replace(PERFECT[name], **marks)


@settings(max_examples=40)
@given(mangled_readings())
def test_right_is_never_more_than_there_is(mangled: tuple[GoldArticle, Reading]) -> None:
    gold, reading = mangled
    for layer, comparison in score_article(gold, reading).layers.items():
        for measure, counts in comparison.counts.items():
            assert 0 <= counts.right <= min(counts.read, counts.gold), (layer, measure)
        for difference in comparison.differences:
            assert gold.text.startswith(difference.text, difference.start)
            assert difference.gold is not None or difference.read is not None


@pytest.mark.parametrize("layer", ["quotations", "events", "relations", "outlooks"])
def test_a_layer_not_read_at_all_has_no_recall_and_every_mark_is_a_difference(layer: str) -> None:
    name = max(GOLD, key=lambda n: len(getattr(GOLD[n], layer)))
    nothing: dict[str, Any] = {layer: ()}
    comparison = score_article(GOLD[name], replace(PERFECT[name], **nothing)).layers[layer]
    assert len(comparison.differences) == len(getattr(GOLD[name], layer))
    assert next(iter(comparison.counts.values())).f1 == 0
