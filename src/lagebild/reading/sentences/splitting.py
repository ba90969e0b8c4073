"""Passages into sentences.

A sentence ends at a stop that `boundaries` accepts, at a blank line, at a line that starts with a list mark, and at
the end of its passage; nowhere else, however long it gets. Colons and semicolons end none, nor does a single line
break, since saved pages wrap their lines. The location line of an agency report (`Shanghai, Tokio. Nordkorea …`) is a
sentence of its own: it is no part of the sentence that follows. Where a stop and the next word lack their space
(`… im Krieg.Danach …`) the sentence ends if the chunk looks like no address and no name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lagebild.articles.article import UNREAD_ZONES, Passage
from lagebild.reading.marks import Sentence
from lagebild.reading.sentences.boundaries import Stop, ends_sentence, ends_sentence_unspaced
from lagebild.reading.sentences.conventions import Conventions, conventions_of

_BREAK = re.compile(
    r"\n[^\S\n]*+\n|\u2029"  # a blank line
    r"|\n(?=[^\S\n]*+[•▪◦‣●►])"  # a list mark that is nothing else
    r"|(?<=[.:;!?…“”\"])\n(?=[^\S\n]*+(?:[-–—*]|\d{1,2}[.)])[^\S\n])"  # one that could also be a dash or a date
)

# The look-behind and the possessive repeats keep a megabyte of stops linear: each run is read once.
_STOP = re.compile(
    r"(?<![.!?…])[.!?…]++()[\"“”»«’'‘›‹)\]]*+(?:\[\d{1,3}\])*+(?:()(?=\s)|(?=[^\W\d_]|[„“\"«»(]))"
    r"|[。！？]++[”」』）]*+"
)


def _stretches_in(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield what the blank lines and list marks of a passage leave between them."""
    for match in _BREAK.finditer(text, start, end):
        yield start, match.start()
        start = match.end()
    yield start, end


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    cut = text[start:end]
    return start + len(cut) - len(cut.lstrip()), end - len(cut) + len(cut.rstrip())


def _spans_in(text: str, start: int, end: int, rules: Conventions) -> Iterator[tuple[int, int]]:
    """Yield the sentences of one stretch without surrounding white space."""
    first, end = _stripped(text, start, end)
    for match in _STOP.finditer(text, first, end):
        stop_end = match.end()
        if stop_end >= end:
            break
        if match.start(1) < 0:
            ends = True
        else:
            stop = Stop(match.start(), match.start(1), stop_end)
            decide = ends_sentence_unspaced if match.start(2) < 0 else ends_sentence
            ends = decide(text, first, stop, end, rules)
        if ends:
            yield first, stop_end
            first = _next_start(text, stop_end, end)
    if first < end:
        yield first, end


_SPACE = re.compile(r"\s*+")


def _next_start(text: str, start: int, end: int) -> int:
    match = _SPACE.match(text, start, end)
    return match.end() if match else start


def sentences_of(text: str, passages: Sequence[Passage], lang: str | None) -> tuple[Sentence, ...]:
    """Return the sentences of the passages that are read, in the order of the text.

    Offsets are Python string indices into `text`, half open. No sentence crosses a passage; together they cover every
    character of the passages that is not white space. `lang` is ISO 639-1; for a language without declared
    conventions all declared ones hold together. Linear in the length of the text.
    """
    rules = conventions_of(lang)
    spans = (
        span
        for passage in passages
        if passage.zone not in UNREAD_ZONES
        for start, end in _stretches_in(text, passage.start, passage.end)
        for span in _spans_in(text, start, end, rules)
    )
    return tuple(Sentence(start, end, number) for number, (start, end) in enumerate(spans))
