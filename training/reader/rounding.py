"""How the numbers that go into a matrix become bytes: a fixed range, over channels brought to like size before.

A few channels of an encoder are many times larger than the rest, so one range for all would leave the rest few steps.
Each channel is therefore divided by a factor that the matrix takes in (after SmoothQuant, Xiao et al. 2023), and range
and factors are those that change the product least over real text. Ranges that are fixed make a subword's bytes
independent of all other subwords.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from training.reader.encoder import Encoder

Matrix = NDArray[np.float32]

WEIGHT_STEPS = 127
"""Steps of a weight on each side of zero."""
STEPS = 255
"""Steps of an activation from its lowest to its highest value."""
SHARES = (0.5, 0.65, 0.8)
"""How much of a channel's size the matrix takes in: 0 nothing, 1 all; the best of these is chosen."""
FOLDED_SHARE = 0.75
"""The same where the channels are evened by the matrix before, for which no choice is made."""
SUBWORDS = 2048
"""Rows of activations that a choice is made on."""
_LEAST = 1e-6


@dataclass(frozen=True, slots=True)
class Rounding:
    """A value `x` of channel `c` becomes the byte `round(x / channels[c] / step) + zero`; no `channels` are all 1."""

    step: np.float32
    zero: np.uint8
    channels: Matrix | None

    def rounded(self, values: Matrix) -> Matrix:
        """Return what is left of values after they were bytes."""
        even = values if self.channels is None else values / self.channels
        places = np.clip(np.rint(even / self.step) + self.zero, 0, STEPS)
        left: Matrix = (places - self.zero) * self.step
        return left


def weight_bytes(weight: Matrix) -> tuple[NDArray[np.int8], Matrix]:
    """Return a matrix (outputs, inputs) in 8 bits and the scale of each output."""
    scales = (np.maximum(np.abs(weight).max(1), _LEAST) / WEIGHT_STEPS).astype(np.float32)
    return np.rint(weight / scales[:, None]).astype(np.int8), scales


def channel_factors(values: Matrix, weight: Matrix, share: float) -> Matrix:
    """Return what each channel is divided by; their geometric mean is 1."""
    size = np.maximum(np.abs(values).max(0), _LEAST) ** share
    factors = size / np.maximum(np.abs(weight).max(0), _LEAST) ** (1 - share)
    return (factors / np.exp(np.log(factors).mean())).astype(np.float32)


def best_rounding(values: Matrix, weight: Matrix, *, even: bool) -> Rounding:
    """Return the rounding of `values` (subwords, inputs) that changes the product least; `even` tries factors.

    The range is all that was seen: leaving out its ends changed nothing (0.9978 with, 0.9979 without, see NOTES.md).
    """
    values = values[:: max(1, len(values) // SUBWORDS)]
    exact = values @ weight.T
    found: list[tuple[float, Rounding]] = []
    for channels in [channel_factors(values, weight, share) for share in SHARES] if even else [None]:
        stored, scales = weight_bytes(weight if channels is None else weight * channels)
        rounding = _over_range(values if channels is None else values / channels, channels)
        product = rounding.rounded(values) @ (stored * scales[:, None]).T
        found.append((float(((product - exact) ** 2).mean()), rounding))
    return min(found, key=lambda pair: pair[0])[1]


def _over_range(values: Matrix, channels: Matrix | None) -> Rounding:
    low, high = min(float(values.min()), 0.0), max(float(values.max()), _LEAST)
    step = np.float32((high - low) / STEPS)
    return Rounding(step, np.uint8(np.rint(-low / step)), channels)


def with_even_values(encoder: Encoder, mixed: list[Matrix]) -> Encoder:
    """Return the same function with even channels between values and the matrix after attention.

    `mixed[i]` is what goes into that matrix of layer `i`. Attention mixes subwords, never channels, so the factors can
    stand in the matrix of the values and nothing has to be divided when reading.
    """
    evened = copy.deepcopy(encoder)
    for layer, values in zip(evened.layers, mixed, strict=True):
        weight = layer.attended.weight.data
        factors = torch.from_numpy(channel_factors(values, weight.numpy(), FOLDED_SHARE))
        layer.value.weight.data /= factors[:, None]
        layer.value.bias.data /= factors
        layer.attended.weight.data = weight * factors
    return evened
