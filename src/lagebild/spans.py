"""Spans of text: half-open ranges of Python string indices into one article's text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range `[start, end)` of Python string indices into `Article.text`."""

    start: int
    end: int

    def cut(self, text: str) -> str:
        """Return the characters of `text` this span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Return whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Return whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


def span_of(start: int | None, end: int | None) -> Span | None:
    """Return the span of two offsets of a mark, None if the mark has no such part."""
    return None if start is None or end is None else Span(start, end)


def offsets_of(span: Span | None) -> tuple[int, int] | tuple[None, None]:
    """Return the two offsets by which a mark names a part, None twice for a part it does not have."""
    return (None, None) if span is None else (span.start, span.end)
