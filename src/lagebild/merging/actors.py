"""Actors: the entities of all articles that are one thing.

The mentions of one entity in, its membership out; the mentions of all its members in, the actor out. What an entity
was read as in `lagebild.world` decides; an entity the world does not know becomes an actor with all others of its kind
and normalised full name. A person named by one word only stays an actor of the one article. Groups, and institutions
and governments without a name of their own (`Soldaten`, `Innenministerium`), are one actor only where the country is
the same too; without a country they stay in their article. The result depends on the set of mentions, never on their
order, and no mention is changed.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import xxhash

from lagebild.merging.unnamed import is_unnamed
from lagebild.reading.entities.referents import bare
from lagebild.reading.marks import MentionKind
from lagebild.world import Entry, EntryKind
from lagebild.world import entry as world_entry

SAME_WORLD_ENTRY = 1.0
"""Score of a membership that rests on the world: the same entry is the same actor by definition."""
SAME_FULL_NAME = 0.9
"""Score of a membership that rests on a full name. Set by judgement until a later merge step measures it: two persons
of one name in one case are rare, and nothing else is compared."""
SAME_WORDS_AND_COUNTRY = 0.6
"""Score of a membership that rests on words that name nobody and on a country: the soldiers of one country are not
always the same ones. Set by judgement too."""
ONLY_IN_ITS_ARTICLE = 1.0
"""Score of the one entity of an actor."""

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
    mentions: int


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


def member_of(entity_id: str, names: Sequence[Named]) -> ActorMember:
    """Return the membership of an entity, given all its mentions in its article."""
    entry = _entry_of(names)
    if entry is not None:
        return ActorMember(entity_id, _id_of_entry(entry), SAME_WORLD_ENTRY, "world")
    kind, name = _kind_of(names), _full_name(names)
    if kind is MentionKind.PER and " " not in name:
        return ActorMember(entity_id, _hashed_id(kind, name, entity_id), ONLY_IN_ITS_ARTICLE, "name in one article")
    if _names_nobody(kind, names):
        country = _most_frequent_or_none((n.country, n.mentions) for n in names)
        words = _normalised(bare(name))
        if country is None:
            return ActorMember(
                entity_id, _hashed_id(kind, words, entity_id), ONLY_IN_ITS_ARTICLE, "words in one article"
            )
        return ActorMember(entity_id, _hashed_id(kind, words, country), SAME_WORDS_AND_COUNTRY, "words and country")
    return ActorMember(entity_id, _hashed_id(kind, _normalised(name)), SAME_FULL_NAME, "full name")


def actor_of(actor_id: str, names: Sequence[Named], articles: int) -> Actor:
    """Return an actor, given all mentions of its entities and the number of articles they stand in."""
    entry = _entry_of(names)
    aliases = _by_frequency((n.text, n.mentions) for n in names)
    mentions = sum(n.mentions for n in names)
    if entry is not None:
        known, kind, country, sector = (entry.name_de, entry.name_en), _KINDS[entry.kind], entry.country, entry.sector
    else:
        known = (_full_name(names),) * 2
        kind = _kind_of(names)
        country = _most_frequent_or_none((n.country, n.mentions) for n in names)
        sector = _most_frequent_or_none((n.sector, n.mentions) for n in names)
    return Actor(actor_id, known[1], *known, kind, country, sector, aliases, articles, mentions)


def _entry_of(names: Sequence[Named]) -> Entry | None:
    known = _most_frequent_or_none((n.world_entry, n.mentions) for n in names)
    return world_entry(known) if known else None


def _names_nobody(kind: MentionKind, names: Sequence[Named]) -> bool:
    """Whether an entity is a group, or an institution or government of which no mention is a name."""
    return kind is MentionKind.GROUP or (kind in _INSTITUTIONS and all(is_unnamed(n.text) for n in names))


def _id_of_entry(entry: Entry) -> str:
    return entry.id.translate(str.maketrans(":/ ", "--_"))


def _hashed_id(kind: MentionKind, *key: str) -> str:
    prefix = "person" if kind is MentionKind.PER else kind.lower()
    joined = "\x1f".join(key).encode("utf-8", "surrogatepass")
    return f"{prefix}-{xxhash.xxh3_64_hexdigest(joined)}"


def _full_name(names: Sequence[Named]) -> str:
    """The longest text, without the German genitive where the name also stands without it."""
    texts = {" ".join(n.text.split()) for n in names}
    longest = max(texts, key=lambda text: (len(text.split()), text.removesuffix("s") in texts, -len(text), text))
    bare = longest.removesuffix("s")
    return bare if bare in texts else longest


def _normalised(name: str) -> str:
    """The name without case, accents and hyphens: `Micheil Saakaschwili`, `Kim Jong-un` and `Kim Jong Un`."""
    letters = (c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return " ".join("".join(letters).replace("-", " ").split())


def _by_frequency(counted: Iterable[tuple[str, int]]) -> tuple[str, ...]:
    counts: Counter[str] = Counter()
    for text, count in counted:
        counts[text] += count
    return tuple(sorted(counts, key=lambda text: (-counts[text], text)))


def _kind_of(names: Sequence[Named]) -> MentionKind:
    return MentionKind(_by_frequency((n.kind, n.mentions) for n in names)[0])


def _most_frequent_or_none(counted: Iterable[tuple[str | None, int]]) -> str | None:
    given = [(value, count) for value, count in counted if value is not None]
    return given[0][0] if len(given) == 1 else next(iter(_by_frequency(given)), None)
