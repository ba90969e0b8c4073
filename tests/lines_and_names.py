"""Texts of tests with one sentence a line, and names in them given as `KIND name`."""

from __future__ import annotations

from lagebild.reading.entities import ProposedName
from lagebild.reading.marks import MentionKind, Sentence


def line_sentences(text: str) -> list[Sentence]:
    """Return a sentence for every line."""
    found, start = [], 0
    for number, line in enumerate(text.split("\n")):
        found.append(Sentence(start, start + len(line), number))
        start += len(line) + 1
    return found


def names_in(text: str, *names: str) -> list[ProposedName]:
    """Return the names, given in the order of the text."""
    at, proposed = 0, []
    for name in names:
        kind, _, words = name.partition(" ")
        at = text.index(words, at)
        proposed.append(ProposedName(at, at + len(words), MentionKind(kind), None, 0.9))
        at += len(words)
    return proposed
