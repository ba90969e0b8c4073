"""The Search page: from a question to sentences, their rows, their evidence and their article."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

PATIENT = 30_000  # milliseconds for the first search: the index is made and the reader loaded


def searched(page: Page, served: str, words: str, lang: str) -> None:
    """Open the first page and search from its search box, with the keyboard alone."""
    page.goto(f"{served}?lang={lang}")
    expect(page.locator("#page h1")).to_be_visible(timeout=PATIENT)
    page.keyboard.press("/")
    page.keyboard.type(words)
    page.keyboard.press("Enter")
    expect(page.locator("ol.found > li").first).to_be_visible(timeout=PATIENT)


@pytest.mark.parametrize("lang", ["de", "en"])
def test_a_question_gives_sentences_whose_words_are_marked(new_page: Callable[..., Page], served: str, lang: str):
    page = new_page()
    searched(page, served, "Mauretanien" if lang == "de" else "Mauritania", lang)
    assert page.locator("ol.found mark").count() > 0
    assert "q=Maur" in page.url


def test_the_keyboard_leads_from_a_sentence_to_its_evidence_and_its_article(new_page: Callable[..., Page], served: str):
    page = new_page()
    searched(page, served, "Mauritania", "en")
    page.keyboard.press("j")
    page.keyboard.press("j")
    chosen = page.locator("ol.found > li.now .found-sentence")
    expect(chosen).to_be_focused()
    sentence = chosen.inner_text()
    page.keyboard.press("Enter")
    expect(page.locator("ol.evidence blockquote").first).to_contain_text(sentence[:40], timeout=PATIENT)
    page.keyboard.press("Escape")
    expect(page.locator("ol.evidence")).to_have_count(0)
    page.locator("ol.found > li.now .origin a").click()
    page.wait_for_url(re.compile("/article/"), timeout=PATIENT)
    expect(page.locator("#place")).to_be_visible(timeout=PATIENT)


def test_a_row_of_a_sentence_opens_its_evidence(new_page: Callable[..., Page], served: str):
    page = new_page()
    searched(page, served, "Mauritania", "en")
    page.locator(".found-row").first.click()
    expect(page.locator("ol.evidence > li").first).to_be_visible(timeout=PATIENT)


def test_filters_count_and_words_alone_can_be_asked_for(new_page: Callable[..., Page], served: str):
    page = new_page()
    page.goto(f"{served}search?lang=en&q=Mauritania&in=de&way=words")
    expect(page.locator("ol.found > li").first).to_be_visible(timeout=PATIENT)
    langs = page.locator("ol.found blockquote").evaluate_all("all => all.map(one => one.lang)")
    assert set(langs) == {"de"}
    assert page.locator(".found-row").count() > 0


def test_a_phone_has_all_of_it_without_scrolling_sideways(new_page: Callable[..., Page], served: str):
    page = new_page((390, 844))
    page.goto(f"{served}search?lang=de&q=Mauretanien")
    expect(page.locator("ol.found > li").first).to_be_visible(timeout=PATIENT)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize("words", ["", '((( "', "zzzzqqq*", "<script>alert(1)</script>"])
def test_junk_and_nothing_show_what_can_be_typed(new_page: Callable[..., Page], served: str, words: str):
    page = new_page()
    page.goto(f"{served}search?lang=en&way=words&q=" + words.replace("<", "%3C").replace(">", "%3E"))
    expect(page.locator("dl.keys").first).to_be_visible(timeout=PATIENT)


def test_a_german_question_finds_a_sentence_in_english(new_page: Callable[..., Page], served: str):
    page = new_page()
    page.goto(f"{served}search?lang=de&q=Streit+um+Handel+und+Fischerei&in=en")
    expect(page.locator("ol.found > li").first).to_be_visible(timeout=PATIENT)
    langs = page.locator("ol.found blockquote").evaluate_all("all => all.map(one => one.lang)")
    assert set(langs) == {"en"}
