"""Windows hold every subword once, are never wider than the model reads, and keep sentences whole where they can."""

from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.reading.model.windows import MARKS, windows_of


@pytest.mark.parametrize(
    ("lengths", "windows"),
    [
        ([], []),
        ([0, 0], []),
        ([3, 4], [(0, 7)]),
        ([3, 4, 2], [(0, 7), (7, 9)]),  # 9 subwords and two marks would be 11
        ([8], [(0, 8)]),
        ([9], [(0, 8), (8, 9)]),  # a sentence wider than a window is cut
        ([2, 20, 3], [(0, 2), (2, 10), (10, 18), (18, 25)]),  # what is left of it stands with the next sentence
    ],
)
def test_windows_of_ten_subwords(lengths: list[int], windows: list[tuple[int, int]]) -> None:
    assert windows_of(lengths, 10) == windows


@given(st.lists(st.integers(0, 40)), st.integers(MARKS + 1, 30))
def test_every_subword_once_and_sentences_whole(lengths: list[int], longest: int) -> None:
    windows = windows_of(lengths, longest)
    assert [at for first, last in windows for at in range(first, last)] == list(range(sum(lengths)))
    assert all(0 < last - first <= longest - MARKS for first, last in windows)
    bounds = pairwise(accumulate(lengths, initial=0))
    for start, end in [(a, b) for a, b in bounds if 0 < b - a <= longest - MARKS]:
        assert any(first <= start and end <= last for first, last in windows)


def test_a_million_subwords_without_a_stop() -> None:
    windows = windows_of([1_000_000], 128)
    assert len(windows) == -(-1_000_000 // 126)
    assert windows[-1][1] == 1_000_000
