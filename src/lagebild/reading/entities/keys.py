"""Which entity of the article each proposed name names, and the entry of the world it was read as."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from lagebild.reading.entities.countries import Class, evidence_of_names, judged_country
from lagebild.reading.entities.persons import person_keys
from lagebild.reading.entities.proposed import ProposedName
from lagebild.reading.entities.referents import Referent, is_quarter, is_state_noun, referent_of, state_of_quarter
from lagebild.reading.entities.things import Thing, thing_keys
from lagebild.reading.entities.words import Surroundings
from lagebild.reading.marks import MentionKind
from lagebild.world import EntryKind
from lagebild.world import entry as world_entry


@dataclass(frozen=True, slots=True)
class Key:
    """The key that all names of one entity share, and the id of its entry in the world, None if it has none."""

    entity: str
    world: str | None


def keys_of(names: Sequence[ProposedName], around: Surroundings, lang: str) -> list[Key]:
    """Return the entity of each name; the names are in the order of the text."""
    text = around.text
    found: list[Key | None] = [None] * len(names)
    persons = [place for place, name in enumerate(names) if name.kind is MentionKind.PER]
    for place, person in zip(persons, person_keys([_text(names[p], text) for p in persons], lang), strict=True):
        found[place] = Key(f"person:{person}", None)
    others = [place for place, name in enumerate(names) if name.kind is not MentionKind.PER]
    for place, key in zip(others, _thing_keys([names[p] for p in others], around, lang), strict=True):
        found[place] = key
    return [key for key in found if key is not None]


def _text(name: ProposedName, text: str) -> str:
    return text[name.start : name.end]


def _thing_keys(names: Sequence[ProposedName], around: Surroundings, lang: str) -> list[Key]:
    referents = [referent_of(_text(n, around.text), n.kind, lang) for n in names]
    things = [
        Thing(n.start, n.end, _text(n, around.text), n.kind, r.entry is not None)
        for n, r in zip(names, referents, strict=True)
    ]
    groups = thing_keys(things, around.text, lang)
    known: dict[tuple[str, MentionKind], set[str]] = defaultdict(set)
    for thing, group, referent in zip(things, groups, referents, strict=True):
        if referent.entry is not None:
            known[group, thing.kind].add(referent.entry.id)
    entries = _with_their_state(referents)
    _add_likely(entries, things, groups, referents, around, lang)
    keys = []
    for place, (thing, group) in enumerate(zip(things, groups, strict=True)):
        of_group = known.get((group, thing.kind), set())
        world = entries[place]
        if world is None and len(of_group) == 1:
            (world,) = of_group
        keys.append(Key(world or f"name:{group}", world))
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
    lang: str,
) -> None:
    """Fill in the state that a government or an institution without one most likely belongs to."""
    open_groups: dict[tuple[str, MentionKind], list[int]] = defaultdict(list)
    for place, (thing, group) in enumerate(zip(things, groups, strict=True)):
        if entries[place] is None and (referents[place].institution or _is_noun_for_state(thing)):
            open_groups[group, thing.kind].append(place)
    if not open_groups:
        return
    named = [r.entry for r in referents if r.entry is not None and r.entry.kind is EntryKind.STATE]
    for places in open_groups.values():
        thing, institution = things[places[0]], referents[places[0]].institution
        quarter = state_of_quarter(thing.name, named)
        spans = [(things[p].start, things[p].end) for p in places]
        if quarter is None and is_quarter(thing.name):
            continue
        country = judged_country(evidence_of_names(around, spans, thing.kind, None, lang), Class.INSTITUTION).country
        state = quarter.id if quarter else f"state:{country}"
        is_state = institution is None or institution.is_state
        entry = world_entry(state if is_state else f"{state}/{institution.key}" if institution else state)
        for place in places:
            entries[place] = entry.id if entry else None


def _is_noun_for_state(thing: Thing) -> bool:
    return thing.kind is MentionKind.STATE and (is_state_noun(thing.name) or is_quarter(thing.name))
