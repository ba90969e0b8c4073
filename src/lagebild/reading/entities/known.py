"""Persons and organisations whose country is known beforehand: looked up for names that were proposed as such."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from lagebild.reading.entities.persons import name_parts
from lagebild.reading.entities.things import stems_of
from lagebild.reading.marks import MentionKind


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a name; None where it depends on the day."""

    country: str | None
    sector: str | None


def known_name(name: str, kind: MentionKind, lang: str) -> Known | None:
    """Return what is known of a person or an organisation by this name, None of any other."""
    if kind is MentionKind.PER:
        return _persons().get(name_parts(name))
    return _organisations(lang).get(stems_of(name, lang)) if kind is MentionKind.ORG else None


@cache
def _persons() -> dict[tuple[str, ...], Known]:
    return {name_parts(name): known for name, known in _rows(MentionKind.PER)}


@cache
def _organisations(lang: str) -> dict[tuple[str, ...], Known]:
    return {stems_of(name, lang): known for name, known in reversed(_rows(MentionKind.ORG))}


def _rows(kind: MentionKind) -> list[tuple[str, Known]]:
    text = files("lagebild.reading.entities").joinpath("known.csv").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return [
        (name, Known(row["country"] or None, row["sector"] or None))
        for row in csv.DictReader(lines)
        if row["kind"] == kind
        for name in row["names"].split("|")
    ]
