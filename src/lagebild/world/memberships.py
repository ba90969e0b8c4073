"""Which states belong to which organisation (declared data): an organisation can be looked at as its members."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from lagebild.world.tables import rows_of


@dataclass(frozen=True, slots=True)
class Belonging:
    """A state (ISO 3166 alpha-3) in an organisation; days inclusive, None for open."""

    organisation: str
    state: str
    since: date | None
    until: date | None


@cache
def belongings() -> tuple[Belonging, ...]:
    """Return who belongs to what, in the order of the table."""
    return tuple(
        Belonging(row["organisation"], row["state"], _day(row["since"]), _day(row["until"]))
        for row in rows_of("memberships")
    )


@cache
def organisation_names() -> dict[str, tuple[str, ...]]:
    """Return, by id, all names of the organisations whose members are known; the first is the short one."""
    known = {one.organisation for one in belongings()}
    return {
        row["id"]: tuple(name for column in ("short", "id", "de", "en") for name in row[column].split("|") if name)
        for row in rows_of("organisations")
        if row["id"] in known
    }


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
