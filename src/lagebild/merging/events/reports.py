"""Reports: the event mentions of a case as columns, so that millions of pairs of them are compared at once.

A report has sides. A side is compared as the actor that is named and as the one it stands for: a head of state, a
ministry and a delegation stand for their state, soldiers for their state's soldiers.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from datetime import date

import numpy as np
import xxhash
from numpy.typing import NDArray

from lagebild.merging.dating.features import features_of
from lagebild.reading.marks import EventType, MentionKind, Realis

TYPES = tuple(EventType)
REALIS = tuple(Realis)
UNKNOWN_DAY = 0
"""Stands for a day that is not known; other days are proleptic Gregorian ordinals."""
SIDES_KEPT, PERSONS_KEPT, TRIGGERS_KEPT, CONTEXT_KEPT = 6, 3, 4, 7
"""So many of a report's sides, persons and features of its trigger, and of the names in its article, are compared."""
ACTORS_KEPT = 3
"""So many of the actors named as a report's sources, and of those named as its targets, are compared."""
SIGNATURE_WORDS = 2
"""64-bit words of the signature of a sentence, and of a clause: 128 bits keep some 20 features mostly apart."""
VECTOR_SIZE = 384

_FOR_THEIR_STATE = frozenset({"GOV", "MIL", "SPY", "LEG", None})
"""Sectors whose people and bodies stand for their state in dealings with others."""
_WORD = re.compile(r"[^\W\d_]+|\d[\d.,]*\d|\d")

_BEFORE_A_NOUN = re.compile(r"\b(?:the|its|their|his|her|that|this|of|after|\w+['’]s)\s+(?:\w+\s+){0,2}$")

Ints = NDArray[np.int64]

_KIND = {
    EventType.AGREE: "talk",
    EventType.CONSULT: "talk",
    EventType.SUPPORT: "talk",
    EventType.COOPERATE: "help",
    EventType.AID: "help",
    EventType.CONCEDE: "yield",
    EventType.RETREAT: "yield",
    EventType.REQUEST: "verbal",
    EventType.ACCUSE: "verbal",
    EventType.REJECT: "verbal",
    EventType.THREATEN: "verbal",
    EventType.PROTEST: "force",
    EventType.MOBILIZE: "force",
    EventType.ASSAULT: "force",
    EventType.SANCTION: "measure",
    EventType.COERCE: "measure",
}
"""Types whose events are often told as one another."""
KIND_OF_TYPE: Ints = np.array([sorted(set(_KIND.values())).index(_KIND[t]) for t in TYPES])
"""By the place of a type in `TYPES`: a number for its kind."""


@dataclass(frozen=True, slots=True)
class Side:
    """An actor as a report's side."""

    actor_id: str
    kind: str
    country: str | None
    sector: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """An event mention with what it is compared by: days are inclusive, texts are the article's own words.

    `clause` are the words on both sides of the trigger, `near` the actors named in its sentence and those before it,
    `context` those that the article names most, the most frequent first; `around_*` are the days that are told
    nearest to the event, whether they are its own or not; `inferred_*` those of an event without days of its own
    (see `days.py`), by which nothing is compared.
    """

    mention_id: str
    article_id: str
    sentence_id: int
    lang: str | None
    type: str
    realis: str
    sources: tuple[Side, ...]
    targets: tuple[Side, ...]
    earliest: date | None
    latest: date | None
    published_earliest: date | None
    published_latest: date | None
    trigger: str
    object: str | None
    place: str | None
    sentence: str
    context: tuple[str, ...] = ()
    around_earliest: date | None = None
    around_latest: date | None = None
    inferred_earliest: date | None = None
    inferred_latest: date | None = None
    clause: str = ""
    near: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reports:
    """Columns of `n` reports: row `i` of every array is report `i`. Hashes are 64 bits wide, 0 is none."""

    mentions: NDArray[np.str_]
    articles: Ints
    sentences: Ints
    types: Ints
    realis: Ints
    nouns: Ints
    sources: Ints
    targets: Ints
    source_actors: Ints
    target_actors: Ints
    persons: Ints
    days: Ints
    around: Ints
    published: Ints
    triggers: Ints
    contexts: Ints
    objects: NDArray[np.uint64]
    places: NDArray[np.uint64]
    words: NDArray[np.uint64]
    clauses: NDArray[np.uint64]
    near: NDArray[np.uint64]
    vectors: NDArray[np.int8]

    def __len__(self) -> int:
        return len(self.mentions)

    def taken(self, rows: Ints) -> Reports:
        """Return the reports of these rows."""
        return Reports(*(getattr(self, field.name)[rows] for field in fields(self)))

    def packed(self) -> Ints:
        """Return all columns but ids and vectors side by side, `PACKED_COLUMNS` numbers a report."""
        return np.hstack([getattr(self, name).view(np.int64).reshape(-1, width) for name, width in _WIDTHS.items()])

    @classmethod
    def unpacked(cls, mentions: NDArray[np.str_], columns: Ints, vectors: NDArray[np.int8]) -> Reports:
        """Return the reports that were `packed`, with their ids and vectors."""
        cuts = np.cumsum(list(_WIDTHS.values()))[:-1]
        parts = dict(zip(_WIDTHS, np.hsplit(columns, cuts), strict=True))
        numbers = {name: parts[name][:, 0] for name in _NUMBERS}
        signatures = {name: np.ascontiguousarray(parts[name]).view(np.uint64) for name in _SIGNATURES}
        return cls(mentions=mentions, vectors=vectors, **{**parts, **numbers, **signatures})  # type: ignore[arg-type]


_NUMBERS = ("articles", "sentences", "types", "realis", "nouns")
_SIGNATURES = ("objects", "places", "words", "clauses", "near")
_WIDTHS = dict.fromkeys(_NUMBERS, 1) | {
    "sources": SIDES_KEPT,
    "targets": SIDES_KEPT,
    "source_actors": ACTORS_KEPT,
    "target_actors": ACTORS_KEPT,
    "persons": PERSONS_KEPT,
    "days": 2,
    "around": 2,
    "published": 2,
    "triggers": TRIGGERS_KEPT,
    "contexts": CONTEXT_KEPT,
    "objects": 1,
    "places": 1,
    "words": SIGNATURE_WORDS,
    "clauses": SIGNATURE_WORDS,
    "near": 1,
}
PACKED_COLUMNS = sum(_WIDTHS.values())
"""Numbers of a report that is packed."""


def reports_of(ordered: Sequence[Told], vectors: NDArray[np.int8]) -> Reports:
    """Return event mentions, in the order of their ids, as columns beside the vectors of their sentences."""
    return Reports(
        np.array([t.mention_id for t in ordered], dtype=np.str_),
        np.array([hashed(t.article_id) for t in ordered], np.int64),
        np.array([t.sentence_id for t in ordered], np.int64),
        np.array([TYPES.index(EventType(t.type)) for t in ordered], np.int64),
        np.array([REALIS.index(Realis(t.realis)) for t in ordered], np.int64),
        np.array([is_noun(t) for t in ordered], np.int64),
        _padded([[hashed(stood_for(s)) for s in t.sources] for t in ordered], SIDES_KEPT),
        _padded([[hashed(stood_for(s)) for s in t.targets] for t in ordered], SIDES_KEPT),
        _padded([[hashed(s.actor_id) for s in t.sources] for t in ordered], ACTORS_KEPT),
        _padded([[hashed(s.actor_id) for s in t.targets] for t in ordered], ACTORS_KEPT),
        _padded(
            [[hashed(s.actor_id) for s in (*t.sources, *t.targets) if s.kind == MentionKind.PER] for t in ordered],
            PERSONS_KEPT,
        ),
        _days([(t.earliest, t.latest) for t in ordered]),
        _days([(t.around_earliest, t.around_latest) for t in ordered]),
        _days([(t.published_earliest, t.published_latest) for t in ordered]),
        _padded([[hashed(f) for f in _features(t.trigger, t.lang)] for t in ordered], TRIGGERS_KEPT),
        _first([[hashed(actor) for actor in t.context] for t in ordered], CONTEXT_KEPT),
        _signatures([_features(t.object, t.lang) for t in ordered], 1),
        _signatures([_features(t.place, t.lang) for t in ordered], 1),
        _signatures([_features(t.sentence, t.lang) for t in ordered], SIGNATURE_WORDS),
        _signatures([_features(t.clause, t.lang) for t in ordered], SIGNATURE_WORDS),
        _signatures([t.near for t in ordered], 1),
        vectors,
    )


def is_noun(told: Told) -> bool:
    """Return whether the trigger is a noun: in German by its capital, in English by an article before it."""
    if told.lang == "de":
        return told.trigger[:1].isupper()
    before = told.sentence[: max(0, told.sentence.find(told.trigger))]
    return _BEFORE_A_NOUN.search(before) is not None


def stood_for(side: Side) -> str:
    """Return what a side stands for: its state, a part of that state's people, or itself."""
    if side.country is None or side.kind in (MentionKind.LOC, MentionKind.MISC):
        return side.actor_id if side.country is None else side.country
    if side.kind == MentionKind.STATE or side.sector in _FOR_THEIR_STATE:
        return side.country
    return f"{side.country}:{side.sector}"


def hashed(text: str) -> int:
    """Return a signed 64-bit hash of a text that is never 0."""
    return (xxhash.xxh3_64_intdigest(text.encode("utf-8", "surrogatepass")) >> 1) or 1


def _features(text: str | None, lang: str | None) -> list[str]:
    if not text:
        return []
    return list(dict.fromkeys(f for word in _WORD.findall(text) for f in features_of(word, lang)))


def _first(rows: Sequence[Sequence[int]], width: int) -> Ints:
    """Each row's first numbers, as many as fit; the rest 0."""
    table = np.zeros((len(rows), width), np.int64)
    for at, row in enumerate(rows):
        table[at, : len(row[:width])] = row[:width]
    return table


def _padded(rows: Sequence[Collection[int]], width: int) -> Ints:
    """Each row's different numbers in their order, as many as fit; the rest 0."""
    table = np.zeros((len(rows), width), np.int64)
    for at, row in enumerate(rows):
        kept = sorted(set(row))[:width]
        table[at, : len(kept)] = kept
    return table


def _days(intervals: Sequence[tuple[date | None, date | None]]) -> Ints:
    ordinals = [[day.toordinal() if day else UNKNOWN_DAY for day in interval] for interval in intervals]
    return np.array(ordinals, np.int64).reshape(len(intervals), 2)


def _signatures(rows: Sequence[Sequence[str]], size: int) -> NDArray[np.uint64]:
    """A bit for every feature of a row, in `size` words of 64 bits."""
    table = np.zeros((len(rows), size), np.uint64)
    for at, row in enumerate(rows):
        for feature in row:
            bit = hashed(feature) % (64 * size)
            table[at, bit // 64] |= np.uint64(1) << np.uint64(bit % 64)
    return table
