"""What changes a case: a decision in Review changes the picture and undoing it brings it back; articles are added."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from lagebild.app.labels import words_in
from lagebild.case.case import Case

PHONE = (390, 844)  # CSS pixels
PATIENT = 60_000  # milliseconds
MOST_SKIPPED = 20
"""Questions that may stand before the one looked for."""
OF_EVENT = "Senegal signed a trade agreement with Mauritania in Dakar on 5 May 2024.\n"
PASTED = """Streit um die Grenze

Marokko verhängte am 4. Mai 2024 Sanktionen gegen Algerien. Algerien drohte Marokko mit Vergeltung, sagte der Minister.
"""
DROPPED = "Talks in Dakar\n\nSenegal praised Mauritania on 6 May 2024. Mauritania thanked Senegal for its help.\n"

Visit = Callable[..., Page]


@pytest.fixture
def one_event(tmp_path: Path) -> Path:
    """A case of one article that tells of one event."""
    article = tmp_path / "article.txt"
    article.write_text(OF_EVENT, encoding="utf-8")
    path = tmp_path / "one.case"
    Case.create(path).add(article, processes=1)
    return path


@pytest.mark.parametrize("lang", ["de", "en"])
def test_a_rejected_report_is_gone_from_the_timeline_until_it_is_undone(
    visit: Visit, serving: Callable[..., str], one_event: Path, lang: str
) -> None:
    words = words_in(lang)
    page = visit(f"{serving(one_event)}review?lang={lang}")
    question = f"{words['review_of_event_mentions']}: {words['review_row']}"
    heading = page.locator("#review-shown h2").first
    for _ in range(MOST_SKIPPED):
        expect(heading).to_be_visible(timeout=PATIENT)
        asked = heading.inner_text()
        if asked == question:
            break
        left = page.locator("#review-shown .note").first.inner_text()
        page.keyboard.press("k")
        expect(page.locator("#review-shown .note").first).not_to_have_text(left, timeout=PATIENT)
    expect(heading).to_have_text(question)
    page.keyboard.press("r")
    decided(page, lang, 1)
    by_key(page, "t")
    expect(page.locator(".page-timeline")).to_contain_text(words["timeline_empty"], timeout=PATIENT)

    by_key(page, "w")
    page.locator(".page-review").wait_for()
    page.keyboard.press("u")
    decided(page, lang, 2)
    by_key(page, "t")
    expect(page.locator(".page-timeline .grid .ag-row")).to_have_count(1, timeout=PATIENT)


def test_a_letter_after_g_leads_away_from_review_and_decides_nothing(
    visit: Visit, serving: Callable[..., str], one_event: Path
) -> None:
    page = visit(f"{serving(one_event)}review?lang=en")
    page.locator("button.decide-a").wait_for()
    by_key(page, "a")
    expect(page.locator(".page-actors")).to_be_visible(timeout=PATIENT)
    by_key(page, "w")
    expect(page.locator("button.decide-a")).to_be_visible(timeout=PATIENT)
    assert Case.open(one_event).sql("SELECT count(*) FROM reviews").fetchall() == [(0,)]


@pytest.mark.parametrize("size", [(1440, 900), PHONE], ids=["desk", "phone"])
def test_a_pasted_text_and_a_file_are_read_listed_and_change_the_situation(
    visit: Visit, serving: Callable[..., str], one_event: Path, tmp_path: Path, size: tuple[int, int]
) -> None:
    words = words_in("de")
    page = visit(f"{serving(one_event)}add?lang=de", size)
    page.get_by_label(words["add_text"]).fill(PASTED)
    good, bad = tmp_path / "dropped.txt", tmp_path / "broken.pdf"
    good.write_text(DROPPED, encoding="utf-8")
    bad.write_bytes(b"%PDF-1.7 nothing in it")
    page.locator("#add-files input[type=file]").set_input_files([good, bad])
    expect(page.locator("#add-chosen")).to_contain_text("dropped.txt", timeout=PATIENT)
    page.locator("#add-start").click()
    told = page.locator("#add-told")
    expect(told).to_contain_text(words["add_done"], timeout=PATIENT)
    expect(told.locator("a[href^='/article/']")).to_have_count(2)
    expect(told).to_contain_text("broken.pdf")
    expect(told).to_contain_text(words["add_changed"])
    told.locator(".evidence-link").first.click()
    expect(page.locator("ol.evidence > li").first).to_be_visible(timeout=PATIENT)
    page.keyboard.press("Escape")
    expect(page.locator("ol.evidence")).to_have_count(0)
    told.locator("a[href^='/article/']").first.click()
    page.wait_for_url(re.compile("/article/"), timeout=PATIENT)
    by_key(page, "l")
    expect(page.locator(".page-articles .grid .ag-row")).to_have_count(3, timeout=PATIENT)


def by_key(page: Page, letter: str) -> None:
    """Go to a page with the keyboard."""
    page.keyboard.press("g")
    page.keyboard.press(letter)


def decided(page: Page, lang: str, n: int) -> None:
    """Wait until so many decisions are listed and everything is computed again."""
    words = words_in(lang)
    expect(page.locator("#review-shown h2").last).to_have_text(words["review_made"].format(n=n), timeout=PATIENT)
    expect(page.locator("#review-state")).to_have_text(words["review_up_to_date"], timeout=PATIENT)
