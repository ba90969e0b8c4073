"""Everything a case knows of one actor: names, roles and when they were held, members with reasons, near misses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lagebild.merging.apart import why_apart
from lagebild.views.naming import actors_named
from lagebild.views.queryable import QueryableCase, opening_of

MOST_NEAR_MISSES = 12
"""Other actors that share a part of a name, those in most articles first."""

Records = tuple[dict[str, object], ...]

_ACTOR = """SELECT actor_id AS id, coalesce({name}, name) AS actor, kind, country, sector, n_articles, n_mentions
    FROM actors WHERE actor_id = ?1"""

_ALIASES = """SELECT text, count(*) AS n_mentions, count(DISTINCT article_id) AS n_articles
    FROM mentions WHERE actor_id = ?1 GROUP BY text ORDER BY n_mentions DESC, text"""

_ROLES = """SELECT r.role, r.country, r.organisation, min(r.since) AS since, max(r.until) AS until,
        min(a.published) AS seen_from, max(a.published) AS seen_to, count(DISTINCT r.article_id) AS n_articles,
        list({'article_id': r.article_id, 'start': r.start, 'end': r."end", 'text': r.text}
             ORDER BY r.article_id, r.start) AS evidence
    FROM roles r JOIN articles_current a USING (article_id) WHERE r.actor_id = ?1
    GROUP BY r.role, r.country, r.organisation ORDER BY seen_from NULLS LAST, r.role, r.country, r.organisation"""

_MEMBERS = f"""SELECT a.published, a.outlet, coalesce(nullif(a.title, ''), {opening_of("a")}) AS article,
        list(DISTINCT m.text ORDER BY m.text) AS names, count(*) AS n_mentions, d.score, d.reason, m.article_id,
        m.entity_id
    FROM mentions m JOIN actor_members d USING (entity_id) JOIN articles_current a ON a.article_id = m.article_id
    WHERE d.actor_id = ?1 GROUP BY ALL ORDER BY a.published NULLS LAST, m.article_id, m.entity_id"""

_NEAR = """WITH own AS (
        SELECT n.block, n.name, n.alone FROM stored.entity_names n JOIN actor_members d USING (entity_id)
        WHERE d.actor_id = ?1
    ), beside AS (
        SELECT DISTINCT d.actor_id, n.block, n.name, n.alone FROM stored.entity_names n
        JOIN actor_members d USING (entity_id)
        WHERE d.actor_id <> ?1 AND (n.block IN (SELECT block FROM own WHERE block LIKE '%:%') OR n.name IN (
            SELECT name FROM own WHERE block NOT LIKE '%:%') OR n.block IN (
            SELECT unnest([t.block, t.other]) FROM stored.name_ties t
            WHERE t.block IN (SELECT block FROM own) OR t.other IN (SELECT block FROM own)))
    )
    SELECT actor_id, list(DISTINCT beside.name ORDER BY beside.name), bool_and(coalesce(alone, false)),
        (SELECT list(DISTINCT name ORDER BY name) FROM own)
    FROM beside JOIN actors USING (actor_id)
    GROUP BY actor_id, n_articles ORDER BY n_articles DESC, actor_id LIMIT ?2"""

_NAMED = (
    "SELECT coalesce({name}, name) AS actor, kind, country, n_articles, actor_id AS id FROM actors WHERE actor_id = ?1"
)


@dataclass(frozen=True, slots=True)
class ActorPage:
    """The page of one actor; `reason` and `why` are keys of labels."""

    actor: dict[str, object]
    aliases: Records
    roles: Records
    members: Records
    near_misses: Records


def actor_pages(case: QueryableCase, name: str, lang: str) -> tuple[ActorPage, ...]:
    """Return the page of every actor of this name or id, those with most mentions first; none where there is none."""
    return tuple(_page(case, actor_id, f"name_{lang}") for actor_id in actors_named(case, name))


def _page(case: QueryableCase, actor_id: str, names: str) -> ActorPage:
    (actor,) = _records(case, _ACTOR, names, actor_id)
    aliases, roles, members = (_records(case, query, names, actor_id) for query in (_ALIASES, _ROLES, _MEMBERS))
    return ActorPage(actor, aliases, roles, members, _near_misses(case, actor_id, str(actor["kind"]), names))


def _near_misses(case: QueryableCase, actor_id: str, kind: str, names: str) -> Records:
    near = []
    for other_id, called, alone, own in case.sql(_NEAR, [actor_id, MOST_NEAR_MISSES]).fetchall():
        (other,) = _records(case, _NAMED, names, other_id)
        near.append({**other, "why": why_apart(kind, own, called, alone=alone)})
    return tuple(near)


def _records(case: QueryableCase, query: str, names: str, actor_id: str) -> Records:
    parameters: Sequence[object] = [actor_id]
    relation = case.sql(query.replace("{name}", names), parameters)
    return tuple(dict(zip(relation.columns, row, strict=True)) for row in relation.fetchall())
