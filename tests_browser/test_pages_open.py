"""Every page, in both languages, at a desk and on a phone, light and dark: it opens, it fits, it can be read out."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from lagebild.app.labels import words_in
from lagebild.app.pages import PAGES

DESKTOP, PHONE = (1440, 900), (390, 844)  # CSS pixels
ROUNDING = 1  # CSS pixel by which a page may measure wider than its window
PATIENT = 60_000  # milliseconds
NEVER_GOOD = frozenset({"serious", "critical"})
"""The findings of axe-core that no page may have."""
STILL = """() => document.getAnimations().every(
    (one) => one.playState !== "running" || one.effect.getComputedTiming().endTime === Infinity
)"""
"""Whether nothing fades or moves any more, but for what turns as long as something is awaited."""
HEIGHT = "document.body.scrollHeight"
SCREENFUL = 700  # CSS pixels

COMING = ".part[aria-busy=true]"
"""Parts of a page that are not there yet."""

Visit = Callable[..., Page]


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("lang", ["de", "en"])
def test_the_navigation_leads_to_every_page_and_none_scrolls_sideways(
    visit: Visit, served: str, lang: str, size: tuple[int, int]
) -> None:
    page = visit(f"{served}?lang={lang}", size)
    words = words_in(lang)
    for one in (one for one in PAGES if not one.hidden):
        page.evaluate("(id) => document.getElementById(id).click()", f"nav-{one.letter}")
        shown = page.locator(f".page-{one.key}")
        expect(shown.locator("h1")).to_have_text(words[one.label_key], timeout=PATIENT)
        expect(page.locator(".nav-link.here")).to_have_count(1)
        assert len(shown.inner_text()) > len(words[one.label_key]), f"{one.key} is empty"
        assert f"lang={lang}" in page.url
        expect(page.locator(COMING)).to_have_count(0, timeout=PATIENT)
        bring_all_into_sight(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0] + ROUNDING, one.key
        for figure in shown.locator("[data-figure]").all():
            figure.evaluate("(figure) => figure.scrollIntoView()")
            draw(page)
            expect(figure.locator(".main-svg").first).to_be_attached(timeout=PATIENT)
    assert page.locator("html").get_attribute("lang") == lang


@pytest.mark.parametrize(
    ("lang", "size", "dark"), [("de", DESKTOP, False), ("en", PHONE, True)], ids=["de desk light", "en phone dark"]
)
def test_axe_finds_nothing_serious_on_any_page(
    visit: Visit, served: str, lang: str, size: tuple[int, int], dark: bool
) -> None:
    page = visit(f"{served}?lang={lang}", size, dark=dark)
    found: list[str] = []
    for one in PAGES:
        if one.hidden:
            continue
        query = "q=Mauretanien&" if one.key == "search" else ""
        visit(f"{served}{one.key}?{query}lang={lang}", page=page)
        page.wait_for_load_state("networkidle")
        expect(page.locator(COMING)).to_have_count(0, timeout=PATIENT)
        bring_all_into_sight(page)
        found += [f"{one.key}: {finding}" for finding in serious(page)]
    assert found == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_serious_in_what_unfolds(visit: Visit, served: str, dark: bool) -> None:
    page = visit(f"{served}timeline?lang=de", dark=dark)
    page.locator("#filter-button").click()
    expect(page.locator(".filter-fields")).to_be_visible()
    page.locator(".grid .ag-row").first.click()
    expect(page.locator("ol.evidence > li").first).to_be_visible(timeout=PATIENT)
    found = [f"filters and evidence: {finding}" for finding in serious(page)]

    page.locator("ol.evidence > li a").first.click()
    expect(page.locator("#place").first).to_be_visible(timeout=PATIENT)
    found += [f"article: {finding}" for finding in serious(page)]

    visit(f"{served}actors?lang=de", page=page)
    page.locator(".grid .ag-row a").first.click()
    expect(page.locator(".page-actor h1")).to_be_visible(timeout=PATIENT)
    for folded in page.locator("details").all():
        folded.evaluate("(details) => { details.open = true; }")
    found += [f"actor: {finding}" for finding in serious(page)]

    page.keyboard.press("?")
    expect(page.locator("dl.keys")).to_be_visible()
    expect(page.locator(".mantine-Modal-content:has(dl.keys)")).to_have_css("opacity", "1")
    found += [f"keys: {finding}" for finding in serious(page)]
    assert found == []


def bring_all_into_sight(page: Page) -> None:
    """Scroll through the page, so that figures and tables are made."""
    for y in range(0, int(page.evaluate(HEIGHT)), SCREENFUL):
        page.evaluate("(y) => window.scrollTo(0, y)", y)
        draw(page)
    page.evaluate("window.scrollTo(0, 0)")


def draw(page: Page) -> None:
    """Make the browser draw the page by taking a picture: without a screen it may leave a page undrawn for minutes."""
    page.screenshot(clip={"x": 0, "y": 0, "width": 1, "height": 1})


def serious(page: Page) -> Iterator[str]:
    """Yield what axe-core finds on a page that keeps people out (rule, place, why), once all that fades in is there."""
    page.wait_for_function(STILL, polling=50)
    for finding in Axe().run(page).response["violations"]:
        if finding["impact"] in NEVER_GOOD:
            for node in finding["nodes"][:5]:
                yield f"{finding['id']} at {node['target']}: {node['html'][:120]}"
