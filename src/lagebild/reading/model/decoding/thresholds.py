"""What a mark must reach to be read; chosen on the development articles and kept in the model file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Biases are added to the log odds of lying in a mark; the others are least probabilities."""

    name: float = 0.0
    quotation: float = 0.0
    event: float = 0.0
    event_vote: float = 0.0
    source: float = 0.4
    target: float = 0.3
    place: float = 0.5
    time: float = 0.4
    speaker: float = 0.3
    owner: float = 0.4
    relation: float = 0.4
    relation_pair: float = 0.3
    conditional: float = 0.4
    forecast: float = 0.4
