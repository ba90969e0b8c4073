"""Actors: the entities of all articles that are one thing.

Enters: the mentions of an entity in its article; later the mentions of all members of an actor. Leaves: the entity's
`Described` (what it is called and read as), and the row of an actor. What an entity was read as in `lagebild.world`
decides by itself; institutions and groups without a name of their own (`Innenministerium`, `Soldaten`) are one actor by
their words and country. Persons and organisations with names are put into blocks (`lagebild.merging.persons`,
`lagebild.merging.organisations`), whose members are decided together. Nothing depends on the order of articles.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import xxhash

from lagebild.merging.names.persons import person_name
from lagebild.merging.names.spelling import plain
from lagebild.merging.names.things import (
    ThingKey,
    group_key,
    initials_of,
    institution_of,
    is_abbreviation,
    is_party_of_any_country,
    organisation_key,
    same_entry,
    short_forms,
    with_abbreviation,
    without_class,
)
from lagebild.merging.organisations import ABBREVIATION_KEY, WORLD_KEY
from lagebild.merging.unnamed import is_unnamed
from lagebild.merging.weighing import INTERNATIONAL
from lagebild.reading.entities.referents import bare
from lagebild.reading.marks import MentionKind
from lagebild.world import Entry, EntryKind, Role, lookup
from lagebild.world import entry as world_entry

WORLD = (1.0, "world")
"""The same entry of the world is the same actor by definition."""
INSTITUTION_AND_COUNTRY = (0.85, "institution and country")
WORDS_AND_COUNTRY = (0.6, "words and country")
"""The soldiers of one country are not always the same ones. Scores are set by judgement."""
FULL_NAME = (0.9, "full name")
WORDS_IN_ONE_ARTICLE = (1.0, "words in one article")
"""The one entity of an actor."""

MOST_CONTEXT = 6
"""Other actors of an article that help to tell whom a surname means: those named most often."""

_INSTITUTIONS = frozenset({MentionKind.ORG, MentionKind.STATE})
_KINDS = {
    EntryKind.STATE: MentionKind.STATE,
    EntryKind.ORGANISATION: MentionKind.ORG,
    EntryKind.PLACE: MentionKind.LOC,
    EntryKind.PEOPLE: MentionKind.GROUP,
}


class Named(NamedTuple):
    """Mentions that are alike: their characters, what they were read as, and how many they are."""

    text: str
    kind: MentionKind
    country: str | None
    sector: str | None
    world_entry: str | None
    lang: str | None
    mentions: int


@dataclass(frozen=True, slots=True)
class Tie:
    """A full name and what else an entity is called: an abbreviation's key or a known entry; else only its initials."""

    block: str
    other: str
    taught: bool


@dataclass(frozen=True, slots=True)
class Described:
    """What an entity is called across articles: `block` is the key of all it is compared with, `name` its own name.

    Where the entity decides alone, `actor_id` is set, with score and reason, and `block` is that id. `alone` marks a
    surname without a given name and an abbreviation without a full name.
    """

    block: str
    name: str
    country: str | None
    sector: str | None
    alone: bool = False
    actor_id: str | None = None
    score: float | None = None
    reason: str | None = None
    ties: tuple[Tie, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Actor:
    """A row of `actors`: `aliases` are the different texts of its mentions, the most frequent first."""

    actor_id: str
    name: str
    name_de: str
    name_en: str
    kind: MentionKind
    country: str | None
    sector: str | None
    aliases: tuple[str, ...]
    n_articles: int
    n_mentions: int


def described(entity_id: str, names: Sequence[Named]) -> Described:
    """Return what an entity is called, given all its mentions in its article."""
    kind = _kind_of(names)
    country = most_frequent((n.country, n.mentions) for n in names)
    sector = most_frequent((n.sector, n.mentions) for n in names)
    entry = _entry_of(names)
    if entry is not None:
        return _decided(_id_of_entry(entry), WORLD, entry.name_en, country, sector, _ties_to(entry, names))
    if kind is MentionKind.PER:
        return _person(entity_id, names, country, sector)
    if kind is MentionKind.GROUP:
        return _group(entity_id, names, country, sector)
    if kind in _INSTITUTIONS and all(_is_institution(n.text) for n in names):
        return _institution(entity_id, kind, names, country, sector)
    if kind is MentionKind.ORG:
        return _organisation(names, country, sector)
    key = organisation_key(_full_name(names)).whole or plain(_full_name(names))
    return _decided(_hashed_id(kind, key), FULL_NAME, key, country, sector)


def context_of(entities: Iterable[tuple[Described, int]]) -> tuple[str, ...]:
    """Return the blocks of an article's entities, those with most mentions first, as far as they tell what it is about.

    One more than `MOST_CONTEXT`, so that every entity has as many beside itself.
    """
    counted: Counter[str] = Counter()
    for entity, mentions in entities:
        counted[entity.block] += mentions
    return tuple(sorted(counted, key=lambda block: (-counted[block], block))[: MOST_CONTEXT + 1])


def actor_of(actor_id: str, names: Sequence[Named], articles: int) -> Actor:
    """Return an actor, given all mentions of its entities and the number of articles they stand in."""
    entry = _entry_of(names)
    aliases = _by_frequency((n.text, n.mentions) for n in names)
    mentions = sum(n.mentions for n in names)
    if entry is not None:
        german, english = entry.name_de, entry.name_en
        kind, country, sector = _KINDS[entry.kind], entry.country, entry.sector
    else:
        kind = _kind_of(names)
        german, english = (_shown(_in_language(names, lang), kind) for lang in ("de", "en"))
        country = most_frequent((n.country, n.mentions) for n in names)
        sector = most_frequent((n.sector, n.mentions) for n in names)
    return Actor(actor_id, english, german, english, kind, country, sector, aliases, articles, mentions)


def most_frequent(counted: Iterable[tuple[str | None, int]]) -> str | None:
    """Return the most frequent of the values given, None where there is none."""
    given = [(value, count) for value, count in counted if value is not None]
    return given[0][0] if len(given) == 1 else next(iter(_by_frequency(given)), None)


def _person(entity_id: str, names: Sequence[Named], country: str | None, sector: str | None) -> Described:
    texts = {" ".join(n.text.split()): 0 for n in names}
    for n in names:
        texts[" ".join(n.text.split())] += n.mentions
    parsed = [(text, name) for text in texts if (name := person_name(text)) is not None]
    if not parsed:
        return _decided(f"person-{entity_id}", (1.0, "name in one article"), plain(_full_name(names)), country, sector)
    text, name = min(parsed, key=lambda p: (tuple(-n for n in p[1].fullness), p[0] + "s" in texts, -texts[p[0]], p[0]))
    bases = [(t, n) for t, n in parsed if f"{t}s" == text and n.given]
    text, name = bases[0] if bases else (text, name)
    own = " ".join((name.surname, *name.given) if name.surname_leads else (*name.given, name.surname))
    return Described(f"per:{name.block}", own, country, sector, alone=not name.given)


def _group(entity_id: str, names: Sequence[Named], country: str | None, sector: str | None) -> Described:
    name = _full_name(names)
    key = group_key(name)
    whose = next((c for c in key.countries if len(c) == 3), None) or country
    people = world_entry(f"state:{whose}/people") if whose and not key.words else None
    if people is not None:
        return _decided(_id_of_entry(people), INSTITUTION_AND_COUNTRY, people.name_en, whose, sector)
    words = key.words or plain(bare(name))
    if whose is None:
        return _decided(f"group-{entity_id}", WORDS_IN_ONE_ARTICLE, words, country, sector)
    return _decided(_hashed_id(MentionKind.GROUP, words, whose), WORDS_AND_COUNTRY, words, whose, sector)


@lru_cache(maxsize=131072)
def _is_institution(text: str) -> bool:
    return is_unnamed(text) or _institution_key(text)[0] is not None


def _institution_key(text: str) -> tuple[str | None, ThingKey]:
    key = organisation_key(text)
    return institution_of(key.words), key


def _institution(
    entity_id: str, kind: MentionKind, names: Sequence[Named], country: str | None, sector: str | None
) -> Described:
    name = _full_name(names)
    keys = [_institution_key(n.text) for n in sorted(names, key=lambda n: (-n.mentions, n.text))]
    found = next((institution for institution, _ in keys if institution), None)
    whose = next((c for _, key in keys for c in key.countries if len(c) == 3), None) or country
    words = organisation_key(name).words or plain(bare(name))
    if whose is None:
        prefix = kind.lower()
        return _decided(f"{prefix}-{entity_id}", WORDS_IN_ONE_ARTICLE, words, country, sector)
    if found is not None and whose not in INTERNATIONAL:
        entry = world_entry(same_entry(f"state:{whose}/{found}"))
        actor_id = _id_of_entry(entry) if entry else _hashed_id(kind, found, whose)
        return _decided(actor_id, INSTITUTION_AND_COUNTRY, found, whose, sector)
    return _decided(_hashed_id(kind, words, whose), WORDS_AND_COUNTRY, words, whose, sector)


def _organisation(names: Sequence[Named], country: str | None, sector: str | None) -> Described:
    written = {without_class(" ".join(n.text.split())) for n in names}
    texts = sorted({part for text in written for part in with_abbreviation(text)})
    entry = next((e for text in texts if (e := _organisation_called(text))), None)
    if entry is not None:
        return _decided(_id_of_entry(entry), WORLD, entry.name_en, country, sector)
    full = [text for text in texts if not is_abbreviation(text) and not _is_institution(text)]
    short = [_abbreviation_key(text) for text in texts if is_abbreviation(text)]
    if not full:
        name = short[0].partition(":")[2] if short else ""
        return Described(short[0], name, country, sector, alone=True) if short else _by_words(texts, country)
    text = min(full, key=lambda text: (-len(text.split()), f"{text}s" in texts, -len(text), text))
    key = organisation_key(text)
    name = _with_country(key, country) or plain(text)
    block = f"org:{name}"
    ties = tuple(Tie(block, other, taught=True) for other in short)
    short_names = sorted({*short_forms(text), *([key.words] if key.words else [])} - {name})
    ties = (*ties, *(Tie(block, f"org:{short_name}", taught=False) for short_name in short_names))
    initials = initials_of(text)
    if initials is not None and f"{ABBREVIATION_KEY}{initials}" not in short:
        ties = (*ties, Tie(block, f"{ABBREVIATION_KEY}{initials}", taught=False))
    return Described(block, name, country, sector, ties=ties)


def _with_country(key: ThingKey, country: str | None) -> str:
    """The key of a name; one that many countries' parties have takes the country it was read with."""
    if key.countries or country is None or not is_party_of_any_country(key.words):
        return key.whole
    return ThingKey(key.words, (country,)).whole


def _organisation_called(text: str) -> Entry | None:
    """The organisation that the world knows by this name once the noun before it is left out."""
    found = lookup(text)
    known = found is not None and found.role is Role.NAME and found.entry.kind is EntryKind.ORGANISATION
    return world_entry(same_entry(found.entry.id)) if known and found else None


def _by_words(texts: Sequence[str], country: str | None) -> Described:
    key = organisation_key(texts[0]).whole or plain(texts[0])
    return Described(f"org:{key}", key, country, None)


def _ties_to(entry: Entry, names: Sequence[Named]) -> tuple[Tie, ...]:
    """Names beside one that the world knows, which it does not know itself: an article teaches them."""
    if entry.kind is not EntryKind.ORGANISATION or "/" in entry.id:
        return ()
    unknown = {bare(n.text) for n in names if lookup(bare(n.text)) is None and not is_unnamed(n.text)}
    full = sorted(text for text in unknown if len(text.split()) > 1 and not _is_institution(text))
    short = sorted(text for text in unknown if is_abbreviation(text))
    known = f"{WORLD_KEY}{_id_of_entry(entry)}"
    keys = [f"org:{organisation_key(text).whole}" for text in full] + [_abbreviation_key(text) for text in short]
    return tuple(Tie(key, known, taught=True) for key in keys)


def _abbreviation_key(text: str) -> str:
    return f"{ABBREVIATION_KEY}{plain(text).replace(' ', '')}"


def _decided(
    actor_id: str,
    why: tuple[float, str],
    name: str,
    country: str | None,
    sector: str | None,
    ties: tuple[Tie, ...] = (),
) -> Described:
    return Described(actor_id, name, country, sector, False, actor_id, *why, ties)


def _entry_of(names: Sequence[Named]) -> Entry | None:
    known = most_frequent((n.world_entry, n.mentions) for n in names)
    if known is None:
        return None
    return world_entry(same_entry(known)) or world_entry(known)


def _id_of_entry(entry: Entry) -> str:
    return entry.id.translate(str.maketrans(":/ ", "--_"))


def _hashed_id(kind: MentionKind, *key: str) -> str:
    joined = "\x1f".join(key).encode("utf-8", "surrogatepass")
    return f"{kind.lower()}-{xxhash.xxh3_64_hexdigest(joined)}"


def _full_name(names: Sequence[Named]) -> str:
    """The longest text, without the German genitive where the name also stands without it."""
    texts = {" ".join(n.text.split()) for n in names}
    longest = max(texts, key=lambda text: (len(text.split()), text.removesuffix("s") in texts, -len(text), text))
    without = longest.removesuffix("s")
    return without if without in texts else longest


def _in_language(names: Sequence[Named], lang: str) -> Sequence[Named]:
    return [n for n in names if n.lang == lang] or names


def _shown(names: Sequence[Named], kind: MentionKind) -> str:
    """The most frequent text that is a full name, without an article and without a genitive it also stands without."""
    counts: Counter[str] = Counter()
    for n in names:
        counts[bare(" ".join(n.text.split()))] += n.mentions
    for text in [text for text in counts if text.endswith("s") and text[:-1] in counts]:
        counts[text[:-1]] += counts.pop(text)
    full = [text for text in counts if " " in text] if kind in {MentionKind.PER, MentionKind.ORG} else []
    return min(full or counts, key=lambda text: (-counts[text], -len(text), text))


def _by_frequency(counted: Iterable[tuple[str, int]]) -> tuple[str, ...]:
    counts: Counter[str] = Counter()
    for text, count in counted:
        counts[text] += count
    return tuple(sorted(counts, key=lambda text: (-counts[text], text)))


def _kind_of(names: Sequence[Named]) -> MentionKind:
    return MentionKind(_by_frequency((n.kind, n.mentions) for n in names)[0])
