"""Role statements: the words that say which office or post a person holds, for what country and organisation."""

from __future__ import annotations

from collections.abc import Sequence

from lagebild.reading.entities.posts import Named, Post, posts_of_persons
from lagebild.reading.entities.referents import bare
from lagebild.reading.entities.words import known_language, surroundings_of
from lagebild.reading.marks import Mention, MentionKind, RoleStatement, Sentence

TITLED = 0.9
AFFILIATED = 0.9
"""Share of right role statements with a title, and of those that name the organisation alone: set by judgement until a
sample is annotated."""


def roles_of(
    text: str, sentences: Sequence[Sentence], lang: str | None, mentions: Sequence[Mention]
) -> tuple[RoleStatement, ...]:
    """Return the role statements beside the persons among the mentions, ordered by offset.

    `role` are the words of the statement; `organisation` is the organisation's name in them. Where only the
    organisation is named (`X von der Stiftung Z`), both are its name.
    """
    places = [(m.start, m.end) for m in sorted(mentions) if m.kind is MentionKind.LOC]
    around = surroundings_of(text, sentences, lang, places)
    names = [Named(m.start, m.end, m.kind, m.entity, m.country, m.sector) for m in sorted(mentions)]
    first_names = {name.entity: name for name in reversed(names)}
    statements = [
        _statement(text, entity, post, first_names[entity])
        for entity, posts in posts_of_persons(around, known_language(lang), names).items()
        for post in posts
    ]
    return tuple(sorted(set(statements)))


def _statement(text: str, entity: str, post: Post, person: Named) -> RoleStatement:
    named = post.organisation
    organisation = bare(text[named.start : named.end]) if named and named.kind is MentionKind.ORG else None
    confidence = TITLED if post.has_title else AFFILIATED
    role = " ".join(post.role.split())
    return RoleStatement(post.start, post.end, entity, role, post.country or person.country, organisation, confidence)
