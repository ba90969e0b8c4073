"""What stands in quotation marks: the marks say where a direct quotation begins and ends, better than any model."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from lagebild.spans import Span

LONGEST = 3_000
"""Characters between an opening and a closing mark at most: beyond, one of them is taken as lost."""
_MARK = re.compile(r"[„“”\"«»]")


class Quoted:
    """The stretches of a text that stand in quotation marks, in order; linear in the text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._spans: list[Span] = list(_quoted(text))
        self._starts = [span.start for span in self._spans]
        self._ends = [span.end for span in self._spans]

    def around(self, start: int, end: int, within: Span) -> Span | None:
        """Return the quoted stretch that holds most of `[start, end)`, cut to the sentence `within`, if any does."""
        first, last = bisect_right(self._ends, start), bisect_left(self._starts, end)
        cuts = [_cut(span, within) for span in self._spans[first:last]]
        shared = [(min(c.end, end) - max(c.start, start), c) for c in cuts]
        most, found = max(shared, key=lambda pair: pair[0], default=(0, None))
        return _trimmed(self._text, found) if found and 2 * most > end - start else None


def _quoted(text: str) -> Sequence[Span]:
    found: list[Span] = []
    opened: re.Match[str] | None = None
    for mark in _MARK.finditer(text):
        if opened is None or mark.start() - opened.end() > LONGEST or mark.group() in "„":
            opened = mark
        else:
            found.append(Span(opened.end(), mark.start()))
            opened = None
    return found


def _cut(span: Span, within: Span) -> Span:
    return Span(max(span.start, within.start), min(span.end, within.end))


def _trimmed(text: str, span: Span) -> Span | None:
    words = span.cut(text)
    start = span.start + len(words) - len(words.lstrip())
    end = span.start + len(words.rstrip())
    return Span(start, end) if end > start else None
