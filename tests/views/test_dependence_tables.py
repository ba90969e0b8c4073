"""Dependence as people read it: tables and JSON in both languages, from facts made by hand."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from made_facts import article, facts, flow, share

from lagebild.system.dependence import levers_of, ties_of
from lagebild.system.facts import Evidence, Facts
from lagebild.views.dependence import amount_of_tie, dependence_record, dependence_table, lever_table
from lagebild.views.evidence import Told

NAMES = {"de": {"N": "Norwegen", "F": "Finnland"}, "en": {"N": "Norway", "F": "Finland"}}
TOLD = {Evidence("n2", 40, 50): Told("Es sind\n98 Prozent.", "Das Blatt", None, "n2", "n2", 0, None)}


@pytest.fixture(scope="module")
def told() -> Facts:
    paper = replace(article("n2", "2025-09-04"), outlet="Das Blatt")
    return facts(
        ["N", "F", "S"],
        [article("n1", "2024-11-08"), paper],
        flows=[
            flow("f1", "F", "N", "weapons.tanks", low=40, high=40, unit="tank", articles=("n2",)),
            flow("f2", "F", "N", "money", low=2e6, unit="EUR", realis="planned", articles=("n2",)),
            replace(flow("f3", "N", "F", "fuel", articles=("n2",)), speaker=""),
        ],
        shares=[
            share("s1", "F", "N", 80, 90, "2024-11-08", "n1"),
            share("s2", "F", "N", 98, 98, "2025-09-04", "n2", holder="S"),
        ],
    )


def test_claims_stand_side_by_side_with_holder_and_day(told: Facts) -> None:
    table = dependence_table(ties_of(told), told, NAMES["de"], TOLD, "de")
    assert table.columns[:5] == ("Wer", "von wem", "Gut", "Menge", "Zeit")
    assert table.rows[0][:5] == ("Finnland", "Norwegen", "Anteil: Handel", "98\N{NO-BREAK SPACE}%", "jetzt")
    assert table.rows[0][5:] == ("4.9.2025", "", "", "S", "2°", "Es sind 98 Prozent.")
    assert table.rows[1][3:9] == ("80–90\N{NO-BREAK SPACE}%", "früher", "8.11.2024", "", "", "Autor (n1)")
    assert table.evidence[:2] == (("s2",), ("s1",))


def test_a_word_of_somebody_unnamed_is_not_the_author_s(told: Facts) -> None:
    lines = {row[2]: row for row in dependence_table(ties_of(told), told, NAMES["en"], {}, "en").rows}
    assert lines["fuel (fuel)"][7:9] == ("claimed", "somebody unnamed")
    assert lines["weapons (weapons.tanks)"][3:9] == ("40", "now", "4 Sep 2025", "", "delivered", "author (Das Blatt)")
    assert lines["money (money)"][3] == "≥ 2,000,000 EUR"


def test_days_a_claim_speaks_of_stand_beside_the_day_it_is_told() -> None:
    told = facts(["N", "F"], [article("n1", "2025-09-04")], shares=[share("s1", "F", "N", 60, 60, "2019", "n1")])
    (row,) = dependence_table(ties_of(told), told, {}, {}, "en").rows
    assert row[5:7] == ("4 Sep 2025", "2019")


def test_a_lever_says_what_nobody_tells(told: Facts) -> None:
    table = lever_table(levers_of(ties_of(told)), told, NAMES["en"], "en")
    lines = {row[:3]: dict(zip(table.columns, row, strict=True)) for row in table.rows}
    trade = lines["Norway", "Finland", "share: trade"]
    assert (trade["share of the receiver's trade"], trade["share of the giver's trade"]) == ("98%", "?")
    assert (trade["gap"], trade["depends less"], trade["comes back"]) == ("?", "?", "weapons")
    assert "“?”" in table.how


def test_what_is_told_roughly_stays_rough() -> None:
    about = replace(flow("f1", "F", "N", "troops", low=9000, high=9000, unit="soldier"), operator="~")
    (tie,) = ties_of(facts(["F", "N"], flows=[about]))
    assert amount_of_tie(tie, "de") == "≈ 9.000"
    (tie,) = ties_of(facts(["F", "N"], flows=[about, flow("f2", "F", "N", "troops", low=8000, unit="soldier")]))
    assert amount_of_tie(tie, "en") == "≥ 8,000"


def test_json_has_everything_and_ids(told: Facts) -> None:
    ties = ties_of(told)
    record = json.loads(json.dumps(dependence_record(ties, levers_of(ties), NAMES["de"], TOLD), default=str))
    assert record["names"]["N"] == "Norwegen"
    assert [word["row_id"] for word in record["ties"][0]["now"] + record["ties"][0]["earlier"]] == ["s2", "s1"]
    assert record["ties"][0]["now"][0]["evidence"] == [{"article_id": "n2", "start": 40, "end": 50}]
    assert record["sentences"]["s2"] == "Es sind 98 Prozent."
    assert record["levers"][0]["unknown"] == ["giver_share", "other_givers"]
    assert {tuple(lever["evidence"]) for lever in record["levers"]} >= {("s2", "s1"), ("f1",)}


def test_both_languages_say_how_to_read_it_and_name_the_source(told: Facts) -> None:
    for lang in ("de", "en"):
        assert "Hirschman" in lever_table((), told, {}, lang).how
        assert dependence_table((), told, {}, {}, lang).rows == ()
