"""An article written to break things is shown as text on every page: nothing of it runs, is fetched or turns."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from lagebild.app.pages import PAGES
from lagebild.case.case import Case

DESKTOP, PHONE = (1440, 900), (390, 844)  # CSS pixels
ROUNDING = 1  # CSS pixel by which a page may measure wider than its window
PATIENT = 60_000  # milliseconds
OVERRIDE = "\u202e"
MARKUP = '<script>window.ran = 1</script><img src="http://evil.invalid/x.png" onerror="window.ran = 1">'
PSEUDO = '<b>bold</b><a href="javascript:window.ran=1">here</a>{{7*7}}%{customdata}'
FORMULA = '=HYPERLINK("http://evil.invalid","x")'
GIANT = "W" * 20_000
TITLE = f"{FORMULA} {MARKUP} {PSEUDO} {OVERRIDE}"
TEXT = f"""Morocco imposed sanctions on Algeria on 3 March 2024 {MARKUP} and closed its border.
Algeria accused Morocco of arming smugglers {PSEUDO} near the coast. {FORMULA} is what Mauritania delivered to Morocco.
"We will send 300 drones to Mauritania {OVERRIDE}{MARKUP}," said Oumar {PSEUDO} Sow, the minister of Algeria.
If Senegal {MARKUP} cancels the agreement with Mauritania, Morocco will cut its aid to Senegal. {GIANT}
<style>* {{ display: none !important }}</style><iframe src="http://evil.invalid/"></iframe><svg onload="window.ran = 1">
Senegal praised Mauritania on 9 March 2024 and signed a trade agreement with Algeria in Dakar {GIANT}.
"""
ARTICLES = 2
FOREIGN = "script, style, iframe, img[onerror], a[href^='javascript:'], [onload], b"
"""What only the article could have brought into the part of the page that shows it."""

Visit = Callable[..., Page]


@pytest.fixture(scope="session")
def hostile_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two articles in which nearly everything is hostile: title, outlet, author and text."""
    folder = tmp_path_factory.mktemp("hostile")
    source = folder / "<b>articles.jsonl"
    told = [
        {
            "title": TITLE,
            "text": TEXT,
            "outlet": f"{MARKUP}{n}{OVERRIDE}",
            "authors": [f"{FORMULA}{PSEUDO}"],
            "published": f"2024-03-{10 + n}",
            "lang": "en",
            "uri": f"javascript:window.ran={n}",
        }
        for n in range(ARTICLES)
    ]
    source.write_text("\n".join(map(json.dumps, told)), encoding="utf-8")
    path = folder / "hostile.case"
    Case.create(path).add(source, processes=1)
    return path


@pytest.mark.parametrize(("lang", "size"), [("de", DESKTOP), ("en", PHONE)], ids=["de desk", "en phone"])
def test_every_page_shows_it_as_text(
    visit: Visit, serving: Callable[..., str], hostile_case: Path, lang: str, size: tuple[int, int]
) -> None:
    served = serving(hostile_case)
    page = visit(f"{served}articles?lang={lang}", size)
    article = page.locator(".grid a[href^='/article/']").first.get_attribute("href")
    actor = Case.open(hostile_case).sql("SELECT actor_id FROM actors ORDER BY length(name_en) DESC LIMIT 1").fetchall()
    pages = [f"{one.key}?lang={lang}&q=sanctions" for one in PAGES if not one.hidden]
    for address in [*pages, str(article)[1:], f"actor/{actor[0][0]}?lang={lang}"]:
        visit(f"{served}{address}", size, page=page)
        page.wait_for_load_state("networkidle")
        for figure in page.locator("[data-figure]").all():
            figure.scroll_into_view_if_needed()
            expect(figure.locator(".main-svg").first).to_be_attached(timeout=PATIENT)
        harmless(page, address, size)


def test_its_sentences_and_its_csv_are_text_too(visit: Visit, serving: Callable[..., str], hostile_case: Path) -> None:
    page = visit(f"{serving(hostile_case)}articles?lang=en")
    with page.expect_download(timeout=PATIENT) as download:
        page.locator("button.csv").first.click()
    cells = Path(download.value.path()).read_text(encoding="utf-8-sig")
    assert "\"'=HYPERLINK(" in cells and '"=HYPERLINK(' not in cells
    page.evaluate("document.getElementById('nav-t').click()")
    page.locator(".page-timeline .grid .ag-row").first.click()
    expect(page.locator("ol.evidence > li").first).to_be_visible(timeout=PATIENT)
    assert page.locator("ol.evidence").inner_text().count("<script>") > 0
    harmless(page, "evidence", DESKTOP)


def harmless(page: Page, where: str, size: tuple[int, int]) -> None:
    """Assert that nothing of the article ran or became a part of the page, and nothing is wider than the window."""
    assert page.evaluate("window.ran") is None, where
    assert page.locator("#page").locator(FOREIGN).count() == 0, where
    assert page.locator("ol.evidence").locator(FOREIGN).count() == 0, where
    assert OVERRIDE not in page.locator("body").inner_text(), where
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0] + ROUNDING, where
