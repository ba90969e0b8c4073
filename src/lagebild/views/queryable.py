"""What views need of a case: answers to SQL."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Protocol

REPORTS = """(SELECT m.event_id, t.* FROM judged.event_mentions t LEFT JOIN stored.event_members m USING (mention_id)
    WHERE t.article_id IN (SELECT article_id FROM stored.versions WHERE newest))"""
"""SQL for `event_mentions` without the actors of its sides, which cost half a second of a case of 10,000 articles even
where nobody asks for them; days are those read."""


def opening_of(alias: str) -> str:
    """Return SQL for the first words of an article's text, which name an article without a title."""
    return rf"left(regexp_replace(trim({alias}.text), '\s+', ' ', 'g'), 60) || '…'"


def name_of(actor: str, names: str) -> str:
    """Return SQL for the name of the actor in a column, null for none; `names` is the column of names to prefer."""
    return f"(SELECT coalesce(n.{names}, n.name) FROM actors n WHERE n.actor_id = {actor})"


def names_of(actors: str, names: str) -> str:
    """Return SQL for the names of the actors in a list column, null for none; `names` as in `name_of`."""
    return (
        f"(SELECT list(coalesce(n.{names}, n.name) ORDER BY n.actor_id) "
        f"FROM (SELECT unnest({actors}) AS actor_id) JOIN actors n USING (actor_id))"
    )


class Relation(Protocol):
    """Rows under named columns, as DuckDB relations are."""

    @property
    def columns(self) -> list[str]:
        """The names of the columns."""
        ...

    def fetchall(self) -> list[Any]:
        """Return every row as a tuple."""
        ...

    def iter_rows(self) -> Iterator[Any]:
        """Yield every row as a tuple, some of them in memory at a time."""
        ...


class QueryableCase(Protocol):
    """A case that answers SQL."""

    def sql(self, query: str, parameters: Sequence[object] = ()) -> Relation:
        """Return the rows of a query."""
        ...
