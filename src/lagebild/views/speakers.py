"""Who somebody quoted is: role and institution in the words of the articles, country, sector."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lagebild.system.facts import Facts
from lagebild.views.labels import labels_in
from lagebild.views.queryable import QueryableCase
from lagebild.world.entries import EntryKind
from lagebild.world.lookup import entry

_ROLES = """SELECT actor_id, role, organisation FROM roles WHERE actor_id IS NOT NULL
    GROUP BY actor_id, role, organisation
    ORDER BY actor_id, (organisation IS NOT NULL), count(*), length(role), role, organisation"""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Role with institution as articles put it, name of the country, name of the sector; None for what is not told."""

    role: str | None
    country: str | None
    sector: str | None

    def words(self) -> str:
        """Return role and country, the country only if the role does not name it."""
        told = [self.role or ""]
        if self.country and self.country not in told[0]:
            told.append(self.country)
        return ", ".join(part for part in told if part)


def speakers_of(case: QueryableCase, facts: Facts, lang: str) -> dict[str, Speaker]:
    """Return who the actors of a case that are no states are, by id; of several roles that with an institution."""
    roles = {actor_id: _role(role, organisation) for actor_id, role, organisation in case.sql(_ROLES).fetchall()}
    t = labels_in(lang)
    return {
        one.actor_id: Speaker(roles.get(one.actor_id), _country(one.country, lang), _sector(one.sector, t))
        for one in facts.actors.values()
        if one.acts_for != one.actor_id
    }


def _role(role: str, organisation: str | None) -> str:
    return role if organisation is None or organisation in role else f"{role}, {organisation}"


def _country(code: str | None, lang: str) -> str | None:
    known = entry(f"{EntryKind.STATE}:{code}") if code else None
    return code if known is None else known.name_de if lang == "de" else known.name_en


def _sector(sector: str | None, t: Mapping[str, str]) -> str | None:
    return None if sector is None else t.get(f"sector_{sector}", sector)
