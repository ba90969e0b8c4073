"""Which articles tell of the same story: what two share that few others of the case have.

Articles of one story come within days or weeks of each other; how sure that is hangs on how much they share, not on
being in one case.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

KEPT = 6
"""Kin of an article that are kept: its nearest."""
COMMON = 200
"""Articles; what more than these have leads to no kin."""
STRANGERS = 30
"""Articles of other news added to those of the case, none with the feature."""
EVEN = 0.1
"""Likeness of two articles that are as probably of one story as not."""
SLOPE = 60.0
"""How much the logarithm of the odds grows with the likeness."""
LIKELY_KIN = 0.5
"""Probability from which another article is taken to be of the same story, and its year to be the same."""


@dataclass(frozen=True, slots=True)
class Kin:
    """Another article, and how probably it is of the same story."""

    article_id: str
    probability: float


def kin_of(features: Mapping[str, frozenset[str]], asked: frozenset[str]) -> dict[str, tuple[Kin, ...]]:
    """Return the nearest kin of the articles in `asked`, from the features of every article by its id."""
    having: dict[str, list[str]] = defaultdict(list)
    for name in sorted(features):
        for feature in features[name]:
            having[feature].append(name)
    counts = Counter({feature: len(names) for feature, names in having.items()})
    bits = {feature: math.log2((len(features) + STRANGERS) / (count + 1)) for feature, count in counts.items()}
    whole = {name: sum(bits[feature] ** 2 for feature in sorted(own)) for name, own in features.items()}
    found: dict[str, tuple[Kin, ...]] = {}
    for name in sorted(asked):
        shared: dict[str, float] = defaultdict(float)
        for feature in sorted(features[name]):
            if 1 < counts[feature] <= COMMON:
                for other in having[feature]:
                    shared[other] += bits[feature] ** 2
        shared.pop(name, None)
        likeness = {other: value / math.sqrt(whole[name] * whole[other]) for other, value in shared.items()}
        nearest = sorted(likeness, key=lambda other: (-likeness[other], other))[:KEPT]
        found[name] = tuple(Kin(other, 1 / (1 + math.exp(-SLOPE * (likeness[other] - EVEN)))) for other in nearest)
    return found
