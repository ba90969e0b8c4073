"""What decides a sign: the deeds and words that speak for it, the surest and freshest first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import zip_longest

from lagebild.system.dyads import DyadMonth
from lagebild.system.evidence import Sighting, Word, chance_of
from lagebild.system.facts import Evidence, Report
from lagebild.system.periods import number_of
from lagebild.system.series import HALF_LIFE_MONTHS, MEMORY_MONTHS
from lagebild.system.signs import Sign, sign_of

_DIRECTIONS = {"+": 1.0, "-": -1.0}


@dataclass(frozen=True, slots=True)
class Decider:
    """A deed or statement that speaks for a sign: its row, where it stands, how sure it is and how fresh."""

    row_id: str
    evidence: Evidence
    weight: float


def deciders_of(month: DyadMonth, deeds: Iterable[Sighting], words: Iterable[Word]) -> tuple[Decider, ...]:
    """Return what speaks for the sign of a month, in turns what decides it (deeds or words) and the others.

    Of a sign that is 0 or missing all that is remembered is returned.
    """
    sign, basis = sign_of(month)
    number = number_of(month.period)
    told = [_of_deed(one, number) for one in deeds if _speaks(one.points, sign, one, number)]
    said = [_of_word(one, number) for one in words if _speaks(one.statement.value, sign, one, number)]
    first, second = (said, told) if basis == "words" else (told, said)
    turns = zip_longest(*(sorted(part, key=_rank) for part in (first, second)))
    by_place = {one.evidence: one for both in reversed(list(turns)) for one in reversed(both) if one is not None}
    return tuple(reversed(by_place.values()))


def _speaks(value: float, sign: Sign | None, one: Sighting | Word, month: int) -> bool:
    """Return whether something remembered in a month says the same as a sign."""
    is_remembered = one.first <= month <= one.last + MEMORY_MONTHS
    return is_remembered and value * _DIRECTIONS.get(sign or "", value) >= 0


def _of_deed(deed: Sighting, month: int) -> Decider:
    """Return a deed with the place that tells it best."""
    best = max(deed.reports, key=_is_plain)
    return Decider(deed.event_id, best.evidence, weight_of_deed(deed, month))


def weight_of_deed(deed: Sighting, month: int) -> float:
    """Return how much a deed speaks for a sign in the month of a number: how sure it is, and how fresh."""
    return max(deed.sure_of_sides.values(), default=0.0) * _left(deed.last, month)


def _is_plain(report: Report) -> tuple[bool, float]:
    """Return whether a report itself names all sides, then how sure it is; the first of equals is the best."""
    return not report.elsewhere, report.confidence


def _of_word(word: Word, month: int) -> Decider:
    sure = chance_of(word.weight)
    return Decider(word.statement.row_id, word.statement.evidence, sure * _left(word.last, month))


def _left(last: int, month: int) -> float:
    return float(0.5 ** (max(0, month - last) / HALF_LIFE_MONTHS))


def _rank(one: Decider) -> tuple[float, str]:
    return -one.weight, one.row_id
