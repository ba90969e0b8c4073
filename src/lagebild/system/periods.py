"""ISO months: `2025-09` and its number, counted from the year 0, so that months can be computed with."""

from __future__ import annotations

from datetime import date
from functools import cache

MONTHS_A_YEAR = 12


def month_number(day: date) -> int:
    """Return the number of a day's month."""
    return day.year * MONTHS_A_YEAR + day.month - 1


@cache
def period_of(number: int) -> str:
    """Return the ISO month of a number."""
    return f"{number // MONTHS_A_YEAR:04}-{number % MONTHS_A_YEAR + 1:02}"


def month_of(day: date) -> str:
    """Return the ISO month of a day."""
    return period_of(month_number(day))


def number_of(period: str) -> int:
    """Return the number of an ISO month; raises `ValueError` for what is none."""
    return month_number(date.fromisoformat(f"{period}-01"))


def months_between(first: str, last: str) -> tuple[str, ...]:
    """Return the ISO months from the first to the last, both with it; none where the last is before the first."""
    return tuple(period_of(number) for number in range(number_of(first), number_of(last) + 1))
