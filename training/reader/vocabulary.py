"""The pieces that German, English and the world's names in Latin script need, and the model without the others.

A piece stays if its letters are Latin and its other characters are ASCII digits, punctuation, accents or signs; single
Greek letters stay for units and formulas. What is left out is read as the unknown piece.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from training.reader.unpack import Checkpoint

from lagebild.reading.model.tokenizer import SPACE_MARK
from lagebild.reading.model.vocabulary import Vocabulary

SPECIAL_PIECES = (" start", " padding", " end", " unknown", " mask")
"""The pieces with ids 0 to 4. No text matches them: a space stands in no normalised word."""

_SIGNS = (
    (0x21, 0x7E, "ASCII"),
    (0xA1, 0xBF, "signs of Latin-1"),
    (0xD7, 0xD7, "multiplication sign"),
    (0xF7, 0xF7, "division sign"),
    (0x2B0, 0x2FF, "modifier letters of transcribed names"),
    (0x300, 0x36F, "combining accents"),
    (0x2000, 0x2BFF, "punctuation, currencies, arrows, mathematical signs"),
    (0x3001, 0x301F, "brackets of East Asian texts"),
    (0x1F000, 0x1FAFF, "pictures"),
)
"""First and last code point of the ranges whose characters stay beside Latin letters."""
_GREEK = range(0x370, 0x400)


@dataclass(frozen=True, slots=True)
class Cut:
    """A smaller vocabulary; `kept[i]` is the original id of piece `i`."""

    vocabulary: Vocabulary
    kept: NDArray[np.int64]


def is_read(piece: str) -> bool:
    """Return whether a piece can stand in a German or English article, names of the whole world included."""
    characters = piece.replace(SPACE_MARK, "")
    if len(characters) == 1 and ord(characters) in _GREEK:
        return True
    return all(_is_sign(c) or unicodedata.name(c, "").startswith("LATIN ") for c in characters)


def _is_sign(character: str) -> bool:
    return any(first <= ord(character) <= last for first, last, _ in _SIGNS)


def cut_vocabulary(vocabulary: Vocabulary) -> Cut:
    """Return the pieces that are read, in their old order after the special ones."""
    mask = len(vocabulary.pieces) - 1
    special = (vocabulary.bos, vocabulary.pad, vocabulary.eos, vocabulary.unk, mask)
    kept = [i for i, piece in enumerate(vocabulary.pieces) if i not in special and is_read(piece)]
    pieces = (*SPECIAL_PIECES, *(vocabulary.pieces[i] for i in kept))
    scores = tuple(vocabulary.scores[i] for i in (*special, *kept))
    smaller = replace(vocabulary, pieces=pieces, scores=scores, bos=0, pad=1, eos=2, unk=3)
    return Cut(smaller, np.array([*special, *kept]))


def cut_checkpoint(checkpoint: Checkpoint) -> Checkpoint:
    """Return the model with the smaller vocabulary."""
    cut = cut_vocabulary(checkpoint.vocabulary)
    tensors = checkpoint.tensors | {"emb.word": checkpoint.tensors["emb.word"][cut.kept]}
    shape = replace(checkpoint.shape, pieces=len(cut.kept))
    return Checkpoint(shape, cut.vocabulary, tensors)
