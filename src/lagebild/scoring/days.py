"""How the days of events compare with those a careful reader infers from all articles of a story.

A story's `days.tsv` has a line an event: `cluster<TAB>earliest<TAB>latest`, inclusive days, empty if none are told.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lagebild.scoring.stories import StoryError

Interval = tuple[date, date]


@dataclass(frozen=True, slots=True)
class DayScore:
    """Counts of reports whose event has days in the gold: how many get days, how many meet the gold's.

    `days` are those whose event was on one day by the gold and which get days, `exact` those that get just that day;
    `width` is the sum of the days from the first to the last given.
    """

    reports: int = 0
    given: int = 0
    right: int = 0
    days: int = 0
    exact: int = 0
    width: int = 0

    def __add__(self, other: DayScore) -> DayScore:
        return DayScore(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))

    @property
    def share_given(self) -> float:
        """How many of 100 reports get days, as a share."""
        return self.given / self.reports if self.reports else 0.0

    @property
    def precision(self) -> float:
        """How many of those given are right, as a share."""
        return self.right / self.given if self.given else 0.0

    @property
    def mean_width(self) -> float:
        """Days from the first to the last day given, on average: 0 is one day."""
        return self.width / self.given if self.given else 0.0


def days_in(folder: Path) -> dict[str, Interval]:
    """Return the days of a story's events by cluster, of those that have any; none if the story has no such file.

    Raises:
        StoryError: a line is not in the format, or its days are out of order.
    """
    listed = folder / "days.tsv"
    if not listed.exists():
        return {}
    found = {}
    for number, line in enumerate(listed.read_text(encoding="utf-8").splitlines(), 1):
        try:
            cluster, earliest, latest = line.split("\t")
            interval = (date.fromisoformat(earliest), date.fromisoformat(latest)) if earliest or latest else None
        except ValueError as error:
            raise StoryError("A line is: cluster, first and last day.", place=f"{listed}:{number}") from error
        if interval is not None and interval[0] > interval[1]:
            raise StoryError("The last day is before the first.", place=f"{listed}:{number}")
        if interval is not None:
            found[cluster] = interval
    return found


def day_score(gold: Mapping[str, Interval], given: Mapping[str, Interval]) -> DayScore:
    """Return how the days given to reports compare with the gold's, both by the place of the report."""
    score = DayScore()
    for report, told in gold.items():
        found = given.get(report)
        if found is None:
            score += DayScore(reports=1)
            continue
        one_day = told[0] == told[1]
        meets = found[0] <= told[1] and told[0] <= found[1]
        width = (found[1] - found[0]).days
        score += DayScore(1, 1, int(meets), int(one_day), int(one_day and found == told), width)
    return score
