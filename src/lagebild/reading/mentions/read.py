"""From candidates to mentions: kind, country, sector and entity of each, decided once per entity of the article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from lagebild.articles.article import Article
from lagebild.reading.marks import Mention, MentionKind
from lagebild.reading.mentions.candidates import Candidate, candidates_in
from lagebild.reading.mentions.confidence import confidence_of
from lagebild.reading.mentions.context import acts
from lagebild.reading.mentions.persons import persons_in
from lagebild.world import Entry, EntryKind, Role
from lagebild.world import entry as world_entry


def mentions_of(article: Article) -> tuple[Mention, ...]:
    """Return the mentions in every zone that is read, ordered by offset; linear in the text."""
    candidates = list(candidates_in(article))
    acting = _acting_entities(candidates)
    persons = persons_in(article)
    named = [_mention(c, c.entry.id in acting) for c in candidates]
    return tuple(sorted([*persons, *_outside(named, persons)]))


def _outside(mentions: list[Mention], others: tuple[Mention, ...]) -> Iterator[Mention]:
    """Yield the mentions that overlap none of the others; both are ordered and free of overlaps."""
    at = 0
    for mention in mentions:
        while at < len(others) and others[at].end <= mention.start:
            at += 1
        if at == len(others) or others[at].start >= mention.end:
            yield mention


def _acting_entities(candidates: list[Candidate]) -> set[str]:
    by_entry: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        by_entry[candidate.entry.id].append(candidate)
    return {entry_id for entry_id, group in by_entry.items() if acts(group)}


def _mention(candidate: Candidate, acting: bool) -> Mention:
    entry, role = candidate.entry, candidate.name.role
    institution = candidate.institution
    if institution is not None and not institution.is_state:
        key = f"{entry.id}/{institution.key}"
        return _made(candidate, MentionKind.ORG, entry.country, institution.sector, key, key)
    if role is Role.PEOPLE:
        return _made(candidate, MentionKind.GROUP, entry.country, "CVL", f"{entry.id}/people", f"{entry.id}/people")
    if role is Role.CAPITAL and acting and entry.seat_of is not None:
        return _of_entry(candidate, world_entry(entry.seat_of) or entry, acting=True)
    return _of_entry(candidate, entry, acting or institution is not None or role is Role.SEAT)


def _of_entry(candidate: Candidate, entry: Entry, acting: bool) -> Mention:
    if entry.kind is EntryKind.ORGANISATION:
        return _made(candidate, MentionKind.ORG, entry.country, entry.sector, entry.id, entry.id)
    if entry.kind is EntryKind.STATE and acting:
        return _made(candidate, MentionKind.STATE, entry.country, "GOV", entry.id, entry.id)
    return _made(candidate, MentionKind.LOC, entry.country, None, entry.id, entry.id)


def _made(
    candidate: Candidate, kind: MentionKind, country: str | None, sector: str | None, entity: str, world: str | None
) -> Mention:
    confidence = confidence_of(candidate, kind)
    return Mention(candidate.start, candidate.end, kind, country, sector, entity, world, confidence)
