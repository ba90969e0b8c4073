"""The windows that an article is read in: runs of whole sentences, never wider than the model is used to."""

from __future__ import annotations

from collections.abc import Sequence

MARKS = 2
"""Subwords of a window that are no text: its start and end marks."""


def windows_of(lengths: Sequence[int], longest: int) -> list[tuple[int, int]]:
    """Return the windows of an article as runs `[first, last)` of its subwords; together they hold every subword once.

    `lengths` are the subwords of each sentence. A window takes the next sentence if it stays within `longest` subwords,
    marks included; a sentence that is longer than a window is cut into pieces first. Linear in the subwords.
    """
    room = longest - MARKS
    windows: list[tuple[int, int]] = []
    first = last = 0
    for length in lengths:
        for piece in _pieces(length, room):
            if last + piece - first > room:
                windows.append((first, last))
                first = last
            last += piece
    return [*windows, (first, last)] if last > first else windows


def _pieces(length: int, room: int) -> list[int]:
    full, rest = divmod(length, room)
    return [room] * full + [rest] * bool(rest)
