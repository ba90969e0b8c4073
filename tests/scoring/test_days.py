"""The days of events against those a careful reader infers."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from lagebild.scoring.days import DayScore, day_score, days_in
from lagebild.scoring.stories import StoryError, story_folders, story_in

CORPUS = Path(__file__).parents[2] / "corpus"
FIRST, SECOND, FIFTH = date(2020, 1, 1), date(2020, 1, 2), date(2020, 1, 5)


def test_days_that_meet_are_right_and_those_that_are_the_same_exact() -> None:
    gold = {"a": (FIRST, FIRST), "b": (SECOND, SECOND), "c": (FIRST, SECOND), "d": (FIRST, FIRST)}
    given = {"a": (FIRST, FIRST), "b": (FIRST, FIFTH), "c": (FIFTH, FIFTH), "e": (FIRST, FIRST)}
    score = day_score(gold, given)
    assert score == DayScore(reports=4, given=3, right=2, days=2, exact=1, width=4)
    assert (score.share_given, score.precision, score.mean_width) == (0.75, pytest.approx(2 / 3), pytest.approx(4 / 3))


@pytest.mark.parametrize("line", ["a\t2020-01-01", "a\t2020-01-01\tsoon", "a\t2020-01-02\t2020-01-01"])
def test_a_wrong_line_is_named(tmp_path: Path, line: str) -> None:
    (tmp_path / "days.tsv").write_text(f"b\t\t\n{line}\n", encoding="utf-8")
    with pytest.raises(StoryError, match=r"days\.tsv:2"):
        days_in(tmp_path)


@pytest.mark.parametrize("stories", ["stories", "stories_training"])
def test_every_story_says_when_its_events_were(stories: str) -> None:
    for folder in story_folders(CORPUS / stories):
        days = days_in(folder)
        assert len(days) > 20
        assert set(days) <= {cluster for told in story_in(folder) for cluster in told.clusters.values()}
