"""Whatever goes wrong with one article costs only that article."""

from __future__ import annotations

import io
import pickle

import pytest
from case_sources import write_container

from lagebild.articles.sources import articles_from, sources_in
from lagebild.case import article_rows, reading_process
from lagebild.case.messages import ArticlesRead, ChunkFound, OrderDone
from lagebild.case.rows import rows_of


def outcome_of(source):
    """Follow an order in this process, as a reading process would; return the articles read and how it ended."""
    wanted = {article.article_id for article in articles_from(source)}
    answers = io.BytesIO()
    reading_process._Desk(source, io.BytesIO(pickle.dumps(wanted)), answers).follow()
    answers.seek(0)
    messages = []
    while answers.tell() < len(answers.getvalue()):
        messages.append(pickle.load(answers))
    (read,) = [message for message in messages if isinstance(message, ArticlesRead)]
    assert [type(message) for message in messages if not isinstance(message, ArticlesRead)] == [ChunkFound, OrderDone]
    return [position for position, _ in read.articles], messages[-1]


def _with_wrong_slice(rows):
    first, *others = rows["mentions"]
    return rows | {"mentions": [(*first[:3], "anderer Text", *first[4:]), *others]}


def _with_half_a_character(rows):
    (article,) = rows["articles"]
    return rows | {"articles": [(*article[:2], "\ud800", *article[3:])]}


def _with_a_number_too_large(rows):
    first, *others = rows["passages"]
    return rows | {"passages": [(*first[:2], 0, 2**40, *first[4:]), *others]}


@pytest.mark.parametrize("spoilt", [_with_wrong_slice, _with_half_a_character, _with_a_number_too_large])
def test_an_article_whose_rows_cannot_be_written_is_refused_alone(tmp_path, monkeypatch, spoilt):
    (source,) = sources_in([write_container(tmp_path / "m.jsonl", range(3))])

    def rows_with_a_flaw(reading, *versions):
        rows = rows_of(reading, *versions)
        return spoilt(rows) if reading.article.uri.endswith("/1") else rows

    monkeypatch.setattr(article_rows, "rows_of", rows_with_a_flaw)
    positions, done = outcome_of(source)
    assert positions == [0, 2]
    (refusal,) = done.refusals
    assert (refusal.number, refusal.place, done.refused) == (1, "https://blatt.example/1", 1)
    assert refusal.reason.startswith("An error in this program stopped it (")
