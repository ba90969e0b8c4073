"""Given numbers that sources tell differently, these panels and this table."""

from __future__ import annotations

from datetime import date

import pytest

from lagebild.views.evidence import Told
from lagebild.views.figures.disagreement_ranges import MOST_PANELS, disagreement_picture
from lagebild.views.numbers_side_by_side import NumberTopic, NumberVersion, numbers_table


def version(
    low: float | None,
    high: float | None,
    holder: str | None = None,
    operator: str = "=",
    day: str | None = "2025-03-10",
) -> NumberVersion:
    told = Told("Two or three were seen.", "Daily", date(2025, 3, 10), "T", "n1", 0, None, date(2025, 3, 10))
    return NumberVersion(low, high, operator, "percent", None, holder, day, told, f"q{low}{high}")


def topic(relation: str, *versions: NumberVersion) -> NumberTopic:
    return NumberTopic("d1", relation, ("Aland", "Beland"), "trade_share", versions)


SHARES = topic("developed", version(80, 90, day="2024-11-01/2024-11-30"), version(98, 98, "Seoul"))
LOSSES = topic("contradicts", version(1000, None, "Army", ">="), version(None, 400, "Rebels", "<="))


def test_numbers_stand_side_by_side_with_holder_day_and_sentence() -> None:
    rows = numbers_table([SHARES], "en").rows
    assert [row[1:5] for row in rows] == [
        ("80–90 percent", "author", "November 2024", "developed"),
        ("98 percent", "Seoul", "10 Mar 2025", "developed"),
    ]
    assert rows[0][0] == "Aland, Beland: share of trade"
    assert rows[0][5:] == ("Two or three were seen.", "Daily · 10 Mar 2025")


def test_each_number_has_a_panel_with_a_range_for_each_version() -> None:
    figure = disagreement_picture([LOSSES, SHARES], "en").figure
    assert [trace.yaxis for trace in figure.data] == ["y", "y", "y2", "y2"]
    assert list(figure.data[2].x) == [80, 90]
    assert list(figure.layout.yaxis2.ticktext) == ["author<br>November 2024", "Seoul<br>10 Mar 2025"]
    words = [one.text for one in figure.layout.annotations]
    assert "Aland, Beland: share of trade<br>developed" in words
    assert "80–90 %" in words


def test_a_range_without_an_end_reaches_beyond_all_others_with_an_arrow() -> None:
    army, rebels = disagreement_picture([LOSSES], "en").figure.data
    assert army.x[0] == 1000
    assert army.x[1] > 1000
    assert list(army.marker.symbol) == ["x", "arrow-right"]
    assert rebels.x[0] < 400
    assert list(rebels.marker.symbol) == ["arrow-left", "x"]


def test_marks_lead_to_the_version_and_its_article() -> None:
    (first, _) = disagreement_picture([SHARES], "de").figure.data
    assert list(first.customdata[0]) == ["q8090", "n1"]


@pytest.mark.parametrize("lang", ["de", "en"])
def test_of_many_numbers_only_the_first_are_drawn_and_all_are_in_the_table(lang: str) -> None:
    picture = disagreement_picture([SHARES] * (MOST_PANELS + 3), lang)
    assert len(picture.figure.data) == 2 * MOST_PANELS
    assert len(picture.table.rows) == 2 * (MOST_PANELS + 3)
