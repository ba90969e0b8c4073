import gzip
import json
from datetime import date
from itertools import pairwise

import pytest
from built_pages import check_passages, only_article, only_refusal, read
from hypothesis import given
from hypothesis import strategies as st

from lagebild.articles.article import Article, Zone
from lagebild.articles.jsonl import body_passages
from lagebild.errors import RefusedSource


def line(**fields):
    return json.dumps(fields).encode() + b"\n"


def test_the_text_is_kept_to_the_character_and_the_title_is_no_part_of_it():
    text = "  Regie\u00adrung\u00a0lenkt ein.\r\n\r\nDer Bru\u0308ckenbau\u200b beginnt.\t "
    article = only_article(line(text=text, title="Einigung", uri="corpus:7"), "x.jsonl")
    assert (article.text, article.title, article.uri) == (text, "Einigung", "corpus:7")
    assert {p.zone for p in article.passages} == {Zone.BODY}
    check_passages(article)


def test_all_fields():
    article = only_article(
        line(
            text="A deal was signed.",
            published="2031-03-14T23:50:00+02:00",
            lang="en-GB",
            outlet="The Post",
            authors=["A B"],
        )
    )
    assert (article.published, article.published_basis) == (date(2031, 3, 14), "metadata")
    assert (article.lang, article.outlet, article.authors) == ("en", "The Post", ("A B",))
    assert only_article(line(text="A deal.", authors="A B")).authors == ("A B",)


def test_lines_without_an_address_are_numbered():
    found = read(line(text="Der erste Text.") + b"\n" + line(text="Der dritte Text."), "x.jsonl")
    assert [article.uri for article in found] == ["file:///in/x.jsonl#L1", "file:///in/x.jsonl#L3"]


def test_packed_lines_and_a_byte_order_mark():
    data = b"\xef\xbb\xbf" + line(text="Der erste Text.") + line(text="Der zweite Text.")
    assert len(read(gzip.compress(data), "x.jsonl.gz")) == 2


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (b'{"text": "abgebrochen', "not valid JSON"),
        (b'{"title": "ohne Text"}', "`text` is missing"),
        (b'{"text": 7}', "`text` is missing"),
        (b'{"text": " \\n "}', "no readable text"),
        (b'["text"]', "not a JSON object"),
        (b'{"text": "x", "published": "5/6/2031"}', "ISO date"),
        (b'{"text": "x", "published": "0001-01-01"}', "year 1, not in 1605 to 2100"),
        (b'{"text": "x", "published": "9999-12-31"}', "year 9999"),
        (b'{"text": "x", "published": "1604-12-31T23:59:59"}', "year 1604"),
        (b'{"text": "x", "uri": 4}', "`uri` is not a string"),
        (b'{"text": "x", "authors": {"a": 1}}', "`authors`"),
        (b'{"text": "x \\ud800"}', "surrogate"),
        ('{"text": "Düna"}'.encode("cp1252"), "not UTF-8"),
        (b'{"text": ' + b"[" * 100_000, "nested too deeply"),
        (b'{"text": "x", "n": ' + b"9" * 10_000 + b"}", "too many digits"),
    ],
)
def test_a_bad_line_is_refused_alone_with_its_number(bad, reason):
    found = read(line(text="Davor.") + bad + b"\n" + line(text="Danach."), "x.jsonl")
    assert [type(item) for item in found] == [Article, RefusedSource, Article]
    assert reason in found[1].message
    assert found[1].place == "x.jsonl line 2"


def test_a_line_that_is_too_long_is_refused_and_the_next_one_read(monkeypatch):
    monkeypatch.setattr("lagebild.articles.jsonl.MAX_LINE_BYTES", 1000)
    found = read(line(text="wort " * 1000) + line(text="Danach."), "x.jsonl")
    assert [type(item) for item in found] == [RefusedSource, Article]


def test_json_that_is_not_one_object_a_line_is_refused():
    assert "one object a line" in only_refusal(b'{\n "text": "x"\n}', "x.json").message


def cut(text):
    return [text[p.start : p.end] for p in body_passages(text)]


def test_each_line_is_a_paragraph_unless_lines_are_wrapped():
    assert cut("Überschrift\nDer Vertrag gilt.\n\nEnde.") == ["Überschrift", "Der Vertrag gilt.", "Ende."]
    wrapped = (
        "The two governments signed a treaty on the ferry line that is to\n"
        "connect their ports from the first of May, the ministry said on\n"
        "Friday.\n\n"
        "Trade unions asked for talks before the summer, since they fear\n"
        "the loss of jobs in the older ports along the northern coast of\n"
        "the country.\n"
    )
    assert [len(part.split("\n")) for part in cut(wrapped)] == [3, 3]


@given(st.text())
def test_passages_of_any_text_cover_all_but_white_space(text):
    passages = body_passages(text)
    covered = "".join(text[p.start : p.end] for p in passages)
    assert "".join(covered.split()) == "".join(text.split())
    assert all(a.end <= b.start for a, b in pairwise(passages))


@pytest.mark.parametrize(("lang", "told"), [("de-AT", "de"), ("EN_us", "en"), ("xx", "de"), ("deu", "de"), ("", "de")])
def test_a_language_that_is_none_is_told_from_the_text(lang, told):
    text = "Die Minister beider Länder haben am Abend über die neue Fährlinie gesprochen."
    assert only_article(line(text=text, lang=lang), "x.jsonl").lang == told


def test_the_first_and_the_last_year_an_article_can_be_of():
    days = ("1605-01-01", "2100-12-31")
    assert [str(only_article(line(text="A deal.", published=day)).published) for day in days] == list(days)
