"""Fingerprints by which the same text is recognised in two articles.

Method: MinHash (Broder 1997) over shingles of three words. The share of equal values in two fingerprints estimates the
Jaccard similarity of the two sets of shingles. Words are letters and digits without case, so that punctuation,
quotation marks and white space change nothing. Only body passages count: title, teaser and captions differ between the
papers that print one agency text. `benchmarks/duplicates.py` prints the experiment behind the constants;
`lagebild.merging.copies` compares fingerprints.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, NewType

import xxhash

from lagebild.articles.article import UNREAD_ZONES, Passage, Zone

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Fingerprint = NewType("Fingerprint", bytes)
"""8 bytes hash of the words, 4 bytes number of words, then, unless the text is short, the MinHash values (uint32)."""

SHINGLE_WORDS = 3
"""Words of a shingle. Of 3, 4 and 5, three separate best: with every fifth word changed the similarity stays above
0.27 in 95 % of the corpus (4: 0.20, 5: 0.13), while two different articles never exceed 0.033."""

VALUES = 128
"""MinHash values of a fingerprint: the standard error of a similarity of 0.2 is 0.035."""

BAND_VALUES = 2
"""Values of a band; two articles are compared if one of their 64 bands is equal, which happens for 93 % of the pairs of
similarity 0.2, 99 % of those of 0.27 and 0.6 % of those of 0.01."""

SHORT_WORDS = 30
"""Texts with fewer words are the same only if all their words are: similarity says nothing about so few shingles."""

_HEADER = struct.Struct("<QI")
_CHUNK_SHINGLES = 2048
"""Shingles hashed at once: bounds the memory to 2 MiB whatever the text."""

_WORD = re.compile(r"[^\W_]+")
_MASK = (1 << 64) - 1


def _seeded(count: int, seed: int) -> list[int]:
    """Return `count` numbers of 64 bits that are the same on every machine (splitmix64, Steele et al. 2014)."""
    numbers = []
    for _ in range(count):
        seed = (seed + 0x9E3779B97F4A7C15) & _MASK
        mixed = ((seed ^ (seed >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
        mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & _MASK
        numbers.append(mixed ^ (mixed >> 31))
    return numbers


@cache
def _factors() -> tuple[NDArray[np.uint64], NDArray[np.uint64], list[np.uint64]]:
    """Return the factors and summands of the hash functions, and the factor of each place in a shingle."""
    import numpy as np

    factors = np.array(_seeded(VALUES, 1), dtype=np.uint64) | np.uint64(1)
    summands = np.array(_seeded(VALUES, 2), dtype=np.uint64)
    places = [np.uint64(number | 1) for number in _seeded(SHINGLE_WORDS, 3)]
    return factors[:, None], summands[:, None], places


def _shingles(hashes: NDArray[np.uint64]) -> NDArray[np.uint64]:
    import numpy as np

    count = len(hashes) - SHINGLE_WORDS + 1
    mixed = np.zeros(count, dtype=np.uint64)
    for place, factor in enumerate(_factors()[2]):
        mixed += hashes[place : place + count] * factor
    mixed ^= mixed >> np.uint64(29)
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    mixed ^= mixed >> np.uint64(32)
    return np.unique(mixed)


def _minima(shingles: NDArray[np.uint64]) -> NDArray[np.uint32]:
    """Return the smallest value of each hash function (multiply and shift) over the shingles."""
    import numpy as np

    factors, summands, _ = _factors()
    least = np.full(VALUES, _MASK, dtype=np.uint64)
    for start in range(0, len(shingles), _CHUNK_SHINGLES):
        values = factors * shingles[start : start + _CHUNK_SHINGLES]
        values += summands
        np.minimum(least, values.min(axis=1), out=least)
    return (least >> np.uint64(32)).astype(np.uint32)


def fingerprint_of(text: str, passages: Sequence[Passage]) -> Fingerprint:
    """Return the fingerprint of the body passages of a text; of all that are read if it has no body."""
    bodies = [p for p in passages if p.zone is Zone.BODY] or [p for p in passages if p.zone not in UNREAD_ZONES]
    words = [word for p in bodies for word in _WORD.findall(text[p.start : p.end].lower())]
    digest = xxhash.xxh3_64_intdigest(" ".join(words).encode("utf-8", "surrogatepass"))
    header = _HEADER.pack(digest, len(words))
    if len(words) < SHORT_WORDS:
        return Fingerprint(header)
    import numpy as np

    hashed = xxhash.xxh3_64_intdigest
    hashes = np.array([hashed(word.encode("utf-8", "surrogatepass")) for word in words], dtype=np.uint64)
    return Fingerprint(header + _minima(_shingles(hashes)).astype("<u4").tobytes())


def digest_of(fingerprint: Fingerprint) -> int | None:
    """Return the hash of the words, equal for equal texts; None for a text without words, which equals none."""
    digest, words = _HEADER.unpack_from(fingerprint)
    return int(digest) if words else None


def values_of(fingerprint: Fingerprint) -> NDArray[np.uint32]:
    """Return the MinHash values of a fingerprint; none for a short text."""
    import numpy as np

    return np.frombuffer(fingerprint, dtype="<u4", offset=_HEADER.size)


def similarity_of(one: Fingerprint, other: Fingerprint) -> float:
    """Return the estimated Jaccard similarity of two texts, 1.0 for equal ones, 0.0 if one is short."""
    if digest_of(one) is not None and digest_of(one) == digest_of(other):
        return 1.0
    left, right = values_of(one), values_of(other)
    return float((left == right).mean()) if len(left) and len(right) else 0.0


def bands_of(fingerprint: Fingerprint) -> tuple[int, ...]:
    """Return the keys (63 bits) to look an article up by: articles that share none are not the same text."""
    values = fingerprint[_HEADER.size :]
    width = 4 * BAND_VALUES
    if not values:
        return (xxhash.xxh3_64_intdigest(fingerprint) >> 1,)
    return tuple(
        xxhash.xxh3_64_intdigest(values[at : at + width], seed=at // width) >> 1 for at in range(0, len(values), width)
    )
