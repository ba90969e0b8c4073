"""The reader in torch: the encoder, one linear map to what is said of every subword, and scorers of pairs of marks.

What is said of a subword lies in one row of numbers, cut by `layout()` into layers. A mark is the mean state of its
subwords; `projections` bring marks to PAIR_WIDTH numbers, and a scorer adds two of them and what is known of their
distance before one rectified layer (as cheap in numpy as here).
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional
from training.reader.encoder import Encoder, with_dropout
from training.reader.examples import CHANGES, DIMENSIONS, SPAN_LAYERS, TOKEN_LAYERS, TYPES, VOTES

from lagebild.reading.model.pairs import MARKS_APART, SENTENCES_APART

PAIR_WIDTH = 96
DYAD_WIDTH = 192
NO_EVENT = "NONE"
DYAD_TYPES = (*TYPES, NO_EVENT)
ROLES = ("-", "source", "target", "place")
SCORERS: dict[str, int] = {
    "role": len(ROLES),
    "time": 1,
    "speaker": 1,
    "owner": 1,
    "relation": 1 + 5 + len(DIMENSIONS) + len(CHANGES),
}
"""The pairs that are judged, and how many numbers each gets."""
PLACES = SENTENCES_APART * 2 * MARKS_APART


def layout() -> dict[str, tuple[int, int]]:
    """Return which numbers of a subword's row belong to which layer."""
    sizes = {layer: 2 * len(kinds) + 1 for layer, kinds in SPAN_LAYERS.items()}
    sizes |= {layer: len(kinds) for layer, kinds in TOKEN_LAYERS.items()} | {"votes": len(VOTES)}
    found: dict[str, tuple[int, int]] = {}
    first = 0
    for layer, size in sizes.items():
        found[layer] = (first, first + size)
        first += size
    return found


class PairScorer(nn.Module):
    """Judges pairs of marks."""

    def __init__(self, width: int, outputs: int) -> None:
        super().__init__()
        self.one, self.other = nn.Linear(width, PAIR_WIDTH), nn.Linear(width, PAIR_WIDTH, bias=False)
        self.context = nn.Linear(width, PAIR_WIDTH, bias=False)
        self.product = nn.Linear(PAIR_WIDTH, outputs, bias=False)
        self.place = nn.Embedding(PLACES, PAIR_WIDTH)
        self.out = nn.Linear(PAIR_WIDTH, outputs)
        nn.init.normal_(self.place.weight, std=0.1)

    def forward(self, one: Tensor, other: Tensor, place: Tensor, context: Tensor | None = None) -> Tensor:
        """Return the scores of each pair (pairs, outputs)."""
        a, b = self.one(one), self.other(other)
        total = a + b + self.place(place)
        if context is not None:
            total = total + self.context(context)
        scores: Tensor = self.out(functional.relu(total)) + self.product(a * b)
        return scores


class ReaderModel(nn.Module):
    """The encoder with everything that is judged on its last states."""

    def __init__(self, encoder: Encoder, dropout: float = 0.1) -> None:
        super().__init__()
        width = encoder.shape.width
        self.encoder, self.dropout = with_dropout(encoder, dropout), nn.Dropout(dropout)
        self.head = nn.Linear(width, max(last for _, last in layout().values()))
        self.scorers = nn.ModuleDict({name: PairScorer(width, outputs) for name, outputs in SCORERS.items()})
        self.vector = nn.Linear(width, width)
        self.dyad = nn.Sequential(nn.Linear(2 * width, DYAD_WIDTH), nn.ReLU(), nn.Linear(DYAD_WIDTH, len(DYAD_TYPES)))
        with torch.no_grad():
            self.vector.weight.copy_(torch.eye(width))
            self.vector.bias.zero_()

    def forward(self, ids: Tensor, real: Tensor) -> tuple[Tensor, Tensor]:
        """Return the last states and every subword's row (batch, subwords, ·)."""
        states = self.dropout(self.encoder(ids, real)[-1])
        return states, self.head(states)
