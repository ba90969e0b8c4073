"""The cost of a stretch of months that turning points are found by; `ruptures` and scipy load only with it."""

from __future__ import annotations

import numpy as np
import ruptures
from numpy.typing import NDArray
from scipy.special import xlogy

Floats = NDArray[np.float64]


def cost_of(sums: Floats) -> float:
    """Return minus twice the log-likelihood of votes (one sum a choice) under their own shares."""
    return float(-2.0 * (xlogy(sums, sums).sum() - xlogy(sums.sum(), sums.sum())))


class MultinomialCost(ruptures.base.BaseCost):  # type: ignore[misc]
    """Minus twice the log-likelihood of the votes of a stretch of months under their own shares."""

    model = "multinomial"
    min_size = 1

    def fit(self, signal: Floats) -> MultinomialCost:
        """Take the votes; `ruptures` asks for this name."""
        self.signal = signal
        self._sums = np.vstack((np.zeros(signal.shape[1]), signal.cumsum(axis=0)))
        return self

    def error(self, start: int, end: int) -> float:
        """Return the cost of the months from `start` up to `end`; `ruptures` asks for this name."""
        return cost_of(np.maximum(self._sums[end] - self._sums[start], 0.0))
