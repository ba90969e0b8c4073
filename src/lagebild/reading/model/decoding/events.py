"""Event mentions: triggers with type and realis, and the mentions on their sides."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from lagebild.reading.entities.standins import StandIn
from lagebild.reading.marks import EventMention, EventType, Participant, Quotation, TimeExpression
from lagebild.reading.model.decoding.apart import topics_behind
from lagebild.reading.model.decoding.dated import can_date, dates_another
from lagebild.reading.model.decoding.named import NamedInOrder, Runs
from lagebild.reading.model.decoding.sides import SOURCE, TARGET, Sides, who_only_speaks
from lagebild.reading.model.decoding.thresholds import Thresholds
from lagebild.reading.model.decoding.triggers import Trigger, candidate_triggers, chances, least_chance
from lagebild.reading.model.outputs import Floats, TokenOutputs, sigmoid
from lagebild.reading.model.pairs import PairScorer, Side, place_of
from lagebild.reading.model.runs import kind_runs
from lagebild.spans import Span

MOST_TIMES = 6
"""Time expressions on either side of a trigger that it is paired with at most."""
OBJECT_REACH = 25
"""Subwords between a trigger and its object at most."""


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
    judged = _judged(outputs, named, stand_ins, quotations, scorers, thresholds)
    if not judged:
        return []
    triggers = [one.trigger for one in judged]
    states = outputs.means([t.run for t in triggers])
    objects = _objects(outputs, triggers)
    when = _times_of(outputs, triggers, states, times, scorers["time"], thresholds.time)
    found = []
    for at, one in enumerate(judged):
        what, time, trigger = objects.get(at), when.get(at), one.trigger
        found.append(
            EventMention(
                trigger.span.start,
                trigger.span.end,
                trigger.sentence,
                trigger.type,
                trigger.realis,
                one.sources,
                one.targets,
                what[0] if what else None,
                what[1] if what else None,
                one.place[0] if one.place else None,
                one.place[1] if one.place else None,
                time.start if time else None,
                time.end if time else None,
                time.earliest if time else None,
                time.latest if time else None,
                one.quotation,
                one.chance,
            )
        )
    return sorted(found, key=lambda event: (event.start, event.end, event.type))


@dataclass(frozen=True, slots=True)
class _Judged:
    """A trigger with its sides, its place, the place of the quotation around it, and how probably it is an event."""

    trigger: Trigger
    sources: tuple[Participant, ...]
    targets: tuple[Participant, ...]
    place: tuple[int, int] | None
    quotation: int | None
    chance: float


def _judged(
    outputs: TokenOutputs,
    named: NamedInOrder,
    stand_ins: Sequence[StandIn],
    quotations: Sequence[Quotation],
    scorers: Mapping[str, PairScorer],
    thresholds: Thresholds,
) -> list[_Judged]:
    """Return the candidates that are probable enough."""
    triggers = candidate_triggers(outputs)
    around = [_quotation_around(quotations, t.span.start) for t in triggers]
    speaking = [_who_only_speaks(outputs, named, None if at is None else quotations[at]) for at in around]
    runs, sentences = [t.run for t in triggers], [t.sentence for t in triggers]
    sides = Sides(outputs, named, stand_ins, runs, sentences, speaking, scorers["role"])
    about = [_topics(outputs, named, trigger) for trigger in triggers]
    sources, targets = (
        [tuple(one for one in sides.of(at, role, least) if one.start not in about[at]) for at in range(len(triggers))]
        for role, least in ((SOURCE, thresholds.source), (TARGET, thresholds.target))
    )
    found = chances(outputs.text, triggers, list(map(bool, sources)), list(map(bool, targets)))
    return [
        _Judged(trigger, sources[at], targets[at], sides.place(at, thresholds.place), around[at], found[at])
        for at, trigger in enumerate(triggers)
        if found[at] >= least_chance()
    ]


def _topics(outputs: TokenOutputs, named: NamedInOrder, trigger: Trigger) -> set[int]:
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


def _objects(outputs: TokenOutputs, triggers: Sequence[Trigger]) -> dict[int, tuple[int, int]]:
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
    triggers: Sequence[Trigger],
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
