"""One order out of several: reciprocal rank fusion (Cormack, Clarke and Büttcher, SIGIR 2009)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

K = 60
"""The constant of the paper, which found it good over many collections; it damps the lead of first places."""


def fused(orders: Iterable[Sequence[int]]) -> list[tuple[int, float]]:
    """Return everything that stands in an order with its score, best first; of equals, the first seen comes first.

    The score of one is the sum of 1 / (60 + rank) over the orders it stands in, ranks counted from 1.
    """
    scores: dict[int, float] = {}
    for order in orders:
        for rank, one in enumerate(order, 1):
            scores[one] = scores.get(one, 0.0) + 1 / (K + rank)
    return sorted(scores.items(), key=lambda pair: -pair[1])
