"""The report in a real browser, with the network off: both languages, desk and phone, and on paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from lagebild.case.case import Case
from lagebild.views.report.report import report_html

MOST_BYTES = 8_000_000
"""The issue's bound for a report of a handful of articles."""
LANGUAGES = ("de", "en")
DESKTOP, PHONE = (1440, 900), (390, 844)  # CSS pixels
PAPER_WIDTH = 718
"""CSS pixels between the margins of an A4 page: what is wider makes Chromium print everything smaller."""
ROUNDING = 1  # CSS pixel by which a page may measure wider than its window


@pytest.fixture(scope="session")
def reports(demo_case: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The report of the demo case as a file in each language."""
    folder = tmp_path_factory.mktemp("reports")
    case = Case.open(demo_case)
    written = {}
    for lang in LANGUAGES:
        written[lang] = folder / f"{lang}.html"
        written[lang].write_text(report_html(case, heading="Demo", lang=lang), encoding="utf-8")
    return written


def opened(page: Page, report: Path) -> Page:
    """Return the page with the report in it and all figures drawn."""
    page.goto(report.as_uri())
    for figure in page.locator(".plot").all():
        figure.locator(".main-svg").first.wait_for(state="attached", timeout=20_000)
    return page


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_report_opens_offline_and_never_scrolls_sideways(
    new_page: Callable[..., Page], reports: dict[str, Path], lang: str, size: tuple[int, int]
) -> None:
    page = opened(new_page(size, offline=True), reports[lang])
    assert page.locator("html").get_attribute("lang") == lang
    assert page.locator(".plot").count() > 0
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0] + ROUNDING
    for details in page.locator("details > summary").all()[:40]:
        details.evaluate("(summary) => { summary.parentElement.open = true; }")
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0] + ROUNDING


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_figure_is_drawn_and_has_a_name_and_a_table_behind_it(
    new_page: Callable[..., Page], reports: dict[str, Path], lang: str
) -> None:
    page = opened(new_page(DESKTOP, offline=True), reports[lang])
    for part in page.locator("section.figure-part").all():
        assert part.locator(".plot .main-svg").count() > 0
        assert part.locator(".plot").get_attribute("aria-label")
        assert part.locator("details").first.locator("table").count() == 1


def test_every_link_of_the_page_leads_somewhere_on_it(new_page: Callable[..., Page], reports: dict[str, Path]) -> None:
    page = opened(new_page(DESKTOP, offline=True), reports["en"])
    lost = page.evaluate(
        """[...document.querySelectorAll('a[href^="#"]')].map((one) => one.getAttribute("href").slice(1))
            .filter((name) => !document.getElementById(decodeURIComponent(name)))"""
    )
    assert lost == []
    names = page.evaluate("[...document.querySelectorAll('[id]')].map((one) => one.id)")
    assert len(names) == len(set(names))


def test_a_click_on_a_bar_of_a_voice_leads_to_a_quotation(
    new_page: Callable[..., Page], reports: dict[str, Path]
) -> None:
    page = opened(new_page(DESKTOP, offline=True), reports["en"])
    page.evaluate(
        """() => {
            const node = document.getElementById("plot-voices");
            const bar = node.data.find((one) => one.customdata.some((ids) => ids.length));
            const at = bar.customdata.findIndex((ids) => ids.length);
            node.emit("plotly_click", { points: [{ customdata: bar.customdata[at] }] });
        }"""
    )
    target = page.evaluate("location.hash.slice(1)")
    assert target.startswith("r-")
    assert page.evaluate("(name) => document.getElementById(name).closest('.article') !== null", target)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_report_is_printed_and_is_light(chromium: Browser, reports: dict[str, Path], lang: str) -> None:
    assert reports[lang].stat().st_size < MOST_BYTES
    context = chromium.new_context(offline=True)
    page = opened(context.new_page(), reports[lang])
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": PAPER_WIDTH, "height": 1000})
    assert page.evaluate("document.documentElement.scrollWidth") <= PAPER_WIDTH + ROUNDING
    for figure in page.locator(".plot").all():
        assert figure.evaluate("(one) => one.getBoundingClientRect().height") > 0
    printed = page.pdf(format="A4", print_background=True)
    context.close()
    assert printed.startswith(b"%PDF")
    assert len(printed) > 20_000
