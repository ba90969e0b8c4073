"""A text that is too long to be one article is refused by its length, in every format, before it is taken apart."""

import json

import pytest
from built_pages import STORY, archive, document, only_article, only_refusal, page, read, rss, saved_page, warc_record

from lagebild.articles.article import Article
from lagebild.articles.origin import MAX_ARTICLE_CHARACTERS
from lagebild.errors import RefusedSource

ONE_OF_EACH = {
    "x.txt": saved_page().encode(),
    "x.html": page().encode(),
    "x.pdf": document(),
    "x.warc": archive([warc_record("https://www.ostseebote.example/a", page().encode())]),
    "x.xml": rss(f"<item><title>{STORY.title}</title><description>{' '.join(STORY.paragraphs)}</description></item>"),
    "x.jsonl": json.dumps({"text": saved_page()}).encode() + b"\n",
}


@pytest.mark.parametrize("name", ONE_OF_EACH)
def test_every_format_has_the_limit(monkeypatch, name):
    length = len(only_article(ONE_OF_EACH[name], name).text)
    monkeypatch.setattr("lagebild.articles.origin.MAX_ARTICLE_CHARACTERS", length * 2)
    assert isinstance(read(ONE_OF_EACH[name], name)[0], Article)
    monkeypatch.setattr("lagebild.articles.origin.MAX_ARTICLE_CHARACTERS", length // 2)
    assert only_refusal(ONE_OF_EACH[name], name).message.endswith(f" characters; an article may have {length // 2:,}.")


def test_a_text_just_below_the_limit_is_read_and_one_above_it_names_its_length():
    text = b"In Oslo sprach der Minister. "
    fitting = text * (MAX_ARTICLE_CHARACTERS // len(text))
    assert len(only_article(fitting, "x.txt").text) > MAX_ARTICLE_CHARACTERS - 2 * len(text)
    refusal = only_refusal(fitting + text, "x.txt")
    assert refusal.message == "Its text has 2,000,014 characters; an article may have 2,000,000."


def test_one_line_that_is_too_long_leaves_the_others():
    lines = [{"text": "Davor."}, {"text": "wort " * 500_000}, {"text": "Danach."}]
    found = read("\n".join(map(json.dumps, lines)).encode(), "x.jsonl")
    assert [type(item) for item in found] == [Article, RefusedSource, Article]
