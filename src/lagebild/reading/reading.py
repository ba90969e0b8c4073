"""The reading: every mark in one article."""

from __future__ import annotations

from dataclasses import dataclass

from lagebild.articles.article import Article
from lagebild.reading.marks import Mention, Quantity, Sentence, TimeExpression


@dataclass(frozen=True, slots=True)
class Reading:
    """One article and its marks, each kind ordered by offset."""

    article: Article
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    quantities: tuple[Quantity, ...] = ()
