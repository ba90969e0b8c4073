"""How far apart the articles of one story come: some stories last days, others come back after a year.

The days that a story's dated articles state tell which of the two it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

import numpy as np

from lagebild.merging.dating.grid import Floats

SCALES = (7.0, 40.0, 250.0)
"""Days between an article and another of its story, the scales of three densities that fall with the square."""
SHARES = (0.4, 0.2, 0.4)
"""How common stories of each scale are: of the 43 invented stories of this project 17 last two or three weeks, the
other 26 half a year to two years."""
REACH = 500
"""Days up to which articles of one story are looked for around each other."""
DAYS_AROUND = np.abs(np.arange(-REACH, REACH + 1))


def _density(scale: float) -> Floats:
    near = 1 / (1 + DAYS_AROUND / scale) ** 2
    return np.asarray(near / near.sum())


_DENSITIES = tuple(_density(scale) for scale in SCALES)


def around(days: Sequence[date]) -> Floats:
    """Return how probably an article comes `-REACH` … `REACH` days after another of a story with articles of `days`.

    What an article of the story says of another is that it comes nearest behind it.
    """
    shares = np.asarray(SHARES)
    for one, other in pairwise(sorted(days)):
        away = min((other - one).days, REACH)
        shares = shares * np.asarray([density[REACH + away] for density in _DENSITIES])
        shares = shares / shares.sum()
    return np.asarray(sum(share * density for share, density in zip(shares, _DENSITIES, strict=True)))
