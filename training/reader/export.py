"""The encoder's ONNX file in a chosen form, and what each form costs.

`python -m training.reader.export --corpus CORPUS --run RUN --out FILE.onnx` writes the file. With `--measure` it writes
nothing and prints for every form size, distance to fp32, whether a window depends on its neighbours, and speed.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from numpy.typing import NDArray
from onnx import TensorProto, helper
from training.reader.distil import loaded_student
from training.reader.encoder import Encoder
from training.reader.graph import Form, graph_of
from training.reader.unpack import packed_model, unpacked
from training.reader.vocabulary import cut_checkpoint
from training.reader.windows import Ids, article_files, padded, plain_windows, sentences_in, texts_of

from lagebild.reading.model.tokenizer import SubwordTokenizer

CALIBRATING_WINDOWS = 64
"""Windows of 128 subwords over which the fixed ranges of activations are measured."""
TIMED_WINDOWS = 32
REPEATS = 5
"""Runs of which the fastest counts: others use the machine too."""
WINDOWS_IN_A_CALL = 4

Feed = dict[str, NDArray[np.generic]]


@dataclass(frozen=True, slots=True)
class German:
    """German windows with the number of words they hold."""

    feeds: tuple[Feed, ...]
    words: int


def session_of(model: onnx.ModelProto, threads: int = 1) -> onnxruntime.InferenceSession:
    """Return the graph ready to run."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
    return onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])


def feed_of(encoder: Encoder, windows: Sequence[Ids], length: int) -> Feed:
    """Return the inputs of the graph for windows padded to `length`."""
    ids, real = padded(windows, length)
    return {"words": encoder.word.weight.detach().numpy()[ids], "real": real.astype(np.int32)}


def activation_ranges(encoder: Encoder, feeds: Sequence[Feed]) -> dict[str, tuple[float, float]]:
    """Return the lowest and highest value that each matrix of the encoder is given."""
    model, multiplied = graph_of(encoder, Form.FLOAT)
    tensors = sorted(set(multiplied.values()))
    model.graph.output.extend(helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in tensors)
    session, found = session_of(model), dict.fromkeys(tensors, (0.0, 0.0))
    for feed in feeds:
        for name, values in zip(tensors, session.run(tensors, feed), strict=True):
            real = values[feed["real"] == 1]
            found[name] = min(found[name][0], float(real.min())), max(found[name][1], float(real.max()))
    return {matrix: found[tensor] for matrix, tensor in multiplied.items()}


def distance(states: NDArray[np.float32], exact: NDArray[np.float32], feed: Feed) -> dict[str, float]:
    """Return the largest difference of a value to fp32 and the mean cosine of a subword's states, padding left out."""
    ours, theirs = (s[feed["real"] == 1] for s in (states, exact))
    lengths = np.linalg.norm(ours, axis=-1) * np.linalg.norm(theirs, axis=-1)
    cosine = (ours * theirs).sum(-1) / lengths
    return {"max_difference": round(float(np.abs(ours - theirs).max()), 4), "cosine": round(float(cosine.mean()), 5)}


def difference_alone(session: onnxruntime.InferenceSession, feed: Feed) -> float:
    """Return the largest change of a value when each window is read alone instead of with the others."""
    together = session.run(None, feed)[0]
    rows = [
        session.run(None, {name: values[i : i + 1] for name, values in feed.items()})[0] for i in range(len(together))
    ]
    return float(np.abs(np.concatenate(rows) - together)[feed["real"] == 1].max())


def words_a_second(session: onnxruntime.InferenceSession, text: German, *, processor: bool) -> int:
    """Return German words read in a second of the wall clock, or in one of processor time."""
    clock = time.process_time if processor else time.perf_counter
    fastest = float("inf")
    for _ in range(REPEATS):
        since = clock()
        for feed in text.feeds:
            session.run(None, feed)
        fastest = min(fastest, clock() - since)
    return round(text.words / fastest)


def german_windows(encoder: Encoder, tokenizer: SubwordTokenizer, files: Sequence[Path], length: int) -> German:
    """Return windows of German articles as they are fed, with their number of words."""
    german = [file for file in files if "#lang de" in file.read_text(encoding="utf-8")]
    windows = plain_windows(texts_of(german, tokenizer), length)
    used = windows[:: max(1, len(windows) // TIMED_WINDOWS)][:TIMED_WINDOWS]
    words = sum(len(sentence.split()) for file in german for sentence in sentences_in(file))
    calls = [used[i : i + WINDOWS_IN_A_CALL] for i in range(0, len(used), WINDOWS_IN_A_CALL)]
    return German(tuple(feed_of(encoder, call, length) for call in calls), round(words * len(used) / len(windows)))


def measured(encoder: Encoder, tokenizer: SubwordTokenizer, corpus: Path) -> None:
    """Print a line for each form."""
    texts = {
        length: german_windows(encoder, tokenizer, article_files(corpus, dev=True), length) for length in (64, 128)
    }
    ranges = activation_ranges(encoder, calibrating(encoder, tokenizer, corpus))
    feed = texts[128].feeds[0]
    exact = session_of(graph_of(encoder, Form.FLOAT)[0]).run(None, feed)[0]
    for form in Form:
        model, _ = graph_of(encoder, form, ranges)
        session, two = session_of(model), session_of(model, threads=2)
        row = {"form": form.value, "mb": round(model.ByteSize() / 1e6, 1)}
        row |= distance(session.run(None, feed)[0], exact, feed)
        row["difference_alone"] = difference_alone(session, feed)
        row["difference_threads"] = float(np.abs(session.run(None, feed)[0] - two.run(None, feed)[0]).max())
        for length, text in texts.items():
            row[f"words_cpu_{length}"] = words_a_second(session, text, processor=True)
            row[f"words_2_{length}"] = words_a_second(two, text, processor=False)
        print(json.dumps(row), flush=True)


def calibrating(encoder: Encoder, tokenizer: SubwordTokenizer, corpus: Path) -> list[Feed]:
    """Return windows of training articles over which the fixed ranges are measured."""
    windows = plain_windows(texts_of(article_files(corpus, dev=False), tokenizer), 128)
    drawn = windows[:: max(1, len(windows) // CALIBRATING_WINDOWS)]
    return [feed_of(encoder, [window], 128) for window in drawn]


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the file, or measure the forms."""
    parser = argparse.ArgumentParser(description="Export the encoder.")
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--run", type=Path, required=True, help="folder of the distilled student")
    parser.add_argument("--form", type=Form, choices=list(Form), default=Form.ROWS)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--measure", action="store_true")
    given = parser.parse_args(arguments)
    encoder = loaded_student(given.run)
    tokenizer = SubwordTokenizer(cut_checkpoint(unpacked(packed_model())).vocabulary)
    if given.measure:
        measured(encoder, tokenizer, given.corpus)
    else:
        ranges = activation_ranges(encoder, calibrating(encoder, tokenizer, given.corpus))
        onnx.save(graph_of(encoder, given.form, ranges)[0], given.out)


if __name__ == "__main__":
    main()
