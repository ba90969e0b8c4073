"""The reading that says exactly what an annotation says."""

from lagebild.articles.article import Article
from lagebild.reading.marks import (
    Dimension,
    EventMention,
    EventType,
    Mention,
    Modality,
    OutlookKind,
    OutlookStatement,
    Participant,
    Quantity,
    Quotation,
    QuotationKind,
    Realis,
    RelationStatement,
    TimeExpression,
    TimexType,
)
from lagebild.reading.reading import Reading
from lagebild.scoring.ann import parse_annotation, parse_document
from lagebild.scoring.gold import (
    GoldArticle,
    GoldEvent,
    GoldOutlook,
    GoldQuantity,
    GoldQuotation,
    GoldRelation,
    GoldVoice,
    gold_of,
)
from lagebild.scoring.layers.comparison import Comparison
from lagebild.scoring.score import article_of
from lagebild.spans import Span, offsets_of


def gold_article(sentences: list[str], records: str, lang: str = "en") -> GoldArticle:
    """The gold of an article invented for a test."""
    lines = "\n".join(f"s{number}\t{sentence}" for number, sentence in enumerate(sentences))
    return gold_of(parse_document(f"#lang {lang}\n{lines}", file="x.txt"), parse_annotation(records, file="x.ann"))


def gold_reading(gold: GoldArticle, article: Article | None = None) -> Reading:
    """The perfect reading; entities are called by the ids of the annotation."""
    return Reading(
        article or article_of(gold),
        gold.marked_sentences(),
        mentions_of(gold),
        tuple(
            TimeExpression(*ends(t.span), TimexType.DATE, t.value, None, None, None, None, None, 1.0)
            for t in gold.times
        ),
        tuple(quantity(gold, q) for q in gold.quantities),
        tuple(quotation(q) for q in gold.quotations),
        tuple(event(gold, e) for e in gold.events),
        tuple(relation(r) for r in gold.relations),
        tuple(outlook(o) for o in gold.outlooks),
    )


def counts_of(comparison: Comparison) -> dict[str, tuple[int, int, int]]:
    """How many are right, read and annotated, by measure."""
    return {measure: (c.right, c.read, c.gold) for measure, c in comparison.counts.items()}


def mentions_of(gold: GoldArticle) -> tuple[Mention, ...]:
    return tuple(
        Mention(*ends(n.span), min(n.kinds), min(n.countries, key=str), None, min(n.actors), None, 1.0)
        for n in gold.names
    )


def quantity(gold: GoldArticle, q: GoldQuantity) -> Quantity:
    owner = span_of_actor(gold, q.owner) if q.owner else None
    noun, owned_by = (None, None), offsets_of(owner)
    return Quantity(*ends(q.span), q.low, q.high, q.operator, q.unit, None, *noun, *owned_by, 1.0)


def quotation(q: GoldQuotation) -> Quotation:
    modality = Modality(q.modality or "asserted")
    kind, cue, speaker = QuotationKind(q.kind), offsets_of(q.cue), offsets_of(words(q.speaker))
    return Quotation(*ends(q.span), kind, modality, *cue, *speaker, entity(q.speaker), 1.0)


def event(gold: GoldArticle, e: GoldEvent) -> EventMention:
    sources, targets = (tuple(participant(gold, actor) for actor in sorted(side)) for side in (e.sources, e.targets))
    kinds = EventType(e.type), Realis(e.realis)
    what, place, time = (None, None), (None, None), (None, None)
    return EventMention(
        *ends(e.span), e.sentence, *kinds, sources, targets, *what, *place, *time, None, None, None, 1.0
    )


def participant(gold: GoldArticle, actor: str) -> Participant:
    return Participant(*ends(span_of_actor(gold, actor) or Span(0, 0)), actor)


def relation(r: GoldRelation) -> RelationStatement:
    a, b = min(r.pair), max(r.pair)
    return RelationStatement(*ends(r.span), a, b, Dimension(r.dimension), r.value, r.change, entity(r.holder), 1.0)


def outlook(o: GoldOutlook) -> OutlookStatement:
    condition, consequence, held = offsets_of(o.condition), offsets_of(o.consequence), offsets_of(words(o.holder))
    kind, holder = OutlookKind(o.kind), entity(o.holder)
    return OutlookStatement(*ends(o.span), kind, *condition, *consequence, *held, holder, (), (), 1.0)


def span_of_actor(gold: GoldArticle, actor: str) -> Span | None:
    return next(iter(gold.actors[actor].spans), None)


def words(voice: GoldVoice | None) -> Span | None:
    return voice.words if voice else None


def entity(voice: GoldVoice | None) -> str | None:
    return min(voice.actors, default=None) if voice else None


def ends(span: Span) -> tuple[int, int]:
    return span.start, span.end
