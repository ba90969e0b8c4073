"""Given a sentence with time expressions and triggers, which expression can date which event."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lagebild.reading.marks import TimeExpression, TimexType
from lagebild.reading.model.decoding.dated import can_date, dates_another
from lagebild.spans import Span


def span_of(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def time_in(text: str, words: str) -> TimeExpression:
    span = span_of(text, words)
    return TimeExpression(span.start, span.end, TimexType.DATE, "", None, None, None, None, None, 1.0)


@pytest.mark.parametrize(
    ("text", "words", "dates"),
    [
        ("Am Freitag griff Peru an.", "Freitag", True),
        ("Seit 2019 ist die Grenze zu.", "2019", False),
        ("Die Grenze ist seit Anfang 2019 zu.", "2019", False),
        ("The border has been shut since the spring of 2019.", "spring of 2019", False),
        ("Bis Freitag zog Peru ab.", "Freitag", True),
    ],
)
def test_the_beginning_of_a_state_dates_no_event(text: str, words: str, dates: bool) -> None:
    assert can_date(text, time_in(text, words)) is dates


@pytest.mark.parametrize("kind", [TimexType.DURATION, TimexType.SET])
def test_a_length_and_a_rhythm_date_no_event(kind: TimexType) -> None:
    text = "Sie verhandelten drei Tage."
    assert not can_date(text, replace(time_in(text, "drei Tage"), type=kind))


@pytest.mark.parametrize(
    ("text", "time", "trigger", "other", "is_anothers"),
    [
        ("Als Chile im Mai abzog, griff Peru an.", "Mai", "griff", "abzog", True),
        ("Als Chile im Mai abzog, griff Peru an.", "Mai", "abzog", "griff", False),
        ("Im Mai, sagte Holt, griff Peru an.", "Mai", "griff", "griff", False),
        ("Im Mai griff Peru an und Chile zog ab.", "Mai", "zog", "griff", False),
        ("On May 4, 2024 Peru attacked Chile.", "May 4, 2024", "attacked", "attacked", False),
    ],
)
def test_a_time_in_the_clause_of_another_event_dates_that_one(
    text: str, time: str, trigger: str, other: str, is_anothers: bool
) -> None:
    starts = sorted(span_of(text, words).start for words in {trigger, other})
    found = dates_another(text, Span(0, len(text)), span_of(text, time), span_of(text, trigger), starts)
    assert found is is_anothers
