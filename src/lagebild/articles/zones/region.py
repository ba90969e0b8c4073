"""Which blocks of a page are the article: two linear looks at the blocks, then one stretch of the page.

The first look scores every block from its own features and its neighbours', the second from the first look's scores
around it as well (stacking). The article is the stretch with the highest sum of log odds; inside it little suffices to
belong, outside nearly nothing does. The weights are data, fitted by `benchmarks/zones/fit.py`.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from lagebild.articles.zones.blocks import Block
from lagebild.articles.zones.features import (
    CONTEXT_FEATURES,
    LONGEST_CUE,
    OWN_FEATURES,
    SCORED_FEATURES,
    Matrix,
    around,
    cues_of,
    has_address,
    in_context,
    own_features,
    with_scores,
)

INSIDE_LEAST = 0.6
"""Least probability inside the article's stretch; of 0.1 to 0.8 the best word F1 of both languages together in
cross-validation on development pages."""
INSIDE_LEAST_BETWEEN = 0.3
"""The same for one line between two full paragraphs: a heading; furniture comes in lists."""
INSIDE_LEAST_PROSE = 0.2
"""The same for full paragraphs: losing a sentence is worse than keeping a partner's paragraph."""
OUTSIDE_LEAST = 0.9
"""Least probability outside it; best of 0.5, 0.9 and never by word F1 on development pages."""
OUTSIDE_LEAST_PROSE = 0.7
"""The same for full paragraphs outside: a second text of the page, or the article where the stretch is another."""
OUTSIDE_LEAST_DENSE = 0.3
"""The same for full paragraphs among others; with the limits above, English F1 0.912 instead of 0.901 in
cross-validation on development pages (recall 0.909 instead of 0.895), German 0.900 instead of 0.901."""
DENSE_REACH = 4
"""Blocks to either side in which other paragraphs are sought."""
LEAST_DENSITY = 0.5
"""Mean of the `prose` feature over them; comment threads, with names and dates between, have less."""
WORD_POWER = 0.8
"""A block counts with its words to this power in the stretch; best of 0 to 0.8 on development pages."""
GREATEST_ODDS = 6.0
"""Natural log odds: no block alone decides against all others."""
LEAST_PROSE = 0.5
"""Of the `prose` feature: about 20 words with a sentence end and function words."""
MOST_LABELS_OF_PLAIN_TEXT = 2
"""Lines of up to four words without a sentence end; a page saved whole has dozens, a plain text a heading or two."""
MOST_LABEL_WORDS = 4
BLOCKS_PER_LABEL = 6
"""A long plain text may have a short heading every so many blocks."""


def article_flags(text: str, blocks: Sequence[Block]) -> list[bool]:
    """Return for each block whether it belongs to the article (title and byline lines may or may not)."""
    if not blocks:
        return []
    if _is_plain_text(text, blocks):
        return [True] * len(blocks)
    own = own_features(text, blocks)
    scores, prose = article_scores(own)
    inside = _stretch(scores, np.exp(own[:, _column("log_words")]) - 1.0)
    dense = around(prose, DENSE_REACH) >= LEAST_DENSITY
    outside = np.where(dense, OUTSIDE_LEAST_DENSE, OUTSIDE_LEAST_PROSE)
    is_prose = prose >= LEAST_PROSE
    between = np.append(False, is_prose[:-1]) & np.append(is_prose[1:], False)
    short = np.where(between, INSIDE_LEAST_BETWEEN, INSIDE_LEAST)
    least = np.where(
        is_prose,
        np.where(inside, INSIDE_LEAST_PROSE, outside),
        np.where(inside, short, OUTSIDE_LEAST),
    )
    flags: list[bool] = (scores >= least).tolist()
    return flags if any(flags) else [True] * len(blocks)


def article_scores(own: Matrix) -> tuple[Matrix, Matrix]:
    """Return the probability of each block to belong to the article, and how much it reads like a paragraph."""
    first, second = _weights()
    context = in_context(own)
    scores = probabilities(context, first)
    return probabilities(with_scores(context, scores), second), context[:, len(OWN_FEATURES)]


def probabilities(features: Matrix, weights: Matrix) -> Matrix:
    """Return the logistic scores of rows of features; the last weight is the intercept."""
    odds = np.clip(features @ weights[:-1] + weights[-1], -30.0, 30.0)
    return np.asarray(1.0 / (1.0 + np.exp(-odds)))


def _column(name: str) -> int:
    return OWN_FEATURES.index(name)


def _is_plain_text(text: str, blocks: Sequence[Block]) -> bool:
    """Return whether nothing in the text looks like a web page: no known phrase, no address, no bullets, few labels."""
    if has_address(text):
        return False
    labels, most = 0, max(MOST_LABELS_OF_PLAIN_TEXT, len(blocks) // BLOCKS_PER_LABEL)
    for block in blocks:
        if block.end - block.core > LONGEST_CUE:
            continue
        line = text[block.core : block.end]
        if block.core > block.start or cues_of(line):
            return False
        labels += line.count(" ") < MOST_LABEL_WORDS and not line.endswith((".", "!", "?", "“", "”", '"'))
        if labels > most:
            return False
    return True


def _stretch(scores: Matrix, words: Matrix) -> NDArray[np.bool_]:
    """Return the contiguous blocks with the greatest sum of log odds, weighted by words."""
    bounded = np.clip(scores, 1e-6, 1.0 - 1e-6)
    odds = np.clip(np.log(bounded / (1.0 - bounded)), -GREATEST_ODDS, GREATEST_ODDS)
    gains = odds * words**WORD_POWER
    best, level, start, stretch = -np.inf, 0.0, 0, (0, 0)
    for position, gain in enumerate(gains.tolist()):
        if level <= 0.0:
            level, start = 0.0, position
        level += gain
        if level > best:
            best, stretch = level, (start, position)
    inside = np.zeros(len(scores), dtype=np.bool_)
    inside[stretch[0] : stretch[1] + 1] = True
    return inside


@cache
def _weights() -> tuple[Matrix, Matrix]:
    table = resources.files("lagebild.articles.zones").joinpath("weights.csv").read_text(encoding="utf-8")
    rows = {(row["look"], row["feature"]): float(row["weight"]) for row in csv.DictReader(table.splitlines())}
    first = np.array([rows["first", name] for name in (*CONTEXT_FEATURES, "intercept")])
    second = np.array([rows["second", name] for name in (*SCORED_FEATURES, "intercept")])
    return first, second
