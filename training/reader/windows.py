"""The windows of subwords that the student learns from: articles' own runs of sentences, and new mixtures of them.

The text is small (about 200,000 subwords), so no window is seen twice: starts are drawn, sentences of several articles
are mixed, and in part of the windows pieces are replaced by drawn ones. The teacher reads the same pieces, so a
senseless window teaches as well as a sensible one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from lagebild.reading.model.tokenizer import SubwordTokenizer

Ids = NDArray[np.int64]

OWN = Path(__file__).parents[2] / "corpus/training"
"""Annotated articles of the project, to train on beside the corpus given."""

BATCHES = ((16, 32), (8, 64), (4, 128), (4, 128), (2, 256))
"""(rows, subwords in a row): few fixed shapes of 512 subwords, since a fresh shape costs time."""
MIXED = 0.4
"""Share of windows whose sentences come from anywhere."""
NOISY = 0.5
"""Share of windows with replaced pieces."""
MOST_REPLACED = 0.3
"""Highest share of replaced pieces in a noisy window."""
PREFIXED = 0.3
"""Share of windows that begin as e5 expects a sentence to begin."""
PREFIXES = ("query: ", "passage: ")


@dataclass(frozen=True, slots=True)
class Texts:
    """Articles as lists of sentences, each sentence as piece ids without marks."""

    articles: tuple[tuple[Ids, ...], ...]
    prefixes: tuple[Ids, ...]
    pieces: int


def sentences_in(file: Path) -> list[str]:
    """Return the sentences of a file of the corpus format (`sK<TAB>sentence`)."""
    lines = file.read_text(encoding="utf-8").split("\n")
    return [line.split("\t", 1)[1] for line in lines if "\t" in line and not line.startswith("#")]


def held_out(folder: Path) -> frozenset[str]:
    """Return the names of the articles that `folder/dev.txt` keeps away from training."""
    return frozenset((folder / "dev.txt").read_text(encoding="utf-8").split())


def article_files(corpus: Path, *, dev: bool) -> list[Path]:
    """Return the article files of a corpus (`*/docs/*.txt`) that are held out, or those that are not."""
    folders = sorted(path.parent for path in corpus.glob("*/docs"))
    return [file for folder in folders for file in files_in(folder, dev=dev)]


def files_in(folder: Path, *, dev: bool) -> list[Path]:
    """Return the article files of a folder (`docs/*.txt`) that its `dev.txt` names, or the others."""
    return [file for file in sorted(folder.glob("docs/*.txt")) if (file.stem in held_out(folder)) == dev]


def texts_of(files: Sequence[Path], tokenizer: SubwordTokenizer) -> Texts:
    """Return the articles in `files` as piece ids."""
    articles = []
    for file in files:
        found = tokenizer.subwords(sentences_in(file))
        articles.append(tuple(subwords.ids.astype(np.int64) for subwords in found))
    prefixes = tuple(s.ids.astype(np.int64) for s in tokenizer.subwords(PREFIXES))
    return Texts(tuple(articles), prefixes, len(tokenizer.vocabulary.pieces))


def batch_of(texts: Texts, seed: int, step: int) -> tuple[Ids, Ids]:
    """Return the ids of one batch and where they are no padding; the same for the same seed and step."""
    draw = np.random.default_rng((seed, step))
    rows, length = BATCHES[draw.integers(len(BATCHES))]
    windows = [_window(texts, length, draw) for _ in range(rows)]
    return padded(windows, length)


def padded(windows: Sequence[Ids], length: int) -> tuple[Ids, Ids]:
    """Return windows with their marks as rows of `length` (padding has id 1), and where they are no padding."""
    ids = np.ones((len(windows), length), np.int64)
    for row, window in zip(ids, windows, strict=True):
        row[: len(window) + 2] = [0, *window, 2]
    return ids, (ids != 1).astype(np.int64)


def _window(texts: Texts, length: int, draw: np.random.Generator) -> Ids:
    parts: list[Ids] = []
    if draw.random() < PREFIXED:
        parts.append(texts.prefixes[draw.integers(len(texts.prefixes))])
    mixed = draw.random() < MIXED
    article = texts.articles[draw.integers(len(texts.articles))]
    at = int(draw.integers(len(article)))
    while sum(map(len, parts)) < length - 2:
        if mixed or at >= len(article):
            article = texts.articles[draw.integers(len(texts.articles))]
            at = int(draw.integers(len(article)))
        parts.append(article[at])
        at += 1
    window = np.concatenate(parts)[: length - 2]
    return _with_noise(window, texts, draw) if draw.random() < NOISY else window


def _with_noise(window: Ids, texts: Texts, draw: np.random.Generator) -> Ids:
    """Replace some pieces by drawn ones: half of them by any piece of the vocabulary, half by a piece of the window."""
    replaced = draw.random(len(window)) < draw.random() * MOST_REPLACED
    anything = draw.integers(4, texts.pieces, len(window))
    drawn = np.where(draw.random(len(window)) < 0.5, anything, draw.permutation(window))
    return np.where(replaced, drawn, window)


def plain_windows(texts: Texts, length: int) -> list[Ids]:
    """Return the articles in windows of whole sentences of at most `length` subwords with their marks."""
    windows = []
    for article in texts.articles:
        parts: list[Ids] = []
        for sentence in article:
            if parts and sum(map(len, parts)) + len(sentence) > length - 2:
                windows.append(np.concatenate(parts))
                parts = []
            parts.append(sentence[: length - 2])
        windows.append(np.concatenate(parts))
    return windows
