"""Intervals by bootstrap over articles (B. Efron and R. J. Tibshirani, An Introduction to the Bootstrap, 1993).

Articles are drawn, not events: what one article says stands or falls together. Copies are one article.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

DRAWINGS = 400
"""So many times the articles are drawn anew: the ends of a 90 per cent interval stand on 20 drawings each."""
LOW_PERCENT, HIGH_PERCENT = 5.0, 95.0
"""The ends of an interval: nine of ten drawings lie between them."""
FEWEST_ARTICLES = 3
"""Under so many articles there is no interval, and what they say is thin (the issue's rule)."""
_SEED = 20240619

Floats = NDArray[np.float64]


_FEW = 128
"""Drawings of so many articles are kept, 26 MB of them at most: most pairs of states are told of by fewer."""


def drawings(articles: int) -> Floats:
    """Return how often each of `articles` articles is in each of `DRAWINGS` drawings; the same for the same number."""
    return _kept_drawings(articles) if articles <= _FEW else _drawn(articles)


@lru_cache(maxsize=_FEW)
def _kept_drawings(articles: int) -> Floats:
    return _drawn(articles)


def _drawn(articles: int) -> Floats:
    chance = np.random.default_rng((_SEED, articles))
    return chance.multinomial(articles, np.full(articles, 1.0 / articles), size=DRAWINGS).astype(np.float64)


def interval_of(values: Floats) -> tuple[Floats, Floats]:
    """Return the low and high ends over drawings, the first axis."""
    low, high = np.percentile(values, (LOW_PERCENT, HIGH_PERCENT), axis=0)
    return low, high
