"""Which reports are compared at all: those that could be of one event by who is in it and when.

A report is put under keys; reports under one key are compared. Every key holds the type of event: 99 % of the pairs of
one event have the same, and what differs in it is hardly ever likely enough. It joins a side or a name around with half
months, of what is told without a time those before its article; a side with another name of its article or with a
word of its trigger with seasons, around its article if it is told without a time; and two sides or actors with years.
Under a season or year reports that tell vaguely when or not at all meet all others, dated ones do not meet one another.
Of what shares a key through less than two sides only what has more in common is compared. Whether two reports meet
hangs on these two alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, combinations, pairwise

import numpy as np
from numpy.typing import NDArray

from lagebild.merging.events.likeness import Comparable, cosine, shared, shared_names
from lagebild.merging.events.reports import UNKNOWN_DAY, Reports, hashed

Ints = NDArray[np.int64]
Keys = Sequence[Sequence[int]]

BUCKET_DAYS = 16
YEAR_DAYS = 24 * BUCKET_DAYS
SLACK_DAYS = 2
"""Papers on both sides of midnight, or of a week-end, date an event so far apart."""
DATED_DAYS = 40
"""An event told within an interval longer than this is compared by years."""
UNTOLD_DAYS = (400, 200)
"""An event told without a time lies at most so long before or after its article, with hardly an exception."""
SEASON_DAYS = 4 * BUCKET_DAYS
UNTOLD_SEASON = (60, 20)
"""So many days before and after its article an event told without a time is looked for by one side. With years, four
times as many pairs of 8,000 made articles are compared, and B³ on the stories differs by less than 0.002."""
MOST_SEASONS = 8
RECENT_DAYS = 10
"""What is told without a time has mostly happened in so many days before its article."""
MOST_YEARS = 4
NAMES_AROUND = 3
"""Names of its article that a report is put under."""
LEAST_CONTEXT = 0.5
"""Share of the names of two articles that both have, from which reports with one common side are compared."""
LEAST_NEAR = 2
"""Names near both reports, from which reports of one type with one common actor are compared."""
LEAST_MEANING = 0.86
"""Cosine of two sentences from which reports with one common side are compared."""
PAIRS_AT_ONCE = 16_384
"""So many pairs are looked at together: their columns stay in the cache of a core."""
KEYS_MET_AT_ONCE = 2_000_000
"""So many meetings under keys are looked at together, but for a report that has more: some 150 MB."""
YEAR_KEY = 1
"""The lowest bit of the keys that join by years or seasons."""


def keys_of(reports: Reports) -> list[list[int]]:
    """Return the keys of every report, 64-bit hashes without a repetition; reports that share one may be compared."""
    return [list(dict.fromkeys(_keys(reports, row))) for row in range(len(reports))]


def is_vague(reports: Reports) -> NDArray[np.bool_]:
    """Return of every report whether it meets all others by years and seasons."""
    windows = (_window(reports, row) for row in range(len(reports)))
    return np.array([days is None or days[1] - days[0] > DATED_DAYS for days in windows], bool)


def pairs_of(keys: Keys, c: Comparable) -> tuple[Ints, Ints]:
    """Return the pairs of reports that are compared, each once, the lower row first."""
    found = list(pairs_met(keys, None, c))
    none = [np.zeros(0, np.int64)]
    return np.concatenate(none + [left for left, _ in found]), np.concatenate(none + [right for _, right in found])


def pairs_met(own: Keys, others: Keys | None, c: Comparable) -> Iterator[tuple[Ints, Ints]]:
    """Yield the pairs that are compared, each once, in parts of bounded size.

    `c` holds the reports of `own` and behind them those of `others`: pairs are of one of each, the row of `own` first;
    without `others`, of two of `own`, the lower row first.
    """
    vague = is_vague(c.reports)
    for left, right in _sharing(own, others, vague):
        met = np.concatenate(
            [np.zeros(0, bool)]
            + [
                worth_comparing(c, left[at : at + PAIRS_AT_ONCE], right[at : at + PAIRS_AT_ONCE])
                for at in range(0, len(left), PAIRS_AT_ONCE)
            ]
        )
        yield left[met], right[met]


def worth_comparing(c: Comparable, left: Ints, right: Ints) -> NDArray[np.bool_]:
    """Return which pairs that share a key have enough in common to be compared."""
    r = c.reports
    met = shared(c.sides, c.sides, left, right) > 1
    actors = shared(c.actors, c.actors, left, right)
    met |= actors > 1
    near = np.bitwise_count(r.near[left] & r.near[right]).sum(axis=1)
    met |= (actors > 0) & (near >= LEAST_NEAR) & (r.types[left] == r.types[right])
    met |= shared(c.triggers, c.triggers, left, right) > 0
    rest = np.flatnonzero(~met)
    met[rest] = shared_names(c, left[rest], right[rest]) >= LEAST_CONTEXT
    rest = np.flatnonzero(~met)
    met[rest] = cosine(c, left[rest], right[rest]) >= LEAST_MEANING
    return met


def _sharing(own: Keys, others: Keys | None, vague: NDArray[np.bool_]) -> Iterator[tuple[Ints, Ints]]:
    """Yield the pairs that share a key, each once; under a year or season one of the two must be vague."""
    keys, rows = _flat(own)
    other_keys, other_rows = (keys, rows) if others is None else _flat(others)
    order = np.argsort(other_keys, kind="stable")
    other_keys, other_rows = other_keys[order], other_rows[order] + (0 if others is None else len(own))
    begins = np.searchsorted(other_keys, keys, side="left")
    counts = np.searchsorted(other_keys, keys, side="right") - begins
    for some in _parts(rows, counts):
        following = counts[some]
        first = np.repeat(np.arange(some.start, some.stop), following)
        place = np.repeat(begins[some] - np.cumsum(following) + following, following) + np.arange(len(first))
        left, right = rows[first], other_rows[place]
        met = left < right
        met &= (keys[first] & YEAR_KEY == 0) | vague[left] | vague[right]
        pairs = _different(left[met] * len(vague) + right[met])
        yield pairs // len(vague), pairs % len(vague)


def _flat(keys: Keys) -> tuple[Ints, Ints]:
    """Return all keys in the order of the reports, and the row of each."""
    rows = np.repeat(np.arange(len(keys)), [len(some) for some in keys])
    return np.fromiter(chain.from_iterable(keys), np.int64, len(rows)), rows


def _parts(rows: Ints, counts: Ints) -> Iterator[slice]:
    """Yield parts of the keys that meet `KEYS_MET_AT_ONCE` others at most; those of one report stay together."""
    part = np.cumsum(counts) // KEYS_MET_AT_ONCE
    of_row = part[np.searchsorted(rows, rows, side="left")] if len(rows) else part
    limits = [0, *(np.flatnonzero(np.diff(of_row)) + 1).tolist(), len(rows)]
    yield from (slice(begin, end) for begin, end in pairwise(limits) if end > begin)


def _different(numbers: Ints) -> Ints:
    """Return numbers in their order, each once: sorting is several times faster than what `np.unique` does."""
    ordered = np.sort(numbers)
    return ordered[np.concatenate([[True], ordered[1:] != ordered[:-1]])] if len(ordered) else ordered


def _keys(reports: Reports, row: int) -> Iterator[int]:
    sides = sorted({int(side) for side in (*reports.sources[row], *reports.targets[row]) if side})
    type_ = int(reports.types[row])
    actors = {int(a) for a in (*reports.source_actors[row], *reports.target_actors[row]) if a}
    others = [int(name) for name in reports.contexts[row, :NAMES_AROUND] if name and name not in actors]
    one = [f"{side} type {type_}" for side in sides]
    near = [*one, *(f"around {name} type {type_}" for name in others)]
    words = [int(word) for word in reports.triggers[row] if word]
    far = [f"{a} {b} type {type_}" for some in (sides, sorted(actors)) for a, b in combinations(some, 2)]
    seasonal = [
        *(f"{side} around {name}" for side in one for name in others),
        *(f"{side} type {type_} in {word}" for side in (*sides, *actors) for word in words),
    ]
    days, likely = _window(reports, row), _likely(reports, row)
    if days is None:
        yield from (hashed(f"{who} undated") & ~YEAR_KEY for who in near)
        return
    first, last = days[0] - SLACK_DAYS, days[1] + SLACK_DAYS
    for year in range(first // YEAR_DAYS, min(last // YEAR_DAYS, first // YEAR_DAYS + MOST_YEARS) + 1):
        yield from (hashed(f"{who} year {year}") | YEAR_KEY for who in far)
    first, last = _season(reports, row, days)
    for season in range(first // SEASON_DAYS, min(last // SEASON_DAYS, first // SEASON_DAYS + MOST_SEASONS) + 1):
        yield from (hashed(f"{who} season {season}") | YEAR_KEY for who in seasonal)
    if likely is not None:
        for bucket in range((likely[0] - SLACK_DAYS) // BUCKET_DAYS, (likely[1] + SLACK_DAYS) // BUCKET_DAYS + 1):
            yield from (hashed(f"{who} bucket {bucket}") & ~YEAR_KEY for who in near)


def _likely(reports: Reports, row: int) -> tuple[int, int] | None:
    """Return the few days in which a report's event is told to be, else those before its article; None for neither."""
    earliest, latest = (int(day) for day in reports.days[row])
    if UNKNOWN_DAY not in (earliest, latest):
        return (earliest, latest) if latest - earliest <= DATED_DAYS else None
    first, last = (int(day) for day in reports.published[row])
    if UNKNOWN_DAY in (first, last) or last - first > DATED_DAYS:
        return None
    return first - RECENT_DAYS, last


def _season(reports: Reports, row: int, days: tuple[int, int]) -> tuple[int, int]:
    """Return the days around which a report is compared by one side: its own, else those around its article."""
    if UNKNOWN_DAY not in reports.days[row]:
        return days[0] - SLACK_DAYS, days[1] + SLACK_DAYS
    first, last = (int(day) for day in reports.published[row])
    return first - UNTOLD_SEASON[0], last + UNTOLD_SEASON[1]


def _window(reports: Reports, row: int) -> tuple[int, int] | None:
    """Return the days in which a report's event must lie, None if nothing tells."""
    earliest, latest = (int(day) for day in reports.days[row])
    if UNKNOWN_DAY not in (earliest, latest):
        return earliest, latest
    first, last = (int(day) for day in reports.published[row])
    if UNKNOWN_DAY in (first, last):
        return None
    return first - UNTOLD_DAYS[0], last + UNTOLD_DAYS[1]
