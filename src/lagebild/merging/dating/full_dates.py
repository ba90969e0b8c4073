"""The dates and years that an article tells in full, without which day it is itself."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

from lagebild.merging.dating.telling import Time
from lagebild.merging.dating.wording import Wording

_YEAR = re.compile(r"\d{4}(-(\d\d|SP|SU|FA|WI))?")


def bare_days(wording: Wording) -> tuple[date, ...]:
    """Return the full dates that an article tells as past without their weekday, in order."""
    times = wording.article.times
    beside = {time for one, other in pairwise(times) if wording.is_apposed(one, other) for time in (one, other)}
    return tuple(
        sorted(
            {
                time.earliest
                for time in times
                if time.is_told_day and time.earliest is not None and time not in beside
                if wording.weekday_in(time) is None and wording.direction(time) == "past"
                if wording.before(time) not in wording.words("dated")
            }
        )
    )


def years_told(wording: Wording) -> frozenset[int]:
    """Return the years that an article tells alone or with a month or season: `2019`, `im Mai 2019`."""
    told = (time for time in wording.article.times if time.parsed.is_absolute and _YEAR.fullmatch(time.value))
    return frozenset(time.earliest.year for time in told if time.earliest is not None)


def newest_date(wording: Wording) -> Time | None:
    """Return the newest full date that an article tells as past, if there is one."""
    told = [t for t in wording.article.times if t.is_told_day and t.earliest and wording.direction(t) == "past"]
    return max(told, key=lambda t: (t.earliest or date.min, -t.start), default=None)
