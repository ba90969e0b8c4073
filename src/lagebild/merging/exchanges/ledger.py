"""Exchanges: the transfers that are one, with the range of their amounts and all their evidence.

What is claimed, planned, possible or denied is never one with what was delivered; claims of different holders stay
apart. Reports of one event are one exchange, and so are reports of the same amount, and reports without an amount that
lie within a year of one another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from lagebild.merging.exchanges.told import Transfer

SAME_FLOW_DAYS = 366
"""Reports without an amount that lie farther apart tell of two exchanges."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """A row of `exchanges`; `stated` is the report whose word for the good stands for it, evidence is ordered."""

    giver: str
    receiver: str
    good: str
    stated: Transfer
    low: float | None
    high: float | None
    unit: str | None
    realis: str
    holder: str | None
    since: date | None
    until: date | None
    evidence: tuple[tuple[str, int, int], ...]
    confidence: float


def exchanges_of(transfers: Iterable[Transfer]) -> list[Exchange]:
    """Return the exchanges that transfers tell of, in an order that hangs on the transfers alone."""
    alike: dict[tuple[object, ...], list[Transfer]] = defaultdict(list)
    for t in sorted(set(transfers), key=lambda t: (t.article_id, t.start, t.end, t.good_start)):
        alike[t.giver, t.receiver, t.good, t.realis, t.holder, t.speaker].append(t)
    exchanges = [_exchange(part) for some in alike.values() for part in _parts(some)]
    return sorted(exchanges, key=lambda e: (e.giver, e.receiver, e.good, e.realis, e.holder or "", e.evidence))


def _parts(transfers: Sequence[Transfer]) -> Iterator[list[Transfer]]:
    """Yield what is one exchange among transfers of equal sides, good, realis and holder."""
    parent = list(range(len(transfers)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    first_of: dict[tuple[object, ...], int] = {}
    for i, t in enumerate(transfers):
        for key in _keys(t):
            parent[root(i)] = root(first_of.setdefault(key, i))
    for i, j in _flowing(transfers):
        parent[root(i)] = root(j)
    parts: dict[int, list[Transfer]] = defaultdict(list)
    for i, t in enumerate(transfers):
        parts[root(i)].append(t)
    yield from parts.values()


def _keys(t: Transfer) -> Iterator[tuple[object, ...]]:
    if t.event_id is not None:
        yield "event", t.event_id, t.unit if t.low is not None or t.high is not None else None
    if t.low is not None or t.high is not None:
        yield "amount", t.low, t.high, t.unit


def _flowing(transfers: Sequence[Transfer]) -> Iterator[tuple[int, int]]:
    """Yield pairs of reports without an amount that tell of one flow: near in time, or of unknown time."""
    bare = [(t.latest or t.earliest, i) for i, t in enumerate(transfers) if t.low is None and t.high is None]
    dated = sorted((day.toordinal(), i) for day, i in bare if day is not None)
    undated = [i for day, i in bare if day is None]
    gaps = list(pairwise(dated))
    near = [(one[1], other[1]) for one, other in gaps if other[0] - one[0] <= SAME_FLOW_DAYS]
    yield from near
    yield from pairwise(undated)
    if undated and dated and len(near) == len(gaps):
        yield undated[0], dated[0][1]


def _exchange(reports: Sequence[Transfer]) -> Exchange:
    stated = max(reports, key=lambda t: (t.low is not None or t.high is not None, t.confidence, -t.start, t.article_id))
    counted = [t for t in reports if t.low is not None or t.high is not None]
    doubt = 1.0
    for article in {t.article_id for t in reports}:
        doubt *= 1 - max(t.confidence for t in reports if t.article_id == article)
    return Exchange(
        stated.giver,
        stated.receiver,
        stated.good,
        stated,
        _bound([t.low for t in counted], min),
        _bound([t.high for t in counted], max),
        stated.unit,
        stated.realis,
        stated.holder,
        min((t.earliest for t in reports if t.earliest), default=None),
        max((t.latest for t in reports if t.latest), default=None),
        tuple(sorted({(t.article_id, t.start, t.end) for t in reports})),
        round(1 - doubt, 4),
    )


def _bound(values: Sequence[float | None], outer: Callable[[list[float]], float]) -> float | None:
    """Return the outermost bound; open where one report leaves it open."""
    known = [v for v in values if v is not None]
    return outer(known) if known and len(known) == len(values) else None
