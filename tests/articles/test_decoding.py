import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.articles.decoding import cleaned, decoded
from lagebild.errors import RefusedSource

GERMAN = "Für die Brücke über die Düna zahlt Österreich nichts, „vorläufig“ – so hieß es.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252", "utf-16-le", "utf-16-be"])
def test_german_text_in_the_usual_encodings(encoding):
    assert decoded((GERMAN * 3).encode(encoding)) == GERMAN * 3


def test_text_that_is_not_western_is_left_to_the_detector():
    text = "Министр заявил вчера, что две страны договорились о новой паромной линии через море. " * 3
    assert decoded(text.encode("cp1251")) == text


def test_the_transport_knows_the_encoding_before_the_page_does():
    data = '<meta charset="utf-8"><p>Łódź'.encode("iso8859_2")
    assert decoded(data, charset="iso-8859-2").endswith("Łódź")


def test_a_page_that_says_latin_1_but_is_utf_8_is_utf_8():
    assert decoded('<meta charset="iso-8859-1"><p>Düna'.encode()).endswith("Düna")


def test_a_declared_encoding_that_does_not_exist_is_ignored():
    for name in ("rot13", "hex", "idna", "utf-99", "zlib"):
        assert decoded(f'<meta charset="{name}"><p>Düna'.encode()).endswith("Düna")


def test_utf_8_with_a_few_lost_bytes_stays_utf_8():
    damaged = (GERMAN * 5).encode()[:-3].replace("Österreich".encode(), b"\xc3sterreich", 1)
    text = decoded(damaged)
    assert "Für die Brücke" in text
    assert "\ufffd" in text


@pytest.mark.parametrize("data", [bytes(range(256)) * 20, b"\x00\x01\x02\x03" * 100])
def test_binary_data_is_refused(data):
    with pytest.raises(RefusedSource, match="binary"):
        decoded(data)


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("Regie\u00adrungs\u00adchef", "Regierungschef"),
        ("Pjöng\u200bjang\ufeff", "Pjöngjang"),
        ("Bru\u0308cke", "Brücke"),
        ("10\u00a0000\u202fTonnen", "10 000 Tonnen"),
        ("eins\r\nzwei\rdrei\u2028vier\u2029fünf\x85sechs", "eins\nzwei\ndrei\nvier\nfünf\nsechs"),
        ("Kurs \u202e321\u202c gefallen", "Kurs 321 gefallen"),
        ("A\x00B\x07C\x1bD", "ABCD"),
        ("unsichtbar\U000e0041\U000e0042", "unsichtbar"),
        ("Damaged \ufffd here", "Damaged \ufffd here"),
        ("„Anführung“ – und ‚halbe‘ …", "„Anführung“ – und ‚halbe‘ …"),
    ],
)
def test_what_cleaning_changes_and_keeps(raw, clean):
    assert cleaned(raw) == clean


def test_a_million_combining_marks_are_cut_to_thirty():
    assert len(cleaned("a" + "\u0301\u0323" * 500_000)) <= 31


@given(st.text())
def test_clean_text_is_nfc_and_cleaning_it_again_changes_nothing(text):
    clean = cleaned(text)
    assert unicodedata.is_normalized("NFC", clean)
    assert cleaned(clean) == clean
    assert not [c for c in clean if unicodedata.category(c) in ("Cc", "Cs") and c != "\n"]


@given(st.binary(max_size=2000))
def test_any_bytes_are_text_or_refused(data):
    try:
        assert isinstance(decoded(data), str)
    except RefusedSource as refusal:
        assert refusal.message
