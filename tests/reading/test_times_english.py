"""English time expressions: given a sentence and the article's date (Thursday, 16 May 2013), these rows."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.reading.marks import Sentence, TimeExpression
from lagebild.reading.times import resolved, times_of

THURSDAY = date(2013, 5, 16)


def read(text: str, published: date | None = THURSDAY) -> tuple[TimeExpression, ...]:
    return times_of(text, [Sentence(0, len(text), 0)], "en", published)


def values(text: str, published: date | None = THURSDAY) -> dict[str, str]:
    return {text[t.start : t.end]: t.value for t in read(text, published)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It opened on September 3, 2025.", {"September 3, 2025": "2025-09-03"}),
        ("It opened on Wednesday, 3 September 2025.", {"Wednesday, 3 September 2025": "2025-09-03"}),
        ("They met on June 16 and 17, 2012.", {"June 16": "2012-06-16", "17, 2012": "2012-06-17"}),
        ("From 1950 to 1953 war raged.", {"1950": "1950", "1953": "1953"}),
        ("Prices fell in the early 1990s.", {"the early 1990s": "199"}),
        ("The custom died out in the 20th century.", {"the 20th century": "19"}),
        ("He resigned in the summer of 1999.", {"the summer of 1999": "1999-SU"}),
        ("Exports rose in the first quarter of 2012.", {"the first quarter of 2012": "2012-Q1"}),
        ("It ends in late October 2024.", {"late October 2024": "2024-10"}),
        ("Caesar died in 44 BC.", {"44 BC": "BC0044"}),
    ],
)
def test_absolute_dates(text: str, expected: dict[str, str]) -> None:
    assert values(text) == expected
    assert values(text, None) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Yesterday he left, today she stays.", {"Yesterday": "2013-05-15", "today": "2013-05-16"}),
        ("The council meets next week.", {"next week": "2013-W21"}),
        ("Last year exports fell.", {"Last year": "2012"}),
        ("He came last Friday and leaves next Monday.", {"last Friday": "2013-05-10", "next Monday": "2013-05-20"}),
        ("Police arrested him late on Wednesday.", {"late on Wednesday": "2013-05-15TEV"}),
        ("Shots were fired on Monday night.", {"Monday night": "2013-05-13TNI"}),
        ("It burned last night.", {"last night": "2013-05-15TNI"}),
        ("The deal expires at the end of the year.", {"the end of the year": "2013"}),
        ("It closes later this month.", {"later this month": "2013-05"}),
        ("They talked on Christmas Eve 2012.", {"Christmas Eve 2012": "2012-12-24"}),
    ],
)
def test_times_relative_to_the_article(text: str, expected: dict[str, str]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The minister arrived on Wednesday.", "2013-05-15"),
        ("The minister will arrive on Wednesday.", "2013-05-22"),
        ("He told reporters that talks will begin on Monday.", "2013-05-20"),
        ("The fair was held in November.", "2012-11"),
        ("The fair will be held in November.", "2013-11"),
    ],
)
def test_the_tense_of_the_clause_decides_the_direction(text: str, value: str) -> None:
    (only,) = read(text)
    assert only.value == value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He has been in prison for ten years.", ("ten years", "DURATION", "P10Y")),
        ("It lasted two and a half hours.", ("two and a half hours", "DURATION", "PT2H30M")),
        ("It took half a year.", ("half a year", "DURATION", "P6M")),
        ("Nothing happened for several months.", ("several months", "DURATION", "PXM")),
        ("Over the past two decades many came.", ("the past two decades", "DURATION", "P2DE")),
        ("It was a two-day visit.", ("two-day", "DURATION", "P2D")),
        ("Taxes are raised annually.", ("annually", "SET", "P1Y")),
        ("They vote every four years.", ("every four years", "SET", "P4Y")),
        ("There are protests every Monday.", ("every Monday", "SET", "XXXX-WXX-1")),
        ("He is currently abroad.", ("currently", "DATE", "PRESENT_REF")),
        ("They will avoid this in the future.", ("the future", "DATE", "FUTURE_REF")),
    ],
)
def test_durations_sets_and_references(text: str, expected: tuple[str, str, str]) -> None:
    assert [(text[t.start : t.end], t.type.value, t.value) for t in read(text)] == [expected]


def test_a_duration_ago_is_placed_but_stays_a_duration() -> None:
    (ago,) = read("It began three years ago.")
    assert (ago.value, ago.earliest, ago.latest) == ("P3Y", date(2010, 1, 1), date(2010, 12, 31))


def test_the_story_carries_days_on() -> None:
    assert values("On 3 June 2012 the city fell; two days later he fled.") == {
        "3 June 2012": "2012-06-03",
        "two days later": "2012-06-05",
    }


@pytest.mark.parametrize(
    "text",
    [
        "Some 2000 soldiers may march on.",
        "The 14-year-old boy and a man aged 45 survived.",
        "August Wilson met April Smith.",
        "I am sure a second look will help.",
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert values(text) == {}


def test_resolving_again_gives_what_reading_with_the_date_gives() -> None:
    text = "On Wednesday he left; three years ago it was different, in the coming weeks it will be better."
    assert tuple(resolved(t, THURSDAY, None) for t in read(text, None)) == read(text)


WORDS = """
on in the at of last next three 3 . - / 2013 12 30 pm years week May Wednesday night ago later late early 1990
s first end 20 th century today evening , : ' a half every two more than half Christmas Eve
"""
PIECES = st.sampled_from(WORDS.split())


@settings(max_examples=200)
@given(st.lists(PIECES, max_size=30), st.sampled_from(["", " "]), st.one_of(st.none(), st.dates()))
def test_any_words_give_rows_in_order_inside_the_text(pieces: list[str], glue: str, published: date | None) -> None:
    text = glue.join(pieces)
    end = 0
    for t in read(text, published):
        assert end <= t.start < t.end <= len(text)
        assert t.value
        assert t.earliest is None or t.latest is None or t.earliest <= t.latest
        end = t.end
