"""The demo's truth and its pages belong together: what gold.toml says of a page can be found in it."""

import datetime as dt
import html
import json
import re
import tomllib

import pytest

from lagebild.demo import NOTICE, demo_gold, demo_pages

GOLD = tomllib.loads(demo_gold())
PAGES = {page["file"]: page for page in GOLD["page"]}


def shown_text(name: str) -> str:
    """The characters of a page without tags and scripts, soft hyphens removed, white space runs as one space."""
    raw = (demo_pages() / name).read_text(encoding="utf-8")
    if name.endswith(".jsonl"):
        raw = json.loads(raw)["text"]
    if name.endswith(".html"):
        raw = re.sub(r"<(script|style|head)\b.*?</\1>", " ", raw, flags=re.DOTALL)
        raw = html.unescape(re.sub(r"</?(?:a|strong|span|em)\b[^>]*>", "", raw))
        raw = re.sub(r"<[^>]+>", " ", raw)
    return " ".join(raw.replace("\xad", "").split())


def test_every_page_has_its_gold_and_the_other_way_round() -> None:
    assert sorted(path.name for path in demo_pages().iterdir()) == sorted(PAGES)


def test_the_story_is_told_half_in_german_half_in_english_by_five_media_and_twice_without_a_date() -> None:
    assert sorted(page["lang"] for page in PAGES.values()) == ["de"] * 4 + ["en"] * 4
    assert len({page["outlet"] for page in PAGES.values()}) == 5
    assert sum("published" not in page for page in PAGES.values()) == 2


@pytest.mark.parametrize("name", PAGES)
def test_what_the_gold_quotes_stands_on_the_page(name: str) -> None:
    page, text = PAGES[name], shown_text(name)
    quoted = [page["body_first"], page["body_last"], *page["captions"], *page["headings"], *page["not_body"]]
    if name.endswith((".txt", ".html")):
        quoted += [page["title"], *page["authors"]]
    quoted += page.get("pull_quotes", []) + [page[key] for key in ("kicker", "teaser") if key in page]
    missing = [words for words in quoted if " ".join(words.split()) not in text]
    assert missing == []


@pytest.mark.parametrize("name", [name for name, page in PAGES.items() if "published" not in page])
def test_an_undated_page_shows_no_year_of_its_own_and_its_true_day_lies_in_the_interval(name: str) -> None:
    page = PAGES[name]
    raw = (demo_pages() / name).read_text(encoding="utf-8")
    assert not re.search(r"202\d", raw)
    assert page["earliest"] <= page["true_date"] <= page["latest"]


def test_pages_are_between_350_and_750_words_long_from_first_to_last_body_word() -> None:
    for name, page in PAGES.items():
        text = shown_text(name)
        body = text[text.index(page["body_first"]) : text.index(page["body_last"])]
        assert 340 <= len(body.split()) <= 750, name


def test_the_notice_says_in_both_languages_that_the_story_is_invented() -> None:
    assert "erfunden" in NOTICE["de"]
    assert "invented" in NOTICE["en"]


def test_dates_are_dates() -> None:
    for page in PAGES.values():
        assert isinstance(page["true_date"], dt.date)
        assert page.get("published", page["true_date"]) == page["true_date"]
