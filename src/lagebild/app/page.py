"""What a page of the app is: a name, a place in the navigation, and a body that follows from what is looked at."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from dash.development.base_component import Component

from lagebild.app.address import Address
from lagebild.app.cases import OpenCases, OpenedCase, Snapshot
from lagebild.app.filters import Sieve, sieve_of
from lagebild.system.facts import Facts
from lagebild.system.state_system import StateSystem, state_system_of

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class View:
    """What is looked at: an address in one state of a case, opened for this request.

    `facts` are those that pass the filters, `all_facts` are not filtered; `t` are the words of the interface.
    """

    address: Address
    cases: OpenCases
    snapshot: Snapshot
    case: OpenedCase
    t: Mapping[str, str]

    @property
    def lang(self) -> str:
        """The language of the interface."""
        return self.address.lang

    @property
    def facts(self) -> Facts:
        """The facts that pass the filters."""
        return self.snapshot.seen(self.case, self.address.filters)

    @property
    def all_facts(self) -> Facts:
        """The facts of the whole case."""
        return self.snapshot.facts(self.case)

    @property
    def names(self) -> Mapping[str, str]:
        """The names of actors and groups by id, in the language of the interface."""
        return self.snapshot.names(self.case, self.lang)

    @property
    def system(self) -> StateSystem:
        """The system of the states that the filtered facts tell of: dyads and triads by month."""
        return self.snapshot.once(("system", self.address.filters), lambda: state_system_of(self.facts))

    @property
    def sieve(self) -> Sieve:
        """What decides row by row which rows pass the filters, for what comes from queries."""
        filters = self.address.filters
        return self.snapshot.once(("sieve", filters), lambda: sieve_of(self.all_facts, filters))

    def name(self, actor: str) -> str:
        """Return what an actor is called."""
        return self.names.get(actor, actor)

    def href(self, page: str, *subject: str, **options: str) -> str:
        """Return the link to a page; case, language, theme and filters travel along."""
        return self.address.to(page, *subject, **options).href

    def option(self, key: str, otherwise: str = "") -> str:
        """Return an option of the page from the address."""
        return self.address.options.get(key, otherwise)

    def once(self, key: Hashable, compute: Callable[[], T]) -> T:
        """Return what is computed of this state of the case with these filters in this language, computed once.

        `key` names what it is and everything else it depends on (page, subject, options).
        """
        return self.snapshot.once((key, self.address.filters, self.lang), compute)


@dataclass(frozen=True, slots=True)
class Page:
    """A page: `key` is its first part of the path and `page_KEY` its label; `g` and `letter` lead to it.

    A page that is `hidden` is reached by links only. `register` adds its own callbacks to the app, given the cases and
    the language where an address names none.
    """

    key: str
    letter: str
    body: Callable[[View], Component]
    hidden: bool = False
    register: Callable[[Any, OpenCases, str], None] | None = None

    @property
    def label_key(self) -> str:
        """The key of its label."""
        return f"page_{self.key.replace('-', '_')}"
