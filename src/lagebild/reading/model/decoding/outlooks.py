"""Conditionals and forecasts: the sentence votes, its subwords say where condition, consequence and forecast lie."""

from __future__ import annotations

from collections.abc import Sequence

from lagebild.reading.marks import EventMention, OutlookKind, OutlookStatement, Quotation
from lagebild.reading.model.decoding.clauses import from_clause_start, only_asks, to_clause_end
from lagebild.reading.model.decoding.thresholds import Thresholds
from lagebild.reading.model.decoding.verbs import tells_the_present
from lagebild.reading.model.outputs import Run, TokenOutputs, sigmoid
from lagebild.reading.model.runs import kind_runs
from lagebild.spans import Span

FORECAST_VOTE, RELATION_VOTE = 1, 2
"""Places of two votes of a sentence; the first is that of conditionals."""
LIFTED = 4.0
"""Added to the log odds of lying in a part where the sentence has voted that there is one."""
_AROUND = " ,;:–—-"
SHORTEST_PART = 8
"""Characters of a consequence at least."""
SHORTEST_FORECAST = 25
"""Characters of a forecast at least; of a shorter one the whole sentence is taken."""


def outlooks_in(
    outputs: TokenOutputs, quotations: Sequence[Quotation], events: Sequence[EventMention], thresholds: Thresholds
) -> list[OutlookStatement]:
    """Return the outlook statements of an article, ordered by offset."""
    votes = outputs.part("votes")[:, : FORECAST_VOTE + 1]
    parts = {layer: longest_runs(outputs, layer) for layer in ("condition", "consequence", "forecast")}
    found = []
    for number, (first, last) in enumerate(outputs.sentence_runs):
        if first == last:
            continue
        conditional, forecast = sigmoid(votes[first:last].max(0)).tolist()
        sentence = outputs.span_of((first, last))
        if sentence is None:
            continue
        if conditional >= thresholds.conditional:
            condition = to_clause_end(outputs.text, parts["condition"].get(number), sentence)
            consequence = to_clause_end(outputs.text, parts["consequence"].get(number), sentence)
            consequence = condition and _beside(outputs.text, consequence, condition)
            if condition and consequence:
                found.append(
                    _statement(OutlookKind.CONDITIONAL, condition, consequence, conditional, quotations, events)
                )
        if forecast >= thresholds.forecast and conditional < max(thresholds.conditional, forecast):
            clause = to_clause_end(outputs.text, parts["forecast"].get(number), sentence)
            said = _long_enough(from_clause_start(outputs.text, clause, sentence)) or sentence
            if not (tells_the_present(outputs.text, said) or only_asks(outputs.text, said, sentence)):
                found.append(_statement(OutlookKind.FORECAST, None, said, forecast, quotations, events))
    return sorted(found, key=lambda o: (o.start, o.end, o.kind))


def longest_runs(outputs: TokenOutputs, layer: str) -> dict[int, Span]:
    """Return the longest run of a layer in each sentence, lifted where it has none otherwise."""
    best: dict[int, Run] = {}
    for bias in (LIFTED, 0.0):
        lengths: dict[int, int] = {}
        for mark in kind_runs(outputs, layer, bias):
            sentence, length = outputs.sentence_of(mark.run), mark.run[1] - mark.run[0]
            if length > lengths.get(sentence, 0):
                best[sentence], lengths[sentence] = mark.run, length
    return {sentence: span for sentence, run in best.items() if (span := outputs.span_of(run))}


def _long_enough(span: Span | None) -> Span | None:
    return span if span and span.end - span.start >= SHORTEST_FORECAST else None


def _beside(text: str, consequence: Span | None, condition: Span) -> Span | None:
    """Return the longer part of a consequence that lies outside the condition, None if hardly any does."""
    if consequence is None or not consequence.overlaps(condition):
        return consequence
    before, after = Span(consequence.start, condition.start), Span(condition.end, consequence.end)
    longer = _trimmed(text, max(before, after, key=lambda span: span.end - span.start))
    return longer if longer.end - longer.start >= SHORTEST_PART else None


def _trimmed(text: str, span: Span) -> Span:
    """Return a part without the marks and spaces around it."""
    words = span.cut(text)
    start = span.start + len(words) - len(words.lstrip(_AROUND))
    return Span(start, max(start, span.end - len(words) + len(words.rstrip(_AROUND))))


def _statement(
    kind: OutlookKind,
    condition: Span | None,
    consequence: Span,
    confidence: float,
    quotations: Sequence[Quotation],
    events: Sequence[EventMention],
) -> OutlookStatement:
    start = min(consequence.start, condition.start if condition else consequence.start)
    end = max(consequence.end, condition.end if condition else consequence.end)
    said = _quotation_over(quotations, consequence)
    return OutlookStatement(
        start,
        end,
        kind,
        condition.start if condition else None,
        condition.end if condition else None,
        consequence.start,
        consequence.end,
        said.speaker_start if said else None,
        said.speaker_end if said else None,
        said.speaker if said else None,
        _events_in(events, condition),
        _events_in(events, consequence),
        confidence,
    )


def _quotation_over(quotations: Sequence[Quotation], span: Span) -> Quotation | None:
    """Return the quotation that shares most characters with `span`, if it is half of it at least."""
    shared = [(min(q.end, span.end) - max(q.start, span.start), q) for q in quotations]
    best = max(shared, key=lambda pair: pair[0], default=None)
    return best[1] if best and 2 * best[0] >= span.end - span.start else None


def _events_in(events: Sequence[EventMention], span: Span | None) -> tuple[int, ...]:
    return tuple(at for at, e in enumerate(events) if span and span.start <= e.start and e.end <= span.end)
