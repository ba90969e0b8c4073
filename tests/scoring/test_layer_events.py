"""Events: what a reading of this invented article loses with each kind of mistake."""

from dataclasses import replace

import pytest
from gold_reading import counts_of, gold_article, gold_reading

from lagebild.reading.marks import EventMention, EventType, Participant, Realis
from lagebild.reading.reading import Reading
from lagebild.scoring.gold import GoldArticle
from lagebild.scoring.layers.events import compare_events


@pytest.fixture
def gold() -> GoldArticle:
    return gold_article(
        ["Lima sent grain to Quito and met envoys of Bogota.", "It will send more grain and send tents to Quito."],
        "ACT a1 STATE PER GOV :: Lima\nACT a2 STATE ECU GOV :: Quito\nACT a3 STATE COL GOV :: Bogota\n"
        'EV e1 AID real s0 :: trigger="sent" ; from=a1 ; to=a2\n'
        'EV e2 CONSULT real s0 :: trigger="met" ; from=a1,a3\n'
        'EV e3 AID planned s1 :: trigger="send" ; from=a1 ; to=a2\n'
        'EV e4 AID planned s1 :: trigger="send" ; from=a1 ; to=a2',
    )


@pytest.fixture
def perfect(gold: GoldArticle) -> Reading:
    return gold_reading(gold)


def with_event(reading: Reading, place: int, **changes: object) -> Reading:
    events: list[EventMention] = list(reading.events)
    events[place] = replace(events[place], **changes)  # type: ignore[arg-type]
    return replace(reading, events=tuple(events))


def side(gold: GoldArticle, actor: str) -> Participant:
    span = gold.actors[actor].spans[0]
    return Participant(span.start, span.end, actor)


def test_the_perfect_reading(gold: GoldArticle, perfect: Reading) -> None:
    comparison = compare_events(gold, perfect)
    assert counts_of(comparison) == {
        "type": (4, 4, 4),
        "realis": (4, 4, 4),
        "trigger": (4, 4, 4),
        "sources": (5, 5, 5),
        "targets": (3, 3, 3),
        "actors": (8, 8, 8),
        "sides": (8, 8, 8),
    }
    assert comparison.differences == ()
    assert comparison.confusions == (("AID", "AID"), ("CONSULT", "CONSULT"), ("AID", "AID"), ("AID", "AID"))


def test_a_wrong_type_is_neither_type_nor_realis_and_its_sides_are_not_asked(
    gold: GoldArticle, perfect: Reading
) -> None:
    comparison = compare_events(gold, with_event(perfect, 1, type=EventType.COOPERATE))
    counts = counts_of(comparison)
    assert (counts["type"], counts["realis"], counts["trigger"]) == ((3, 4, 4), (3, 4, 4), (4, 4, 4))
    assert (counts["sources"], counts["actors"]) == ((3, 3, 3), (6, 6, 6))
    assert ("CONSULT", "COOPERATE") in comparison.confusions
    assert [(d.text, d.gold, d.read) for d in comparison.differences] == [
        ("met", "CONSULT real: Lima, Bogota > ", "COOPERATE real: Lima, Bogota > ")
    ]
    assert [j.right for j in comparison.judgements] == [True, False, True, True]


def test_a_wrong_realis_costs_realis_alone(gold: GoldArticle, perfect: Reading) -> None:
    counts = counts_of(compare_events(gold, with_event(perfect, 2, realis=Realis.REAL)))
    assert counts["realis"] == (3, 4, 4)
    assert counts["type"] == (4, 4, 4)


def test_another_trigger_in_the_same_sentence_is_the_same_event(gold: GoldArticle, perfect: Reading) -> None:
    grain = gold.text.index("grain")
    counts = counts_of(compare_events(gold, with_event(perfect, 0, start=grain, end=grain + 5)))
    assert (counts["type"], counts["trigger"], counts["actors"]) == ((4, 4, 4), (3, 4, 4), (8, 8, 8))


def test_an_event_in_the_wrong_sentence_is_a_wrong_event(gold: GoldArticle, perfect: Reading) -> None:
    more = gold.text.index("more")
    counts = counts_of(compare_events(gold, with_event(perfect, 0, start=more, end=more + 4)))
    assert counts["type"] == (3, 4, 4)


def test_two_events_of_one_type_in_one_sentence_need_two_readings(gold: GoldArticle, perfect: Reading) -> None:
    counts = counts_of(compare_events(gold, replace(perfect, events=perfect.events[:-1])))
    assert counts["type"] == (3, 3, 4)
    double = replace(perfect, events=(*perfect.events, perfect.events[-1]))
    assert counts_of(compare_events(gold, double))["type"] == (4, 5, 4)


def test_swapped_sides_cost_sources_and_targets_but_not_sides(gold: GoldArticle, perfect: Reading) -> None:
    swapped = with_event(perfect, 0, sources=(side(gold, "a2"),), targets=(side(gold, "a1"),))
    comparison = compare_events(gold, swapped)
    counts = counts_of(comparison)
    assert (counts["sources"], counts["targets"]) == ((4, 5, 5), (2, 3, 3))
    assert (counts["actors"], counts["sides"]) == ((6, 8, 8), (8, 8, 8))
    assert [d.read for d in comparison.differences] == ["AID real: Quito > Lima"]


def test_a_side_missed_costs_recall_and_one_too_many_precision(gold: GoldArticle, perfect: Reading) -> None:
    missed = counts_of(compare_events(gold, with_event(perfect, 0, targets=())))
    assert missed["targets"] == (2, 2, 3)
    extra = counts_of(compare_events(gold, with_event(perfect, 0, targets=(side(gold, "a2"), side(gold, "a3")))))
    assert extra["targets"] == (3, 4, 3)
