"""The case as people use it from Python: `lagebild.Case`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from os import PathLike
from pathlib import Path
from typing import Any

import duckdb

from lagebild.case.building import Progress, Summary, build
from lagebild.case.connection import case_error_of, reading
from lagebild.case.info import CaseInfo, info_of, verified_slices
from lagebild.case.merging_step import is_merged, merge_case
from lagebild.case.removing import Removed, readmit_article, remove_article
from lagebild.case.rereading import Reread, reread
from lagebild.case.reviews import ORPHANED, add_review
from lagebild.case.schema import brought_up_to_date, make_case
from lagebild.case.shown import VIEW_NAMES, quoted
from lagebild.errors import UsageError


@cache
def _memory() -> duckdb.DuckDBPyConnection:
    """The database in memory that answers live in."""
    return duckdb.connect()


_WRONG_QUERY = (
    duckdb.ProgrammingError,
    duckdb.DataError,
    duckdb.InvalidInputException,
    duckdb.PermissionException,
    duckdb.NotSupportedError,
)
"""What DuckDB raises for a query that is wrong or wants what a reader may not do."""


class Case:
    """A case: one DuckDB file with articles, every mark in them, and what was made of it.

    The file is open only while a method runs, so that commands, a build and a notebook can use it at once. Tables
    come as DuckDB relations over a copy in memory: `case.events().df()`, `.pl()`, `.to_arrow_table()`, `.fetchall()`.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    @classmethod
    def open(cls, path: str | PathLike[str]) -> Case:
        """Return the case at `path`; one of an older release is migrated, after a copy `x.case.v1.bak`.

        Raises:
            CaseError: there is no case there, or the file is damaged.
            CaseTooNew: a newer release wrote it.
            CaseLocked: another process wrote to it for longer than 30 s.
        """
        case = cls(Path(path))
        brought_up_to_date(case.path)
        return case

    @classmethod
    def create(cls, path: str | PathLike[str]) -> Case:
        """Return the case at `path`, made empty if there is none. Raises as `open`."""
        case = cls(Path(path))
        if not case.path.exists():
            make_case(case.path)
        brought_up_to_date(case.path)
        return case

    def add(
        self,
        paths: str | PathLike[str] | Iterable[str | PathLike[str]],
        *,
        processes: int | None = None,
        progress: Callable[[Progress], None] = lambda _: None,
    ) -> Summary:
        """Read files and folders into the case, only what is new, and merge.

        Raises:
            CaseLocked: others held the case too long; what was written before stays.
        """
        from lagebild.articles.sources import sources_in  # loads the libraries for every format: 0.4 s

        some = [paths] if isinstance(paths, str | PathLike) else list(paths)
        return build(self.path, sources_in([Path(path) for path in some]), processes, progress)

    def sql(self, query: str, parameters: Sequence[Any] | None = None) -> duckdb.DuckDBPyRelation:
        """Return the answer to an SQL query over the case's tables; it cannot change them.

        Raises:
            UsageError: the query is wrong.
        """
        with reading(self.path) as connection:
            try:
                connection.execute("SET enable_external_access = false")
                relation = connection.sql(query, params=parameters)
                if relation is None:
                    raise UsageError(
                        "It is no query: a case answers questions and is changed by its commands.", place=query
                    )
                answer = relation.to_arrow_table()
            except duckdb.Error as error:
                if isinstance(error, _WRONG_QUERY):
                    raise UsageError(str(error), place=query) from error
                raise case_error_of(error, self.path) from error
        return _memory().cursor().from_arrow(answer)

    def table(self, name: str) -> duckdb.DuckDBPyRelation:
        """Return a table of the case by its name.

        Raises:
            UsageError: there is no such table.
        """
        if name not in VIEW_NAMES:
            raise UsageError(f"The tables of a case are {', '.join(VIEW_NAMES)}.", place=name)
        return self.sql(f"FROM {quoted(name)}")

    def articles(self) -> duckdb.DuckDBPyRelation:
        """Return the newest version of every article."""
        return self.table("articles_current")

    def passages(self) -> duckdb.DuckDBPyRelation:
        """Return the zones of the articles."""
        return self.table("passages")

    def sentences(self) -> duckdb.DuckDBPyRelation:
        """Return the sentences."""
        return self.table("sentences")

    def mentions(self) -> duckdb.DuckDBPyRelation:
        """Return the mentions of named and acting entities, with their actors."""
        return self.table("mentions")

    def actors(self) -> duckdb.DuckDBPyRelation:
        """Return the actors: the entities across articles."""
        return self.table("actors")

    def times(self) -> duckdb.DuckDBPyRelation:
        """Return the time expressions."""
        return self.table("times")

    def quantities(self) -> duckdb.DuckDBPyRelation:
        """Return the quantities."""
        return self.table("quantities")

    def quotations(self) -> duckdb.DuckDBPyRelation:
        """Return the quotations."""
        return self.table("quotations")

    def events(self) -> duckdb.DuckDBPyRelation:
        """Return the events: what several reports tell once."""
        return self.table("events")

    def event_mentions(self) -> duckdb.DuckDBPyRelation:
        """Return the reports of events, sentence by sentence."""
        return self.table("event_mentions")

    def relations(self) -> duckdb.DuckDBPyRelation:
        """Return what the articles say a relation is."""
        return self.table("relations")

    def outlooks(self) -> duckdb.DuckDBPyRelation:
        """Return conditionals and forecasts."""
        return self.table("outlooks")

    def disagreements(self) -> duckdb.DuckDBPyRelation:
        """Return where sources disagree."""
        return self.table("disagreements")

    def exchanges(self) -> duckdb.DuckDBPyRelation:
        """Return who gives what to whom."""
        return self.table("exchanges")

    def dyads(self) -> duckdb.DuckDBPyRelation:
        """Return pairs of actors over time."""
        return self.table("dyads")

    def triads(self) -> duckdb.DuckDBPyRelation:
        """Return triples of actors over time."""
        return self.table("triads")

    def remove(self, article: str) -> Removed:
        """Remove an article by id, unique beginning of its id, or address; builds leave its address out from then on.

        Raises:
            UsageError: no article is named so, or more than one.
        """
        return remove_article(self.path, article)

    def readmit(self, article: str) -> bool:
        """Let builds read a removed article again, named as for `remove`; return whether there was one.

        Raises:
            UsageError: more than one removed article is named so.
        """
        return readmit_article(self.path, article)

    def reread(
        self,
        *,
        everything: bool = False,
        processes: int | None = None,
        progress: Callable[[int, int], None] = lambda done, total: None,
    ) -> Reread:
        """Read the articles that an older reader has read, or all, anew from their text; reviews stay attached."""
        return reread(self.path, everything=everything, processes=processes, progress=progress)

    def review(
        self,
        table_name: str,
        row_id: str,
        decision: str,
        *,
        other_row_id: str | None = None,
        value: str | None = None,
        by: str | None = None,
    ) -> str:
        """Write an analyst's decision on a row, or on a pair of rows; return the review's id. `merge` makes it count.

        Raises:
            UsageError: there is no such decision, table or row, or no such value.
        """
        return add_review(self.path, table_name, row_id, decision, other_row_id=other_row_id, value=value, by=by)

    def orphaned_reviews(self) -> duckdb.DuckDBPyRelation:
        """Return the reviews whose row is gone or stands in a replaced version."""
        return self.sql(ORPHANED)

    def merge(self) -> bool:
        """Bring the merged tables up to date with articles and reviews; return whether there was anything to do."""
        return merge_case(self.path)

    def merged(self) -> bool:
        """Return whether the merged tables are up to date: not after a build that was killed."""
        return is_merged(self.path)

    def info(self) -> CaseInfo:
        """Return what the case holds, in numbers."""
        return info_of(self.path)

    def verify(self) -> int:
        """Check the evidence of every row against its article; return the number of slices checked.

        Raises:
            EvidenceError: the first row whose text is not its slice.
        """
        return verified_slices(self.path)
