"""Confidences as probabilities: a logistic curve a layer, fitted on the development articles (Platt 1999)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

NEVER_SURER = 0.001
"""Confidences keep this distance from 0 and 1."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """Slope and intercept on the log odds of a layer's confidence; a layer without them keeps its own."""

    curves: Mapping[str, tuple[float, float]]

    def of(self, layer: str, confidence: float) -> float:
        """Return the probability that a mark of this layer with this confidence is right."""
        slope, intercept = self.curves.get(layer, (1.0, 0.0))
        share = min(max(confidence, NEVER_SURER), 1 - NEVER_SURER)
        return 1 / (1 + math.exp(-(slope * math.log(share / (1 - share)) + intercept)))
