"""Which actor a name means: the one way in which people name actors to the product.

A name is an id, a name in either language, an alias, an ISO code or another known name of a state, or the name of a
group, one of the case or an organisation whose members are known (`G7`); case and hyphens do not matter.
"""

from __future__ import annotations

from itertools import islice

from lagebild.errors import UsageError
from lagebild.reading.marks import MentionKind
from lagebild.views.labels import LANGUAGES
from lagebild.views.nearest import nearest
from lagebild.views.queryable import QueryableCase
from lagebild.world.entries import EntryKind
from lagebild.world.lookup import lookup
from lagebild.world.memberships import organisation_names

MOST_CHOICES = 8
"""So many actors an error names: those with most mentions."""

_KEY = "replace(lower({}), '-', ' ')"
_NAMED = f"""SELECT actor_id, coalesce({{names}}, name), kind, n_articles FROM actors
    WHERE {_KEY.format("?1")} IN ({", ".join(map(_KEY.format, ("actor_id", "name", "name_de", "name_en")))})
       OR actor_id = ?1 OR list_contains(list_transform(aliases, lambda a: {_KEY.format("a")}), {_KEY.format("?1")})
    ORDER BY n_mentions DESC, actor_id"""
_STATE = (
    f"SELECT actor_id FROM actors WHERE kind = '{MentionKind.STATE}' AND country = upper(?1) ORDER BY n_mentions DESC"
)
_GROUP = f"""SELECT DISTINCT group_id FROM groups
    WHERE {_KEY.format("?1")} IN ({", ".join(map(_KEY.format, ("group_id", "name_de", "name_en")))})"""
_ALL = "SELECT coalesce({names}, name) AS called FROM actors GROUP BY called ORDER BY max(n_mentions) DESC, called"


def actors_named(case: QueryableCase, name: str, lang: str = "en") -> tuple[str, ...]:
    """Return the ids of all actors of this name or id, those with most mentions first; none where there is none."""
    return tuple(actor_id for actor_id, *_ in case.sql(_NAMED.format(names=f"name_{lang}"), [name]).fetchall())


def actor_named(case: QueryableCase, name: str, lang: str = "en") -> str:
    """Return the id of the one actor or group of this name; of several the only state, if there is one.

    Raises `UsageError` naming the choices where several have the name, and the nearest names where none has.
    """
    found = case.sql(_NAMED.format(names=f"name_{lang}"), [name]).fetchall()
    for alike in (
        found,
        [row for row in found if row[0] == name],
        [row for row in found if row[2] == MentionKind.STATE],
    ):
        if len(alike) == 1:
            return str(alike[0][0])
    if found:
        choices = "; ".join(f"{called} ({kind}, {n} articles): {key}" for key, called, kind, n in found[:MOST_CHOICES])
        raise UsageError(f"several actors are called so, ask for one by its id: {choices}", place=name)
    for query in (_GROUP, _STATE):
        others = case.sql(query, [name]).fetchall()
        if others:
            return str(others[0][0])
    for organisation, called in organisation_names().items():
        if name.casefold() in map(str.casefold, called):
            return f"org-{organisation}"
    if (state := _state_known_as(name)) and (others := case.sql(_STATE, [state]).fetchall()):
        return str(others[0][0])
    names = [called for (called,) in case.sql(_ALL.format(names=f"name_{lang}")).fetchall()]
    words = set(name.casefold().split())
    longer = (called for called in names if words and words <= set(called.casefold().split()))
    near = list(islice(longer, 3)) or nearest(name, names)
    hint = f"did you mean {' or '.join(near)}?" if near else "`lagebild show CASE actors` lists them"
    raise UsageError(f"no actor of that name; {hint}", place=name)


def _state_known_as(name: str) -> str | None:
    """Return the country of the state that has this name in the world, whatever the articles call it (`DPRK`)."""
    for lang in LANGUAGES:
        known = lookup(name, lang)
        if known is not None and known.entry.kind is EntryKind.STATE:
            return known.entry.country
    return None


def names_by_id(case: QueryableCase, lang: str) -> dict[str, str]:
    """Return the name of every actor and group in a language, by id."""
    groups = f"SELECT DISTINCT group_id, name_{lang} FROM groups WHERE name_{lang} IS NOT NULL"
    actors = f"SELECT actor_id, coalesce(name_{lang}, name) FROM actors"
    known = {f"org-{organisation}": called[0] for organisation, called in organisation_names().items()}
    return known | dict(case.sql(groups).fetchall()) | dict(case.sql(actors).fetchall())
