"""Given two actors by month, the picture draws their balance, interval, deeds and words."""

from __future__ import annotations

from collections.abc import Sequence

from made_facts import article, deed, facts, state, statement

from lagebild.views.dyads import dyad_of
from lagebild.views.figures.dyad_series import dyad_picture


class NoTexts:
    """A case without texts."""

    def sql(self, query: str, parameters: Sequence[object] = ()) -> NoTexts:
        return self

    @property
    def columns(self) -> list[str]:
        return []

    def fetchall(self) -> list[tuple[object, ...]]:
        return []


ARTICLES = [article("n1", "2025-03-01"), article("n2", "2025-03-02"), article("n3", "2025-05-03")]


def picture(**told):
    found = facts([state("A"), state("B")], ARTICLES, **told)
    return dyad_picture(dyad_of(NoTexts(), found, "A", "B"), {"A": "Aland", "B": "Beland"}, "en")


def test_deeds_of_one_month_stand_above_each_other_and_carry_their_events() -> None:
    told = [
        deed("e1", "A", "AID", "B", "2025-03-01", ("n1", "n2", "n3")),
        deed("e2", "A", "AGREE", "B", "2025-03-02", ("n2",)),
        deed("e3", "A", "ASSAULT", "B", "2025-05-02", ("n3",)),
    ]
    figure = picture(deeds=told).figure
    friendly, hostile = (t for t in figure.data if t.mode == "markers" and t.marker.size == 11)
    assert list(friendly.customdata) == ["e1", "e2"]
    assert friendly.y[0] < friendly.y[1]
    assert list(hostile.customdata) == ["e3"]
    assert hostile.y[0] < 0
    assert any(trace.fill == "toself" for trace in figure.data)


def test_what_few_articles_tell_has_hollow_points_and_no_band() -> None:
    figure = picture(deeds=[deed("e1", "A", "AID", "B", "2025-03-01", ("n1",))]).figure
    line = next(trace for trace in figure.data if trace.mode == "lines+markers" and trace.yaxis is None)
    assert set(line.marker.symbol) == {"circle-open"}
    assert not any(trace.fill == "toself" for trace in figure.data)


def test_words_stand_in_the_lower_part_with_the_rows_they_are() -> None:
    figure = picture(statements=[statement("r1", "A", "B", -2, "2025-03-01", "n1")]).figure
    (words,) = (trace for trace in figure.data if trace.yaxis == "y2")
    assert words.y[0] == -2
    assert list(words.customdata[0]) == ["r1"]


def test_nothing_told_makes_an_empty_picture_with_its_table() -> None:
    empty = picture()
    assert empty.table.rows == ()
    assert empty.how
