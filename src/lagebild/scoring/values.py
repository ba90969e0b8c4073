"""Whether a read value is the annotated one: TIMEX3 values of times, bounds of quantities."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from math import isclose

from lagebild.reading.marks import Quantity, TimeExpression, TimexType
from lagebild.scoring.gold import GoldQuantity, GoldTime

PERCENT_TOLERANCE = 0.5
"""Percentage points a read bound may be off: "ein Drittel" is annotated as 33, 33.3 or 33.33."""
RELATIVE_TOLERANCE = 1e-6
"""The part a read bound of any other unit may be off: room for floating point, nothing else."""

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_WEEK = re.compile(r"(\d{4})-W(\d\d)")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
_YEAR = re.compile(r"(\d{4})")


def same_time(gold: GoldTime, read: TimeExpression) -> bool:
    """Return whether `read` has the value of `gold`.

    Equal values are the same, as are the two spellings of a decade ("198", "198X") and a bare clock time ("T12:30")
    on whatever day. "vor drei Jahren" is annotated with its date and read as a duration: there the days the reading
    gives have to lie within the annotated date.
    """
    if _spelled(gold.value) == _spelled(read.value):
        return True
    if gold.value.startswith("T") and read.value.endswith(gold.value):
        return True
    days = days_of(gold.value)
    if days is None or read.type != TimexType.DURATION or read.earliest is None or read.latest is None:
        return False
    return days[0] <= read.earliest and read.latest <= days[1]


def days_of(value: str) -> tuple[date, date] | None:
    """Return the first and last day of a TIMEX3 day, week, month, quarter or year; None for every other value."""
    try:
        if m := _DAY.fullmatch(value):
            day = date(int(m[1]), int(m[2]), int(m[3]))
            return day, day
        if m := _WEEK.fullmatch(value):
            monday = date.fromisocalendar(int(m[1]), int(m[2]), 1)
            return monday, monday + timedelta(days=6)
        if m := _MONTH.fullmatch(value):
            return _months(int(m[1]), int(m[2]), int(m[2]))
        if m := _QUARTER.fullmatch(value):
            return _months(int(m[1]), 3 * int(m[2]) - 2, 3 * int(m[2]))
        if m := _YEAR.fullmatch(value):
            return _months(int(m[1]), 1, 12)
    except (ValueError, OverflowError):
        return None
    return None


def same_bounds(gold: GoldQuantity, read: Quantity) -> bool:
    """Return whether the reading's low and high are the annotated ones (percentages within half a point)."""
    return _same_bound(gold.low, read.low, gold.unit) and _same_bound(gold.high, read.high, gold.unit)


def _same_bound(gold: float | None, read: float | None, unit: str) -> bool:
    if gold is None or read is None:
        return gold is read
    if unit == "percent":
        return abs(gold - read) <= PERCENT_TOLERANCE
    return isclose(gold, read, rel_tol=RELATIVE_TOLERANCE)


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def _spelled(value: str) -> str:
    """Return the value with a decade or century written without its final X (`198X` as `198`)."""
    return value.rstrip("X") if re.fullmatch(r"\d{2,3}X{1,2}", value) else value
