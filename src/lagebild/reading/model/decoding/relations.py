"""Relation statements: sentences that say what a relation is, the pair they say it of, and its value."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from lagebild.reading.entities.standins import StandIn
from lagebild.reading.marks import Dimension, Mention, MentionKind, Quotation, RelationStatement
from lagebild.reading.model.decoding.apart import is_compared
from lagebild.reading.model.decoding.clauses import to_end_of_saying
from lagebild.reading.model.decoding.named import NamedInOrder
from lagebild.reading.model.decoding.outlooks import RELATION_VOTE, longest_runs
from lagebild.reading.model.decoding.relation_words import change_told, value_told
from lagebild.reading.model.decoding.thresholds import Thresholds
from lagebild.reading.model.outputs import Floats, TokenOutputs, sigmoid
from lagebild.reading.model.pairs import PairScorer, Side, place_of
from lagebild.spans import Span

REACH = 2
"""Sentences before its own in which a side of a relation may be named."""
MOST_SIDES = 12
"""Entities of a sentence that are paired at most."""
_BETWEEN = re.compile(r"\b(?:zwischen|between)\s", re.I)
_ARTICLE = re.compile(r"(?:(?:der|dem|den|the)\s)?(?:[a-zäöüß]+\s)?", re.I)
_JOINED = re.compile(r"'?s?(?:,\s|,?\s(?:und|and|sowie|wie)\s)(?:(?:der|dem|den|the)\s)?(?:[a-zäöüß]+\s)?")
_LETTER = re.compile(r"[^\W\d_]")
_BODIES = frozenset({MentionKind.STATE, MentionKind.ORG})
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
    stand_ins: Sequence[StandIn],
    quotations: Sequence[Quotation],
    scorers: Mapping[str, PairScorer],
    thresholds: Thresholds,
) -> list[RelationStatement]:
    """Return the relation statements of an article, ordered by offset."""
    pairs = _pairs(outputs, named, stand_ins, thresholds.relation)
    if not pairs:
        return []
    sentences = sorted({p.sentence for p in pairs})
    whole = outputs.means([outputs.sentence_runs[sentence] for sentence in sentences])
    place = place_of(np.array([p.apart for p in pairs]), np.array([min(p.between, 3) for p in pairs]))
    ones, others = (Side(named.states, np.array([getattr(p, side) for p in pairs])) for side in ("one", "other"))
    told = Side(whole, np.searchsorted(sentences, [p.sentence for p in pairs]))
    scores = scorers["relation"].scores(ones, others, place, told)
    evidence = longest_runs(outputs, "relation")
    found = []
    for pair, row in zip(pairs, scores, strict=True):
        share = float(sigmoid(row[:1])[0])
        sentence = outputs.span_of(outputs.sentence_runs[pair.sentence])
        if share < thresholds.relation_pair or sentence is None or _are_compared(outputs.text, sentence, pair, named):
            continue
        span = evidence.get(pair.sentence) or sentence
        if _says_more_than_names(outputs.text, span, named):
            words = to_end_of_saying(outputs.text, span, sentence)
            found.append(_statement(pair, row, share, span, words.cut(outputs.text), named, quotations))
    return sorted(found, key=lambda r: (r.start, r.end, r.entity_a, r.entity_b))


def _are_compared(text: str, sentence: Span, pair: _Pair, named: NamedInOrder) -> bool:
    one, other = sorted(named.named[place].mention.start for place in (pair.one, pair.other))
    return one >= sentence.start and is_compared(text, sentence.start, one, other)


def _says_more_than_names(text: str, span: Span, named: NamedInOrder) -> bool:
    """Return whether any word of the evidence is none of a name."""
    free = span.start
    for name in named.between(span.start, span.end):
        if _LETTER.search(text, free, max(free, name.mention.start)):
            return True
        free = max(free, name.mention.end)
    return _LETTER.search(text, free, max(free, span.end)) is not None


def _pairs(outputs: TokenOutputs, named: NamedInOrder, stand_ins: Sequence[StandIn], least: float) -> list[_Pair]:
    """Return the pairs of entities that a sentence that votes for a relation can say it of.

    Words for two (`beide Länder`) decide only where the sentence names no state or organisation itself.
    """
    votes = outputs.part("votes")[:, RELATION_VOTE]
    pairs_meant = [one for one in stand_ins if len(one.mentions) > 1]
    starts = [one.start for one in pairs_meant]
    found = []
    for sentence, (first, last) in enumerate(outputs.sentence_runs):
        vote, span = float(sigmoid(votes[first:last].max(initial=-20.0))), outputs.span_of((first, last))
        if vote < least or span is None:
            continue
        meant = pairs_meant[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        told = told_between(outputs.text, named, span)
        if not told and meant and not any(n.mention.kind in _BODIES for n in named.between(span.start, span.end)):
            told = named.places_of(meant[0].mentions)
        for one, other in combinations(told, 2) if len(told) > 1 else _near(named, sentence):
            found.append(_Pair(sentence, vote, one, other, sentence - named.named[one].sentence, other - one - 1))
    return found


def told_between(text: str, named: NamedInOrder, span: Span) -> list[int]:
    """Return the places of the mentions that `zwischen A, B und C` names: a relation is said of these alone."""
    for begin in _BETWEEN.finditer(text, span.start, span.end):
        end = begin.end()
        found: list[Mention] = []
        for mention in named.between(end, span.end)[:MOST_SIDES]:
            gap = text[end : mention.mention.start]
            if not (_JOINED.fullmatch(gap) if found else _ARTICLE.fullmatch(gap)):
                break
            found.append(mention.mention)
            end = mention.mention.end
        if len({mention.entity for mention in found}) > 1:
            return named.places_of(found)
    return []


def _near(named: NamedInOrder, sentence: int) -> Iterator[tuple[int, int]]:
    """Yield the pairs named in or shortly before a sentence; as many sides as can be are named in it."""
    latest: dict[str, int] = {}
    for place in named.near(sentence, REACH):
        if named.named[place].mention.kind is not MentionKind.MISC:
            latest[named.named[place].mention.entity] = place
    places = sorted(latest.values())[:MOST_SIDES]
    here = sum(named.named[place].sentence == sentence for place in places)
    for pair in combinations(places, 2):
        if sum(named.named[place].sentence == sentence for place in pair) >= min(here, 2):
            yield pair


def _statement(
    pair: _Pair, row: Floats, share: float, span: Span, words: str, named: NamedInOrder, quotations: Sequence[Quotation]
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
        value_told(words, int(row[_VALUES].argmax()) - 2),
        change_told(words, CHANGES[int(row[_CHANGES].argmax())]),
        said.speaker if said and half else None,
        float(np.sqrt(pair.vote * share)),
    )
