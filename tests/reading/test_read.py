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


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"text": None}, "`text` is the text of an article, a str; given was None"),
        ({"text": b"Ein Satz."}, "given was b'Ein Satz.'"),
        ({"text": "Ein \ud800 Satz."}, r"lone surrogate \(position 4\)"),
        ({"text": TEXT, "lang": 5}, "`lang` is an ISO 639-1 code such as 'de' or 'en'; given was 5"),
        ({"text": TEXT, "lang": "xx"}, "given was 'xx'"),
        ({"text": TEXT, "published": 20250903}, "`published` is a date .* given was 20250903"),
    ],
)
def test_what_cannot_be_followed_is_said_clearly(given, said):
    with pytest.raises(UsageError, match=said):
        lagebild.read(**given)


def test_importing_the_package_loads_no_reader():
    code = "import sys, lagebild; print(any(name.startswith('lagebild.reading') for name in sys.modules))"
    assert check_output([sys.executable, "-c", code], text=True).strip() == "False"
    with pytest.raises(AttributeError, match="no attribute 'unread'"):
        _ = lagebild.unread


@pytest.mark.parametrize(
    ("text", "lang", "said"),
    [
        ("Le ministre a quitté la ville.", "fr", "'fr' is not read: only names are. 'de' and 'en' are read in full"),
        ("Oslo, 12", None, "cannot be told; only names are read. Give `lang`"),
    ],
)
def test_a_language_that_is_not_read_is_said(text, lang, said):
    with pytest.warns(lagebild.UnreadLanguageWarning, match=said):
        assert lagebild.read(text, lang=lang).events == ()


def test_a_language_that_is_read_warns_of_nothing(recwarn):
    lagebild.read(TEXT)
    lagebild.read("")
    assert not recwarn.list


@pytest.mark.filterwarnings("ignore::lagebild.errors.UnreadLanguageWarning")
@settings(max_examples=60)
@given(st.text(max_size=300))
def test_any_text_is_read_and_every_mark_lies_in_it(text):
    reading = lagebild.read(text)
    assert reading == lagebild.read(text)
    for mark in (*reading.sentences, *reading.mentions, *reading.times, *reading.quantities):
        assert 0 <= mark.start < mark.end <= len(text)
