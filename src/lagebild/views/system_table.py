"""Tables of the system of states as people read them: behind the figures, on the terminal and in the report."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SystemTable:
    """A table with its heading, one sentence that says how to read it, headings of columns and cells in words.

    `evidence` are for each row the ids of the rows of the case that it stands on, `articles` for each row that of the
    article which its last cell names (empty if the last cells name none).
    """

    heading: str
    how: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    evidence: tuple[tuple[str, ...], ...]
    articles: tuple[str | None, ...] = ()
