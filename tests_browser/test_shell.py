"""The frame around every page: keys, evidence, filters in the address, languages, colours, several cases, phones."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

PHONE = (390, 844)

NewPage = Callable[..., Page]


def at(page: Page, address: str) -> Page:
    page.goto(address)
    expect(page.locator("#page h1")).to_be_visible(timeout=60_000)
    return page


def test_letters_lead_to_pages_and_say_so(new_page: NewPage, served: str) -> None:
    page = at(new_page(), f"{served}?lang=en")
    page.keyboard.press("?")
    expect(page.get_by_text("g, then t")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_text("g, then t")).to_be_hidden()
    page.keyboard.press("g")
    page.keyboard.press("t")
    expect(page.locator(".page-timeline h1")).to_have_text("Timeline")
    expect(page).to_have_title("Timeline · Lagebild")
    page.keyboard.press("/")
    expect(page.locator("#search-box")).to_be_focused()


@pytest.mark.parametrize("size", [(1440, 900), PHONE], ids=["desk", "phone"])
def test_a_line_opens_its_reports_and_they_lead_into_the_article(
    new_page: NewPage, served: str, size: tuple[int, int]
) -> None:
    page = at(new_page(size), f"{served}timeline?lang=de")
    page.locator(".grid .ag-row").first.click()
    reports = page.locator("ol.evidence > li")
    expect(reports.first).to_be_visible()
    expect(reports.first.locator("mark.m-event").first).to_be_visible()
    words = reports.first.locator("mark.m-event").first.inner_text()
    page.keyboard.press("j")
    expect(reports.first).to_be_focused()
    reports.first.get_by_role("link").click()
    expect(page.locator("#place").first).to_be_in_viewport()
    assert page.locator("#place").first.inner_text() in words or words in page.locator("#place").first.inner_text()
    assert re.search(r"/article/[0-9a-f]+\?.*at=\d+-\d+", page.url)


def test_a_clause_a_figure_and_a_table_open_their_evidence(new_page: NewPage, served: str) -> None:
    page = at(new_page(), f"{served}?lang=de")
    page.locator(".clauses .evidence-link").first.click()
    expect(page.locator("ol.evidence > li").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("ol.evidence")).to_be_hidden()

    page.locator("#figure-triangle").scroll_into_view_if_needed()
    sign = page.locator("#figure-triangle .textpoint text", has_text=re.compile(r"[+−]")).first
    sign.scroll_into_view_if_needed()
    box = sign.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.locator("#figure-triangle .hovertext").wait_for()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator("ol.evidence > li").first).to_be_visible()
    page.keyboard.press("Escape")

    page.locator(".table-behind summary").first.click()
    page.locator(".table-behind[open] .evidence-link").first.click()
    expect(page.locator("ol.evidence > li").first).to_be_visible()


def test_filters_stand_in_the_address_travel_and_show_a_colleague_the_same(new_page: NewPage, served: str) -> None:
    page = at(new_page(), f"{served}timeline?lang=de")
    page.locator("#filter-button").click()
    page.get_by_role("textbox", name="Akteure").fill("Maur")
    page.get_by_role("option").first.click()
    page.wait_for_url(re.compile("actor=state-MRT"))
    expect(page.locator(".chip")).to_have_text(["Mauretanien"])
    page.keyboard.press("Escape")
    page.locator("#nav-s").click()
    expect(page.locator(".page-situation")).to_be_visible()
    assert "actor=state-MRT" in page.url

    colleague = at(new_page(), page.url)
    expect(colleague.locator(".chip")).to_have_text(["Mauretanien"])
    assert colleague.locator(".words").inner_text() == page.locator(".words").inner_text()

    page.locator(".clear").click()
    expect(page.locator(".chip")).to_have_text(["alles"])
    assert "actor=" not in page.url


def test_language_and_colours_are_part_of_the_address(new_page: NewPage, served: str) -> None:
    page = at(new_page(), f"{served}timeline?lang=de")
    page.get_by_role("link", name="EN", exact=True).click()
    expect(page.locator("#page h1")).to_have_text("Timeline")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.locator("[title^='Light/dark'] a").click()
    expect(page.locator("html")).to_have_attribute("data-mantine-color-scheme", "dark")
    assert "theme=dark" in page.url and "lang=en" in page.url


def test_two_cases_are_switched(
    serving: Callable[..., str], new_page: NewPage, demo_case: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.case"
    shutil.copy(demo_case, other)
    page = at(new_page(), f"{serving(demo_case, other)}timeline?lang=de")
    page.locator("#case-switch").click()
    page.get_by_role("option", name="other").click()
    page.wait_for_url(re.compile("case=other"))
    expect(page.locator(".header-row")).to_have_attribute("data-case", "other")
    expect(page.locator(".page-timeline h1")).to_be_visible()


def test_on_a_phone_the_pages_unfold_and_nothing_runs_out_of_it(new_page: NewPage, served: str) -> None:
    page = at(new_page(PHONE), f"{served}?lang=de")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    page.locator("#burger").click()
    page.locator("#nav-t").click()
    expect(page.locator(".page-timeline h1")).to_be_visible()
    expect(page.locator(".grid .ag-row").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]


def test_an_address_of_nothing_says_so_and_leads_back(new_page: NewPage, served: str) -> None:
    page = at(new_page(), f"{served}article/nowhere?lang=en")
    expect(page.get_by_role("alert")).to_contain_text("There is no such article")
    page.get_by_role("link", name="To the situation").click()
    expect(page.locator(".page-situation")).to_be_visible()
