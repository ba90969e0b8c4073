"""Triads over time: the signs of three dyads month by month, what they make of the three, and how much that changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, groupby, pairwise

from lagebild.system.balance import Frustration, Pair, frustration_of, pair_of
from lagebild.system.dyads import ORIGIN, DyadMonth, all_dyads, dyad_series
from lagebild.system.facts import Facts
from lagebild.system.periods import month_of, number_of
from lagebild.system.sides import party
from lagebild.system.signs import Basis, Sign, sign_of
from lagebild.system.triangles import Triangle

Corners = tuple[str, str, str]
FEWEST_TIES = 2
"""A month is a row of its triad if so many ties are told of: one alone is no more than its dyad."""
_VALUES: Mapping[Sign, int] = {"+": 1, "0": 0, "-": -1}


@dataclass(frozen=True, slots=True)
class Tie:
    """The sign of a dyad in a month, what it stands on, and the month itself; all None where nothing is told."""

    sign: Sign | None
    basis: Basis | None
    month: DyadMonth | None


UNTOLD = Tie(None, None, None)
Ties = Mapping[Pair, Mapping[str, Tie]]
"""The tie of each two actors by month (ISO)."""


@dataclass(frozen=True, slots=True)
class TriadMonth:
    """Three actors in a month (ISO) with the ties between them; at least one tie is told of."""

    a: str
    b: str
    c: str
    period: str
    origin: str
    ab: Tie
    bc: Tie
    ac: Tie

    @property
    def triangle(self) -> Triangle:
        """The signs as a strategic triangle."""
        return Triangle(self.a, self.b, self.c, self.ab.sign, self.bc.sign, self.ac.sign)

    @property
    def ties(self) -> dict[Pair, Tie]:
        """The ties by their two actors, in the order ab, bc, ac."""
        return {pair_of(self.a, self.b): self.ab, pair_of(self.b, self.c): self.bc, pair_of(self.a, self.c): self.ac}

    @property
    def thin(self) -> bool:
        """Whether any of the three stands on too few articles, or on none."""
        return any(tie.month is None or tie.month.thin for tie in (self.ab, self.bc, self.ac))

    @property
    def events(self) -> tuple[str, ...]:
        """The events that any of the three ties stands on."""
        return _together(tie.month.events for tie in (self.ab, self.bc, self.ac) if tie.month)

    @property
    def statements(self) -> tuple[str, ...]:
        """The rows of relation statements that any of the three ties stands on."""
        return _together(tie.month.statements for tie in (self.ab, self.bc, self.ac) if tie.month)


@dataclass(frozen=True, slots=True)
class Phase:
    """Months in a row in which no sign of a triad changes."""

    months: tuple[TriadMonth, ...]

    @property
    def first(self) -> str:
        """Its first month."""
        return self.months[0].period

    @property
    def last(self) -> str:
        """Its last month."""
        return self.months[-1].period

    @property
    def triangle(self) -> Triangle:
        """The signs of all its months."""
        return self.months[0].triangle

    def is_thin(self, pair: Pair) -> bool:
        """Return whether a tie stands on too few articles, or on none, in every month of it."""
        ties = (month.ties[pair] for month in self.months)
        return all(tie.month is None or tie.month.thin for tie in ties)

    def bases_of(self, pair: Pair) -> tuple[Basis, ...]:
        """Return what the sign of a tie stands on, in the order in which that changes."""
        found = (month.ties[pair].basis for month in self.months)
        return tuple(dict.fromkeys(basis for basis in found if basis is not None))


@dataclass(frozen=True, slots=True)
class Turn:
    """A change of a tie's sign: it was `before` when last told of, in the month `since`, and is `after` in `period`."""

    tie: Pair
    since: str
    period: str
    before: Sign
    after: Sign

    @property
    def size(self) -> int:
        """2 from friend to foe or back, 1 to or from neither."""
        return abs(_VALUES[self.after] - _VALUES[self.before])


@dataclass(frozen=True, slots=True)
class Triad:
    """Three actors with their months in a period, and the changes of their signs in it, in the order of time."""

    corners: Corners
    months: tuple[TriadMonth, ...]
    turns: tuple[Turn, ...]

    @property
    def change(self) -> int:
        """How much it changes: the sizes of all turns."""
        return sum(turn.size for turn in self.turns)

    @property
    def phases(self) -> tuple[Phase, ...]:
        """Its months, those with the same signs together."""
        return phases_of(self.months)

    @property
    def last(self) -> TriadMonth:
        """Its last month."""
        return self.months[-1]


@dataclass(frozen=True, slots=True)
class NetworkMonth:
    """All dyads told of in a month (ISO) with their signs, and how far these are from balance."""

    period: str
    origin: str
    ties: Mapping[Pair, Tie]
    frustration: Frustration


def triad_series(facts: Facts, a: str, b: str, c: str) -> tuple[TriadMonth, ...]:
    """Return the months of three actors, groups too, in which any tie between them is told of.

    Raises `ValueError` if two of them are the same, or one belongs to another: they would be friends by themselves.
    """
    for one, other in combinations((a, b, c), 2):
        if {one, other} & party(facts, one) & party(facts, other):
            raise ValueError(f"{one} and {other} are not two sides: one of them is the other or belongs to it")
    dyads = {pair_of(x, y): dyad_series(facts, *pair_of(x, y)) for x, y in ((a, b), (b, c), (a, c))}
    return triad_of((a, b, c), dyads)


def triad_of(corners: Corners, dyads: Mapping[Pair, Sequence[DyadMonth]]) -> tuple[TriadMonth, ...]:
    """Return the months of three actors in which any of these dyads between them is told of."""
    return _months(corners, _by_month(dyads))


def triad_from(corners: Corners, ties: Ties) -> Triad:
    """Return three actors with the months in which any of these ties between them is told of."""
    months = _months(corners, ties)
    return Triad(corners, months, turns_of(months))


def all_triads(facts: Facts, first: str | None = None, last: str | None = None) -> tuple[Triad, ...]:
    """Return every three states of the case each two of which are told of, those that change most first.

    Counted is what changes from month `first` to `last`; unless given, the months in which its articles were published.
    """
    begin, end = period_of_articles(facts)
    return triads_among(all_dyads(facts), first or begin, last or end)


def triads_among(dyads: Mapping[Pair, Sequence[DyadMonth]], first: str, last: str) -> tuple[Triad, ...]:
    """Return every three actors with a dyad between each two in these months, by change, then by how well told."""
    by_month = _by_month({pair: [m for m in series if first <= m.period <= last] for pair, series in dyads.items()})
    found = (triad_from(corners, by_month) for corners in sorted(_triangles(by_month)))
    return tuple(sorted(found, key=_rank))


def networks_of(dyads: Mapping[Pair, Sequence[DyadMonth]], first: str, last: str) -> tuple[NetworkMonth, ...]:
    """Return the signed network of each month in which anything is told, with its frustration."""
    told: dict[str, dict[Pair, Tie]] = defaultdict(dict)
    for pair, ties in sorted(_by_month(dyads).items()):
        for period, tie in ties.items():
            if first <= period <= last:
                told[period][pair] = tie
    return tuple(network_from(period, ties) for period, ties in sorted(told.items()))


def network_from(period: str, ties: Mapping[Pair, Tie]) -> NetworkMonth:
    """Return the signed network of a month (ISO) with these ties, and its frustration."""
    return NetworkMonth(period, _origin(ties.values()), ties, _frustration(ties))


def rows_of(dyads: Mapping[Pair, Sequence[DyadMonth]]) -> Iterator[TriadMonth]:
    """Yield the months of every three actors in which two ties at least are told of: the rows of the table `triads`.

    Each two of the three are told of in some month.
    """
    by_month = _by_month(dyads)
    for corners in sorted(_triangles(by_month)):
        for month in _months(corners, by_month):
            if sum(tie.month is not None for tie in (month.ab, month.bc, month.ac)) >= FEWEST_TIES:
                yield month


def phases_of(months: Iterable[TriadMonth]) -> tuple[Phase, ...]:
    """Return months with the same signs together, as long as they follow each other."""

    def kind(numbered: tuple[int, TriadMonth]) -> tuple[object, ...]:
        place, month = numbered
        return month.triangle, number_of(month.period) - place

    grouped = groupby(enumerate(months), key=kind)
    return tuple(Phase(tuple(month for _, month in group)) for _, group in grouped)


def turns_of(months: Sequence[TriadMonth]) -> tuple[Turn, ...]:
    """Return the changes of each tie's sign, months in which it is not told of left out, in the order of time."""
    found: list[Turn] = []
    for pair in months[0].ties if months else ():
        told = [(month.period, sign) for month in months if (sign := month.ties[pair].sign) is not None]
        found += [
            Turn(pair, since, period, before, after)
            for (since, before), (period, after) in pairwise(told)
            if before != after
        ]
    return tuple(sorted(found, key=lambda turn: (turn.period, turn.tie)))


def period_of_articles(facts: Facts) -> tuple[str, str]:
    """Return the first and last month (ISO) an article may have been published in; all time if none is dated."""
    return period_of_days([day for one in facts.articles.values() for day in (one.earliest, one.latest) if day])


def period_of_days(days: Sequence[date]) -> tuple[str, str]:
    """Return the first and last month (ISO) of some days; all time if there are none."""
    return (month_of(min(days)), month_of(max(days))) if days else ("0000-01", "9999-12")


def _by_month(dyads: Mapping[Pair, Sequence[DyadMonth]]) -> Ties:
    """Return the tie of each two actors by month."""
    return {
        pair: {month.period: Tie(*sign_of(month), month) for month in series}
        for pair, series in dyads.items()
        if series
    }


def _triangles(pairs: Iterable[Pair]) -> Iterator[Corners]:
    """Yield every three actors with a pair between each two, in the order of their ids."""
    beyond: dict[str, set[str]] = defaultdict(set)
    for a, b in pairs:
        beyond[a].add(b)
    for a, others in list(beyond.items()):
        for b in others:
            for c in others & beyond.get(b, set()):
                yield a, b, c


def _months(corners: Corners, by_month: Ties) -> tuple[TriadMonth, ...]:
    a, b, c = corners
    told = [by_month.get(pair_of(*pair), {}) for pair in ((a, b), (b, c), (a, c))]
    periods = sorted({period for months in told for period in months})
    return tuple(
        TriadMonth(a, b, c, period, _origin(ties), *ties)
        for period in periods
        for ties in [tuple(months.get(period, UNTOLD) for months in told)]
    )


def _origin(ties: Iterable[Tie]) -> str:
    return next((tie.month.origin for tie in ties if tie.month is not None), ORIGIN)


def _frustration(ties: Mapping[Pair, Tie]) -> Frustration:
    """Return the frustration of a month; of divisions as good, that against what the fewest articles tell."""
    told = {pair: tie.month.n_articles for pair, tie in ties.items() if tie.month is not None}
    return frustration_of({pair: tie.sign for pair, tie in ties.items()}, told)


def _rank(triad: Triad) -> tuple[object, ...]:
    n_whole = sum(1 for month in triad.months if month.triangle.figure is not None)
    n_firm = sum(1 for month in triad.months if not month.thin)
    return -triad.change, -n_firm, -n_whole, triad.corners


def _together(parts: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(sorted({one for part in parts for one in part}))
