"""Two reports of talks between Norway and Finland: how probably they are one event."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np

from lagebild.merging.events import Told, comparable, reports_of
from lagebild.merging.events.clusters import NEVER
from lagebild.merging.events.likeness import log_odds
from lagebild.merging.events.reports import VECTOR_SIZE, Side

MONDAY = date(2025, 6, 2)
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
    earliest=MONDAY,
    latest=MONDAY,
    published_earliest=MONDAY + timedelta(1),
    published_latest=MONDAY + timedelta(1),
    trigger="Gespräche",
    object=None,
    place=None,
    sentence="Norwegen und Finnland führten am Montag Gespräche über Boote.",
)


def odds_of(one: Told, other: Told) -> float:
    return float(
        log_odds(
            comparable(reports_of([one, other], np.zeros((2, VECTOR_SIZE), np.int8))), np.array([0]), np.array([1])
        )[0]
    )


def on(told: Told, day: date, article: str) -> Told:
    return replace(told, mention_id="b", article_id=article, sentence_id=4, earliest=day, latest=day)


def test_the_same_day_speaks_for_one_event() -> None:
    assert odds_of(TALKS, on(TALKS, MONDAY, "evening")) > 1
    assert odds_of(TALKS, on(TALKS, MONDAY, "evening")) > odds_of(TALKS, on(TALKS, MONDAY + timedelta(1), "evening"))


def test_what_one_article_gives_two_days_is_never_one_event() -> None:
    assert odds_of(TALKS, on(TALKS, MONDAY + timedelta(1), "morning")) == NEVER


def test_papers_may_give_one_event_two_days() -> None:
    assert odds_of(TALKS, on(TALKS, MONDAY + timedelta(1), "evening")) > 0


def test_a_yearly_meeting_is_a_new_one_each_year() -> None:
    assert odds_of(TALKS, on(TALKS, MONDAY + timedelta(364), "evening")) < -2


def test_without_a_day_a_later_season_speaks_against_one_event() -> None:
    undated = replace(TALKS, mention_id="b", article_id="evening", earliest=None, latest=None)
    later = replace(undated, published_earliest=MONDAY + timedelta(90), published_latest=MONDAY + timedelta(90))
    assert odds_of(TALKS, undated) - odds_of(TALKS, later) > 0.5
