"""The headline of a page: the line above the article that a ranker finds most like one, or none if it is not sure.

Every line above the first paragraph gets features of its form, its neighbours, its place, and of what it shares with the
article and with the rest of the page; a softmax over all of them and over "there is none" gives each a probability. The
weights are data, fitted by `benchmarks/zones/fit_titles.py`; lines that cannot be headlines are not asked.
"""

# ruff: noqa: E501  (tables read better as long lines)
from __future__ import annotations

import csv
import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from lagebild.articles.bylines import byline_of
from lagebild.articles.zones.blocks import Block
from lagebild.articles.zones.cues import Cue
from lagebild.articles.zones.features import cues_of
from lagebild.articles.zones.seams import byline_at

FARTHEST_TITLE = 30
"""Blocks above the first paragraph; share buttons, dates and a caption stand between, seldom more."""
LONGEST_TITLE = 220
"""Characters, kicker included."""
MOST_TITLE_WORDS = 30
LEAST_PROBABILITY = 0.5
"""Of the headline found; below it a page is said to have none. Set on development pages: a wrong one is worse."""
LONGEST_OPENING = 4000
"""Characters of the article whose words the headline is compared with."""
LONGEST_ANNOUNCEMENT = 4
"""Words of a button or box title; a headline may begin with the same word (`Video zeigt …`)."""
SHORTEST_NAMED = 12
"""Characters of a headline that is sought inside other lines; shorter ones are inside many."""
LEAST_SPACES_ABOVE_LEAD = 2
"""In a line that could be a headline; shorter ones are labels and buttons."""
PAGE_HEAD = 12
"""First lines of a page, where `<headline> - <paper>` stands."""

_ENDS = (".", "!", "?", "…", "“", "”", '"', "«", "»")
_NEIGHBOUR = re.compile(r"[←→<>]|[«»‹›](?!.*[«»‹›])|.*[←→]$")
_WORD = re.compile(r"\w{4,}")
_BREADCRUMB = re.compile(r" (?:[|›»>/·→]|::) ")
_DIGIT = re.compile(r"\d")
_STOP_INSIDE = re.compile(r"[.!?][\"“”»«)]* ?[A-ZÄÖÜ„“\"»«]")
_DATE = re.compile(
    r"\d{1,2}\.? ?(?:\d{1,2}\.|[A-ZÄ][a-zä]{2,8}\.?),? ?\d{2,4}|\d{4}-\d\d-\d\d|[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4}|\d{1,2}:\d\d"
)
_SIZES = (1, 2, 4, 8, 14, 20, MOST_TITLE_WORDS)
"""Upper limits in words: label, name, short, usual, long headline, teaser."""

FEATURES = (
    *(f"words<={limit}" for limit in _SIZES), "shared", "shared_count", "shared_none", "stop", "question", "colon", "quote", "stop_inside", "separator", "lower", "digits", "date", "shouted", "capitals", "cue", "name", "longest",
    "distance", "nearest", "blank_before", "blank_after", "blank_around", "bullet", "repeated_above", "repeated_below", "first_line", "page_head", "named_in_head", "named_above", "names_above",
    "dated_below", "dated_soon", "dated_above", "dated_later", "lead_below", "headline_below", "longer_below", "headline_above", "longer_above", "lead_above", "label_above", "labels_above", "label_below", "labels_below", "teaser_like",
    "trail_above", "buttons_below", "cue_above", "cue_below", "buttons_above",
)  # fmt: skip
"""The features of a candidate, in the order of `features_of`."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the candidates of one page are compared with: its lines, their counts, and the words of the article."""

    heads: Sequence[str]
    counts: Counter[str]
    stems: frozenset[str]
    first: int
    dated: frozenset[int]
    longest: int


def title_among(
    text: str, blocks: Sequence[Block], heads: Sequence[str], first: int, captions: Container[int]
) -> int | None:
    """Return the number of the block that is the headline of the article whose first paragraph is `first`, or None.

    `heads` are the beginnings of all blocks, `captions` the numbers of blocks known to be captions.
    """
    numbers = candidates(text, blocks, heads, first, captions)
    if not numbers:
        return None
    weights, none = _weights()
    odds = [
        sum(weight * value for weight, value in zip(weights, row, strict=True))
        for row in features_of(text, blocks, heads, numbers, first)
    ]
    highest = max(*odds, none)
    parts = [math.exp(value - highest) for value in odds]
    # The same headline may stand there twice: both readings are right, and the likelier line is the article's own.
    shares: dict[str, float] = {}
    for number, part in zip(numbers, parts, strict=True):
        shares[heads[number]] = shares.get(heads[number], 0.0) + part
    best = max(range(len(numbers)), key=lambda position: (shares[heads[numbers[position]]], parts[position]))
    probability = shares[heads[numbers[best]]] / (sum(parts) + math.exp(none - highest))
    return numbers[best] if probability >= LEAST_PROBABILITY else None


def candidates(
    text: str, blocks: Sequence[Block], heads: Sequence[str], first: int, captions: Container[int]
) -> list[int]:
    """Return the numbers of the blocks above `first` that could be its headline."""
    return [
        number
        for number in range(max(0, first - FARTHEST_TITLE), first)
        if number not in captions
        and blocks[number].end - blocks[number].core <= LONGEST_TITLE
        and is_headline_shaped(heads[number])
        and byline_at(text, blocks[number].core, blocks[number].end) is None
        and not _is_lead(heads, number)
    ]


def _is_lead(heads: Sequence[str], number: int) -> bool:
    """Return whether a line holds two sentences and stands right under one that could be the headline."""
    line = heads[number]
    if number == 0 or not line.endswith(".") or not _STOP_INSIDE.search(line):
        return False
    above = heads[number - 1]
    return above.count(" ") >= LEAST_SPACES_ABOVE_LEAD and not above.endswith(".") and is_headline_shaped(above)


def is_headline_shaped(line: str) -> bool:
    """Return whether a line could be a headline by its form: no address, no button, no date line."""
    words = line.split()
    return (
        1 <= len(words) <= MOST_TITLE_WORDS
        and len(line) <= LONGEST_TITLE
        and any(map(str.isalpha, line))
        and not line.endswith((",", ";"))
        and "://" not in line
        and "©" not in line
        and not _NEIGHBOUR.match(line)
        and not (len(words) <= LONGEST_ANNOUNCEMENT and cues_of(line))
        and not _is_date_line(line)
    )


def _is_date_line(line: str) -> bool:
    """Return whether a line is a byline beyond doubt; two capitalised words alone may be a headline."""
    found = byline_of(line)
    return found is not None and (found.has_date or found.is_led)


def features_of(
    text: str, blocks: Sequence[Block], heads: Sequence[str], numbers: Sequence[int], first: int
) -> list[list[float]]:
    """Return the rows of features of the candidates `numbers` for the article from `first` on, as in `FEATURES`."""
    opening = text[blocks[first].start : blocks[first].start + LONGEST_OPENING].casefold()
    around = Surroundings(
        heads=heads,
        counts=Counter(heads),
        stems=frozenset(word[:6] for word in _WORD.findall(opening)),
        first=first,
        dated=frozenset(n for n in range(max(0, numbers[0] - 1), first) if byline_of(heads[n]) is not None),
        longest=max(heads[number].count(" ") for number in numbers),
    )
    return [[*_form(heads[n], around), *_place(blocks, n, around), *_neighbours(n, around)] for n in numbers]


def _form(line: str, around: Surroundings) -> list[float]:
    """Return what a line looks like and speaks of."""
    words = line.split()
    size = len(words)
    bins = [0.0] * len(_SIZES)
    bins[bisect_left(_SIZES, size)] = 1.0
    stems = [word[:6] for word in _WORD.findall(line.casefold())]
    shared = sum(map(around.stems.__contains__, stems))
    return [
        *bins,
        shared / (len(stems) + 2),
        min(shared, 4) / 4,
        bool(stems) and not shared,
        line.endswith("."),
        line.endswith(("?", "!")),
        line.endswith((":", "…", "...")),
        line[0] in "„“\"»«‚'‘",
        _STOP_INSIDE.search(line) is not None,
        _BREADCRUMB.search(line) is not None,
        line[0].islower(),
        len(_DIGIT.findall(line)) > len(line) / 5,
        _DATE.search(line) is not None,
        line.isupper(),
        sum(word[0].isupper() for word in words) / size,
        bool(cues_of(line)),
        size <= 4 and byline_of(line) is not None,
        size == around.longest + 1,
    ]


def _place(blocks: Sequence[Block], number: int, around: Surroundings) -> list[float]:
    """Return where a line stands and where the page shows the same words again."""
    line, heads = around.heads[number], around.heads
    block = blocks[number]
    distance = around.first - number - 1
    above = heads[max(0, number - FARTHEST_TITLE) : number]
    twins = around.counts[line] - 1
    twins_above = above.count(line)
    top = heads[:PAGE_HEAD]
    named = len(line) >= SHORTEST_NAMED
    return [
        math.log1p(distance),
        distance == 0,
        block.blank_before,
        blocks[number + 1].blank_before,
        block.blank_before and blocks[number + 1].blank_before,
        block.core > block.start,
        twins_above > 0,
        twins > twins_above,
        number == 0,
        number < PAGE_HEAD,
        named and any(len(other) > len(line) and other.startswith(line) for other in top),
        named and any(len(other) > len(line) and line in other for other in above),
        named and any(SHORTEST_NAMED <= len(other) < len(line) and line.endswith(other) for other in above),
    ]


def _neighbours(number: int, around: Surroundings) -> list[float]:
    """Return what the lines above and below a line are like."""
    heads, first = around.heads, around.first
    below = heads[number + 1 : first]
    next_one = heads[number + 1]
    sizes = [line.count(" ") + 1 for line in heads[max(0, number - 4) : number]][::-1]
    own = heads[number].count(" ") + 1
    sizes_below = [line.count(" ") + 1 for line in below[:4]]
    above = heads[number - 1] if number else ""
    return [
        number + 1 in around.dated,
        bool({number + 2, number + 3} & around.dated),
        number - 1 in around.dated,
        any(n > number + 3 for n in around.dated),
        bool(below) and len(next_one) > 40 and next_one.endswith(_ENDS),
        bool(sizes_below) and sizes_below[0] >= 5 and not next_one.endswith(_ENDS),
        bool(sizes_below) and sizes_below[0] > own,
        bool(sizes) and sizes[0] >= 4 and not above.endswith("."),
        bool(sizes) and sizes[0] > own,
        len(above) > 40 and above.endswith(_ENDS),
        bool(sizes) and sizes[0] <= 3,
        len(sizes) >= 3 and max(sizes[:3]) <= 3,
        bool(sizes_below) and sizes_below[0] <= 3,
        len(sizes_below) >= 3 and max(sizes_below[:3]) <= 3,
        bool(sizes) and sizes[0] >= 3 and not above.endswith(".") and (own > sizes[0] or heads[number].endswith(".")),
        _BREADCRUMB.search(above) is not None,
        any(Cue.SHARE in cues_of(line) for line in below[:5]),
        bool(above and cues_of(above)),
        bool(below and cues_of(next_one)),
        any(Cue.SHARE in cues_of(line) for line in heads[max(0, number - 3) : number]),
    ]


@cache
def _weights() -> tuple[tuple[float, ...], float]:
    table = resources.files("lagebild.articles.zones").joinpath("title_weights.csv").read_text(encoding="utf-8")
    rows = {row["feature"]: float(row["weight"]) for row in csv.DictReader(table.splitlines())}
    return tuple(rows[name] for name in FEATURES), rows["none"]
