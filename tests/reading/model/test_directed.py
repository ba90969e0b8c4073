"""A month or a weekday without its year or week: a deed is past, a plan is to come."""

from __future__ import annotations

from datetime import date

import pytest

from lagebild.reading.marks import TimeExpression
from lagebild.reading.read import read


@pytest.mark.parametrize(
    ("text", "published", "value", "days"),
    [
        # Next January is nearer than the last one, but what happened then is told as done.
        (
            "Russland hatte die Diplomaten im Januar ausgewiesen, nachdem die EU neue Sanktionen beschlossen hatte.",
            "2021-10-11",
            "2021-01",
            (date(2021, 1, 1), date(2021, 1, 31)),
        ),
        (
            "Police arrested the opposition leader in January and the ban has stayed in force.",
            "2009-11-10",
            "2009-01",
            (date(2009, 1, 1), date(2009, 1, 31)),
        ),
        # The verb is in the past, the march is a plan.
        (
            "Organisers in Khartoum have called for a march on Thursday. Talks with the generals had failed.",
            "2019-04-30",
            "2019-05-02",
            (date(2019, 5, 2), date(2019, 5, 2)),
        ),
    ],
)
def test_what_happens_then_tells_which_one_is_meant(
    text: str, published: str, value: str, days: tuple[date, date]
) -> None:
    reading = read(text, published)
    (time,) = reading.times
    assert (time.value, (time.earliest, time.latest)) == (value, days)
    assert days in [(event.earliest, event.latest) for event in reading.events]


def test_a_deed_and_a_plan_of_one_day_leave_it_as_the_verb_tells() -> None:
    reading = read("Belarus und Litauen haben am Montag ein Treffen ihrer Minister vereinbart.", "2025-12-10")
    assert [time.value for time in reading.times] == ["2025-12-08"]


def test_without_a_date_of_the_article_the_direction_is_kept_for_later() -> None:
    text = "Organisers in Khartoum have called for a march on Thursday. Talks with the generals had failed."
    times: list[TimeExpression] = list(read(text).times)
    assert [(time.value, time.direction) for time in times] == [("XXXX-WXX-4", "future")]
