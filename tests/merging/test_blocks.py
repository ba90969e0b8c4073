"""Which reports of talks between Norway and others are compared at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np

from lagebild.merging.events import Told, comparable, keys_of, pairs_of, reports_of
from lagebild.merging.events.reports import VECTOR_SIZE, Side

SPRING = date(2025, 3, 3)
NORWAY, FINLAND = Side("state-NOR", "STATE", "NOR", "GOV"), Side("state-FIN", "STATE", "FIN", "GOV")
TALKS = Told(
    mention_id="a",
    article_id="morning",
    sentence_id=0,
    lang="de",
    type="CONSULT",
    realis="real",
    sources=(NORWAY,),
    targets=(FINLAND,),
    earliest=None,
    latest=None,
    published_earliest=SPRING,
    published_latest=SPRING,
    trigger="Gespräche",
    object=None,
    place=None,
    sentence="Norwegen und Finnland führten Gespräche über Boote.",
)


def are_compared(one: Told, other: Told) -> bool:
    reports = reports_of([one, other], np.zeros((2, VECTOR_SIZE), np.int8))
    return len(pairs_of(keys_of(reports), comparable(reports))[0]) == 1


def told_in(days: int, other: Told = TALKS) -> Told:
    day = SPRING + timedelta(days)
    return replace(other, mention_id="b", article_id="evening", published_earliest=day, published_latest=day)


def test_talks_of_two_states_told_without_a_time_are_looked_for_by_years() -> None:
    assert are_compared(TALKS, told_in(2))
    assert are_compared(TALKS, told_in(300))


def test_talks_of_one_state_are_looked_for_by_their_words_around_their_article() -> None:
    norway_alone = replace(TALKS, targets=())
    assert are_compared(norway_alone, told_in(40, norway_alone))
    assert not are_compared(norway_alone, told_in(300, norway_alone))


def test_two_types_of_event_are_not_compared() -> None:
    assert not are_compared(TALKS, replace(told_in(2), type="ASSAULT"))


def test_two_days_a_month_apart_are_not_compared() -> None:
    on_a_day, a_month_later = (
        replace(told, earliest=day, latest=day)
        for told, day in ((TALKS, SPRING), (told_in(30), SPRING + timedelta(30)))
    )
    assert not are_compared(on_a_day, a_month_later)
