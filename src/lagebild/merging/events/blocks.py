"""Which reports are compared at all: those that could be of one event by who is in it and when.

A report is put under keys; reports under one key are compared. A key joins sides (a pair of them, or one with the type
of event) with a time: half months for reports with a date, years for those that tell vaguely when or not at all. Under
a year vague reports meet all others, dated ones do not meet one another. Reports without sides are put under the names
of their articles. Of what shares a key through less than two sides only what has more in common is compared. Whether
two reports meet hangs on these two alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from lagebild.merging.events.likeness import cosine, shared, shared_names
from lagebild.merging.events.reports import KIND_OF_TYPE, UNKNOWN_DAY, Reports, hashed

Ints = NDArray[np.int64]

BUCKET_DAYS = 16
YEAR_DAYS = 24 * BUCKET_DAYS
SLACK_DAYS = 2
"""Papers on both sides of midnight, or of a week-end, date an event so far apart."""
DATED_DAYS = 40
"""An event told within an interval longer than this is compared by years."""
UNTOLD_DAYS = (400, 200)
"""An event told without a time lies at most so long before or after its article, with hardly an exception."""
MOST_YEARS = 4
NAMES_AROUND = 3
"""Names of its article that a report is put under."""
LEAST_CONTEXT = 0.5
"""Share of the names of two articles that both have, from which reports with one common side are compared."""
LEAST_MEANING = 0.86
"""Cosine of two sentences from which reports with one common side are compared."""
PAIRS_AT_ONCE = 200_000
"""So many pairs are looked at together: some 300 MB."""
ROWS_AT_ONCE = 50_000
YEAR_KEY = 1
"""The lowest bit of the keys that join by years."""


def keys_of(reports: Reports) -> list[list[int]]:
    """Return the keys of every report, 64-bit hashes without a repetition; reports that share one may be compared."""
    return [list(dict.fromkeys(_keys(reports, row))) for row in range(len(reports))]


def is_vague(reports: Reports) -> NDArray[np.bool_]:
    """Return of every report whether it meets others by years."""
    windows = (_window(reports, row) for row in range(len(reports)))
    return np.array([days is None or days[1] - days[0] > DATED_DAYS for days in windows], bool)


def pairs_of(keys: Sequence[Sequence[int]], reports: Reports, own: int | None = None) -> tuple[Ints, Ints]:
    """Return the pairs of reports that are compared, each once, the lower row first.

    With `own`, only pairs of which at least one is among the first `own` reports.
    """
    left, right = _sharing(keys, len(keys) if own is None else own, is_vague(reports))
    chosen = [np.zeros(0, bool)] + [
        worth_comparing(reports, left[at : at + PAIRS_AT_ONCE], right[at : at + PAIRS_AT_ONCE])
        for at in range(0, len(left), PAIRS_AT_ONCE)
    ]
    met = np.concatenate(chosen)
    return left[met], right[met]


def worth_comparing(reports: Reports, left: Ints, right: Ints) -> NDArray[np.bool_]:
    """Return which pairs that share a key have enough in common to be compared."""
    r = reports
    every = np.hstack([r.sources, r.targets])
    met = shared(every[left], every[right]) > 1
    met |= shared(r.triggers[left], r.triggers[right]) > 0
    met |= shared_names(r.contexts[left], r.contexts[right]) >= LEAST_CONTEXT
    rest = np.flatnonzero(~met)
    met[rest] = cosine(r.vectors[left[rest]], r.vectors[right[rest]]) >= LEAST_MEANING
    return met


def _sharing(keys: Sequence[Sequence[int]], own: int, vague: NDArray[np.bool_]) -> tuple[Ints, Ints]:
    """Return the pairs that share a key, each once; under a year at least one of the two must be vague."""
    flat = np.array([key for some in keys for key in some], np.int64)
    rows = np.repeat(np.arange(len(keys)), [len(some) for some in keys])
    order = np.lexsort((rows, flat))
    flat, rows = flat[order], rows[order]
    ends = np.searchsorted(flat, flat, side="right")
    leading = np.flatnonzero(rows < own)
    packed = [np.zeros(0, np.int64)]
    for at in range(0, len(leading), ROWS_AT_ONCE):
        places = leading[at : at + ROWS_AT_ONCE]
        following = ends[places] - places - 1
        first = np.repeat(places, following)
        second = first + 1 + np.arange(len(first)) - np.repeat(np.cumsum(following) - following, following)
        left, right = rows[first], rows[second]
        met = (flat[first] & YEAR_KEY == 0) | vague[left] | vague[right]
        packed.append(np.unique(left[met] * len(keys) + right[met]))
    pairs = np.unique(np.concatenate(packed))
    return pairs // max(len(keys), 1), pairs % max(len(keys), 1)


def _keys(reports: Reports, row: int) -> Iterator[int]:
    sides = sorted({int(side) for side in (*reports.sources[row], *reports.targets[row]) if side})
    kind = int(KIND_OF_TYPE[reports.types[row]])
    both = [f"{a} {b}" for a, b in combinations(sides, 2)]
    one = [f"{side} kind {kind}" for side in sides]
    around = [f"around {name} kind {kind}" for name in reports.contexts[row, :NAMES_AROUND] if name]
    near, far = [*both, *one, *around], [*(f"{pair} kind {kind}" for pair in both), *one, *around]
    days = _window(reports, row)
    if days is None:
        yield from (hashed(f"{who} undated") & ~YEAR_KEY for who in near)
        return
    first, last = days[0] - SLACK_DAYS, days[1] + SLACK_DAYS
    for year in range(first // YEAR_DAYS, min(last // YEAR_DAYS, first // YEAR_DAYS + MOST_YEARS) + 1):
        yield from (hashed(f"{who} year {year}") | YEAR_KEY for who in far)
    if days[1] - days[0] <= DATED_DAYS:
        for bucket in range(first // BUCKET_DAYS, last // BUCKET_DAYS + 1):
            yield from (hashed(f"{who} bucket {bucket}") & ~YEAR_KEY for who in near)


def _window(reports: Reports, row: int) -> tuple[int, int] | None:
    """Return the days in which a report's event must lie, None if nothing tells."""
    earliest, latest = (int(day) for day in reports.days[row])
    if UNKNOWN_DAY not in (earliest, latest):
        return earliest, latest
    first, last = (int(day) for day in reports.published[row])
    if UNKNOWN_DAY in (first, last):
        return None
    return first - UNTOLD_DAYS[0], last + UNTOLD_DAYS[1]
