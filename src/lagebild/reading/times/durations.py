"""How TIMEX3 spells durations."""

from __future__ import annotations

_HOURS = {"HR": ("H", 60), "MIN": ("M", 60), "SEC": ("S", 0)}
_SMALLER = {"CE": ("Y", 100), "DE": ("Y", 10), "Y": ("M", 12), "M": ("W", 4), "W": ("D", 7), "D": ("H", 24)}
_WHOLE = {"H": ("M", 6.0), "ML": ("Y", 1000.0), "Q": ("M", 3.0)}


def duration_value(count: str, unit: str) -> str | None:
    """Return the TIMEX3 value of `count` units: P3Y, PT20M, P1Y6M for one and a half years, PXM for an unknown count.

    `count` is a decimal number or "X"; `unit` one of the word tables' units. None for a unit that is none.
    """
    if count == "X":
        if unit in _HOURS:
            return f"PTX{_HOURS[unit][0]}"
        return f"PX{_WHOLE.get(unit, (unit,))[0]}" if unit else None
    try:
        number = float(count)
    except ValueError:
        return None
    if unit in _WHOLE:
        unit, factor = _WHOLE[unit]
        number *= factor
    whole, part = int(number), number % 1
    if unit in _HOURS:
        name, factor = _HOURS[unit]
        rest = f"{round(part * factor)}{'M' if name == 'H' else 'S'}" if part and factor else ""
        return f"PT{whole}{name}{rest}" if whole or not rest else f"PT{rest}"
    if not part or unit not in _SMALLER:
        return f"P{number:g}{unit}"
    smaller, count_of_smaller = _SMALLER[unit]
    rest = f"{'T' if smaller == 'H' else ''}{round(part * count_of_smaller)}{smaller}"
    return f"P{whole}{unit}{rest}" if whole else f"P{rest}"
