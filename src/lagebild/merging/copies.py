"""Copies: which articles carry the text of an earlier one.

Fingerprints in, `duplicate_of` links out. Two articles are the same text if their fingerprints are similar enough;
what is linked through others is linked (a chain has one original: the earliest published, then the smallest id). The
result depends on the set of articles only, never on their order. Candidates come from equal bands of the fingerprints
(locality-sensitive hashing), so the work grows with the number of articles and not with its square.

When articles come, what may be linked otherwise are those that share a band with them, and all linked with these;
`duplicates_among` these and all that share a band with them gives what they are linked with among all articles.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from lagebild.articles.duplicates import BAND_VALUES, VALUES, Fingerprint, digest_of, values_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SAME_TEXT = 0.2
"""Estimated Jaccard similarity from which two articles are one text: about a third of the words in common. Different
articles of the corpus, those about the same events included, stay below 0.05; a copy with 15 % of its words changed
stays above 0.32 in 95 % of cases, one with half its text cut, another lead and 5 % changed above 0.25. Copies with 30 %
of their words changed are linked in 6 of 10 cases (`benchmarks/duplicates.py`)."""

_NEIGHBOURS = 8
"""How many articles before it in its bucket an article is compared with, besides the bucket's first: keeps a bucket of
thousands (a standard paragraph in all articles of a paper) linear."""

_SHORT_BYTES = 12
"""The length of the fingerprint of a short text: a hash and a number of words."""

_CHUNK_PAIRS = 65_536
"""Pairs compared at once: bounds the memory to 100 MiB."""


class Imprint(NamedTuple):
    """What is compared of an article: its fingerprint, and when it was published, if that is known."""

    fingerprint: Fingerprint
    published: date | None


class _Groups:
    """Disjoint groups of positions; the smallest position stands for its group."""

    def __init__(self, size: int) -> None:
        self.parents = list(range(size))

    def first(self, at: int) -> int:
        parents = self.parents
        while parents[at] != at:
            parents[at] = parents[parents[at]]
            at = parents[at]
        return at

    def firsts(self) -> NDArray[np.int64]:
        """Return the position that stands for the group of each."""
        import numpy as np

        found = np.array(self.parents, np.int64)
        while not np.array_equal(found, above := found[found]):
            found = above
        return found

    def join(self, one: int, other: int) -> None:
        low, high = sorted((self.first(one), self.first(other)))
        self.parents[high] = low


def bands_of_all(fingerprints: Sequence[Fingerprint]) -> NDArray[np.uint64]:
    """Return the bands of each fingerprint as a row; those of a short text are all the hash of its words."""
    import numpy as np

    bands = np.empty((len(fingerprints), VALUES // BAND_VALUES), np.uint64)
    long = np.array([len(mark) > _SHORT_BYTES for mark in fingerprints], bool)
    marks = b"".join(mark[_SHORT_BYTES:] for mark in fingerprints)
    bands[long] = np.frombuffer(marks, "<u8").reshape(-1, bands.shape[1])
    bands[~long] = np.array([digest_of(mark) or 0 for mark in fingerprints if len(mark) == _SHORT_BYTES], np.uint64)[
        :, None
    ]
    return bands


def sharing(bands: NDArray[np.uint64], some: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return which articles share a band with some, these included."""
    import numpy as np

    found = some.copy()
    for column in bands.T:
        found |= np.isin(column, column[some])
    return found


def _pairs_in_band(keys: NDArray[np.uint64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the positions to compare: in a bucket of equal keys each with some before it and the first."""
    import numpy as np

    order = np.argsort(keys, kind="stable")
    ranked = keys[order]
    starts = np.flatnonzero(np.concatenate(([True], ranked[1:] != ranked[:-1])))
    firsts = np.repeat(starts, np.diff(np.append(starts, len(ranked))))
    lefts, rights = [order[firsts]], [order]
    for distance in range(1, min(_NEIGHBOURS, len(ranked) - 1) + 1):
        equal = ranked[distance:] == ranked[:-distance]
        lefts.append(order[:-distance][equal])
        rights.append(order[distance:][equal])
    left, right = np.concatenate(lefts), np.concatenate(rights)
    return left[left != right], right[left != right]


def _join_similar(values: NDArray[np.uint32], groups: _Groups) -> None:
    """Join the positions whose rows of `values` are similar."""
    import numpy as np

    size = len(values)
    for band in range(0, VALUES, BAND_VALUES):
        keys = np.zeros(size, dtype=np.uint64)
        for column in range(band, band + BAND_VALUES):
            keys = (keys << np.uint64(32)) | values[:, column]
        left, right = _pairs_in_band(keys)
        firsts = groups.firsts()
        apart = firsts[left] != firsts[right]
        pairs = np.unique(np.minimum(left, right)[apart] * size + np.maximum(left, right)[apart])
        for start in range(0, len(pairs), _CHUNK_PAIRS):
            one, other = np.divmod(pairs[start : start + _CHUNK_PAIRS], size)
            similar = (values[one] == values[other]).mean(axis=1) >= SAME_TEXT
            for low, high in zip(one[similar].tolist(), other[similar].tolist(), strict=True):
                groups.join(low, high)


def duplicates_among(articles: Mapping[str, Imprint]) -> dict[str, str]:
    """Return for each article that repeats another one's text the id of the original; originals are not in it.

    Keys are article ids. The original of a group is the earliest published; articles without a date come last, and
    equal dates are decided by the id.
    """
    ids = sorted(articles, key=lambda name: (articles[name].published or date.max, name))
    groups = _Groups(len(ids))
    distinct: dict[int, int] = {}
    for at, name in enumerate(ids):
        digest = digest_of(articles[name].fingerprint)
        if digest is not None and distinct.setdefault(digest, at) != at:
            groups.join(distinct[digest], at)
    _join_long(ids, articles, list(distinct.values()), groups)
    return {name: ids[first] for at, name in enumerate(ids) if (first := groups.first(at)) != at}


def _join_long(ids: list[str], articles: Mapping[str, Imprint], distinct: list[int], groups: _Groups) -> None:
    import numpy as np

    rows = [(at, values_of(articles[ids[at]].fingerprint)) for at in distinct]
    long = [(at, values) for at, values in rows if len(values)]
    if len(long) < 2:
        return
    among = _Groups(len(long))
    _join_similar(np.stack([values for _, values in long]), among)
    for position, (at, _) in enumerate(long):
        groups.join(long[among.first(position)][0], at)
