"""Finding sentences by meaning: the reader's own vector of a question against those of the sentences.

All vectors of an encoder of this kind share a large common part, and those of one language another one, so that a
question is likest to sentences of its own language. Both are compared without the mean vector of their language
(Libovický, Rosa and Fraser, Findings of EMNLP 2020, "On the language neutrality of pre-trained multilingual
representations"); `docs/search.md` has what it brings.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lagebild.reading.model.decoding.vectors import unit_vectors
from lagebild.reading.model.session import reader_session

Floats = NDArray[np.float32]

SIZE = 384
"""Values of a vector."""

ROWS_AT_ONCE = 1_024
"""Rows that become floats at once: 1.5 MB, which stay in the processor's cache; 16,384 take three times as long."""

PRIOR = 20
"""Sentences by which the mean of all languages counts in that of one: a language of two sentences has no mean yet."""

LEAST_LENGTH = 0.01
"""What is left of a vector of length 1 without its mean is noise below this: the step of a signed byte."""

MOST_CHARACTERS = 1_000
"""So much of a question is read: a sentence, as the reader was taught with."""


def question_vector(text: str) -> Floats:
    """Return the vector of a question, of length 1; zeros where there is nothing to read in it.

    Raises ModelFileError if the reader's model file is missing or broken.
    """
    session = reader_session()
    read = text[:MOST_CHARACTERS].strip()
    vector: Floats = unit_vectors(session.token_outputs(read, [(0, len(read))]), session.model.arrays)[0]
    return vector


def likenesses(question: Floats, vectors: NDArray[np.int8], scales: Floats) -> Floats:
    """Return the cosine of each row of `vectors`, in signed bytes times `scales`, with a question of length 1."""
    found = np.empty(len(vectors), np.float32)
    room = np.empty((ROWS_AT_ONCE, SIZE), np.float32)
    for first in range(0, len(vectors), ROWS_AT_ONCE):
        some = vectors[first : first + ROWS_AT_ONCE]
        np.copyto(room[: len(some)], some)
        np.dot(room[: len(some)], question, out=found[first : first + len(some)])
    found *= scales
    return found


@dataclass(frozen=True, slots=True)
class Centres:
    """The mean vector of each language (languages, 384), and the length of each row without that of its language."""

    means: Floats
    lengths: Floats


def centres_of(
    vectors: NDArray[np.int8], scales: Floats, langs: NDArray[np.int8], alive: NDArray[np.bool_], languages: int
) -> Centres:
    """Return the means of the rows that are alive and have a vector, by language, and all lengths without them.

    The last of the means is that of all languages.
    """
    sums, counts = np.zeros((languages, SIZE)), np.zeros(languages)
    for first in range(0, len(vectors), ROWS_AT_ONCE):
        part = slice(first, first + ROWS_AT_ONCE)
        weights = scales[part] * alive[part]
        for lang in np.unique(langs[part]):
            chosen = np.where(langs[part] == lang, weights, 0).astype(np.float32)
            sums[lang] += chosen @ vectors[part].astype(np.float32)
            counts[lang] += np.count_nonzero(chosen)
    whole = sums.sum(0) / max(1.0, counts.sum())
    means = ((sums + PRIOR * whole) / (counts + PRIOR)[:, None]).astype(np.float32)
    means[-1] = whole
    lengths = np.empty(len(vectors), np.float32)
    for first in range(0, len(vectors), ROWS_AT_ONCE):
        part = slice(first, first + ROWS_AT_ONCE)
        rest = vectors[part].astype(np.float32) * scales[part, None] - means[langs[part]]
        lengths[part] = np.linalg.norm(rest, axis=1)
    return Centres(means, lengths)


def centred_likenesses(
    question: Floats, lang: int, vectors: NDArray[np.int8], scales: Floats, langs: NDArray[np.int8], centres: Centres
) -> Floats:
    """Return the cosine of each row with a question, each without the mean of its language; -1 for no vector.

    `lang` is the language of the question by number, that of the last mean where it is not known.
    """
    asked = question - centres.means[lang]
    asked /= max(float(np.linalg.norm(asked)), np.finfo(np.float32).tiny)
    found = likenesses(asked, vectors, scales) - (centres.means @ asked)[langs]
    found /= np.maximum(centres.lengths, np.finfo(np.float32).tiny)
    return np.where((scales > 0) & (centres.lengths > LEAST_LENGTH), found, np.float32(-1))
