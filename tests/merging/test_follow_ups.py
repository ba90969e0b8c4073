"""What became of outlooks, by later reports of events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.merging.disagreements import Days
from lagebild.merging.follow_ups import (
    OUTLOOKS_MET,
    Expected,
    FollowUp,
    Happening,
    Outlook,
    Part,
    Status,
    follow_ups_of,
    followed,
)

MAY = date(2025, 5, 1)


def day(number: int) -> Days:
    return Days(MAY + timedelta(number), MAY + timedelta(number))


SIDES = frozenset({"state-NOR", "state-LVA"})
SIGNS = frozenset({"e:sign"})
WILL_SIGN = Expected(Part.CONSEQUENCE, "AGREE", "planned", SIDES, SIGNS)
OUTLOOK = Outlook("o1", "a", day(0), (WILL_SIGN,), frozenset({"e:sign", "e:pact"}), None)
SIGNED = Happening("e1", "b", day(30), day(29), day(30).first, "AGREE", "real", SIDES, SIGNS, frozenset(), None, 0.9)


def became_of(outlooks: Sequence[Outlook], happenings: Sequence[Happening]) -> list[FollowUp]:
    return list(follow_ups_of(followed(outlooks, happenings)))


def test_a_forecast_whose_event_comes_is_borne_out() -> None:
    (found,) = became_of([OUTLOOK], [replace(SIGNED, words=frozenset({"e:pact"}))])
    assert (found.row_id, found.status, found.events) == ("o1", Status.BORNE_OUT, ("e1",))
    assert 0.6 <= found.score <= 0.9


def test_a_forecast_whose_event_is_told_as_not_happening_is_overtaken() -> None:
    (found,) = became_of([OUTLOOK], [replace(SIGNED, realis="neg", known=None)])
    assert found.status is Status.OVERTAKEN


def test_a_condition_that_comes_leaves_an_outlook_open_one_that_is_denied_overtakes_it() -> None:
    outlook = replace(OUTLOOK, expected=(replace(WILL_SIGN, part=Part.CONDITION),))
    (found,) = became_of([outlook], [SIGNED])
    assert (found.status, found.events) == (Status.OPEN, ("e1",))
    (found,) = became_of([outlook], [replace(SIGNED, realis="neg", known=None)])
    assert found.status is Status.OVERTAKEN


NO_FOLLOW_UP = {
    "told before the outlook": {"published": day(-5), "known": day(-5).first, "days": None},
    "told by the same article": {"voice": "a"},
    "an event of before that is told again": {"days": day(-100)},
    "an event that others told before": {"known": day(-3).first},
    "years later": {"published": day(1500), "known": day(1500).first, "days": None},
    "one side only": {"sides": frozenset({"state-NOR"})},
    "another deed": {"deed": frozenset({"e:attack"})},
    "only planned": {"realis": "planned"},
}


@pytest.mark.parametrize("changed", NO_FOLLOW_UP.values(), ids=NO_FOLLOW_UP)
def test_what_is_no_follow_up(changed) -> None:
    assert not became_of([OUTLOOK], [replace(SIGNED, **changed)])


@given(st.permutations([replace(SIGNED, event_id=f"e{n}", published=day(20 + n)) for n in range(6)]))
def test_the_order_of_reports_does_not_matter(shuffled) -> None:
    (found,) = became_of([OUTLOOK], shuffled)
    assert found.events == ("e0", "e1", "e2")


def test_a_report_meets_a_bounded_number_of_outlooks() -> None:
    many = [replace(OUTLOOK, row_id=f"o{n:04}", voice=f"a{n}", published=day(n // 100)) for n in range(2_000)]
    assert len(became_of(many, [SIGNED])) == OUTLOOKS_MET
