"""From proposed names to mentions: who is whom, and the country and sector of each entity."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lagebild.reading.entities.countries import countries_beside, likely_country
from lagebild.reading.entities.persons import person_keys
from lagebild.reading.entities.phrases import role_phrases
from lagebild.reading.entities.posts import Named, Post, post_of
from lagebild.reading.entities.proposed import ProposedName
from lagebild.reading.entities.referents import Referent, referent_of, state_of_quarter
from lagebild.reading.entities.sectors import sector_of_noun
from lagebild.reading.entities.things import Thing, thing_keys
from lagebild.reading.entities.words import Surroundings, surroundings_of
from lagebild.reading.marks import Mention, MentionKind, Sentence
from lagebild.world import EntryKind
from lagebild.world import entry as world_entry

LANGUAGES = frozenset({"de", "en"})
OF_WORLD = 10.0
"""Weight of what the world knows of an entity against what the text around its names says."""
OF_POST = 2.5
"""Weight of what a role phrase says about a person's country."""
_COUNTRYLESS = frozenset({MentionKind.MISC})


def entities_of(
    text: str, sentences: Sequence[Sentence], lang: str | None, names: Sequence[ProposedName]
) -> tuple[Mention, ...]:
    """Return a mention for every proposed name, in the order of the text; names must not overlap.

    Mentions of one thing share `entity`; `entity_world` is the entry of `world/` it was read as. Country and sector
    hold for the entity: what one of its mentions says counts for all. Linear in text and names.
    """
    ordered = sorted(names)
    around = surroundings_of(text, sentences, lang)
    keys = _keys(ordered, around)
    facts = _Facts(around, ordered, keys, lang if lang in LANGUAGES else "de")
    return tuple(facts.mention(place) for place in range(len(ordered)))


@dataclass(frozen=True, slots=True)
class _Key:
    entity: str
    world: str | None


def _keys(names: Sequence[ProposedName], around: Surroundings) -> list[_Key]:
    text, lang = around.text, around.lang
    found: list[_Key | None] = [None] * len(names)
    persons = [place for place, name in enumerate(names) if name.kind is MentionKind.PER]
    for place, person in zip(persons, person_keys([_text(names[p], text) for p in persons], lang), strict=True):
        found[place] = _Key(f"person:{person}", None)
    others = [place for place, name in enumerate(names) if name.kind is not MentionKind.PER]
    for place, key in zip(others, _thing_keys([names[p] for p in others], around), strict=True):
        found[place] = key
    return [key for key in found if key is not None]


def _text(name: ProposedName, text: str) -> str:
    return text[name.start : name.end]


def _thing_keys(names: Sequence[ProposedName], around: Surroundings) -> list[_Key]:
    referents = [referent_of(_text(n, around.text), n.kind, around.lang) for n in names]
    things = [
        Thing(n.start, n.end, _text(n, around.text), n.kind, r.entry is not None)
        for n, r in zip(names, referents, strict=True)
    ]
    groups = thing_keys(things, around.text, around.lang)
    known: dict[tuple[str, MentionKind], set[str]] = defaultdict(set)
    for thing, group, referent in zip(things, groups, referents, strict=True):
        if referent.entry is not None:
            known[group, thing.kind].add(referent.entry.id)
    entries = _with_their_state(referents)
    _add_likely(entries, things, groups, referents, around)
    keys = []
    for place, (thing, group) in enumerate(zip(things, groups, strict=True)):
        of_group = known.get((group, thing.kind), set())
        world = entries[place]
        if world is None and len(of_group) == 1:
            (world,) = of_group
        keys.append(_Key(world or f"name:{group}", world))
    return keys


def _with_their_state(referents: Sequence[Referent]) -> list[str | None]:
    """The entry of each name; of an institution without its state (`das Außenministerium`) the last one or the next."""
    found = [r.entry.id if r.entry else None for r in referents]
    for places in (range(len(referents)), range(len(referents) - 1, -1, -1)):
        latest: dict[str, str] = {}
        for place in places:
            entry, institution = referents[place].entry, referents[place].institution
            if entry is not None and "/" in entry.id:
                latest[entry.id.partition("/")[2]] = entry.id
            elif institution is not None and found[place] is None:
                found[place] = latest.get(institution.key)
    return found


def _add_likely(
    entries: list[str | None],
    things: Sequence[Thing],
    groups: Sequence[str],
    referents: Sequence[Referent],
    around: Surroundings,
) -> None:
    """Fill in the state that a government or an institution without one most likely belongs to."""
    open_groups: dict[tuple[str, MentionKind], list[int]] = defaultdict(list)
    for place, (thing, group) in enumerate(zip(things, groups, strict=True)):
        if entries[place] is None and (thing.kind is MentionKind.STATE or referents[place].institution):
            open_groups[group, thing.kind].append(place)
    if not open_groups:
        return
    counts = around.country_counts()
    named = [r.entry for r in referents if r.entry is not None and r.entry.kind is EntryKind.STATE]
    for places in open_groups.values():
        thing, institution = things[places[0]], referents[places[0]].institution
        quarter = state_of_quarter(thing.name, named)
        country = likely_country(around, [things[p].start for p in places], counts)
        state = quarter.id if quarter else f"state:{country}"
        is_state = institution is None or institution.is_state
        entry = world_entry(state if is_state else f"{state}/{institution.key}" if institution else state)
        for place in places:
            entries[place] = entry.id if entry else None


class _Facts:
    """Country and sector of every entity of an article."""

    def __init__(self, around: Surroundings, names: Sequence[ProposedName], keys: Sequence[_Key], lang: str) -> None:
        self._around, self._names, self._keys, self._lang = around, names, keys, lang
        self._places: dict[str, list[int]] = defaultdict(list)
        for place, key in enumerate(keys):
            self._places[key.entity].append(place)
        self._counts = around.country_counts()
        self._country: dict[str, str | None] = {}
        self._sector: dict[str, str | None] = {}
        self._read_things()
        self._read_persons()

    def mention(self, place: int) -> Mention:
        name, key = self._names[place], self._keys[place]
        country, sector = self._country[key.entity], self._sector[key.entity]
        if name.kind in {MentionKind.LOC, MentionKind.MISC}:
            sector = None
        return Mention(name.start, name.end, name.kind, country, sector, key.entity, key.world, name.confidence)

    def _read_things(self) -> None:
        for entity, places in self._places.items():
            if self._names[places[0]].kind is not MentionKind.PER:
                self._country[entity], self._sector[entity] = self._of_thing(places)

    def _of_thing(self, places: Sequence[int]) -> tuple[str | None, str | None]:
        entry = world_entry(self._keys[places[0]].world or "")
        kinds = {self._names[p].kind for p in places}
        if entry is not None:
            sector = "GOV" if MentionKind.STATE in kinds else entry.sector
            return entry.country, sector or self._sector_by_name(places)
        votes: Counter[str] = Counter()
        for place in places[:20]:
            name = self._names[place]
            votes += countries_beside(self._around, name.start, name.end, name.kind, self._lang)
        country = max(sorted(votes), key=lambda c: votes[c]) if votes else None
        if country is None and not kinds & _COUNTRYLESS:
            country = likely_country(self._around, [self._names[p].start for p in places], self._counts)
        sector = "GOV" if MentionKind.STATE in kinds else self._sector_by_name(places)
        if country in {"IGO", "EUR"} and sector in {None, "GOV"}:
            sector = "IGO"
        return country, sector

    def _sector_by_name(self, places: Sequence[int]) -> str | None:
        names = [self._names[p] for p in places]
        by_noun = (sector_of_noun(_text(n, self._around.text), self._lang) for n in names)
        return next((s for s in by_noun if s), None) or _most_frequent([n.sector for n in names])

    def _read_persons(self) -> None:
        posts = self.posts()
        for entity, places in self._places.items():
            if self._names[places[0]].kind is MentionKind.PER:
                self._country[entity], self._sector[entity] = self._of_person(places, posts.get(entity, []))

    def _of_person(self, places: Sequence[int], posts: Sequence[Post]) -> tuple[str | None, str | None]:
        countries = Counter(p.country for p in posts if p.country)
        sectors = [p.sector for p in posts if p.sector]
        country = countries.most_common(1)[0][0] if countries else None
        if country is None:
            country = likely_country(self._around, [self._names[p].start for p in places], self._counts)
        sector = sectors[0] if sectors else _most_frequent([self._names[p].sector for p in places])
        return country, sector

    def posts(self) -> dict[str, list[Post]]:
        """Return what the role phrases beside each person's names say, in the order of the text."""
        found: dict[str, list[Post]] = defaultdict(list)
        persons = [p for p, name in enumerate(self._names) if name.kind is MentionKind.PER]
        starts = [name.start for name in self._names]
        for at, place in enumerate(persons):
            name = self._names[place]
            first = self._names[persons[at - 1]].end if at else 0
            stop = self._names[persons[at + 1]].start if at + 1 < len(persons) else len(self._around.text)
            for phrase in role_phrases(self._around, self._lang, name.start, name.end, first, stop):
                inside = list(self._named(starts, phrase.start, phrase.end))
                post = post_of(phrase, self._around, self._lang, inside)
                if post is not None:
                    found[self._keys[place].entity].append(post)
        return found

    def _named(self, starts: Sequence[int], start: int, end: int) -> Iterator[Named]:
        for place in range(bisect_left(starts, start), len(starts)):
            name, entity = self._names[place], self._keys[place].entity
            if name.start >= end:
                return
            if name.kind is not MentionKind.PER:
                is_organisation = name.kind in {MentionKind.ORG, MentionKind.STATE}
                country, sector = self._country[entity], self._sector[entity]
                yield Named(name.start, name.end, entity, country, sector, is_organisation)


def _most_frequent(values: Sequence[str | None]) -> str | None:
    given = Counter(v for v in values if v)
    return max(sorted(given), key=lambda v: given[v]) if given else None
