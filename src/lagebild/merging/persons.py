"""The persons of one block: all names of a case with one surname, in whatever spelling.

A block is computed wholly from the different names in it, so the order in which articles came cannot matter. Full
names join first, the fullest before the others, each the one person whose names it all fits; two names of equal letters
are two persons where roles in different countries and different sectors say so. Then a surname alone is given to the
person who fits best, or to nobody. Work grows linearly with the block: a name is compared with at most `MOST_COMPARED`
persons who share a given name's consonants, a surname with the `MOST_MEANT` persons in most articles, and beyond
`MOST_WITH_CONTEXT` surnames their context is not looked at.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice
from typing import NamedTuple

import xxhash

from lagebild.merging.names.persons import Likeness, PersonName, given_groups, likeness, name_of_parts, same_surname
from lagebild.merging.names.spelling import skeleton, sound, syllables, without_genitive
from lagebild.merging.weighing import INTERNATIONAL, Candidates, Choice, Observed, Standing
from lagebild.reading.entities.known import known_name
from lagebild.reading.marks import MentionKind

MOST_COMPARED = 40
"""Persons that one name is compared with, and names of a person that it must fit."""

MOST_WITH_CONTEXT = 1_000
"""Types of surnames alone in a block up to which the other actors of their articles are weighed; with more, the block
is decided by countries, sectors and roles, of which there are few combinations."""
MOST_MEANT = 16
"""Persons that a surname can mean: those in most articles."""

SCORES: Mapping[str, float] = {
    Likeness.EQUAL: 0.95,
    Likeness.SPELLING: 0.9,
    Likeness.SHORTER: 0.85,
    Likeness.FAMILIAR: 0.75,
    Likeness.INITIAL: 0.7,
}
"""Score of a membership by what its name is to the person's most frequent one. Set by judgement."""
ALONE = 0.6
"""Score of persons of one name and one country who have no full name anywhere in the case."""
SURNAME_IN_THE_CASE = "surname in the case"
NAME_AND_COUNTRY = "name and country"
NAME_IN_ONE_ARTICLE = "name in one article"


class NameType(NamedTuple):
    """Entities that are alike: `name` as `spelling.plain` gives it, what they were read with, and how many they are."""

    type: str
    name: str
    observed: Observed
    entities: int


class Assigned(NamedTuple):
    """Which actor the entities of a type belong to, None for one of its own each; why, and how sure that is."""

    actor_id: str | None
    score: float
    reason: str


@dataclass
class _Person:
    """A person under construction: its names, the first of them the fullest, and the types of these names."""

    names: list[PersonName] = field(default_factory=list)
    types: list[NameType] = field(default_factory=list)
    standing: Standing = field(default_factory=Standing)
    apart: str | None = None

    def add(self, named: NameType) -> None:
        self.types.append(named)
        self.standing.add(named.observed, named.entities)

    @property
    def first_name(self) -> str:
        """The name that comes first in the alphabet, without a genitive: it makes the id."""
        return min(_undeclined(named.name) for named in self.types)

    @cached_property
    def actor_id(self) -> str:
        """The id, once all names are in."""
        return person_id(self.first_name, *([self.apart] if self.apart else []))


def person_id(*key: str) -> str:
    """Return the id of the person with this name."""
    return f"person-{xxhash.xxh3_64_hexdigest(chr(31).join(key).encode('utf-8', 'surrogatepass'))}"


def persons_of(types: Iterable[NameType], context: Mapping[str, Counter[str]]) -> dict[str, Assigned]:
    """Return for each type of a block which person it is; `context` counts other actors beside each full name."""
    ordered = sorted(types)
    names = {named.name: name_of_parts(named.name.split()) for named in ordered}
    full = [named for named in ordered if names[named.name].given]
    persons, unsure = _persons(full, names)
    persons = [part for person in persons for part in _told_apart(person)]
    for person in persons:
        for name in {named.name for named in person.types}:
            person.standing.context.update(context.get(name, {}))
    found = {named.type: assigned for person in persons for named, assigned in _memberships(person, names)}
    bearers = _Bearers(persons)
    alone = [named for named in ordered if not names[named.name].given]
    if len(alone) > MOST_WITH_CONTEXT:
        alone = [named._replace(observed=replace(named.observed, context=())) for named in alone]
    for named in (*unsure, *alone):
        found[named.type] = bearers.assigned(named, names[named.name])
    return found


def _persons(full: Sequence[NameType], names: Mapping[str, PersonName]) -> tuple[list[_Person], list[NameType]]:
    """The persons with full names, and the types of names that several of them fit and none best."""
    types_of: dict[str, list[NameType]] = defaultdict(list)
    for named in full:
        types_of[named.name].append(named)
    persons: list[_Person] = []
    unsure: list[NameType] = []
    index: dict[str, list[int]] = defaultdict(list)
    for name in sorted(types_of, key=lambda name: (tuple(-n for n in names[name].fullness), name)):
        own = names[name]
        fitting = _fitting(own, persons, index)
        if len(fitting) > 1:
            unsure += _shared_out(types_of[name], [persons[at] for at in fitting])
            continue
        place = fitting[0] if fitting else len(persons)
        if not fitting:
            persons.append(_Person())
        persons[place].names.append(own)
        for named in types_of[name]:
            persons[place].add(named)
        for key in _keys_of(own):
            if place not in index[key][-1:]:
                index[key].append(place)
    return persons, unsure


def _fitting(name: PersonName, persons: Sequence[_Person], index: Mapping[str, list[int]]) -> list[int]:
    """The places of the persons whose names all go with this one; those with a name of equal sound if there are any."""
    places = dict.fromkeys(place for key in _keys_of(name) for place in index.get(key, ()))
    fitting: dict[int, list[Likeness]] = {}
    for place in islice(places, MOST_COMPARED):
        found = [likeness(name, other) for other in persons[place].names[:MOST_COMPARED]]
        if all(like.is_one_person for like in found):
            fitting[place] = found
    close = [at for at, found in fitting.items() if {Likeness.EQUAL, Likeness.SPELLING} & set(found)]
    return close if len(close) == 1 else list(fitting)


def _shared_out(types: Sequence[NameType], candidates: Sequence[_Person]) -> list[NameType]:
    """Give each type to the candidate who fits best; return those that none of them fits best."""
    weighed = Candidates([person.standing for person in candidates])
    choices = [weighed.chosen(named.observed) for named in types]
    for named, choice in zip(types, choices, strict=True):
        if choice.place is not None:
            candidates[choice.place].types.append(named)
    return [named for named, choice in zip(types, choices, strict=True) if choice.place is None]


def _keys_of(name: PersonName) -> list[str]:
    """Keys of which two names of one person share one, the most telling first: the sounds of the given names."""
    joined = "".join(name.given)
    if name.surname_leads:
        parts = [joined]
        keys = [f"={syllables(without_genitive(joined))}", skeleton(without_genitive(joined))]
    else:
        parts = [part for part in name.given if len(part) > 1]
        keys = [f"={sound(joined)}", *map(skeleton, parts)]
    keys += [f"#{group}" for part in parts for group in sorted(given_groups(part))]
    return list(dict.fromkeys((*keys, f"-{sound(name.given[0])[:1]}")))


def _told_apart(person: _Person) -> list[_Person]:
    """Two persons of one name where roles in different countries, and different sectors, say that they are two."""
    sectors: dict[str, set[str]] = defaultdict(set)
    for named in person.types:
        if known_name(named.name, MentionKind.PER, "de"):
            return [person]
        told, sector = named.observed.told, named.observed.sector
        if told is not None and told not in INTERNATIONAL and sector is not None:
            sectors[told].add(sector)
    apart = [c for c in sorted(sectors) if all(c == o or not sectors[c] & sectors[o] for o in sectors)]
    if len(apart) < 2 or len(apart) < len(sectors):
        return [person]
    parts = {country: _Person(list(person.names), apart=country) for country in apart}
    rest = []
    for named in person.types:
        told = named.observed.told if named.observed.told in parts else named.observed.country
        if told in parts:
            parts[told].add(named)
        else:
            rest.append(named)
    largest = max(parts.values(), key=lambda part: (part.standing.articles, part.apart or ""))
    for named in rest:
        largest.types.append(named)
    return list(parts.values())


def _memberships(person: _Person, names: Mapping[str, PersonName]) -> Iterable[tuple[NameType, Assigned]]:
    counts: Counter[str] = Counter()
    for named in person.types:
        counts[_undeclined(named.name)] += named.entities
    usual = min(counts, key=lambda name: (-counts[name], name))
    shown, actor_id = name_of_parts(usual.split()), person.actor_id
    for named in person.types:
        equal = _undeclined(named.name) == usual
        like = Likeness.EQUAL if equal else likeness(shown, names[named.name])
        yield named, Assigned(actor_id, SCORES.get(like, SCORES[Likeness.SHORTER]), str(like))


class _Bearers:
    """Who is meant by a surname alone, or by a name that several persons bear."""

    def __init__(self, persons: Sequence[_Person]) -> None:
        self._by_surname: dict[str, list[_Person]] = defaultdict(list)
        for person in sorted(persons, key=lambda person: (-person.standing.articles, person.actor_id)):
            for surname in sorted({name.surname for name in person.names}):
                self._by_surname[surname].append(person)
        self._decided: dict[tuple[str, Observed], Assigned] = {}
        self._known: dict[PersonName, tuple[list[str], Candidates, frozenset[str]]] = {}

    def assigned(self, named: NameType, name: PersonName) -> Assigned:
        """Return who is meant by all names of a type."""
        key = (named.name, named.observed)
        if key not in self._decided:
            self._decided[key] = self._assigned(named, name)
        return self._decided[key]

    def _assigned(self, named: NameType, name: PersonName) -> Assigned:
        if name not in self._known:
            self._known[name] = self._bearers(name)
        ids, candidates, countries = self._known[name]
        choice = candidates.chosen(named.observed)
        if choice.place is not None:
            return Assigned(ids[choice.place], _honest(choice), SURNAME_IN_THE_CASE)
        if name.given:
            return Assigned(person_id(_undeclined(named.name), "one of several"), ALONE, str(Likeness.EQUAL))
        country = named.observed.told or named.observed.country
        if country is None or country in countries:
            # Where several of a country bear the name and none fits best, two articles may mean two of them.
            return Assigned(None, 1.0, NAME_IN_ONE_ARTICLE)
        return Assigned(person_id(sound(_undeclined(named.name)), country), ALONE, NAME_AND_COUNTRY)

    def _bearers(self, name: PersonName) -> tuple[list[str], Candidates, frozenset[str]]:
        alone = PersonName(name.surname, (), name.surname_leads)
        persons = [
            person
            for surname in sorted(self._by_surname)
            if same_surname(alone, PersonName(surname, (), name.surname_leads))
            for person in self._by_surname[surname]
            if not name.given or all(likeness(name, own).is_one_person for own in person.names[:MOST_COMPARED])
        ]
        by_id = {person.actor_id: person for person in persons}
        first = sorted(by_id, key=lambda i: (-by_id[i].standing.articles, i))[:MOST_MEANT]
        standings = [by_id[actor_id].standing for actor_id in first]
        return first, Candidates(standings), frozenset(c for s in standings for c in s.countries)


def _honest(choice: Choice) -> float:
    """A choice is no surer than a surname can make it."""
    return round(min(choice.probability, 0.97) * SCORES[Likeness.EQUAL], 3)


def _undeclined(name: str) -> str:
    return without_genitive(name)
