"""Signs: whether a relation is friendly or hostile in a month, and whether deeds or words say so.

Deeds decide from three independent reports on, else words; where there are no words, the few deeds do. What is
likelier wrong than right has no sign: articles are read by a machine, and a single sentence may be misread.
"""

from __future__ import annotations

from typing import Literal

from lagebild.system.dyads import DyadMonth
from lagebild.system.intervals import FEWEST_ARTICLES

Sign = Literal["+", "-", "0"]
Basis = Literal["deeds", "words", "both"]

SMALLEST_NET = 0.2
"""Of all points of cooperation and conflict, the part that their difference has at least for a sign: 60 against 40."""
SMALLEST_VALUE = 0.5
"""What a relation is said to be at least, on the scale from -2 to 2, for a sign: half way to friendly or strained."""

LEAST_SURE = 0.5
"""How likely a sign must be by the votes of those who tell it: likelier right than wrong. Each is as sure as it was
read, a deed as `SIDES_RIGHT` allows; articles are independent of each other, and so are holders."""


def sign_of(month: DyadMonth) -> tuple[Sign | None, Basis | None]:
    """Return the sign of a relation and what it stands on; `both` if deeds decide and words agree; None for nothing."""
    deeds, words = sign_of_deeds(month), sign_of_words(month)
    if deeds is None or (words is not None and month.n_independent < FEWEST_ARTICLES):
        return words, None if words is None else "words"
    return deeds, "both" if deeds == words else "deeds"


def sign_of_deeds(month: DyadMonth) -> Sign | None:
    """Return the sign of the deeds, 0 if they nearly cancel out; None if there are none that are sure enough."""
    points = month.cooperation + month.conflict
    if month.n_events == 0 or points == 0 or month.deeds_sure < LEAST_SURE:
        return None
    return _sign(month.net / points, SMALLEST_NET)


def sign_of_words(month: DyadMonth) -> Sign | None:
    """Return the sign of what the relation is said to be, 0 if it is neither; None if nothing is said surely enough."""
    if month.stated_value is None or month.words_sure < LEAST_SURE:
        return None
    return _sign(month.stated_value, SMALLEST_VALUE)


def _sign(value: float, least: float) -> Sign:
    return "0" if abs(value) < least else "+" if value > 0 else "-"
