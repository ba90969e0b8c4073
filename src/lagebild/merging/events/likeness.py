"""How probably two reports tell of one event: features of the pair, weighed.

The weights (`weights.toml`) were fitted by logistic regression (`python -m training.merging.events`) on stories that
several invented papers tell; what such stories cannot teach is given there. Everything compared belongs to the two
reports and their articles alone, so that a score never changes when other articles come.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lagebild.merging.events.clusters import NEVER
from lagebild.merging.events.reports import KIND_OF_TYPE, REALIS, TYPES, UNKNOWN_DAY, Reports
from lagebild.reading.marks import EventType, Realis

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_MUTUAL = frozenset({EventType.CONSULT, EventType.AGREE, EventType.COOPERATE})
_IS_MUTUAL = np.array([type_ in _MUTUAL for type_ in TYPES])
_REAL, _PLANNED, _HYPO, _NEG = (REALIS.index(r) for r in (Realis.REAL, Realis.PLANNED, Realis.HYPO, Realis.NEG))
PAIRS_AT_ONCE = 16_384
"""So many pairs are compared together: their columns stay in the cache of a core."""
VECTORS_AT_ONCE = 2_048
"""The same for their vectors."""
LONGEST_GAP = 400
"""Days; events further apart are equally far apart."""
PRECISE_DAYS = 2
"""An interval of fewer days is a date."""
FAR_DAYS = 10
"""Days; dates further apart are hardly ever dates of one event."""
APART_DAYS = 14
"""Days; what lies further apart is never one event: a weekday of the wrong week is no further off."""
RECENT_DAYS, WITHIN_DAYS = 10, 60
"""Days before and after its article in which an event lies that is told without a time: done, and to come."""
SLACK_DAYS = 2
"""A paper may still print as a plan what has happened since."""
SEASON_DAYS = 45
"""Days between two articles, from which what they tell without a time is more often something else."""
LEAD = 3
"""First sentences of an article: they tell what is new."""

FEATURES = (
    "bias",
    "same type",
    "types of one kind",
    "shared sides",
    "all sides shared",
    "sides told and none shared",
    "sources shared",
    "targets shared",
    "sources and targets shared",
    "sides swapped",
    "same actors",
    "a source actor shared",
    "a target actor shared",
    "sources differ",
    "targets differ",
    "other persons",
    "one day",
    "other days",
    "dates far apart",
    "dates meet",
    "dates near",
    "gap",
    "a date is vague",
    "a date is missing",
    "days around meet",
    "days around apart",
    "gap of days around",
    "without a time and seasons apart",
    "gap to the article",
    "told after it happened as planned",
    "told as done before its day",
    "published gap",
    "meaning",
    "close in meaning",
    "trigger shared",
    "trigger and type shared",
    "triggers differ",
    "a trigger is a noun",
    "both triggers are nouns",
    "a noun and its type in one article",
    "object shared",
    "object differs",
    "place shared",
    "place differs",
    "words shared",
    "words of the clauses shared",
    "clauses alike",
    "names near shared",
    "names near alike",
    "names of the articles shared",
    "same article",
    "same sentence",
    "sentences apart",
    "both lead",
    "both real",
    "planned and real",
    "one denied",
    "one possible",
)


@cache
def weights() -> Floats:
    """Return the weight of every feature, in the order of `FEATURES`."""
    table = tomllib.loads(files(__package__).joinpath("weights.toml").read_text(encoding="utf-8"))["weights"]
    return np.array([table[name] for name in FEATURES])


Columns = tuple[Ints, ...]


@dataclass(frozen=True, slots=True)
class Comparable:
    """Reports with what every comparison needs of them, computed once for each report and not for each pair.

    Rows of numbers are columns here, without repetitions in a row and without columns in which nobody has anything;
    vectors have the length 1 (or 0).
    """

    reports: Reports
    sources: Columns
    targets: Columns
    sides: Columns
    source_actors: Columns
    target_actors: Columns
    actors: Columns
    persons: Columns
    triggers: Columns
    contexts: Columns
    n_sides: Ints
    n_sources: Ints
    n_targets: Ints
    n_persons: Ints
    n_triggers: Ints
    n_contexts: Ints
    told_days: Ints
    likely_days: Ints
    vectors: NDArray[np.float32]


def comparable(reports: Reports) -> Comparable:
    """Return reports ready to be compared."""
    r = reports
    sides = np.hstack([r.sources, r.targets])
    vectors = r.vectors.astype(np.float32)
    lengths = np.linalg.norm(vectors, axis=1)
    return Comparable(
        reports=r,
        sources=_columns(r.sources),
        targets=_columns(r.targets),
        sides=_columns(sides),
        source_actors=_columns(r.source_actors),
        target_actors=_columns(r.target_actors),
        actors=_columns(np.hstack([r.source_actors, r.target_actors])),
        persons=_columns(r.persons),
        triggers=_columns(r.triggers),
        contexts=_columns(r.contexts),
        n_sides=_count(sides),
        n_sources=_count(r.sources),
        n_targets=_count(r.targets),
        n_persons=_count(r.persons),
        n_triggers=_count(r.triggers),
        n_contexts=_count(r.contexts),
        told_days=_told_days(r),
        likely_days=_likely_days(r),
        vectors=vectors / np.maximum(lengths, 1e-9)[:, None],
    )


def log_odds(c: Comparable, left: Ints, right: Ints) -> Floats:
    """Return the log odds that report `left[k]` and report `right[k]` tell of one event, for every k.

    What `told_apart` says is two events, whatever else they share.
    """
    odds = np.zeros(len(left))
    for at in range(0, len(left), PAIRS_AT_ONCE):
        part = slice(at, at + PAIRS_AT_ONCE)
        for weight, column in zip(weights(), _compared(c, left[part], right[part]), strict=True):
            odds[part] += weight * column
        odds[part][told_apart(c.reports, left[part], right[part])] = NEVER
    return odds


def told_apart(r: Reports, left: Ints, right: Ints) -> NDArray[np.bool_]:
    """Return which pairs cannot be one event by their days.

    One article gives them different days; their days are `APART_DAYS` apart; or one article tells as done what by the
    other was so long to come. Of 3,863 pairs of one event in the stories it holds for 58, by days that are misread.
    """
    gap, vague, missing = _gap(r.days[left], r.days[right])
    by_one_article = (r.articles[left] == r.articles[right]) & (gap > 0) & ~vague & ~missing
    far = ~missing & (gap > APART_DAYS)
    return np.asarray(by_one_article | far | _done_before(r, left, right) | _done_before(r, right, left), bool)


def _done_before(r: Reports, done: Ints, other: Ints) -> NDArray[np.bool_]:
    """Return where an article tells as done what by the other report was long to come."""
    published, days = r.published[done, 1], r.days[other]
    known = (published != UNKNOWN_DAY) & (days != UNKNOWN_DAY).all(axis=1)
    return np.asarray((r.realis[done] == _REAL) & known & (days[:, 0] > published + APART_DAYS), bool)


def compared(c: Comparable, left: Ints, right: Ints) -> Floats:
    """Return the features of pairs of reports, a row a pair and a column for each of `FEATURES`."""
    return np.column_stack([np.asarray(column, np.float64) for column in _compared(c, left, right)])


def _compared(c: Comparable, left: Ints, right: Ints) -> Iterator[NDArray[Any]]:
    """Yield the features of pairs in the order of `FEATURES`."""
    r = c.reports
    types_a, types_b, realis_a, realis_b = r.types[left], r.types[right], r.realis[left], r.realis[right]
    same_type = types_a == types_b
    mutual = _IS_MUTUAL[types_a] & _IS_MUTUAL[types_b]
    sources, targets = shared(c.sources, c.sources, left, right), shared(c.targets, c.targets, left, right)
    crossed = shared(c.sources, c.targets, left, right) + shared(c.targets, c.sources, left, right)
    source_actors = shared(c.source_actors, c.source_actors, left, right)
    target_actors = shared(c.target_actors, c.target_actors, left, right)
    # What an actor stands for is read anew in every article: one actor is one side, whatever it is taken to stand for.
    actors = shared(c.actors, c.actors, left, right)
    n_a, n_b = c.n_sides[left], c.n_sides[right]
    together = np.maximum(shared(c.sides, c.sides, left, right), actors)
    same_sources, same_targets = (sources > 0) | (source_actors > 0), (targets > 0) | (target_actors > 0)
    least = np.minimum(n_a, n_b)
    persons_shared = shared(c.persons, c.persons, left, right)
    both_persons = (c.n_persons[left] > 0) & (c.n_persons[right] > 0)
    days_a, days_b = r.days[left], r.days[right]
    published_a, published_b = r.published[left], r.published[right]
    likely_a, likely_b = c.likely_days[left], c.likely_days[right]
    gap, vague, missing = _gap(days_a, days_b)
    precise = ~missing & ~vague
    nearby, _, unknown = _gap(c.told_days[left], c.told_days[right])
    to_article, _, _ = _gap(likely_a, likely_b)
    published, _, unpublished = _gap(published_a, published_b)
    triggers = shared(c.triggers, c.triggers, left, right) > 0
    both_triggers = (c.n_triggers[left] > 0) & (c.n_triggers[right] > 0)
    meaning = cosine(c, left, right)
    nouns = r.nouns[left] + r.nouns[right]
    objects = _overlap(r.objects[left], r.objects[right])
    places = _overlap(r.places[left], r.places[right])
    same_article = r.articles[left] == r.articles[right]
    sentences_a, sentences_b = r.sentences[left], r.sentences[right]
    yield np.ones(len(left))
    yield same_type
    yield (KIND_OF_TYPE[types_a] == KIND_OF_TYPE[types_b]) & ~same_type
    yield np.where(least > 0, np.minimum(together / np.maximum(least, 1), 1.0), 0.0)
    yield (least > 1) & (together >= np.maximum(n_a, n_b))
    yield (least > 0) & (together == 0)
    yield same_sources
    yield same_targets
    yield same_sources & same_targets
    yield (crossed > 0) & ~same_sources & ~same_targets & ~mutual
    yield np.minimum(actors, 2) / 2
    yield source_actors > 0
    yield target_actors > 0
    yield (c.n_sources[left] > 0) & (c.n_sources[right] > 0) & ~same_sources
    yield (c.n_targets[left] > 0) & (c.n_targets[right] > 0) & ~same_targets
    yield both_persons & (persons_shared == 0)
    yield precise & (gap == 0)
    yield precise & (gap > 1)
    yield precise & (gap > FAR_DAYS)
    yield ~missing & (gap == 0)
    yield ~missing & (gap == 1)
    yield np.where(missing, 0.0, np.log1p(np.minimum(gap, LONGEST_GAP)))
    yield vague
    yield missing
    yield ~unknown & (nearby == 0)
    yield ~unknown & (nearby > FAR_DAYS)
    yield np.where(unknown, 0.0, np.log1p(np.minimum(nearby, LONGEST_GAP)))
    yield missing & ~unpublished & (published > SEASON_DAYS)
    yield np.log1p(np.minimum(to_article, LONGEST_GAP))
    yield (
        _planned_too_late(realis_a, published_a, realis_b, likely_b)
        | _planned_too_late(realis_b, published_b, realis_a, likely_a)
    )
    yield (
        _done_too_early(realis_a, published_a, realis_b, days_b)
        | _done_too_early(realis_b, published_b, realis_a, days_a)
    )
    yield np.log1p(np.minimum(published, LONGEST_GAP))
    yield meaning
    yield np.maximum(meaning - 0.9, 0.0) * 10
    yield triggers
    yield triggers & same_type
    yield both_triggers & ~triggers
    yield nouns > 0
    yield nouns == 2
    yield (nouns > 0) & same_article & same_type
    yield objects > 0
    yield objects < 0
    yield places > 0
    yield places < 0
    yield _jaccard(r.words[left], r.words[right])
    yield from _alike(r.clauses[left], r.clauses[right])
    yield from _alike(r.near[left], r.near[right])
    yield shared_names(c, left, right)
    yield same_article
    yield same_article & (sentences_a == sentences_b)
    yield np.where(same_article, np.minimum(np.abs(sentences_a - sentences_b), 5), 0)
    yield (sentences_a < LEAD) & (sentences_b < LEAD)
    yield (realis_a == _REAL) & (realis_b == _REAL)
    yield (np.minimum(realis_a, realis_b) == _REAL) & (np.maximum(realis_a, realis_b) == _PLANNED)
    yield (realis_a == _NEG) != (realis_b == _NEG)
    yield (realis_a == _HYPO) != (realis_b == _HYPO)


def shared_names(c: Comparable, left: Ints, right: Ints) -> Floats:
    """Return which share of the names of the article that has fewer the other has, for every pair."""
    least = np.minimum(c.n_contexts[left], c.n_contexts[right])
    return np.asarray(shared(c.contexts, c.contexts, left, right) / np.maximum(least, 1), np.float64)


def shared(a: Columns, b: Columns, left: Ints, right: Ints) -> Ints:
    """Return how many numbers other than 0 row `left[k]` of `a` and row `right[k]` of `b` share, for every k."""
    found = np.zeros(len(left), np.int64)
    others = [column[right] for column in b]
    for column in a:
        own = column[left]
        told = own != 0
        for other in others:
            found += (own == other) & told
    return found


def _distinct(rows: Ints) -> Ints:
    """Return rows of numbers with 0 in the place of each repetition."""
    distinct = rows.copy()
    for i in range(1, rows.shape[1]):
        distinct[(rows[:, :i] == rows[:, i : i + 1]).any(axis=1), i] = 0
    return distinct


def _columns(rows: Ints) -> Columns:
    return tuple(np.ascontiguousarray(column) for column in _distinct(rows).T if column.any())


def _count(rows: Ints) -> Ints:
    """Return how many different numbers other than 0 every row has."""
    return np.asarray((_distinct(rows) != 0).sum(axis=1), np.int64)


def _gap(a: Ints, b: Ints) -> tuple[Ints, NDArray[np.bool_], NDArray[np.bool_]]:
    """Return the days between two intervals, whether one of them is vague, and whether one is missing."""
    missing = (a == UNKNOWN_DAY).any(axis=1) | (b == UNKNOWN_DAY).any(axis=1)
    gap = np.maximum(np.maximum(a[:, 0] - b[:, 1], b[:, 0] - a[:, 1]), 0)
    widest = np.maximum(a[:, 1] - a[:, 0], b[:, 1] - b[:, 0])
    return gap, ~missing & (widest >= PRECISE_DAYS), missing


def _told_days(r: Reports) -> Ints:
    """Return the days of every report: its own, else those told near it, else unknown ones."""
    own = (r.days != UNKNOWN_DAY).all(axis=1)
    return np.where(own[:, None], r.days, r.around)


def _likely_days(r: Reports) -> Ints:
    """Return the days told, else those before an article in which what it reports has mostly happened."""
    told = _told_days(r)
    known = (told != UNKNOWN_DAY).all(axis=1)
    after = np.where(r.realis == REALIS.index(Realis.REAL), 0, WITHIN_DAYS)
    assumed = np.column_stack([r.published[:, 0] - RECENT_DAYS, r.published[:, 1] + after])
    assumed = np.where((r.published == UNKNOWN_DAY).any(axis=1)[:, None], UNKNOWN_DAY, assumed)
    return np.where(known[:, None], told, assumed)


def _planned_too_late(realis: Ints, published: Ints, other_realis: Ints, other_days: Ints) -> NDArray[np.bool_]:
    """Return where a plan is told after the deed was done: then it is another one."""
    done = other_days[:, 1]
    is_pair = (realis == _PLANNED) & (other_realis == _REAL)
    known = (published[:, 0] != UNKNOWN_DAY) & (done != UNKNOWN_DAY)
    return np.asarray(is_pair & known & (published[:, 0] > done + SLACK_DAYS), bool)


def _done_too_early(realis: Ints, published: Ints, other_realis: Ints, other_days: Ints) -> NDArray[np.bool_]:
    """Return where a deed is told as done before the day of the other: then it is another one."""
    is_pair = (realis == _REAL) & (other_realis != _HYPO)
    known = (published[:, 1] != UNKNOWN_DAY) & (other_days != UNKNOWN_DAY).all(axis=1)
    return np.asarray(is_pair & known & (other_days[:, 0] > published[:, 1] + 1), bool)


def cosine(c: Comparable, left: Ints, right: Ints) -> Floats:
    """Return the cosine of the vectors of every pair."""
    found = np.zeros(len(left))
    for at in range(0, len(left), VECTORS_AT_ONCE):
        part = slice(at, at + VECTORS_AT_ONCE)
        found[part] = np.einsum("ij,ij->i", c.vectors[left[part]], c.vectors[right[part]])
    return found


def _overlap(a: NDArray[np.uint64], b: NDArray[np.uint64]) -> Ints:
    """Return 1 where two signatures share a bit, -1 where both have bits and share none, else 0."""
    shared = (a & b).any(axis=1)
    told = a.any(axis=1) & b.any(axis=1)
    return np.where(shared, 1, np.where(told, -1, 0))


def _alike(a: NDArray[np.uint64], b: NDArray[np.uint64]) -> tuple[Floats, Floats]:
    """Return how much of the smaller signature the larger has, and which share of both together is in both."""
    both = np.bitwise_count(a & b).sum(axis=1, dtype=np.int64)
    n_a, n_b = (np.bitwise_count(x).sum(axis=1, dtype=np.int64) for x in (a, b))
    return both / np.maximum(np.minimum(n_a, n_b), 1), both / np.maximum(n_a + n_b - both, 1)


def _jaccard(a: NDArray[np.uint64], b: NDArray[np.uint64]) -> Floats:
    both = np.bitwise_count(a & b).sum(axis=1, dtype=np.int64)
    either = np.bitwise_count(a | b).sum(axis=1, dtype=np.int64)
    return np.asarray(both / np.maximum(either, 1), np.float64)
