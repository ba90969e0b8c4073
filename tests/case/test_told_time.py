"""Given a sentence without a day for its event, of which time it is told."""

from __future__ import annotations

from datetime import date

import pytest

from lagebild.case.told_time import UNKNOWN, Dated, Days, days_told

ARTICLE: Days = (date(2025, 9, 4), date(2025, 9, 4))
OLD = Dated(3, date(2022, 2, 1), date(2022, 2, 28))
OLDER = Dated(60, date(2018, 1, 1), date(2018, 12, 31))
RECENT = Dated(40, date(2025, 8, 1), date(2025, 8, 31))
COMING = Dated(40, date(2025, 12, 1), date(2025, 12, 31))


@pytest.mark.parametrize(
    "sentence",
    [
        "Beide Seiten vereinbarten eine engere Zusammenarbeit.",
        "The ministers agreed to talk.",
        "Erstmals seit Jahrzehnten trafen sich die Präsidenten.",
        "For years they were rivals, now they sign treaties.",
        "So lange der Vertrag gilt, liefert Lissabon Öl.",
    ],
)
def test_without_a_date_a_sentence_speaks_of_the_time_of_its_article(sentence: str) -> None:
    assert days_told(sentence, (), 0, ARTICLE) == ARTICLE


@pytest.mark.parametrize(
    "sentence",
    [
        "Seit Jahrzehnten unterstützt Lissabon den Nachbarn.",
        "Oslo hat die Sanktionen lange mitgetragen und immer wieder Druck ausgeübt.",
        "Im Kalten Krieg waren beide Länder Verbündete.",
        "For decades the two armies have fought each other.",
        "Both states were once close allies.",
    ],
)
def test_what_has_gone_on_for_long_is_of_no_month(sentence: str) -> None:
    assert days_told(sentence, (), 0, ARTICLE) == UNKNOWN


def test_an_old_date_beside_an_event_is_its_time_and_of_several_the_nearest() -> None:
    assert days_told("Seit Februar 2022 …", [OLD], 30, ARTICLE) == (OLD.earliest, OLD.latest)
    assert days_told("…", [OLD, OLDER], 55, ARTICLE) == (OLDER.earliest, OLDER.latest)


@pytest.mark.parametrize("news", [RECENT, COMING])
def test_a_date_near_that_of_the_article_or_after_it_makes_a_sentence_news(news: Dated) -> None:
    assert days_told("…", [OLD, news], 0, ARTICLE) == ARTICLE


def test_in_an_undated_article_only_dates_tell_the_time() -> None:
    assert days_told("…", [OLD], 0, UNKNOWN) == (OLD.earliest, OLD.latest)
    assert days_told("…", [], 0, UNKNOWN) == UNKNOWN
