"""What is supposed stands in the address: the same is read there, whatever is written into it by hand."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lagebild.app.address import LONGEST_VALUE, address_of
from lagebild.app.supposing import is_too_much, options_of, singles, supposed_in, together
from lagebild.views.assumptions import Supposed

WORD = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=6)
SUPPOSED = st.builds(
    Supposed,
    st.lists(WORD, max_size=3).map(tuple),
    st.lists(WORD, max_size=3).map(tuple),
    st.lists(WORD, max_size=3).map(tuple),
    st.lists(st.tuples(WORD, WORD, WORD), max_size=3).map(tuple),
    st.lists(st.tuples(WORD, WORD, WORD, WORD), max_size=3).map(tuple),
    st.lists(WORD, max_size=3).map(tuple),
)


@given(SUPPOSED)
def test_an_address_that_supposes_something_is_read_as_the_same(supposed: Supposed) -> None:
    written = address_of("/whatif", "", "de").with_options(**options_of(supposed))
    assert supposed_in(address_of(written.path, written.query, "en").options) == supposed


@given(st.dictionaries(st.sampled_from(["sign", "stop", "if", "drop_article", "q"]), st.text(max_size=30)))
def test_whatever_stands_in_an_address_is_read_as_something(options: dict[str, str]) -> None:
    read = supposed_in(options)
    assert supposed_in(options_of(read)) == read


def test_each_thing_supposed_can_be_taken_back_alone() -> None:
    both = Supposed(articles=("n1",), signs=(("A", "B", "+"), ("A", "C", "-")))
    without = [others for _, others in singles(both)]
    assert Supposed(articles=("n1",), signs=(("A", "C", "-"),)) in without
    assert all(together(alone, others) != Supposed() for alone, others in singles(both))


def test_more_than_an_address_holds_is_too_much() -> None:
    many = Supposed(articles=tuple(f"{n:016}" for n in range(LONGEST_VALUE // 16)))
    assert is_too_much(many)
    assert not is_too_much(Supposed(articles=many.articles[:20]))


def test_an_option_may_stand_in_the_address_more_than_once_as_in_the_command() -> None:
    read = address_of("/whatif", "?sign=A~B~%2B&sign=A~C~-&if=o1&if=o2&q=x&q=y", "en").options
    assert supposed_in(read) == Supposed(signs=(("A", "B", "+"), ("A", "C", "-")), conditionals=("o1", "o2"))
    assert read["q"] == "x"
