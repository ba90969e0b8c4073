"""Sentence vectors: the mean state of a sentence's subwords, mapped to what the original e5 encoder gives it."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from lagebild.reading.marks import SentenceVector
from lagebild.reading.model.outputs import Floats, TokenOutputs

LARGEST = 127
"""The largest value of a vector in signed bytes."""


def unit_vectors(outputs: TokenOutputs, arrays: Mapping[str, Floats]) -> Floats:
    """Return a vector of length 1 for each sentence (sentences, width); zeros for one without subwords."""
    found = np.zeros((len(outputs.sentence_runs), outputs.states.shape[1]), np.float32)
    full = [at for at, (first, last) in enumerate(outputs.sentence_runs) if last > first]
    means = outputs.means([outputs.sentence_runs[at] for at in full])
    mapped = means @ arrays["vector.weight"].T + arrays["vector.bias"]
    found[full] = mapped / np.linalg.norm(mapped, axis=1, keepdims=True)
    return found


def vectors_in(outputs: TokenOutputs, arrays: Mapping[str, Floats]) -> tuple[SentenceVector, ...]:
    """Return the vector of every sentence that has subwords, in signed bytes."""
    vectors = unit_vectors(outputs, arrays)
    scales = np.abs(vectors).max(1) / LARGEST
    return tuple(
        SentenceVector(at, np.rint(vector / scale).astype(np.int8).tobytes(), float(scale))
        for at, (vector, scale) in enumerate(zip(vectors, scales, strict=True))
        if scale > 0
    )
