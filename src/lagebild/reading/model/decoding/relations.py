"""Relation statements: sentences that say what a relation is, the pair they say it of, and its value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from lagebild.reading.marks import Dimension, MentionKind, Quotation, RelationStatement
from lagebild.reading.model.decoding.named import NamedInOrder
from lagebild.reading.model.decoding.outlooks import RELATION_VOTE, longest_runs
from lagebild.reading.model.decoding.thresholds import Thresholds
from lagebild.reading.model.outputs import Floats, TokenOutputs, sigmoid
from lagebild.reading.model.pairs import PairScorer, Side, place_of
from lagebild.spans import Span

REACH = 2
"""Sentences before its own in which a side of a relation may be named."""
MOST_SIDES = 12
"""Entities of a sentence that are paired at most."""
DIMENSIONS = tuple(Dimension)
CHANGES = (None, "up", "down")
_VALUES, _DIMENSIONS, _CHANGES = slice(1, 6), slice(6, 9), slice(9, 12)


@dataclass(frozen=True, slots=True)
class _Pair:
    sentence: int
    vote: float
    one: int
    other: int
    apart: int
    between: int


def relations_in(
    outputs: TokenOutputs,
    named: NamedInOrder,
    quotations: Sequence[Quotation],
    scorers: Mapping[str, PairScorer],
    thresholds: Thresholds,
) -> list[RelationStatement]:
    """Return the relation statements of an article, ordered by offset."""
    pairs = _pairs(outputs, named, thresholds.relation)
    if not pairs:
        return []
    sentences = sorted({p.sentence for p in pairs})
    whole = outputs.means([outputs.sentence_runs[sentence] for sentence in sentences])
    place = place_of(np.array([p.apart for p in pairs]), np.array([min(p.between, 3) for p in pairs]))
    ones, others = (Side(named.states, np.array([getattr(p, side) for p in pairs])) for side in ("one", "other"))
    said = Side(whole, np.searchsorted(sentences, [p.sentence for p in pairs]))
    scores = scorers["relation"].scores(ones, others, place, said)
    evidence = longest_runs(outputs, "relation")
    found = []
    for pair, row in zip(pairs, scores, strict=True):
        share = float(sigmoid(row[:1])[0])
        span = evidence.get(pair.sentence) or outputs.span_of(outputs.sentence_runs[pair.sentence])
        if share >= thresholds.relation_pair and span:
            found.append(_statement(pair, row, share, span, named, quotations))
    return sorted(found, key=lambda r: (r.start, r.end, r.entity_a, r.entity_b))


def _pairs(outputs: TokenOutputs, named: NamedInOrder, least: float) -> list[_Pair]:
    """Return the pairs of entities named in or shortly before a sentence that votes for a relation.

    As many sides as can be are named in the sentence itself.
    """
    votes = outputs.part("votes")[:, RELATION_VOTE]
    found = []
    for sentence, (first, last) in enumerate(outputs.sentence_runs):
        vote = float(sigmoid(votes[first:last].max(initial=-20.0)))
        if vote < least:
            continue
        latest: dict[str, int] = {}
        for place in named.near(sentence, REACH):
            if named.named[place].mention.kind is not MentionKind.MISC:
                latest[named.named[place].mention.entity] = place
        places = sorted(latest.values())[:MOST_SIDES]
        here = sum(named.named[place].sentence == sentence for place in places)
        for at, one in enumerate(places):
            for other in places[at + 1 :]:
                told = sum(named.named[place].sentence == sentence for place in (one, other))
                if told < min(here, 2):
                    continue
                apart = sentence - named.named[one].sentence
                found.append(_Pair(sentence, vote, one, other, apart, other - one - 1))
    return found


def _statement(
    pair: _Pair, row: Floats, share: float, span: Span, named: NamedInOrder, quotations: Sequence[Quotation]
) -> RelationStatement:
    entities = [named.named[place].mention.entity for place in (pair.one, pair.other)]
    inside = [q for q in quotations if q.start < span.end and span.start < q.end]
    said = max(inside, key=lambda q: min(q.end, span.end) - max(q.start, span.start), default=None)
    half = said and 2 * (min(said.end, span.end) - max(said.start, span.start)) >= span.end - span.start
    return RelationStatement(
        span.start,
        span.end,
        entities[0],
        entities[1],
        DIMENSIONS[int(row[_DIMENSIONS].argmax())],
        int(row[_VALUES].argmax()) - 2,
        CHANGES[int(row[_CHANGES].argmax())],
        said.speaker if said and half else None,
        float(np.sqrt(pair.vote * share)),
    )
