"""The reading of an article, from what the model says of an article's subwords."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace

from lagebild.articles.article import Article, Zone
from lagebild.reading.entities.antecedents import Antecedents
from lagebild.reading.entities.read import entities_of
from lagebild.reading.entities.roles import roles_of
from lagebild.reading.entities.standins import stand_ins_in
from lagebild.reading.marks import MentionKind, Quantity, RelationStatement, Sentence, TimeExpression
from lagebild.reading.mentions import mentions_of
from lagebild.reading.model.calibration import Calibration
from lagebild.reading.model.decoding.directed import directed
from lagebild.reading.model.decoding.events import events_in
from lagebild.reading.model.decoding.known import with_known, with_surnames, with_whole_bodies
from lagebild.reading.model.decoding.named import NamedInOrder
from lagebild.reading.model.decoding.names import names_in
from lagebild.reading.model.decoding.outlooks import outlooks_in
from lagebild.reading.model.decoding.owners import with_owners
from lagebild.reading.model.decoding.quotations import quotations_in
from lagebild.reading.model.decoding.relations import relations_in
from lagebild.reading.model.decoding.tellers import in_the_story
from lagebild.reading.model.decoding.thresholds import Thresholds
from lagebild.reading.model.decoding.unspoken import without_unspoken
from lagebild.reading.model.decoding.voices import with_headings
from lagebild.reading.model.outputs import TokenOutputs
from lagebild.reading.model.pairs import PairScorer
from lagebild.reading.reading import Reading
from lagebild.spans import Span

LEAST_RELATION = 0.35
"""Calibrated confidence of a relation at least: a wrong relation costs more than a missing one."""
LEAST_OF_PERSONS = 0.6
"""The same of one with a person as a side: of six below it, in 58 articles that are not trained on, one was right."""
_HEADINGS = frozenset({Zone.TITLE, Zone.KICKER, Zone.HEADING})


def judged_reading(
    article: Article,
    sentences: tuple[Sentence, ...],
    times: tuple[TimeExpression, ...],
    quantities: Sequence[Quantity],
    outputs: TokenOutputs,
    scorers: Mapping[str, PairScorer],
    thresholds: Thresholds,
    calibration: Calibration,
) -> Reading:
    """Return the reading of an article whose sentences, time expressions and quantities are known, without vectors.

    The quantities get owners where the rules found none.
    """
    known = with_known(names_in(outputs, thresholds.name), mentions_of(article))
    names = with_surnames(with_whole_bodies(known, article.text, article.lang), article.text)
    mentions = entities_of(article.text, sentences, article.lang, names)
    roles = roles_of(article.text, sentences, article.lang, mentions)
    acting = in_the_story(article, mentions)
    antecedents = Antecedents(article.text, sentences, article.lang, acting, roles)
    named = NamedInOrder(outputs, acting)
    headings = [Span(p.start, p.end) for p in article.passages if p.zone in _HEADINGS]
    said = quotations_in(outputs, named, antecedents, scorers, thresholds)
    quotations = with_headings(article.text, without_unspoken(article, said), headings)
    stand_ins = stand_ins_in(article.text, sentences, article.lang, acting, antecedents)
    found = events_in(outputs, named, stand_ins, times, quotations, scorers, thresholds)
    times, events = directed(times, found, article.published)
    relations = relations_in(outputs, named, stand_ins, quotations, scorers, thresholds)
    outlooks = outlooks_in(outputs, quotations, events, thresholds)
    persons = {mention.entity for mention in mentions if mention.kind is MentionKind.PER}
    owned = with_owners(outputs, named, quantities, scorers, thresholds)
    calibrated = [replace(r, confidence=calibration.of("relations", r.confidence)) for r in relations]
    return Reading(
        article,
        sentences,
        tuple(replace(m, confidence=calibration.of("names", m.confidence)) for m in mentions),
        times,
        owned,
        tuple(replace(q, confidence=calibration.of("quotations", q.confidence)) for q in quotations),
        events,
        tuple(r for r in calibrated if r.confidence >= _least(r, persons)),
        tuple(replace(o, confidence=calibration.of("outlooks", o.confidence)) for o in outlooks),
        roles,
    )


def _least(relation: RelationStatement, persons: Set[str]) -> float:
    """Return the confidence that a relation must have."""
    return LEAST_RELATION if persons.isdisjoint((relation.entity_a, relation.entity_b)) else LEAST_OF_PERSONS
