"""Entries made from a state and what belongs to it: its people, and institutions such as its foreign ministry."""

from __future__ import annotations

from functools import cache

from lagebild.world.entries import Entry, EntryKind
from lagebild.world.tables import Row, entries, first_of, rows_of

PEOPLE = "people"
"""The part of an id that names a state's people."""

_STRONG_NOMINATIVE = {"m": "er", "f": "e", "n": "es", "p": "e"}
"""Endings of a German adjective without an article, by gender."""


def composed_entry(entry_id: str) -> Entry | None:
    """Return the entry for an id such as `state:PRK/people`, None if its parts are unknown."""
    base_id, _, key = entry_id.partition("/")
    base = entries().get(base_id)
    if base is None or not key:
        return None
    if key == PEOPLE:
        return _people(entry_id, base)
    rows = _institutions().get(key)
    return _institution(entry_id, base, rows) if rows else None


def _people(entry_id: str, base: Entry) -> Entry:
    row = _state_rows().get(base.id, {})
    de = first_of(row.get("people_de", "")) or f"Menschen ({base.name_de})"
    en = first_of(row.get("people_en", "")) or f"people ({base.name_en})"
    return Entry(entry_id, EntryKind.PEOPLE, de, en, base.country, "CVL")


def _institution(entry_id: str, base: Entry, rows: dict[str, Row]) -> Entry:
    row = _state_rows().get(base.id, {})
    german, english = rows["de"], rows.get("en", {}).get("noun", "")
    stem, adjective = first_of(row.get("adjective_de", "")), first_of(row.get("adjective_en", ""))
    ending = _STRONG_NOMINATIVE[german["gender"]]
    de = f"{stem}{ending} {german['noun']}" if stem else f"{german['noun']} ({base.name_de})"
    key = english or entry_id.rpartition("/")[2].replace("-", " ")
    en = f"{adjective} {key}" if adjective else f"{key} ({base.name_en})"
    return Entry(entry_id, EntryKind.ORGANISATION, de, en, base.country, german["sector"])


@cache
def _institutions() -> dict[str, dict[str, Row]]:
    """The first row of each institution, by key and language: the one to show."""
    found: dict[str, dict[str, Row]] = {}
    for row in rows_of("institutions"):
        found.setdefault(row["key"], {}).setdefault(row["lang"], row)
    return {key: rows for key, rows in found.items() if "de" in rows}


@cache
def _state_rows() -> dict[str, Row]:
    tables = ("states", "dependencies", "former_states")
    return {f"state:{row.get('id') or row['code']}": row for table in tables for row in rows_of(table)}
