"""The gold of an annotated article on the characters of its text.

The text is the file's sentences joined with one space. The rules of placing, the same for every measure of the
project: names are all longest leftmost occurrences of an entity's surfaces at word limits; any other gold string is
the first occurrence in its sentence that no record of its layer has taken yet; a leading article or determiner of a
time is ignored.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from lagebild.reading.marks import MentionKind
from lagebild.scoring.ann import ActorRecord, Annotation, AnnotationError, Document, QuantityRecord, TimeRecord
from lagebild.spans import Span

_Placeable = TypeVar("_Placeable", TimeRecord, QuantityRecord)

TIME_DETERMINERS: frozenset[str] = frozenset(
    [
        *("der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer", "eines"),
        *("dieser", "diese", "dieses", "diesen", "diesem", "jener", "jene", "jenes", "jenen", "jenem"),
        *("the", "a", "an", "this", "that", "these", "those"),
    ]
)
"""The words that do not count at the start of a time (compared in lower case)."""


@dataclass(frozen=True, slots=True)
class GoldName:
    """An occurrence of a surface; `kinds` and `countries` are those of all entities that bear it."""

    span: Span
    kinds: frozenset[MentionKind]
    countries: frozenset[str | None]


@dataclass(frozen=True, slots=True)
class GoldTime:
    """A time expression, its span as annotated, and its TIMEX3 value."""

    span: Span
    value: str


@dataclass(frozen=True, slots=True)
class GoldQuantity:
    """A quantity with its bounds (None is open), operator and unit."""

    span: Span
    low: float | None
    high: float | None
    operator: str
    unit: str


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An annotated article; every span counts from the start of `text`."""

    name: str
    lang: str
    published: date | None
    text: str
    sentences: tuple[Span, ...]
    names: tuple[GoldName, ...]
    times: tuple[GoldTime, ...]
    quantities: tuple[GoldQuantity, ...]


def gold_of(document: Document, annotation: Annotation) -> GoldArticle:
    """Return the gold of an article; raises AnnotationError if a string does not stand in its sentence."""
    sentences: dict[int, Span] = {}
    start = 0
    for number, sentence in document.sentences.items():
        sentences[number] = Span(start, start + len(sentence))
        start += len(sentence) + 1
    text = " ".join(document.sentences.values())
    return GoldArticle(
        document.name,
        document.lang or "und",
        document.published,
        text,
        tuple(sentences.values()),
        _names(annotation.actors, text, sentences.values()),
        tuple(
            GoldTime(span, record.value) for record, span in _placed(annotation.times, text, sentences, annotation.name)
        ),
        tuple(
            GoldQuantity(span, record.low, record.high, record.operator, record.unit)
            for record, span in _placed(annotation.quantities, text, sentences, annotation.name)
        ),
    )


def without_determiner(text: str, span: Span) -> Span:
    """Return `span` without one leading article or determiner, unless nothing but it is there."""
    word = re.match(r"(\w+)\s+(?=\S)", span.cut(text))
    if word is None or word[1].lower() not in TIME_DETERMINERS:
        return span
    return Span(span.start + word.end(), span.end)


def first_unused(words: str, text: str, sentence: Span, taken: list[Span]) -> Span | None:
    """Return the first occurrence of `words` in `sentence` that is not taken, None if there is none at all.

    One at word limits and clear of all taken spans goes first: "2025" after "Mai 2025" means its own "2025".
    """
    starts = [sentence.start + m.start() for m in re.finditer(f"(?={re.escape(words)})", sentence.cut(text))]
    spans = [Span(start, start + len(words)) for start in starts]
    in_sentence = [span for span in taken if span.overlaps(sentence)]
    free = [s for s in spans if not any(s.overlaps(other) for other in in_sentence)]
    at_limits = [s for s in free if _at_word_limits(text, s)]
    untaken = [s for s in spans if s not in in_sentence]
    return next(iter(at_limits + free + untaken + spans), None)


def _names(actors: Iterable[ActorRecord], text: str, sentences: Iterable[Span]) -> tuple[GoldName, ...]:
    bearers: dict[str, list[ActorRecord]] = {}
    for actor in actors:
        for surface in actor.surfaces:
            bearers.setdefault(surface, []).append(actor)
    if not bearers:
        return ()
    longest_first = sorted(bearers, key=lambda surface: (-len(surface), surface))
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
    return tuple(
        GoldName(
            Span(*match.span()),
            frozenset(actor.kind for actor in bearers[match.group()]),
            frozenset(actor.country for actor in bearers[match.group()]),
        )
        for sentence in sentences
        for match in pattern.finditer(text, sentence.start, sentence.end)
    )


def _placed(
    records: Iterable[_Placeable], text: str, sentences: dict[int, Span], name: str
) -> list[tuple[_Placeable, Span]]:
    """Return each record with its span, in the order of the text."""
    taken: list[Span] = []
    placed: list[tuple[_Placeable, Span]] = []
    for record in records:
        place = f"{name}.ann:{record.line}"
        sentence = sentences.get(record.sentence)
        if sentence is None:
            raise AnnotationError(f"the article has no sentence s{record.sentence}", place=place)
        span = first_unused(record.text, text, sentence, taken)
        if span is None:
            raise AnnotationError(f"not in sentence s{record.sentence}: {record.text!r}", place=place)
        taken.append(span)
        placed.append((record, span))
    return sorted(placed, key=lambda pair: pair[1])


def _at_word_limits(text: str, span: Span) -> bool:
    before, after = text[max(span.start - 1, 0) : span.start], text[span.end : span.end + 1]
    first, last = text[span.start], text[span.end - 1]
    return not (_joins(before, first) or _joins(last, after))


def _joins(left: str, right: str) -> bool:
    return bool(left and right) and (left.isalnum() or left == "_") and (right.isalnum() or right == "_")
