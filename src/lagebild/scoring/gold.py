"""The gold of an annotated article on the characters of its text.

The text is the file's sentences joined with one space. The rules of placing, the same for every measure of the
project: names are all longest leftmost occurrences of an entity's surfaces at word limits; a cue, a speaker or a
holder is the occurrence nearest to its statement and outside of it if it can be; any other gold string is the first
occurrence in its sentence that no record of its layer has taken yet; a leading article or determiner of a time is
ignored.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from lagebild.reading.marks import MentionKind, Sentence
from lagebild.scoring.ann import (
    ActorRecord,
    Annotation,
    AnnotationError,
    Document,
    EventRecord,
    OutlookRecord,
    QuantityRecord,
    QuotationRecord,
    RelationRecord,
    TimeRecord,
)
from lagebild.spans import Span

TIME_DETERMINERS: frozenset[str] = frozenset(
    [
        *("der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer", "eines"),
        *("dieser", "diese", "dieses", "diesen", "diesem", "jener", "jene", "jenes", "jenen", "jenem"),
        *("the", "a", "an", "this", "that", "these", "those"),
    ]
)
"""The words that do not count at the start of a time (compared in lower case)."""

_WORD_START = re.compile(r"(?<!\w)(?=\S)")
_WORD_END = re.compile(r"(?<=\S)(?!\w)")
_SPEAKING_KINDS = frozenset({MentionKind.PER, MentionKind.GROUP})


@dataclass(frozen=True, slots=True)
class GoldActor:
    """An entity of the article and the occurrences of its surfaces, also of those inside a longer name."""

    actor: str
    kind: MentionKind
    country: str | None
    surfaces: tuple[str, ...]
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class GoldName:
    """An occurrence of a surface; `kinds`, `countries` and `actors` are those of all entities that bear it."""

    span: Span
    kinds: frozenset[MentionKind]
    countries: frozenset[str | None]
    actors: frozenset[str]


@dataclass(frozen=True, slots=True)
class GoldTime:
    """A time expression, its span as annotated, and its TIMEX3 value."""

    span: Span
    value: str


@dataclass(frozen=True, slots=True)
class GoldQuantity:
    """A quantity with its bounds (None is open), operator, unit and the actor it is about."""

    span: Span
    low: float | None
    high: float | None
    operator: str
    unit: str
    owner: str | None = None


@dataclass(frozen=True, slots=True)
class GoldVoice:
    """Who speaks or holds something: the words that name them, None for an actor of another sentence, and who it is.

    Words in which a person or a group is named mean that one; else every actor named in them will do.
    """

    words: Span | None
    actors: frozenset[str]


@dataclass(frozen=True, slots=True)
class GoldQuotation:
    """Quoted words; `speaker` is None where the text names none, `modality` where the annotation does not say."""

    span: Span
    kind: str
    speaker: GoldVoice | None
    cue: Span | None
    modality: str | None


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """A sentence's report of an event; `span` is the trigger, `sentence` counts from 0 in the order of the text."""

    span: Span
    sentence: int
    type: str
    realis: str
    sources: frozenset[str]
    targets: frozenset[str]


@dataclass(frozen=True, slots=True)
class GoldRelation:
    """What the text says a relation is; `holder` None is the author if `holder_known`, else nobody knows."""

    span: Span
    sentence: int
    pair: frozenset[str]
    dimension: str
    value: int
    change: str | None
    holder: GoldVoice | None
    holder_known: bool


@dataclass(frozen=True, slots=True)
class GoldOutlook:
    """A conditional (`condition` and `consequence`) or a forecast (the consequence alone); no holder is the author."""

    sentence: int
    condition: Span | None
    consequence: Span
    holder: GoldVoice | None

    @property
    def kind(self) -> str:
        """Return "conditional" or "forecast", as the reading calls them."""
        return "forecast" if self.condition is None else "conditional"

    @property
    def span(self) -> Span:
        """Return the stretch from the first to the last character of the parts."""
        parts = [self.consequence] if self.condition is None else [self.condition, self.consequence]
        return Span(min(part.start for part in parts), max(part.end for part in parts))


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An annotated article; every span counts from the start of `text`."""

    name: str
    lang: str
    published: date | None
    text: str
    sentences: tuple[Span, ...]
    actors: dict[str, GoldActor]
    names: tuple[GoldName, ...]
    times: tuple[GoldTime, ...]
    quantities: tuple[GoldQuantity, ...]
    quotations: tuple[GoldQuotation, ...]
    events: tuple[GoldEvent, ...]
    relations: tuple[GoldRelation, ...]
    outlooks: tuple[GoldOutlook, ...]

    def marked_sentences(self) -> tuple[Sentence, ...]:
        """Return the annotated sentences as the layers of the reading take them."""
        return tuple(Sentence(span.start, span.end, number) for number, span in enumerate(self.sentences))

    def sentence_at(self, offset: int) -> int:
        """Return the number of the sentence that `offset` lies in; the space after a sentence is still its own."""
        return max(bisect_right(self.sentences, offset, key=lambda span: span.start) - 1, 0)

    def called(self, actors: Iterable[str]) -> str:
        """Return the first surfaces of the actors, as people read them."""
        return ", ".join(self.actors[actor].surfaces[0] for actor in sorted(actors))


def gold_of(document: Document, annotation: Annotation) -> GoldArticle:
    """Return the gold of an article; raises AnnotationError if a string does not stand in its sentence."""
    sentences: dict[int, Span] = {}
    start = 0
    for number, sentence in document.sentences.items():
        sentences[number] = Span(start, start + len(sentence))
        start += len(sentence) + 1
    text = " ".join(document.sentences.values())
    bearers = _bearers(annotation.actors)
    names = _names(bearers, text, sentences.values())
    actors = _actors(annotation.actors, bearers, names, text)
    layers = _Layers(_Placing(text, sentences, annotation.name), names, actors)
    return GoldArticle(
        document.name,
        document.lang or "und",
        document.published,
        text,
        tuple(sentences.values()),
        actors,
        names,
        tuple(sorted(map(layers.time, annotation.times), key=lambda t: t.span)),
        tuple(sorted(map(layers.quantity, annotation.quantities), key=lambda q: q.span)),
        tuple(sorted(map(layers.quotation, annotation.quotations), key=lambda q: q.span)),
        tuple(sorted(map(layers.event, annotation.events), key=lambda e: e.span)),
        tuple(sorted(map(layers.relation, annotation.relations), key=lambda r: r.span)),
        tuple(sorted(map(layers.outlook, annotation.outlooks), key=lambda o: o.span)),
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
    spans = _occurrences(words, text, sentence)
    in_sentence = [span for span in taken if span.overlaps(sentence)]
    free = [s for s in spans if not any(s.overlaps(other) for other in in_sentence)]
    at_limits = [s for s in free if _at_word_limits(text, s)]
    untaken = [s for s in spans if s not in in_sentence]
    return next(iter(at_limits + free + untaken + spans), None)


def nearest(words: str, text: str, sentence: Span, statement: Span) -> Span | None:
    """Return the occurrence of `words` in `sentence` nearest to `statement`, None if there is none at all.

    One outside the statement goes before one inside, then one at word limits, then the nearer, then the earlier.
    """

    def rank(span: Span) -> tuple[bool, bool, int, int]:
        gap = max(statement.start - span.end, span.start - statement.end)
        return span.overlaps(statement), not _at_word_limits(text, span), gap, span.start

    return min(_occurrences(words, text, sentence), key=rank, default=None)


def _occurrences(words: str, text: str, sentence: Span) -> list[Span]:
    starts = [sentence.start + m.start() for m in re.finditer(f"(?={re.escape(words)})", sentence.cut(text))]
    return [Span(start, start + len(words)) for start in starts]


def _bearers(records: Iterable[ActorRecord]) -> dict[str, list[ActorRecord]]:
    bearers: dict[str, list[ActorRecord]] = {}
    for record in records:
        for surface in record.surfaces:
            bearers.setdefault(surface, []).append(record)
    return bearers


def _names(bearers: dict[str, list[ActorRecord]], text: str, sentences: Iterable[Span]) -> tuple[GoldName, ...]:
    if not bearers:
        return ()
    longest_first = sorted(bearers, key=lambda surface: (-len(surface), surface))
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
    return tuple(
        GoldName(
            Span(*match.span()),
            frozenset(actor.kind for actor in bearers[match.group()]),
            frozenset(actor.country for actor in bearers[match.group()]),
            frozenset(actor.actor for actor in bearers[match.group()]),
        )
        for sentence in sentences
        for match in pattern.finditer(text, sentence.start, sentence.end)
    )


def _actors(
    records: Iterable[ActorRecord], bearers: dict[str, list[ActorRecord]], names: Iterable[GoldName], text: str
) -> dict[str, GoldActor]:
    spans: dict[str, list[Span]] = {}
    for name in names:
        for part in _parts_of(name.span, text):
            for record in bearers.get(part.cut(text), ()):
                spans.setdefault(record.actor, []).append(part)
    return {r.actor: GoldActor(r.actor, r.kind, r.country, r.surfaces, tuple(spans.get(r.actor, ()))) for r in records}


def _parts_of(name: Span, text: str) -> Iterator[Span]:
    """Yield every stretch of `name` from the start of a word to the end of a word, itself included."""
    starts = [match.start() for match in _WORD_START.finditer(text, name.start, name.end)]
    ends = [match.start() for match in _WORD_END.finditer(text, name.start + 1, name.end + 1)]
    yield from (Span(start, end) for start in starts for end in ends if start < end <= name.end)


@dataclass(frozen=True, slots=True)
class _Placing:
    """Finds the words of records in the text; `_taken` is what each layer has used so far."""

    text: str
    sentences: dict[int, Span]
    annotation: str
    _taken: dict[str, list[Span]] = field(default_factory=dict)

    def unused(self, words: str, sentence: int, line: int, layer: str) -> Span:
        """Return the next place of `words` for `layer`; raises AnnotationError if there is none."""
        taken = self._taken.setdefault(layer, [])
        found = first_unused(words, self.text, self._bound(sentence, line), taken)
        if found is None:
            raise self._error(line, f"not in sentence s{sentence}: {words!r}")
        taken.append(found)
        return found

    def beside(self, words: str | None, sentence: int, line: int, statement: Span) -> Span | None:
        """Return where `words` stand beside `statement`, None without words; raises AnnotationError."""
        if not words:
            return None
        found = nearest(words, self.text, self._bound(sentence, line), statement)
        if found is None:
            raise self._error(line, f"not in sentence s{sentence}: {words!r}")
        return found

    def _bound(self, sentence: int, line: int) -> Span:
        if sentence not in self.sentences:
            raise self._error(line, f"the article has no sentence s{sentence}")
        return self.sentences[sentence]

    def _error(self, line: int, message: str) -> AnnotationError:
        return AnnotationError(message, place=f"{self.annotation}.ann:{line}")


@dataclass(frozen=True, slots=True)
class _Layers:
    """Turns records into gold, each layer with its own places."""

    place: _Placing
    names: tuple[GoldName, ...]
    actors: dict[str, GoldActor]

    def time(self, r: TimeRecord) -> GoldTime:
        return GoldTime(self.place.unused(r.text, r.sentence, r.line, "time"), r.value)

    def quantity(self, r: QuantityRecord) -> GoldQuantity:
        span = self.place.unused(r.text, r.sentence, r.line, "quantity")
        return GoldQuantity(span, r.low, r.high, r.operator, r.unit, r.owner)

    def quotation(self, r: QuotationRecord) -> GoldQuotation:
        span = self.place.unused(r.text, r.sentence, r.line, "quotation")
        cue = self.place.beside(r.cue, r.sentence, r.line, span)
        speaker = self._voice(self.place.beside(r.speaker, r.sentence, r.line, span), r.speaker_actor)
        return GoldQuotation(span, r.kind, speaker, cue, r.modality)

    def event(self, r: EventRecord) -> GoldEvent:
        span = self.place.unused(r.trigger, r.sentence, r.line, "event")
        return GoldEvent(span, self._number(r.sentence), r.type, r.realis, frozenset(r.sources), frozenset(r.targets))

    def relation(self, r: RelationRecord) -> GoldRelation:
        span = self.place.unused(r.text, r.sentence, r.line, "relation")
        holder = self._voice(self.place.beside(r.holder, r.sentence, r.line, span), r.holder_actor)
        pair = frozenset((r.actor_a, r.actor_b))
        said = (r.dimension, r.value, r.change)
        return GoldRelation(span, self._number(r.sentence), pair, *said, holder, r.holder_known)

    def outlook(self, r: OutlookRecord) -> GoldOutlook:
        condition, layer = None, "forecast"
        if r.condition is not None:
            condition, layer = self.place.unused(r.condition, r.sentence, r.line, "condition"), "consequence"
        consequence = self.place.unused(r.text, r.sentence, r.line, layer)
        holder = self._voice(self.place.beside(r.holder, r.sentence, r.line, consequence), r.holder_actor)
        return GoldOutlook(self._number(r.sentence), condition, consequence, holder)

    def _number(self, sentence: int) -> int:
        return list(self.place.sentences).index(sentence)

    def _voice(self, words: Span | None, actor: str | None) -> GoldVoice | None:
        if actor is not None:
            return GoldVoice(None, frozenset((actor,)))
        if words is None:
            return None
        named = frozenset(a for name in self.names if words.contains(name.span) for a in name.actors)
        speaking = frozenset(a for a in named if self.actors[a].kind in _SPEAKING_KINDS)
        return GoldVoice(words, speaking or named)


def _at_word_limits(text: str, span: Span) -> bool:
    before, after = text[max(span.start - 1, 0) : span.start], text[span.end : span.end + 1]
    first, last = text[span.start], text[span.end - 1]
    return not (_joins(before, first) or _joins(last, after))


def _joins(left: str, right: str) -> bool:
    return bool(left and right) and (left.isalnum() or left == "_") and (right.isalnum() or right == "_")
