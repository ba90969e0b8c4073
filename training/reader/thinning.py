"""Fewer inner units: those that hardly change a layer's output are taken out, and the others take over their part.

Which unit costs least, and what the others' weights become, follows from the least squares of the layer's output over
real text (the Optimal Brain Surgeon, Hassibi & Stork 1993, for whole columns). No training is needed.
"""

from __future__ import annotations

import copy

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from training.reader.encoder import Encoder, Layer
from training.reader.rounding import Matrix

Doubles = NDArray[np.float64]

BUDGET = 0.0003
"""Share of the variance of a layer's output that may be lost in it."""
MULTIPLE = 32
"""The number of inner units stays a multiple of this: what matrix kernels work on at once."""
_RIDGE = 1e-4
"""Share of the mean square of a unit that is added to each, so that the inverse exists."""


def thinned(encoder: Encoder, seen: dict[str, Matrix], budget: float = BUDGET) -> Encoder:
    """Return the encoder with fewer inner units; `seen` is what goes into each matrix of its graph over real text."""
    found = copy.deepcopy(encoder)
    for i, layer in enumerate(found.layers):
        _thin(layer, seen[f"l{i}.inner"], seen[f"l{i}.outer"], budget)
    return found


def _thin(layer: Layer, states: Matrix, units: Matrix, budget: float) -> None:
    outer, norm = layer.outer, layer.outer_norm
    weight, bias, gain = (p.detach().numpy().astype(np.float64) for p in (outer.weight, outer.bias, norm.weight))
    sums = states + units @ weight.T + bias
    spread = sums.std(-1, keepdims=True)
    output = gain * (sums - sums.mean(-1, keepdims=True)) / spread
    variance = float(((output - output.mean(0)) ** 2).sum(-1).mean())
    rows = np.concatenate([units, np.ones((len(units), 1))], -1) / spread
    columns = np.concatenate([weight, bias[:, None]], -1) * gain[:, None]
    kept, columns = _kept(rows, columns, budget * variance)
    columns = columns / gain[:, None]
    layer.inner = _linear(layer.inner.weight.detach().numpy()[kept], layer.inner.bias.detach().numpy()[kept])
    layer.outer = _linear(columns[:, :-1], columns[:, -1])


def _kept(rows: Doubles, columns: Doubles, most: float) -> tuple[NDArray[np.int64], Doubles]:
    """Return the units that stay, and their columns after they took over; the last row and column, the bias, stays.

    MULTIPLE units go at a time, as long as the squares lost in all are at most `most`.
    """
    squares = rows.T @ rows / len(rows)
    kept = np.arange(len(squares) - 1)
    squares[kept, kept] += _RIDGE * np.trace(squares[:-1, :-1]) / len(kept)
    inverse, lost = np.linalg.inv(squares), 0.0
    while len(kept) > MULTIPLE:
        cost = (columns[:, :-1] ** 2).sum(0) / np.diag(inverse)[:-1]
        order = np.argsort(cost, kind="stable")
        gone, stay = order[:MULTIPLE], np.append(np.sort(order[MULTIPLE:]), len(kept))
        corner, removed = inverse[np.ix_(gone, gone)], columns[:, gone]
        lost += float((np.linalg.solve(corner, removed.T) * removed.T).sum())
        if lost > most:
            break
        taken = np.linalg.solve(corner, inverse[np.ix_(gone, stay)])
        columns = columns[:, stay] - removed @ taken
        inverse = inverse[np.ix_(stay, stay)] - inverse[np.ix_(stay, gone)] @ taken
        kept = kept[stay[:-1]]
    return kept, columns


def _linear(weight: Matrix | Doubles, bias: Matrix | Doubles) -> nn.Linear:
    made = nn.Linear(weight.shape[1], weight.shape[0])
    made.weight.data = torch.from_numpy(np.ascontiguousarray(weight, np.float32))
    made.bias.data = torch.from_numpy(np.ascontiguousarray(bias, np.float32))
    return made
