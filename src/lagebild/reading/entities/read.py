"""From proposed names to mentions: who is whom, and the country and sector of each entity."""

from __future__ import annotations

from collections.abc import Sequence

from lagebild.reading.entities.facts import Facts
from lagebild.reading.entities.keys import keys_of
from lagebild.reading.entities.proposed import ProposedName
from lagebild.reading.entities.words import known_language, surroundings_of
from lagebild.reading.marks import Mention, MentionKind, Sentence


def entities_of(
    text: str, sentences: Sequence[Sentence], lang: str | None, names: Sequence[ProposedName]
) -> tuple[Mention, ...]:
    """Return a mention for every proposed name, in the order of the text; names must not overlap.

    Mentions of one thing share `entity`; `entity_world` is the entry of `world/` it was read as. Country and sector
    hold for the entity: what one of its mentions says counts for all. Linear in text and names.
    """
    ordered = sorted(names, key=lambda name: (name.start, name.end))
    known_lang = known_language(lang)
    places = [(name.start, name.end) for name in ordered if name.kind is MentionKind.LOC]
    around = surroundings_of(text, sentences, lang, places)
    keys = keys_of(ordered, around, known_lang)
    facts = Facts(around, ordered, keys, known_lang)
    return tuple(
        Mention(
            name.start,
            name.end,
            name.kind,
            facts.country(key.entity),
            facts.sector(key.entity, name.kind),
            key.entity,
            key.world,
            name.confidence,
        )
        for name, key in zip(ordered, keys, strict=True)
    )
