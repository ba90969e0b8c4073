"""The value of a quantity: low, high and operator in its unit, and what it measures."""

from __future__ import annotations

from lagebild.reading.numbers import NumberKind, number_at
from lagebild.reading.quantities.amounts import Amount
from lagebild.reading.quantities.counted import Counted
from lagebild.reading.quantities.refusals import MEASURED
from lagebild.reading.quantities.words import QuantityWords
from lagebild.reading.tokens import Tokens

CONTEXT = 8
"""Tokens on each side of a quantity that may say what it measures."""

SHARE_DIGITS = 3
"""Significant digits of a fraction told in percent: a third is 33.3."""

CLAUSE_MARKS = frozenset(",;:–—")
"""What ends a clause, unless a number follows as in `12 Soldaten, 3 Polizisten`."""

_VICTIMS = frozenset({"people", "troops"})


def is_part(amount: Amount, counted: Counted) -> bool:
    """Return whether a fraction is a share of what it counts, and no fraction of a unit (`eine halbe Tonne`)."""
    return amount.kind is NumberKind.FRACTION and (counted.measure not in MEASURED or counted.measure == "share")


def bounds_of(amount: Amount, counted: Counted) -> tuple[float | None, float | None, str]:
    """Return low, high and operator of an amount in its unit; None is open."""
    if is_part(amount, counted):
        low, high = _percent(amount.low), None if amount.high is None else _percent(amount.high)
    else:
        low = _clean(amount.low * counted.factor)
        high = None if amount.high is None else _clean(amount.high * counted.factor)
    operator = amount.operator
    if high is None:
        return low, None, operator if operator == ">" else ">="
    if low != high:
        return low, high, "~" if operator == "~" else "="
    if operator in (">", ">="):
        return low, None, operator
    if operator in ("<", "<="):
        return None, high, operator
    return low, high, operator


def _clean(value: float) -> float:
    """Return `value` without the dust of binary fractions."""
    return round(value, 6)


def _percent(share: float) -> float:
    return float(f"{share * 100:.{SHARE_DIGITS}g}")


def measure_of(
    tokens: Tokens, amount: Amount, counted: Counted, start: int, stop: int, lang: str, words: QuantityWords
) -> str | None:
    """Return what a quantity measures, by its unit and by the words around it."""
    measure = "share" if is_part(amount, counted) else counted.measure
    wanted = {"share": words.trade, "distance": words.range}.get(measure or "")
    if measure in _VICTIMS:
        wanted = words.casualties
    if not wanted:
        return measure
    end = max(amount.end, counted.end)
    if any(word.lower() in wanted for word in _clause_around(tokens, amount.start, end, start, stop, lang)):
        return {"share": "trade_share", "distance": "range"}.get(measure or "", "casualties")
    return measure


def _clause_around(tokens: Tokens, first: int, end: int, start: int, stop: int, lang: str) -> list[str]:
    """Return the words around `[first, end)` up to the limits of its clause; a list of amounts is one clause."""
    left = first
    while left > max(start, first - CONTEXT):
        if tokens.words[left - 1] in CLAUSE_MARKS and number_at(tokens, left, lang) is None:
            break
        left -= 1
    right = end
    while right < min(stop, end + CONTEXT):
        if tokens.words[right] in CLAUSE_MARKS:
            listed = right + 1 < stop and number_at(tokens, right + 1, lang) is not None
            if not listed:
                break
        right += 1
    return tokens.words[left:right]
