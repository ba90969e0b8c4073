"""The model's names beside those that the world knows: what the world is sure of goes first."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from lagebild.reading.entities.proposed import ProposedName
from lagebild.reading.entities.sectors import sector_of_noun
from lagebild.reading.entities.words import known_language
from lagebild.reading.marks import Mention, MentionKind

SURE = 0.9
"""Confidence of a known name from which it counts although the model does not see it."""
_OF_WORLD = frozenset({MentionKind.STATE, MentionKind.ORG, MentionKind.LOC})


def with_known(names: Sequence[ProposedName], known: Sequence[Mention]) -> list[ProposedName]:
    """Return the model's names (in order, without overlaps), of the kind the world tells, and the sure known ones.

    Whether a capital acts or is a place is told by rules from the words beside it: on the development articles that
    was better than the model's own kind, and adding sure names found more than it spoilt.
    """
    kinds = {(m.start, m.end): m.kind for m in known if m.kind in _OF_WORLD}
    found = [ProposedName(n.start, n.end, kinds.get((n.start, n.end), n.kind), n.sector, n.confidence) for n in names]
    starts = [name.start for name in names]
    for mention in known:
        after = bisect_left(starts, mention.end)
        free = after == 0 or names[after - 1].end <= mention.start
        if free and mention.confidence >= SURE:
            found.append(ProposedName(mention.start, mention.end, mention.kind, mention.sector, mention.confidence))
    return sorted(found)


def with_whole_bodies(names: Sequence[ProposedName], text: str, lang: str | None) -> list[ProposedName]:
    """Return the names, a bare noun for a body joined with the name right behind it: `Universität` + `Almborg`."""
    found: list[ProposedName] = []
    for name in names:
        last = found[-1] if found else None
        beside = last is not None and text[last.end : name.start] == " " and name.kind in _OF_WORLD
        if last is not None and beside and _is_bare_body(last, text, lang):
            found[-1] = replace(last, end=name.end)
        else:
            found.append(name)
    return found


def _is_bare_body(name: ProposedName, text: str, lang: str | None) -> bool:
    word = text[name.start : name.end]
    return name.kind is MentionKind.ORG and " " not in word and sector_of_noun(word, known_language(lang)) == "EDU"
