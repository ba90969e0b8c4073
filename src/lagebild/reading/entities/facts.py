"""Country and sector of every entity of an article: what one of its names says holds for all."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from lagebild.reading.entities.countries import (
    MOST_MENTIONS,
    SUREST_OF_INSTITUTE,
    Class,
    Evidence,
    evidence_of_names,
    judged_country,
)
from lagebild.reading.entities.institutes import (
    INSTITUTE,
    country_of_institute,
    is_introduced_as_institute,
    is_university,
)
from lagebild.reading.entities.keys import Key
from lagebild.reading.entities.known import Known, known_name
from lagebild.reading.entities.persons import name_parts
from lagebild.reading.entities.posts import Named, posts_of_persons
from lagebild.reading.entities.proposed import ProposedName
from lagebild.reading.entities.referents import referent_of
from lagebild.reading.entities.sectors import sector_of_noun
from lagebild.reading.entities.words import INTERNATIONAL, Surroundings
from lagebild.reading.marks import MentionKind
from lagebild.world import EntryKind
from lagebild.world import entry as world_entry

COMPANY = "BUS"
_BELONGING = frozenset({MentionKind.GROUP, MentionKind.MISC})
"""Kinds of what may belong to a person or an organisation: judged when these are."""
NEAR = 120
"""Characters between a group's name and one before it that it may belong to."""
LONGEST_POSSESSIVE = 12
MOST_WORDS = 12
_WORD = re.compile(r"[^\W\d_]+")
_POSSESSIVE = re.compile(r"\b(?:his|her|its|their|seine[rnm]?|ihre[rnm]?|sein|ihr|dessen|deren)\s", re.IGNORECASE)
_WITHOUT_SECTOR = frozenset({MentionKind.LOC, MentionKind.MISC})
ONE_PARTY_STATES = frozenset({"CHN", "CUB", "ERI", "LAO", "PRK", "VNM"})
"""States of which the constitution or the law knows one party alone: what it is and who leads it governs."""
_PARTY = re.compile(r"partei|party", re.IGNORECASE)
_AGAINST = re.compile(r"oppos|exil", re.IGNORECASE)
STATE_SECTORS = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY"})
"""Sectors of those who serve a state."""
MOST_HOLDERS = 50
"""Holders of one office that are kept."""
_CLASSES = {
    MentionKind.STATE: Class.INSTITUTION,
    MentionKind.ORG: Class.ORGANISATION,
    MentionKind.GROUP: Class.GROUP,
    MentionKind.LOC: Class.PLACE,
    MentionKind.MISC: Class.THING,
}


class Facts:
    """What is known of the entities of one article; `names` are in the order of the text and `keys` say whose."""

    def __init__(self, around: Surroundings, names: Sequence[ProposedName], keys: Sequence[Key], lang: str) -> None:
        self._around, self._names, self._keys, self._lang = around, names, keys, lang
        self._places: dict[str, list[int]] = defaultdict(list)
        for place, key in enumerate(keys):
            self._places[key.entity].append(place)
        self._sectors: dict[str, str | None] = {}
        self._countries: dict[str, str | None] = {}
        kinds = {entity: names[places[0]].kind for entity, places in self._places.items()}
        self._judge([entity for entity, kind in kinds.items() if kind not in {MentionKind.PER, *_BELONGING}])
        self.posts = posts_of_persons(around, lang, list(self._named()))
        self._holders = self._holders_of_offices()
        self._judge([entity for entity, kind in kinds.items() if kind is MentionKind.PER])
        self._by_surname = self._persons_by_surname()
        self._judge([entity for entity, kind in kinds.items() if kind in _BELONGING])

    def _judge(self, entities: Sequence[str]) -> None:
        for entity in entities:
            self._sectors[entity] = self._sector(entity)
            self._countries[entity] = self._country(entity)

    def country(self, entity: str) -> str | None:
        """Return the country of an entity."""
        return self._countries[entity]

    def sector(self, entity: str, kind: MentionKind) -> str | None:
        """Return the sector of an entity when it is named as this kind."""
        if kind in _WITHOUT_SECTOR:
            return None
        sector = self._sectors[entity]
        if sector == "OPP" and self._is_of_ruling_party(entity, kind):
            return "GOV"
        served = {None} if kind is MentionKind.GROUP else {None, "GOV"}
        return "IGO" if self._countries[entity] in INTERNATIONAL and sector in served else sector

    def _is_of_ruling_party(self, entity: str, kind: MentionKind) -> bool:
        if self._countries[entity] not in ONE_PARTY_STATES:
            return False
        if kind is MentionKind.PER:
            return any(_PARTY.search(post.office) for post in self.posts.get(entity, ()))
        names = {self._text(self._names[place]) for place in self._places[entity][:MOST_MENTIONS]}
        return any(map(_PARTY.search, names)) and not any(map(_AGAINST.search, names))

    def evidence(self, entity: str) -> tuple[Evidence, Class]:
        """Return what speaks for each country of an entity, and its class."""
        places = self._places[entity]
        names = [self._names[p] for p in places]
        spans = [(name.start, name.end) for name in names]
        known = self._known(entity)
        evidence = evidence_of_names(self._around, spans, names[0].kind, self._sectors[entity], self._lang)
        if known is not None and known.country:
            evidence["known", known.country] = 1.0
        if names[0].kind is not MentionKind.PER:
            referent = referent_of(self._text(names[0]), names[0].kind, self._lang)
            if names[0].kind in _BELONGING:
                evidence.update(dict.fromkeys(self._owners(places[0]), 1.0))
            return evidence, self._class_of_thing(entity, names[0].kind, has_institution=bool(referent.institution))
        posts = self.posts.get(entity, [])
        evidence.update({(post.told_by, post.country): 1.0 for post in posts if post.country})
        taken = {
            c for post in posts if post.office for c, holder in self._holders.get(post.office, ()) if holder != entity
        }
        evidence.update({("office taken", country): 1.0 for country in taken})
        titled = [post for post in posts if post.has_title]
        if any(post.sector in STATE_SECTORS for post in titled):
            return evidence, Class.OFFICE
        return evidence, Class.CALLING if titled else Class.PERSON

    def _owners(self, place: int) -> Iterator[tuple[str, str]]:
        """Yield (feature, country) for whom a group or a thing may belong to: `his troops`, `Mareks Anhänger`."""
        name = self._names[place]
        for word in _WORD.findall(self._text(name))[:MOST_WORDS]:
            owner = self._by_surname.get(word) or self._by_surname.get(word.removesuffix("s"))
            country = self._countries.get(owner) if owner else None
            if country:
                yield "person inside", country
        before = self._countries.get(self._keys[place - 1].entity) if place else None
        if before and name.start - self._names[place - 1].end < NEAR:
            yield "name before", before
        if before and _POSSESSIVE.search(self._around.text, max(0, name.start - LONGEST_POSSESSIVE), name.end):
            possessor = next(
                (c for p in range(place - 1, max(-1, place - MOST_MENTIONS), -1) if (c := self._possessing(p))), None
            )
            if possessor:
                yield "possessor", possessor

    def _possessing(self, place: int) -> str | None:
        acting = self._names[place].kind in {MentionKind.PER, MentionKind.STATE, MentionKind.ORG}
        return self._countries.get(self._keys[place].entity) if acting else None

    def _persons_by_surname(self) -> dict[str, str]:
        """The persons by the last word of their names."""
        found: dict[str, str] = {}
        for name, key in zip(self._names, self._keys, strict=True):
            words = _WORD.findall(self._text(name)) if name.kind is MentionKind.PER else ()
            if words:
                found.setdefault(words[-1], key.entity)
        return found

    def _class_of_thing(self, entity: str, kind: MentionKind, *, has_institution: bool) -> Class:
        if has_institution:
            return Class.INSTITUTION
        if kind is MentionKind.GROUP and self._sectors[entity] in STATE_SECTORS:
            return Class.STATE_GROUP
        return _CLASSES[kind]

    def _country(self, entity: str) -> str | None:
        entry = world_entry(self._keys[self._places[entity][0]].world or "")
        if entry is None:
            return self._country_of_unknown(entity)
        known = self._known(entity)
        return entry.country or (known.country if known else None)

    def _country_of_unknown(self, entity: str) -> str | None:
        kind = self._names[self._places[entity][0]].kind
        judged = judged_country(*self.evidence(entity))
        if kind is MentionKind.PER and self._is_of_institute(entity):
            return next((post.country for post in self.posts[entity] if post.country), None)
        if kind is MentionKind.ORG and self._sectors[entity] == INSTITUTE:
            told = country_of_institute(self._around, self._spans(entity), self._lang)
            is_abroad = not any(is_university(self._text(self._names[p])) for p in self._places[entity][:MOST_MENTIONS])
            return told or (None if is_abroad and judged.probability < SUREST_OF_INSTITUTE else judged.country)
        return judged.country

    def _is_of_institute(self, entity: str) -> bool:
        """Whether a person is of an institute, holds no office, and is not known beforehand: its country is theirs."""
        posts = self.posts.get(entity, ())
        serves = any(post.has_title and post.sector in STATE_SECTORS for post in posts)
        of_institute = any(self._tells_its_people(post.organisation) for post in posts)
        return of_institute and not serves and self._known(entity) is None

    def _tells_its_people(self, body: Named | None) -> bool:
        """Whether the people of a body are of its country and of no other: an institute, a company that is known."""
        if body is None or body.kind is not MentionKind.ORG:
            return False
        is_joined = self._around.text[body.end : body.end + 1] == "-"
        known_company = body.sector == COMPANY and not is_joined and self._known(body.entity) is not None
        return body.sector == INSTITUTE or known_company

    def _spans(self, entity: str) -> list[tuple[int, int]]:
        return [(self._names[place].start, self._names[place].end) for place in self._places[entity]]

    def _text(self, name: ProposedName) -> str:
        return self._around.text[name.start : name.end]

    def _known(self, entity: str) -> Known | None:
        """What is known beforehand of an entity by the fullest of its names."""
        kind = self._names[self._places[entity][0]].kind
        names = dict.fromkeys(self._text(self._names[p]) for p in self._places[entity][:MOST_MENTIONS])
        if kind is MentionKind.PER:
            fullest = max(names, key=lambda name: (len(name_parts(name)), -len(name)))
            names = dict.fromkeys((fullest, fullest.removesuffix("s") if self._lang == "de" else fullest))
        found = (known_name(name, kind, self._lang) for name in names)
        return next((known for known in found if known), None)

    def _sector(self, entity: str) -> str | None:
        is_person = self._names[self._places[entity][0]].kind is MentionKind.PER
        return self._sector_of_person(entity) if is_person else self._sector_of_thing(entity)

    def _sector_of_thing(self, entity: str) -> str | None:
        names = [self._names[p] for p in self._places[entity]]
        if any(name.kind is MentionKind.STATE for name in names):
            return "GOV"
        entry = world_entry(self._keys[self._places[entity][0]].world or "")
        if entry is not None and entry.sector:
            return entry.sector
        if entry is not None and entry.kind is EntryKind.PLACE and names[0].kind is MentionKind.ORG:
            return "GOV"
        known = self._known(entity)
        if known is not None and known.sector:
            return known.sector
        if any(is_introduced_as_institute(self._around.text, n.start, n.end) for n in names[:MOST_MENTIONS]):
            return INSTITUTE
        by_noun = (sector_of_noun(self._text(name), self._lang) for name in names[:MOST_MENTIONS])
        return next((sector for sector in by_noun if sector), None) or _most_frequent(names)

    def _sector_of_person(self, entity: str) -> str | None:
        told = next((post.sector for post in self.posts.get(entity, []) if post.sector), None)
        known = self._known(entity)
        return (
            told or (known.sector if known else None) or _most_frequent([self._names[p] for p in self._places[entity]])
        )

    def _holders_of_offices(self) -> dict[str, set[tuple[str, str]]]:
        """Of which countries who is said to hold each office; another one with the office serves another country."""
        holders: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for entity, posts in self.posts.items():
            for post in posts:
                if post.office and post.country and len(holders[post.office]) < MOST_HOLDERS:
                    holders[post.office].add((post.country, entity))
        return holders

    def _named(self) -> Iterator[Named]:
        for name, key in zip(self._names, self._keys, strict=True):
            country = self._countries.get(key.entity)
            sector = self.sector(key.entity, name.kind) if key.entity in self._sectors else None
            yield Named(name.start, name.end, name.kind, key.entity, country, sector)


def _most_frequent(names: Sequence[ProposedName]) -> str | None:
    given = Counter(name.sector for name in names if name.sector)
    return min(given, key=lambda sector: (-given[sector], sector)) if given else None
