"""What an article says of older news by how long ago it was: `vor einem Jahr`, `two weeks ago`, `im letzten Mai`.

Such an expression rarely says which of many events it means, but what a story calls back is mostly what its other
articles told as news: some article of the story is likely to have come about then.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lagebild.merging.dating.telling import Time
from lagebild.merging.dating.wording import Wording

_BACK = re.compile(r"-P(\d{1,3})([WMY])")
_DAYS = {"W": 7, "M": 30.4, "Y": 365.25}
_SLACK = {"W": 4, "M": 12, "Y": 45}
"""Days by which such a distance is commonly away: nobody writes `vor 53 Wochen`."""
MEANT = {"W": 0.35, "M": 0.6, "Y": 0.6}
"""How often an article of the story came about then, beyond chance: of the articles of all invented stories 17 of 19
for years, 4 of 4 for months, 11 of 19 for weeks."""
LANDING = (
    (re.compile(r"Y-1 (\d\d|SP|SU|FA|WI)|M-1"), 0.6),
    (re.compile(r"(\d\d|SP|SU|FA|WI)<"), 0.5),
    (re.compile(r"\d\d[~!]?"), 0.2),
)
"""The same for offsets that land on a month or a season: a month of the year before 9 of 10 and the last month 6 of 7;
`last July` and `vergangenen Herbst` 24 of 30, half of them by chance; a mere month told as past 70 of 185, 45 by
chance."""
NEWS_PRINTED = 3
"""Days behind a month in which its last news are still printed."""


@dataclass(frozen=True, slots=True)
class Ago:
    """An expression that says how long ago something was.

    `days` is the distance and `slack` by how many days it may be away; without a distance `offset` lands on a month.
    """

    time: Time
    offset: str
    direction: str | None
    days: int | None
    slack: int
    probability: float


def agos_of(wording: Wording) -> tuple[Ago, ...]:
    """Return what an article says of how long ago its older news was, each distance once, in the order of the text."""
    found: dict[str, Ago] = {}
    for time in wording.article.times:
        if wording.sentence(time) is not None and time.anchor == "published":
            for ago in _told(time):
                found.setdefault(ago.offset, ago)
    return tuple(found.values())


def _told(time: Time) -> Iterator[Ago]:
    if not time.parsed.steps:
        return
    offset = " ".join(time.parsed.steps)
    back = _BACK.fullmatch(offset)
    if back is not None:
        unit = back[2]
        days = round(int(back[1]) * _DAYS[unit])
        yield Ago(time, offset, time.direction, days, _SLACK[unit], MEANT[unit])
        return
    if time.parsed.steps[0].rstrip("~!").isdigit() and time.direction != "past":
        return
    meant = next((probability for pattern, probability in LANDING if pattern.fullmatch(offset)), None)
    if meant is not None:
        yield Ago(time, offset, time.direction, None, NEWS_PRINTED, meant)
