"""The pure parts of a ranking: fusing orders, and likeness of vectors without what their language shares."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.search.fusion import fused
from lagebild.search.meaning import ROWS_AT_ONCE, SIZE, centred_likenesses, centres_of, likenesses


def test_what_two_orders_have_comes_before_what_only_one_has():
    assert [one for one, _ in fused([[7, 8, 9], [9, 7]])] == [7, 9, 8]


def test_scores_are_those_of_the_paper():
    assert dict(fused([[1, 2], [2]])) == pytest.approx({1: 1 / 61, 2: 1 / 62 + 1 / 61})


@given(st.lists(st.lists(st.integers(0, 20), unique=True), max_size=3))
def test_nothing_is_lost_and_nothing_is_added(orders):
    assert sorted(one for one, _ in fused(orders)) == sorted(set().union(*orders))


def drawn(rows: int) -> tuple[np.ndarray, np.ndarray]:
    draw = np.random.default_rng(5)
    vectors = draw.integers(-127, 128, (rows, SIZE), dtype=np.int8)
    return vectors, (1 / np.linalg.norm(vectors.astype(np.float32), axis=1)).astype(np.float32)


def test_likeness_is_the_cosine_also_past_one_block():
    vectors, scales = drawn(ROWS_AT_ONCE + 3)
    question = vectors[2].astype(np.float32) * scales[2]
    expected = vectors.astype(np.float32) @ question * scales
    assert likenesses(question, vectors, scales) == pytest.approx(expected, abs=1e-5)
    assert likenesses(question, vectors, scales)[2] == pytest.approx(1, abs=1e-5)


def test_what_a_language_shares_does_not_count():
    """Of two sentences in another language, the one that means the same wins over one of one's own that does not."""
    topics = np.eye(4, SIZE, dtype=np.float32) * 40
    german, english = (np.zeros(SIZE, np.float32) for _ in range(2))
    german[100], english[200] = 100, 100
    rows = [topics[0] + german, topics[1] + german, topics[2] + german, topics[3] + german] * 10
    rows += [topics[0] + english, topics[1] + english, topics[2] + english, topics[3] + english] * 10
    vectors, langs = np.array(rows, np.int8), np.repeat(np.array([0, 1], np.int8), 40)
    scales = (1 / np.linalg.norm(vectors.astype(np.float32), axis=1)).astype(np.float32)
    centres = centres_of(vectors, scales, langs, np.ones(80, bool), 3)
    question = (vectors[1] * scales[1]).astype(np.float32)  # German, the second topic
    alike = centred_likenesses(question, 0, vectors, scales, langs, centres)
    assert alike[41] > alike[0]  # English, the second topic; German, the first
    assert likenesses(question, vectors, scales)[41] < likenesses(question, vectors, scales)[0]


def test_a_sentence_without_vector_is_like_nothing():
    vectors, scales = drawn(3)
    scales[1] = 0
    langs = np.zeros(3, np.int8)
    centres = centres_of(vectors, scales, langs, np.ones(3, bool), 2)
    question = vectors[0].astype(np.float32) * scales[0]
    assert centred_likenesses(question, 0, vectors, scales, langs, centres)[1] == -1
