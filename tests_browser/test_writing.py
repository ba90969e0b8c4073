"""What changes a case from the browser: reviewing, adding; and what leaves it."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

NewPage = Callable[..., Page]
Serving = Callable[..., str]
READ = 120_000  # milliseconds that reading and merging may take on a busy machine
TEXT = (
    "Rabat, 2 October 2025. Morocco expelled two diplomats of Algeria on Wednesday, the foreign ministry said. "
    '"We had no choice," said <script>alert(1)</script> Foreign Minister Karim Tazroualt.'
)


def _own(demo_case: Path, folder: Path) -> Path:
    return Path(shutil.copy(demo_case, folder / "own.case"))


def test_a_decision_by_key_is_listed_and_undone(
    new_page: NewPage, serving: Serving, demo_case: Path, tmp_path: Path
) -> None:
    page = new_page()
    page.goto(f"{serving(_own(demo_case, tmp_path))}review?lang=en")
    expect(page.locator(".review-buttons")).to_be_visible()
    asked = page.locator(".review-row").first.inner_text()
    key = "s" if page.locator("button.decide-s").count() else "a"
    page.keyboard.press(key)
    expect(page.get_by_role("heading", name="Decisions (1)")).to_be_visible()
    expect(page.locator(".review-row").first).not_to_have_text(asked)
    page.keyboard.press("u")
    expect(page.locator("#review-state")).to_contain_text("Undone")
    expect(page.get_by_role("heading", name="Decisions (2)")).to_be_visible()
    expect(page.locator("#review-state")).to_contain_text("up to date", timeout=READ)


def test_a_pasted_text_is_read_listed_and_opened_as_text(
    new_page: NewPage, serving: Serving, demo_case: Path, tmp_path: Path
) -> None:
    page = new_page()
    own = _own(demo_case, tmp_path)
    page.goto(f"{serving(own)}add?lang=en")
    page.locator("#add-text").fill(TEXT)
    page.locator("#add-start").click()
    expect(page.get_by_role("heading", name="New in the case")).to_be_visible(timeout=READ)
    assert list(own.with_name("own.case.added").glob("*/pasted*.txt"))
    page.locator("#add-told a[href*='/article/']").first.click()
    expect(page.locator(".reader")).to_contain_text("<script>alert(1)</script>")


def test_what_is_too_large_is_refused_in_words(new_page: NewPage, served: str, tmp_path: Path) -> None:
    large = tmp_path / "large.txt"
    large.write_bytes(b"a" * (21 * 2**20))
    page = new_page()
    page.goto(f"{served}add?lang=de")
    expect(page.locator("#add-too-large")).to_be_hidden()
    page.locator("#add-files input[type=file]").set_input_files(large)
    expect(page.locator("#add-too-large")).to_be_visible()


def test_tables_and_report_are_downloaded(new_page: NewPage, served: str) -> None:
    page = new_page()
    page.goto(f"{served}out?lang=en")
    with page.expect_download(timeout=READ) as csv:
        page.locator("a[href*='/download/csv'][href*='whole=1']").click()
    with zipfile.ZipFile(csv.value.path()) as tables:
        assert {"articles.csv", "events.csv"} <= set(tables.namelist())
    with page.expect_download(timeout=READ) as calendar:
        page.locator("a[href*='/download/ics']").click()
    assert calendar.value.path().read_text(encoding="utf-8").startswith("BEGIN:VCALENDAR")
