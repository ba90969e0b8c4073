"""What the cells of a dataset mean: its days, types and sides as ours. Pure, one cell at a time."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import cache
from importlib.resources import files

from lagebild.imported.dataset import Dataset
from lagebild.reading.marks import EventType
from lagebild.world.entries import EntryKind
from lagebild.world.lookup import lookup
from lagebild.world.tables import entries, rows_of

YEARS = range(1900, 2101)
"""Years of events; what programs write for "no day" (1, 9999) lies outside."""
LARGEST_POINTS = 10.0
"""The ends of the scales of Goldstein and of PLOVER; what lies beyond is no value of them."""
_ALIASES: Mapping[str, Mapping[str, str]] = tomllib.loads(
    files("lagebild.imported").joinpath("countries.toml").read_text(encoding="utf-8")
)
_TYPES: Mapping[str, Mapping[str, str]] = tomllib.loads(
    files("lagebild.imported").joinpath("types.toml").read_text(encoding="utf-8")
)
_CAMEO_DIGITS = 3, 4
"""An event has a CAMEO code of so many digits: two for the root, 01 to 20, then one or two."""
_CAMEO_ROOTS = 20


def day_of(cell: str, dataset: Dataset) -> date | None:
    """Return the day that a cell names; None if it names none, or one of no event."""
    for form in dataset.day_formats:
        try:
            day = datetime.strptime(cell.strip(), form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
        return day if day.year in YEARS else None
    return None


def points_in(cells: Iterable[str]) -> float | None:
    """Return the first value of the conflict-cooperation scale, -10 to 10; None where no cell has one."""
    return next((points for cell in cells if (points := _points_of(cell)) is not None), None)


def _points_of(cell: str) -> float | None:
    try:
        points = float(cell)
    except ValueError:
        return None
    return points if abs(points) <= LARGEST_POINTS else None


def type_of(cells: tuple[str, ...], dataset: Dataset) -> str | None:
    """Return the PLOVER type of what a dataset calls an event; None if PLOVER has none for it."""
    match dataset.scheme:
        case "cameo":
            return _type_of_cameo(cells[0].strip())
        case "plover":
            name = cells[0].strip().upper()
            name = _TYPES["plover"].get(name, name)
            return name if name in EventType.__members__ else None
        case _:
            # The narrower name says more.
            return next((kind for cell in reversed(cells) if (kind := _TYPES[dataset.scheme].get(cell.strip()))), None)


def _type_of_cameo(code: str) -> str | None:
    """Return the type of a CAMEO code; a leading zero that a spreadsheet took away is put back."""
    shortest, longest = _CAMEO_DIGITS
    if not code.isdecimal() or len(code) > longest:
        return None
    if len(code) < shortest or int(code[:2]) > _CAMEO_ROOTS:
        code = f"0{code}"
    beginnings = (code[:length] for length in range(len(code), 1, -1))
    return next((_TYPES["cameo"][one] for one in beginnings if one in _TYPES["cameo"]), None)


def actors_of(country: str, sector: str, name: str, dataset: Dataset) -> tuple[str, ...]:
    """Return the ids of the states that act on a side, in order; none where others than states or their organs do."""
    if dataset.state_name is not None:
        named = dataset.state_name.fullmatch(name.strip())
        state = state_id(next(filter(None, named.groups())), dataset.countries) if named else None
        return () if state is None else (state,)
    countries = _parts(country, dataset.separator)
    sectors = _parts(sector, dataset.separator)
    acting = (
        state_id(one, dataset.countries)
        for at, one in enumerate(countries)
        if _is_of_state(_sector_at(sectors, at, len(countries)), one, name, dataset)
    )
    return tuple(sorted({state for state in acting if state is not None}))


_NO_COUNTRY = frozenset({"", "NULL", "None", "---"})
"""What programs write where there is no country."""


@cache
def unknown_countries(cell: str, dataset: Dataset) -> tuple[str, ...]:
    """Return what a cell calls countries that are no state of ours; the name of a state's organ where that tells it."""
    if dataset.state_name is not None:
        named = dataset.state_name.fullmatch(cell.strip())
        countries = [next(filter(None, named.groups()))] if named else []
    else:
        countries = [one for one in _parts(cell, dataset.separator) if one not in _NO_COUNTRY]
    return tuple(one for one in dict.fromkeys(countries) if state_id(one, dataset.countries) is None)


def _sector_at(sectors: list[str], at: int, countries: int) -> str:
    if len(sectors) == countries:
        return sectors[at]
    return sectors[0] if len(set(sectors)) == 1 else "?"


def _is_of_state(sector: str, country: str, name: str, dataset: Dataset) -> bool:
    if dataset.sector_separator is None:
        return sector in dataset.state_sectors
    if sector in {"", "NULL"}:
        return name.strip() == country
    return not dataset.state_sectors.isdisjoint(_parts(sector, dataset.sector_separator))


def _parts(cell: str, separator: str | None) -> list[str]:
    return [part.strip() for part in (cell.split(separator) if separator else [cell])]


@cache
def state_id(country: str, scheme: str) -> str | None:
    """Return the actor id of the state that a dataset calls so, `state-` and its code; None if it is no state.

    `scheme` is how it calls countries: `cameo`, `iso` or `names` (English).
    """
    called = country.strip().casefold() if scheme == "names" else country.strip().upper()
    code = _ALIASES[scheme].get(called, called)
    if code in _states():
        return f"state-{code}"
    if scheme != "names":
        return None
    found = lookup(country.strip(), "en")
    if found is None or found.entry.kind is not EntryKind.STATE or found.entry.until is not None:
        return None
    return f"state-{found.entry.country}"


@cache
def _states() -> frozenset[str]:
    return frozenset(row["code"] for row in rows_of("states"))


def state_names() -> Iterator[tuple[str, str, str]]:
    """Yield the id of every state as an actor, with its German and English name."""
    for code in sorted(_states()):
        entry = entries()[f"state:{code}"]
        yield f"state-{code}", entry.name_de, entry.name_en
