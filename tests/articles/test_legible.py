import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.articles.legible import legible


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Größe 北京 – 1.txt", "Größe 北京 – 1.txt"),
        ("a\x1b[31mrot\x07.txt", r"a\x1b[31mrot\x07.txt"),
        (b"30_\xff\xfe_bad.txt".decode("utf-8", "surrogateescape"), r"30_\xff\xfe_bad.txt"),
        ("zwei\nZeilen\t.txt", r"zwei\nZeilen\t.txt"),
        ("abc\u202etxt.exe", r"abc\u202etxt.exe"),
        ("half \ud800", r"half \ud800"),
    ],
)
def test_what_a_person_would_not_see_becomes_an_escape(name, shown):
    assert legible(name) == shown


@given(st.text(st.characters(exclude_categories=())))
def test_the_result_is_printable_and_can_be_written(name):
    shown = legible(name)
    assert shown.isprintable()
    assert shown.encode("utf-8").decode("utf-8") == shown
