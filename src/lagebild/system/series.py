"""Series over months: what happened fades, so that a month's value stands on the months before it too.

The principle is that of M. J. C. Crescenzi and A. J. Enterline, Time Remembered: A Dynamic Model of Interstate
Interaction, International Studies Quarterly 45 (2001), 409-431: states' past dealings bear on them, less with time.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

HALF_LIFE_MONTHS = 6.0
"""After so many months a deed counts half. Chosen, not measured: a quarter is left after a year, so that the turns of
one year show in the next and a summit still counts when its successor is prepared."""
MEMORY_MONTHS = 12
"""So many months after its own a deed is named as evidence of a month: two half-lives, a quarter of it is left."""

Floats = NDArray[np.float64]


def left_of(months: int, half_life_months: float = HALF_LIFE_MONTHS) -> float:
    """Return what part of something is left after so many months."""
    return float(0.5 ** (months / half_life_months))


def decayed(sums: Floats, half_life_months: float = HALF_LIFE_MONTHS) -> Floats:
    """Return, for sums by month along the last axis, those of all months so far, each halved every half-life.

    A month's own sum counts in full. Works on any number of leading axes (dyads, drawings, …) at once.
    """
    kept = 0.5 ** (1.0 / half_life_months)
    faded = np.array(sums, dtype=np.float64)
    for month in range(1, faded.shape[-1]):
        faded[..., month] += kept * faded[..., month - 1]
    return faded
