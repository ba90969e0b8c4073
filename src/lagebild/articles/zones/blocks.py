"""Blocks: the lines of a page, with the lines of a hard-wrapped paragraph put together.

A line break inside a paragraph must not end a passage, or its sentences would break. Whether a text was wrapped is told
by how wrapping works: a line was broken because the next word did not fit in. Two neighbours belong together when the
first word of the second would have made the first longer than the column width.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from lagebild.articles.datelines import MONTHS

_MONTHS = "|".join(sorted(MONTHS, key=len, reverse=True))
# A day is no list number: `3. September 2025`.
_BULLET = re.compile(rf"(?:[*•·▪■◆►▶‣–—+\-]|\d{{1,3}}[.)](?!\s+(?:{_MONTHS})\b))[ \t\u00a0]+(?=\S)", re.I)

NARROWEST_COLUMN = 40
"""Characters; columns of mail and archives are 60 to 80 wide, of brochures about 45."""
WIDEST_COLUMN = 120
"""Characters; beyond that nobody wraps by hand or terminal."""
LEAST_WRAPPED_SHARE = 0.5
"""Of the neighbours without a blank line between them; wrapped prose has 0.75 to 0.95, link lists below 0.1."""
LEAST_WRAPPED_PAIRS = 4
"""Neighbours that fit: fewer happen by chance in a short list of headlines."""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph-like piece `[start, end)` of the text, without surrounding white space.

    `core` is where the words begin after a bullet or list number; `blank_before` says whether an empty line (or the
    start of the text) stands before the block.
    """

    start: int
    end: int
    core: int
    blank_before: bool


def blocks_of(text: str) -> list[Block]:
    """Return the blocks of `text` in order; together they cover every character that is not white space."""
    lines = _lines_of(text)
    width = _column_width(text, lines)
    if width is not None:
        lines = _rejoined(text, lines, width)
    return [
        Block(start, end, bullet.end() if (bullet := _BULLET.match(text, start, end)) else start, blank)
        for start, end, blank in lines
    ]


def _lines_of(text: str) -> list[tuple[int, int, bool]]:
    lines: list[tuple[int, int, bool]] = []
    at, blank = 0, True
    for line in text.split("\n"):
        core = line.strip()
        if core:
            start = at + line.index(core[0])
            lines.append((start, start + len(core), blank))
        blank = not core
        at += len(line) + 1
    return lines


def _column_width(text: str, lines: list[tuple[int, int, bool]]) -> int | None:
    """Return the width the text was wrapped at, or None when it was not wrapped."""
    lengths = sorted(end - start for start, end, _ in lines)
    if not lengths:
        return None
    # The longest address or table row may stick out of the column.
    width = lengths[min(len(lengths) - 1, len(lengths) * 98 // 100)]
    if not NARROWEST_COLUMN <= width <= WIDEST_COLUMN:
        return None
    neighbours = [(a, b) for a, b in pairwise(lines) if not b[2]]
    wrapped = sum(_is_wrapped(text, a, b, width) for a, b in neighbours)
    enough = wrapped >= LEAST_WRAPPED_PAIRS and wrapped >= LEAST_WRAPPED_SHARE * len(neighbours)
    return width if enough else None


def _is_wrapped(text: str, line: tuple[int, int, bool], after: tuple[int, int, bool], width: int) -> bool:
    space = text.find(" ", after[0], after[0] + width)
    word = (space if 0 <= space < after[1] else after[1]) - after[0]
    return line[1] - line[0] + 1 + word > width


def _rejoined(text: str, lines: list[tuple[int, int, bool]], width: int) -> list[tuple[int, int, bool]]:
    joined: list[tuple[int, int, bool]] = []
    last: tuple[int, int, bool] | None = None
    for line in lines:
        if last is not None and not line[2] and _is_wrapped(text, last, line, width) and line[1] - line[0] <= width:
            joined[-1] = (joined[-1][0], line[1], joined[-1][2])
        else:
            joined.append(line)
        last = line
    return joined
