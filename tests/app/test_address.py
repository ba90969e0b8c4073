"""A view and its address: each makes the other, and junk in an address never fails."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.app.address import FIRST_PAGE, Address, address_of
from lagebild.app.filters import Filters
from lagebild.reading.marks import Realis

WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=30).map(str.strip).filter(bool)
SUBJECTS = WORDS.filter(lambda words: words not in (".", ".."))
SEVERAL = st.lists(WORDS, unique=True, max_size=4).map(tuple)
KEYS = st.from_regex(r"[a-z][a-z_]{0,12}", fullmatch=True).filter(
    lambda key: (
        key not in {"case", "lang", "theme", "since", "until", "actor", "outlet", "in", "sure", "holder", "realis"}
    )
)
FILTERS = st.builds(
    Filters,
    since=st.none() | st.dates(),
    until=st.none() | st.dates(),
    actors=SEVERAL,
    outlets=SEVERAL,
    langs=st.lists(st.sampled_from(["de", "en", "fr", "rus"]), unique=True).map(tuple),
    min_confidence=st.integers(0, 100).map(lambda n: n / 100),
    holders=SEVERAL,
    realis=st.lists(st.sampled_from([one.value for one in Realis]), unique=True).map(tuple),
)
ADDRESSES = st.builds(
    Address,
    lang=st.sampled_from(["de", "en"]),
    page=st.from_regex(r"[a-z][a-z-]{0,12}", fullmatch=True),
    subject=st.lists(SUBJECTS, max_size=4).map(tuple),
    case=WORDS,
    theme=st.sampled_from([None, "light", "dark"]),
    filters=FILTERS,
    options=st.dictionaries(KEYS, WORDS, max_size=5),
)


@given(ADDRESSES)
def test_an_address_is_read_as_the_view_it_was_made_of(address: Address) -> None:
    assert address_of(address.path, address.query, "de") == address
    assert address_of(address.path, "?" + address.query, "en") == address


@given(st.text(max_size=200), st.text(max_size=300))
def test_whatever_stands_in_an_address_there_is_a_view(path: str, query: str) -> None:
    address = address_of(path, query, "en")
    assert address_of(address.path, address.query, "de") == address


@pytest.mark.parametrize(
    "query",
    [
        "since=yesterday",
        "since=2025-02-30",
        "sure=-4",
        "sure=x",
        "realis=maybe",
        "in=d",
        "lang=fr",
        "theme=pink",
        "actor=",
    ],
)
def test_what_cannot_be_read_is_left_out(query: str) -> None:
    assert address_of("/timeline", query, "de") == Address("de", "timeline")


def test_a_page_that_cannot_be_one_is_the_first() -> None:
    for path in ("", "/", "//evil.example", "/../../etc/passwd", "/<script>", "/" + "a" * 500):
        assert address_of(path, "", "en").page == FIRST_PAGE


def test_filters_case_language_and_theme_travel_to_other_pages() -> None:
    here = address_of("/timeline", "case=x&lang=en&theme=dark&since=2025-01-01&actor=state-NOR&zoom=3", "de")
    there = here.to("dyad", "state-NOR", "state-FIN", metric="net")
    assert there.path == "/dyad/state-NOR/state-FIN"
    assert (there.case, there.lang, there.theme, there.options) == ("x", "en", "dark", {"metric": "net"})
    assert there.filters == Filters(since=date(2025, 1, 1), actors=("state-NOR",))


def test_a_subject_with_strokes_stays_one_part_of_the_path() -> None:
    address = Address("de", "actor", ("city-USA-Washington/D.C. & more",))
    assert address.path.count("/") == 2
    assert address_of(address.path, address.query, "de") == address
