"""What a page of the app is: a name, a place in the navigation, and a body that follows from what is looked at."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import Any, TypeVar

from dash.development.base_component import Component

from lagebild.app.address import Address
from lagebild.app.cases import OpenCases, OpenedCase, Snapshot
from lagebild.app.filters import Sieve, facts_among, sieve_of
from lagebild.case.event_facts import deeds_of
from lagebild.case.pairs_kept import events_between
from lagebild.system.balance import Pair
from lagebild.system.facts import Actor, Facts, Witness
from lagebild.system.state_system import ToldSystem
from lagebild.system.triads import Tie

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class View:
    """What is looked at: an address in one state of a case, opened for this request.

    `facts` and `said` are those that pass the filters, `all_facts` and `all_said` are not filtered; `t` are the words
    of the interface.
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
    def said(self) -> Facts:
        """The facts that pass the filters, without deeds: they are read in a tenth of the time."""
        return self.snapshot.seen_but_deeds(self.case, self.address.filters)

    @property
    def all_said(self) -> Facts:
        """The facts of the whole case without deeds."""
        return self.snapshot.said(self.case)

    def facts_with(self, events: Callable[[], Iterable[str]]) -> Facts:
        """Return the facts that pass the filters, of deeds those with these ids at least.

        Where nothing is filtered only these are read; which deeds pass filters is known when all are.
        """
        if self.address.filters:
            return self.facts
        return replace(self.said, deeds=deeds_of(self.case.connection, events()))

    def facts_between(self, *actors: str) -> Facts:
        """Return the facts that pass the filters, of deeds only those between two of these actors."""
        if not self.address.filters and all(
            (one := self.actors.get(actor)) is not None and one.acts_for == actor for actor in actors
        ):
            pairs = [f"{a} {b}" for a, b in combinations(sorted(actors), 2)]
            return self.facts_with(lambda: events_between(self.case.connection, pairs))
        return self.once(("facts between", actors), lambda: facts_among(self.facts, actors))

    @property
    def articles(self) -> Mapping[str, Witness]:
        """The articles of the case by id."""
        return self.snapshot.articles(self.case)

    @property
    def actors(self) -> Mapping[str, Actor]:
        """The actors of the case by id."""
        return self.snapshot.actors(self.case)

    @property
    def names(self) -> Mapping[str, str]:
        """The names of actors and groups by id, in the language of the interface."""
        return self.snapshot.names(self.case, self.lang)

    @property
    def system(self) -> ToldSystem:
        """The system of the states that the filtered facts tell of: dyads and triads by month."""
        return self.snapshot.system(self.case, self.address.filters)

    @property
    def ends(self) -> Mapping[Pair, Tie]:
        """Every two states of whom the filtered facts tell anything, with their last month."""
        return self.snapshot.once(("ends", self.address.filters), lambda: self.system.ends())

    @property
    def sieve(self) -> Sieve:
        """What decides row by row which rows pass the filters, for what comes from queries."""
        filters = self.address.filters
        return self.snapshot.once(("sieve", filters), lambda: sieve_of(self.articles, self.actors, filters))

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

    A page that is `hidden` is reached by links only. `parts` come after the page, by the keys under which it asks for
    them (`lagebild.app.parts`). `register` adds its own callbacks to the app, given the cases and
    the language where an address names none.
    """

    key: str
    letter: str
    body: Callable[[View], Component]
    hidden: bool = False
    register: Callable[[Any, OpenCases, str], None] | None = None
    parts: Mapping[str, Callable[[View], Any]] = field(default_factory=dict)

    @property
    def label_key(self) -> str:
        """The key of its label."""
        return f"page_{self.key.replace('-', '_')}"
