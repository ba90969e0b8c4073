"""From pairs that may be one event to events: average linkage inside what hangs together.

Two groups of reports are one event while the mean probability over all pairs between them is high enough; a pair that
hardly could be one event, or that is not given, counts as the least probable. The result is a function of the set of
pairs: connected components first (a component is a function of all of its pairs), then each by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

LINKED = 0.0
"""Least log odds of a pair that holds reports together. What hangs together by such pairs is compared pair by pair. At
-0.5 all of 2,000 made articles hang together, at 0 no more than 2,100 of their 32,000 reports; F1 on the stories is the
same with a `LEAST_MEAN` of 0.35 instead of 0.4."""
FARTHEST = -8.0
"""Log odds of a pair that was not compared, and the least that a pair can have."""
NEVER = -np.inf
"""Log odds of a pair said to be different by an analyst, or by an article that gives both a day: no event holds both,
whatever else speaks for it, unless an analyst says that they are the same."""
NEVER_DISTANCE = 1e9
"""Distance of such a pair: the mean over all pairs of the two largest groups is still far above any limit."""
LEAST_MEAN = 0.35
"""Mean probability over all pairs of two groups from which they are one event. On `corpus/stories_training`, each story
by the others, F1 is 0.702 with a precision of 0.899; at 0.25 it is 0.714 with 0.880: a wrong join costs more than a
missing one, and long analyses tell of more that is alike than the stories do."""
LARGEST_COMPONENT = 800
"""Reports of a component that are clustered together, within a second; a larger one is cut by raising what links until
its parts fit."""
RAISED = 1.0
"""Log odds by which what links is raised each time."""
PAIRS_AT_ONCE = 1_000_000
"""So many pairs of components are compared at once."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Compared pairs of `n` reports: rows `left` < `right` and the log odds that they are of one event."""

    n: int
    left: Ints
    right: Ints
    log_odds: Floats


def components(n: int, left: Ints, right: Ints) -> Ints:
    """Return the number of the component of each of `n` rows, given the pairs that hold them together."""
    from scipy.sparse import coo_array  # what reads articles starts in half the time without scipy
    from scipy.sparse.csgraph import connected_components

    _, labels = connected_components(
        coo_array((np.ones(len(left), np.int8), (left, right)), shape=(n, n)), directed=False
    )
    return np.asarray(labels, np.int64)


def among(pairs: Pairs, rows: Ints) -> Pairs:
    """Return the pairs both of which are among these rows, numbered by their places in them; rows are in order."""
    place = np.full(pairs.n, -1, np.int64)
    place[rows] = np.arange(len(rows))
    left, right = place[pairs.left], place[pairs.right]
    kept = (left >= 0) & (right >= 0)
    return Pairs(len(rows), left[kept], right[kept], pairs.log_odds[kept])


def completed(n: int, parts: Iterable[Ints], odds_of: Callable[[Ints, Ints], Floats]) -> Pairs:
    """Return all pairs inside these parts of `n` reports; `odds_of` gives the log odds of pairs of rows."""
    left: list[Ints] = [np.zeros(0, np.int64)]
    right: list[Ints] = [np.zeros(0, np.int64)]
    for rows in parts:
        if len(rows) > 1:
            one, other = np.triu_indices(len(rows), 1)
            left.append(rows[one])
            right.append(rows[other])
    lefts, rights = np.concatenate(left), np.concatenate(right)
    cuts = range(0, len(lefts), PAIRS_AT_ONCE)
    odds = [odds_of(lefts[at : at + PAIRS_AT_ONCE], rights[at : at + PAIRS_AT_ONCE]) for at in cuts]
    return Pairs(n, lefts, rights, np.concatenate([np.zeros(0), *odds]))


def clusters_of(pairs: Pairs) -> Ints:
    """Return the number of the cluster of every report; numbers follow the lowest row."""
    clusters = np.zeros(pairs.n, np.int64)
    found = 0
    for rows, inner in _parts(np.arange(pairs.n), pairs, LINKED):
        labels = _linked(inner)
        clusters[rows] = labels + found
        found += int(labels.max()) + 1
    return _renumbered(clusters)


def _parts(rows: Ints, pairs: Pairs, least: float) -> Iterator[tuple[Ints, Pairs]]:
    """Yield components small enough to be clustered, with the pairs inside each."""
    kept = pairs.log_odds >= least
    labels = components(pairs.n, pairs.left[kept], pairs.right[kept])
    count = int(labels.max(initial=-1)) + 1
    order = np.argsort(labels, kind="stable")
    limits = np.searchsorted(labels[order], np.arange(count + 1))
    inside = labels[pairs.left] == labels[pairs.right]
    of_pair = labels[pairs.left[inside]]
    by_part = np.argsort(of_pair, kind="stable")
    pair_limits = np.searchsorted(of_pair[by_part], np.arange(count + 1))
    left, right, odds = (column[inside][by_part] for column in (pairs.left, pairs.right, pairs.log_odds))
    place = np.zeros(pairs.n, np.int64)
    for part in range(count):
        own = order[limits[part] : limits[part + 1]]
        place[own] = np.arange(len(own))
        cut = slice(pair_limits[part], pair_limits[part + 1])
        inner = Pairs(len(own), place[left[cut]], place[right[cut]], odds[cut])
        if len(own) > LARGEST_COMPONENT:
            yield from _parts(rows[own], inner, least + RAISED)
        else:
            yield rows[own], inner


def _linked(pairs: Pairs) -> Ints:
    if pairs.n == 1:
        return np.zeros(1, np.int64)
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform

    odds = np.full((pairs.n, pairs.n), FARTHEST)
    odds[pairs.left, pairs.right] = np.maximum(pairs.log_odds, FARTHEST)
    odds[pairs.right, pairs.left] = odds[pairs.left, pairs.right]
    distance = 1 - 1 / (1 + np.exp(-odds))
    never = pairs.log_odds == NEVER
    distance[pairs.left[never], pairs.right[never]] = distance[pairs.right[never], pairs.left[never]] = NEVER_DISTANCE
    np.fill_diagonal(distance, 0.0)
    tree = linkage(squareform(distance, checks=False), "average")
    return np.asarray(fcluster(tree, t=1 - LEAST_MEAN, criterion="distance"), np.int64) - 1


def _renumbered(labels: Ints) -> Ints:
    _, first, inverse = np.unique(labels, return_index=True, return_inverse=True)
    rank = np.empty(len(first), np.int64)
    rank[np.argsort(first)] = np.arange(len(first))
    return np.asarray(rank[inverse], np.int64)
