"""How often the frustration of a made network beyond full enumeration is proved, and how fast: networks of two camps.

python -m benchmarks.frustration
"""

from __future__ import annotations

import random
import time
from itertools import combinations

from lagebild.system.balance import Frustration, frustration_of

SIZES = ((40, 4), (60, 5), (60, 8), (100, 5))
"""Actors, and ties an actor has on average."""
NETWORKS = 10  # of each size
AGAINST = 0.1  # of the ties stand against the camps


def made_network(n_actors: int, n_ties: int, seed: int) -> dict[tuple[str, str], str]:
    """Return a network of two camps with some ties against them."""
    chance = random.Random(seed)
    camps = [chance.random() < 0.5 for _ in range(n_actors)]
    return {
        (f"s{i:03}", f"s{j:03}"): "+-"[(camps[i] != camps[j]) != (chance.random() < AGAINST)]
        for i, j in combinations(range(n_actors), 2)
        if chance.random() < n_ties / (n_actors - 1)
    }


def main() -> None:
    """Print, for each size, how many are proved, the widest gap left, and processor seconds a network."""
    for n_actors, n_ties in SIZES:
        begin = time.process_time()
        found: list[Frustration] = [frustration_of(made_network(n_actors, n_ties, seed)) for seed in range(NETWORKS)]
        seconds = (time.process_time() - begin) / NETWORKS
        gap = max(one.index - one.at_least for one in found)
        proved = sum(one.is_exact for one in found)
        print(f"{n_actors} actors, {n_ties} ties each: {proved} of {NETWORKS} exact, gap {gap}, {seconds:.3f} s")


if __name__ == "__main__":
    main()
