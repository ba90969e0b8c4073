"""Reviews outlive the rows they were made on."""

from __future__ import annotations

import pytest
from case_sources import write_container

from lagebild.case.case import Case
from lagebild.case.connection import writing
from lagebild.errors import UsageError


@pytest.fixture
def case(tmp_path):
    case = Case.create(tmp_path / "a.case")
    case.add(write_container(tmp_path / "m.jsonl", range(3)), processes=1)
    return case


def first_mention(case):
    return case.sql('SELECT row_id, article_id, start, "end" FROM mentions ORDER BY article_id, start').fetchall()[0]


def targets(case):
    return case.sql("SELECT target_row_id FROM reviews").fetchall()


def test_reading_anew_gives_the_same_rows_and_keeps_reviews(case):
    row_id, *_ = first_mention(case)
    before = case.sql("FROM mentions ORDER BY row_id").fetchall()
    case.review("mentions", row_id, "accept", by="ana")
    assert case.reread(processes=1).articles == 0, "nothing is outdated"
    assert case.reread(everything=True, processes=1).articles == 3
    assert case.sql("FROM mentions ORDER BY row_id").fetchall() == before
    assert targets(case) == [(row_id,)]
    assert case.orphaned_reviews().fetchall() == []


def test_a_review_finds_the_row_that_overlaps_when_its_own_is_gone(case):
    row_id, *_ = first_mention(case)
    # An older reader saw one character less and gave the row another id.
    with writing(case.path) as connection:
        connection.execute(
            'UPDATE stored.mentions SET row_id = \'old\', "end" = "end" - 1, text = left(text, len(text) - 1) '
            "WHERE row_id = ?",
            [row_id],
        )
        connection.execute("UPDATE stored.articles SET reader_version = '0.0.1'")
    case.review("mentions", "old", "edit", value="country=NOR")
    assert case.info().outdated == 3
    assert case.reread(processes=1).articles == 3
    assert targets(case) == [(row_id,)]
    assert case.orphaned_reviews().fetchall() == []
    assert case.info().outdated == 0


def test_a_review_without_a_row_is_listed_as_orphaned(case):
    row_id, *_ = first_mention(case)
    with writing(case.path) as connection:  # a mark where the reader of today sees none
        connection.execute(
            "UPDATE stored.mentions SET row_id = 'phantom', start = 0, \"end\" = 2, text = 'Am' WHERE row_id = ?",
            [row_id],
        )
    case.review("mentions", "phantom", "reject")
    case.reread(everything=True, processes=1)
    assert [r[2] for r in case.orphaned_reviews().fetchall()] == ["phantom"]
    assert case.info().orphaned == 1


def test_removing_the_article_orphans_its_reviews(case):
    row_id, article_id, *_ = first_mention(case)
    case.review("mentions", row_id, "accept")
    case.remove(article_id)
    assert case.info().orphaned == 1


def test_a_review_of_nothing_is_refused(case):
    row_id, *_ = first_mention(case)
    for table, row, decision in (
        ("mentions", "x", "accept"),
        ("none", row_id, "accept"),
        ("mentions", row_id, "maybe"),
    ):
        with pytest.raises(UsageError):
            case.review(table, row, decision)
    assert targets(case) == []
