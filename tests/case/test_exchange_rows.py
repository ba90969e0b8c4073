"""Given articles, the ledger of the case: marks set by hand, and articles read from beginning to end."""

from __future__ import annotations

import json
from pathlib import Path

from lagebild.case.case import Case
from lagebild.case.facts import facts_of

LEDGER = """SELECT g.name_en, r.name_en, good, good_text, low, high, realis, len(evidence)
    FROM exchanges x JOIN actors g ON g.actor_id = giver JOIN actors r ON r.actor_id = receiver ORDER BY ALL"""


def test_an_exchange_stands_on_its_characters(told_case: Case) -> None:
    assert told_case.sql(LEDGER).fetchall() == [("Norway", "Finland", "ships", "Boote", 40, 40, "real", 1)]
    ((words,),) = told_case.sql(
        """SELECT substr(text, evidence[1].start + 1, evidence[1]."end" - evidence[1].start)
        FROM exchanges JOIN articles ON article_id = evidence[1].article_id"""
    ).fetchall()
    assert words == "Norwegen hat Finnland am Dienstag 40 Boote geliefert"


def test_papers_of_both_languages_tell_one_exchange(tmp_path: Path) -> None:
    texts = {
        "de": "Norwegen hat 40 Panzer nach Finnland geliefert. Schweden will Finnland Artilleriemunition schicken.",
        "en": "Helsinki. Last week Norway delivered 40 tanks to Finland. The weather in the capital was cold.",
    }
    records = [
        {"text": text, "uri": f"https://{lang}.example", "lang": lang, "published": "2025-03-04"}
        for lang, text in texts.items()
    ]
    source = tmp_path / "articles.jsonl"
    source.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    case = Case.create(tmp_path / "x.case")
    case.add(source, processes=1)
    assert case.sql(LEDGER).fetchall() == [
        ("Norway", "Finland", "weapons.tanks", "Panzer", 40, 40, "real", 2),
        ("Sweden", "Finland", "weapons.artillery_ammunition", "Artilleriemunition", None, None, "planned", 1),
    ]
    assert case.verify() > 0


def test_a_share_of_trade_is_kept_with_both_sides_and_who_is_cited_for_it(tmp_path: Path) -> None:
    text = (
        "Rund 80 Prozent des kubanischen Außenhandels laufen über Spanien. Kuba hat das stets bestritten. "
        "Spanien ist Berechnungen aus Portugal zufolge für 85 Prozent des kubanischen Außenhandels verantwortlich. "
        "Im Jahr 2019 liefen noch 60 Prozent des kubanischen Außenhandels über Spanien."
    )
    source = tmp_path / "articles.jsonl"
    source.write_text(
        json.dumps({"text": text, "uri": "https://x.example", "lang": "de", "published": "2025-06-03"}),
        encoding="utf-8",
    )
    case = Case.create(tmp_path / "x.case")
    case.add(source, processes=1)
    assert case.sql(
        """SELECT a.name_en, b.name_en, low, c.name_en FROM quantities q JOIN actors a USING (actor_id)
        JOIN actors b ON b.actor_id = q.other_actor_id LEFT JOIN actors c ON c.actor_id = q.holder_actor_id
        WHERE measure = 'trade_share' ORDER BY low"""
    ).fetchall() == [("Cuba", "Spain", 60, None), ("Cuba", "Spain", 80, None), ("Cuba", "Spain", 85, "Portugal")]
    shares = sorted(facts_of(case).shares, key=lambda one: one.low or 0)
    assert {(one.owner, one.other) for one in shares} == {("state-CUB", "state-ESP")}
    assert [(one.operator, one.holder, str(one.earliest), str(one.latest)) for one in shares] == [
        ("=", None, "2019-01-01", "2019-12-31"),
        ("~", None, "2025-06-03", "2025-06-03"),
        ("=", "state-PRT", "2025-06-03", "2025-06-03"),
    ]
