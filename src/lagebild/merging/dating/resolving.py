"""The times of an article, placed again once the article is dated; nothing is read anew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from lagebild.merging.dating.telling import Dating, Time
from lagebild.reading.times.placing import placed


def placed_again(times: Sequence[Time], dating: Dating) -> Iterator[Time]:
    """Yield the times, in order of the text, whose value or days change when their article is dated so.

    An article dated to an interval gives relative times the days that all its days allow; values that differ between
    them stay open.
    """
    first, last = dating.earliest, dating.latest
    if first is None or last is None:
        return
    told: tuple[date | None, date | None] = (None, None)
    for time in times:
        anchor = told if time.anchor == "previous" else (first, last)
        after = _placed(time, *anchor)
        if after != time:
            yield after
        if _moves_on(after):
            told = (after.earliest, after.latest)


def _placed(time: Time, first: date | None, last: date | None) -> Time:
    if time.offset is None or time.anchor not in ("published", "previous") or first is None or last is None:
        return time
    place = placed(time.offset, first, last, time.direction)
    if place is None:
        return time
    # A duration or a reference (`PRESENT_REF`) keeps its value; only what stands for days gets them.
    fixed = time.type == "DURATION" or time.value.endswith("_REF")
    value = time.value if fixed or place.value is None else place.value
    return replace(time, value=value, earliest=place.earliest, latest=place.latest)


def _moves_on(time: Time) -> bool:
    """Return whether the story moves on to this time, as reading has it."""
    if time.type not in ("DATE", "TIME") or time.is_daypart:
        return False
    return time.earliest is not None and not time.value.endswith("_REF")
