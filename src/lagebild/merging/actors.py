"""Actors: the entities of all articles that are one thing.

Mentions of many articles in, actors and memberships out. What an entity was read as in `lagebild.world` decides; an
entity the world does not know becomes an actor with all others of its kind and normalised full name. A person named by
one word only stays an actor of the one article. The result depends on the set of mentions, never on their order, and
no mention is changed.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import xxhash

from lagebild.reading.marks import MentionKind
from lagebild.world import Entry, EntryKind
from lagebild.world import entry as world_entry

SAME_WORLD_ENTRY = 1.0
"""Score of a membership that rests on the world: the same entry is the same actor by definition."""
SAME_FULL_NAME = 0.9
"""Score of a membership that rests on a full name. Set by judgement until a later merge step measures it: two persons
of one name in one case are rare, and nothing else is compared."""
ONLY_IN_ITS_ARTICLE = 1.0
"""Score of the one entity of an actor."""

_KINDS = {
    EntryKind.STATE: MentionKind.STATE,
    EntryKind.ORGANISATION: MentionKind.ORG,
    EntryKind.PLACE: MentionKind.LOC,
    EntryKind.PEOPLE: MentionKind.GROUP,
}


@dataclass(frozen=True, slots=True)
class NamedMention:
    """What the merge needs of a mention: its article, its characters and what it was read as."""

    article_id: str
    entity_id: str
    text: str
    kind: MentionKind
    country: str | None
    sector: str | None
    world_entry: str | None


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


@dataclass(frozen=True, slots=True, order=True)
class ActorMember:
    """A row of `actor_members`: why an entity of one article belongs to an actor, and how sure that is."""

    entity_id: str
    actor_id: str
    score: float
    reason: str


def actors_from(mentions: Iterable[NamedMention]) -> tuple[tuple[Actor, ...], tuple[ActorMember, ...]]:
    """Return the actors of all mentions and the membership of every entity, each ordered by id."""
    by_entity: dict[str, list[NamedMention]] = defaultdict(list)
    for mention in mentions:
        by_entity[mention.entity_id].append(mention)
    members = {entity_id: _member(entity_id, group) for entity_id, group in by_entity.items()}
    by_actor: dict[str, list[NamedMention]] = defaultdict(list)
    for entity_id, group in by_entity.items():
        by_actor[members[entity_id].actor_id].extend(group)
    actors = (_actor(actor_id, group) for actor_id, group in by_actor.items())
    return tuple(sorted(actors, key=lambda a: a.actor_id)), tuple(sorted(members.values()))


def _member(entity_id: str, mentions: list[NamedMention]) -> ActorMember:
    entry = _entry_of(mentions)
    if entry is not None:
        return ActorMember(entity_id, _id_of_entry(entry), SAME_WORLD_ENTRY, "world")
    kind, name = _most_frequent(m.kind for m in mentions), _full_name(mentions)
    if kind is MentionKind.PER and " " not in name:
        return ActorMember(entity_id, _hashed_id(kind, name, entity_id), ONLY_IN_ITS_ARTICLE, "name in one article")
    return ActorMember(entity_id, _hashed_id(kind, _normalised(name)), SAME_FULL_NAME, "full name")


def _actor(actor_id: str, mentions: list[NamedMention]) -> Actor:
    entry = _entry_of(mentions)
    aliases = _by_frequency(m.text for m in mentions)
    articles = len({m.article_id for m in mentions})
    if entry is not None:
        names, kind, country, sector = (entry.name_de, entry.name_en), _KINDS[entry.kind], entry.country, entry.sector
    else:
        names = (_full_name(mentions),) * 2
        kind = _most_frequent(m.kind for m in mentions)
        country = _most_frequent_or_none(m.country for m in mentions)
        sector = _most_frequent_or_none(m.sector for m in mentions)
    return Actor(actor_id, names[1], *names, kind, country, sector, aliases, articles, len(mentions))


def _entry_of(mentions: list[NamedMention]) -> Entry | None:
    known = _most_frequent_or_none(m.world_entry for m in mentions)
    return world_entry(known) if known else None


def _id_of_entry(entry: Entry) -> str:
    return entry.id.translate(str.maketrans(":/ ", "--_"))


def _hashed_id(kind: MentionKind, *key: str) -> str:
    prefix = "person" if kind is MentionKind.PER else kind.lower()
    joined = "\x1f".join(key).encode("utf-8", "surrogatepass")
    return f"{prefix}-{xxhash.xxh3_64_hexdigest(joined)}"


def _full_name(mentions: list[NamedMention]) -> str:
    """The longest text, without the German genitive where the name also stands without it."""
    texts = {" ".join(m.text.split()) for m in mentions}
    longest = max(texts, key=lambda text: (len(text.split()), text.removesuffix("s") in texts, -len(text), text))
    bare = longest.removesuffix("s")
    return bare if bare in texts else longest


def _normalised(name: str) -> str:
    """The name without case, accents and hyphens: `Micheil Saakaschwili`, `Kim Jong-un` and `Kim Jong Un`."""
    letters = (c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return " ".join("".join(letters).replace("-", " ").split())


def _by_frequency(texts: Iterable[str]) -> tuple[str, ...]:
    counts = Counter(texts)
    return tuple(sorted(counts, key=lambda text: (-counts[text], text)))


def _most_frequent(kinds: Iterable[MentionKind]) -> MentionKind:
    return MentionKind(_by_frequency(kinds)[0])


def _most_frequent_or_none(values: Iterable[str | None]) -> str | None:
    return next(iter(_by_frequency(value for value in values if value is not None)), None)
