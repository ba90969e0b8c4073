"""The strategic triangle: what three signs make of three actors, and what change would raise one of them.

Figures by Dittmer (1981), The Strategic Triangle: An Elementary Game-Theoretical Analysis, World Politics 33 (4):
485-515. The order of roles by Wu (1996), Exploring Dual Triangles, Issues and Studies 32 (10): 26-52, page 30: more
friendly ties of one's own are better, and with as many, others who quarrel are better than others who agree.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from lagebild.system.balance import MINUS, PLUS, Pair, is_balanced, pair_of
from lagebild.system.signs import Sign


class Figure(StrEnum):
    """Dittmer's figures, by the number of negative ties: none, one, two, three."""

    MENAGE_A_TROIS = "menage_a_trois"
    ROMANTIC_TRIANGLE = "romantic_triangle"
    STABLE_MARRIAGE = "stable_marriage"
    UNIT_VETO = "unit_veto"


class Role(StrEnum):
    """Where an actor stands in a triangle, the best role first."""

    PIVOT = "pivot"
    FRIEND = "friend"
    PARTNER = "partner"
    WING = "wing"
    ENEMY = "enemy"
    OUTCAST = "outcast"


RANKS: Mapping[Role, int] = {role: rank for rank, role in enumerate(Role, start=1)}
"""1 is best."""
_FIGURES = dict(enumerate(Figure))
_ROLES = {
    (2, False): Role.PIVOT,
    (2, True): Role.FRIEND,
    (1, False): Role.PARTNER,
    (1, True): Role.WING,
    (0, False): Role.ENEMY,
    (0, True): Role.OUTCAST,
}
"""By the friendly ties of one's own, and whether that of the two others is."""


@dataclass(frozen=True, slots=True)
class Triangle:
    """Three actors and the signs between them; None for a tie the case does not tell of."""

    a: str
    b: str
    c: str
    ab: Sign | None
    bc: Sign | None
    ac: Sign | None

    @property
    def corners(self) -> tuple[str, str, str]:
        """The actors."""
        return self.a, self.b, self.c

    @property
    def ties(self) -> dict[Pair, Sign | None]:
        """The signs by their two actors, in the order ab, bc, ac."""
        return {pair_of(self.a, self.b): self.ab, pair_of(self.b, self.c): self.bc, pair_of(self.a, self.c): self.ac}

    @property
    def balanced(self) -> bool | None:
        """Whether the signs fit together (Heider), None if one is missing or 0."""
        return is_balanced((self.ab, self.bc, self.ac))

    @property
    def figure(self) -> Figure | None:
        """Dittmer's figure, None if a sign is missing or 0."""
        return _FIGURES[(self.ab, self.bc, self.ac).count(MINUS)] if self.balanced is not None else None

    @property
    def roles(self) -> dict[str, Role]:
        """The role of each corner; empty without a figure."""
        return {corner: _role(corner, self.ties) for corner in self.corners} if self.balanced is not None else {}

    @property
    def pivot(self) -> str | None:
        """Who is friends with both others, who are at odds: only a romantic triangle has one."""
        return next((corner for corner, role in self.roles.items() if role is Role.PIVOT), None)

    @property
    def outcast(self) -> str | None:
        """Who is at odds with both others, who are friends: only a stable marriage has one."""
        return next((corner for corner, role in self.roles.items() if role is Role.OUTCAST), None)

    def with_tie(self, pair: Pair, sign: Sign) -> Triangle:
        """Return the triangle with another sign between two corners; raises `KeyError` if they are none."""
        name = dict(zip(self.ties, ("ab", "bc", "ac"), strict=True))[pair]
        return replace(self, **{name: sign})


@dataclass(frozen=True, slots=True)
class Move:
    """A change of one sign that raises a corner's role; `is_own` if it is a tie of that corner, not of the others."""

    corner: str
    tie: Pair
    sign: Sign
    is_own: bool
    before: Role
    after: Role
    figure: Figure


@dataclass(frozen=True, slots=True)
class Opening:
    """What the triangle would be if its one open tie had this sign."""

    tie: Pair
    sign: Sign
    figure: Figure
    pivot: str | None
    outcast: str | None


def moves_of(triangle: Triangle) -> tuple[Move, ...]:
    """Return every change of one sign by which a corner rises: a corner's own ties first, then the greatest rise."""
    return tuple(
        sorted(
            _moves(triangle),
            key=lambda m: (triangle.corners.index(m.corner), not m.is_own, RANKS[m.after], m.tie),
        )
    )


def openings_of(triangle: Triangle) -> tuple[Opening, ...]:
    """Return the two triangles that may be where exactly one tie is missing or 0; nothing else."""
    open_ties = [tie for tie, sign in triangle.ties.items() if sign not in (PLUS, MINUS)]
    return tuple(_openings(triangle, open_ties[0])) if len(open_ties) == 1 else ()


def _moves(triangle: Triangle) -> Iterator[Move]:
    if triangle.balanced is None:
        return
    before = triangle.roles
    for tie, old in triangle.ties.items():
        sign: Sign = "-" if old == PLUS else "+"
        changed = triangle.with_tie(tie, sign)
        figure, after = changed.figure, changed.roles
        for corner in triangle.corners:
            if figure is not None and RANKS[after[corner]] < RANKS[before[corner]]:
                yield Move(corner, tie, sign, corner in tie, before[corner], after[corner], figure)


def _openings(triangle: Triangle, tie: Pair) -> Iterator[Opening]:
    signs: tuple[Sign, Sign] = ("+", "-")
    for sign in signs:
        closed = triangle.with_tie(tie, sign)
        if closed.figure is not None:
            yield Opening(tie, sign, closed.figure, closed.pivot, closed.outcast)


def _role(corner: str, ties: Mapping[Pair, Sign | None]) -> Role:
    own = [sign for tie, sign in ties.items() if corner in tie]
    others = next(sign for tie, sign in ties.items() if corner not in tie)
    return _ROLES[own.count("+"), others == PLUS]
