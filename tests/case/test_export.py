"""An export holds every table of the contract, in three formats that say the same."""

from __future__ import annotations

import csv
import json

import pyarrow.parquet as pq
import pytest
from case_sources import write_container

from lagebild.case.arrow_rows import insert
from lagebild.case.case import Case
from lagebild.case.connection import writing
from lagebild.case.export import export
from lagebild.case.tables import CONTRACT
from lagebild.errors import UsageError


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    folder = tmp_path_factory.mktemp("export")
    container = write_container(folder / "m.jsonl", range(4))
    with container.open("a", encoding="utf-8") as out:
        record = {"text": "Oslo schweigt.", "uri": "t:formula", "title": "=HYPERLINK(1)", "authors": ["Ana", "Bo"]}
        out.write(json.dumps(record) + "\n")
    case = Case.create(folder / "a.case")
    case.add(container, processes=1)
    return case


def test_every_table_is_written_with_all_its_columns_even_when_empty(case, tmp_path):
    counts = export(case.path, tmp_path / "out", "csv")
    assert list(counts) == [table.name for table in CONTRACT]
    for table in CONTRACT:
        with (tmp_path / "out" / f"{table.name}.csv").open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        assert tuple(header) == table.shown
        assert len(rows) == counts[table.name]
    assert counts["articles"] == 5 and counts["imported_events"] == 0
    assert not [file for file in (tmp_path / "out").iterdir() if file.suffix == ".part"]


def test_the_formats_say_the_same(case, tmp_path):
    for format in ("jsonl", "csv", "parquet"):
        export(case.path, tmp_path / format, format)
    lines = [json.loads(line) for line in (tmp_path / "jsonl/mentions.jsonl").open(encoding="utf-8")]
    columns = pq.read_table(tmp_path / "parquet/mentions.parquet").to_pylist()
    assert lines == columns and len(lines) > 4
    with (tmp_path / "csv/mentions.csv").open(encoding="utf-8", newline="") as file:
        assert [row["row_id"] for row in csv.DictReader(file)] == [row["row_id"] for row in lines]
    texts = {a["article_id"]: a["text"] for a in map(json.loads, (tmp_path / "jsonl/articles.jsonl").open())}
    assert all(texts[row["article_id"]][row["start"] : row["end"]] == row["text"] for row in lines)


def test_dates_are_iso_and_spreadsheet_formulas_are_defused(case, tmp_path):
    for format in ("jsonl", "csv"):
        export(case.path, tmp_path, format)
    articles = {a["uri"]: a for a in map(json.loads, (tmp_path / "articles.jsonl").open(encoding="utf-8"))}
    assert articles["https://blatt.example/2"]["published"] == "2025-03-03"
    assert articles["t:formula"]["title"] == "=HYPERLINK(1)"
    with (tmp_path / "articles.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["uri"]: row for row in csv.DictReader(file)}
    assert rows["t:formula"]["title"] == "'=HYPERLINK(1)"
    assert rows["t:formula"]["authors"] == '["Ana", "Bo"]'
    assert rows["https://blatt.example/2"]["published"] == "2025-03-03"


def test_actors_and_events_are_joined_in_from_their_members(tmp_path, case):
    export(case.path, tmp_path / "before", "jsonl")
    rows = [json.loads(line) for line in (tmp_path / "before/mentions.jsonl").open(encoding="utf-8")]
    assert {row["actor_id"] for row in rows if row["text"] == "Oslo"} != {"a1"}
    entity = next(row["entity_id"] for row in rows if row["text"] == "Oslo")
    article = rows[0]["article_id"]
    text = case.sql("SELECT text FROM articles WHERE article_id = ?", [article]).fetchall()[0][0]
    with writing(case.path) as connection:
        connection.execute("DELETE FROM stored.actor_members")
        insert(connection, "actor_members", [(entity, "a1", 1.0, "name", "m1", article)])
        insert(connection, "event_members", [("e-mention", "e1", 1.0, "same", "m2")])
        connection.execute(
            'INSERT INTO stored.event_mentions (mention_id, article_id, start, "end", text, source_entities, row_id) '
            "VALUES ('e-mention', ?, 0, 2, ?, [?, 'other'], 'r1')",
            [article, text[:2], entity],
        )
    export(case.path, tmp_path / "after", "jsonl")
    after = [json.loads(line) for line in (tmp_path / "after/mentions.jsonl").open(encoding="utf-8")]
    assert {row["actor_id"] for row in after if row["entity_id"] == entity} == {"a1"}
    events = [json.loads(line) for line in (tmp_path / "after/event_mentions.jsonl").open(encoding="utf-8")]
    (event,) = (row for row in events if row["mention_id"] == "e-mention")
    assert (event["event_id"], event["sources"], event["targets"]) == ("e1", ["a1"], [])
    with writing(case.path) as connection:
        connection.execute("DELETE FROM stored.event_mentions; DELETE FROM stored.event_members")


def test_excerpts_carry_sentences_with_evidence_and_no_whole_text(case, tmp_path):
    counts = export(case.path, tmp_path / "x", "jsonl", excerpts=True)
    assert [file.name for file in (tmp_path / "x").iterdir()] == ["excerpts.jsonl"]
    rows = [json.loads(line) for line in (tmp_path / "x/excerpts.jsonl").open(encoding="utf-8")]
    assert len(rows) == counts["excerpts"] > 4
    sentences = {
        article_id: [text[start:end] for start, end in spans]
        for article_id, text, spans in case.sql(
            'SELECT article_id, any_value(text), list([start, "end"]) FROM articles '
            "JOIN sentences s USING (article_id) GROUP BY 1"
        ).fetchall()
    }
    assert all(row["sentence"] in sentences[row["article_id"]] for row in rows)
    assert {"outlet", "published", "uri"} <= set(rows[0])


def test_an_unknown_format_or_a_place_that_cannot_be_written_is_named(case, tmp_path):
    with pytest.raises(UsageError, match="csv, jsonl, parquet"):
        export(case.path, tmp_path, "xlsx")
    (tmp_path / "file").touch()
    from lagebild.errors import LagebildError

    with pytest.raises(LagebildError, match="cannot be written"):
        export(case.path, tmp_path / "file", "csv")
