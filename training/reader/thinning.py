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
    layer.outer = _linear(columns[:, kept], columns[:, -1])


def _kept(rows: NDArray[np.float64], columns: NDArray[np.float64], most: float) -> tuple[NDArray[np.int64], Matrix]:
    """Return the units that stay, and all columns after those that stay took over; the last row and column stay."""
    squares = rows.T @ rows / len(rows)
    units = len(squares) - 1
    squares[np.arange(units), np.arange(units)] += _RIDGE * np.trace(squares[:-1, :-1]) / units
    inverse, left = np.linalg.inv(squares), columns.copy()
    gone: list[int] = []
    best, lost = left.copy(), 0.0
    open_ = np.arange(units + 1) < units
    while len(gone) < units - MULTIPLE:
        cost = np.where(open_, (left**2).sum(0) / np.diag(inverse), np.inf)
        unit = int(cost.argmin())
        lost += float(cost[unit])
        if lost > most:
            break
        row = inverse[unit].copy()
        left -= np.outer(left[:, unit], row) / row[unit]
        inverse -= np.outer(row, row) / row[unit]
        inverse[unit, unit] = 1.0
        left[:, unit] = 0.0
        open_[unit] = False
        gone.append(unit)
        if (units - len(gone)) % MULTIPLE == 0:
            best = left.copy()
    gone = gone[: len(gone) // MULTIPLE * MULTIPLE]
    return np.setdiff1d(np.arange(units), gone), best


def _linear(weight: NDArray[np.floating], bias: NDArray[np.floating]) -> nn.Linear:
    made = nn.Linear(weight.shape[1], weight.shape[0])
    made.weight.data = torch.from_numpy(np.ascontiguousarray(weight, np.float32))
    made.bias.data = torch.from_numpy(np.ascontiguousarray(bias, np.float32))
    return made
