"""The model at work: from the sentences of an article to a row of scores and a state of every subword."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from lagebild.errors import ModelFileError, UsageError
from lagebild.reading.model.embeddings import rows_of
from lagebild.reading.model.file import ReaderModel, reader_model
from lagebild.reading.model.outputs import TokenOutputs
from lagebild.reading.model.windows import windows_of

THREADS_VARIABLE = "LAGEBILD_THREADS"
"""Environment variable: threads of the model in one process. 1 if it is not set: `build` runs several processes."""
MOST_SUBWORDS = 250_000
"""Subwords of an article that are read, about 150,000 German words: a book. It bounds memory to about 0.5 GB and time
to about a minute; sentences after them get no rows."""


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


class ReaderSession:
    """A model with its tokenizer and its ONNX Runtime session of `threads` threads.

    Each window is a call of its own and as long as its text: nothing is padded and no window can touch another.
    """

    def __init__(self, model: ReaderModel, threads: int = 1) -> None:
        # Imported here, so that importing the package loads neither.
        import onnxruntime

        from lagebild.reading.model.tokenizer import SubwordTokenizer

        self.model = model
        self.tokenizer = SubwordTokenizer(model.vocabulary)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
        # Processors without 8-bit dot products would saturate; this has them compute the same numbers more slowly.
        options.add_session_config_entry("session.x64quantprecision", "1")
        try:
            self._encoder = onnxruntime.InferenceSession(model.encoder, options, providers=["CPUExecutionProvider"])
        except Exception as error:  # the runtime's errors have no common class but this
            raise ModelFileError(f"ONNX Runtime cannot load the encoder: {error}") from error

    def token_outputs(self, text: str, sentences: Sequence[tuple[int, int]]) -> TokenOutputs:
        """Return what the model says of each subword of the sentences `[start, end)` of `text`, in their order."""
        cuts = self.tokenizer.subwords([text[start:end] for start, end in sentences])
        bounds = np.minimum(np.cumsum([0, *(len(cut.ids) for cut in cuts)]), MOST_SUBWORDS)
        ids = np.concatenate([np.zeros(0, np.int32), *(cut.ids for cut in cuts)])[:MOST_SUBWORDS]
        places = [np.stack([cut.starts, cut.ends], 1) + at for cut, (at, _) in zip(cuts, sentences, strict=True)]
        spans = np.concatenate([np.zeros((0, 2), np.int64), *places])[:MOST_SUBWORDS]
        scores, states = self._read(ids, windows_of(np.diff(bounds).tolist(), self.model.card.longest))
        return TokenOutputs(spans, bounds, scores, states, dict(self.model.card.layout))

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
