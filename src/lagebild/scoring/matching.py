"""One-to-one matching of gold spans with read spans, and the counts that come of it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from lagebild.spans import Span


@dataclass(frozen=True, slots=True)
class Counts:
    """How many are right of how many read and how many annotated; counts of several articles are added."""

    right: int = 0
    read: int = 0
    gold: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.right + other.right, self.read + other.read, self.gold + other.gold)

    @property
    def precision(self) -> float | None:
        """The share of what was read that is right; None if nothing was read."""
        return self.right / self.read if self.read else None

    @property
    def recall(self) -> float | None:
        """The share of the gold that was read; None if there is no gold."""
        return self.right / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall; None if there is neither gold nor reading."""
        total = self.read + self.gold
        return 2 * self.right / total if total else None


def exact_pairs(gold: Sequence[Span], read: Sequence[Span]) -> list[tuple[int, int]]:
    """Return the index pairs of equal spans, each index used once."""
    waiting: dict[Span, list[int]] = {}
    for index in reversed(range(len(read))):
        waiting.setdefault(read[index], []).append(index)
    return [(index, waiting[span].pop()) for index, span in enumerate(gold) if waiting.get(span)]


def overlap_pairs(gold: Sequence[Span], read: Sequence[Span]) -> list[tuple[int, int]]:
    """Return index pairs of overlapping spans, each index used once: equal spans first, then by shared characters."""
    candidates = [(gold[g] != read[r], -_shared(gold[g], read[r]), g, r) for g, r in _overlapping(gold, read)]
    used_gold: set[int] = set()
    used_read: set[int] = set()
    pairs: list[tuple[int, int]] = []
    for _, _, g, r in sorted(candidates):
        if g not in used_gold and r not in used_read:
            used_gold.add(g)
            used_read.add(r)
            pairs.append((g, r))
    return sorted(pairs)


def keyed_pairs(
    gold_keys: Sequence[Hashable], read_keys: Sequence[Hashable], gold: Sequence[Span], read: Sequence[Span]
) -> list[tuple[int, int]]:
    """Return index pairs of equal keys, each index used once: overlapping spans first, the rest in their order."""
    places: dict[Hashable, tuple[list[int], list[int]]] = {}
    for g, key in enumerate(gold_keys):
        places.setdefault(key, ([], []))[0].append(g)
    for r, key in enumerate(read_keys):
        places.setdefault(key, ([], []))[1].append(r)
    pairs: list[tuple[int, int]] = []
    for of_gold, of_read in places.values():
        near = overlap_pairs([gold[g] for g in of_gold], [read[r] for r in of_read])
        paired = {of_gold[g]: of_read[r] for g, r in near}
        left = (r for r in of_read if r not in set(paired.values()))
        rest = zip((g for g in of_gold if g not in paired), left, strict=False)
        pairs += [*paired.items(), *rest]
    return sorted(pairs)


def _shared(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


def _overlapping(gold: Sequence[Span], read: Sequence[Span]) -> list[tuple[int, int]]:
    """Return all overlapping index pairs; the furthest end so far says where a gold span can begin to look."""
    order = sorted(range(len(read)), key=lambda r: read[r])
    furthest_end = list(accumulate((read[r].end for r in order), max))
    pairs: list[tuple[int, int]] = []
    for g, span in enumerate(gold):
        for position in range(bisect_right(furthest_end, span.start), len(order)):
            r = order[position]
            if read[r].start >= span.end:
                break
            if span.overlaps(read[r]):
                pairs.append((g, r))
    return pairs
