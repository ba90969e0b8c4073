"""Marks from labels: the most likely sequence in which a mark begins before it goes on, sentence by sentence."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lagebild.reading.model.outputs import Floats, Run, TokenOutputs, log_softmax

QUIET = 0.05
"""A sentence whose subwords are all less likely than this to lie in a mark has none."""


@dataclass(frozen=True, slots=True)
class KindRun:
    """A mark with its kind (a place in the layer's kinds) and the mean probability of its labels."""

    run: Run
    kind: int
    probability: float


def kind_runs(outputs: TokenOutputs, layer: str, bias: float = 0.0) -> list[KindRun]:
    """Return the marks of a layer; `bias` is added to the log odds of lying in one."""
    logs = log_softmax(outputs.part(layer))
    shares = np.exp(logs)
    begin, inside = shares[:, 1::2].sum(1), shares[:, 2::2].sum(1)
    outside = shares[:, 0]
    lift = float(np.exp(bias))
    logs_of = np.log(np.stack([outside, begin * lift, inside * lift]) + 1e-9)
    loud = 1 - outside > QUIET / lift
    if not loud.any():
        return []
    kinds = shares[:, 1::2] + shares[:, 2::2]
    found: list[KindRun] = []
    loud_counts = np.concatenate([[0], np.cumsum(loud)])
    for first, last in outputs.sentence_runs:
        if loud_counts[last] == loud_counts[first]:
            continue
        for start, end in best_runs(*(part[first:last].tolist() for part in logs_of)):
            run = (first + start, first + end)
            found.append(_of_kind(run, kinds[slice(*run)]))
    return found


def _of_kind(run: Run, kinds: Floats) -> KindRun:
    mean = kinds.mean(0)
    kind = int(mean.argmax())
    return KindRun(run, kind, float(mean[kind]))


def best_runs(outside: list[float], begin: list[float], inside: list[float]) -> list[Run]:
    """Return the runs of the most likely sequence of labels, given the logarithms of each label's probability.

    Viterbi's way through three labels, of which `inside` can only follow `begin` or `inside`.
    """
    out, within = 0.0, float("-inf")
    came: list[tuple[bool, int]] = []
    for o, b, i in zip(outside, begin, inside, strict=True):
        out_from_within = within > out
        best = within if out_from_within else out
        new, on = best + b, within + i
        if on >= new:
            came.append((out_from_within, 2))
            within = on
        else:
            came.append((out_from_within, 1 if out_from_within else 0))
            within = new
        out = best + o
    return _runs_back(came, within > out)


def _runs_back(came: list[tuple[bool, int]], ends_within: bool) -> list[Run]:
    """Follow the choices back: 2 went on, 1 began after a mark, 0 began after none."""
    runs: list[Run] = []
    within, end = ends_within, len(came)
    for at in range(len(came) - 1, -1, -1):
        out_from_within, step = came[at]
        if within:
            if step == 2:
                continue
            runs.append((at, end))
            within, end = step == 1, at
        else:
            within, end = out_from_within, at
    return runs[::-1]
