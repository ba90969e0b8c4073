"""What the merging is worth on stories that five papers tell each: B³ of actors and events, and a baseline to beat."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path

import pytest

from lagebild.case.connection import reading
from lagebild.scoring.merged import MergeScore, case_of, merge_score
from lagebild.scoring.stories import gold_reading_of, story_folders, story_in

STORIES = Path(__file__).parents[2] / "corpus/stories"
FLOORS = {
    ("annotated", "actors"): 0.91,
    ("annotated", "events"): 0.68,
    ("read", "actors"): 0.79,
    ("read", "events"): 0.485,
}
"""B³ F1 when it was set (0.93, 0.70, 0.82, 0.505), less two points: no thresholds were chosen on these stories."""
ORDERS = 1
"""Twenty were tried when this was written; each adds five articles one by one, and a merge waits for the disk."""


@cache
def score() -> MergeScore:
    return merge_score(story_folders(STORIES))


@pytest.mark.parametrize(("marks", "layer"), FLOORS)
def test_b_cubed_is_above_its_floor(marks: str, layer: str) -> None:
    assert getattr(getattr(score(), marks), layer).f1 >= FLOORS[marks, layer]


def test_stories_are_whole() -> None:
    folders = story_folders(STORIES)
    articles = [told for folder in folders for told in story_in(folder)]
    assert len(folders) >= 12
    assert len(articles) >= 60
    for told in articles:
        actors = {record.actor for record in told.annotation.actors}
        assert {record.event for record in told.annotation.events} == set(told.clusters) - actors


def test_articles_of_a_story_in_any_order_give_the_same_actors_and_events(tmp_path: Path) -> None:
    readings = [gold_reading_of(told) for told in story_in(STORIES / "k10")]
    expected = merged_rows(case_of(tmp_path / "whole.case", readings))
    assert len(expected["events"]) > 20
    draw = random.Random(5)
    for n in range(ORDERS):
        path = tmp_path / f"{n}.case"
        for one in draw.sample(readings, len(readings)):
            case_of(path, [one])
        assert merged_rows(path) == expected


def merged_rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    tables = ("actors", "actor_members", "events", "event_members")
    with reading(path) as connection:
        return {name: connection.execute(f"FROM {name} ORDER BY row_id").fetchall() for name in tables}
