"""Structural balance: whether signs of relations fit together, and how far a whole network is from doing so.

Heider (1946), Attitudes and Cognitive Organization; Cartwright and Harary (1956), Structural Balance: a signed graph is
balanced if every cycle has an even number of negative ties, or, which is the same, if its actors fall into two sides
with positive ties within and negative ties between. Harary (1959), On the Measurement of Structural Balance: the line
index of frustration is the smallest number of ties that stand against such a division.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import TypeAlias, cast

import networkx as nx
import numpy as np
from numpy.typing import NDArray

PLUS, MINUS = "+", "-"
Pair: TypeAlias = tuple[str, str]
"""Two actor ids, the smaller first."""

EXACT_ACTORS = 25
"""Parts of a network up to so many actors are divided in every possible way: 2^24 divisions, 0.2 GB, 0.3 s."""
MOST_COMPARED = 65_536
"""So many best divisions are compared by weight: where there are more, almost any tie may be the frustrated one."""
MOST_CYCLES = 64
"""Unbalanced cycles longer than a triangle that are looked for to bound the index from below."""
STARTS = 32
"""Random divisions the search beyond starts from, besides that along a spanning tree."""


_ALIKE: Mapping[Pair, int] = {}
"""No weights: ties weigh alike."""


@dataclass(frozen=True, slots=True)
class Frustration:
    """How far a signed network is from balance, with a division in two sides that shows it.

    `index` is the number of `frustrated` ties under `sides` (False and True); the smallest possible if `is_exact`, else
    that lies between `at_least` and `index`. Another best division may frustrate other ties: `always` are those that
    each of the `n_best` divisions frustrates; empty and None where they are too many to be looked at one by one.
    `n_ties` counts + and - only.
    """

    index: int
    at_least: int
    is_exact: bool
    n_ties: int
    sides: Mapping[str, bool]
    frustrated: tuple[Pair, ...]
    always: tuple[Pair, ...]
    n_best: int | None

    @property
    def is_balanced(self) -> bool:
        """Whether no tie has to stand against the division."""
        return self.index == 0


def pair_of(a: str, b: str) -> Pair:
    """Return two actors as a pair."""
    return (a, b) if a <= b else (b, a)


def is_balanced(signs: Iterable[str | None]) -> bool | None:
    """Return whether a cycle of these signs is balanced; None if one of them is neither + nor -."""
    own = tuple(signs)
    if any(sign not in (PLUS, MINUS) for sign in own):
        return None
    return own.count(MINUS) % 2 == 0


def frustration_of(signs: Mapping[Pair, str | None], weights: Mapping[Pair, int] = _ALIKE) -> Frustration:
    """Return the line index of frustration of a network, with a best division and the ties against it.

    The index adds up over the blocks that hang together by single actors, so each is solved alone. A block of at most
    `EXACT_ACTORS` is solved exactly, by the cost of every division. A larger one is divided by greedy switching of
    Facchetti, Iacono and Altafini (2011), Computing global structural balance in large-scale signed social networks,
    which is exact if as many unbalanced cycles without a common tie are found. Ties that are neither + nor - count for
    nothing; the order of ties does not matter.

    Of exact divisions as good, that is taken whose frustrated ties have the least weight together (of the first
    `MOST_COMPARED`); a tie without a weight has 1. Weights do not change the index.
    """
    ties = {pair_of(*pair): sign == PLUS for pair, sign in sorted(signs.items()) if sign in (PLUS, MINUS)}
    if any(a == b for a, b in ties):
        raise ValueError("an actor has no tie with itself")
    heavy = {pair_of(*pair): weight for pair, weight in weights.items()}
    blocks = [_divided(block, ties, heavy) for block in _blocks(ties)]
    sides = _joined(blocks)
    n_parts = len(sides) - sum(len(block.actors) - 1 for block in blocks)
    at_least = sum(block.at_least for block in blocks)
    is_counted = all(block.n_best for block in blocks)
    n_best = 1 << max(0, n_parts - 1)
    for block in blocks:
        n_best *= block.n_best
    frustrated = tuple(pair for pair, is_plus in ties.items() if (sides[pair[0]] == sides[pair[1]]) != is_plus)
    return Frustration(
        index=len(frustrated),
        at_least=at_least,
        is_exact=len(frustrated) == at_least,
        n_ties=len(ties),
        sides=sides,
        frustrated=frustrated,
        always=tuple(sorted(pair for block in blocks for pair in block.always)) if is_counted else (),
        n_best=n_best if is_counted else None,
    )


@dataclass(frozen=True, slots=True)
class _Block:
    """A part of a network with its division; `n_best` counts divisions as good, 0 where it is not known to be best."""

    actors: tuple[str, ...]
    sides: tuple[bool, ...]
    always: tuple[Pair, ...]
    at_least: int
    n_best: int


def _blocks(ties: Mapping[Pair, bool]) -> list[tuple[str, ...]]:
    """Return the actors of each biconnected part, sorted."""
    parts = cast(Iterable[set[str]], nx.biconnected_components(nx.Graph(list(ties))))
    return sorted(tuple(sorted(part)) for part in parts)


def _divided(actors: tuple[str, ...], ties: Mapping[Pair, bool], heavy: Mapping[Pair, int]) -> _Block:
    own = [(i, j, ties[a, b]) for (i, a), (j, b) in combinations(enumerate(actors), 2) if (a, b) in ties]
    if len(actors) == 2:
        return _Block(actors, (False, not own[0][2]), (), 0, 1)
    weights = np.zeros((len(actors), len(actors)), dtype=np.int16)
    for i, j, is_plus in own:
        weights[i, j] = weights[j, i] = 1 if is_plus else -1
    if len(actors) > EXACT_ACTORS:
        return _Block(actors, _switched(weights), (), _disjoint_cycles(weights), 0)
    best, least = _best_divisions(weights)
    first = int(best[_lightest(best, actors, own, heavy) if heavy else 0])
    against = [(i, j) for i, j, is_plus in own if (first >> i ^ first >> j) & 1 == is_plus]
    moved = best ^ first  # who stands elsewhere than in the first
    always = tuple((actors[i], actors[j]) for i, j in against if not np.any((moved >> i ^ moved >> j) & 1))
    sides = tuple(bool(first >> place & 1) for place in range(len(actors)))
    return _Block(actors, sides, always, least, len(best))


def _lightest(
    best: NDArray[np.int32], actors: Sequence[str], own: Sequence[tuple[int, int, bool]], heavy: Mapping[Pair, int]
) -> int:
    """Return the place of the division whose frustrated ties have the least weight, the first of several."""
    compared = best[:MOST_COMPARED]
    weights = np.zeros(len(compared), dtype=np.int64)
    for i, j, is_plus in own:
        weights += heavy.get((actors[i], actors[j]), 1) * ((compared >> i ^ compared >> j) & 1 == is_plus)
    return int(weights.argmin())


def _best_divisions(weights: NDArray[np.int16]) -> tuple[NDArray[np.int32], int]:
    """Return the best divisions, one bit an actor, and how many ties each frustrates.

    The first actor stays on side 0. Actor by actor, the divisions double: with them the number of ties that agree with
    each less those against it, and the pulls that those placed have on each actor to come, positive towards side 0.
    """
    agreement = np.zeros(1, dtype=np.int16)
    pulls = weights[0, 1:, None]
    for actor in range(1, len(weights)):
        pull, later = pulls[0], weights[actor, actor + 1 :, None]
        agreement = np.concatenate((agreement + pull, agreement - pull))
        pulls = np.concatenate((pulls[1:] + later, pulls[1:] - later), axis=1)
    best = int(agreement.max())
    least = (int(np.count_nonzero(weights)) // 2 - best) // 2
    return np.flatnonzero(agreement == best).astype(np.int32) << 1, least


def _switched(weights: NDArray[np.int16]) -> tuple[bool, ...]:
    """Return a good division: from each start, the actor most at odds with its side changes it until none is."""
    chance = np.random.default_rng(len(weights))
    starts = [_along_tree(weights), *(chance.choice((-1, 1), len(weights)) for _ in range(STARTS))]
    found = [_settled(weights, start.astype(np.int16)) for start in starts]
    best = max(found, key=lambda sides: int(sides @ weights @ sides))
    return tuple(bool(side != best[0]) for side in best)


def _settled(weights: NDArray[np.int16], sides: NDArray[np.int16]) -> NDArray[np.int16]:
    pull = weights @ sides
    while True:
        agreement = sides * pull
        worst = int(agreement.argmin())
        if agreement[worst] >= 0:
            return sides
        sides[worst] *= -1
        pull += 2 * sides[worst] * weights[worst]


def _along_tree(weights: NDArray[np.int16]) -> NDArray[np.int16]:
    """Return the division that no tie of a spanning tree stands against: the best one if the block is balanced."""
    sides = np.zeros(len(weights), dtype=np.int16)
    sides[0] = 1
    for a, b in nx.bfs_edges(nx.from_numpy_array(weights), 0):
        sides[b] = sides[a] * weights[a, b]
    return sides


def _disjoint_cycles(weights: NDArray[np.int16]) -> int:
    """Return how many unbalanced cycles without a common tie are found: each needs a tie of its own to stand out.

    Triangles go first, then short cycles that are left, until there are `MOST_CYCLES` of these.
    """
    free = weights.copy()
    n_found = 0
    for a, b in zip(*np.nonzero(np.triu(weights)), strict=True):
        thirds = np.flatnonzero(free[a] * free[b] * free[a, b] < 0)
        if len(thirds):
            _take(free, [a, b, thirds[0]])
            n_found += 1
    n_longer = 0
    while n_longer < MOST_CYCLES and (cycles := _disjoint_unbalanced(free)):
        n_longer += len(cycles)
    return n_found + n_longer


def _take(free: NDArray[np.int16], cycle: Sequence[int]) -> None:
    for i, j in pairwise((*cycle, cycle[0])):
        free[i, j] = free[j, i] = 0


def _disjoint_unbalanced(free: NDArray[np.int16]) -> list[list[int]]:
    """Take out unbalanced cycles, the shortest through each actor, shorter ones first; return their actors.

    In a graph with each actor twice, where negative ties lead from one to the other copies and positive ones do not,
    it is the shortest way from an actor to its copy (Zaslavsky (1982), Signed Graphs: the double covering graph).
    """
    from scipy.sparse import csr_array  # no command waits for scipy before it needs it
    from scipy.sparse.csgraph import shortest_path

    n = len(free)
    plus, minus = free > 0, free < 0
    cover = csr_array(np.block([[plus, minus], [minus, plus]]))
    lengths, before = shortest_path(cover, unweighted=True, indices=np.arange(n), return_predecessors=True)
    ways = lengths[np.arange(n), np.arange(n) + n]
    found = []
    for start in np.argsort(ways, kind="stable").tolist():
        if not np.isfinite(ways[start]):
            break
        cycle = _way_back(before[start], start, n)
        ties = {(min(i, j), max(i, j)) for i, j in pairwise((*cycle, cycle[0]))}
        if len(ties) == len(cycle) and all(free[tie] for tie in ties):
            _take(free, cycle)
            found.append(cycle)
    return found


def _way_back(before: NDArray[np.int32], start: int, n: int) -> list[int]:
    """Return the actors on the way from an actor to its copy."""
    cycle = [start]
    at = int(before[start + n])
    while at != start:
        cycle.append(at % n)
        at = int(before[at])
    return cycle


def _joined(blocks: Sequence[_Block]) -> dict[str, bool]:
    """Return the side of every actor: blocks share single actors, so each can be turned to fit those before."""
    of_actor: dict[str, list[int]] = defaultdict(list)
    for index, block in enumerate(blocks):
        for actor in block.actors:
            of_actor[actor].append(index)
    sides: dict[str, bool] = {}
    placed: set[int] = set()
    for first in sorted(of_actor):
        waiting = [] if first in sides else [first]
        sides.setdefault(first, False)
        while waiting:
            shared = waiting.pop()
            for index in of_actor[shared]:
                if index not in placed:
                    placed.add(index)
                    own = dict(zip(blocks[index].actors, blocks[index].sides, strict=True))
                    turned = own[shared] != sides[shared]
                    new = {actor: side != turned for actor, side in own.items() if actor not in sides}
                    sides |= new
                    waiting += new
    return dict(sorted(sides.items()))
