"""The headline of a page: the line above the article that looks like one and speaks of what the article speaks of."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from lagebild.articles.bylines import byline_of
from lagebild.articles.zones.blocks import Block
from lagebild.articles.zones.features import cues_of

FARTHEST_TITLE = 30
"""Blocks above the first paragraph; share buttons, dates and a caption stand between, seldom more."""
LONGEST_TITLE = 220
"""Characters, kicker included."""
LEAST_SCORE = 1.0
"""Of `_score`; below it a page is said to have no title. Set on development pages."""
LONGEST_OPENING = 4000
"""Characters of the article whose words the headline is compared with."""

DATED = 0.5
"""For a date or byline right below."""

_NEIGHBOUR = re.compile(r"[←→«»‹›<>]|.*[←→]$")
_WORD = re.compile(r"\w{4,}")
_BREADCRUMB = re.compile(r" (?:[|›»>/·→]|::) ")


def title_among(text: str, blocks: Sequence[Block], first: int, captions: Container[int]) -> int | None:
    """Return the number of the block that is the headline of the article whose first paragraph is `first`, or None.

    `captions` are the numbers of blocks known to be captions.
    """
    opening = text[blocks[first].start : blocks[first].start + LONGEST_OPENING].casefold()
    stems = {word[:6] for word in _WORD.findall(opening)}
    lines = [text[block.core : block.end] for block in blocks[max(0, first - FARTHEST_TITLE) : first]]
    best, best_score = None, LEAST_SCORE
    for distance, number in enumerate(range(first - 1, max(-1, first - 1 - FARTHEST_TITLE), -1)):
        line = lines[number - first]
        if number in captions or not is_headline_shaped(line):
            continue
        below = lines[number - first + 1 : number - first + 4] if number < first - 1 else []
        dated = any(byline_of(other) is not None for other in below)
        score = _score(line, blocks[number], distance, stems, lines) + DATED * dated
        if score > best_score:
            best, best_score = number, score
    return best


def is_headline_shaped(line: str) -> bool:
    """Return whether a line could be a headline by its form: no address, no full stop, no button, no date line."""
    words = line.split()
    return (
        2 <= len(words) <= 30
        and len(line) <= LONGEST_TITLE
        and not line.endswith((".", ":", ",", ";"))
        and not line[0].islower()
        and "://" not in line
        and "©" not in line
        and not _NEIGHBOUR.match(line)
        and not cues_of(line)
        and byline_of(line) is None
    )


def _score(line: str, block: Block, distance: int, stems: set[str], lines: Sequence[str]) -> float:
    words = _WORD.findall(line.casefold())
    shared = sum(word[:6] in stems for word in words)
    size = len(line.split())
    score = 3.0 * shared / (len(words) + 2)
    score += min(size, 8) / 8.0 - (0.5 if size <= 2 else 0.0)
    score -= 0.06 * distance
    score += 0.4 * block.blank_before
    score -= 1.2 * (block.core > block.start)
    score -= 0.8 * bool(_BREADCRUMB.search(line))
    # A page often shows its headline a second time, in the breadcrumb or above the photograph.
    score += 0.5 * (lines.count(line) > 1)
    return score
