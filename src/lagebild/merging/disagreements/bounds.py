"""What two figures are to each other: the values each allows, and whether one value could fulfil both."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor, inf, log10

ABOUT = 0.15
"""Share of the value by which `about`, `an estimated` may miss it: papers call 10,400 and 11,300 about 11,000."""
ROUNDING = 0.025
"""Largest share of its value that a figure without a qualifier may have been rounded by."""
FARTHEST = 5.0
"""Figures further apart than this factor are hardly of one thing."""
FARTHEST_OPEN = 2.0
"""An open bound (`at least 100`) is hardly meant of a value further beyond it than this factor."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """The values that a figure allows, `[low, high]`, and the `point` (or the middle of the range) that it names."""

    low: float
    high: float
    point: float

    def overlaps(self, other: Bounds) -> bool:
        """Return whether some value fulfils both."""
        return self.low <= other.high and other.low <= self.high

    @property
    def is_open(self) -> bool:
        """Whether one side has no bound."""
        return self.low == -inf or self.high == inf


def bounds_of(low: float | None, high: float | None, operator: str) -> Bounds | None:
    """Return what a quantity allows, None if it names no value; `operator` is one of = ~ >= <= > <."""
    named = [value for value in (low, high) if value is not None]
    if not named:
        return None
    first, last = min(named), max(named)
    point = (first + last) / 2
    if operator in (">=", ">"):
        return Bounds(first, inf, first)
    if operator in ("<=", "<"):
        return Bounds(-inf, last, last)
    slack = (lambda value: abs(value) * ABOUT) if operator == "~" else _rounding
    below = -inf if low is None else first - slack(first)
    return Bounds(below, inf if high is None else last + slack(last), point)


def _rounding(value: float) -> float:
    """Return how much a value may have been rounded by: half a unit of its last digit that is not zero, or less."""
    if value == 0:
        return 0.0
    unit = 10.0 ** floor(log10(abs(value)))
    # Nine digits are more than any figure in a paper has, and fewer than a float keeps.
    while abs(value / unit - round(value / unit)) > 1e-9 and unit > abs(value) * 1e-9:
        unit /= 10
    return min(unit / 2, abs(value) * ROUNDING)


def comparable(one: Bounds, other: Bounds) -> bool:
    """Return whether two figures lie near enough to each other to be figures of one thing."""
    small, large = sorted((abs(one.point), abs(other.point)))
    if small == 0:
        return large == 0
    agree_openly = one.overlaps(other) and (one.is_open or other.is_open)
    return large / small <= (FARTHEST_OPEN if agree_openly else FARTHEST)
