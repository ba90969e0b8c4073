"""The encoder's word embeddings, kept as the four-bit blocks they came in and unpacked row by row.

A block is 32 values in 18 bytes: an fp16 scale, then 16 bytes whose low nibbles are the values 0 to 15 and whose high
nibbles are the values 16 to 31; a value is (nibble - 8) times the scale.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

BLOCK = 32
"""Values in a block."""
BLOCK_BYTES = 18
"""A block's fp16 scale and its 16 bytes of nibbles."""
ZERO = 8
"""The nibble that stands for 0."""


def weights_of(blocks: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Return the values of blocks (…, 18 bytes) as rows (…, 32)."""
    scales = np.ascontiguousarray(blocks[..., :2]).view("<f2").astype(np.float32)
    nibbles = np.concatenate([blocks[..., 2:] & 0x0F, blocks[..., 2:] >> 4], axis=-1)
    return (nibbles.astype(np.float32) - ZERO) * scales


def rows_of(blocks: NDArray[np.uint8], ids: NDArray[np.int32]) -> NDArray[np.float32]:
    """Return the embedding of each id; `blocks` is (pieces, blocks, 18), each piece that occurs is unpacked once."""
    found, places = np.unique(ids, return_inverse=True)
    rows: NDArray[np.float32] = weights_of(blocks[found]).reshape(len(found), -1)[places]
    return rows
