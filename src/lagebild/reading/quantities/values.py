"""The value of a quantity: low, high and operator in its unit, and what it measures."""

from __future__ import annotations

from lagebild.reading.numbers import NumberKind
from lagebild.reading.quantities.amounts import Amount
from lagebild.reading.quantities.counted import Counted
from lagebild.reading.quantities.refusals import MEASURED
from lagebild.reading.quantities.words import QuantityWords
from lagebild.reading.tokens import Tokens

CONTEXT = 8
"""Tokens on each side of a quantity that may say what it measures."""

SHARE_DIGITS = 3
"""Significant digits of a fraction told in percent: a third is 33.3."""

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
    tokens: Tokens, amount: Amount, counted: Counted, start: int, stop: int, words: QuantityWords
) -> str | None:
    """Return what a quantity measures, by its unit and by the words around it."""
    measure = "share" if is_part(amount, counted) else counted.measure
    wanted = {"share": words.trade, "distance": words.range}.get(measure or "")
    if measure in _VICTIMS:
        wanted = words.casualties
    if not wanted:
        return measure
    around = tokens.words[max(start, amount.start - CONTEXT) : min(stop, max(amount.end, counted.end) + CONTEXT)]
    if any(word.lower() in wanted for word in around):
        return {"share": "trade_share", "distance": "range"}.get(measure or "", "casualties")
    return measure
