"""How probably two reports tell of one event: features of the pair, weighed.

The weights (`weights.toml`) were fitted by logistic regression (`python -m training.merging.events`) on stories that
several invented papers tell. Everything compared belongs to the two reports and their articles alone, so that a
score never changes when other articles come.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from lagebild.merging.events.reports import KIND_OF_TYPE, REALIS, TYPES, UNKNOWN_DAY, Reports
from lagebild.reading.marks import EventType, Realis

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_MUTUAL = frozenset({EventType.CONSULT, EventType.AGREE, EventType.COOPERATE})
PAIRS_AT_ONCE = 200_000
"""So many pairs are compared together: some 500 MB."""
LONGEST_GAP = 400
"""Days; events further apart are equally far apart."""
PRECISE_DAYS = 2
"""An interval of fewer days is a date."""
FAR_DAYS = 10
"""Days; dates further apart are hardly ever dates of one event."""
RECENT_DAYS, WITHIN_DAYS = 10, 60
"""Days before and after its article in which an event lies that is told without a time: done, and to come."""
SLACK_DAYS = 2
"""A paper may still print as a plan what has happened since."""
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
    "gap to the article",
    "told after it happened as planned",
    "published gap",
    "meaning",
    "close in meaning",
    "trigger shared",
    "trigger and type shared",
    "triggers differ",
    "object shared",
    "object differs",
    "place shared",
    "place differs",
    "words shared",
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


def log_odds(reports: Reports, left: Ints, right: Ints) -> Floats:
    """Return the log odds that report `left[k]` and report `right[k]` tell of one event, for every k."""
    parts = range(0, len(left), PAIRS_AT_ONCE)
    cut = [compared(reports, left[at : at + PAIRS_AT_ONCE], right[at : at + PAIRS_AT_ONCE]) @ weights() for at in parts]
    return np.concatenate([np.zeros(0), *cut])


def compared(reports: Reports, left: Ints, right: Ints) -> Floats:
    """Return the features of pairs of reports, a row a pair and a column for each of `FEATURES`."""
    a, b = reports.taken(left), reports.taken(right)
    same_type = a.types == b.types
    mutual = np.array([t in _MUTUAL for t in TYPES])[a.types] & np.array([t in _MUTUAL for t in TYPES])[b.types]
    sources, targets = shared(a.sources, b.sources), shared(a.targets, b.targets)
    crossed = shared(a.sources, b.targets) + shared(a.targets, b.sources)
    every_a, every_b = np.hstack([a.sources, a.targets]), np.hstack([b.sources, b.targets])
    n_a, n_b, together = _count(every_a), _count(every_b), shared(every_a, every_b)
    least = np.minimum(n_a, n_b)
    persons_shared = shared(a.persons, b.persons)
    both_persons = (_count(a.persons) > 0) & (_count(b.persons) > 0)
    gap, vague, missing = _gap(a.days, b.days)
    precise = ~missing & ~vague
    nearby, _, unknown = _gap(_told_days(a), _told_days(b))
    to_article, _, _ = _gap(_likely_days(a), _likely_days(b))
    published, _, _ = _gap(a.published, b.published)
    triggers = shared(a.triggers, b.triggers) > 0
    both_triggers = (a.triggers != 0).any(axis=1) & (b.triggers != 0).any(axis=1)
    meaning = cosine(a.vectors, b.vectors)
    objects = _overlap(a.objects, b.objects)
    places = _overlap(a.places, b.places)
    real, planned, hypo, neg = (REALIS.index(kind) for kind in (Realis.REAL, Realis.PLANNED, Realis.HYPO, Realis.NEG))
    same_article = a.articles == b.articles
    columns = (
        np.ones(len(left)),
        same_type,
        (KIND_OF_TYPE[a.types] == KIND_OF_TYPE[b.types]) & ~same_type,
        np.where(least > 0, together / np.maximum(least, 1), 0.0),
        (least > 1) & (together >= np.maximum(n_a, n_b)),
        (least > 0) & (together == 0),
        sources > 0,
        targets > 0,
        (sources > 0) & (targets > 0),
        (crossed > 0) & (sources == 0) & (targets == 0) & ~mutual,
        np.minimum(shared(a.actors, b.actors), 2) / 2,
        both_persons & (persons_shared == 0),
        precise & (gap == 0),
        precise & (gap > 1),
        precise & (gap > FAR_DAYS),
        ~missing & (gap == 0),
        ~missing & (gap == 1),
        np.where(missing, 0.0, np.log1p(np.minimum(gap, LONGEST_GAP))),
        vague,
        missing,
        ~unknown & (nearby == 0),
        ~unknown & (nearby > FAR_DAYS),
        np.where(unknown, 0.0, np.log1p(np.minimum(nearby, LONGEST_GAP))),
        np.log1p(np.minimum(to_article, LONGEST_GAP)),
        _planned_too_late(a, b) | _planned_too_late(b, a),
        np.log1p(np.minimum(published, LONGEST_GAP)),
        meaning,
        np.maximum(meaning - 0.9, 0.0) * 10,
        triggers,
        triggers & same_type,
        both_triggers & ~triggers,
        objects > 0,
        objects < 0,
        places > 0,
        places < 0,
        _jaccard(a.words, b.words),
        shared_names(a.contexts, b.contexts),
        same_article,
        same_article & (a.sentences == b.sentences),
        np.where(same_article, np.minimum(np.abs(a.sentences - b.sentences), 5), 0),
        (a.sentences < LEAD) & (b.sentences < LEAD),
        (a.realis == real) & (b.realis == real),
        (np.minimum(a.realis, b.realis) == real) & (np.maximum(a.realis, b.realis) == planned),
        (a.realis == neg) != (b.realis == neg),
        (a.realis == hypo) != (b.realis == hypo),
    )
    return np.column_stack([np.asarray(column, np.float64) for column in columns])


def shared_names(a: Ints, b: Ints) -> Floats:
    """Return which share of the names of the row that has fewer the other has; of each row of `a` and `b`."""
    least = np.minimum(_count(a), _count(b))
    return np.asarray(shared(a, b) / np.maximum(least, 1), np.float64)


def _count(rows: Ints) -> Ints:
    """Return how many different numbers other than 0 every row has."""
    ordered = np.sort(rows, axis=1)
    fresh = np.ones_like(ordered, bool)
    fresh[:, 1:] = ordered[:, 1:] != ordered[:, :-1]
    return np.asarray((fresh & (ordered != 0)).sum(axis=1), np.int64)


def shared(a: Ints, b: Ints) -> Ints:
    """Return how many numbers other than 0 of each row of `a` the same row of `b` has."""
    found = np.zeros(len(a), np.int64)
    for i in range(a.shape[1]):
        column = a[:, i]
        repeated = (a[:, :i] == column[:, None]).any(axis=1)
        found += (b == column[:, None]).any(axis=1) & (column != 0) & ~repeated
    return found


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


def _planned_too_late(plan: Reports, deed: Reports) -> NDArray[np.bool_]:
    """Return where a plan is told after the deed was done: then it is another one."""
    done = _likely_days(deed)[:, 1]
    is_pair = (plan.realis == REALIS.index(Realis.PLANNED)) & (deed.realis == REALIS.index(Realis.REAL))
    known = (plan.published[:, 0] != UNKNOWN_DAY) & (done != UNKNOWN_DAY)
    return np.asarray(is_pair & known & (plan.published[:, 0] > done + SLACK_DAYS), bool)


def cosine(a: NDArray[np.int8], b: NDArray[np.int8]) -> Floats:
    """Return the cosine of each row of `a` with the same row of `b`."""
    one, other = a.astype(np.float32), b.astype(np.float32)
    lengths = np.linalg.norm(one, axis=1) * np.linalg.norm(other, axis=1)
    return np.asarray(np.einsum("ij,ij->i", one, other) / np.maximum(lengths, 1e-9), np.float64)


def _overlap(a: NDArray[np.uint64], b: NDArray[np.uint64]) -> Ints:
    """Return 1 where two signatures share a bit, -1 where both have bits and share none, else 0."""
    shared = (a & b).any(axis=1)
    told = a.any(axis=1) & b.any(axis=1)
    return np.where(shared, 1, np.where(told, -1, 0))


def _jaccard(a: NDArray[np.uint64], b: NDArray[np.uint64]) -> Floats:
    both = np.bitwise_count(a & b).sum(axis=1, dtype=np.int64)
    either = np.bitwise_count(a | b).sum(axis=1, dtype=np.int64)
    return np.asarray(both / np.maximum(either, 1), np.float64)
