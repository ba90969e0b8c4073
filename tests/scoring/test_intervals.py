"""Bootstrap intervals over articles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.scoring.intervals import f1_interval
from lagebild.scoring.matching import Counts

ARTICLES = st.lists(
    st.tuples(st.integers(0, 20), st.integers(0, 20), st.integers(0, 20)).map(
        lambda n: Counts(n[0], n[0] + n[1], n[0] + n[2])
    ),
    min_size=2,
    max_size=12,
)


def test_equal_articles_leave_no_doubt() -> None:
    interval = f1_interval([Counts(8, 10, 10)] * 5)
    assert interval is not None
    assert (interval.low, interval.high) == pytest.approx((0.8, 0.8))


def test_one_article_says_nothing_about_others_and_empty_ones_nothing_at_all() -> None:
    assert f1_interval([Counts(8, 10, 10)]) is None
    assert f1_interval([]) is None
    assert f1_interval([Counts(), Counts()]) is None


def test_two_articles_that_differ_span_the_whole_way_between_them() -> None:
    interval = f1_interval([Counts(10, 10, 10), Counts(0, 10, 10)])
    assert interval is not None
    assert (interval.low, interval.high) == (0.0, 1.0)


def test_more_articles_of_the_same_spread_narrow_the_interval() -> None:
    spread = [Counts(9, 10, 10), Counts(5, 10, 10)]
    few, many = f1_interval(spread * 3), f1_interval(spread * 30)
    assert few is not None
    assert many is not None
    assert many.high - many.low < (few.high - few.low) / 2
    assert many.low < 0.7 < many.high


def test_an_article_weighs_as_much_as_it_holds() -> None:
    """Micro: a long article without a mistake beside a short one with nothing right."""
    interval = f1_interval([Counts(99, 99, 99)] * 9 + [Counts(0, 1, 1)])
    assert interval is not None
    assert interval.low > 0.98


@given(ARTICLES)
def test_the_same_scores_give_the_same_interval_within_the_possible(articles: list[Counts]) -> None:
    interval = f1_interval(articles)
    assert interval == f1_interval(articles)
    if interval is not None:
        assert 0 <= interval.low <= interval.high <= 1
