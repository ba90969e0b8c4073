"""Event mentions: triggers with type and realis, and the mentions on their sides."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from lagebild.reading.marks import EventMention, EventType, Participant, Quotation, Realis, TimeExpression
from lagebild.reading.model.decoding.named import Candidates, NamedInOrder, Runs, candidates
from lagebild.reading.model.decoding.thresholds import Thresholds
from lagebild.reading.model.outputs import Floats, Run, TokenOutputs, log_softmax, sigmoid
from lagebild.reading.model.pairs import PairScorer, Side, place_of
from lagebild.reading.model.runs import KindRun, kind_runs

TYPES = tuple(EventType)
REALIS = tuple(Realis)
REACH = 3
"""Sentences before its own in which the sides of an event are looked for."""
SOURCE, TARGET, PLACE = 1, 2, 3
FIRST_TYPE_VOTE = 3
"""Before the types, a sentence votes on conditional, forecast and relation."""
MOST_TIMES = 6
"""Time expressions on either side of a trigger that it is paired with at most."""
OBJECT_REACH = 25
"""Subwords between a trigger and its object at most."""


@dataclass(frozen=True, slots=True)
class _Trigger:
    run: Run
    sentence: int
    type: EventType
    realis: Realis
    confidence: float


def events_in(
    outputs: TokenOutputs,
    named: NamedInOrder,
    times: Sequence[TimeExpression],
    quotations: Sequence[Quotation],
    scorers: Mapping[str, PairScorer],
    thresholds: Thresholds,
) -> list[EventMention]:
    """Return the event mentions of an article, ordered by offset."""
    triggers = _triggers(outputs, thresholds)
    if not triggers:
        return []
    states = outputs.means([t.run for t in triggers])
    pairs = candidates(named, [t.run for t in triggers], [t.sentence for t in triggers], REACH)
    roles = np.exp(log_softmax(pairs.scores(scorers["role"], states, named.states)))
    sides = _Sides(pairs, roles, named, len(triggers), thresholds)
    objects = _objects(outputs, triggers)
    when = _times_of(outputs, triggers, states, times, scorers["time"], thresholds.time)
    found = []
    for at, trigger in enumerate(triggers):
        span = outputs.span_of(trigger.run)
        if span is None:
            continue
        what, place, time = objects.get(at), sides.place(at, trigger.sentence), when.get(at)
        found.append(
            EventMention(
                span.start,
                span.end,
                trigger.sentence,
                trigger.type,
                trigger.realis,
                sides.of(at, SOURCE),
                sides.of(at, TARGET),
                what[0] if what else None,
                what[1] if what else None,
                place[0] if place else None,
                place[1] if place else None,
                time.start if time else None,
                time.end if time else None,
                time.earliest if time else None,
                time.latest if time else None,
                _quotation_around(quotations, span.start),
                trigger.confidence,
            )
        )
    return sorted(found, key=lambda event: (event.start, event.end, event.type))


def _triggers(outputs: TokenOutputs, thresholds: Thresholds) -> list[_Trigger]:
    runs: list[KindRun] = kind_runs(outputs, "event", thresholds.event)
    types, realis = (np.exp(log_softmax(outputs.part(layer))) for layer in ("type", "realis"))
    votes = outputs.part("votes")[:, FIRST_TYPE_VOTE:]
    found = []
    best: dict[int, Floats] = {}
    for mark in runs:
        sentence = outputs.sentence_of(mark.run)
        if sentence not in best:
            best[sentence] = sigmoid(votes[slice(*outputs.sentence_runs[sentence])].max(0))
        told = types[slice(*mark.run)].mean(0)
        weighed = told * (best[sentence] + 0.05)
        kind = int(weighed.argmax())
        if best[sentence][kind] < thresholds.event_vote:
            continue
        how = int(realis[slice(*mark.run)].mean(0).argmax())
        confidence = float(mark.probability * weighed[kind] / weighed.sum())
        found.append(_Trigger(mark.run, sentence, TYPES[kind], REALIS[how], confidence))
    return found


class _Sides:
    """The mentions that are the sides of each event: of one entity only the most probable."""

    def __init__(
        self, pairs: Candidates, roles: Floats, named: NamedInOrder, events: int, thresholds: Thresholds
    ) -> None:
        self._named, self._roles, self._thresholds = named, roles, thresholds
        self._mentions = pairs.mention
        self._cuts = np.searchsorted(pairs.mark, np.arange(events + 1))

    def of(self, event: int, role: int) -> tuple[Participant, ...]:
        """Return the sides of an event in one role, in the order of the text."""
        least = self._thresholds.source if role == SOURCE else self._thresholds.target
        best: dict[str, tuple[float, int]] = {}
        for pair in range(self._cuts[event], self._cuts[event + 1]):
            if self._roles[pair, role] < self._roles[pair, SOURCE + TARGET - role]:
                continue
            share = float(self._roles[pair, role])
            mention = int(self._mentions[pair])
            entity = self._named.named[mention].mention.entity
            if share >= least and share > best.get(entity, (0.0, 0))[0]:
                best[entity] = (share, mention)
        chosen = [self._named.named[mention].mention for _, mention in best.values()]
        return tuple(sorted(Participant(m.start, m.end, m.entity) for m in chosen))

    def place(self, event: int, sentence: int) -> tuple[int, int] | None:
        """Return the characters of the most probable place in the event's own sentence."""
        best, found = self._thresholds.place, None
        for pair in range(self._cuts[event], self._cuts[event + 1]):
            named = self._named.named[int(self._mentions[pair])]
            if named.sentence == sentence and self._roles[pair, PLACE] >= best:
                best, found = float(self._roles[pair, PLACE]), (named.mention.start, named.mention.end)
        return found


def _objects(outputs: TokenOutputs, triggers: Sequence[_Trigger]) -> dict[int, tuple[int, int]]:
    """Return the characters of the object of each event: what stands nearest to it in its sentence, given once."""
    found: dict[int, tuple[int, int, int]] = {}
    firsts = [t.run[0] for t in triggers]
    for mark in kind_runs(outputs, "object"):
        span, sentence = outputs.span_of(mark.run), outputs.sentence_of(mark.run)
        after = bisect_left(firsts, mark.run[0])
        beside = [at for at in (after - 1, after) if 0 <= at < len(triggers) and triggers[at].sentence == sentence]
        apart = {at: max(mark.run[0] - triggers[at].run[1], triggers[at].run[0] - mark.run[1]) for at in beside}
        near = [at for at in beside if 0 <= apart[at] <= OBJECT_REACH]
        if span and near:
            at = min(near, key=lambda a: apart[a])
            if at not in found or apart[at] < found[at][0]:
                found[at] = (apart[at], span.start, span.end)
    return {at: (start, end) for at, (_, start, end) in found.items()}


def _times_of(
    outputs: TokenOutputs,
    triggers: Sequence[_Trigger],
    states: Floats,
    times: Sequence[TimeExpression],
    scorer: PairScorer,
    least: float,
) -> dict[int, TimeExpression]:
    """Return the most probable time expression of each event in its own sentence."""
    runs = Runs(outputs)
    placed = [(time, run) for time in times if (run := runs.of(time.start, time.end))]
    by_sentence: dict[int, list[int]] = {}
    for at, (_, run) in enumerate(placed):
        by_sentence.setdefault(outputs.sentence_of(run), []).append(at)
    pairs = []
    for event, trigger in enumerate(triggers):
        here = by_sentence.get(trigger.sentence, [])
        before = bisect_left(here, trigger.run[0], key=lambda at: placed[at][1][0])
        for place in range(max(0, before - MOST_TIMES), min(len(here), before + MOST_TIMES)):
            pairs.append((event, here[place], before - place - 1))
    if not pairs:
        return {}
    event, time, between = np.array(pairs, np.int64).T
    told = outputs.means([run for _, run in placed])
    scores = scorer.scores(Side(states, event), Side(told, time), place_of(np.zeros_like(event), between))
    shares = sigmoid(scores[:, 0])
    best: dict[int, tuple[float, TimeExpression]] = {}
    for (e, t, _), share in zip(pairs, shares.tolist(), strict=True):
        if share >= least and share > best.get(e, (0.0, None))[0]:
            best[e] = (share, placed[t][0])
    return {e: found for e, (_, found) in best.items()}


def _quotation_around(quotations: Sequence[Quotation], start: int) -> int | None:
    """Return the place of the innermost quotation around a character."""
    around = [at for at, q in enumerate(quotations) if q.start <= start < q.end]
    return min(around, key=lambda at: quotations[at].end - quotations[at].start, default=None)
