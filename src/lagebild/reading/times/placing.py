"""Where an offset lands on the calendar.

An offset is steps with one space between them, each applied to what the step before gave, the first to the anchor:

- `=2025-09`: the period with that value, whatever the anchor;
- `Y-1`, `D+0`, `DE+1`: the period of that unit the anchor lies in, shifted (units as in `calendar.Unit`);
- `wd3`, `06-19`, `10`, `SU`, `Q1`, `H2`, `WE`, `E+49`: that part of the period before; as the first step the
  part of the week or year nearest to the anchor in the direction told; with `<` or `>` behind it the last one
  wholly before, or the first one wholly after the anchor; with `~` the direction told is only a hint, with `!` fixed;
- `@TEV`, `@T20:30`: a time of the day reached;
- `-P3Y`, `+P3Y`: as long before or after the anchor, at the granularity of the duration's last unit;
- `<P3Y`, `>P3Y`: the stretch of that length that ends or begins at the anchor;
- `now`, `past`, `future`: the anchor, what lies before and what lies after it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from lagebild.reading.calendar import Period, Unit, part_of, period_of, period_spelled

_SHIFT = re.compile(r"(DE|CE|WE|[DWMQSHY])([+-]\d{1,6})")
_DURATION = re.compile(r"P(T?)(?:(\d{1,6}(?:\.\d{1,2})?)(DE|CE|WE|[DWMQYHS]))(?:(\d{1,6})([MD]))?")
_IN_WEEK = re.compile(r"wd\d|WE")

_MONTHS_OF = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}
_DAYS_OF = {"D": 1, "W": 7, "WE": 2}
_UNIT_OF = {"D": Unit.DAY, "W": Unit.WEEK, "WE": Unit.WEEKEND, "M": Unit.MONTH, "Q": Unit.QUARTER}
_UNIT_OF |= {"Y": Unit.YEAR, "DE": Unit.DECADE, "CE": Unit.CENTURY}

_UNKNOWN = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Q": "XXXX-QX", "S": "XXXX-SX", "H": "XXXX-HX"}
_UNKNOWN |= {"Y": "XXXX", "DE": "XXX", "CE": "XX", "WE": "XXXX-WXX-WE"}


_PART_OF_YEAR = re.compile(r"\d\d|SP|SU|FA|WI|Q[1-4]|H[12]")
_MONTH_AND_DAY = re.compile(r"(\d\d)-(\d\d)")
_NIGHT_BEFORE = "D-1"
"""The shift behind a weekday that makes it the night to that day."""


AGAINST_DIRECTION = {
    "weekly": {"~": 4.0, "": 8.0, "!": 100.0},
    "yearly": {"~": 1.5, "": 3.0, "!": 100.0},
}
"""How much farther a day of the week or a part of the year may lie in the direction told than in the other and still
be meant, by how the direction is told: by a hint (a verb outside the clause), by the clause, by a word like `since`.
Eight within a week is never outweighed; the others were chosen on the annotated corpus."""


@dataclass(frozen=True, slots=True)
class Place:
    """A value, None for a stretch that has none of its own, and the days it covers, None where it is open."""

    value: str | None
    earliest: date | None
    latest: date | None


@dataclass(frozen=True, slots=True)
class Offset:
    """An offset taken apart: its steps before the time of day, and that time (`TEV`, `T20:30`, empty if none)."""

    steps: tuple[str, ...]
    time: str

    @property
    def weekday(self) -> int | None:
        """The weekday told without saying which week, Monday is 1: `am Mittwoch`, `diesen Mittwoch`, `Mittwochabend`.

        The night to Tuesday is told by Tuesday.
        """
        steps = self.steps[1:] if self.steps[:1] == ("W+0",) else self.steps
        if not steps or not steps[0].startswith("wd") or steps[0][-1] in "<>":
            return None
        return int(steps[0][2]) if len(steps) == 1 or self.is_night_to else None

    @property
    def is_night_to(self) -> bool:
        """Whether it is the night before a weekday: `in der Nacht zum Dienstag`."""
        return len(self.steps) > 1 and self.steps[-1] == _NIGHT_BEFORE and self.steps[-2].startswith("wd")

    @property
    def days(self) -> int | None:
        """The days counted from the anchor: -1 for `gestern`; weeks count as seven, other units not."""
        shift = _SHIFT.fullmatch(self.steps[0]) if len(self.steps) == 1 else None
        return int(shift[2]) * _DAYS_OF[shift[1]] if shift is not None and shift[1] in ("D", "W") else None

    @property
    def unit(self) -> str | None:
        """The unit of the first step if it is a shift: `D`, `W`, `M`, `Y` …"""
        shift = _SHIFT.fullmatch(self.steps[0]) if self.steps else None
        return None if shift is None else shift[1]

    @property
    def month_day(self) -> tuple[int, int] | None:
        """The month and the day of a date without its year."""
        match = _MONTH_AND_DAY.fullmatch(self.steps[0].rstrip("<>~!")) if len(self.steps) == 1 else None
        return None if match is None else (int(match[1]), int(match[2]))

    @property
    def is_part_of_year(self) -> bool:
        """Whether it is a month, a season, a quarter or a half without its year."""
        return len(self.steps) == 1 and _PART_OF_YEAR.fullmatch(self.steps[0].rstrip("<>~!")) is not None

    @property
    def is_absolute(self) -> bool:
        """Whether it names its period itself, whatever the anchor."""
        return bool(self.steps) and self.steps[0].startswith("=")

    @property
    def is_ahead(self) -> bool:
        """Whether it says of itself that it lies after the anchor."""
        if not self.steps:
            return False
        shift = _SHIFT.fullmatch(self.steps[0])
        return self.steps[0].endswith(">") or (shift is not None and int(shift[2]) > 0)

    @property
    def is_periodic(self) -> bool:
        """Whether the same weekday of the anchor always lands as far away."""
        return all(step.startswith(("wd", "WE")) or self._counts_days(step) for step in self.steps)

    @staticmethod
    def _counts_days(step: str) -> bool:
        shift = _SHIFT.fullmatch(step)
        return shift is not None and shift[1] in ("D", "W", "WE")


@lru_cache(maxsize=10_000)
def offset_parsed(offset: str) -> Offset:
    """Return an offset taken apart; a stretch (`-P3Y`, `now`) is one step."""
    steps = offset.split(" ")
    return Offset(
        tuple(step for step in steps if step and step[0] != "@"),
        "".join(step[1:] for step in steps if step and step[0] == "@"),
    )


def placed(offset: str, first: date | None, last: date | None, direction: str | None) -> Place | None:
    """Return where `offset` lands from an anchor between the days `first` and `last`.

    An anchor that is not one day may land in two periods; then the value is left open and the days cover both.
    Without an anchor the value is open (`XXXX-WXX-3`). None if the calendar has no such day (31 June).
    """
    if first is None or last is None:
        if not offset.startswith("="):
            return Place(None if _is_stretch(offset) else open_value(offset), None, None)
        first = last = date.min
    start = _landed(offset, first, direction)
    if start is None or first == last:
        return start
    end = _landed(offset, last, direction)
    if end is None:
        return None
    if offset == "past" or offset == "<PX":
        return end
    value = start.value if start.value == end.value else open_value(offset)
    return Place(value, start.earliest, end.latest)


def graded(offset: str, grade: str) -> str:
    """Return the offset of a weekday or a part of the year with the grade ("~", "" or "!") of its direction."""
    first, *others = offset.split(" ")
    if first.endswith(("<", ">")) or first[0] == "=" or _SHIFT.fullmatch(first) is not None:
        return offset
    return " ".join((first + grade, *others))


def fixed(offset: str) -> str:
    """Return the offset of a weekday or a part of the year with its direction fixed ("!")."""
    first, *others = offset.split(" ")
    return graded(" ".join((first.rstrip("~!"), *others)), "!")


def open_value(offset: str) -> str:
    """Return the TIMEX3 value of an offset that nothing anchors."""
    parsed, value = offset_parsed(offset), "XXXX-XX-XX"
    for step in parsed.steps:
        if (shift := _SHIFT.fullmatch(step)) is not None:
            value = _UNKNOWN[shift[1]]
        elif _IN_WEEK.match(step):
            value = "XXXX-WXX-" + step.removeprefix("wd").rstrip("<>~!")
        elif step[0] == "E":
            value = "XXXX-XX-XX"
        else:
            value = "XXXX-" + step.rstrip("<>~!")
    return value + parsed.time


def _is_stretch(offset: str) -> bool:
    return offset[:2] in ("-P", "+P", "<P", ">P") or offset in ("now", "past", "future")


def _landed(offset: str, day: date, direction: str | None) -> Place | None:
    if offset == "now":
        return Place(None, day, day)
    if offset == "past":
        return Place(None, None, day)
    if offset == "future":
        return Place(None, day, None)
    try:
        if _is_stretch(offset):
            return _stretch(offset[0], offset[1:], day)
        return _stepped(offset, day, direction)
    except OverflowError:
        return None


def _stepped(offset: str, day: date, direction: str | None) -> Place | None:
    period: Period | None = None
    parsed = offset_parsed(offset)
    for step in parsed.steps:
        if step[0] == "=":
            period = period_spelled(step[1:])
        elif (shift := _SHIFT.fullmatch(step)) is not None:
            period = period_of(Unit(shift[1]), period.first if period else day).shifted(int(shift[2]))
        else:
            period = part_of(period, step) if period else _nearest(step, day, direction)
        if period is None:
            return None
    if period is None:
        return None
    return Place(period.value + parsed.time, period.first, period.last)


def _nearest(step: str, day: date, direction: str | None) -> Period | None:
    """Return the part of the weeks or years around `day` that `step` names, in the direction told.

    Without a direction a weekday is the last one, as in news, and any other part the nearest.
    """
    code = step.rstrip("<>~!")
    weekly = _IN_WEEK.fullmatch(code) is not None
    whole = period_of(Unit.WEEK if weekly else Unit.YEAR, day)
    # A leap day comes every four years, after 1896 every eight.
    reach = 8 if code == "02-29" else 1
    parts = [part for k in range(-reach, reach + 1) if (part := part_of(whole.shifted(k), code)) is not None]
    if step.endswith("<"):
        chosen = [part for part in parts if part.last < day]
        return chosen[-1] if chosen else None
    if step.endswith(">"):
        chosen = [part for part in parts if part.first > day]
        return chosen[0] if chosen else None
    untold = direction is None
    if untold and weekly:
        direction = "past"
    grade = step[-1] if step[-1] in "~!" and not (untold and weekly) else ""
    weight = AGAINST_DIRECTION["weekly" if weekly else "yearly"][grade]
    return min(parts, key=lambda part: _cost(part, day, direction, weight), default=None)


def _cost(part: Period, day: date, direction: str | None, weight: float) -> float:
    """Return the days between `part` and `day`, dearer by `weight` if they lie against the direction told."""
    if part.contains(day):
        return 0.0
    ahead = (part.first - day).days
    if ahead > 0:
        return ahead * (weight if direction == "past" else 1.0)
    return (day - part.last).days * (weight if direction == "future" else 1.0)


def _stretch(sign: str, duration: str, day: date) -> Place | None:
    if duration == "PX":
        return Place(None, None, day) if sign in "-<" else Place(None, day, None)
    match = _DURATION.fullmatch(duration)
    if match is None:
        return None
    in_hours, count, unit, more, more_unit = match.groups()
    number = float(count)
    months, days = 0.0, 0.0
    finest = unit
    if in_hours:
        days = number / 24 if unit == "H" else 0.0
        finest = "D"
    elif unit in _MONTHS_OF:
        months = number * _MONTHS_OF[unit]
    else:
        days = number * _DAYS_OF[unit]
    if more is not None and not in_hours:
        months, days = (months + int(more), days) if more_unit == "M" else (months, days + int(more))
        finest = more_unit
    elif not in_hours and number % 1:
        finest = "M"
    sense = -1 if sign in "-<" else 1
    other = months_after(day, sense * round(months)) + timedelta(days=sense * round(days))
    if sign == "<":
        return Place(None, other, day)
    if sign == ">":
        return Place(None, day, other)
    period = period_of(_UNIT_OF[finest], other)
    return Place(None, period.first, period.last)


def months_after(day: date, months: int) -> date:
    """Return `day` that many months later, or the month's last day where it has no such day (31 January + 1)."""
    month = period_of(Unit.MONTH, day).shifted(months)
    return month.first.replace(day=min(day.day, month.last.day))
