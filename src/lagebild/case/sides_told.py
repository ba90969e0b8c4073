"""What the merges compare words and sides by, from the values of rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from lagebild.merging.dating.features import features_of
from lagebild.merging.events.reports import Side, stood_for

_WORD = re.compile(r"[^\W\d_]+")


def features_in(text: str, lang: str | None, without: Sequence[tuple[int, int]] = ()) -> Iterator[str]:
    """Yield the features of the words of a text, but for those that begin in one of the spans `without`."""
    for match in _WORD.finditer(text):
        if not any(start <= match.start() < end for start, end in without):
            yield from features_of(match.group(), lang)


def concepts_in(text: str, lang: str | None) -> frozenset[str]:
    """Return the event concepts that the words of a text stand for: alike in German and English."""
    return frozenset(feature for feature in features_in(text, lang) if feature.startswith("e:"))


def side_key(side: Side) -> str:
    """Return the id of what a side stands for; that of a state looks like the id of its actor."""
    key = stood_for(side)
    return f"state-{key}" if key == side.country else key


def values_of(struct: Any) -> tuple[Any, ...]:
    """Return the fields of a struct, which DuckDB gives as a tuple or, with names, as a dictionary."""
    return tuple(struct.values()) if isinstance(struct, Mapping) else tuple(struct)
