"""Hostile inputs: whatever the bytes, each source gives articles or refusals and never an exception."""

import gzip
import io
import json
import random
import re
import zlib

import pytest
from built_pages import STORY, archive, check_passages, document, page, read, rss, saved_page, warc_record
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.articles.article import Article
from lagebild.articles.sources import Source, articles_from
from lagebild.errors import RefusedSource

ROUNDS = 300
"""Mutations of each valid input: seven inputs give more than 2,000 in all."""

SEED = 20_310_314
SENTENCE = b"Der Minister sprach am Montag lange mit seinen Kollegen in der Hauptstadt. "

_ENTRY = f"<item><title>{STORY.title}</title><description>{STORY.teaser}</description></item>"
_RECORDS = [warc_record(f"https://x.example/{n}", b"<html><body><p>" + SENTENCE * 4) for n in range(3)]
_PACKED = archive(
    [warc_record(f"https://x.example/{n}", b"<html><body><p>" + SENTENCE * 4) for n in range(3)], packed=True
)
_LINES = "".join(json.dumps({"text": text, "title": STORY.title}) + "\n" for text in STORY.paragraphs).encode()

VALID = {
    "page.html": page().encode(),
    "saved.txt": saved_page().encode(),
    "paper.pdf": document(pages=2),
    "crawl.warc": archive(_RECORDS),
    "crawl.warc.gz": _PACKED,
    "feed.xml": rss(_ENTRY * 3),
    "lines.jsonl": _LINES,
}

HOSTILE = (
    b"\x00",
    b"\xff\xfe\xfd",
    b"<![CDATA[",
    b"<!--",
    b"<div>" * 300,
    b"</p></div></body></html>",
    b"&#xD800;&#0;&#1114112;&lol;",
    b"\xe2\x80\xae\xe2\x80\x8f\xc2\xad",
    b"\r\n\r\n",
    b'"\\ud800',
    b"{" * 50,
    b"endstream endobj",
    b"\nWARC/1.0\r\n",
    b"Content-Length: 99999999999\r\n",
    b"\x1f\x8b\x08",
    b"w" * 5000,
    "\u0301".encode() * 200,
    b"<script>",
    b"<table><tr><td>" * 50,
)


def mutated(data, chance):
    """Return `data` with one to four damages of random kinds."""
    data = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(data) + 1)
        length = min(chance.choice((1, 2, 16, 200)), len(data) - at)
        match chance.randrange(8):
            case 0:
                del data[at:]
            case 1:
                data[at : at + length] = chance.randbytes(length)
            case 2:
                del data[at : at + length]
            case 3:
                data[at:at] = chance.choice(HOSTILE)
            case 4:
                other = chance.randrange(len(data) + 1)
                data[other:other] = data[at : at + 500]
            case 5:
                data[at : at + length] = bytes(length)
            case 6:
                if at < len(data):
                    data[at] ^= 1 << chance.randrange(8)
            case _:
                data[:] = data[at:] + data[:at]
    if chance.random() < 0.1:
        text = bytes(data).decode("utf-8", "replace")
        data[:] = text.encode(chance.choice(("utf-16", "utf-32-be", "cp1252", "utf-7", "cp037")), "replace")
    return bytes(data)


PYTHON_NAME = re.compile(r"[A-Za-z]+(?:Error|Exception|Warning)\b|Traceback|NoneType")
"""What a refusal must not show: it is read by people who do not program."""


def check(found):
    assert found
    for item in found:
        if isinstance(item, RefusedSource):
            assert item.place
            assert item.message.endswith(".")
            assert not PYTHON_NAME.search(item.message), item.message
        else:
            assert isinstance(item, Article)
            check_passages(item)
            assert item.content_hash


@pytest.mark.parametrize("name", VALID)
def test_damaged_inputs_of_every_kind(name):
    chance = random.Random(f"{SEED} {name}")
    for _ in range(ROUNDS):
        check(read(mutated(VALID[name], chance), name))


@pytest.mark.parametrize("name", VALID)
def test_each_of_them_is_valid_before(name):
    found = read(VALID[name], name)
    assert all(isinstance(item, Article) for item in found)


def billion_laughs():
    entities = b"".join(b"<!ENTITY l%d '%s'>" % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
    start = b"<?xml version='1.0'?><!DOCTYPE l [<!ENTITY l0 'lol'>" + entities + b"]>"
    return (
        start
        + b"<rss version='2.0'><channel><item><title>&l9;</title><description>&l9;</description></item></channel></rss>"
    )


EXTREMES = {
    "one_token": b"w" * 1_000_000,
    "no_stop": b"wort " * 200_000,
    "only_newlines": b"\n" * 1_000_000,
    "line_per_letter": b"w\n" * 20_000,
    "marks": b"a" + "\u0301\u0323".encode() * 300_000,
    "bidi": "\u202eText\u202c ".encode() * 50_000,
    "nul": b"\x00" * 100_000 + SENTENCE,
    "nul_between": b"\x00".join(bytes([byte]) for byte in SENTENCE * 100),
    "deep_blocks": b"<html><body>" + b"<div>" * 100_000 + SENTENCE,
    "deep_inline": b"<html><body><p>" + b"<b>" * 100_000 + SENTENCE,
    "deep_lists": b"<html><body>" + b"<ul><li>" * 30_000 + SENTENCE,
    "deep_tables": b"<html><body>" + b"<table><tr><td>" * 20_000 + SENTENCE,
    "deep_quotes": b"<html><body><blockquote>" * 20_000 + SENTENCE,
    "too_many_elements": b"<html><body>" + b"<b>x</b>" * 120_000,
    "one_paragraph": b"<html><body><p>" + b"wort " * 200_000,
    "long_attribute": b"<html><body class='" + b"a " * 300_000 + b"'><p>" + SENTENCE * 5,
    "angle_brackets": b"<html>" + b"<" * 500_000,
    "ampersands": b"<html><p>" + b"&amp" * 200_000,
    "comments": b"<!--" * 100_000 + b"<html>",
    "instructions": b"<?x " * 50_000,
    "doctypes": b"<!doctype a" * 50_000,
    "json_in_page": b"<html><script type='application/ld+json'>" + b"[" * 100_000 + b"</script><p>" + SENTENCE * 5,
    "laughs": billion_laughs(),
    "laughs_in_page": billion_laughs().replace(b"<rss version='2.0'><channel>", b"<html><body>&l9;"),
    "deep_feed": b"<rss version='2.0'><channel><item><description>" + b"<a>" * 50_000,
    "broken_feed": b"<rss version='2.0'><channel><item><description>" + b"<a b='" * 50_000,
    "cdata_feed": b"<rss version='2.0'><channel><item><description><![CDATA[" + b"<![" * 50_000,
    "bomb": gzip.compress(b"a" * 30_000_000),
    "bomb.jsonl": gzip.compress(b'{"text": "' + b"a" * 30_000_000 + b'"}'),
    "bomb.warc": gzip.compress(
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 30000000\r\n\r\n" + bytes(30_000_000)
    ),
    "deep.jsonl": b'{"text": ' + b"[" * 200_000,
    "number.jsonl": b'{"text": "x", "n": ' + b"9" * 100_000 + b"}",
    "pages_loop.pdf": b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[2 0 R]/Count 9>>endobj\n"
    b"trailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF",
    "bomb.pdf": b"%PDF-1.4\n1 0 obj<</Filter/FlateDecode/Length 30000>>stream\n"
    + zlib.compress(bytes(30_000_000))
    + b"\nendstream",
    "records.warc": b"WARC/1.0\r\nContent-Length: 0\r\n\r\n" * 20_000,
    "lengths.warc": b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 30000000\r\n\r\nabc\n" * 3_000,
}


@pytest.mark.parametrize("name", EXTREMES)
def test_extremes(name):
    check(read(EXTREMES[name], name))


@given(st.binary(max_size=3000), st.sampled_from(["x.txt", "x.html", "x.jsonl", "x"]))
@settings(max_examples=150)
def test_any_bytes(data, name):
    check(read(data, name))


@given(
    st.lists(
        st.one_of(
            st.sampled_from(
                [
                    "<p>",
                    "</p>",
                    "<div>",
                    "<h1>",
                    "</h1>",
                    "<ul><li>",
                    "<figcaption>",
                    "<blockquote>",
                    "<br>",
                    "<table><tr><td>",
                ]
            ),
            st.text(max_size=80),
        ),
        max_size=60,
    )
)
@settings(max_examples=100)
def test_any_markup(parts):
    check(read(("<html><body>" + "".join(parts)).encode("utf-8", "surrogatepass"), "x.html"))
    check(
        read(
            rss(
                f"<item><description><![CDATA[{''.join(parts)}]]></description></item>".encode(
                    "utf-8", "replace"
                ).decode()
            ),
            "x.xml",
        )
    )


@given(
    st.dictionaries(
        st.sampled_from(["text", "uri", "title", "published", "authors", "lang"]),
        st.one_of(st.none(), st.text(), st.integers(), st.lists(st.text())),
    )
)
def test_any_record(record):
    (found,) = read(json.dumps(record).encode() + b"\n", "x.jsonl")
    if isinstance(found, Article):
        assert found.text == record["text"]


def test_a_lack_of_memory_is_not_hidden():
    class Full(io.BytesIO):
        def readinto(self, buffer):
            raise MemoryError

    with pytest.raises(MemoryError):
        list(articles_from(Source("file:///x", "x", Full)))
