"""A plain BERT encoder in torch: the teacher with its twelve layers, the student with fewer.

`teacher(checkpoint)` loads what `unpack` read; `student(teacher, layers)` copies some of its layers.
"""

from __future__ import annotations

import copy
import math
from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional
from training.reader.unpack import Checkpoint, Shape


class Layer(nn.Module):
    """One layer: attention and two linear maps, each followed by a sum and a normalisation."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.query, self.key = nn.Linear(shape.width, shape.width), nn.Linear(shape.width, shape.width)
        self.value, self.attended = nn.Linear(shape.width, shape.width), nn.Linear(shape.width, shape.width)
        self.attended_norm = nn.LayerNorm(shape.width, shape.epsilon)
        self.inner, self.outer = nn.Linear(shape.width, shape.inner), nn.Linear(shape.inner, shape.width)
        self.outer_norm = nn.LayerNorm(shape.width, shape.epsilon)
        self.dropped = nn.Dropout(0.0)

    def forward(self, states: Tensor, bias: Tensor) -> Tensor:
        """Return the states after this layer; `bias` is added to the attention scores (minus infinity hides)."""
        query, key, value = (
            self._split(self.query, states),
            self._split(self.key, states),
            self._split(self.value, states),
        )
        scores = query @ key.transpose(-1, -2) / math.sqrt(query.shape[-1]) + bias
        mixed = (self.dropped(scores.softmax(-1)) @ value).transpose(1, 2).flatten(2)
        states = self.attended_norm(states + self.dropped(self.attended(mixed)))
        inner = functional.gelu(self.inner(states))
        final: Tensor = self.outer_norm(states + self.dropped(self.outer(inner)))
        return final

    def _split(self, linear: nn.Linear, states: Tensor) -> Tensor:
        batch, length, width = states.shape
        mapped: Tensor = linear(states)
        return mapped.view(batch, length, self.heads, width // self.heads).transpose(1, 2)


class Encoder(nn.Module):
    """Word and position embeddings and a stack of layers; position 0 is the start mark of the window."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.word = nn.Embedding(shape.pieces, shape.width)
        self.position = nn.Embedding(shape.positions, shape.width)
        self.norm = nn.LayerNorm(shape.width, shape.epsilon)
        self.dropped = nn.Dropout(0.0)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))

    def forward(self, ids: Tensor, real: Tensor) -> list[Tensor]:
        """Return the states before and after each layer (batch, subwords, width); `real` is 0 at padding."""
        states = self.dropped(self.norm(self.word(ids) + self.position.weight[: ids.shape[1]]))
        bias = (1.0 - real[:, None, None, :].to(states.dtype)) * torch.finfo(states.dtype).min
        found = [states]
        for layer in self.layers:
            found.append(layer(found[-1], bias))
        return found


def with_dropout(encoder: Encoder, share: float) -> Encoder:
    """Return the encoder, which from now on drops a share of its numbers while it is trained, as BERT does."""
    for part in encoder.modules():
        if isinstance(part, nn.Dropout):
            part.p = share
    return encoder


def sentence_vectors(states: Tensor, real: Tensor) -> Tensor:
    """Return the mean of each row's real states, of length 1: e5's sentence vector."""
    weights = real[..., None].to(states.dtype)
    return functional.normalize((states * weights).sum(1) / weights.sum(1), dim=-1)


_LAYER_NAMES = {
    "q": "query",
    "k": "key",
    "v": "value",
    "ao": "attended",
    "aln": "attended_norm",
    "fi": "inner",
    "fo": "outer",
    "oln": "outer_norm",
}
"""The file's name of each part of a layer, and ours."""


def teacher(checkpoint: Checkpoint) -> Encoder:
    """Return the encoder of the file; the one token type is added to every position."""
    tensors = {name: torch.from_numpy(values) for name, values in checkpoint.tensors.items()}
    state = {
        "word.weight": tensors["emb.word"],
        "position.weight": tensors["emb.pos"] + tensors["emb.type"][0],
        "norm.weight": tensors["emb.ln.w"],
        "norm.bias": tensors["emb.ln.b"],
    }
    for layer in range(checkpoint.shape.layers):
        for theirs, ours in _LAYER_NAMES.items():
            state[f"layers.{layer}.{ours}.weight"] = tensors[f"l{layer}.{theirs}.w"]
            state[f"layers.{layer}.{ours}.bias"] = tensors[f"l{layer}.{theirs}.b"]
    encoder = Encoder(checkpoint.shape)
    encoder.load_state_dict(state)
    return encoder.eval()


def student(original: Encoder, layers: Sequence[int]) -> Encoder:
    """Return an encoder with copies of the named layers of `original` (from 0), and its embeddings."""
    found = copy.deepcopy(original)
    found.layers = nn.ModuleList(found.layers[layer] for layer in layers)
    return found
