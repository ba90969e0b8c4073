"""Marks from labels: the most likely allowed sequence, checked against trying them all."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from lagebild.reading.model.outputs import TokenOutputs
from lagebild.reading.model.runs import best_runs, kind_runs

OUT, BEGIN, INSIDE = 0, 1, 2


def allowed(labels: tuple[int, ...]) -> bool:
    return all(b != INSIDE or a != OUT for a, b in pairwise((OUT, *labels)))


def likelihood(labels: tuple[int, ...], logs: list[list[float]]) -> float:
    return sum(logs[label][at] for at, label in enumerate(labels))


def labels_of(runs: list[tuple[int, int]], length: int) -> tuple[int, ...]:
    labels = [OUT] * length
    for first, last in runs:
        labels[first:last] = [BEGIN, *[INSIDE] * (last - first - 1)]
    return tuple(labels)


@given(st.lists(st.tuples(*[st.floats(-9, 0)] * 3), min_size=1, max_size=6))
def test_no_allowed_sequence_is_likelier(rows: list[tuple[float, float, float]]) -> None:
    logs = [list(column) for column in zip(*rows, strict=True)]
    found = labels_of(best_runs(*logs), len(rows))
    best = max(likelihood(labels, logs) for labels in product(range(3), repeat=len(rows)) if allowed(labels))
    assert allowed(found)
    assert abs(likelihood(found, logs) - best) < 1e-9


def outputs_with(scores: list[list[float]], bounds: list[int]) -> TokenOutputs:
    spans = np.array([[5 * at, 5 * at + 4] for at in range(len(scores))])
    rows = np.array(scores, np.float32)
    text = "word " * len(scores)
    return TokenOutputs(text, spans, np.array(bounds), rows, np.zeros((len(scores), 2), np.float32), {"name": (0, 5)})


def test_a_mark_ends_with_its_sentence_and_has_the_kind_most_of_it_speaks_for() -> None:
    inside_first, inside_second = [0.0, 0.0, 6.0, 0.0, 5.0], [0.0, 0.0, 2.0, 0.0, 6.0]
    outputs = outputs_with([[6.0, 0, 0, 0, 0], [0, 6.0, 0, 4.0, 0], inside_first, inside_second], [0, 3, 4])
    found = [(mark.run, mark.kind) for mark in kind_runs(outputs, "name")]
    assert found == [((1, 3), 0), ((3, 4), 1)]


def test_a_bias_brings_out_what_is_less_likely() -> None:
    outputs = outputs_with([[1.0, 0.0, -9.0, -9.0, -9.0]], [0, 1])
    assert kind_runs(outputs, "name") == []
    assert [mark.run for mark in kind_runs(outputs, "name", bias=2.0)] == [(0, 1)]
