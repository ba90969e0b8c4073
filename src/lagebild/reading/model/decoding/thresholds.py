"""What a mark must reach to be read; chosen on the development articles and kept in the model file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Biases are added to the log odds of lying in a mark; the others are least probabilities."""

    name: float = 0.0
    quotation: float = 0.0
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


def thresholds_of(card: Mapping[str, float]) -> Thresholds:
    """Return the thresholds that a card names; it may name others, of what is decided elsewhere now."""
    return Thresholds(**{field.name: card[field.name] for field in fields(Thresholds) if field.name in card})
