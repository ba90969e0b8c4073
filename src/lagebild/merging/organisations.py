"""The organisations of one block: names that articles tie together, above all by an abbreviation beside a full name.

A block holds all names that are linked, however far: an article that calls one thing `Nordic Peace Foundation (NPF)`
links both names, and a full name is linked with its initials. It is computed wholly from the different names in it.
Full names of equal key are one organisation; those taught the same abbreviation are one where countries allow it; an
abbreviation alone goes to the one organisation of its country that it was taught for, then to the one whose initials
it is. Work grows linearly with the block, and a block with the names that share initials.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import xxhash

from lagebild.merging.persons import Assigned, NameType
from lagebild.merging.weighing import INTERNATIONAL

ABBREVIATION_KEY = "org:~"
"""How the key of an abbreviation begins."""
WORLD_KEY = "="
"""How the key of a name that the world knows begins; its id follows."""

FULL_NAME = Assigned(None, 0.92, "full name")
TAUGHT = Assigned(None, 0.88, "abbreviation")
"""An abbreviation, or another full name of it, that an article put beside a full name."""
TAUGHT_WITHOUT_COUNTRY = Assigned(None, 0.75, "abbreviation")
BY_INITIALS = Assigned(None, 0.72, "initials and country")
TAUGHT_BY_THE_WORLD = Assigned(None, 0.85, "other name of a known one")
"""A name that articles use for what the world knows by another name. All scores are set by judgement."""


class Link(NamedTuple):
    """How many articles tie a full name to another key: by its abbreviation beside it, or only by its initials."""

    block: str
    other: str
    country: str | None
    taught: bool
    articles: int


def organisations_of(types: Iterable[NameType], links: Iterable[Link]) -> dict[str, Assigned]:
    """Return for each type of a block which organisation it is; the name of a type is its key."""
    ordered, ties = sorted(types), sorted(links, key=str)
    countries: dict[str, Counter[str]] = defaultdict(Counter)
    for named in ordered:
        if named.observed.country:
            countries[named.name][named.observed.country] += named.entities
    group = _groups(ordered, ties, countries)
    world = _known(ties, group)
    leading_to: dict[str, list[Link]] = defaultdict(list)
    for tie in ties:
        leading_to[tie.other].append(tie)
    return {named.type: _assigned(named, leading_to.get(named.name, ()), group, world, countries) for named in ordered}


def organisation_id(key: str, *more: str) -> str:
    """Return the id of the organisation with this key."""
    return f"org-{xxhash.xxh3_64_hexdigest(chr(31).join((key, *more)).encode('utf-8', 'surrogatepass'))}"


def _groups(types: Sequence[NameType], links: Sequence[Link], countries: Mapping[str, Counter[str]]) -> dict[str, str]:
    """For each full name the first one of its organisation: those taught one abbreviation in compatible countries."""
    first = {named.name: named.name for named in types if not named.name.startswith(ABBREVIATION_KEY)}
    bearers: dict[str, list[str]] = defaultdict(list)
    for link in links:
        ties_names = link.taught and link.block in first and not link.other.startswith(WORLD_KEY)
        if ties_names and link.block not in bearers[link.other]:
            bearers[link.other].append(link.block)
    for names in bearers.values():
        by_country: dict[str | None, list[str]] = defaultdict(list)
        for name in sorted(names):
            by_country[_main(countries.get(name))].append(name)
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


def _assigned(
    named: NameType,
    links: Sequence[Link],
    group: Mapping[str, str],
    world: Mapping[str, str],
    countries: Mapping[str, Counter[str]],
) -> Assigned:
    if named.name in group:
        top = group[named.name]
        if top in world:
            return TAUGHT_BY_THE_WORLD._replace(actor_id=world[top])
        reason = FULL_NAME if top == named.name else TAUGHT
        return reason._replace(actor_id=organisation_id(top))
    if named.name in world:
        return TAUGHT_BY_THE_WORLD._replace(actor_id=world[named.name])
    country = named.observed.country
    taught = [link for link in links if link.taught]
    by_initials = [link for link in links if not link.taught]
    bearer = _bearer(taught, group, country, countries, equal=False)
    reason = TAUGHT if country is not None else TAUGHT_WITHOUT_COUNTRY
    if bearer is None and not taught:
        bearer, reason = _bearer(by_initials, group, country, countries, equal=True), BY_INITIALS
    if bearer is None:
        return FULL_NAME._replace(actor_id=organisation_id(named.name))
    if bearer in world:
        return TAUGHT_BY_THE_WORLD._replace(actor_id=world[bearer])
    return reason._replace(actor_id=organisation_id(bearer))


def _bearer(
    links: Sequence[Link],
    group: Mapping[str, str],
    country: str | None,
    countries: Mapping[str, Counter[str]],
    *,
    equal: bool,
) -> str | None:
    """The one group of names that an abbreviation in this country can stand for, None if there are several or none."""
    fitting: dict[str, bool] = {}
    for link in links:
        if link.block not in group:
            continue
        own = _main(countries.get(link.block))
        same = own == country and country is not None
        if same or (not equal and (own is None or country is None or {own, country} & INTERNATIONAL)):
            top = group[link.block]
            fitting[top] = fitting.get(top, False) or same
    best = [top for top, same in fitting.items() if same] or list(fitting)
    return best[0] if len(best) == 1 else None


def _main(counted: Counter[str] | None) -> str | None:
    if not counted:
        return None
    return min(counted, key=lambda country: (-counted[country], country))
