"""What `lagebild show` lists of a case whose one article says, does and expects something."""

from __future__ import annotations

from datetime import date

import pytest
from rich.console import Console

from lagebild.case.case import Case
from lagebild.views.terminal.listings import VIEWS, listing_of
from lagebild.views.terminal.printing import table_of

WORDS = {"actor": ["Kari Lund"], "dating": ["https://blatt.example/boote"]}


def records(case: Case, what: str, *columns: str, lang: str = "de") -> list[tuple[object, ...]]:
    return [tuple(record[c] for c in columns) for record in listing_of(case, what, [], lang).as_records()]


def test_quotes_tell_who_says_what_and_how_sure(told_case: Case) -> None:
    said = records(told_case, "quotes", "speaker", "kind", "modality", "cue", "text", "outlet", "published")
    blatt = ("Das Blatt", date(2025, 6, 4))
    assert said == [
        ("Kari Lund", "indirect", "hedged", "sagte", "die Lieferung könne bis zu 300 Menschen retten", *blatt),
        ("Kari Lund", "free", "asserted", None, "so eng wie nie", *blatt),
    ]


def test_the_timeline_has_a_line_an_event_by_date(told_case: Case) -> None:
    done = records(told_case, "timeline", "earliest", "who", "type", "whom", "realis", lang="en")
    assert done[0] == (date(2025, 6, 3), ["Norway"], "AID", ["Finland"], "real")
    assert (None, ["Norway"], "AGREE", ["Finland"], "hypo") in done
    assert all(sentence for (sentence,) in records(told_case, "timeline", "sentence"))


def test_an_event_unfolds_into_its_reports(told_case: Case) -> None:
    for event_id, mentions in records(told_case, "timeline", "id", "n_mentions"):
        reports = listing_of(told_case, "event", [str(event_id)], "en").as_records()
        assert len(reports) == mentions
        assert all(str(r["trigger"]) in str(r["sentence"]) and r["reason"] for r in reports)


def test_the_outlook_tells_conditions_and_consequences(told_case: Case) -> None:
    assert records(told_case, "outlook", "kind", "holder", "condition", "consequence") == [
        ("conditional", None, "Sollte Finnland weitere Boote verlangen", "werde Oslo wohl zustimmen")
    ]


def test_relations_have_two_names_a_value_and_a_holder(told_case: Case) -> None:
    assert records(told_case, "relations", "actor_a", "actor_b", "value", "change", "holder") == [
        ("Norwegen", "Finnland", 2, "up", "Kari Lund")
    ]


def test_an_actor_is_shown_with_its_role(told_case: Case) -> None:
    assert [r["role"] for r in listing_of(told_case, "actor", ["Kari Lund"], "de").as_records()] == [
        ["foreign minister"]
    ]


@pytest.mark.parametrize("what", [name for name in VIEWS if name != "disagreements"])
def test_every_view_has_rows_and_prints_what_marks_say_in_words(told_case: Case, what: str) -> None:
    words = WORDS.get(what, [])
    if what == "event":
        words = [str(listing_of(told_case, "timeline", [], "de").as_records()[0]["id"])]
    listing = listing_of(told_case, what, words, "de")
    assert listing.rows
    console = Console(width=1000, record=True)
    with console.capture() as printed:
        console.print(table_of(listing, "de"))
    text = printed.get()
    assert not {"hedged", "hypo", "AID", "conditional", "political", "STATE"} & set(text.split())
