"""How a table of the case is declared: columns, key, owner, and which of its columns are evidence."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Holding(StrEnum):
    """Who owns the rows of a table, and so when they are replaced."""

    READ = "read"
    """What one article says; replaced together with the article."""
    MERGED = "merged"
    """Computed over the whole case; replaced as a whole."""
    KEPT = "kept"
    """Given by people or other data sets; never replaced by a build."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column and its DuckDB type."""

    name: str
    type: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its columns in their order, the columns that order its rows, and what of it is evidence.

    `evidence` lists the prefixes X for which `X_text` is the slice `[X_start, X_end)` of the article; the empty prefix
    stands for `text`, `start`, `end`. `spans` lists prefixes with offsets and no text beside them. `span_lists` names
    list columns of structs with `start` and `end`, in the row's own article or in the struct's `article_id`.
    `actors` and `actor_lists` say which column is looked up in `actor_members` from which stored column of entity ids;
    `joined` names further columns that the view of the table takes from elsewhere (see `lagebild.case.shown`).
    `private` columns are stored and not shown.
    """

    name: str
    holding: Holding
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    evidence: tuple[str, ...] = ()
    spans: tuple[str, ...] = ()
    span_lists: tuple[str, ...] = ()
    evidence_article: dict[str, str] = field(default_factory=dict)
    actors: dict[str, str] = field(default_factory=dict)
    actor_lists: dict[str, str] = field(default_factory=dict)
    joined: tuple[str, ...] = ()
    private: tuple[Column, ...] = ()

    @property
    def shown(self) -> tuple[str, ...]:
        """The columns of the contract, in their order."""
        return tuple(column.name for column in self.columns)

    @property
    def stored(self) -> tuple[Column, ...]:
        """The columns in the file: all but those joined in, then the private ones."""
        joined = {*self.actors, *self.actor_lists, *self.joined}
        return tuple(column for column in self.columns if column.name not in joined) + self.private

    @property
    def stored_names(self) -> tuple[str, ...]:
        """The names of the stored columns, in their order."""
        return tuple(column.name for column in self.stored)

    def article_of(self, prefix: str) -> str:
        """Return the column that names the article the offsets with this prefix count in."""
        return self.evidence_article.get(prefix, "article_id")


def span_columns(prefix: str) -> tuple[str, str, str]:
    """Return the names of the text, start and end columns of an evidence prefix."""
    return (f"{prefix}_text", f"{prefix}_start", f"{prefix}_end") if prefix else ("text", "start", "end")


def declared_columns(*declarations: str) -> tuple[Column, ...]:
    """Return columns from `name TYPE` lines; a comma separates columns that need no line of their own."""
    parts = [part.strip().split(" ", 1) for line in declarations for part in line.split(",")]
    return tuple(Column(name, kind) for name, kind in parts)
