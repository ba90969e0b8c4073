"""A question to a case: what is asked, which rows are seen, and which of them are told."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, cast

from lagebild.app.answers.parameters import Parameter, Value
from lagebild.app.filters import AUTHOR, Filters, Sieve, sieve_of
from lagebild.reading.marks import Realis
from lagebild.system.facts import Actor, Facts, Witness
from lagebild.views.labels import LANGUAGES
from lagebild.views.naming import actor_named
from lagebild.views.queryable import QueryableCase

MOST_ROWS = 500
"""Rows of one answer."""

PAGE_OF_PROGRAMS, PAGE_OF_ASSISTANTS = 50, 10
"""Rows told where no limit is: an assistant pays for every word."""

FILTERS = (
    Parameter("since", "the first day of what is told", "day"),
    Parameter("until", "the last day of what is told", "day"),
    Parameter("actor", "an actor that takes part, by name or id; several are alternatives", is_many=True),
    Parameter("outlet", "an outlet of the articles; several are alternatives", is_many=True),
    Parameter("article_lang", "a language of the articles, as `de`; several are alternatives", is_many=True),
    Parameter("min_confidence", "how sure a row is read at least, from 0 to 1", "decimal", least=0, most=1),
    Parameter("holder", f"who says so, by name or id, `{AUTHOR}` for the articles themselves", is_many=True),
    Parameter(
        "realis",
        "whether it happened (real), is planned, possible (hypo) or denied (neg)",
        is_many=True,
        choices=tuple(one.value for one in Realis),
    ),
)


def paging(rows: int) -> tuple[Parameter, ...]:
    """Return the parameters of language and pages; `rows` are told where no limit is."""
    return (
        Parameter("lang", "the language of names and words that are not the articles' own", choices=LANGUAGES),
        Parameter("limit", "how many rows at most", "whole", least=1, most=MOST_ROWS, default=rows),
        Parameter("offset", "the number of the first row, from 0", "whole", least=0, most=10**9, default=0),
    )


class ComputedOnce(Protocol):
    """What was computed of one state of a case: `lagebild.app.cases.Snapshot`."""

    @property
    def path(self) -> Path:
        """The file of the case."""
        ...

    def once(self, key: Hashable, compute: Callable[[], Any]) -> Any:
        """Return what was computed under a key, computed now if it was not."""
        ...

    def facts(self, case: Any) -> Facts:
        """Return all facts of the case."""
        ...

    def said(self, case: Any) -> Facts:
        """Return all facts of the case but its deeds."""
        ...

    def articles(self, case: Any) -> Mapping[str, Witness]:
        """Return the articles of the case by id."""
        ...

    def actors(self, case: Any) -> Mapping[str, Actor]:
        """Return the actors of the case by id."""
        ...

    def seen(self, case: Any, filters: Filters) -> Facts:
        """Return the facts that pass filters."""
        ...

    def names(self, case: Any, lang: str) -> Mapping[str, str]:
        """Return the names of actors and groups in a language, by id."""
        ...


class ServedCases(Protocol):
    """The cases that may be asked, by name: `lagebild.app.cases.OpenCases`."""

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the cases in the order given."""
        ...

    def opened(self, name: str) -> AbstractContextManager[tuple[ComputedOnce, QueryableCase]]:
        """Hold a case open for one request, with what was computed of its present state."""
        ...


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a case; `told` are the values of the view's own parameters."""

    computed: ComputedOnce
    case: QueryableCase
    told: Mapping[str, tuple[Value, ...]]
    filters: Filters
    lang: str
    limit: int
    offset: int

    @property
    def facts(self) -> Facts:
        """The facts that pass the filters."""
        return self.computed.seen(self.case, self.filters)

    @property
    def names(self) -> Mapping[str, str]:
        """The names of actors by id."""
        return self.computed.names(self.case, self.lang)

    @property
    def sieve(self) -> Sieve:
        """Which rows pass the filters."""
        sieve: Sieve = self.computed.once(
            ("sieve", self.filters),
            lambda: sieve_of(self.computed.articles(self.case), self.computed.actors(self.case), self.filters),
        )
        return sieve

    def text(self, name: str) -> str:
        """Return the value of a parameter, nothing if it was not given."""
        return str(self.told[name][0]) if self.told.get(name) else ""


def question_of(
    computed: ComputedOnce, case: QueryableCase, told: Mapping[str, tuple[Value, ...]], lang: str, limit: int
) -> Question:
    """Return the question that values ask; `lang` and `limit` are for where none is told.

    Raises:
        UsageError: an actor named is not in the case, or several are called so.
    """

    def texts(name: str) -> tuple[str, ...]:
        return tuple(str(value) for value in told.get(name, ()))

    def one(name: str, other: Any) -> Any:
        return told[name][0] if told.get(name) else other

    spoken = str(one("lang", lang))
    filters = Filters(
        since=one("since", None),
        until=one("until", None),
        actors=tuple(actor_named(case, name, spoken) for name in texts("actor")),
        outlets=texts("outlet"),
        langs=texts("article_lang"),
        min_confidence=cast(float, one("min_confidence", 0.0)),
        holders=tuple(name if name == AUTHOR else actor_named(case, name, spoken) for name in texts("holder")),
        realis=texts("realis"),
    )
    return Question(computed, case, told, filters, spoken, int(one("limit", limit)), int(one("offset", 0)))
