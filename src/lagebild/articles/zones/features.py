"""Features of blocks: what a line looks like, says and stands beside, as numbers.

All are computed from at most the first and last characters of a block, so that a text of one line costs no more than a
page, and each looks at most a fixed number of neighbours away.
"""

# ruff: noqa: E501  (tables read better as long lines)
from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from lagebild.articles.zones.blocks import Block
from lagebild.articles.zones.cues import CUE_PHRASES, SITE_WORDS, STOP_WORDS, Cue

Matrix = NDArray[np.float64]

LONGEST_LOOK = 400
"""Characters at the beginning of a block that are looked at; rates settle well before."""
LONGEST_CUE = 90
"""Characters; a longer line is no announcement, whatever it begins with."""

_TERMINAL = re.compile(r"[.!?…][\"'“”’»«)\]]*$")
_STOP_INSIDE = re.compile(r"[.!?][\"“”»«)]* +[\"„“»«(]?[A-ZÄÖÜ]")
_ADDRESS = re.compile(r"https?://|www\.|@\w|\w\.(?:de|com|org|net|html)\b")
_ADDRESS_PARTS = ("://", "www.", "@", ".de", ".com", ".org", ".net", ".html")
_DATE = re.compile(
    r"\b\d{1,2}\. ?(?:\d{1,2}\.|[A-ZÄ][a-zä]{2,8}\.?) ?(?:19|20)?\d\d\b|\b(?:19|20)\d\d-\d\d-\d\d\b"
    r"|\b[A-Z][a-z]{2,8}\.? \d{1,2}(?:st|nd|rd|th)?,? (?:19|20)\d\d\b|\b\d{1,2} [A-Z][a-z]{2,8}\.?,? (?:19|20)\d\d\b"
    r"|\b\d{1,2}/\d{1,2}/(?:19|20)?\d\d\b|\b\d{1,2}:\d\d\b|\b\d+ (?:min|hours?|days?|Std|Stunden|Tagen?)\b"
)
_BYLINE = re.compile(r"^(?:von|by|autor(?:in)?:?|text:?|posted by|written by) +\w", re.I)
_CREDIT_WORDS = (
    "Foto", "Bild:", "Bilder:", "Quelle", "Grafik", "Photo", "Image", "Picture", "Credit", "Getty", "Reuters", "REUTERS", "dpa", "AFP", "picture alliance",
)  # fmt: skip
_SEPARATORS = ("|", "›", "»", "→", "←", "•", " · ", " / ")
_DIGITS = re.compile(r"\d+")
_NO_PUNCTUATION = str.maketrans(dict.fromkeys(".,:;!?()|»›«„“”\"'", " "))
_NO_CUES: frozenset[Cue] = frozenset()
_CUE_FLAGS = [False] * len(Cue)
_LONGEST_SITE_LINE = 30
"""Words; in longer lines the marks stuck to words do not matter."""
_LONGEST_DATE_LINE = 25
"""Words; dates in longer lines are the story's."""
_WORD_BINS = (1, 2, 4, 8, 15, 25, 45, 80)
"""Upper limits in words: link, label, headline, long headline, sentence, teaser, paragraph, long paragraph."""

OWN_FEATURES = (
    *(f"words<={limit}" for limit in _WORD_BINS), "words>80", "log_words", "ends_sentence", "ends_colon", "ends_dots", "stop_share", "stop_share_long", "capital_share",
    "digit_share", "comma_share", "sentences_inside", "address", "separators", "starts_lower", "starts_quote", "bullet", "blank_before", "site_share", "site_words", "date", "date_short",
    "byline", "credit", "upper_case", "repeated", "question", *(f"cue_{cue}" for cue in Cue),
)  # fmt: skip
"""The features of a block by itself."""

_CONTEXT = ("log_words", "ends_sentence", "stop_share_long", "site_share", "bullet", "date_short", "any_cue", "prose")
_REACH = 3
"""Neighbours to either side whose features count one by one."""
_WINDOWS = (4, 12)
"""Half widths in blocks of the windows whose prose is averaged."""
_STEPS = tuple(step for step in range(-_REACH, _REACH + 1) if step)
_PLACE = ("before", "after", "recent", "coming", "begun", "unfinished", "below_peak", "below_later_peak")

CONTEXT_FEATURES = (
    *OWN_FEATURES,
    "prose",
    *(f"{name}[{step:+d}]" for name in _CONTEXT for step in _STEPS),
    *(f"{name}~{width}" for width in _WINDOWS for name in ("prose", "any_cue", "bullet")),
    *(f"prose_{name}" for name in _PLACE),
    "after_end_cue", "order", "first_blocks", "page_blocks",
)  # fmt: skip
"""The features of the first look."""
SCORED_FEATURES = (
    *CONTEXT_FEATURES,
    *(f"score[{step:+d}]" for step in range(-_REACH, _REACH + 1)),
    *(f"score~{width}" for width in _WINDOWS),
    *(f"score_{name}" for name in _PLACE),
)
"""The features of the second look, which knows the first look's scores."""


@cache
def _phrases() -> dict[str, tuple[tuple[str, bool, Cue], ...]]:
    table: dict[str, list[tuple[str, bool, Cue]]] = {}
    for cue, phrases in CUE_PHRASES.items():
        for phrase in phrases:
            plain = phrase.removesuffix("*").strip()
            table.setdefault(plain.split()[0], []).append((plain, phrase.endswith("*"), cue))
    return {first: tuple(found) for first, found in table.items()}


def has_address(text: str) -> bool:
    """Return whether the text holds an address of the web or of mail."""
    # Searching for the parts first is ten times faster, and most texts have none.
    return any(part in text for part in _ADDRESS_PARTS) and _ADDRESS.search(text) is not None


def cues_of(line: str) -> frozenset[Cue]:
    """Return what the line announces by one of the known phrases; the empty set for most lines."""
    return _NO_CUES if len(line) > LONGEST_CUE else _cues_of(line)


@lru_cache(maxsize=4096)  # several steps ask about the same line, and buttons are the same on all pages of a paper
def _cues_of(line: str) -> frozenset[Cue]:
    folded = line.casefold().strip(" :.!?…»›>→|-–+#*\u00a0")
    first = (folded.split(None, 1) or [""])[0]
    found = set()
    for key in {first, first.rstrip(":,;.!?…|")}:
        for phrase, open_end, cue in _phrases().get(key, ()):
            if folded == phrase.rstrip(":") or (open_end and _starts_with_phrase(folded, phrase)):
                found.add(cue)
    return frozenset(found)


def _starts_with_phrase(folded: str, phrase: str) -> bool:
    if not folded.startswith(phrase):
        return False
    after = folded[len(phrase) : len(phrase) + 1]
    return not (after.isalnum() and phrase[-1:].isalnum())


def own_features(text: str, blocks: Sequence[Block]) -> Matrix:
    """Return one row per block in the order of `OWN_FEATURES`."""
    heads = [text[block.core : min(block.end, block.core + LONGEST_LOOK)] for block in blocks]
    repeats = Counter(head for head in heads if len(head) < LONGEST_LOOK)
    rows = [
        _row(head, text[max(block.core, block.end - 8) : block.end], block, repeats[head] > 1)
        for head, block in zip(heads, blocks, strict=True)
    ]
    return np.array(rows, dtype=np.float64).reshape(len(blocks), len(OWN_FEATURES))


def _row(head: str, tail: str, block: Block, repeated: bool) -> list[float]:
    words = head.split()
    lower = head.lower().split() if len(words) > _LONGEST_SITE_LINE else head.lower().translate(_NO_PUNCTUATION).split()
    seen = len(words) or 1
    length = block.end - block.core
    count = seen if length <= LONGEST_LOOK else seen * length // LONGEST_LOOK
    stops = sum(map(STOP_WORDS.__contains__, lower))
    site = sum(map(SITE_WORDS.__contains__, lower))
    cues = cues_of(head) if length <= LONGEST_CUE else _NO_CUES
    binned = [0.0] * (len(_WORD_BINS) + 1)
    binned[bisect_left(_WORD_BINS, count)] = 1.0
    digits = sum(map(len, _DIGITS.findall(head)))
    date = count <= _LONGEST_DATE_LINE and digits > 0 and _DATE.search(head) is not None
    stop_share = stops / seen
    initials = "".join([word[0] for word in words])
    return [
        *binned,
        _LOGS[min(count, len(_LOGS) - 1)],
        _TERMINAL.search(tail) is not None,
        tail.endswith(":"),
        tail.endswith(("…", "...", "[…]", "[...]")),
        stop_share,
        stop_share if count > 12 else 0.0,
        sum(map(str.isupper, initials)) / seen,
        digits / max(len(head), 1),
        head.count(",") / seen,
        min(len(_STOP_INSIDE.findall(head)), 4) / 4,
        has_address(head),
        any(mark in head for mark in _SEPARATORS),
        head[:1].islower(),
        head[:1] in "„“\"»«‚'",
        block.core > block.start,
        block.blank_before,
        site / seen,
        min(site, 4) / 4,
        date,
        date and count <= 15,
        count <= 15 and _BYLINE.match(head) is not None,
        count <= 60 and any(word in head for word in _CREDIT_WORDS),
        head.isupper(),
        repeated,
        tail.endswith("?"),
        *(_CUE_FLAGS if not cues else [cue in cues for cue in Cue]),
    ]


_LOGS = [min(math.log1p(n), 5.0) for n in range(402)]


def in_context(own: Matrix) -> Matrix:
    """Return the rows of `own` with those of their neighbours, the prose around them, and their place in the page."""
    index = {name: column for column, name in enumerate(OWN_FEATURES)}
    any_cue = own[:, [index[f"cue_{cue}"] for cue in Cue]].max(axis=1, initial=0.0)
    prose = _prose(own, index)
    columns = {"any_cue": any_cue, "prose": prose}
    parts = [own, prose[:, None]]
    for name in _CONTEXT:
        column = columns[name] if name in columns else own[:, index[name]]
        parts.extend(_shifted(column, step)[:, None] for step in _STEPS)
    for width in _WINDOWS:
        parts.extend(around(column, width)[:, None] for column in (prose, any_cue, own[:, index["bullet"]]))
    ends = own[:, index["cue_end"]] + own[:, index["cue_comments"]]
    parts.append(_place_in_page(prose, ends))
    return np.hstack(parts)


def _prose(own: Matrix, index: dict[str, int]) -> Matrix:
    """Return how much a block reads like a paragraph of an article, from 0 to 1."""
    length = np.clip((own[:, index["log_words"]] - 2.0) / 2.0, 0.0, 1.0)
    sentence = np.maximum(own[:, index["ends_sentence"]], own[:, index["sentences_inside"]])
    clean: Matrix = 1.0 - np.clip(3.0 * own[:, index["site_share"]], 0.0, 1.0)
    return np.asarray(length * sentence * clean * np.clip(own[:, index["stop_share"]] / 0.25, 0.0, 1.0))


def place_features(mass: Matrix) -> Matrix:
    """Return for each block how much of `mass` lies before it and since when there was none.

    Columns: share before, share after, recent mass before and after (fading by half every 3 blocks), whether the mass
    has begun, the largest such recent mass seen so far less the present one.
    """
    n = len(mass)
    total = float(mass.sum()) + 1e-9
    before = (np.cumsum(mass) - mass) / total
    after = 1.0 - before - mass / total
    recent, coming = _fading(mass), _fading(mass[::-1])[::-1]
    peak = np.maximum.accumulate(recent) if n else recent
    later = np.maximum.accumulate(coming[::-1])[::-1] if n else coming
    return np.column_stack((before, after, recent, coming, before > 0.02, after > 0.02, peak - recent, later - coming))


def _fading(mass: Matrix) -> Matrix:
    faded = np.zeros(len(mass))
    level = 0.0
    for position, value in enumerate(mass.tolist()):
        faded[position] = level
        level = 0.8 * (level + value)
    return faded


def _place_in_page(prose: Matrix, ends: Matrix) -> Matrix:
    n = len(prose)
    begun = np.cumsum(prose) > 1.0
    after_end = np.minimum(np.cumsum(ends * begun), 3.0) / 3.0
    order = np.arange(n) / max(n - 1, 1)
    first = np.minimum(np.arange(n), 10) / 10.0
    return np.column_stack((place_features(prose), after_end, order, first, np.full(n, min(n, 200) / 200.0)))


def _shifted(column: Matrix, step: int) -> Matrix:
    moved = np.full(len(column), -0.2)
    if step > 0:
        moved[: max(len(column) - step, 0)] = column[step:]
    else:
        moved[-step:] = column[: len(column) + step] if -step <= len(column) else column[:0]
    return moved


def around(column: Matrix, width: int) -> Matrix:
    """Return the mean of `column` over the `width` blocks to either side; beyond the page it counts as nothing."""
    sums = np.concatenate(([0.0], np.cumsum(column)))
    at = np.arange(len(column))
    left, right = np.maximum(at - width, 0), np.minimum(at + width + 1, len(column))
    return np.asarray((sums[right] - sums[left]) / (2 * width + 1))


def with_scores(context: Matrix, scores: Matrix) -> Matrix:
    """Return the second look: `context` with the first look's `scores` of the block and of those around it."""
    near = [_shifted(scores, step)[:, None] for step in range(-_REACH, _REACH + 1)]
    wide = [around(scores, width)[:, None] for width in _WINDOWS]
    return np.hstack((context, *near, *wide, place_features(scores)))
