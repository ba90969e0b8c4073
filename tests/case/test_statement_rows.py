"""What is said, done and expected becomes rows that refer to each other, each on its characters."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from lagebild.case.arrow_rows import insert
from lagebild.case.bookkeeping import READ_TABLES, TABLES
from lagebild.case.connection import writing
from lagebild.case.evidence import check_all
from lagebild.case.export import export
from lagebild.case.rows import rows_of
from lagebild.case.rows.marked import Containing
from lagebild.case.writing import replace_articles
from lagebild.errors import EvidenceError
from told_article import TEXT, case_with, reading_by_hand

KARI_LUND = "SELECT actor_id FROM actors WHERE name = 'Kari Lund'"


def only(case, query):
    (row,) = case.sql(query).fetchall()
    return row


def test_every_slice_of_every_mark_is_checked(told, told_case):
    # a passage, 5 sentences, 6 names, a role, 2 times, 4 of numbers, 4 of quotations, 18 of events,
    # 2 of an exchange, 4 of the rest
    assert told_case.verify() == 47
    rows = rows_of(told, "r", "w")
    assert all(rows[table.name] for table in READ_TABLES)
    place = TABLES["event_mentions"].stored_names.index("source_spans")
    first, *others = rows["event_mentions"]
    beyond = [{"mention_id": None, "start": 0, "end": len(TEXT) + 1}]
    rows["event_mentions"] = [(*first[:place], beyond, *first[place + 1 :]), *others]
    with pytest.raises(EvidenceError, match="do not lie"):
        check_all(rows, TABLES, {told.article.article_id: TEXT}.get)


def test_a_quotation_has_words_cue_and_speaker(told_case):
    (lund,) = only(told_case, KARI_LUND)
    columns = "text, kind, speaker_text, cue_text, modality, speaker_actor_id"
    said, gave = told_case.sql(f"SELECT {columns} FROM quotations ORDER BY start").fetchall()
    assert said == (
        "die Lieferung könne bis zu 300 Menschen retten",
        "indirect",
        "Kari Lund",
        "sagte",
        "hedged",
        lund,
    )
    assert gave == ("so eng wie nie", "free", None, None, "asserted", lund)


def test_a_number_inside_a_quotation_is_held_by_its_speaker(told_case):
    (lund,) = only(told_case, KARI_LUND)
    inside = """SELECT q.text, q.holder_actor_id, c.text FROM quantities q LEFT JOIN quotations c USING (quotation_id)
        ORDER BY q.start"""
    assert told_case.sql(inside).fetchall() == [
        ("40 Boote", None, None),
        ("bis zu 300 Menschen", lund, "die Lieferung könne bis zu 300 Menschen retten"),
    ]


def test_an_event_mention_has_its_sides_also_from_an_earlier_sentence(told_case):
    events = {
        trigger: rest
        for trigger, *rest in told_case.sql(
            """SELECT text, type, realis, sources, targets, object_text, time_text, earliest, sentence_id
            FROM event_mentions"""
        ).fetchall()
    }
    day = date(2025, 6, 3)
    assert events["geliefert"] == ["AID", "real", ["state-NOR"], ["state-FIN"], "40 Boote", "am Dienstag", day, 0]
    assert events["gebeten"] == ["REQUEST", "real", ["state-FIN"], ["state-NOR"], None, "Mai", None, 4]
    named = """SELECT m.text FROM (SELECT unnest(source_spans) AS side FROM event_mentions WHERE text = 'gebeten')
        JOIN mentions m ON m.row_id = side.mention_id AND m.start = side.start AND m."end" = side."end" """
    assert told_case.sql(named).fetchall() == [("Finnland",)]


def test_an_event_mention_names_the_quotation_it_stands_in(told_case):
    query = "SELECT e.text, q.kind FROM event_mentions e JOIN quotations q USING (quotation_id)"
    assert told_case.sql(query).fetchall() == [("retten", "indirect")]


def test_a_pronoun_as_a_side_has_a_place_and_no_mention(told):
    first = told.events[0]
    side = replace(first.sources[0], start=first.sources[0].start, end=first.sources[0].end - 1)
    rows = rows_of(replace(told, events=(replace(first, sources=(side,)),), outlooks=()), "r", "w")["event_mentions"]
    spans = rows[0][TABLES["event_mentions"].stored_names.index("source_spans")]
    assert spans == [{"mention_id": None, "start": side.start, "end": side.end}]


def test_a_relation_has_two_sides_and_a_holder(told_case):
    (lund,) = only(told_case, KARI_LUND)
    columns = "actor_a, actor_b, dimension, value, change, holder_actor_id"
    assert only(told_case, f"SELECT {columns} FROM relations") == (
        "state-NOR",
        "state-FIN",
        "political",
        2,
        "up",
        lund,
    )


def test_a_conditional_names_the_event_mentions_of_its_parts(told_case):
    kind, conditions, consequences, holder = only(
        told_case, "SELECT kind, condition_mention_ids, consequence_mention_ids, holder_actor_id FROM outlooks"
    )
    triggers = dict(told_case.sql("SELECT mention_id, text FROM event_mentions").fetchall())
    assert (kind, holder) == ("conditional", None)
    assert [triggers[i] for i in conditions] == ["verlangen"]
    assert [triggers[i] for i in consequences] == ["zustimmen"]


def test_a_role_belongs_to_an_actor(told_case):
    (lund,) = only(told_case, KARI_LUND)
    assert only(told_case, "SELECT actor_id, role, country, text FROM roles") == (
        lund,
        "foreign minister",
        "NOR",
        "Außenministerin",
    )


def test_a_vector_is_signed_bytes_with_a_scale(told_case):
    vector, scale = only(told_case, "SELECT vector, scale FROM vectors WHERE sentence_id = 3")
    assert vector == (3, -1) * 192
    assert scale == pytest.approx(0.01)


def test_the_days_of_an_event_follow_its_time_when_the_article_is_dated(tmp_path):
    case = case_with(tmp_path / "undated.case", reading_by_hand(published=None))
    assert only(case, "SELECT earliest, latest FROM event_mentions WHERE text = 'gebeten'") == (None, None)
    (time,) = only(case, "SELECT row_id FROM times WHERE text = 'Mai'")
    days = (date(2024, 5, 1), date(2024, 5, 31))
    with writing(case.path) as connection:
        connection.execute("DELETE FROM stored.resolutions")
        insert(connection, "resolutions", [(time, "2024-05", *days)])
    assert only(case, "SELECT earliest, latest FROM event_mentions WHERE text = 'gebeten'") == days
    assert only(case, "SELECT earliest FROM event_mentions WHERE text = 'geliefert'") == (date(2025, 6, 3),)


def test_rereading_removing_and_reviewing_reach_the_statements(told, tmp_path):
    case = case_with(tmp_path / "changed.case", told)
    (quotation,) = only(case, "SELECT row_id FROM quotations WHERE kind = 'free'")
    case.review("quotations", quotation, "reject")
    shorter = replace(told, events=(), outlooks=(), quotations=told.quotations[:1])
    with writing(case.path) as connection:
        replace_articles(connection, rows_of(shorter, "r", "w"), {told.article.article_id: TEXT})
    assert case.info().rows["quotations"] == 1
    assert case.info().rows["event_mentions"] == case.info().rows["outlooks"] == 0
    case.remove(told.article.uri)
    assert not any(case.info().rows[table.name] for table in READ_TABLES if table.name in case.info().rows)
    assert len(case.orphaned_reviews().fetchall()) == 1


def test_an_export_holds_them_and_excerpts_their_sentences(told, told_case, tmp_path):
    counts = export(told_case.path, tmp_path / "all", "jsonl")
    assert (counts["quotations"], counts["event_mentions"], counts["vectors"]) == (2, 5, 5)
    events = [json.loads(line) for line in (tmp_path / "all/event_mentions.jsonl").open(encoding="utf-8")]
    spans = [span for event in events for span in event["source_spans"]]
    assert {TEXT[span["start"] : span["end"]] for span in spans} == {"Norwegen", "Finnland", "Oslo"}
    assert export(told_case.path, tmp_path / "some", "jsonl", excerpts=True)["excerpts"] == 5


def test_of_several_marks_around_a_place_the_one_that_begins_last_counts(told):
    outer, inner, after = (replace(told.mentions[0], start=s, end=e) for s, e in ((0, 50), (10, 20), (60, 70)))
    found = Containing((outer, inner, after))
    assert [found.index_of(12, 15), found.index_of(15, 25), found.index_of(60, 70)] == [1, 0, 2]
    assert found.index_of(45, 55) is None
