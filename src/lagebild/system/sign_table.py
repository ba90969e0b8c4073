"""The signs of every two states month by month as numbers, and which triangles they make, those worth a look first.

Of a hundred states there are 160,000 triangles: they are ranked as numbers, and only those asked for become triads.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lagebild.system.balance import Pair
from lagebild.system.dyads import DyadMonth
from lagebild.system.periods import number_of, period_of
from lagebild.system.signs import Sign, sign_of
from lagebild.system.triads import Corners, Turn

NO_SIGN = 2
"""Stands for a missing sign beside -1, 0 and 1."""
SIGNS: Mapping[int, Sign] = {1: "+", 0: "0", -1: "-"}
VALUES: Mapping[Sign | None, int] = {"+": 1, "0": 0, "-": -1, None: NO_SIGN}
RANKED_AT_ONCE = 20_000
"""Triangles whose months are looked at together: some megabytes."""

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class SignTable:
    """The months in which two states are told of, a place each, in the order of pairs and months.

    `pair` is a number in `pairs`, `month` that of `number_of`, `sign` -1, 0, 1 or `NO_SIGN`. `ends` is the last place
    of each pair, `n_articles` how many articles tell of it there. `change` is the size of all changes of its sign.
    """

    states: tuple[str, ...]
    pairs: tuple[Pair, ...]
    pair: Ints
    month: Ints
    sign: Ints
    thin: Bools
    ends: Ints
    n_articles: Ints
    change: Ints
    triangles: Ints
    """A row each three states of whom each two are told of: the numbers of the three and of the pairs ab, bc and ac."""

    def changing(self, most: int, beside: Pair | None = None) -> list[Corners]:
        """Return the triangles that change most, then by how well told; of these two states if any are named."""
        found = self.triangles
        if beside is not None:
            asked = [self.pairs.index(beside)] if beside in self.pairs else [-1]
            found = found[np.isin(found[:, 3:], asked).any(axis=1)]
        change = self.change[found[:, 3:]].sum(axis=1)
        if len(found) > most > 0:
            least = np.partition(change, len(change) - most)[len(change) - most]
            found, change = found[change >= least], change[change >= least]
        firm, whole = self._months_of(found, ~self.thin), self._months_of(found, np.abs(self.sign) == 1)
        return self._corners(found[np.lexsort((*found.T[2::-1], -whole, -firm, -change))[:most]])

    def best_told(self, most: int) -> list[Corners]:
        """Return the triangles that are a figure at the end, those that most articles tell of first; thin ones last."""
        month, sign = self.month[self.ends], self.sign[self.ends]
        pairs = self.triangles[:, 3:]
        is_figure = (month[pairs] == month[pairs[:, :1]]).all(axis=1) & (np.abs(sign[pairs]) == 1).all(axis=1)
        found, pairs = self.triangles[is_figure], pairs[is_figure]
        thin, n = self.thin[self.ends][pairs].any(axis=1), self.n_articles[pairs].sum(axis=1)
        return self._corners(found[np.lexsort((*found.T[2::-1], -n, thin))[:most]])

    def newest_turns(self, most: int) -> list[Turn]:
        """Return the newest changes of sign of two states that are in a triangle; thin ones only where all are."""
        after, before = self.turned()
        in_triangle = np.isin(self.pair[after], self.triangles[:, 3:])
        firm = in_triangle & ~self.thin[after]
        shown = firm if firm.any() else in_triangle
        after, before = after[shown], before[shown]
        newest = np.lexsort((self.pair[after], self.month[after]))[::-1][:most]
        return [self._turn(int(after[at]), int(before[at])) for at in newest]

    def turned(self) -> tuple[Ints, Ints]:
        """Return the places of months whose sign is another than the one last told before it, and of that one."""
        told = np.flatnonzero(self.sign != NO_SIGN)
        before, after = told[:-1], told[1:]
        turned = (self.pair[before] == self.pair[after]) & (self.sign[before] != self.sign[after])
        return after[turned], before[turned]

    def periods(self) -> list[str]:
        """Return the months (ISO) in which anything is told, in order."""
        return [period_of(month) for month in np.unique(self.month).tolist()]

    def _months_of(self, triangles: Ints, told: Bools) -> Ints:
        """Return in how many months something is so of each two of three."""
        begin, end = (int(self.month.min()), int(self.month.max())) if len(self.month) else (0, 0)
        by_month = np.zeros((len(self.pairs), end - begin + 1), dtype=bool)
        by_month[self.pair, self.month - begin] = told
        counts = np.zeros(len(triangles), dtype=np.int64)
        for at in range(0, len(triangles), RANKED_AT_ONCE):
            sides = triangles[at : at + RANKED_AT_ONCE, 3:]
            whole = by_month[sides[:, 0]] & by_month[sides[:, 1]] & by_month[sides[:, 2]]
            counts[at : at + len(sides)] = whole.sum(axis=1)
        return counts

    def _turn(self, after: int, before: int) -> Turn:
        since, period = (period_of(int(self.month[at])) for at in (before, after))
        old, new = (SIGNS[int(self.sign[at])] for at in (before, after))
        return Turn(self.pairs[int(self.pair[after])], since, period, old, new)

    def _corners(self, rows: Ints) -> list[Corners]:
        names = self.states
        return [(names[a], names[b], names[c]) for a, b, c in rows[:, :3].tolist()]


def sign_table(states: Sequence[str], columns: Mapping[str, NDArray[Any]]) -> SignTable:
    """Return the table of the months of two states each.

    `columns` are of equal length, in the order of the first three: `a` and `b` (numbers in `states`, which are in
    order, a before b), `month`, `sign` (as in `SignTable`), `thin`, `n_articles`.
    """
    a, b, month, sign, n_articles = (
        columns[name].astype(np.int64) for name in ("a", "b", "month", "sign", "n_articles")
    )
    keys, starts, pair = np.unique(a * max(1, len(states)) + b, return_index=True, return_inverse=True)
    ends = np.append(starts[1:], len(a)) - 1 if len(a) else starts
    of_pair = np.full((len(states), len(states)), -1)
    of_pair[a[starts], b[starts]] = np.arange(len(keys))
    table = SignTable(
        tuple(states),
        tuple((states[x], states[y]) for x, y in zip(a[starts].tolist(), b[starts].tolist(), strict=True)),
        pair,
        month,
        sign,
        columns["thin"].astype(bool),
        ends,
        n_articles[ends],
        np.zeros(len(keys), dtype=np.int64),
        _triangles(of_pair),
    )
    after, before = table.turned()
    np.add.at(table.change, pair[after], np.abs(sign[after] - sign[before]))
    return table


def sign_table_of(dyads: Mapping[Pair, Iterable[DyadMonth]], first: str, last: str) -> SignTable:
    """Return the table of series in the months from `first` to `last` (ISO)."""
    states = sorted({one for pair in dyads for one in pair})
    place = {one: at for at, one in enumerate(states)}
    rows = [
        (place[a], place[b], number_of(month.period), VALUES[sign_of(month)[0]], month.thin, month.n_articles)
        for (a, b), month in _in_order(dyads)
        if first <= month.period <= last
    ]
    columns = np.array(rows, dtype=np.int64).reshape(-1, 6).T
    names = ("a", "b", "month", "sign", "thin", "n_articles")
    return sign_table(states, dict(zip(names, columns, strict=True)))


def _in_order(dyads: Mapping[Pair, Iterable[DyadMonth]]) -> Iterator[tuple[Pair, DyadMonth]]:
    for pair in sorted(dyads):
        for month in dyads[pair]:
            yield pair, month


def _triangles(of_pair: Ints) -> Ints:
    """Return every three numbers of states with a pair between each two, and the numbers of the three pairs."""
    found = [np.empty((0, 6), dtype=np.int64)]
    for a in range(len(of_pair)):
        others = np.flatnonzero(of_pair[a] >= 0)
        between = of_pair[np.ix_(others, others)]
        one, two = np.nonzero(between >= 0)
        b, c = others[one], others[two]
        found.append(np.column_stack((np.full(len(b), a), b, c, of_pair[a, b], between[one, two], of_pair[a, c])))
    return np.concatenate(found)
