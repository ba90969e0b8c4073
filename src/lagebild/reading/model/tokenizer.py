"""The subwords of the encoder, with the characters they stand on.

The normalisation (the vocabulary's map, then one space for several) is done here, so that every normalised character
keeps the place it came from; the cutting into pieces is left to the Unigram model of `tokenizers`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer, models, pre_tokenizers

from lagebild.reading.model.vocabulary import Vocabulary

SPACE_MARK = "▁"
"""What stands for a space in a piece."""


@dataclass(frozen=True, slots=True)
class Normalised:
    """A normalised text; character `i` of it comes from the characters `starts[i]` to `ends[i]` of the original."""

    text: str
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Subwords:
    """Piece ids, and the half-open span of the original text of each; a span has no space at its ends.

    A piece that stands only for a space has an empty span; one that joins number and punctuation stands on the number.
    """

    ids: NDArray[np.int32]
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]


class SubwordTokenizer:
    """Cuts texts into the pieces of a vocabulary; unknown characters that stand together become one unknown piece."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        pieces = list(zip(vocabulary.pieces, vocabulary.scores, strict=True))
        self._model = Tokenizer(models.Unigram(pieces, unk_id=vocabulary.unk, byte_fallback=False))
        self._model.pre_tokenizer = pre_tokenizers.Metaspace(SPACE_MARK, prepend_scheme="always", split=True)
        edges = [_EDGES.fullmatch(piece) for piece in vocabulary.pieces]
        self._before = np.array([len(edge[1]) if edge else 0 for edge in edges])
        self._after = np.array([len(edge[2]) if edge else 0 for edge in edges])
        self._lone_space = vocabulary.pieces.index(SPACE_MARK)
        self._map = {ord(character): normal for character, normal in vocabulary.normalisation.items()} | _SURROGATES
        spaces = " " + "".join(c for c, normal in vocabulary.normalisation.items() if normal == " ")
        moving = "".join(c for c, normal in vocabulary.normalisation.items() if len(normal) != 1)
        self._moving = re.compile(f"[{re.escape(moving + spaces)}]{{2,}}|[{re.escape(moving)}]")

    def normalised(self, text: str) -> Normalised:
        """Return `text` with the map applied and several spaces as one."""
        parts: list[str] = []
        places: list[NDArray[np.int32]] = []
        at = 0
        for match in self._moving.finditer(text):
            moved, moved_places = self._moved(match.group(), match.start())
            parts += text[at : match.start()].translate(self._map), moved
            places += _same_places(at, match.start()), moved_places
            at = match.end()
        parts.append(text[at:].translate(self._map))
        places.append(_same_places(at, len(text)))
        columns = np.concatenate(places, axis=1)
        return Normalised("".join(parts), columns[0], columns[1])

    def _moved(self, text: str, offset: int) -> tuple[str, NDArray[np.int32]]:
        """Return characters that become fewer or more, and where each comes from."""
        pairs = [(normal, at) for at, c in enumerate(text, offset) for normal in self._map.get(ord(c), c)]
        kept: list[tuple[str, int, int]] = []
        for is_space, group in groupby(pairs, key=lambda pair: pair[0] == " "):
            run = list(group)
            kept += [(" ", run[0][1], run[-1][1] + 1)] if is_space else [(c, at, at + 1) for c, at in run]
        return "".join(c for c, _, _ in kept), np.array([k[1:] for k in kept], np.int32).reshape(-1, 2).T

    def subwords(self, texts: Sequence[str]) -> list[Subwords]:
        """Return the pieces of each text, without marks of start and end."""
        normal = [self.normalised(text) for text in texts]
        found = self._model.encode_batch([n.text for n in normal], add_special_tokens=False)
        return [self._placed(n, e.ids, e.offsets, len(t)) for n, e, t in zip(normal, found, texts, strict=True)]

    def _placed(
        self, normal: Normalised, ids: Sequence[int], offsets: Sequence[tuple[int, int]], length: int
    ) -> Subwords:
        pieces = np.array(ids, np.int32)
        starts, ends = np.array(offsets, np.int64).reshape(-1, 2).T
        is_space = np.frombuffer((normal.text + ".").encode("utf-32-le"), np.uint32) == ord(" ")
        starts = starts + is_space[starts]
        starts, ends = starts + self._before[pieces], ends - self._after[pieces]
        ends = np.where(pieces == self._lone_space, starts, ends)
        first, last = np.append(normal.starts, length), np.append(normal.ends, length)
        return Subwords(pieces, first[starts], np.where(ends > starts, last[ends - 1], first[starts]))


_EDGES = re.compile(r"▁?(\(*)[0-9]+([,;:)]*|(?<=[0-9]{4})[.,;:)]+)")
"""Pieces such as `2011.` and `(22:`: a mark ends before punctuation. A stop after a short number is an ordinal's."""

_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "�")
"""Halves of a character that no encoding can write."""


def _same_places(start: int, end: int) -> NDArray[np.int32]:
    places = np.arange(start, end + 1, dtype=np.int32)
    return np.stack([places[:-1], places[1:]])
