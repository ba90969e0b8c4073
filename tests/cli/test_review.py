"""`lagebild review`: the dialogue key by key, one decision by options, and reviewed articles as annotated ones."""

from __future__ import annotations

import io
import json
import runpy
import subprocess
import sys
from pathlib import Path

import pytest
from rich.console import Console

from lagebild.case.case import Case
from lagebild.cli.review_dialogue import Dialogue
from lagebild.scoring.ann import parse_annotation, parse_document
from lagebild.views.labels import all_labels
from lagebild.views.review_queue import Item, review_queue

ROOT = Path(__file__).parent.parent.parent
TEXT = (
    "Russland lieferte im August 2025 mindestens 300 Tonnen Treibstoff an Nordkorea.\n\n"
    "„Die Beziehungen zwischen Moskau und Pjöngjang sind eng; sie halten“, sagte Außenminister Sergej Lawrow. "
    "Sollte China zustimmen, wird Russland weitere Raketen liefern."
)
OTHER = (
    "Im August 2025 lieferte Russland Treibstoff an Nordkorea. Japan kritisierte die Lieferung am 2. September 2025."
)


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("review")
    rows = [
        {"text": text, "uri": f"https://{name}", "published": "2025-09-04", "lang": "de", "title": name}
        for name, text in (("eins", TEXT), ("zwei", OTHER))
    ]
    (folder / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    case = Case.create(folder / "a.case")
    case.add(folder / "a.jsonl", processes=1)
    return case.path


@pytest.fixture
def case(made, tmp_path) -> Case:
    copy = tmp_path / "a.case"
    copy.write_bytes(made.read_bytes())
    return Case.open(copy)


def talk(case: Case, items: list[Item], keys: str, *answers: str, lang: str = "de") -> str:
    typed, pressed, out = iter(answers), iter(keys), io.StringIO()
    console = Console(file=out, width=120)
    Dialogue(case, items, lang, "Ana", console, lambda: next(pressed), lambda _: next(typed)).run()
    return out.getvalue()


def decisions(case: Case) -> list[tuple[object, ...]]:
    return case.sql('SELECT decision, "value", "by" FROM reviews ORDER BY "at"').fetchall()


def rows_of(case: Case, table: str) -> list[Item]:
    found = case.sql(f"SELECT row_id FROM {table} ORDER BY article_id, start").fetchall()
    return [Item(table, row_id, None, 0.5, 1, False) for (row_id,) in found]


def test_the_queue_asks_about_doubt_and_not_again(case):
    queue = review_queue(case)
    assert {item.table for item in queue} >= {"event_mentions", "mentions"}
    pressing = [not item.speakers for item in queue]
    assert pressing == sorted(pressing)
    first = next(item for item in queue if item.other_row_id is None)
    case.review(first.table, first.row_id, "accept")
    assert first not in review_queue(case)


def test_every_key_is_stored_at_once(case):
    items = rows_of(case, "event_mentions")[:3]
    said = talk(case, items, "xaeeq", "type=WAR", "realis=planned", lang="de")
    assert "Hier gelten die Tasten" in said and "1/3" in said and "Ereignis" in said
    assert decisions(case) == [("accept", None, "Ana"), ("edit", "realis=planned", "Ana")]


def test_undo_goes_back_to_the_item(case):
    items = rows_of(case, "event_mentions")[:2]
    said = talk(case, items, "ruakq", lang="en")
    assert [d[0] for d in decisions(case)] == ["reject", "undo", "accept"]
    assert said.count("1/2") == 2
    assert "Undone." in said


def test_a_pair_shows_both_sentences(case):
    one, other = [item.row_id for item in rows_of(case, "event_mentions")][:2]
    said = talk(case, [Item("event_mentions", one, other, 1.0, 2, False)], "ad", lang="en")
    assert "Do both sentences mean the same one?" in said
    assert decisions(case) == [("different", None, "Ana")]


def lagebild(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from lagebild.cli.app import main; main()", *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=120,
        stdin=subprocess.DEVNULL,
    )


def test_a_decision_by_options_is_merged_listed_and_undone(case):
    target = rows_of(case, "event_mentions")[0].row_id
    done = lagebild("review", case.path, "--table", "event_mentions", "--row", target, "--decision", "reject", "--json")
    assert done.returncode == 0, done.stderr
    review = json.loads(done.stdout)["review_id"]
    assert case.merged()
    assert target not in [item.row_id for item in rows_of(case, "event_mentions")]
    (row,) = json.loads(lagebild("review", case.path, "--list", "--json").stdout)
    assert (row["decision"], row["state"], row["row_id"]) == ("reject", "in_force", target)
    assert lagebild("review", case.path, "--decision", "undo", "--row", review).returncode == 0
    assert target in [item.row_id for item in rows_of(case, "event_mentions")]
    nowhere = lagebild("review", case.path)
    assert nowhere.returncode == 2 and "terminal" in nowhere.stderr


def test_reviewed_articles_are_written_as_annotated_ones(case, tmp_path):
    events = case.sql(
        """SELECT e.row_id FROM event_mentions e JOIN articles USING (article_id)
        WHERE uri = 'https://eins' ORDER BY e.start"""
    ).fetchall()
    case.review("event_mentions", events[0][0], "edit", value="type=AID")
    case.review("event_mentions", events[-1][0], "reject")
    case.merge()
    done = lagebild("review", case.path, "--export", tmp_path / "fixed", "--lang", "en")
    assert done.returncode == 0, done.stderr
    (ann,) = (tmp_path / "fixed" / "out").iterdir()
    (doc,) = (tmp_path / "fixed" / "docs").iterdir()
    found = parse_annotation(ann.read_text(encoding="utf-8"), file=ann.name)
    document = parse_document(doc.read_text(encoding="utf-8"), file=doc.name)
    assert runpy.run_path(str(ROOT / "corpus" / "check.py"))["errors_of"](document, found) == []
    assert found.events[0].type == "AID"
    assert len(found.events) == len(events) - 1
    assert found.times and found.quantities and {a.country for a in found.actors} >= {"RUS", "PRK"}
    assert document.published is not None and document.lang == "de"


def test_everything_the_dialogue_says_is_there_in_both_languages():
    said = {key: words for key, words in all_labels().items() if key.startswith("review_")}
    assert len(said) > 20
    assert all(words["de"] and words["en"] for words in said.values())
