"""The cases that are served: each opened read-only for one request, and what was computed of its present state."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import duckdb

from lagebild.app.filters import Filters, facts_seen, sieve_of
from lagebild.app.passing import events_that_may_pass
from lagebild.case.connection import reading
from lagebild.case.event_facts import deeds_of
from lagebild.case.facts import actors_in, articles_in, deeds_in, facts_but_deeds
from lagebild.case.kept_system import KeptSystem, kept_signs
from lagebild.system.facts import Actor, Facts, Witness
from lagebild.system.state_system import ToldSystem, state_system_of
from lagebild.views.naming import names_by_id
from lagebild.views.queryable import QueryableCase, Relation

T = TypeVar("T")

MOST_KEPT = 200
"""Things computed of one state of a case that are kept, the last used ones: pages of a few languages and filters."""

MOST_READ_APART = 0.5
"""The part of all events up to which they are read apart: of more it takes longer than reading all."""

DATABASE_MEMORY = "300MiB"
"""What the database may hold of a case; what a query needs beyond goes to disk."""

Stamp = tuple[int, int]
"""When a case file was last written (ns) and how long it is (bytes): the same as long as nobody writes to it."""


class _Kept:
    """What was computed, as the only item of a list; the list is empty until then."""

    __slots__ = ("found", "lock")

    def __init__(self) -> None:
        self.found: list[Any] = []
        self.lock = threading.RLock()


class OpenedCase:
    """A case opened for one request: it answers SQL and cannot be changed."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection

    def sql(self, query: str, parameters: Sequence[object] = ()) -> Relation:
        """Return the rows of a query."""
        answer: Any = self.connection.sql(query, params=list(parameters) or None)
        return answer  # type: ignore[no-any-return]


class Snapshot:
    """One state of a case file, and what was computed of it."""

    def __init__(self, name: str, path: Path, stamp: Stamp) -> None:
        self.name, self.path, self.stamp = name, path, stamp
        self._kept: OrderedDict[Hashable, _Kept] = OrderedDict()
        self._lock = threading.Lock()
        self._reading_deeds = threading.Lock()

    def once(self, key: Hashable, compute: Callable[[], T]) -> T:
        """Return what was computed under a key, computed now if it was not; who wants the same at once waits for it."""
        with self._lock:
            kept = self._kept.setdefault(key, _Kept())
            self._kept.move_to_end(key)
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        with kept.lock:
            if not kept.found:
                kept.found = [compute()]
            found: T = kept.found[0]
            return found

    def articles(self, case: QueryableCase) -> Mapping[str, Witness]:
        """Return the articles of the case by id."""
        return self.once("articles", lambda: articles_in(case))

    def actors(self, case: QueryableCase) -> Mapping[str, Actor]:
        """Return the actors of the case by id."""
        return self.once("actors", lambda: actors_in(case))

    def said(self, case: OpenedCase) -> Facts:
        """Return all facts of the case but its deeds, which are most of them."""
        return self.once("said", lambda: facts_but_deeds(case, self.articles(case), self.actors(case)))

    def facts(self, case: OpenedCase) -> Facts:
        """Return all facts of the case."""
        said = self.said(case)
        return self.once("facts", lambda: replace(said, deeds=self._one_at_a_time(lambda: deeds_in(case))))

    def seen(self, case: OpenedCase, filters: Filters) -> Facts:
        """Return the facts that pass filters."""
        return self.once(("seen", filters), lambda: self._seen(case, filters)) if filters else self.facts(case)

    def seen_but_deeds(self, case: OpenedCase, filters: Filters) -> Facts:
        """Return the facts that pass filters, without deeds."""
        said = self.said(case)
        return self.once(("said", filters), lambda: facts_seen(said, filters)) if filters else said

    def _seen(self, case: OpenedCase, filters: Filters) -> Facts:
        """Return the facts that pass; of the deeds only those are read that may, unless most of them do."""
        said = self.said(case)
        events = events_that_may_pass(case.connection, sieve_of(said.articles, said.actors, filters))
        ((n,),) = case.sql("SELECT count(*) FROM events").fetchall()
        if len(events) > n * MOST_READ_APART:
            return facts_seen(self.facts(case), filters)
        deeds = self._one_at_a_time(lambda: deeds_of(case.connection, events))
        return facts_seen(replace(said, deeds=deeds), filters)

    def _one_at_a_time(self, read: Callable[[], T]) -> T:
        """Return what is read of many deeds: two requests at once would need more memory than the database may have."""
        with self._reading_deeds:
            return read()

    def system(self, case: OpenedCase, filters: Filters) -> ToldSystem:
        """Return the system of the states: as the case keeps it, or of the facts that pass filters."""
        if filters:
            facts = self.seen(case, filters)
            return self.once(("system", filters), lambda: state_system_of(facts))
        kept = self.once("kept signs", lambda: kept_signs(case.connection))
        return KeptSystem(case.connection, kept.signs, kept.first, kept.last, kept.series)

    def names(self, case: OpenedCase, lang: str) -> Mapping[str, str]:
        """Return the names of actors and groups in a language, by id."""
        return self.once(("names", lang), lambda: names_by_id(case, lang))


class OpenCases:
    """The case files given at the start, by the names they have in the switch; no other file is ever opened."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self._paths = _named(paths)
        self._snapshots: dict[str, Snapshot] = {}
        self._lock = threading.Lock()
        self._n_open = 0

    @property
    def is_open(self) -> bool:
        """Whether a request holds a case open now."""
        return self._n_open > 0

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the cases in the order given."""
        return tuple(self._paths)

    def known(self, name: str) -> str:
        """Return the name if a case has it, else that of the first case."""
        return name if name in self._paths else self.names[0]

    def path(self, name: str) -> Path:
        """Return the file of a case; of an unknown name that of the first."""
        return self._paths[self.known(name)]

    @contextmanager
    def opened(self, name: str) -> Iterator[tuple[Snapshot, OpenedCase]]:
        """Hold a case open for one request, with what was computed of its present state.

        Raises `CaseError` if the file is gone or cannot be read, `CaseLocked` if somebody writes to it for too long.
        """
        known = self.known(name)
        path = self._paths[known]
        with self._counted(), reading(path) as connection:
            connection.execute(f"SET memory_limit = '{DATABASE_MEMORY}'")
            connection.execute("SET enable_external_access = false")
            status = path.stat()  # while it is open nobody can write to it
            yield self._snapshot(known, path, (status.st_mtime_ns, status.st_size)), OpenedCase(connection)

    @contextmanager
    def _counted(self) -> Iterator[None]:
        with self._lock:
            self._n_open += 1
        try:
            yield
        finally:
            with self._lock:
                self._n_open -= 1

    def _snapshot(self, name: str, path: Path, stamp: Stamp) -> Snapshot:
        with self._lock:
            found = self._snapshots.get(name)
            if found is None or found.stamp != stamp:
                found = self._snapshots[name] = Snapshot(name, path, stamp)
            return found


def _named(paths: Sequence[Path]) -> dict[str, Path]:
    """Return files by their names without folder and ending; of the same name the further ones are numbered."""
    named: dict[str, Path] = {}
    for path in dict.fromkeys(path.resolve() for path in paths):
        name, n = path.stem, 1
        while name in named:
            n += 1
            name = f"{path.stem} {n}"
        named[name] = path
    return named
