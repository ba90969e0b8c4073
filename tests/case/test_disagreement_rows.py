"""Invented articles read and merged: where they disagree, and what became of their outlooks."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from lagebild.articles.article import Article, Passage, Zone
from lagebild.case.case import Case
from lagebild.reading.read import read_article
from lagebild.scoring.merged import case_of
from lagebild.views.report.report import report_html
from lagebild.views.terminal.listings import listing_of

QUOTE = "Wer das Eis im Hafen nicht bricht, der bekommt im Frühjahr kein Schiff mehr hinaus"
PARTS: dict[str, tuple[str, date, tuple[tuple[Zone, str], ...]]] = {
    "blatt": (
        "de",
        date(2025, 3, 5),
        (
            (
                Zone.BODY,
                "Laut dem estnischen Geheimdienst hat Finnland mindestens 3000 Soldaten nach Lettland entsandt. "
                "Finnlands Regierungschef Mikael Aaltola wird im Herbst nach Riga reisen.",
            ),
        ),
    ),
    "post": (
        "en",
        date(2025, 3, 19),
        (
            (
                Zone.BODY,
                "Finland has deployed about 3,400 soldiers to Latvia since January. "
                "Finland's foreign minister Mikael Aaltola defended the step.",
            ),
        ),
    ),
    "hafen": (
        "de",
        date(2025, 4, 2),
        (
            (Zone.BODY, "Der Hafen von Oulu ist seit Wochen zugefroren, und niemand weiß, wann er wieder öffnet."),
            (Zone.PULL_QUOTE, f"{QUOTE}."),
            (Zone.PULL_QUOTE, "Kari Lund"),
            (Zone.PULL_QUOTE, "Lotsin in Oulu"),
            (Zone.BODY, f"„{QUOTE}, das weiß hier jeder“, sagte der Reeder Aino Virta am Mittwoch in Oulu."),
        ),
    ),
}


def article_of(name: str) -> Article:
    lang, published, parts = PARTS[name]
    text, passages = "", []
    for zone, words in parts:
        passages.append(Passage(len(text), len(text) + len(words), zone))
        text += f"{words}\n"
    return Article(
        uri=f"https://{name}.example/1",
        text=text,
        passages=tuple(passages),
        lang=lang,
        published=published,
        published_basis="metadata",
        outlet=name,
        fetched_at=datetime(2025, 5, 1, tzinfo=UTC),
    )


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    path = tmp_path_factory.mktemp("disagreeing") / "told.case"
    return Case.open(case_of(path, [read_article(article_of(name)) for name in PARTS]))


def versions(case: Case, kind: str, lang: str = "de") -> list[dict[str, object]]:
    return [r for r in listing_of(case, "disagreements", [], lang).as_records() if r["disagreement"] == kind]


def test_figures_of_one_thing_stand_side_by_side_in_both_languages(case: Case) -> None:
    first, second = versions(case, "quantity", "en")
    assert (first["value"], second["value"]) == ("mindestens 3000 Soldaten", "about 3,400 soldiers")
    assert {first["relation"], second["relation"]} == {"compatible"} and first["id"] == second["id"]
    assert (first["date"], second["date"]) == ("2025-03-05", "2025-03-19")
    assert "Finland" in first["about"]  # type: ignore[operator]
    numbers = listing_of(case, "numbers", [], "de").as_records()
    assert [n["relation"] for n in numbers[:2]] == ["compatible", "compatible"]


def test_two_offices_of_one_person_at_one_time_contradict(case: Case) -> None:
    rows = versions(case, "role")
    assert [r["relation"] for r in rows] == ["contradicts", "contradicts"]
    assert rows[0]["about"] == ["Mikael Aaltola"]


def test_a_pull_quote_credited_to_another_than_its_body_is_found_and_counts_once(case: Case) -> None:
    rows = versions(case, "speaker")
    assert [(r["value"], r["relation"]) for r in rows] == [("Kari Lund", "contradicts"), ("Aino Virta", "contradicts")]
    assert all(QUOTE in str(r["sentence"]) for r in rows)
    repeated = case.sql("SELECT count(*) FROM stored.repeated_quotations").fetchall()
    assert repeated == [(1,)]


def test_every_version_is_a_slice_of_its_article(case: Case) -> None:
    assert case.verify() > 0
    rows = case.sql("SELECT unnest(versions) AS v FROM disagreements").fetchall()
    assert rows


def test_the_report_has_a_section_that_links_each_version_to_its_article(case: Case) -> None:
    page = report_html(case, heading="Ostsee", lang="de")
    assert 'id="disagreements"' in page and "Wo Quellen sich unterscheiden" in page
    assert "Where sources disagree" in report_html(case, heading="Baltic", lang="en")


def test_outlooks_are_open_until_something_is_told(case: Case) -> None:
    assert {status for (status,) in case.sql("SELECT DISTINCT status FROM outlooks").fetchall()} <= {"open"}
