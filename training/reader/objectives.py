"""What the reader learns from one batch: windows of articles with their marks, or marked pairs of actors."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional
from training.reader.examples import (
    NO_LABEL,
    SPAN_LAYERS,
    TOKEN_LAYERS,
    TYPES,
    EventExample,
    MentionExample,
    ReaderExample,
    Run,
)
from training.reader.model import ROLES, ReaderModel, layout
from training.reader.vocabulary import SPECIAL_PIECES

from lagebild.reading.model.pairs import place_of

REACH = 3
"""Sentences before its own in which the sides of a mark are looked for."""
WEIGHTS: dict[str, float] = {
    "name": 1.0, "quotation": 0.7, "cue": 0.4, "speaker": 0.4, "event": 1.0, "object": 0.3,
    "relation": 0.3, "condition": 0.4, "consequence": 0.4, "forecast": 0.4,
    "sector": 0.3, "modality": 0.2, "type": 0.7, "realis": 0.4, "votes": 1.5,
    "role": 1.5, "time": 0.2, "speaker pair": 0.5, "owner": 0.2, "relation pair": 1.0, "relation value": 0.4,
    "vector": 1.0, "alone": 2.0, "dyad": 1.0,
}  # fmt: skip
VOTE_WEIGHTS = torch.tensor([2.0] * 3 + [1.0] * len(TYPES))
"""What is rare counts more: conditionals, forecasts and relations are in one sentence of twelve to thirty."""
ROLE_WEIGHTS = torch.tensor([1.0, 1.2, 2.0, 1.0])
"""Targets are rarer than sources and further away."""
MASK = SPECIAL_PIECES.index(" mask")
HIDDEN = 0.12
"""Share of the subwords that are hidden in every second window, so that what stands around a word has to tell."""
NEIGHBOUR_SCALE = 20.0
"""Sharpness of who is near whom in a batch of sentences."""


@dataclass(frozen=True, slots=True)
class Window:
    """Sentences `[first, last)` of an article."""

    example: ReaderExample
    first: int
    last: int

    @property
    def run(self) -> Run:
        """The subwords of the window."""
        return int(self.example.bounds[self.first]), int(self.example.bounds[self.last])


@dataclass(slots=True)
class Pairs:
    """Pairs of marks of a batch: row and runs in it, their distance, and what is right."""

    row: list[int] = field(default_factory=list)
    one: list[Run] = field(default_factory=list)
    other: list[Run] = field(default_factory=list)
    context: list[Run] = field(default_factory=list)
    sentences: list[int] = field(default_factory=list)
    marks: list[int] = field(default_factory=list)
    right: list[tuple[int, ...]] = field(default_factory=list)


def input_of(windows: Sequence[Window], length: int) -> tuple[Tensor, Tensor]:
    """Return ids and where they are no padding; position 0 is the start mark."""
    ids = np.ones((len(windows), length), np.int64)
    for row, window in zip(ids, windows, strict=True):
        first, last = window.run
        part = window.example.ids[first:last][: length - 2]
        row[: len(part) + 2] = [0, *part, 2]
    return torch.from_numpy(ids), torch.from_numpy((ids != 1).astype(np.int64))


def partly_hidden(ids: Tensor) -> Tensor:
    """Return ids with some of the text's subwords hidden, in about half of the rows."""
    hide = (torch.rand(ids.shape) < HIDDEN) & (torch.rand(len(ids), 1) < 0.5) & (ids > MASK)
    return ids.masked_fill(hide, MASK)


def window_losses(
    model: ReaderModel, windows: Sequence[Window], length: int, vectors: dict[str, NDArray[np.float32]]
) -> dict[str, Tensor]:
    """Return the losses of a batch of windows; `vectors` holds the teacher's sentence vectors of each article."""
    ids, real = input_of(windows, length)
    states, rows = model(partly_hidden(ids), real)
    states, rows = states.float(), rows.float()
    parts = {layer: rows[..., slice(*cut)] for layer, cut in layout().items()}
    losses = {layer: _token_loss(parts[layer], windows, layer, length) for layer in (*SPAN_LAYERS, *TOKEN_LAYERS)}
    losses["votes"] = _vote_loss(parts["votes"], windows, length)
    losses |= _pair_losses(model, states, windows, length)
    losses["vector"] = _vector_loss(model, states, windows, length, vectors)
    return losses


def _token_loss(scores: Tensor, windows: Sequence[Window], layer: str, length: int) -> Tensor:
    wanted = np.full(scores.shape[:2], NO_LABEL, np.int64)
    for row, window in zip(wanted, windows, strict=True):
        labels = window.example.labels[layer][slice(*window.run)][: length - 2]
        row[1 : len(labels) + 1] = labels
    if (wanted == NO_LABEL).all():
        return scores.sum() * 0
    return functional.cross_entropy(scores.flatten(0, 1), torch.from_numpy(wanted).flatten(), ignore_index=NO_LABEL)


def _sentences(windows: Sequence[Window], length: int) -> Iterable[tuple[int, Window, int, Run]]:
    """Yield row, window, sentence and its subwords in the row, of the sentences that are in the row as a whole."""
    for row, window in enumerate(windows):
        start = window.run[0] - 1
        for sentence in range(window.first, window.last):
            first, last = (int(window.example.bounds[s]) - start for s in (sentence, sentence + 1))
            if first < last < length:
                yield row, window, sentence, (first, last)


def _vote_loss(scores: Tensor, windows: Sequence[Window], length: int) -> Tensor:
    best, wanted = [], []
    for row, window, sentence, (first, last) in _sentences(windows, length):
        best.append(scores[row, first:last].amax(0))
        wanted.append(window.example.votes[sentence])
    if not best:
        return scores.sum() * 0
    found, right = torch.stack(best), torch.from_numpy(np.array(wanted))
    return functional.binary_cross_entropy_with_logits(found, right, pos_weight=VOTE_WEIGHTS) * 4


def _vector_loss(
    model: ReaderModel, states: Tensor, windows: Sequence[Window], length: int, vectors: dict[str, NDArray[np.float32]]
) -> Tensor:
    ours, theirs = [], []
    for row, window, sentence, (first, last) in _sentences(windows, length):
        if window.example.name in vectors:
            ours.append(states[row, first:last].mean(0))
            theirs.append(vectors[window.example.name][sentence])
    if not ours:
        return states.sum() * 0
    wanted = torch.from_numpy(np.array(theirs))
    mean = torch.from_numpy(vectors["mean"])
    found = functional.normalize(model.vector(torch.stack(ours)), dim=-1)
    plain = 1 - (found * wanted).sum(-1)
    centred = 1 - functional.cosine_similarity(found - mean, wanted - mean, dim=-1)
    return (plain + 0.5 * centred).mean()


def alone_loss(
    model: ReaderModel, windows: Sequence[Window], length: int, vectors: dict[str, NDArray[np.float32]]
) -> Tensor:
    """Return how far sentences read alone are from the original encoder's vectors, and from who is near whom there."""
    ids, real = input_of(windows, length)
    states = model.encoder(ids, real)[-1].float()
    inside = real.clone()
    inside[:, 0] = 0
    inside[torch.arange(len(windows)), real.sum(1) - 1] = 0
    means = (states * inside[..., None]).sum(1) / inside.sum(1, keepdim=True)
    found = functional.normalize(model.vector(means), dim=-1)
    wanted = torch.from_numpy(np.stack([vectors[w.example.name][w.first] for w in windows]))
    mean = torch.from_numpy(vectors["mean"])
    centred = 1 - functional.cosine_similarity(found - mean, wanted - mean, dim=-1)
    ours, theirs = (functional.normalize(v - mean, dim=-1) for v in (found, wanted))
    near = functional.mse_loss(ours @ ours.T, theirs @ theirs.T)
    return (1 - (found * wanted).sum(-1)).mean() + centred.mean() + NEIGHBOUR_SCALE * near


def _pair_losses(model: ReaderModel, states: Tensor, windows: Sequence[Window], length: int) -> dict[str, Tensor]:
    pairs = {name: Pairs() for name in ("role", "time", "speaker", "owner", "relation")}
    for row, window in enumerate(windows):
        _Collecting(row, window, length, pairs).collect()
    zero = states.sum() * 0
    sums = torch.cat([torch.zeros_like(states[:, :1]), states.cumsum(1)], 1)
    scores = {name: _scores(model, sums, name, found) for name, found in pairs.items() if found.row}
    right = {name: torch.tensor(found.right) for name, found in pairs.items() if found.row}
    losses = {
        "role": zero,
        "time": zero,
        "speaker pair": zero,
        "owner": zero,
        "relation pair": zero,
        "relation value": zero,
    }
    if "role" in scores:
        losses["role"] = functional.cross_entropy(scores["role"], right["role"][:, 0], ROLE_WEIGHTS)
    for name, loss in (("time", "time"), ("speaker", "speaker pair"), ("owner", "owner")):
        if name in scores:
            wanted = right[name][:, 0].float()
            losses[loss] = functional.binary_cross_entropy_with_logits(scores[name][:, 0], wanted)
    if "relation" in scores:
        found, wanted = scores["relation"], right["relation"]
        known = wanted[:, 0] >= 0
        losses["relation pair"] = functional.binary_cross_entropy_with_logits(found[known, 0], wanted[known, 0].float())
        said = wanted[:, 0] > 0
        if said.any():
            cuts = ((1, 6, 1), (6, 9, 2), (9, 12, 3))
            values = [functional.cross_entropy(found[said, a:b], wanted[said, c]) for a, b, c in cuts]
            losses["relation value"] = values[0] + values[1] + 0.5 * values[2]
    return losses


def _scores(model: ReaderModel, sums: Tensor, name: str, pairs: Pairs) -> Tensor:
    rows = torch.tensor(pairs.row)
    context = _means(sums, rows, pairs.context) if pairs.context else None
    place = torch.from_numpy(place_of(np.array(pairs.sentences, np.int64), np.array(pairs.marks, np.int64)))
    found: Tensor = model.scorers[name](_means(sums, rows, pairs.one), _means(sums, rows, pairs.other), place, context)
    return found


def _means(sums: Tensor, rows: Tensor, runs: Sequence[Run]) -> Tensor:
    first, last = torch.tensor([r[0] for r in runs]), torch.tensor([r[1] for r in runs])
    return (sums[rows, last] - sums[rows, first]) / (last - first)[:, None]


class _Collecting:
    """Collects the pairs of one window."""

    def __init__(self, row: int, window: Window, length: int, pairs: dict[str, Pairs]) -> None:
        self.row, self.window, self.pairs = row, window, pairs
        self.start, self.length = window.run[0] - 1, length
        here = [m for m in window.example.mentions if self._inside(m.run, m.sentence)]
        self.mentions = here

    def _inside(self, run: Run, sentence: int) -> bool:
        return self.window.first <= sentence < self.window.last and run[1] - self.start < self.length

    def _near(self, sentence: int, reach: int = REACH) -> list[tuple[int, MentionExample]]:
        return [(at, m) for at, m in enumerate(self.mentions) if sentence - reach <= m.sentence <= sentence]

    def _add(
        self,
        name: str,
        one: Run,
        sentence: int,
        mention: MentionExample,
        at: int,
        before: int,
        right: tuple[int, ...],
        context: Run | None = None,
    ) -> None:
        pairs = self.pairs[name]
        pairs.row.append(self.row)
        pairs.one.append((one[0] - self.start, one[1] - self.start))
        pairs.other.append((mention.run[0] - self.start, mention.run[1] - self.start))
        if context:
            pairs.context.append((context[0] - self.start, context[1] - self.start))
        pairs.sentences.append(sentence - mention.sentence)
        pairs.marks.append(before - at - 1)
        pairs.right.append(right)

    def collect(self) -> None:
        example = self.window.example
        for event in example.events:
            if self._inside(event.run, event.sentence):
                self._roles(event)
                self._times(event)
        for quotation in example.quotations:
            if quotation.speaker is not None and self._inside(quotation.run, quotation.sentence):
                self._one_of("speaker", quotation.run, quotation.sentence, quotation.speaker, REACH)
        for quantity in example.quantities:
            if self._inside(quantity.run, quantity.sentence):
                self._one_of("owner", quantity.run, quantity.sentence, quantity.owner, 1)
        for sentence in range(self.window.first, self.window.last):
            self._relations(sentence)

    def _before(self, run: Run) -> int:
        """Return how many mentions of the window begin before a mark."""
        return sum(m.run[0] < run[0] for m in self.mentions)

    def _roles(self, event: EventExample) -> None:
        near, before = self._near(event.sentence), self._before(event.run)
        chosen: dict[int, int] = {}
        for role, actors in ((1, event.sources), (2, event.targets)):
            for actor in actors:
                places = [(at, m) for at, m in near if m.actor == actor]
                if places:
                    best = max(places, key=lambda p: (p[1].sentence, -abs(p[0] - before)))
                    chosen.setdefault(best[0], role)
        sides = event.sources | event.targets
        for at, mention in near:
            role = chosen.get(at, NO_LABEL if mention.actor in sides else 0)
            if role == 0 and event.place and event.place[0] <= mention.run[0] < event.place[1]:
                role = ROLES.index("place")
            if role != NO_LABEL:
                self._add("role", event.run, event.sentence, mention, at, before, (role,))

    def _times(self, event: EventExample) -> None:
        bounds = self.window.example.bounds[event.sentence], self.window.example.bounds[event.sentence + 1]
        times = [
            t
            for t in self.window.example.times
            if bounds[0] <= t[0] and t[1] <= bounds[1] and t[1] - self.start < self.length
        ]
        for at, run in enumerate(times):
            right = bool(event.time and event.time[0] < run[1] and run[0] < event.time[1])
            mention = MentionExample(run, event.sentence, -1, "LOC")
            before = sum(t[0] < event.run[0] for t in times)
            self._add("time", event.run, event.sentence, mention, at, before, (int(right),))

    def _one_of(self, name: str, run: Run, sentence: int, actor: int | None, reach: int) -> None:
        near, before = self._near(sentence, reach), self._before(run)
        places = [(at, m) for at, m in near if m.actor == actor]
        best = max(places, key=lambda p: (p[1].sentence, -abs(p[0] - before)), default=(-1, None))[0]
        for at, mention in near:
            if at == best or mention.actor != actor:
                self._add(name, run, sentence, mention, at, before, (int(at == best),))

    def _relations(self, sentence: int) -> None:
        example = self.window.example
        said = [r for r in example.relations if r.sentence == sentence]
        bounds = int(example.bounds[sentence]), int(example.bounds[sentence + 1])
        if bounds[1] - self.start >= self.length:
            return
        near = self._near(sentence, 2)
        latest: dict[int, tuple[int, MentionExample]] = {m.actor: (at, m) for at, m in near if m.kind != "MISC"}
        actors = sorted(latest, key=lambda a: latest[a][0])
        for n, a in enumerate(actors):
            for b in actors[n + 1 :]:
                (at_a, one), (at_b, other) = latest[a], latest[b]
                if one.sentence < sentence and other.sentence < sentence and not said:
                    continue
                found = next((r for r in said if r.sides == {a, b}), None)
                right = (1, found.value, found.dimension, found.change) if found else (0, 0, 0, 0)
                pairs = self.pairs["relation"]
                pairs.row.append(self.row)
                pairs.one.append((one.run[0] - self.start, one.run[1] - self.start))
                pairs.other.append((other.run[0] - self.start, other.run[1] - self.start))
                pairs.context.append((bounds[0] - self.start, bounds[1] - self.start))
                pairs.sentences.append(sentence - one.sentence)
                pairs.marks.append(min(at_b - at_a - 1, 3))
                pairs.right.append(right)
