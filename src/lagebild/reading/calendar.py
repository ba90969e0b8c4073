"""Calendar periods and the arithmetic over them: days, ISO weeks, months, seasons, years and their like.

The periods of one unit tile the calendar without gap or overlap, so each has a number: shifting is adding to that
number, and there is no special case for leap years or the ends of months. Guaranteed: for every unit and day,
`period_of(unit, day)` contains the day, and the day after a period's last is the first of the next.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from dateutil.easter import easter

MONDAY_WEEKS = 7
MONTHS = 12
SEASONS = ("SP", "SU", "FA", "WI")
"""Spring from March, summer from June, autumn from September, winter from December; a winter bears the year it
begins in."""


class Unit(StrEnum):
    """A granularity of the calendar; the value is the ISO 8601 / TIMEX3 designator used in durations."""

    DAY = "D"
    WEEK = "W"
    WEEKEND = "WE"
    MONTH = "M"
    QUARTER = "Q"
    SEASON = "S"
    HALF = "H"
    YEAR = "Y"
    DECADE = "DE"
    CENTURY = "CE"


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A stretch of whole days, `first` to `last` inclusive, that is one `unit` of the calendar."""

    first: date
    last: date
    unit: Unit

    @property
    def number(self) -> int:
        """The number of this period among those of its unit."""
        return _NUMBER[self.unit](self.first)

    @property
    def value(self) -> str:
        """The TIMEX3 spelling: 2025-09-03, 2025-W36, 2025-W36-WE, 2025-09, 2025-Q3, 2025-SU, 2025-H2, 2025, 202, 20."""
        return _SPELLED[self.unit](self.first)

    def shifted(self, count: int) -> Period:
        """Return the period `count` units later; raises OverflowError outside the years 1 to 9999."""
        return period(self.unit, self.number + count)

    def contains(self, day: date) -> bool:
        """Return whether `day` lies in the period."""
        return self.first <= day <= self.last


def period(unit: Unit, number: int) -> Period:
    """Return the period of `unit` with that number; raises OverflowError outside the years 1 to 9999."""
    try:
        first = _FIRST[unit](number)
        if unit is Unit.DAY:
            return Period(first, first, unit)
        if unit is Unit.WEEKEND:
            return Period(first, first + timedelta(days=1), unit)
        return Period(first, _FIRST[unit](number + 1) - timedelta(days=1), unit)
    except ValueError as error:
        raise OverflowError(f"no {unit.name.lower()} number {number} in the calendar") from error


def period_of(unit: Unit, day: date) -> Period:
    """Return the period of `unit` that `day` lies in; for a weekend, the one of the day's ISO week."""
    return period(unit, _NUMBER[unit](day))


def period_spelled(value: str) -> Period | None:
    """Return the period a TIMEX3 date value spells, or None if it spells none (`XXXX-WXX-3`, `P3D`, 2025-02-30)."""
    try:
        if len(value) == 10 and value[4] == value[7] == "-" and value[5] != "W":
            return period_of(Unit.DAY, date.fromisoformat(value))
        year, part = value[:4], value[5:]
        if len(value) <= 4:
            number = int(value)
            if not value.isdecimal():
                return None
            return period({2: Unit.CENTURY, 3: Unit.DECADE, 4: Unit.YEAR}[len(value)], number)
        if value[4] != "-":
            return None
        return part_of(period(Unit.YEAR, int(year)), part)
    except (ValueError, OverflowError, KeyError):
        return None


def part_of(whole: Period, part: str) -> Period | None:
    """Return the part of a period that a code names, or None if there is none such.

    Codes inside a year: `06`, `06-19`, `W36`, `W36-3`, `W36-WE`, `Q3`, `H2`, `SU`, `E+49` (days from Easter Sunday);
    inside a month: `19`; inside a week: `wd3` (Monday is 1), `WE`.
    """
    year = whole.first.year
    try:
        if not part:
            return None
        if part.startswith("wd"):
            return period_of(Unit.DAY, whole.first + timedelta(days=int(part[2:]) - 1))
        if part == "WE":
            return period_of(Unit.WEEKEND, whole.first)
        if part in SEASONS:
            return period(Unit.SEASON, year * 4 + SEASONS.index(part))
        if part in ("Q1", "Q2", "Q3", "Q4"):
            return period(Unit.QUARTER, year * 4 + int(part[1:]) - 1)
        if part in ("H1", "H2"):
            return period(Unit.HALF, year * 2 + int(part[1:]) - 1)
        if part[0] == "E":
            return period_of(Unit.DAY, easter(year) + timedelta(days=int(part[1:])))
        if part[0] == "W":
            monday = date.fromisocalendar(year, int(part[1:3]), 1)
            if len(part) == 3:
                return period_of(Unit.WEEK, monday)
            return part_of(period_of(Unit.WEEK, monday), "WE" if part[4:] == "WE" else f"wd{int(part[4:])}")
        if whole.unit is Unit.MONTH:
            return period_of(Unit.DAY, whole.first.replace(day=int(part)))
        month, _, day = part.partition("-")
        if day:
            return period_of(Unit.DAY, date(year, int(month), int(day)))
        return period_of(Unit.MONTH, date(year, int(month), 1))
    except (ValueError, OverflowError):
        return None


def _month_start(number: int) -> date:
    return date(number // MONTHS, number % MONTHS + 1, 1)


def _months(day: date) -> int:
    return day.year * MONTHS + day.month - 1


_NUMBER: dict[Unit, Callable[[date], int]] = {
    Unit.DAY: date.toordinal,
    # Day 1 of the calendar is a Monday.
    Unit.WEEK: lambda day: (day.toordinal() - 1) // MONDAY_WEEKS,
    Unit.WEEKEND: lambda day: (day.toordinal() - 1) // MONDAY_WEEKS,
    Unit.MONTH: _months,
    Unit.QUARTER: lambda day: _months(day) // 3,
    # Season 0 of a year begins in March, two months after the year.
    Unit.SEASON: lambda day: (_months(day) - 2) // 3,
    Unit.HALF: lambda day: _months(day) // 6,
    Unit.YEAR: lambda day: day.year,
    Unit.DECADE: lambda day: day.year // 10,
    Unit.CENTURY: lambda day: day.year // 100,
}

_FIRST: dict[Unit, Callable[[int], date]] = {
    Unit.DAY: date.fromordinal,
    Unit.WEEK: lambda number: date.fromordinal(number * MONDAY_WEEKS + 1),
    Unit.WEEKEND: lambda number: date.fromordinal(number * MONDAY_WEEKS + 6),
    Unit.MONTH: _month_start,
    Unit.QUARTER: lambda number: _month_start(number * 3),
    Unit.SEASON: lambda number: _month_start(number * 3 + 2),
    Unit.HALF: lambda number: _month_start(number * 6),
    Unit.YEAR: lambda number: date(number, 1, 1),
    Unit.DECADE: lambda number: date(number * 10, 1, 1),
    Unit.CENTURY: lambda number: date(number * 100, 1, 1),
}


def _week_value(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


_SPELLED: dict[Unit, Callable[[date], str]] = {
    Unit.DAY: date.isoformat,
    Unit.WEEK: _week_value,
    Unit.WEEKEND: lambda day: f"{_week_value(day)}-WE",
    Unit.MONTH: lambda day: f"{day.year:04}-{day.month:02}",
    Unit.QUARTER: lambda day: f"{day.year:04}-Q{(day.month - 1) // 3 + 1}",
    Unit.SEASON: lambda day: f"{day.year:04}-{SEASONS[(day.month - 3) // 3]}",
    Unit.HALF: lambda day: f"{day.year:04}-H{(day.month - 1) // 6 + 1}",
    Unit.YEAR: lambda day: f"{day.year:04}",
    Unit.DECADE: lambda day: f"{day.year // 10:03}",
    Unit.CENTURY: lambda day: f"{day.year // 100:02}",
}
