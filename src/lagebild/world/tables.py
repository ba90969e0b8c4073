"""The declared tables of `world/data`, read as entries and as all forms of their names in one language.

Sources: Unicode CLDR and ISO 3166 for the territories (see training/world); the other tables were written for this
package: names, adjectives and capitals as German and English newspapers use them, the sectors of the annotation guide.
A list in a cell is separated by `|`, its first name is the one to show. Lines that begin with `#` are comments.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from functools import cache
from importlib.resources import files

from lagebild.world.entries import Entry, EntryKind, Name, Role
from lagebild.world.german import adjective_forms, name_forms, organisation_forms, people_forms

WORLD_VERSION = "1"
"""Counts up when a table changes what an article is read as."""

SHORTEST_NAME_IN_CAPITALS = 5
"""Letters a one-word name must have to be found in capitals too (`RUSSLAND`); shorter ones look like abbreviations."""

_OTHER = Entry("other", EntryKind.PLACE, "", "", None, None)

Row = dict[str, str]
Form = tuple[str, Name]


@cache
def rows_of(table: str) -> tuple[Row, ...]:
    """Return the rows of `world/data/{table}.csv` by column name; a missing cell is empty."""
    text = files("lagebild.world").joinpath("data", f"{table}.csv").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return tuple({key: value or "" for key, value in row.items() if key} for row in csv.DictReader(lines))


@cache
def entries() -> dict[str, Entry]:
    """Return all entries by id."""
    found: dict[str, Entry] = {}
    for entry in (*_states(), *_former_states(), *_capitals(), *_organisations(), *_places()):
        found.setdefault(entry.id, entry)
    return found


def forms_in(lang: str) -> Iterator[Form]:
    """Yield every form of every name as articles in `lang` ("de" or "en") use it, the more certain meaning first."""
    only_in = {row["name"]: row["lang"] for row in rows_of("only_in")}
    for form, name in _all_forms(lang):
        if only_in.get(form, lang) == lang:
            yield form, name
            if name.role in {Role.NAME, Role.CAPITAL, Role.SEAT} and _may_stand_in_capitals(form):
                yield form.upper(), name


def _all_forms(lang: str) -> Iterator[Form]:
    for row in rows_of("other_names"):
        yield row["phrase"], Name(_OTHER, Role.OTHER, row["phrase"])
    for row in (*rows_of("states"), *rows_of("dependencies"), *rows_of("former_states")):
        yield from _state_forms(row, entries()[_state_id(row)], lang)
    for row in rows_of("seats"):
        yield from _forms(entries()[f"state:{row['code']}"], Role.SEAT, row, lang, organisation_forms)
    for entry_id, row in _organisation_rows():
        yield from _forms(entries()[entry_id], Role.NAME, row, lang, organisation_forms)
        if lang == "de":
            yield from _plain(entries()[entry_id], Role.NAME, row["en"])
        for short in _list(row["short"]):
            yield from ((form, Name(entries()[entry_id], Role.NAME, short)) for form in (short, short + "s"))
    for row in rows_of("places"):
        yield from _forms(entries()[_place_id(row)], Role.NAME, row, lang, name_forms)
    for row in rows_of("territories"):
        yield from _forms(entries()[f"state:{row['code']}"], Role.NAME, row, lang, name_forms)


def _state_forms(row: Row, entry: Entry, lang: str) -> Iterator[Form]:
    names = {"de": _names(row, "de"), "en": _names(row, "en")}
    yield from _forms(entry, Role.NAME, names, lang, name_forms)
    if row.get("capital_de"):
        city = entries()[_city_id(row)]
        capital = {"de": row["capital_de"], "en": row["capital_en"] or row["capital_de"]}
        yield from _forms(city, Role.CAPITAL, capital, lang, name_forms)
    if lang == "de":
        for noun in _list(row["people_de"]):
            yield from ((form, Name(entry, Role.PEOPLE, noun)) for form in people_forms(noun))
        for stem in _list(row["adjective_de"]):
            yield from ((form, Name(entry, Role.ADJECTIVE, stem)) for form in adjective_forms(stem))
    else:
        yield from _plain(entry, Role.PEOPLE, row["people_en"])
        yield from _plain(entry, Role.ADJECTIVE, row["adjective_en"])


def _forms(
    entry: Entry, role: Role, row: Row, lang: str, inflected: Callable[[str], tuple[str, ...]]
) -> Iterator[Form]:
    if lang != "de":
        yield from _plain(entry, role, row["en"])
        return
    for declared in _list(row["de"]):
        yield from ((form, Name(entry, role, declared)) for form in inflected(declared))


def _plain(entry: Entry, role: Role, cell: str) -> Iterator[Form]:
    yield from ((declared, Name(entry, role, declared)) for declared in _list(cell))


def _states() -> Iterator[Entry]:
    for table, kind in (("states", EntryKind.STATE), ("dependencies", EntryKind.PLACE)):
        for row in rows_of(table):
            de, en = _list(_names(row, "de")), _list(_names(row, "en"))
            sector = "GOV" if kind is EntryKind.STATE else None
            yield Entry(_state_id(row), kind, de[0], en[0], row["code"], sector, _aliases(de, en))
    for row in rows_of("territories"):
        yield Entry(f"state:{row['code']}", EntryKind.PLACE, row["de"], row["en"], row["code"], None)


def _former_states() -> Iterator[Entry]:
    for row in rows_of("former_states"):
        de, en = _list(row["de"]), _list(row["en"])
        dates = {"since": row["since"], "until": row["until"]}
        yield Entry(_state_id(row), EntryKind.STATE, de[0], en[0], row["code"], "GOV", _aliases(de, en), **dates)


def _capitals() -> Iterator[Entry]:
    seats = {_list(row["de"])[0]: f"org:{row['seat_of']}" for row in rows_of("places") if row["seat_of"]}
    for table in ("states", "dependencies"):
        for row in rows_of(table):
            de = _list(row["capital_de"] or row["capital_en"])
            if de:
                en = _list(row["capital_en"]) or de
                seat_of = seats.get(de[0], _state_id(row))
                yield Entry(
                    _city_id(row), EntryKind.PLACE, de[0], en[0], row["code"], None, _aliases(de, en), seat_of=seat_of
                )


def _organisations() -> Iterator[Entry]:
    for entry_id, row in _organisation_rows():
        short = _list(row["short"])
        de, en = _list(row["de"]) or short, _list(row["en"]) or short
        de, en = de or en, en or de
        aliases = _aliases([*de, *short], en)
        kind, country, sector = EntryKind.ORGANISATION, row["country"] or None, row["sector"] or None
        yield Entry(entry_id, kind, de[0], en[0], country, sector, aliases)


def _places() -> Iterator[Entry]:
    for row in rows_of("places"):
        de, en = _list(row["de"]), _list(row["en"])
        name_de, name_en = (de or en)[0], (en or de)[0]
        yield Entry(_place_id(row), EntryKind.PLACE, name_de, name_en, row["country"] or None, None, _aliases(de, en))


def _organisation_rows() -> Iterator[tuple[str, Row]]:
    for table in ("organisations", "bodies"):
        for row in rows_of(table):
            yield f"org:{row['id']}", row


def _names(row: Row, lang: str) -> str:
    """The names of a state: those declared, or what CLDR calls it."""
    return row[lang] or _cldr()[row["code"]][lang]


@cache
def _cldr() -> dict[str, Row]:
    return {row["code"]: row for row in rows_of("territories")}


def _state_id(row: Row) -> str:
    return f"state:{row.get('id') or row['code']}"


def _city_id(row: Row) -> str:
    return f"city:{row['code']}:{_list(row['capital_de'] or row['capital_en'])[0]}"


def _place_id(row: Row) -> str:
    return f"place:{_list(row['de'] or row['en'])[0]}"


def first_of(cell: str) -> str:
    """Return the first name in a cell, "" if it is empty."""
    return cell.partition("|")[0].strip()


def _list(cell: str) -> list[str]:
    return [part.strip() for part in cell.split("|") if part.strip()]


def _aliases(german: list[str], english: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*german, *english)))


def _may_stand_in_capitals(form: str) -> bool:
    return form.isalpha() and len(form) >= SHORTEST_NAME_IN_CAPITALS and not form.isupper()
