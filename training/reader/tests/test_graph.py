"""The ONNX graph gives the encoder's states, in bytes nearly so, and reads a window alike in any company."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from training.reader.encoder import Encoder, student, teacher
from training.reader.export import activations, compared, distance, feed_of, graph_in_bytes, session_of
from training.reader.graph import Graph, Linear, graph_of, saturation_graph
from training.reader.tests.test_unpack import SENTENCES
from training.reader.thinning import MULTIPLE, thinned
from training.reader.unpack import Checkpoint
from training.reader.windows import Ids

from lagebild.reading.model.file import SATURATION
from lagebild.reading.model.tokenizer import SubwordTokenizer

COLUMNS = 40


@pytest.fixture(scope="module")
def encoder(checkpoint: Checkpoint) -> Encoder:
    """Three layers of the teacher: enough to see every operation."""
    return student(teacher(checkpoint), (0, 6, 11))


@pytest.fixture(scope="module")
def head(encoder: Encoder) -> Linear:
    """A head with drawn weights."""
    draw = np.random.default_rng(3)
    weight = draw.normal(0, 0.05, (COLUMNS, encoder.shape.width)).astype(np.float32)
    return Linear(weight, draw.normal(0, 1, COLUMNS).astype(np.float32))


@pytest.fixture(scope="module")
def windows(checkpoint: Checkpoint) -> list[Ids]:
    """Sentences of different length, alone and some in a row."""
    cuts = [s.ids.astype(np.int64) for s in SubwordTokenizer(checkpoint.vocabulary).subwords(SENTENCES)]
    return [*cuts, np.concatenate(cuts)[:126]]


@pytest.fixture(scope="module")
def in_bytes(encoder: Encoder, head: Linear, windows: list[Ids]) -> Graph:
    """The graph that is shipped."""
    return graph_in_bytes(encoder, head, windows)


def test_float_graph_is_the_encoder(encoder: Encoder, head: Linear, windows: list[Ids]) -> None:
    """The same states and scores as torch, up to rounding."""
    session = session_of(graph_of(encoder, head).model)
    for window in windows:
        ids = torch.from_numpy(np.array([[0, *window, 2]]))
        with torch.no_grad():
            states = encoder(ids, torch.ones_like(ids))[-1].numpy()
        scores, found = session.run(["scores", "states"], feed_of(encoder, window))
        assert np.abs(found - states).max() < 1e-3
        assert np.abs(scores - (states @ head.weight.T + head.bias)).max() < 1e-3


def test_bytes_stay_near(encoder: Encoder, head: Linear, windows: list[Ids], in_bytes: Graph) -> None:
    """Scores and states of every subword point where those of fp32 do."""
    sessions = [session_of(graph.model) for graph in (in_bytes, graph_of(encoder, head))]
    for output in ("scores", "states"):
        ours, exact = (np.concatenate([s.run([output], feed_of(encoder, w))[0][0] for w in windows]) for s in sessions)
        far = distance(ours, exact)
        assert far["cosine"] > 0.99
        assert far["least"] > 0.9


def test_a_window_reads_alike_in_any_order_and_on_two_threads(
    encoder: Encoder, windows: list[Ids], in_bytes: Graph
) -> None:
    """Forwards, backwards, in a session of its own, and on two threads: the same bits."""
    one, two = session_of(in_bytes.model), session_of(in_bytes.model, threads=2)
    forwards = [one.run(None, feed_of(encoder, window)) for window in windows]
    backwards = [one.run(None, feed_of(encoder, window)) for window in reversed(windows)][::-1]
    alone = [session_of(in_bytes.model).run(None, feed_of(encoder, window)) for window in windows]
    threads = [two.run(None, feed_of(encoder, window)) for window in windows]
    for other in (backwards, alone, threads):
        for ours, theirs in zip(forwards, other, strict=True):
            assert all(np.array_equal(a, b) for a, b in zip(ours, theirs, strict=True))


def test_saturation_graph_is_right_where_it_does_not_saturate() -> None:
    """In fp32's exact integers the product is inputs x activation x weight."""
    (inputs, _), activation, weight = SATURATION
    session = session_of(saturation_graph())
    low = session.run(None, {"activations": np.ones((1, inputs), np.uint8)})[0].item()
    high = session.run(None, {"activations": np.full((1, inputs), activation, np.uint8)})[0].item()
    assert low == inputs * weight
    assert high <= inputs * activation * weight


def test_thinning_keeps_what_the_layer_gives(encoder: Encoder, head: Linear, windows: list[Ids]) -> None:
    """Inner units go in multiples of 32, and the states of the text they were weighed on hardly change."""
    exact = graph_of(encoder, head)
    seen = activations(exact, encoder, windows)
    thin = thinned(encoder, seen, budget=0.01)
    kept = [len(layer.inner.bias) for layer in thin.layers]
    assert all(units % MULTIPLE == 0 and units < encoder.shape.inner for units in kept)
    assert compared(graph_of(thin, head), exact, encoder, windows)["states"]["cosine"] > 0.97
