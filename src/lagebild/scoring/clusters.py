"""B³: how alike two clusterings of the same mentions are (Bagga and Baldwin 1998)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BCubed:
    """Sums over mentions: of the shares of their read cluster and of their gold cluster that both have."""

    precise: float = 0.0
    recalled: float = 0.0
    mentions: int = 0

    def __add__(self, other: BCubed) -> BCubed:
        return BCubed(self.precise + other.precise, self.recalled + other.recalled, self.mentions + other.mentions)

    @property
    def precision(self) -> float:
        """Mean precision, 1 without mentions."""
        return self.precise / self.mentions if self.mentions else 1.0

    @property
    def recall(self) -> float:
        """Mean recall, 1 without mentions."""
        return self.recalled / self.mentions if self.mentions else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def b_cubed(gold: Mapping[str, Hashable], read: Mapping[str, Hashable]) -> BCubed:
    """Return B³ over the mentions of gold clusters with more than one mention.

    Both map a mention to its cluster. A gold mention that was not read is alone in its read cluster; read mentions that
    are in no gold cluster at all (a mistake of another layer) count against precision where they join.
    """
    gold_sizes, read_sizes = Counter(gold.values()), Counter(read.values())
    both = Counter((gold[m], read[m]) for m in gold if m in read)
    total = BCubed()
    for mention, cluster in gold.items():
        if gold_sizes[cluster] < 2:
            continue
        if mention not in read:
            total += BCubed(1.0, 1 / gold_sizes[cluster], 1)
            continue
        shared = both[cluster, read[mention]]
        total += BCubed(shared / read_sizes[read[mention]], shared / gold_sizes[cluster], 1)
    return total
