"""The full-stop conventions of a language, read once from `conventions.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_SHORTEST_ENDING = 5
"""Letters an ordinal noun needs to count as an ending too: `parteitag` does, `mai` would match half the lexicon."""


@dataclass(frozen=True, slots=True)
class Conventions:
    """What a language writes with a full stop that ends no sentence; the fields are explained in the file."""

    joined: frozenset[str]
    before_number: frozenset[str]
    open: frozenset[str]
    starters: frozenset[str]
    exclamations: frozenset[str]
    lettered: frozenset[str]
    ordinal_nouns: frozenset[str]
    ordinal_before: frozenset[str]
    ordinal_endings: tuple[str, ...]


def _conventions_in(tables: list[dict[str, list[str]]]) -> Conventions:
    def forms(field: str) -> frozenset[str]:
        return frozenset(form for table in tables for form in table[field])

    return Conventions(
        joined=forms("joined"),
        before_number=forms("before_number"),
        open=forms("open"),
        starters=forms("starters"),
        exclamations=forms("exclamations"),
        lettered=forms("lettered"),
        ordinal_nouns=forms("ordinal_nouns"),
        ordinal_before=forms("ordinal_before"),
        ordinal_endings=tuple(sorted(noun for noun in forms("ordinal_nouns") if len(noun) >= _SHORTEST_ENDING)),
    )


@cache
def conventions_of(lang: str | None) -> Conventions:
    """Return the conventions of a language (ISO 639-1); of all declared ones together if it is not declared."""
    declared: dict[str, dict[str, list[str]]] = tomllib.loads(
        (files(__package__) / "conventions.toml").read_text(encoding="utf-8")
    )
    return _conventions_in([declared[lang]] if lang in declared else list(declared.values()))
