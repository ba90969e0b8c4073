"""The ONNX graph gives the encoder's states, and a window's rows do not depend on what is read with it."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from training.reader.encoder import Encoder, student, teacher
from training.reader.export import Feed, activation_ranges, feed_of, session_of
from training.reader.graph import Form, graph_of
from training.reader.tests.test_unpack import SENTENCES
from training.reader.unpack import Checkpoint
from training.reader.windows import padded

from lagebild.reading.model.tokenizer import SubwordTokenizer

LENGTH = 64
INDEPENDENT = [form for form in Form if form is not Form.DYNAMIC]


@pytest.fixture(scope="module")
def encoder(checkpoint: Checkpoint) -> Encoder:
    """Three layers of the teacher: enough to see every operation."""
    return student(teacher(checkpoint), (0, 6, 11))


@pytest.fixture(scope="module")
def windows(checkpoint: Checkpoint) -> list[NDArray[np.int64]]:
    """Sentences of different length as windows."""
    return [s.ids.astype(np.int64) for s in SubwordTokenizer(checkpoint.vocabulary).subwords(SENTENCES)]


@pytest.fixture(scope="module")
def feed(encoder: Encoder, windows: list[NDArray[np.int64]]) -> Feed:
    """All windows in one call."""
    return feed_of(encoder, windows, LENGTH)


def test_float_graph_is_the_encoder(encoder: Encoder, windows: list[NDArray[np.int64]], feed: Feed) -> None:
    """The same states as torch, up to rounding."""
    ids, real = (torch.from_numpy(array) for array in padded(windows, LENGTH))
    with torch.no_grad():
        expected = encoder(ids, real)[-1].numpy()
    found = session_of(graph_of(encoder, Form.FLOAT)[0]).run(None, feed)[0]
    assert np.abs(found - expected)[feed["real"] == 1].max() < 1e-3


@pytest.mark.parametrize("form", INDEPENDENT)
def test_rows_do_not_depend_on_neighbours_order_or_threads(form: Form, encoder: Encoder, feed: Feed) -> None:
    """Alone, together, reversed, and on two threads: the same bits."""
    model, _ = graph_of(encoder, form, activation_ranges(encoder, [feed]))
    session = session_of(model)
    together = session.run(None, feed)[0]
    alone = np.concatenate([session.run(None, {k: v[i : i + 1] for k, v in feed.items()})[0] for i in range(9)])
    turned = session.run(None, {name: np.ascontiguousarray(values[::-1]) for name, values in feed.items()})[0][::-1]
    threads = session_of(model, threads=2).run(None, feed)[0]
    real = feed["real"] == 1
    for other in (alone, turned, threads):
        assert np.array_equal(together[real], other[real])


@pytest.mark.parametrize(("form", "least"), [(Form.STATIC, 0.98), (Form.ROWS, 0.998), (Form.BLOCKS8, 0.999)])
def test_eight_bits_stay_near(form: Form, least: float, encoder: Encoder, feed: Feed) -> None:
    """Mean cosine of a subword's states to fp32."""
    exact = session_of(graph_of(encoder, Form.FLOAT)[0]).run(None, feed)[0][feed["real"] == 1]
    ranges = activation_ranges(encoder, [feed])
    found = session_of(graph_of(encoder, form, ranges)[0]).run(None, feed)[0][feed["real"] == 1]
    cosine = (exact * found).sum(-1) / np.linalg.norm(exact, axis=-1) / np.linalg.norm(found, axis=-1)
    assert cosine.mean() > least
