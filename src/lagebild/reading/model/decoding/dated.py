"""Which time expressions can date an event: one that names when, and in whose clause no other event stands instead."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from lagebild.reading.marks import TimeExpression, TimexType
from lagebild.spans import Span

CLAUSE_REACH = 300
"""Characters to either side of a time expression in which the limits of its clause are looked for."""
_LIMIT = re.compile(r"[,;:–—\n](?!\d)")
_SINCE = re.compile(r"\b(?:seit|since)\s(?:(?:dem|der|den|the|its|anfang|ende|mitte|early|late|mid)\s){0,2}$", re.I)
_LONGEST_SINCE = 30
"""Characters before a time expression in which `seit` is looked for."""


def can_date(text: str, time: TimeExpression) -> bool:
    """Return whether an expression says when something happened: no length, no rhythm, no beginning of a state."""
    if time.type in {TimexType.DURATION, TimexType.SET}:
        return False
    return not is_behind_since(text, time.start)


def is_behind_since(text: str, start: int) -> bool:
    """Return whether `seit` or `since` stands before what starts there: the beginning of a state."""
    return _SINCE.search(text, max(0, start - _LONGEST_SINCE), start) is not None


def dates_another(text: str, sentence: Span, time: Span, trigger: Span, triggers: Sequence[int]) -> bool:
    """Return whether an expression stands in the clause of another event and not in that of `trigger`.

    `triggers` are the starts of all triggers in order. On the 40 development articles this raised the precision of
    event times from 0.78 to 0.85 and cost one of 122 right ones.
    """
    clause = _clause_around(text, sentence, time)
    if clause.start <= trigger.start < clause.end:
        return False
    return bisect_left(triggers, clause.start) < bisect_left(triggers, clause.end)


def _clause_around(text: str, sentence: Span, time: Span) -> Span:
    low, high = max(sentence.start, time.start - CLAUSE_REACH), min(sentence.end, time.end + CLAUSE_REACH)
    before = [limit.end() for limit in _LIMIT.finditer(text, low, time.start)]
    after = _LIMIT.search(text, time.end, high)
    return Span(before[-1] if before else low, after.start() if after else high)
