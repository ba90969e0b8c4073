"""Who a sentence names beside what it tells: what is compared with, and what talks are about.

`Riga gave more than Oslo` says nothing between the two; in `talks with Oslo about Riga` Riga does not talk.
"""

from __future__ import annotations

import re

_COMPARED = re.compile(
    r"\b(?:\w+er|mehr|weniger|anders?|andere[mnrs]?|more|less|fewer|other|rather)\b(?:\s+\w+){0,4}?\s+(?:als|than)\s"
    r"(?!(?:partner|freund|verbündete|gegner|rival|feind|vermittler|garant)\w*)",
    re.IGNORECASE,
)
"""A comparative and its `als` or `than`; `immer enger als Partner` compares nothing."""
_ABOUT = re.compile(r"\b(?:über|about|regarding|concerning)\s+(?:(?:the|die|der|den|das|dem)\s+)?", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[,;:.!?–(]")
_JOINED = re.compile(r"\s*(?:,|und|and|sowie)\s+(?:(?:the|die|der|den|das|dem)\s+)?", re.IGNORECASE)


def is_compared(text: str, start: int, one: int, other: int) -> bool:
    """Return whether a sentence that begins at `start` compares who is named at `one` with who is at `other`."""
    comparison = _COMPARED.search(text, max(start, one), other)
    return comparison is not None and not _CLAUSE_END.search(text, comparison.end(), other)


def topics_behind(text: str, end: int, stop: int, names: list[tuple[int, int]]) -> set[int]:
    """Return the places in `names`, `[start, end)` in order, that talks whose word ends at `end` are about."""
    about = _ABOUT.search(text, end, stop)
    if about is None or _CLAUSE_END.search(text, end, about.start()):
        return set()
    found: set[int] = set()
    free = about.end()
    for place, (first, last) in enumerate(names):
        joined = first == free if not found else _JOINED.fullmatch(text, free, first)
        if first >= about.end() and joined:
            found.add(place)
            free = last
    return found
