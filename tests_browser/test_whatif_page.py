"""What if: choices stand in the address, old beside new, rows open their evidence, nothing hostile runs."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from lagebild.app.labels import words_in

DESKTOP, PHONE = (1440, 900), (390, 844)  # CSS pixels
ROUNDING = 1  # CSS pixel by which a page may measure wider than its window
PATIENT = 60_000  # milliseconds
LATE_ANSWERS = """const asked = window.fetch;
window.fetch = async (...of) => {
  const answer = await asked(...of);
  await new Promise((go) => setTimeout(go, 400));
  return answer;
};"""
HOSTILE = "<img src=x onerror=window.ran=1><script>window.ran=1</script>"

Visit = Callable[..., Page]


@pytest.mark.parametrize(("lang", "size"), [("de", DESKTOP), ("en", PHONE)], ids=["de desk", "en phone"])
def test_an_article_is_left_out_a_sign_set_and_both_taken_back(
    visit: Visit, served: str, lang: str, size: tuple[int, int]
) -> None:
    t = words_in(lang)
    page = visit(f"{served}whatif?lang={lang}", size)
    choose(page, t["whatif_field_article"], 0)
    page.wait_for_url(lambda url: "drop_article=" in url, timeout=PATIENT)
    expect(page.locator(".supposed li")).to_have_count(1, timeout=PATIENT)

    choose(page, t["whatif_field_sign_a"], 0)
    choose(page, t["whatif_field_sign_b"], 1)
    choose(page, t["whatif_field_sign_is"], 1)
    page.locator("#whatif-sign").click()
    page.wait_for_url(lambda url: "sign=" in url, timeout=PATIENT)
    expect(page.locator(".supposed li")).to_have_count(2, timeout=PATIENT)
    expect(page.get_by_role("heading", name=t["whatif_fallen_heading"])).to_be_visible(timeout=PATIENT)
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0] + ROUNDING

    page.locator(".page-whatif .grid .ag-row").last.click()
    expect(page.locator("ol.evidence > li").first).to_be_visible(timeout=PATIENT)
    page.keyboard.press("Escape")

    page.locator(".page-whatif a.clear").click()
    page.wait_for_url(lambda url: "sign=" not in url and "drop_article=" not in url, timeout=PATIENT)
    expect(page.locator(".supposed li")).to_have_count(0, timeout=PATIENT)
    expect(page.locator(".page-whatif .grid")).to_have_count(0)


def test_what_is_chosen_at_once_counts_though_answers_come_late(
    visit: Visit, new_page: Callable[..., Page], served: str
) -> None:
    page = new_page(DESKTOP)
    page.add_init_script(LATE_ANSWERS)
    visit(f"{served}whatif?lang=en", page=page)
    choose(page, words_in("en")["whatif_field_article"], 0)
    page.wait_for_url(lambda url: "drop_article=" in url, timeout=PATIENT)


def test_a_sign_without_states_is_refused_in_words_beside_the_fields(visit: Visit, served: str) -> None:
    page = visit(f"{served}whatif?lang=de")
    page.wait_for_load_state("networkidle")
    page.locator("#whatif-sign").click()
    expect(page.locator("#whatif-said")).to_contain_text(words_in("de")["whatif_refused"], timeout=PATIENT)
    assert "sign=" not in page.url


def test_what_is_written_into_the_address_by_hand_is_shown_as_text(visit: Visit, served: str) -> None:
    hostile = quote(HOSTILE)
    page = visit(
        f"{served}whatif?lang=en&drop_article={hostile}&sign={hostile}~{hostile}~%2B&stop={hostile}&if={hostile}"
    )
    expect(page.locator(".supposed li")).to_have_count(4, timeout=PATIENT)
    expect(page.locator(".supposed li").first).to_contain_text("<script>")
    assert page.evaluate("window.ran") is None
    assert page.locator("#page img, #page script").count() == 0


def choose(page: Page, label: str, at: int) -> None:
    """Choose from the list with a label."""
    page.get_by_role("textbox", name=label, exact=True).click()
    page.get_by_role("option").nth(at).click()
