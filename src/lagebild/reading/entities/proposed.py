"""A name that a model proposes: where it stands and what it is, before it is known whom it names."""

from __future__ import annotations

from dataclasses import dataclass

from lagebild.reading.marks import MentionKind


@dataclass(frozen=True, slots=True, order=True)
class ProposedName:
    """A name, `[start, end)` in the article's text; `sector` is a guess, None if there is none; `confidence` 0 to 1."""

    start: int
    end: int
    kind: MentionKind
    sector: str | None
    confidence: float
