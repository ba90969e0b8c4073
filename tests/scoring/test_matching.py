"""One-to-one matching and the counts that come of it."""

from hypothesis import given
from hypothesis import strategies as st

from lagebild.scoring.matching import Counts, exact_pairs, overlap_pairs
from lagebild.spans import Span

SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 12)).map(lambda p: Span(p[0], p[0] + p[1])), max_size=12)


def test_two_right_of_three_read_and_four_annotated() -> None:
    counts = Counts(right=2, read=3, gold=4)
    assert (counts.precision, counts.recall) == (2 / 3, 0.5)
    assert counts.f1 == 4 / 7


def test_nothing_read_and_nothing_annotated_has_no_score() -> None:
    assert Counts().f1 is None


def test_an_equal_span_is_preferred_to_a_wider_one() -> None:
    assert overlap_pairs([Span(5, 9)], [Span(0, 20), Span(5, 9)]) == [(0, 1)]


def test_one_wide_reading_matches_only_one_of_two_gold_spans() -> None:
    assert overlap_pairs([Span(0, 4), Span(5, 12)], [Span(0, 12)]) == [(1, 0)]


def test_a_span_read_twice_matches_once() -> None:
    assert exact_pairs([Span(0, 4)], [Span(0, 4), Span(0, 4)]) == [(0, 0)]


@given(SPANS, SPANS)
def test_pairs_are_one_to_one_overlap_and_leave_no_free_overlap(gold: list[Span], read: list[Span]) -> None:
    pairs = overlap_pairs(gold, read)
    used_gold, used_read = [g for g, _ in pairs], [r for _, r in pairs]
    assert len(set(used_gold)) == len(used_gold)
    assert len(set(used_read)) == len(used_read)
    assert all(gold[g].overlaps(read[r]) for g, r in pairs)
    free_gold = set(range(len(gold))) - set(used_gold)
    free_read = set(range(len(read))) - set(used_read)
    assert not any(gold[g].overlaps(read[r]) for g in free_gold for r in free_read)
    assert len(exact_pairs(gold, read)) <= len(pairs)
