"""The country a city lies in: many more cities than the world has entries for, known by their country only."""

from __future__ import annotations

from functools import cache

from lagebild.world.entries import Role
from lagebild.world.lookup import lookup
from lagebild.world.tables import rows_of

_ADJECTIVE_ENDINGS = ("er", "ner", "aner", "eser")
"""Endings of the German adjective of a city: `Moskauer`, `Münchner`, `Havaner`."""
_CUT_OFF = ("", "en")
"""Endings that a city's name loses before them: `Bremer` of Bremen."""
SHORTEST_STEM = 5
"""Letters of a city's name for its adjective to be known by rule; those of shorter ones are mostly other words."""


def country_of_city(name: str) -> str | None:
    """Return the ISO 3166 alpha-3 code of the country a city of this name most likely lies in, None if unknown."""
    return _countries().get(name)


def country_of_city_adjective(word: str) -> str | None:
    """Return the country of the city that a German adjective in -er names: `Leipziger`, `Bremer`; None if none."""
    for ending in _ADJECTIVE_ENDINGS:
        stem = word.removesuffix(ending)
        cities = (stem + cut for cut in _CUT_OFF if stem != word)
        found = next((c for city in cities if (c := _of_city_with_adjective(city))), None)
        if found is not None:
            return found
    return None


def _of_city_with_adjective(city: str) -> str | None:
    known = lookup(city, "de")
    if known is not None and known.role is Role.CAPITAL:
        return known.entry.country
    return country_of_city(city) if len(city) >= SHORTEST_STEM else None


@cache
def _countries() -> dict[str, str]:
    return {name: row["country"] for row in rows_of("cities") for name in row["names"].split("|")}
