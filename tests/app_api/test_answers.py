"""Answers for programs: each row with the sentences it stands on, by page, as filters and parameters ask."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given as over
from hypothesis import strategies as st

from lagebild.app.answers.answer import answer_of, json_of, parameters_of
from lagebild.app.answers.parameters import Parameter, read_arguments
from lagebild.app.answers.sentences import MOST_SENTENCES, sentence_record, with_sentences
from lagebild.app.answers.views import VIEWS
from lagebild.app.cases import OpenCases
from lagebild.case.case import Case
from lagebild.errors import UsageError
from lagebild.exports.clean import LONGEST
from lagebild.system.facts import Evidence
from lagebild.views.evidence import Told
from lagebild.views.terminal.listings import listing_of
from told_article import TEXT

ASKED: dict[str, dict[str, list[object]]] = {
    "actor": {"name": ["Kari Lund"]},
    "dyad": {"a": ["Norwegen"], "b": ["Finnland"]},
    "search": {"q": ["Boote"], "way": ["words"]},
}
BARE = frozenset({"articles", "actors"})
"""Views whose rows are no statements: an article is its own source, an actor is told by its mentions."""


@pytest.fixture(scope="module")
def cases(told_case: Case) -> OpenCases:
    return OpenCases([told_case.path])


@pytest.fixture
def ask(cases: OpenCases) -> Iterator[object]:
    with cases.opened(cases.names[0]) as (computed, case):

        def asked(what: str, **told: object) -> dict[str, object]:
            given = {name: value if isinstance(value, list) else [value] for name, value in told.items()}
            return answer_of(computed, case, what, given, "de", 50)

        yield asked


@pytest.mark.parametrize("what", sorted(set(VIEWS) - {"event", "evidence"}))
def test_every_row_of_every_view_stands_on_characters_of_the_article(what: str, ask) -> None:
    answer = ask(what, **ASKED.get(what, {}))
    for row in answer["rows"] if what not in BARE else ():
        assert row["evidence"] and row["n_evidence"] >= len(row["evidence"])
        for place in row["evidence"]:
            assert TEXT[place["start"] : place["end"]] == place["text"]
            start = place["sentence_start"]
            assert TEXT[start : start + len(place["sentence"])] == place["sentence"]
            assert (place["outlet"], place["link"]) == ("Das Blatt", "https://blatt.example/boote")
    assert json.loads(json_of(answer))["next"] is None
    assert answer["total"] == (None if what == "search" else len(answer["rows"]))


def test_rows_are_those_of_show(ask, told_case: Case) -> None:
    shown = listing_of(told_case, "quotes", [], "de").as_records()
    told = [{k: v for k, v in row.items() if "evidence" not in k} for row in ask("quotes")["rows"]]
    assert told == shown and len(shown) == 2


def test_pages_follow_each_other(ask) -> None:
    every = ask("timeline")
    assert (every["total"], every["next"]) == (5, None)
    first, second = ask("timeline", limit=3), ask("timeline", limit="3", offset=3)
    assert (first["next"], second["next"], second["total"]) == (3, None, 5)
    assert [*first["rows"], *second["rows"]] == every["rows"]
    assert ask("timeline", offset=99)["rows"] == [] and ask("timeline", offset=99)["total"] == 5


def test_filters_leave_rows_out(ask) -> None:
    assert {row["realis"] for row in ask("timeline", realis=["real"])["rows"]} == {"real"}
    assert ask("timeline", since="2025-06-01", until="2025-06-03", realis="real")["total"] == 1
    assert ask("quotes", min_confidence=0.7)["total"] == 1
    assert ask("quotes", actor="Finnland")["total"] == 0
    assert ask("articles", outlet="Another")["total"] == 0 and ask("articles", article_lang="de")["total"] == 1
    assert ask("numbers", min_confidence=0.95)["total"] == 0 and ask("numbers", min_confidence=0.5)["total"] == 2
    assert {row["id"] for row in ask("actors", actor=["Norwegen"])["rows"]} >= {"state-NOR"}
    assert [row["actor"] for row in ask("actors", name="lund")["rows"]] == ["Kari Lund"]


def test_search_finds_sentences_with_the_rows_in_them(ask) -> None:
    first, *_ = found = ask("search", q="Boote geliefert", way="words")["rows"]
    assert first["evidence"][0]["sentence"].startswith("Norwegen hat")
    assert {row["table"] for row in first["rows"]} >= {"event_mentions", "quantities"}
    assert ask("search", q="Boote", way="words", limit=1)["next"] == 1 and len(found) > 1
    assert ask("search", q="Boote", way="words", until="2020-01-01")["rows"] == []


def test_a_dyad_has_parts_and_its_last_month(ask) -> None:
    deeds = ask("dyad", **ASKED["dyad"])
    assert deeds["parts"]["deeds"] == len(deeds["rows"]) > 0 and deeds["about"]["now"]["sign"] == "+"
    assert deeds["rows"][0]["report"]["type"] == "AID" and "reports" not in deeds["rows"][0]
    months = ask("dyad", **ASKED["dyad"], part="months")
    assert months["rows"][0]["period"] >= months["rows"][-1]["period"]
    assert set(deeds["about"]["actors"].values()) == {"Norwegen", "Finnland"}
    assert set(ask("dyad", lang="en", a="Norway", b="Finland")["about"]["actors"].values()) == {"Norway", "Finland"}


def test_without_actors_triads_are_those_of_the_whole_case(ask) -> None:
    assert ask("triad")["parts"] == {"triads": 0, "network": 1}
    (month,) = ask("triad", part="network")["rows"]
    assert month["ties"][0]["between"] == ["state-FIN", "state-NOR"] and month["ties"][0]["sign"] == "+"
    with pytest.raises(UsageError, match="without actors this view has the parts triads, network"):
        ask("triad", part="months")


def test_an_event_and_the_sentences_around_it(ask) -> None:
    (given_boats,) = ask("timeline", since="2025-06-01", until="2025-06-03", realis="real")["rows"]
    report, *_ = ask("event", id=given_boats["id"])["rows"]
    assert report["trigger"] == "geliefert" and report["evidence"][0]["text"] == "geliefert"
    around, *_ = ask("evidence", id=given_boats["id"])["rows"]
    assert around["sentence"].startswith("Norwegen hat") and around["after"].startswith("Außenministerin")
    start = TEXT.index("wohl")
    (place,) = ask("evidence", article=around["article_id"], start=start, end=start + 4)["rows"]
    assert [mark["text"] for mark in place["marks"]] == ["wohl"]


@pytest.mark.parametrize(
    ("what", "given", "said"),
    [
        ("timeline", {"limit": "0"}, "limit is from 1 to 500"),
        ("timeline", {"limit": "many"}, "limit is a whole number"),
        ("timeline", {"offset": -1}, "offset is from 0"),
        ("timeline", {"since": "2025-02-30"}, "since is a day"),
        ("timeline", {"min_confidence": "nan"}, "min_confidence is a number"),
        ("timeline", {"realis": "maybe"}, "realis is one of real"),
        ("timeline", {"lang": "fr"}, "lang is one of de, en"),
        ("timeline", {"limit": ["1", "2"]}, "limit may be given once"),
        ("timeline", {"colour": "red"}, "no such parameter"),
        ("timeline", {"actor": "Nobody Atall"}, "no actor of that name"),
        ("dyad", {"a": "Norwegen"}, "b is missing"),
        ("dyad", {"a": "Norwegen", "b": "Norwegen"}, "two different actors"),
        ("triad", {"a": "Norwegen"}, "tell a, b and c"),
        ("dyad", {"a": "Norwegen", "b": "Finnland", "part": "years"}, "part is one of"),
        ("event", {"id": "none"}, "no event of that id"),
        ("evidence", {}, "tell the id of a row"),
        ("evidence", {"id": "none"}, "no row or article"),
        ("actor", {"name": "x" * 2_000}, "name is a text"),
    ],
)
def test_what_cannot_be_answered_is_said(what: str, given: dict[str, object], said: str, ask) -> None:
    with pytest.raises(UsageError, match=said):
        ask(what, **given)


@over(st.dictionaries(st.sampled_from(["since", "limit", "actor", "min_confidence", "x"]), st.lists(st.text())))
def test_any_query_string_is_read_or_refused(told: dict[str, list[str]]) -> None:
    try:
        values = read_arguments(parameters_of("timeline", 50), told)
    except UsageError:
        return
    assert all(isinstance(one, date) for one in values["since"]) and all(1 <= one <= 500 for one in values["limit"])


def test_a_schema_says_what_a_parameter_takes() -> None:
    assert Parameter("n", "", "whole", least=1, most=9, default=5).schema == {
        "type": "integer",
        "minimum": 1,
        "maximum": 9,
        "default": 5,
    }
    assert Parameter("n", "", choices=("a", "b"), is_many=True).schema["items"] == {
        "type": "string",
        "enum": ["a", "b"],
    }


def test_of_a_sentence_without_end_what_stands_around_the_place_is_told() -> None:
    text = "x" * 5_000 + "Oslo" + "y" * 5_000
    record = sentence_record(Evidence("a", 5_100, 5_104), Told(text, None, None, "T", "a", 100, "file:///home/x.txt"))
    assert (record["text"], len(record["sentence"]), record["link"]) == ("Oslo", LONGEST, None)
    start = record["start"] - record["sentence_start"]
    assert record["sentence"][start : start + 4] == "Oslo"


def test_few_of_many_sentences_are_told_and_all_are_counted(cases: OpenCases) -> None:
    with cases.opened(cases.names[0]) as (_, case):
        (article_id,) = (key for (key,) in case.sql("SELECT article_id FROM articles").fetchall())
        places = [{"article_id": article_id, "start": n, "end": n + 2} for n in range(9)]
        (row,) = with_sentences(case, [{"places": places}])
    assert (len(row["evidence"]), row["n_evidence"]) == (MOST_SENTENCES, 9)


def test_json_shows_no_character_that_steers_what_shows_it() -> None:
    told = "a\u202eb\u2066c\x9bd\x1be\u200f"
    text = json_of({"words": told, "day": date(2025, 6, 4)})
    assert text.isprintable() and json.loads(text) == {"words": told, "day": "2025-06-04"}
