"""What a click opens: rows of every table lead to their sentences, the words of the row marked."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.app.cases import OpenCases
from lagebild.app.evidence import Asked, Found, Marked, Shown, asked_of, pieces_of
from lagebild.app.evidence_found import LONGEST_SHOWN, _cut, found_of
from lagebild.app.evidence_rows import places_of
from lagebild.case.case import Case
from lagebild.system.facts import Evidence
from told_article import TEXT

IDS = {
    "events": "event_id",
    "event_mentions": "mention_id",
    "relations": "row_id",
    "quotations": "quotation_id",
    "quantities": "row_id",
    "outlooks": "row_id",
    "exchanges": "row_id",
    "mentions": "row_id",
    "actors": "actor_id",
    "times": "row_id",
    "roles": "row_id",
    "sentences": "row_id",
    "passages": "row_id",
    "articles": "article_id",
}


def found(case: Case, *rows: str, places: tuple[Evidence, ...] = ()) -> Found:
    with OpenCases([case.path]).opened("") as (_, opened):
        return found_of(opened, Asked(rows, places))


def ids_of(case: Case, table: str) -> list[str]:
    return [row_id for (row_id,) in case.sql(f"SELECT {IDS[table]} FROM {table}").fetchall()]


@pytest.mark.parametrize("table", IDS)
def test_every_row_leads_to_sentences_of_its_article(told_case: Case, table: str) -> None:
    rows = ids_of(told_case, table)
    assert rows
    for row_id in rows:
        shown = found(told_case, row_id).shown
        assert shown, (table, row_id)
        for one in shown:
            assert TEXT[one.start : one.start + len(one.text)] == one.text
            assert one.title == "Boote"


@pytest.mark.parametrize("table", ["event_mentions", "relations", "quotations", "quantities", "outlooks", "mentions"])
def test_the_characters_of_a_row_are_marked(told_case: Case, table: str) -> None:
    rows = told_case.sql(f"SELECT {IDS[table]}, text FROM {table}").fetchall()
    for row_id, text in rows:
        marked = [TEXT[mark.start : mark.end] for one in found(told_case, row_id).shown for mark in one.marks]
        assert text in marked


def test_an_event_is_marked_with_its_sides_its_place_and_its_time(told_case: Case) -> None:
    ((event,),) = told_case.sql("SELECT mention_id FROM event_mentions WHERE text = 'geliefert'").fetchall()
    (one,) = found(told_case, event).shown
    words = {(mark.layer, TEXT[mark.start : mark.end]) for mark in one.marks}
    assert {("event", "geliefert"), ("side", "Norwegen"), ("side", "Finnland"), ("time", "am Dienstag")} <= words


def test_a_link_leads_to_the_words_of_a_row_not_to_a_part_before_them(told_case: Case) -> None:
    ((mention,),) = told_case.sql("SELECT mention_id FROM event_mentions WHERE text = 'geliefert'").fetchall()
    (one,) = found(told_case, mention).shown
    assert TEXT[one.first_mark.start : one.first_mark.end] == "geliefert"


def test_rows_of_one_sentence_are_shown_once(told_case: Case) -> None:
    rows = [row for (row,) in told_case.sql("SELECT row_id FROM mentions WHERE start < 30").fetchall()]
    assert len(rows) > 1
    everything = found(told_case, *rows)
    assert everything.n_sentences == len(everything.shown) == 1
    assert everything.n_articles == 1


def test_a_place_leads_to_its_sentence_with_its_neighbours(told_case: Case) -> None:
    (article_id,) = ids_of(told_case, "articles")
    start = TEXT.index("Das Verhältnis")
    (one,) = found(told_case, places=(Evidence(article_id, start + 4, start + 14),)).shown
    assert one.text.startswith("Das Verhältnis")
    assert one.before.endswith("retten.") and one.after.startswith("Sollte")
    assert [TEXT[mark.start : mark.end] for mark in one.marks] == ["Verhältnis"]


def test_what_the_case_does_not_know_is_left_out(told_case: Case) -> None:
    places = (Evidence("nowhere", 0, 5), Evidence(ids_of(told_case, "articles")[0], 10**6, 10**6 + 5))
    assert found(told_case, "no-such-row", "'; DROP TABLE events; --", places=places) == Found((), 0, 0)


def test_a_question_for_nothing_is_answered_with_nothing(told_case: Case) -> None:
    with OpenCases([told_case.path]).opened("") as (_, opened):
        assert places_of(opened, ()) == []
        assert found_of(opened, Asked()) == Found((), 0, 0)


@given(
    st.lists(st.text(st.characters(exclude_characters="\n", exclude_categories=("Cs",)), min_size=1), unique=True),
    st.lists(
        st.builds(
            Evidence, st.from_regex(r"[0-9a-f]{16}", fullmatch=True), st.integers(0, 10**8), st.integers(0, 10**8)
        ),
        unique=True,
    ),
)
def test_what_a_page_carries_is_read_again(rows: list[str], places: list[Evidence]) -> None:
    asked = Asked(tuple(row for row in rows if not row.startswith("@")), tuple(places))
    assert asked_of(asked.words) == asked


@given(st.text(max_size=300))
def test_whatever_a_browser_sends_is_a_question(words: str) -> None:
    asked_of(words)


def test_pieces_are_the_whole_text_in_order(told_case: Case) -> None:
    for table in ("events", "quotations", "outlooks"):
        for row_id in ids_of(told_case, table):
            for one in found(told_case, row_id).shown:
                assert "".join(text for text, _ in pieces_of(one)) == one.text


def test_a_sentence_without_end_is_cut_around_its_mark(tmp_path: Path) -> None:
    text = "wort " * 2_000
    one = Shown("a", 100, text, "", "", (Marked(6_100, 6_104, "event"),), ("event",), None, None, "t", None, "de")
    cut = _cut(one)
    assert len(cut.text) <= LONGEST_SHOWN
    assert cut.text == text[cut.start - 100 :][:LONGEST_SHOWN]
    assert ("wort", ("event",)) in list(pieces_of(cut))
