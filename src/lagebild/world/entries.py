"""What the world knows: entries (states, organisations, places, peoples) and how a name refers to one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class EntryKind(StrEnum):
    """What an entry is; `lagebild.reading.mentions` turns it into the kind of a mention."""

    STATE = "state"
    ORGANISATION = "organisation"
    PLACE = "place"
    PEOPLE = "people"


class Role(StrEnum):
    """How a name refers to its entry."""

    NAME = "name"
    """Its own name or abbreviation: `Nordkorea`, `DPRK`, `NATO`."""
    CAPITAL = "capital"
    """The capital, as a place or for the government in it: `Pjöngjang`."""
    SEAT = "seat"
    """What only ever means the government: `Kreml`, `US-Regierung`."""
    PEOPLE = "people"
    """Its people as a noun: `Nordkoreaner`, `North Koreans`."""
    ADJECTIVE = "adjective"
    """`nordkoreanische`: no name by itself, but it gives the country of what follows."""
    OTHER = "other"
    """A longer name of something else that contains the name of an entry: `Paris Hilton`."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A state, an organisation, a place, or a people.

    `id` is `state:PRK`, `org:UNSC`, `city:RUS:Moskau`, `place:Donbass`, or composed: `state:PRK/people`,
    `state:PRK/foreign-ministry`. `country` is ISO 3166 alpha-3, or XKX, PSE,
    EUR, IGO, the code of a former state, or None; `sector` as in the annotation guide, None for places. `since` and
    `until` are ISO dates, set for former states only. `seat_of` is the id of whom a city's name can stand for.
    """

    id: str
    kind: EntryKind
    name_de: str
    name_en: str
    country: str | None
    sector: str | None
    aliases: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    seat_of: str | None = None


@dataclass(frozen=True, slots=True)
class Name:
    """One form of a name: the entry it refers to, how, and whether it was inflected from the declared form."""

    entry: Entry
    role: Role
    form: str
    """The declared form, uninflected."""


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A name found in a text, `[start, end)` in it."""

    start: int
    end: int
    name: Name
