"""Periods of the calendar: they tile it, they spell as TIMEX3 and ISO 8601 do, and parts are found inside wholes."""

from datetime import date, timedelta

import pytest
from dateutil.easter import easter
from hypothesis import given
from hypothesis import strategies as st

from lagebild.reading.calendar import Period, Unit, part_of, period, period_of, period_spelled

DAYS = st.dates(min_value=date(200, 1, 1), max_value=date(9700, 12, 31))
UNITS = st.sampled_from(list(Unit))
TILING = st.sampled_from([unit for unit in Unit if unit is not Unit.WEEKEND])


@given(TILING, DAYS)
def test_a_day_lies_in_its_period_and_the_next_period_begins_the_day_after_the_last(unit: Unit, day: date) -> None:
    found = period_of(unit, day)
    assert found.contains(day)
    assert found.shifted(1).first == found.last + timedelta(days=1)
    assert found.shifted(-1).last == found.first - timedelta(days=1)


@given(UNITS, DAYS, st.integers(-40, 40), st.integers(-40, 40))
def test_shifting_is_adding(unit: Unit, day: date, one: int, other: int) -> None:
    if unit in (Unit.CENTURY, Unit.DECADE):
        one, other = one % 2, other % 2
    found = period_of(unit, day)
    assert found.shifted(one).shifted(other) == found.shifted(one + other)
    assert found.shifted(one).shifted(-one) == found
    assert found.shifted(one).number == found.number + one


@given(UNITS, DAYS)
def test_a_period_is_spelled_and_read_back(unit: Unit, day: date) -> None:
    found = period_of(unit, day)
    if unit is Unit.DECADE or unit is Unit.CENTURY:
        assert period_spelled(found.value) == found
        return
    assert period_spelled(found.value) == found
    assert found.first <= found.last


@given(st.integers(1, 9998))
def test_the_parts_of_a_year_cover_it(year: int) -> None:
    whole = period(Unit.YEAR, year)
    for codes in (["H1", "H2"], ["Q1", "Q2", "Q3", "Q4"], [f"{month:02}" for month in range(1, 13)]):
        parts = [part for code in codes if (part := part_of(whole, code)) is not None]
        assert parts[0].first == whole.first
        assert parts[-1].last == whole.last
        assert sum((part.last - part.first).days + 1 for part in parts) == (whole.last - whole.first).days + 1


@given(st.integers(1900, 2100))
def test_only_leap_years_have_a_29th_of_february(year: int) -> None:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    assert (part_of(period(Unit.YEAR, year), "02-29") is not None) == leap
    assert period_of(Unit.MONTH, date(year, 2, 1)).last.day == (29 if leap else 28)


@given(DAYS)
def test_weeks_are_those_of_iso_8601(day: date) -> None:
    year, week, weekday = day.isocalendar()
    found = period_of(Unit.WEEK, day)
    assert found.value == f"{year:04}-W{week:02}"
    assert part_of(found, f"wd{weekday}") == period_of(Unit.DAY, day)
    assert period_spelled(f"{year:04}-W{week:02}-{weekday}") == period_of(Unit.DAY, day)


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2025-09-03", date(2025, 9, 3), date(2025, 9, 3)),
        ("2025-W36", date(2025, 9, 1), date(2025, 9, 7)),
        ("2025-W36-WE", date(2025, 9, 6), date(2025, 9, 7)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025-Q3", date(2025, 7, 1), date(2025, 9, 30)),
        ("2025-SU", date(2025, 6, 1), date(2025, 8, 31)),
        ("2025-WI", date(2025, 12, 1), date(2026, 2, 28)),
        ("2025-H2", date(2025, 7, 1), date(2025, 12, 31)),
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("199", date(1990, 1, 1), date(1999, 12, 31)),
        ("19", date(1900, 1, 1), date(1999, 12, 31)),
    ],
)
def test_values_name_these_days(value: str, first: date, last: date) -> None:
    found = period_spelled(value)
    assert found is not None
    assert (found.first, found.last, found.value) == (first, last, value)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "2025-02-30",
        "2025-13",
        "XXXX-WXX-3",
        "P3D",
        "PAST_REF",
        "2025-W60",
        "20X",
        "2025-",
        "2025-Q7",
        "²025",
        "2025-H0",
    ],
)
def test_what_spells_no_period_is_none(value: str) -> None:
    assert period_spelled(value) is None


@given(st.text(max_size=12))
def test_any_text_can_be_asked(value: str) -> None:
    found = period_spelled(value)
    assert found is None or found.first <= found.last


def test_movable_feasts_are_counted_from_easter() -> None:
    year = period(Unit.YEAR, 2025)
    assert part_of(year, "E+0") == Period(date(2025, 4, 20), date(2025, 4, 20), Unit.DAY)
    assert part_of(year, "E+49") == period_of(Unit.DAY, easter(2025) + timedelta(days=49))


def test_the_calendar_ends_where_python_dates_end() -> None:
    with pytest.raises(OverflowError):
        period(Unit.YEAR, 9999).shifted(1)
    with pytest.raises(OverflowError):
        period(Unit.DAY, 0)
