"""`lagebild.read`: a text in, its reading out."""

import sys
from datetime import date
from subprocess import check_output

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import lagebild
from lagebild.errors import UsageError

TEXT = " Neue Gespräche in Peking\n\nChina und Russland haben am Mittwoch verhandelt. Nordkorea fehlte.\u00ad \n"


def test_the_text_is_kept_and_each_paragraph_is_body():
    reading = lagebild.read(TEXT, published="2025-09-03")
    assert reading.article.text == TEXT
    assert reading.article.published == date(2025, 9, 3)
    assert reading.article.lang == "de"
    assert [TEXT[s.start : s.end] for s in reading.sentences][:2] == [
        "Neue Gespräche in Peking",
        "China und Russland haben am Mittwoch verhandelt.",
    ]
    assert [(TEXT[time.start : time.end], time.value) for time in reading.times] == [("Mittwoch", "2025-09-03")]
    assert {mention.country for mention in reading.mentions} >= {"CHN", "RUS", "PRK"}


def test_what_is_given_is_believed():
    assert lagebild.read(TEXT, date(2025, 1, 2), "en").article.lang == "en"
    assert lagebild.read(TEXT, "2025-01-02T23:30+09:00").article.published == date(2025, 1, 2)
    with pytest.raises(UsageError, match="gestern"):
        lagebild.read(TEXT, published="gestern")


def test_importing_the_package_loads_no_reader():
    code = "import sys, lagebild; print(any(name.startswith('lagebild.reading') for name in sys.modules))"
    assert check_output([sys.executable, "-c", code], text=True).strip() == "False"
    with pytest.raises(AttributeError, match="no attribute 'unread'"):
        _ = lagebild.unread


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read_and_every_mark_lies_in_it(text):
    reading = lagebild.read(text)
    assert reading == lagebild.read(text)
    for mark in (*reading.sentences, *reading.mentions, *reading.times, *reading.quantities):
        assert 0 <= mark.start < mark.end <= len(text)
