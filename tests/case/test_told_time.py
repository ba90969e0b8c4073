"""Given a sentence without a day for its event, of which time it is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from lagebild import read
from lagebild.case.connection import reading
from lagebild.case.told_time import STATEMENTS, UNKNOWN, Dated, Days, days_by_mark, days_told, told_query
from lagebild.reading.marks import Dimension, RelationStatement
from lagebild.scoring.merged import case_of

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
    assert days_told("Im Februar 2022 …", [OLD], 30, ARTICLE) == (OLD.earliest, OLD.latest)
    assert days_told("…", [OLD, OLDER], 55, ARTICLE) == (OLDER.earliest, OLDER.latest)


@pytest.mark.parametrize("news", [RECENT, COMING])
def test_a_date_near_that_of_the_article_or_after_it_makes_a_sentence_news(news: Dated) -> None:
    assert days_told("…", [OLD, news], 0, ARTICLE) == ARTICLE


def test_in_an_undated_article_only_dates_tell_the_time() -> None:
    assert days_told("…", [OLD], 0, UNKNOWN) == (OLD.earliest, OLD.latest)
    assert days_told("…", [], 0, UNKNOWN) == UNKNOWN


@pytest.mark.parametrize(
    ("sentence", "days"),
    [
        ("Seit 2019 verhandelt Emmanuel Macron regelmäßig mit Olaf Scholz über Panzer.", ARTICLE),
        ("Seit Anfang 2019 verhandelt Emmanuel Macron mit Olaf Scholz über Panzer.", ARTICLE),
        ("Olaf Scholz has held talks with Emmanuel Macron since late 2019.", ARTICLE),
        (
            "Im Jahr 2019 verhandelte Emmanuel Macron mit Olaf Scholz über Panzer.",
            (date(2019, 1, 1), date(2019, 12, 31)),
        ),
    ],
)
def test_what_goes_on_since_a_date_is_told_of_now(tmp_path: Path, sentence: str, days: Days) -> None:
    article = replace(read(sentence, published=ARTICLE[0]), events=())
    start = sentence.index("Macron")
    relation = RelationStatement(start, start + 6, "a", "b", Dimension.POLITICAL, 1, None, None, 0.9)
    with reading(case_of(tmp_path / "x.case", [replace(article, relations=(relation,))])) as connection:
        told = days_by_mark(connection.execute(told_query(STATEMENTS)).fetchall())
    assert list(told.values()) == [days]
