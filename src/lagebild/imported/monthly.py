"""Dyads of states by month from the events of another dataset: DuckDB sums them, the sums fade as those of articles.

An event counts with the dataset's own value on a conflict-cooperation scale (Goldstein's for CAMEO, PLOVER's), else
with that of its type (`system/scale.toml`). Intervals are those of a bootstrap that draws each record a Poisson number
of times (J. A. Hanley and B. MacGibbon, Creating Non-Parametric Bootstrap Samples Using Poisson Frequencies, Computer
Methods and Programs in Biomedicine 83, 2006, 57-62): its variance is the sum of the squared points, so no drawing is
needed. Records are taken to be independent; those of one occurrence are not, so the intervals are the narrowest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from lagebild.system.intervals import FEWEST_ARTICLES
from lagebild.system.periods import MONTHS_A_YEAR, period_of
from lagebild.system.scale import MUTUAL_TYPES, SCORES
from lagebild.system.series import HALF_LIFE_MONTHS, MEMORY_MONTHS, decayed

DYADS = pa.schema(
    [
        ("actor_a", pa.string()),
        ("actor_b", pa.string()),
        ("directed", pa.bool_()),
        ("period", pa.string()),
        ("cooperation", pa.float64()),
        ("conflict", pa.float64()),
        ("net", pa.float64()),
        ("low", pa.float64()),
        ("high", pa.float64()),
        ("n_events", pa.int32()),
        ("thin", pa.bool_()),
    ]
)
"""What is computed of a dyad in a month; `n_events` counts those of the month and of the months within memory."""
ROWS_AT_ONCE = 250_000
"""Rows are given in parts of at most about so many: each is written in one short transaction."""
NORMAL_ENDS = 1.645
"""Standard deviations to either side that hold nine of ten values of a normal distribution."""
DECIMALS = 6
"""Digits kept of a value, as of the dyads of articles."""

_MUTUAL = ", ".join(f"'{kind.value}'" for kind in sorted(MUTUAL_TYPES))
_SCORES = ", ".join(f"('{kind}', {score}::DOUBLE)" for kind, score in SCORES.items())
_EVENTS = f"""
    SELECT year(date) * {MONTHS_A_YEAR} + month(date) - 1 AS month, coalesce(weight, score) AS points,
        array_to_string(sources, ' ') AS source, array_to_string(targets, ' ') AS target,
        coalesce(type IN ({_MUTUAL}), false) AS mutual
    FROM {{events}} LEFT JOIN (VALUES {_SCORES}) AS scale(kind, score) ON kind = type
    WHERE dataset = $dataset AND coalesce(weight, score) IS NOT NULL AND len(sources) > 0
        AND (len(targets) > 0 OR len(sources) > 1)"""
_SUMS = f"""
    SELECT side.id AS side, month, sum(greatest(points, 0)) AS cooperation, sum(greatest(-points, 0)) AS conflict,
        sum(points * points) AS squares, count(*) AS events
    FROM ({_EVENTS}) JOIN sides AS side USING (source, target, mutual) GROUP BY ALL"""

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class MonthlySums:
    """What states did to each other in the months of a dataset, summed over all pairs of one kind.

    `cell` numbers pair and month: pair times `months` plus the months since `first_month`.
    """

    pairs: tuple[Pair, ...]
    directed: bool
    first_month: int
    months: int
    cell: Integers
    cooperation: Floats
    conflict: Floats
    squares: Floats
    events: Integers


def datasets_in(connection: duckdb.DuckDBPyConnection, events: str) -> tuple[str, ...]:
    """Return the datasets that a table of imported events holds, in order."""
    rows = connection.execute(f"SELECT DISTINCT dataset FROM {events} ORDER BY 1").fetchall()
    return tuple(name for (name,) in rows)


def monthly_sums(connection: duckdb.DuckDBPyConnection, events: str, dataset: str) -> tuple[MonthlySums, ...]:
    """Return the sums of a dataset, undirected and directed, none if it tells of no two states.

    `events` is a table like `imported_events`.
    """
    parameters = {"dataset": dataset}
    selected = _EVENTS.format(events=events)
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE sides AS
        SELECT row_number() OVER () - 1 AS id, * FROM (SELECT DISTINCT source, target, mutual FROM ({selected}))""",
        parameters,
    )
    sides = connection.execute("SELECT source, target, mutual FROM sides ORDER BY id").fetchall()
    sums = connection.execute(_SUMS.format(events=events), parameters).fetchnumpy()
    connection.execute("DROP TABLE sides")
    if not len(sums["month"]):
        return ()
    return tuple(_sums_of(sides, sums, directed=directed) for directed in (False, True))


def _sums_of(
    sides: Sequence[tuple[str, str, bool]], sums: Mapping[str, NDArray[Any]], *, directed: bool
) -> MonthlySums:
    """Return the sums by pair: every row of `sums` counts for each pair of states that its sides make."""
    between = [_pairs(*one, directed=directed) for one in sides]
    pairs = tuple(sorted({pair for some in between for pair in some}))
    number = {pair: at for at, pair in enumerate(pairs)}
    counts = np.array([len(some) for some in between], dtype=np.int64)
    flat = np.array([number[pair] for some in between for pair in some], dtype=np.int64)
    side, month = sums["side"].astype(np.int64), sums["month"].astype(np.int64)
    repeated = np.repeat(np.arange(len(side)), counts[side])
    begins = np.cumsum(counts) - counts
    within = np.arange(len(repeated)) - np.repeat(np.cumsum(counts[side]) - counts[side], counts[side])
    pair = flat[begins[side[repeated]] + within]
    first, last = int(month.min()), int(month.max())
    months = last - first + 1
    values = (sums[name][repeated] for name in ("cooperation", "conflict", "squares", "events"))
    return MonthlySums(pairs, directed, first, months, pair * months + month[repeated] - first, *values)


def _pairs(source: str, target: str, mutual: bool, *, directed: bool) -> set[Pair]:
    """Return the pairs that an event is between: those of the sides, of partners among each other both ways."""
    sources, targets = source.split(), target.split()
    others = targets + sources if mutual else targets
    pairs = {(a, b) for a in sources for b in others if a != b}
    if not directed:
        return {(min(pair), max(pair)) for pair in pairs}
    return pairs | {(b, a) for a, b in pairs} if mutual else pairs


def dyads_of(sums: MonthlySums) -> Iterator[pa.Table]:
    """Yield the dyads by month in tables like `DYADS`: the months in which an event is remembered."""
    at_once = max(1, ROWS_AT_ONCE // sums.months)
    order = np.argsort(sums.cell, kind="stable")
    cell = sums.cell[order]
    periods = np.array([period_of(sums.first_month + at) for at in range(sums.months)])
    names = np.array(sums.pairs, dtype=object).reshape(-1, 2)
    for first in range(0, len(sums.pairs), at_once):
        last = min(first + at_once, len(sums.pairs))
        low, high = np.searchsorted(cell, (first * sums.months, last * sums.months))
        some = order[low:high]
        shape = (last - first, sums.months)
        where = sums.cell[some] - first * sums.months
        cooperation, conflict, squares, events = (
            np.bincount(where, weights=values[some], minlength=shape[0] * shape[1]).astype(np.float64).reshape(shape)
            for values in (sums.cooperation, sums.conflict, sums.squares, sums.events)
        )
        # Points that fade to a part count with the square of it.
        spread = NORMAL_ENDS * np.sqrt(decayed(squares, HALF_LIFE_MONTHS / 2))
        faded = decayed(cooperation), decayed(conflict), spread
        yield _table(names[first:last], periods, sums.directed, faded, events)


def _table(
    names: NDArray[Any], periods: NDArray[Any], directed: bool, faded: tuple[Floats, Floats, Floats], events: Floats
) -> pa.Table:
    """Return the months in which an event is remembered; `faded` are cooperation, conflict and half the interval."""
    so_far = np.cumsum(events, axis=1)
    remembered = so_far.copy()
    remembered[:, MEMORY_MONTHS + 1 :] -= so_far[:, : -MEMORY_MONTHS - 1]
    pair, month = np.nonzero(remembered)
    helped, harmed, spread = (values[pair, month] for values in faded)
    counted = remembered[pair, month]
    is_thin = counted < FEWEST_ARTICLES
    columns = (
        pa.array(names[:, 0]).take(pa.array(pair)),
        pa.array(names[:, 1]).take(pa.array(pair)),
        pa.array(np.full(len(pair), directed)),
        pa.array(periods).take(pa.array(month)),
        np.round(helped, DECIMALS),
        np.round(harmed, DECIMALS),
        np.round(helped - harmed, DECIMALS),
        pa.array(np.round(helped - harmed - spread, DECIMALS), mask=is_thin),
        pa.array(np.round(helped - harmed + spread, DECIMALS), mask=is_thin),
        counted.astype(np.int32),
        is_thin,
    )
    return pa.table(list(columns), schema=DYADS)
