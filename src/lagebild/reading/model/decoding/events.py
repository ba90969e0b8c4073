"""Event mentions: triggers with type and realis, and the mentions on their sides."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from lagebild.reading.entities.standins import StandIn
from lagebild.reading.marks import EventMention, EventType, Quotation, Realis, TimeExpression
from lagebild.reading.model.decoding.apart import topics_behind
from lagebild.reading.model.decoding.dated import can_date, dates_another
from lagebild.reading.model.decoding.named import NamedInOrder, Runs
from lagebild.reading.model.decoding.sides import SOURCE, TARGET, Sides, who_only_speaks
from lagebild.reading.model.decoding.thresholds import Thresholds
from lagebild.reading.model.decoding.verbs import realis_told
from lagebild.reading.model.outputs import Floats, Run, TokenOutputs, log_softmax, sigmoid
from lagebild.reading.model.pairs import PairScorer, Side, place_of
from lagebild.reading.model.runs import KindRun, kind_runs
from lagebild.spans import Span

TYPES = tuple(EventType)
REALIS = tuple(Realis)
FIRST_TYPE_VOTE = 3
"""Before the types, a sentence votes on conditional, forecast and relation."""
MOST_TIMES = 6
"""Time expressions on either side of a trigger that it is paired with at most."""
OBJECT_REACH = 25
"""Subwords between a trigger and its object at most."""


@dataclass(frozen=True, slots=True)
class _Trigger:
    run: Run
    span: Span
    sentence: int
    type: EventType
    realis: Realis
    confidence: float


def events_in(
    outputs: TokenOutputs,
    named: NamedInOrder,
    stand_ins: Sequence[StandIn],
    times: Sequence[TimeExpression],
    quotations: Sequence[Quotation],
    scorers: Mapping[str, PairScorer],
    thresholds: Thresholds,
) -> list[EventMention]:
    """Return the event mentions of an article, ordered by offset."""
    triggers = _triggers(outputs, thresholds)
    if not triggers:
        return []
    around = [_quotation_around(quotations, t.span.start) for t in triggers]
    runs, sentences = [t.run for t in triggers], [t.sentence for t in triggers]
    speaking = [_who_only_speaks(outputs, named, None if at is None else quotations[at]) for at in around]
    states = outputs.means([t.run for t in triggers])
    sides = Sides(outputs, named, stand_ins, runs, sentences, speaking, scorers["role"])
    objects = _objects(outputs, triggers)
    when = _times_of(outputs, triggers, states, times, scorers["time"], thresholds.time)
    found = []
    for at, trigger in enumerate(triggers):
        what, place, time = objects.get(at), sides.place(at, thresholds.place), when.get(at)
        about = _topics(outputs, named, trigger)
        found.append(
            EventMention(
                trigger.span.start,
                trigger.span.end,
                trigger.sentence,
                trigger.type,
                trigger.realis,
                tuple(one for one in sides.of(at, SOURCE, thresholds.source) if one.start not in about),
                tuple(one for one in sides.of(at, TARGET, thresholds.target) if one.start not in about),
                what[0] if what else None,
                what[1] if what else None,
                place[0] if place else None,
                place[1] if place else None,
                time.start if time else None,
                time.end if time else None,
                time.earliest if time else None,
                time.latest if time else None,
                around[at],
                trigger.confidence,
            )
        )
    return sorted(found, key=lambda event: (event.start, event.end, event.type))


def _topics(outputs: TokenOutputs, named: NamedInOrder, trigger: _Trigger) -> set[int]:
    """Return where those are named whom talks are only about."""
    if trigger.type is not EventType.CONSULT:
        return set()
    stop = (outputs.span_of(outputs.sentence_runs[trigger.sentence]) or trigger.span).end
    behind = [(n.mention.start, n.mention.end) for n in named.between(trigger.span.end, stop)]
    return {behind[place][0] for place in topics_behind(outputs.text, trigger.span.end, stop, behind)}


def _who_only_speaks(outputs: TokenOutputs, named: NamedInOrder, said: Quotation | None) -> str | None:
    if said is None:
        return None
    inside = [n.mention for n in named.between(said.start, said.end)]
    return who_only_speaks(outputs.text, said, inside)


def _triggers(outputs: TokenOutputs, thresholds: Thresholds) -> list[_Trigger]:
    runs: list[KindRun] = kind_runs(outputs, "event", thresholds.event)
    types, realis = (np.exp(log_softmax(outputs.part(layer))) for layer in ("type", "realis"))
    votes = outputs.part("votes")[:, FIRST_TYPE_VOTE:]
    found = []
    best: dict[int, Floats] = {}
    for mark in runs:
        sentence, span = outputs.sentence_of(mark.run), outputs.span_of(mark.run)
        if span is None:
            continue
        if sentence not in best:
            best[sentence] = sigmoid(votes[slice(*outputs.sentence_runs[sentence])].max(0))
        told = types[slice(*mark.run)].mean(0)
        weighed = told * (best[sentence] + 0.05)
        kind = int(weighed.argmax())
        if best[sentence][kind] < thresholds.event_vote:
            continue
        how = int(realis[slice(*mark.run)].mean(0).argmax())
        confidence = float(mark.probability * weighed[kind] / weighed.sum())
        within = outputs.span_of(outputs.sentence_runs[sentence]) or span
        realis_read = realis_told(outputs.text, within, span, REALIS[how])
        found.append(_Trigger(mark.run, span, sentence, TYPES[kind], realis_read, confidence))
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
    dating = [time for time in times if can_date(outputs.text, time)]
    placed = [(time, run) for time in dating if (run := runs.of(time.start, time.end))]
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
    starts = sorted(trigger.span.start for trigger in triggers)
    for (e, t, _), share in zip(pairs, shares.tolist(), strict=True):
        if share >= least and share > best.get(e, (0.0, None))[0]:
            found = placed[t][0]
            within = outputs.span_of(outputs.sentence_runs[triggers[e].sentence])
            words = Span(found.start, found.end)
            if within is None or not dates_another(outputs.text, within, words, triggers[e].span, starts):
                best[e] = (share, found)
    return {e: time_told for e, (_, time_told) in best.items()}


def _quotation_around(quotations: Sequence[Quotation], start: int) -> int | None:
    """Return the place of the innermost quotation around a character."""
    around = [at for at, q in enumerate(quotations) if q.start <= start < q.end]
    return min(around, key=lambda at: quotations[at].end - quotations[at].start, default=None)
