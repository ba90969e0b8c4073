"""The reading: every mark in one article."""

from __future__ import annotations

from dataclasses import dataclass

from lagebild.articles.article import Article
from lagebild.reading.marks import (
    EventMention,
    Mention,
    OutlookStatement,
    Quantity,
    Quotation,
    RelationStatement,
    RoleStatement,
    Sentence,
    SentenceVector,
    TimeExpression,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """One article and its marks, each kind ordered by offset."""

    article: Article
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    events: tuple[EventMention, ...] = ()
    relations: tuple[RelationStatement, ...] = ()
    outlooks: tuple[OutlookStatement, ...] = ()
    roles: tuple[RoleStatement, ...] = ()
    vectors: tuple[SentenceVector, ...] = ()
