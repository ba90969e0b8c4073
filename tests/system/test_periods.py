"""ISO months and their numbers."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.system.periods import month_of, months_between, number_of, period_of


def test_months_between_are_all_from_the_first_to_the_last() -> None:
    assert months_between("2024-11", "2025-02") == ("2024-11", "2024-12", "2025-01", "2025-02")
    assert months_between("2025-02", "2025-01") == ()


@given(st.dates())
def test_a_month_and_its_number_name_each_other(day: date) -> None:
    assert period_of(number_of(month_of(day))) == day.isoformat()[:7]


def test_what_is_no_month_has_no_number() -> None:
    with pytest.raises(ValueError):
        number_of("2025-13")
