"""The organisations of one block: names that articles tie together, above all by an abbreviation beside a full name.

A block holds all names that are linked, however far: an article that calls one thing `Nordic Peace Foundation (NPF)`
links both names, and a full name is linked with its initials and shorter forms where the case has them. It is computed
wholly from the different names in it. Full names of equal key are one organisation; those taught the same abbreviation
are one where countries allow it. An abbreviation alone goes to the one it was taught for that fits best, else to the
one of its country whose initials it is; a shorter name to the one full name of its country. Work grows linearly with
the block, and a block with the names that share an abbreviation or a shorter form.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import xxhash

from lagebild.merging.persons import Assigned, NameType
from lagebild.merging.weighing import Candidates, Observed, Standing

ABBREVIATION_KEY = "org:~"
"""How the key of an abbreviation begins."""
WORLD_KEY = "="
"""How the key of a name that the world knows begins; its id follows."""

FULL_NAME = Assigned(None, 0.92, "full name")
TAUGHT = Assigned(None, 0.88, "abbreviation")
"""An abbreviation, or another full name of it, that an article put beside a full name."""
SHORTER_NAME = Assigned(None, 0.75, "shorter name of an organisation")
"""`Technisches Hilfswerk`, read as German, for `Deutsches Technisches Hilfswerk`; `Haldern` for `Haldern Group`."""
BY_INITIALS = Assigned(None, 0.72, "initials and country")
TAUGHT_BY_THE_WORLD = Assigned(None, 0.85, "other name of a known one")
"""A name that articles use for what the world knows by another name. All scores are set by judgement."""


NOBODY = 0.15
"""Weight of an organisation no article of the case names fully: two of one abbreviation are rarer than two surnames."""


class Link(NamedTuple):
    """How many articles tie a full name to another key: by its abbreviation beside it, or only by its initials."""

    block: str
    other: str
    country: str | None
    taught: bool
    articles: int


def organisations_of(
    types: Iterable[NameType], links: Iterable[Link], context: Mapping[str, Counter[str]]
) -> dict[str, Assigned]:
    """Return for each type of a block which organisation it is; the name of a type is its block.

    `context` counts other actors beside each full name.
    """
    ordered = sorted(types)
    decided = _Organisations(ordered, sorted(links, key=str), context)
    return {named.type: decided.assigned(named) for named in ordered}


def organisation_id(key: str, *more: str) -> str:
    """Return the id of the organisation with this key."""
    return f"org-{xxhash.xxh3_64_hexdigest(chr(31).join((key, *more)).encode('utf-8', 'surrogatepass'))}"


def _groups(types: Sequence[NameType], links: Sequence[Link], countries: Mapping[str, Counter[str]]) -> dict[str, str]:
    """For each full name the first one of its organisation: those taught one abbreviation in compatible countries."""
    first = {named.name: named.name for named in types if not named.name.startswith(ABBREVIATION_KEY)}
    bearers: dict[str, list[str]] = defaultdict(list)
    for link in links:
        ties_names = link.taught and link.block in first and not link.other.startswith(WORLD_KEY)
        if ties_names and link.other in first:
            _join(first, link.block, link.other)
        elif ties_names and link.block not in bearers[link.other]:
            bearers[link.other].append(link.block)
    for names in bearers.values():
        by_country: dict[str | None, list[str]] = defaultdict(list)
        for name in sorted(names):
            by_country[_country_in(name) or _main(countries.get(name))].append(name)
        anywhere = by_country.pop(None, [])
        if len(by_country) == 1:
            next(iter(by_country.values())).extend(anywhere)
        elif anywhere:
            by_country[None] = anywhere
        for same in by_country.values():
            for name in same[1:]:
                _join(first, same[0], name)
    return {name: _top(first, name) for name in first}


def _top(first: dict[str, str], name: str) -> str:
    while first[name] != name:
        first[name] = first[first[name]]
        name = first[name]
    return name


def _join(first: dict[str, str], one: str, other: str) -> None:
    tops = sorted((_top(first, one), _top(first, other)))
    first[tops[1]] = tops[0]


def _known(links: Sequence[Link], group: Mapping[str, str]) -> dict[str, str]:
    """The entry of the world that a group of names was tied to, if only to one."""
    entries: dict[str, set[str]] = defaultdict(set)
    for link in links:
        if link.other.startswith(WORLD_KEY) and link.taught:
            entries[group.get(link.block, link.block)].add(link.other.removeprefix(WORLD_KEY))
    return {name: next(iter(found)) for name, found in entries.items() if len(found) == 1}


class _Organisations:
    """The organisations with full names, and who an abbreviation or a name without its country stands for."""

    def __init__(self, types: Sequence[NameType], links: Sequence[Link], context: Mapping[str, Counter[str]]) -> None:
        self._countries: dict[str, Counter[str]] = defaultdict(Counter)
        for named in types:
            if named.observed.country:
                self._countries[named.name][named.observed.country] += named.entities
        self._group = _groups(types, links, self._countries)
        self._world = _known(links, self._group)
        self._leading_to: dict[str, list[Link]] = defaultdict(list)
        for link in links:
            self._leading_to[link.other].append(link)
        self._standings = self._standings_of(types, context)
        self._candidates: dict[str, tuple[list[str], Candidates]] = {}

    def assigned(self, named: NameType) -> Assigned:
        """Return which organisation a type is."""
        name, country = named.name, named.observed.country
        links = self._leading_to.get(name, ())
        top, reason = self._group.get(name), FULL_NAME
        if top is not None and top != name:
            reason = TAUGHT
        elif top is not None and name not in self._world:
            whole = self._of_country(links, country, anywhere=True)
            top, reason = (whole, SHORTER_NAME) if whole else (top, reason)
        elif top is None and name in self._world:
            top = name
        elif top is None and any(link.taught for link in links):
            top, reason = self._meant(named)
        elif top is None:
            top, reason = self._of_country(links, country, anywhere=False), BY_INITIALS
        if top in self._world:
            return TAUGHT_BY_THE_WORLD._replace(actor_id=self._world[top])
        if top is None:
            return FULL_NAME._replace(actor_id=organisation_id(name))
        return reason._replace(actor_id=organisation_id(top))

    def _standings_of(self, types: Sequence[NameType], context: Mapping[str, Counter[str]]) -> dict[str, Standing]:
        standings: dict[str, Standing] = defaultdict(Standing)
        for named in types:
            if named.name in self._group:
                country = _country_in(named.name) or named.observed.country
                standings[self._group[named.name]].add(Observed(country), named.entities)
        for name in sorted(self._group):
            standings[self._group[name]].context.update(context.get(name, {}))
        return standings

    def _meant(self, named: NameType) -> tuple[str | None, Assigned]:
        """Whom an abbreviation means that articles put beside full names, and how sure that is."""
        if named.name not in self._candidates:
            links = self._leading_to[named.name]
            tops = sorted({self._group[link.block] for link in links if link.taught and link.block in self._group})
            self._candidates[named.name] = tops, Candidates([self._standings[top] for top in tops], NOBODY)
        tops, candidates = self._candidates[named.name]
        choice = candidates.chosen(named.observed)
        score = round(choice.probability * FULL_NAME.score, 3)
        return (None if choice.place is None else tops[choice.place]), TAUGHT._replace(score=score)

    def _of_country(self, links: Sequence[Link], country: str | None, *, anywhere: bool) -> str | None:
        """The one full name of this country that shorter ones can stand for, None if there are several or none.

        With `anywhere` a name that was read with no country stands for it too.
        """
        fitting: dict[str, bool] = {}
        for link in links:
            if link.taught or link.block not in self._group:
                continue
            own = _country_in(link.block) or _main(self._countries.get(link.block))
            same = own == country and country is not None
            if same or (anywhere and (own is None or country is None)):
                top = self._group[link.block]
                fitting[top] = fitting.get(top, False) or same
        best = [top for top, same in fitting.items() if same] or list(fitting)
        return best[0] if len(best) == 1 else None


def _country_in(key: str) -> str | None:
    """The country that the words of a name tell, None for none or a city."""
    first = key.removeprefix("org:").split(" ", 1)[0]
    return first[1:] if first.startswith("@") and len(first) == 4 else None


def _main(counted: Counter[str] | None) -> str | None:
    if not counted:
        return None
    return min(counted, key=lambda country: (-counted[country], country))
