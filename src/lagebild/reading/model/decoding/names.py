"""Names and acting groups: spans with a kind, and what sector the model takes them for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from lagebild.reading.entities.proposed import ProposedName
from lagebild.reading.marks import MentionKind
from lagebild.reading.model.decoding.unnamed import Unnamed
from lagebild.reading.model.outputs import Floats, TokenOutputs, log_softmax
from lagebild.reading.model.runs import kind_runs
from lagebild.spans import Span

KINDS = tuple(MentionKind)
SURE = 0.8
"""Probability that a string is a name of one kind, from which all its places in the article count as names."""
SHORTEST = 3
"""Letters of a name that is looked for elsewhere."""
_WORD = re.compile(r"\w+")
SECTORS = (None, *["GOV", "MIL", "LEG", "JUD", "COP", "SPY", "OPP", "REB", "BUS", "MED", "EDU", "NGO", "IGO", "CVL"])


def names_in(outputs: TokenOutputs, bias: float) -> list[ProposedName]:
    """Return the names of an article, in order and free of overlaps.

    What stands for one name has one kind in an article, the one all its places speak for, and is found at all places
    once it is found surely at one.
    """
    proposed = _read_once(outputs, bias)
    unnamed = Unnamed(outputs.text, {name.words for name in proposed})
    read = [name for name in proposed if name.words not in unnamed]
    shares: dict[str, Floats] = {}
    for name in read:
        shares[name.words] = shares.get(name.words, np.zeros(len(KINDS), np.float32)) + name.kinds
    sectors = {name.words: name.sector for name in read}
    found = [ProposedName(n.span.start, n.span.end, *_of_kind(shares[n.words], n.kinds, n.sector)) for n in read]
    sure = {n.words for n in read if shares[n.words].max() >= SURE}
    found += [
        ProposedName(start, end, *_of_kind(shares[words], shares[words] / shares[words].sum(), sectors[words]))
        for start, end, words in _elsewhere(outputs.text, outputs, sure, [n.span for n in read])
    ]
    return sorted(found)


@dataclass(frozen=True, slots=True)
class _Read:
    span: Span
    words: str
    kinds: Floats
    sector: str | None


def _read_once(outputs: TokenOutputs, bias: float) -> list[_Read]:
    sectors = np.exp(log_softmax(outputs.part("sector")))
    kinds = np.exp(log_softmax(outputs.part("name")))
    found: list[_Read] = []
    for mark in kind_runs(outputs, "name", bias):
        span = outputs.span_of(mark.run)
        if span is None or (found and span.start < found[-1].span.end):
            continue
        sector = SECTORS[int(sectors[slice(*mark.run)].mean(0).argmax())]
        part = kinds[slice(*mark.run)]
        found.append(_Read(span, span.cut(outputs.text), (part[:, 1::2] + part[:, 2::2]).mean(0), sector))
    return found


def _of_kind(pooled: Floats, own: Floats, sector: str | None) -> tuple[MentionKind, str | None, float]:
    kind = int(pooled.argmax())
    return KINDS[kind], sector, float((own[kind] + pooled[kind] / pooled.sum()) / 2)


def _elsewhere(text: str, outputs: TokenOutputs, names: set[str], taken: list[Span]) -> Iterator[tuple[int, int, str]]:
    """Yield the places of the names at word limits, inside what was read, that are not taken yet."""
    by_first_word: dict[str, list[str]] = {}
    for name in sorted((n for n in names if len(n) >= SHORTEST), key=lambda name: (-len(name), name)):
        if first := _WORD.match(name):
            by_first_word.setdefault(first.group(), []).append(name)
    starts = [span.start for span in taken]
    sentences = [span for run in outputs.sentence_runs if (span := outputs.span_of(run))]
    for sentence in sentences:
        free = sentence.start
        for word in _WORD.finditer(text, sentence.start, sentence.end):
            if word.start() < free:
                continue
            for name in by_first_word.get(word.group(), ()):
                end = word.start() + len(name)
                if text.startswith(name, word.start()) and end <= sentence.end and not _joined(text, end):
                    after = bisect_left(starts, end)
                    if after == 0 or taken[after - 1].end <= word.start():
                        yield word.start(), end, name
                        free = end
                    break


def _joined(text: str, end: int) -> bool:
    """Return whether a word goes on over `end`."""
    return end < len(text) and text[end].isalnum() and text[end - 1].isalnum()
