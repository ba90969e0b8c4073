"""A case in the formats of other programs: each is read back with a library of its own."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from lxml import etree
from made_facts import article, deed, facts, state, statement
from pybtex.database import parse_string
from typer.testing import CliRunner

from lagebild.case.case import Case
from lagebild.case.export import FORMULA_STARTS, csv_cell
from lagebild.cli.app import app
from lagebild.errors import LagebildError, UsageError
from lagebild.exports.bibliography import bibtex_of, csl_of
from lagebild.exports.calendar import calendar_of
from lagebild.exports.clean import LONGEST, clean, link_of
from lagebild.exports.entities import entities_of, kinds
from lagebild.exports.formats import FILES, FORMATS, export
from lagebild.exports.material import Cited, Material, material_of, places_of
from lagebild.exports.network import gexf_of, graphml_of
from lagebild.reading.marks import MentionKind
from lagebild.system.facts import Facts
from lagebild.views.evidence import Told

HOSTILE = (
    "A\x00B\x0b\x1b[31m\u202egnihton\u2066 </data>]]> <script>alert(1)</script> & \"'\ufffe\U0001f4a3 \\input{x} "
    "{{{ %s $x_1^2$ # ~ @article{evil,\nEND:VEVENT\r\nBEGIN:VALARM " + "W" * 5_000
)
BASIC = facts(
    ["NO", "FI", "SE"],
    ["n1", "n2", "n3", article("n4", "2025-06")],
    [
        deed("e1", "NO", "AID", "FI", "2025-03-07", ("n1", "n2")),
        deed("e2", ("NO", "FI"), "CONSULT", "SE", "2025-04", ("n3",)),
        deed("e3", "SE", "ACCUSE", "NO", None, ("n2",)),
        deed("e4", "SE", "ASSAULT", "NO", "2025-05-01", ("n2",), realis="neg"),
        deed("e5", "SE", "CONSULT", "FI", "2025-08-01/2025-08-03", ("n4",), realis="planned"),
    ],
    [statement("s1", "NO", "FI", 2, "2025-03-10", "n1")],
)


def material(told: Facts = BASIC, words: str = "Sie lieferten Boote.", lang: str = "de") -> Material:
    """Facts as what leaves a case; `words` are every title, name, place and sentence of an article."""
    sentences = {
        place: Told(words, "Blatt", date(2025, 3, 10), words, place.article_id, 0, None)
        for one in told.deeds
        for place in places_of(one)
    }
    cited = {
        key: Cited(key, clean(words), clean(words), (clean(words),), "de", None, one.earliest, one.latest, key == "n4")
        for key, one in told.articles.items()
    }
    names = {key: f"{key} {clean(words)}" for key in told.actors}
    places = {one.event_id: clean(words) for one in told.deeds}
    return Material(told, names, lang, cited, places, dict.fromkeys(names, (clean(words),)), {}, sentences)


def test_graphml_has_actors_ties_signs_months_and_the_ids_of_the_rows() -> None:
    content, told = graphml_of(material())
    graph = networkx.read_graphml(BytesIO(content))
    assert told == {"actors": 3, "dyads": graph.number_of_edges()}
    assert (graph.nodes["NO"]["kind"], graph.nodes["NO"]["n_articles"]) == ("STATE", 1)
    edge = graph.edges["FI", "NO"]
    assert (edge["sign"], edge["statements"]) == ("+", "s1")
    assert set(edge["events"].split()) == {"e1", "e2"}
    months = json.loads(edge["months"])
    assert months[0]["period"] == "2025-03" and months[0]["net"] > 0 and edge["period"] == months[-1]["period"]


def test_gexf_is_dynamic_a_month_lasts_from_its_first_to_its_last_day() -> None:
    content, _ = gexf_of(material())
    root = etree.fromstring(content)
    graph = root.find("{*}graph")
    assert (graph.get("mode"), graph.get("timeformat")) == ("dynamic", "date")
    assert networkx.read_gexf(BytesIO(content)).number_of_edges() == len(graph.findall(".//{*}edge"))
    titles = {one.get("id"): one.get("title") for one in graph.findall(".//{*}attribute")}
    (edge,) = (one for one in graph.iter("{*}edge") if one.get("id") == "FI--NO")
    signs = [one for one in edge.iter("{*}attvalue") if titles[one.get("for")] == "sign"]
    assert [(one.get("value"), one.get("start")) for one in signs] == [("+", "2025-03-01")]
    assert edge.find(".//{*}spell").get("start") == "2025-03-01"
    assert re.fullmatch(r"\d{4}-\d\d-(28|29|30|31)", edge.find(".//{*}spell").get("end"))
    assert gexf_of(material()) == gexf_of(material())


def test_a_calendar_entry_ends_the_day_after_the_last_and_keeps_its_uid() -> None:
    content, told, left_out = calendar_of(material())
    entries = {str(one["UID"]): one for one in Calendar.from_ical(content).walk("VEVENT")}
    assert told == {"events": 3} and set(entries) == {"e1@lagebild", "e2@lagebild", "e5@lagebild"}
    assert left_out == {"events without a day": 1, "events that are only possible or denied": 1}
    days = {uid: (one.decoded("DTSTART"), one.decoded("DTEND")) for uid, one in entries.items()}
    assert days["e1@lagebild"] == (date(2025, 3, 7), date(2025, 3, 8))
    assert days["e2@lagebild"] == (date(2025, 4, 1), date(2025, 5, 1))
    assert days["e5@lagebild"] == (date(2025, 8, 1), date(2025, 8, 4))
    assert [str(entries[uid]["STATUS"]) for uid in ("e1@lagebild", "e5@lagebild")] == ["CONFIRMED", "TENTATIVE"]
    assert calendar_of(material())[0] == content


def test_entities_point_at_entities_and_dates_are_as_exact_as_told() -> None:
    content, told, left_out = entities_of(material())
    entities = {one["id"]: one for one in map(json.loads, content.decode().splitlines())}
    assert (
        told == {"articles": 4, "actors": 3, "events": 4} and left_out["events that are only possible or denied"] == 1
    )
    first = entities["event-e1"]
    assert (first["schema"], first["properties"]["date"]) == ("Event", ["2025-03-07"])
    assert first["properties"]["organizer"] == ["actor-NO"] and first["properties"]["involved"] == ["actor-FI"]
    assert first["properties"]["proof"] == ["article-n1", "article-n2"]
    assert entities["event-e2"]["properties"]["date"] == ["2025-04"]
    planned = entities["event-e5"]["properties"]
    assert (planned["startDate"], planned["endDate"]) == (["2025-08-01"], ["2025-08-03"])
    assert "date" not in entities["event-e3"]["properties"]
    assert entities["actor-NO"]["schema"] == "PublicBody"
    links = [
        value
        for one in entities.values()
        for name in ("proof", "organizer", "involved")
        for value in one["properties"].get(name, ())
    ]
    assert links and all(link in entities for link in links)


def test_every_kind_of_actor_has_a_place_in_the_mapping() -> None:
    assert set(kinds()) == {kind.value for kind in MentionKind}


def test_the_bibliography_gives_the_articles_with_days_and_outlets() -> None:
    content, told = bibtex_of(material())
    entries = parse_string(content.decode(), "bibtex").entries
    assert told == {"articles": 4} == {"articles": len(entries)}
    first = entries["lagebild-n1"]
    assert (first.type, first.fields["date"], first.fields["year"]) == ("article", "2025-03-10", "2025")
    assert entries["lagebild-n4"].fields["date"] == "2025-06-01/2025-06-30"
    items = {one["id"]: one for one in json.loads(csl_of(material())[0])}
    assert items["n1"]["issued"] == {"date-parts": [[2025, 3, 10]]}
    assert items["n4"]["issued"] == {"date-parts": [[2025, 6, 1], [2025, 6, 30]], "circa": True}
    assert items["n1"]["author"] == [{"literal": "Sie lieferten Boote."}]


def test_an_address_in_bibtex_leads_where_it_led() -> None:
    link = "https://blatt.example/a_b?x=1%20&y={z}#~ü"
    one = replace(material().articles["n1"], link=link_of(link))
    content, _ = bibtex_of(replace(material(), articles={"n1": one}))
    url = parse_string(content.decode(), "bibtex").entries["lagebild-n1"].fields["url"]
    assert url == "https://blatt.example/a_b?x=1%20&y=%7Bz%7D#~%C3%BC"


def test_an_article_from_a_file_has_no_link_its_path_stays_at_home() -> None:
    assert link_of("file:///home/somebody/secret.txt") is None
    assert link_of("javascript:alert(1)") is None
    assert link_of("https://blatt.example/1") == "https://blatt.example/1"
    assert link_of("https://blatt.example/\u202egpj.exe") == "https://blatt.example/[U+202E]gpj.exe"


@pytest.mark.parametrize("format", list(FILES))
def test_hostile_words_break_no_format(format: str) -> None:
    odd = facts([state("X"), "Y"], ["n1"], [deed("e1", "X", "AID", "Y", "2025-03-07", ("n1",))])
    content = FILES[format][1](material(odd, HOSTILE)).content
    text = content.decode("utf-8")
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\u202e\u2066\ufffe]", text)
    assert "W" * (LONGEST + 1) not in text.replace("\r\n ", "")
    match format:
        case "graphml":
            assert networkx.read_graphml(BytesIO(content)).nodes["X"]["label"].startswith("X A\ufffdB")
        case "gexf":
            assert networkx.read_gexf(BytesIO(content)).nodes["X"]["label"].startswith("X A\ufffdB")
        case "ics":
            (entry,) = Calendar.from_ical(content).walk("VEVENT")
            assert not entry.subcomponents and "[U+202E]gnihton" in entry["DESCRIPTION"]
        case "ftm":
            assert {json.loads(line)["schema"] for line in text.splitlines()} == {"Article", "PublicBody", "Event"}
        case "bibtex":
            (entry,) = parse_string(text, "bibtex").entries.values()
            assert "input(x)" in entry.fields["title"] and "\\input" not in text
        case "csl":
            (item,) = json.loads(text)
            assert item["title"] == clean(HOSTILE)


ODD = facts([state("X"), "Y"], ["n1"], [deed("e1", "X", "AID", "Y", "2025-03-07", ("n1",))])
READ_BACK = {
    "graphml": lambda content: networkx.read_graphml(BytesIO(content)).nodes["X"]["label"],
    "gexf": lambda content: networkx.read_gexf(BytesIO(content)).nodes["X"]["label"],
    "ics": lambda content: str(Calendar.from_ical(content).walk("VEVENT")[0]["LOCATION"]),
    "ftm": lambda content: json.loads(content.decode().splitlines()[0])["properties"].get("title", [""])[0],
    "bibtex": lambda content: parse_string(content.decode(), "bibtex").entries["lagebild-n1"].fields["title"],
    "csl": lambda content: json.loads(content)[0]["title"],
}


@settings(max_examples=40)
@given(st.text(st.characters(codec=None), max_size=60) | st.text("{}\\%$&#_^~\"',;:=@<>[]()\n\r\t-+ a", max_size=60))
def test_whatever_an_article_says_is_read_back(words: str) -> None:
    for format, (_, made_of) in FILES.items():
        told = READ_BACK[format](made_of(material(ODD, words)).content)
        if format in ("csl", "ftm"):
            assert told == clean(words)
        elif format == "ics":
            assert told.strip() == clean(words).strip()
        elif format in ("graphml", "gexf"):
            assert " ".join(told.split()) == " ".join(f"X {clean(words)}".split())


@pytest.mark.parametrize("format", list(FILES))
def test_a_case_without_articles_is_an_empty_file_that_can_be_read(format: str) -> None:
    made = FILES[format][1](material(facts([], [])))
    assert set(made.told.values()) == {0}
    if format in ("graphml", "gexf"):
        etree.fromstring(made.content)


def test_no_format_but_the_tables_carries_the_text_of_an_article(told_case: Case, tmp_path: Path) -> None:
    (text,) = (one for (one,) in told_case.sql("SELECT text FROM articles").fetchall())
    told = material_of(told_case, "de")
    for format, (_, made_of) in FILES.items():
        made = made_of(told)
        out = made.content.decode().replace("\r\n ", "")
        assert sum(made.told.values()) > 0 and text not in out and text[:200] not in out, format
    assert export(told_case, tmp_path, "ftm", "de").told == {"articles": 1, "actors": 3, "events": 2}
    assert [file.name for file in tmp_path.iterdir()] == ["entities.ftm.json"]
    lines = (tmp_path / "entities.ftm.json").read_text(encoding="utf-8").splitlines()
    (given,) = (one for one in map(json.loads, lines) if one["properties"].get("date") == ["2025-06-03"])
    assert given["properties"]["name"] == ["Norwegen → Finnland: Hilfe"]
    assert given["properties"]["summary"] == [
        "Norwegen hat Finnland am Dienstag 40 Boote geliefert. (Das Blatt, 4.6.2025, https://blatt.example/boote)"
    ]


def test_tables_and_unknown_formats(told_case: Case, tmp_path: Path) -> None:
    written = export(told_case, tmp_path / "x", "csv", "de", excerpts=True)
    assert written.told["tables"] == 1 and [file.name for file in (tmp_path / "x").iterdir()] == ["excerpts.csv"]
    with pytest.raises(UsageError, match="graphml"):
        export(told_case, tmp_path, "xlsx", "de")
    (tmp_path / "file").touch()
    for format in ("csv", "ics"):
        with pytest.raises(LagebildError, match="cannot be written"):
            export(told_case, tmp_path / "file", format, "de")
    assert set(FORMATS) >= {"jsonl", "csv", "parquet", *FILES}


@pytest.mark.parametrize("start", FORMULA_STARTS)
def test_a_formula_is_defused_in_a_cell(start: str) -> None:
    assert csv_cell(f"{start}1+1") == f"'{start}1+1"


def test_numbers_and_signs_stay_what_they_are() -> None:
    assert [csv_cell(value) for value in (-3, -2.5, True, "-", "+", "-2", "+1.5", "x=1")] == [
        *(-3, -2.5, "true", "-", "+", "-2", "+1.5", "x=1")
    ]


def test_a_format_named_as_the_folder_is_told_how_to_be_asked_for(told_case: Case, tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["export", str(told_case.path), "--to", str(tmp_path / "graphml")])
    assert isinstance(done.exception, UsageError)
    assert "--format graphml" in str(done.exception)
    assert not (tmp_path / "graphml").exists()
