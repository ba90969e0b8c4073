"""The model at work: from the sentences of an article to a row of scores and a state of every subword."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from lagebild.errors import ModelFileError, UsageError
from lagebild.reading.model.calibration import Calibration
from lagebild.reading.model.decoding.thresholds import thresholds_of
from lagebild.reading.model.embeddings import rows_of
from lagebild.reading.model.file import SATURATION, ReaderModel, reader_model
from lagebild.reading.model.outputs import TokenOutputs
from lagebild.reading.model.pairs import SCORERS, scorer_of
from lagebild.reading.model.windows import windows_of

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

THREADS_VARIABLE = "LAGEBILD_THREADS"
"""Environment variable: threads of the model in one process. 1 if it is not set: `build` runs several processes."""
_PRECISION = "session.x64quantprecision"
"""ONNX Runtime's switch to kernels that do not saturate; with VNNI they cost half of the speed and give nothing."""
MOST_SUBWORDS = 60_000
"""Subwords of an article that are read, about 35,000 German words: a small book. It bounds memory to about 1 GB and
time to half a minute; sentences after them get no rows."""


@cache
def reader_session() -> ReaderSession:
    """Return the shipped model ready to run, loaded once per process.

    Raises:
        ModelFileError: the model file is missing or broken.
        UsageError: LAGEBILD_THREADS is no positive number.
    """
    return ReaderSession(reader_model(), _threads())


def _threads() -> int:
    wanted = os.environ.get(THREADS_VARIABLE, "1")
    if not wanted.isdecimal() or int(wanted) < 1:
        raise UsageError(f"{THREADS_VARIABLE} is a number of threads such as 2; given was {wanted!r}.")
    return int(wanted)


def _session(graph: bytes, threads: int, *, exact: bool) -> InferenceSession:
    import onnxruntime  # not before an article is read: importing the package has to be quick

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
    options.add_session_config_entry(_PRECISION, "1" if exact else "0")
    try:
        return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # the runtime's errors have no other common class
        raise ModelFileError(f"ONNX Runtime cannot load the encoder: {error}") from error


def _saturates(graph: bytes) -> bool:
    """Return whether this processor's 8-bit products are cut off at 16 bits, as without VNNI instructions."""
    (inputs, _), activation, weight = SATURATION
    given = np.full((1, inputs), activation, np.uint8)
    (found,) = _session(graph, 1, exact=False).run(None, {"activations": given})
    return bool(found.item() != inputs * activation * weight)


class ReaderSession:
    """A model with its tokenizer and its ONNX Runtime session of `threads` threads.

    Each window is a call of its own and as long as its text: nothing is padded and no window can touch another.
    """

    def __init__(self, model: ReaderModel, threads: int = 1) -> None:
        from lagebild.reading.model.tokenizer import (
            SubwordTokenizer,  # not before an article is read: it takes a second
        )

        self.model = model
        self.scorers = {name: scorer_of(model.arrays, name) for name in SCORERS}
        self.thresholds = thresholds_of(model.card.thresholds)
        self.calibration = Calibration(model.card.calibration)
        self.tokenizer = SubwordTokenizer(model.vocabulary)
        self._encoder = _session(model.encoder, threads, exact=_saturates(model.saturation))

    def token_outputs(self, text: str, sentences: Sequence[tuple[int, int]]) -> TokenOutputs:
        """Return what the model says of each subword of the sentences `[start, end)` of `text`, in their order."""
        cuts = self.tokenizer.subwords([text[start:end] for start, end in sentences])
        bounds = np.minimum(np.cumsum([0, *(len(cut.ids) for cut in cuts)]), MOST_SUBWORDS)
        ids = np.concatenate([np.zeros(0, np.int32), *(cut.ids for cut in cuts)])[:MOST_SUBWORDS]
        places = [np.stack([cut.starts, cut.ends], 1) + at for cut, (at, _) in zip(cuts, sentences, strict=True)]
        spans = np.concatenate([np.zeros((0, 2), np.int64), *places])[:MOST_SUBWORDS]
        scores, states = self._read(ids, windows_of(np.diff(bounds).tolist(), self.model.card.longest))
        return TokenOutputs(text, spans, bounds, scores, states, dict(self.model.card.layout))

    def _read(
        self, ids: NDArray[np.int32], windows: Sequence[tuple[int, int]]
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Return the rows of scores and the states of subwords that are read in `windows`."""
        vocabulary = self.model.vocabulary
        marked = [np.r_[vocabulary.bos, ids[first:last], vocabulary.eos] for first, last in windows]
        scores = np.empty((len(ids), self.model.card.columns), np.float32)
        states = np.empty((len(ids), self._encoder.get_inputs()[0].shape[-1]), np.float32)
        for window, (first, last) in zip(marked, windows, strict=True):
            words = rows_of(self.model.words, window)[None]
            found = self._encoder.run(["scores", "states"], {"words": words})
            scores[first:last], states[first:last] = found[0][0, 1:-1], found[1][0, 1:-1]
        return scores, states
