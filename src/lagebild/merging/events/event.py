"""What an event is by its reports: type, sides, days, place, realis, and how many independent reports it has."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

import numpy as np
import xxhash

from lagebild.merging.events.clusters import FARTHEST, Pairs
from lagebild.merging.events.reports import Told
from lagebild.reading.marks import Realis

ALONE = "only report"
TOLD, INFERRED = "told", "inferred"
"""Where the days of an event come from: a report's own time, or what its article tells around it."""
SIDE_SHARE = 0.25
"""Least share of the reports naming a side at all that must name an actor for it to be a side of the event."""
STRENGTH = {Realis.REAL: 3, Realis.NEG: 2, Realis.PLANNED: 1, Realis.HYPO: 0}
"""Of reports of one day, what has happened outweighs what was denied, that what was planned, that what is possible."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Member:
    """A report of an event: what it tells, how sure its reading was, and whose copy its article is (itself if none)."""

    told: Told
    confidence: float
    original: str


@dataclass(frozen=True, slots=True)
class EventMember:
    """A row of `event_members`: the mean probability of being one with the other reports, and what speaks for it."""

    mention_id: str
    event_id: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Event:
    """A row of `events`; sides are actor ids in their order, days inclusive, `days_basis` is `TOLD` or `INFERRED`.

    `known` is the first day on which an article can have told it as real, None if none with a date did.
    """

    event_id: str
    type: str
    realis: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    earliest: date | None
    latest: date | None
    days_basis: str | None
    place: str | None
    label_mention_id: str
    n_articles: int
    n_independent: int
    n_mentions: int
    confidence: float
    known: date | None


def event_id_of(mention_ids: Iterable[str]) -> str:
    """Return the id of the event that these mentions report: that of the first of them in the order of their ids.

    So an event keeps its id when it gets another report, unless that one stands before all others.
    """
    return xxhash.xxh3_64_hexdigest(min(mention_ids).encode())


def event_of(members: Sequence[Member]) -> Event:
    """Return the event that these reports tell of; their order does not matter."""
    ordered = sorted(members, key=lambda m: m.told.mention_id)
    told = [m.told for m in ordered]
    type_ = _weightiest((m.told.type, m.confidence) for m in ordered)
    earliest, latest, basis = days_of(told)
    originals: dict[str, float] = defaultdict(float)
    for m in ordered:
        originals[m.original] = max(originals[m.original], m.confidence)
    return Event(
        event_id_of(t.mention_id for t in told),
        type_,
        realis_of(told),
        _sides(told, lambda t: [side.actor_id for side in t.sources]),
        _sides(told, lambda t: [side.actor_id for side in t.targets]),
        earliest,
        latest,
        basis,
        _most_frequent([t.place for t in told if t.place]),
        label_of(ordered, type_).told.mention_id,
        len({t.article_id for t in told}),
        len(originals),
        len(told),
        round(float(1 - np.prod([1 - c for c in originals.values()])), 4),
        min((t.published_earliest for t in told if t.realis == Realis.REAL and t.published_earliest), default=None),
    )


class Dated(Protocol):
    """A report as far as the realis of its event hangs on it."""

    @property
    def realis(self) -> str:
        """What it tells the event as."""
        ...

    @property
    def published_latest(self) -> date | None:
        """The last day its article can be of."""
        ...


def realis_of(told: Sequence[Dated]) -> str:
    """Return the realis of an event: what the latest reports say; a mere possibility never outdates a report."""
    firm = [t for t in told if t.realis != Realis.HYPO] or list(told)
    last = max((t.published_latest for t in firm if t.published_latest), default=None)
    latest = [t for t in firm if last is None or t.published_latest == last]
    if any(t.realis == Realis.REAL for t in firm) and all(t.realis == Realis.PLANNED for t in latest):
        return Realis.REAL
    counts = Counter(t.realis for t in latest)
    return max(counts, key=lambda realis: (counts[realis], STRENGTH[Realis(realis)]))


def days_of(told: Sequence[Told]) -> tuple[date | None, date | None, str | None]:
    """Return the days of an event and where they come from: a report's own time goes before what is inferred.

    Of inferred days none is later than the first article that tells the event as real.
    """
    own = interval_of([(t.earliest, t.latest) for t in told])
    if own is not None:
        return *own, TOLD
    inferred = interval_of([(t.inferred_earliest, t.inferred_latest) for t in told])
    if inferred is None:
        return None, None, None
    real = [t.published_latest for t in told if t.realis == Realis.REAL and t.published_latest]
    return inferred[0], max(inferred[0], min([inferred[1], *real])), INFERRED


def interval_of(days: Sequence[tuple[date | None, date | None]]) -> tuple[date, date] | None:
    """Return the days on which most reports agree: the narrowest interval that meets the most others."""
    counts = Counter((a, b) for a, b in days if a and b)
    given = sorted(counts)
    if not given:
        return None

    def support(interval: tuple[date, date]) -> int:
        return sum(n for (a, b), n in counts.items() if a <= interval[1] and interval[0] <= b)

    return max(given, key=lambda i: (support(i), -(i[1] - i[0]).days, counts[i], -i[0].toordinal()))


def label_of(members: Sequence[Member], type_: str) -> Member:
    """Return the report whose sentence stands for the event: of its type and realis, with both sides, read surely."""
    realis = realis_of([m.told for m in members])

    def fitness(m: Member) -> tuple[object, ...]:
        t = m.told
        return (
            t.realis == realis,
            t.type == type_,
            bool(t.sources),
            bool(t.targets),
            t.earliest is not None,
            m.confidence,
        )

    best = max(fitness(m) for m in members)
    return min((m for m in members if fitness(m) == best), key=lambda m: m.told.mention_id)


def members_of(told: Sequence[Told], pairs: Pairs, clusters: Sequence[int]) -> list[EventMember]:
    """Return the membership of every report; `told` in the order of the rows of `pairs`, which may hold more pairs."""
    rows: dict[int, list[int]] = defaultdict(list)
    for row, cluster in enumerate(clusters):
        rows[cluster].append(row)
    same = np.asarray(clusters)[pairs.left] == np.asarray(clusters)[pairs.right]
    odds = np.maximum(pairs.log_odds[same], FARTHEST)
    chance = 1 / (1 + np.exp(-odds))
    sums = np.zeros(len(told))
    np.add.at(sums, pairs.left[same], chance)
    np.add.at(sums, pairs.right[same], chance)
    found = []
    for own in rows.values():
        event_id = event_id_of(told[row].mention_id for row in own)
        for row in own:
            alone = len(own) == 1
            score = 1.0 if alone else float(sums[row]) / (len(own) - 1)
            reason = ALONE if alone else reason_of(told[row], [told[other] for other in own if other != row])
            found.append(EventMember(told[row].mention_id, event_id, round(score, 4), reason))
    return found


def reason_of(told: Told, others: Sequence[Told]) -> str:
    """Return what a report has in common with the others of its event, in words of the table: `actors, date, place`."""
    actors = {side.actor_id for other in others for side in (*other.sources, *other.targets)}
    tests = {
        "actors": any(side.actor_id in actors for side in (*told.sources, *told.targets)),
        "type": any(other.type == told.type for other in others),
        "date": any(_days_meet(told, other) for other in others),
        "place": told.place is not None and any(other.place == told.place for other in others),
    }
    return ", ".join([name for name, holds in tests.items() if holds] or ["meaning"])


def _days_meet(a: Told, b: Told) -> bool:
    if not (a.earliest and a.latest and b.earliest and b.latest):
        return False
    return a.earliest <= b.latest and b.earliest <= a.latest


def _sides(told: Sequence[Told], side_of: Callable[[Told], list[str]]) -> tuple[str, ...]:
    naming = [set(side_of(t)) for t in told if side_of(t)]
    counts = Counter(actor for actors in naming for actor in actors)
    return tuple(sorted(actor for actor, count in counts.items() if count >= SIDE_SHARE * len(naming)))


def _most_frequent(values: Sequence[T]) -> T | None:
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], str(value)), default=None)


def _weightiest(weighed: Iterable[tuple[str, float]]) -> str:
    weights: dict[str, float] = defaultdict(float)
    for value, weight in weighed:
        weights[value] += weight
    return min(weights, key=lambda value: (-weights[value], value))
