"""Pass on and Compare: downloads arrive as excerpts, rows as CSV, figures as SVG; two cases stand side by side."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from zipfile import is_zipfile

import pytest
from playwright.sync_api import Page, expect

from lagebild.app.labels import words_in
from lagebild.case.case import Case

PATIENT = 60_000  # milliseconds

Visit = Callable[..., Page]


def arrived(page: Page, selector: str) -> Path:
    """Click on a link and return the file that it downloads."""
    with page.expect_download(timeout=PATIENT) as download:
        page.locator(selector).first.click()
    return Path(download.value.path())


def test_the_report_the_tables_and_the_timeline_arrive(visit: Visit, served: str) -> None:
    page = visit(f"{served}out?lang=en")
    report = arrived(page, "a[href^='/download/report?']:not([href*='whole'])").read_text(encoding="utf-8")
    assert report.lower().startswith("<!doctype html>") and "Mauritania" in report
    assert is_zipfile(arrived(page, "a[href^='/download/csv?']"))
    assert arrived(page, "a[href^='/download/ics?']").read_text(encoding="utf-8").startswith("BEGIN:VCALENDAR")


def test_a_grid_arrives_as_csv_and_a_figure_as_svg(visit: Visit, served: str) -> None:
    page = visit(f"{served}timeline?lang=de")
    expect(page.locator(".grid .ag-row").first).to_be_visible(timeout=PATIENT)
    rows = arrived(page, "button.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(rows) > 10 and rows[0].count(",") >= 3
    figure = page.locator("[data-figure]").first
    expect(figure.locator(".main-svg").first).to_be_attached(timeout=PATIENT)
    figure.hover()
    assert "<svg" in arrived(page, ".modebar-btn[data-title]").read_text(encoding="utf-8")


@pytest.mark.parametrize("lang", ["de", "en"])
def test_two_cases_are_compared_and_the_other_side_stands_in_the_address(
    visit: Visit, serving: Callable[..., str], demo_case: Path, tmp_path: Path, lang: str
) -> None:
    before = tmp_path / "before.case"
    shutil.copy(demo_case, before)
    case = Case.open(before)
    for (article,) in case.sql("SELECT article_id FROM articles_current ORDER BY uri LIMIT 5").fetchall():
        case.remove(article)
    case.merge()
    page = visit(f"{serving(demo_case, before)}compare?lang={lang}&with=case:before")
    expect(page.locator(".choosers input").first).to_have_value(
        words_in(lang)["compare_case"].format(case="before"), timeout=PATIENT
    )
    expect(page.locator(".grid .ag-row").first).to_contain_text("≠", timeout=PATIENT)
    page.locator(".grid .ag-row a").first.click()
    expect(page.locator(".page-dyad h1")).to_be_visible(timeout=PATIENT)


def test_outlets_of_one_case_are_compared(visit: Visit, served: str) -> None:
    page = visit(f"{served}compare?lang=en")
    page.locator(".choosers input").first.click()
    page.get_by_role("option").last.click()
    page.wait_for_url(lambda url: "with=" in url, timeout=PATIENT)
    expect(page.locator(".grid .ag-row").first).to_be_visible(timeout=PATIENT)
