"""Whose a quantity is, where the rules found nobody: the most probable mention near it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from lagebild.reading.marks import Quantity
from lagebild.reading.model.decoding.named import NamedInOrder, Runs, candidates
from lagebild.reading.model.decoding.thresholds import Thresholds
from lagebild.reading.model.outputs import TokenOutputs, sigmoid
from lagebild.reading.model.pairs import PairScorer

REACH = 1
"""Sentences before its own in which the owner of a quantity is looked for."""


def with_owners(
    outputs: TokenOutputs,
    named: NamedInOrder,
    quantities: Sequence[Quantity],
    scorers: Mapping[str, PairScorer],
    thresholds: Thresholds,
) -> tuple[Quantity, ...]:
    """Return the quantities, those without an owner with the mention they are most probably of."""
    runs = Runs(outputs)
    lacking = [at for at, quantity in enumerate(quantities) if quantity.owner_start is None]
    placed = [(at, run) for at in lacking if (run := runs.of(quantities[at].start, quantities[at].end))]
    found = list(quantities)
    pairs = candidates(named, [run for _, run in placed], [outputs.sentence_of(run) for _, run in placed], REACH)
    if not len(pairs.mark):
        return tuple(found)
    states = outputs.means([run for _, run in placed])
    shares = sigmoid(pairs.scores(scorers["owner"], states, named.states)[:, 0])
    best: dict[int, float] = {}
    for mark, place, share in zip(pairs.mark.tolist(), pairs.mention.tolist(), shares.tolist(), strict=True):
        at, mention = placed[mark][0], named.named[place].mention
        if share >= thresholds.owner and share > best.get(at, 0.0):
            best[at] = share
            found[at] = replace(found[at], owner_start=mention.start, owner_end=mention.end)
    return tuple(found)
