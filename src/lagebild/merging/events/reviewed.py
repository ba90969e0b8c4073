"""What analysts say of two reports: `different` keeps them in two events, `same` makes their events one.

Both are functions of the set of pairs. Different outweighs same: a `same` that would bring two reports together that
are said to be different is not followed as far as that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

import numpy as np

from lagebild.merging.events.clusters import NEVER, Ints, Pairs

RowPair = tuple[int, int]


def set_apart(pairs: Pairs, apart: Collection[RowPair]) -> Pairs:
    """Return the pairs with those said to be different as ones that are never of one event."""
    if not apart:
        return pairs
    said = sorted({(min(pair), max(pair)) for pair in apart})
    compared = zip(pairs.left.tolist(), pairs.right.tolist(), strict=True)
    kept = np.array([pair not in said for pair in compared], bool)
    left, right = (np.array([pair[side] for pair in said], np.int64) for side in (0, 1))
    return Pairs(
        pairs.n,
        np.concatenate([pairs.left[kept], left]),
        np.concatenate([pairs.right[kept], right]),
        np.concatenate([pairs.log_odds[kept], np.full(len(said), NEVER)]),
    )


def groups_said(same: Iterable[RowPair], apart: Collection[RowPair]) -> list[list[int]]:
    """Return the reports said to be the same, in groups, none of which holds two that are said to be different."""
    group: dict[int, int] = {}
    for one, other in sorted((min(pair), max(pair)) for pair in same):
        first, second = group.get(one, one), group.get(other, other)
        joined = {row: first if of == second else of for row, of in ({one: one, other: other} | group).items()}
        if not _meets(joined, apart):
            group = joined
    rows: dict[int, list[int]] = {}
    for row, of in sorted(group.items()):
        rows.setdefault(of, []).append(row)
    return [own for own in rows.values() if len(own) > 1]


def joined(clusters: Ints, same: Iterable[RowPair], apart: Collection[RowPair]) -> Ints:
    """Return the clusters with those joined that hold reports said to be the same.

    Where that would bring reports together that are said to be different, only the reports said to be the same move:
    to the cluster of the most of them that takes them all, else to a new one.
    """
    found: list[int] = clusters.tolist()
    for rows in groups_said(same, apart):
        touched = {found[row] for row in rows}
        whole = [min(touched) if of in touched else of for of in found]
        if not _meets(dict(enumerate(whole)), apart):
            found = whole
            continue
        counts = Counter(found[row] for row in rows)
        targets = sorted(touched, key=lambda of: (-counts[of], of))
        own = set(rows)
        moved = ([of if row in own else now for row, now in enumerate(found)] for of in [*targets, max(found) + 1])
        found = next(tried for tried in moved if not _meets(dict(enumerate(tried)), apart))
    return np.array(found, np.int64)


def _meets(group: dict[int, int], apart: Iterable[RowPair]) -> bool:
    return any(one in group and group[one] == group.get(other) for one, other in apart)
