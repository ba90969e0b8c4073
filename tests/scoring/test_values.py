"""When a read value is the annotated one."""

from datetime import date

import pytest

from lagebild.reading.marks import Quantity, TimeExpression, TimexType
from lagebild.scoring.gold import GoldQuantity, GoldTime
from lagebild.scoring.values import days_of, same_bounds, same_time
from lagebild.spans import Span


def read_time(kind: str, value: str, earliest: date | None = None, latest: date | None = None) -> TimeExpression:
    return TimeExpression(0, 1, TimexType(kind), value, earliest, latest, None, None, None, 1.0)


def read_quantity(low: float | None, high: float | None) -> Quantity:
    return Quantity(0, 1, low, high, "=", None, None, None, None, None, None, 1.0)


@pytest.mark.parametrize(
    ("gold", "read", "same"),
    [
        ("2025-04-23", read_time("DATE", "2025-04-23"), True),
        ("2025-04-23", read_time("DATE", "2025-04-24"), False),
        ("198X", read_time("DATE", "198"), True),
        ("T12:30", read_time("TIME", "2025-04-23T12:30"), True),
        ("P3Y", read_time("DURATION", "P3Y"), True),
        # "vor drei Jahren": annotated with its date, read as a duration with its date beside it
        ("2022", read_time("DURATION", "P3Y", date(2022, 4, 23), date(2022, 4, 23)), True),
        ("2022-04-23", read_time("DURATION", "P3Y", date(2022, 4, 23), date(2022, 4, 23)), True),
        ("2022", read_time("DURATION", "P4Y", date(2021, 4, 23), date(2021, 4, 23)), False),
        ("2022-04-23", read_time("DURATION", "P3Y", date(2022, 1, 1), date(2022, 12, 31)), False),
        ("2022", read_time("DATE", "2022-04-23", date(2022, 4, 23), date(2022, 4, 23)), False),
        ("P3Y", read_time("DURATION", "P3M", date(2025, 1, 23), date(2025, 1, 23)), False),
    ],
)
def test_same_time(gold: str, read: TimeExpression, same: bool) -> None:
    assert same_time(GoldTime(Span(0, 1), gold), read) is same


@pytest.mark.parametrize(
    ("value", "days"),
    [
        ("2024-02", (date(2024, 2, 1), date(2024, 2, 29))),
        ("2025-W01", (date(2024, 12, 30), date(2025, 1, 5))),
        ("2025-Q3", (date(2025, 7, 1), date(2025, 9, 30))),
        ("2025", (date(2025, 1, 1), date(2025, 12, 31))),
        ("2025-02-30", None),
        ("PAST_REF", None),
    ],
)
def test_the_days_of_a_value(value: str, days: tuple[date, date] | None) -> None:
    assert days_of(value) == days


@pytest.mark.parametrize(
    ("gold", "unit", "read", "same"),
    [
        ((4000, None), "soldier", (4000, None), True),
        ((4000, None), "soldier", (4000, 4000), False),
        ((40, 40), "vehicle", (41, 41), False),
        ((33, 33), "percent", (33.333, 33.333), True),
        ((33, 33), "percent", (34, 34), False),
        ((150, 200), "instructor", (150, 200), True),
    ],
)
def test_same_bounds(
    gold: tuple[float | None, float | None], unit: str, read: tuple[float | None, float | None], same: bool
) -> None:
    assert same_bounds(GoldQuantity(Span(0, 1), *gold, "=", unit), read_quantity(*read)) is same
