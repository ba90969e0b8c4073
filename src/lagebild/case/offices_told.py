"""Offices that articles say persons hold; those of one person that differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import duckdb

from lagebild.case.quoted_words import PUBLISHED, VOICE
from lagebild.merging.disagreements import Disagreement, Version, days_of, roles
from lagebild.merging.disagreements.roles import Held

_ROLES = f"""
SELECT r.actor_id, r.article_id, r.start, r."end", r.role, r.country, r.organisation, r.confidence,
    substr(a.text, greatest(r.start - 30, 0) + 1, least(r.start, 30)), {PUBLISHED}, {VOICE}
FROM roles r JOIN articles_current a USING (article_id)
JOIN actors c ON c.actor_id = r.actor_id AND c.kind = 'PER'
WHERE r.actor_id IN (SELECT unnest(?))"""


def offices_that_differ(
    connection: duckdb.DuckDBPyConnection, actors: Sequence[str]
) -> tuple[Sequence[str], Sequence[Disagreement]]:
    """Return these actors and the disagreements about their offices."""
    return actors, list(roles.disagreements_of(_held(connection, actors)))


def _held(connection: duckdb.DuckDBPyConnection, actors: Sequence[str]) -> Iterator[Held]:
    for (
        actor_id,
        article_id,
        start,
        end,
        role,
        country,
        organisation,
        confidence,
        before,
        first,
        last,
        voice,
    ) in connection.execute(_ROLES, [list(actors)]).fetchall():
        office = roles.office_of(role, before, country, organisation)
        if office is not None:
            version = Version(article_id, start, end, role, days_of(first, last), None, voice)
            yield Held(actor_id, version, office, confidence)
