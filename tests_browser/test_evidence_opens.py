"""Evidence: grids, figures, choices and ties lead to the sentences behind them, and those into their articles."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

PATIENT = 60_000  # milliseconds
TRIES = 30
GRIDS = ("timeline", "actors", "dyad", "triangle", "network", "exchanges", "voices", "numbers", "outlook")
FIGURES = ("dyad", "triangle", "exchanges", "voices")

Visit = Callable[..., Page]


def evidence(page: Page) -> Locator:
    """Return the sentences in the drawer once there are some."""
    told = page.locator("ol.evidence > li")
    expect(told.first).to_be_visible(timeout=PATIENT)
    return told


@pytest.mark.parametrize("key", GRIDS)
def test_a_row_of_a_grid_opens_its_sentences_by_click_and_by_enter(visit: Visit, served: str, key: str) -> None:
    page = visit(f"{served}{key}?lang=de")
    row = page.locator(".grid .ag-row[row-id*=' ']").first
    row.scroll_into_view_if_needed()
    cell = row.locator(".ag-cell:not(:has(a))").last
    cell.click()
    told = evidence(page).first.inner_text()
    assert evidence(page).locator("blockquote mark").count() > 0
    page.keyboard.press("Escape")
    expect(page.locator("ol.evidence")).to_have_count(0)

    cell.focus()
    page.keyboard.press("Enter")
    assert evidence(page).first.inner_text() == told


def test_keys_go_through_the_sentences_and_a_link_leads_to_the_place(visit: Visit, served: str) -> None:
    page = visit(f"{served}actors?lang=en")
    page.locator(".grid .ag-row .ag-cell:not(:has(a))").first.click()
    told = evidence(page)
    assert told.count() > 2
    for key, at in (("j", 0), ("j", 1), ("j", 2), ("k", 1)):
        page.keyboard.press(key)
        expect(told.nth(at)).to_be_focused()
    marked = told.nth(1).locator("mark").first.inner_text()
    told.nth(1).get_by_role("link").click()
    page.wait_for_url(re.compile(r"/article/[0-9a-f]+\?.*at=\d+-\d+"), timeout=PATIENT)
    expect(page.locator("#place").first).to_be_in_viewport(timeout=PATIENT)
    assert page.locator("#place").first.inner_text() in marked


@pytest.mark.parametrize("key", FIGURES)
def test_a_point_of_a_figure_opens_its_sentences(visit: Visit, served: str, key: str) -> None:
    page = visit(f"{served}{key}?lang=en")
    place = page.locator("[data-figure]").first
    place.scroll_into_view_if_needed()
    expect(place.locator(".main-svg").first).to_be_attached(timeout=PATIENT)
    page.wait_for_function("(node) => node.classList.contains('js-plotly-plot')", arg=place.element_handle())
    for _ in range(TRIES):  # the figure listens a moment after it is drawn
        place.evaluate(
            """(node) => {
                const flat = (one) => Array.isArray(one) ? one.flatMap(flat) : typeof one === "string" ? [one] : [];
                const own = (trace) => [...(trace.customdata || []), ...((trace.link || {}).customdata || [])];
                const told = node.data.flatMap(own);
                node.emit("plotly_click", { points: [{ customdata: told.find((one) => flat(one).length) }] });
            }"""
        )
        page.wait_for_timeout(500)
        if page.locator("ol.evidence > li").count():
            break
    evidence(page)


def test_the_other_actor_of_a_dyad_is_chosen_from_a_list_and_stands_in_the_address(visit: Visit, served: str) -> None:
    page = visit(f"{served}dyad/state-DZA/state-MRT?lang=en")
    chosen = page.locator(".choosers input").first
    expect(chosen).to_have_value("Algeria")
    chosen.click()
    chosen.fill("Moroc")
    page.get_by_role("option", name="Morocco").first.click()
    page.wait_for_url(re.compile("/dyad/state-MAR/state-MRT"), timeout=PATIENT)
    expect(page.locator(".page-dyad h2").first).to_contain_text("Morocco")
    page.go_back()
    page.wait_for_url(re.compile("/dyad/state-DZA/state-MRT"), timeout=PATIENT)
    expect(page.locator(".page-dyad h2").first).to_contain_text("Algeria")


def test_a_corner_of_the_triangle_is_chosen_and_its_side_leads_to_the_dyad(visit: Visit, served: str) -> None:
    page = visit(f"{served}triangle?lang=de")
    first, third = (page.locator(".choosers input").nth(at).input_value() for at in (0, 2))
    page.locator(".choosers input").first.click()
    page.get_by_role("option", name=third, exact=True).first.click()
    expect(page.locator(".choosers input").first).to_have_value(third, timeout=PATIENT)
    expect(page.locator(".choosers input").nth(2)).to_have_value(first)
    assert len(re.findall("/state-[A-Z]{3}", page.url)) == 3
    page.locator(".page-triangle a[href^='/dyad/']").first.click()
    expect(page.locator(".page-dyad h1")).to_be_visible(timeout=PATIENT)


def test_a_tie_of_the_network_opens_its_sentences_and_an_actor_its_page(visit: Visit, served: str) -> None:
    page = visit(f"{served}network?lang=en")
    click_on_drawing(page, "cy.edges().filter((one) => one.data('evidence'))[0].renderedMidpoint()")
    evidence(page)
    page.keyboard.press("Escape")
    click_on_drawing(page, "cy.nodes()[0].renderedPosition()")
    expect(page.locator(".page-actor h1")).to_be_visible(timeout=PATIENT)


@pytest.mark.parametrize(("label", "key"), [("Medien", "outlet"), ("Sprache der Artikel", "in")])
def test_a_filter_stands_in_the_address_and_narrows_what_is_listed(
    visit: Visit, served: str, label: str, key: str
) -> None:
    page = visit(f"{served}articles?lang=de")
    rows = page.locator(".grid .ag-row")
    expect(rows.first).to_be_visible(timeout=PATIENT)
    all_of_them = rows.count()
    page.locator("#filter-button").click()
    page.get_by_role("textbox", name=label).click()
    page.get_by_role("option").first.click()
    page.wait_for_url(re.compile(f"[?&]{key}="), timeout=PATIENT)
    expect(page.locator(".filter-bar .chip")).to_have_count(1)
    expect(rows).not_to_have_count(all_of_them, timeout=PATIENT)
    assert 0 < rows.count() < all_of_them
    page.reload()
    expect(rows.first).to_be_visible(timeout=PATIENT)
    assert 0 < rows.count() < all_of_them


def test_a_period_without_articles_leaves_no_events(visit: Visit, served: str) -> None:
    page = visit(f"{served}timeline?lang=en&since=1950-01-01&until=1950-12-31")
    expect(page.locator(".filter-bar .chip")).to_have_count(2)
    expect(page.locator(".grid .ag-row")).to_have_count(0)
    page.locator(".clear").click()
    expect(page.locator(".grid .ag-row").first).to_be_visible(timeout=PATIENT)


def click_on_drawing(page: Page, place: str) -> None:
    """Click on a place of the network, given as an expression that says where it is in the drawing."""
    drawing = page.locator("#network")
    drawing.scroll_into_view_if_needed()
    page.wait_for_function(
        "() => { const one = document.getElementById('network')._cyreg; return one && one.cy.nodes().length; }"
    )
    at = page.evaluate(f"(() => {{ const cy = document.getElementById('network')._cyreg.cy; return {place}; }})()")
    box = drawing.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + at["x"], box["y"] + at["y"])
