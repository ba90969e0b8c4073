"""The model file that the package ships, made from a trained state.

`python -m training.reader.export --corpus CORPUS --run DISTILLED --state FOLDER/average.pt --out reader.zip` reads the
corpus only to see how large the numbers inside the encoder get. `--card FILE.json` adds thresholds, calibration and
facts; what is measured here (size, distance of the bytes to fp32) is written into the facts.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from numpy.typing import NDArray
from onnx import TensorProto, helper
from training.reader.encoder import Encoder
from training.reader.graph import Graph, Linear, graph_of, saturation_graph
from training.reader.judge import arrays_of
from training.reader.model import layout
from training.reader.rounding import Matrix, Rounding, best_rounding, with_even_values
from training.reader.thinning import thinned
from training.reader.train import loaded_model
from training.reader.unpack import packed_model, unpacked, word_blocks
from training.reader.vocabulary import Cut, cut_vocabulary
from training.reader.windows import Ids, article_files, plain_windows, texts_of

from lagebild.reading.model.file import Card, ReaderModel, write_model
from lagebild.reading.model.tokenizer import SubwordTokenizer

LONGEST = 128
"""Subwords of a window."""
THINNING_WINDOWS = 192
"""Windows of training text over which inner units are weighed: about 19,000 subwords for 1,536 units."""
CALIBRATING_WINDOWS = 64
"""Windows of training text over which the ranges are chosen."""
COMPARED_WINDOWS = 32
"""Windows of held-out text over which the bytes are compared with fp32."""


def session_of(model: onnx.ModelProto | bytes, threads: int = 1) -> onnxruntime.InferenceSession:
    """Return the graph ready to run."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
    content = model if isinstance(model, bytes) else model.SerializeToString()
    return onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])


def feed_of(encoder: Encoder, window: Ids) -> dict[str, NDArray[np.float32]]:
    """Return the input of the graph for one window of piece ids, to which the marks are added."""
    return {"words": encoder.word.weight.detach().numpy()[np.array([0, *window, 2])][None]}


def activations(graph: Graph, encoder: Encoder, windows: Sequence[Ids]) -> dict[str, Matrix]:
    """Return what goes into each matrix over `windows`, a row a subword."""
    model = onnx.ModelProto()
    model.CopyFrom(graph.model)
    known = {output.name for output in model.graph.output}
    tensors = sorted(set(graph.multiplied.values()))
    for tensor in set(tensors) - known:
        model.graph.output.append(helper.make_tensor_value_info(tensor, TensorProto.FLOAT, None))
    session = session_of(model)
    found = [session.run(tensors, feed_of(encoder, window)) for window in windows]
    rows = {tensor: np.concatenate([values[i][0] for values in found]) for i, tensor in enumerate(tensors)}
    return {matrix: rows[tensor] for matrix, tensor in graph.multiplied.items()}


def graph_in_bytes(encoder: Encoder, head: Linear, windows: Sequence[Ids]) -> Graph:
    """Return the graph with every matrix in bytes; ranges are chosen over `windows`."""
    seen = activations(graph_of(encoder, head), encoder, windows)
    evened = with_even_values(encoder, [seen[f"l{i}.attended"] for i in range(len(encoder.layers))])
    exact = graph_of(evened, head)
    roundings: dict[str, Rounding] = {}
    for name, values in activations(exact, evened, windows).items():
        if name.endswith(".outer"):  # by row
            continue
        even = not name.endswith(".attended")
        roundings[name] = best_rounding(values, exact.matrices[name].weight, even=even)
    return graph_of(evened, head, roundings)


def distance(ours: Matrix, exact: Matrix) -> dict[str, float]:
    """Return the cosine to fp32 after the mean is taken off, on average and at least, and the largest difference."""
    middle = exact.mean(0)
    a, b = ours - middle, exact - middle
    cosines = (a * b).sum(-1) / np.linalg.norm(a, axis=-1) / np.linalg.norm(b, axis=-1)
    found = {"cosine": cosines.mean(), "least": cosines.min(), "difference": np.abs(ours - exact).max()}
    return {name: round(float(value), 5) for name, value in found.items()}


def compared(graph: Graph, exact: Graph, encoder: Encoder, windows: Sequence[Ids]) -> dict[str, dict[str, float]]:
    """Return how far scores and states of the bytes are from those of fp32."""
    names, sessions = ["scores", "states"], (session_of(graph.model), session_of(exact.model))
    runs = [[session.run(names, feed_of(encoder, window)) for window in windows] for session in sessions]
    ours, theirs = ([np.concatenate([values[i][0] for values in run]) for i in range(2)] for run in runs)
    return {name: distance(a, b) for name, a, b in zip(names, ours, theirs, strict=True)}


def drawn(files: Sequence[Path], tokenizer: SubwordTokenizer, count: int) -> list[Ids]:
    """Return `count` windows from all over the articles."""
    windows = plain_windows(texts_of(files, tokenizer), LONGEST)
    return windows[:: max(1, len(windows) // count)][:count]


def exported(
    encoder: Encoder, head: Linear, arrays: Mapping[str, Matrix], card: Card, corpus: Path
) -> tuple[ReaderModel, dict[str, dict[str, float]]]:
    """Return the model as the package reads it, and its distance to fp32 on held-out articles."""
    path = packed_model()
    cut: Cut = cut_vocabulary(unpacked(path).vocabulary)
    tokenizer = SubwordTokenizer(cut.vocabulary)
    seen = drawn(article_files(corpus, dev=False), tokenizer, THINNING_WINDOWS)
    thin = thinned(encoder, activations(graph_of(encoder, head), encoder, seen))
    graph = graph_in_bytes(thin, head, seen[:: THINNING_WINDOWS // CALIBRATING_WINDOWS])
    held_out = drawn(article_files(corpus, dev=True), tokenizer, COMPARED_WINDOWS)
    model = ReaderModel(
        card=card,
        vocabulary=cut.vocabulary,
        words=word_blocks(path)[cut.kept],
        encoder=graph.model.SerializeToString(),
        saturation=saturation_graph().SerializeToString(),
        arrays=arrays,
    )
    return model, compared(graph, graph_of(encoder, head), encoder, held_out)


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(description="Write the reader's model file.")
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--run", type=Path, required=True, help="folder of the distilled student")
    parser.add_argument("--state", type=Path, required=True, help="averaged weights of the trained reader")
    parser.add_argument("--card", type=Path, help="JSON with thresholds, calibration and facts")
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args(arguments)
    reader = loaded_model(given.run, given.state)
    head = Linear(*(parameter.detach().numpy() for parameter in (reader.head.weight, reader.head.bias)))
    told = json.loads(given.card.read_text(encoding="utf-8")) if given.card else {}
    card = Card(LONGEST, layout(), **told)
    model, measured = exported(reader.encoder, head, arrays_of(reader), card, given.corpus)
    facts = {**card.facts, "bytes_against_fp32": measured}
    write_model(replace(model, card=replace(card, facts=facts)), given.out)
    print(json.dumps({"mb": round(given.out.stat().st_size / 1e6, 1), **measured}))


if __name__ == "__main__":
    main()
