"""Tokens: the atoms that rules match on.

A token is a maximal run of letters, a maximal run of digits, or one other character that is not white space, so
`1990er-Jahre` is `1990`, `er`, `-`, `Jahre`. Rules that need words glued together look at the offsets: two tokens
touch when one ends where the next starts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_TOKEN = re.compile(r"[^\W\d_]+|\d+|\S")


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a stretch of text as parallel lists; offsets count from the start of the article's text."""

    words: list[str]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.words)


def tokens_of(text: str, start: int = 0, end: int | None = None) -> Tokens:
    """Return the tokens of `text[start:end]`, linear in its length."""
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        words.append(match.group())
        first, last = match.span()
        starts.append(first)
        ends.append(last)
    return Tokens(words, starts, ends)
