"""Blocks as counted rows: types, contexts and ties of names in, an actor for each type out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from lagebild.merging.organisations import Link, organisations_of
from lagebild.merging.persons import Assigned, NameType, persons_of
from lagebild.merging.weighing import Observed

TypeRow = tuple[str, str, str, str | None, str | None, str | None, list[str] | None, int]
"""Type, block, name, country, sector, country told by a role, other actors beside a surname alone, entities."""
ContextRow = tuple[str, str, str, int]
"""Block, name, another actor beside it, articles."""
TieRow = tuple[str, str, str | None, bool, int]
"""Name, what it is tied to, country, whether an article ties them, articles."""

_PERSONS = "per:"


def assigned_in_blocks(
    types: Sequence[TypeRow], context: Sequence[ContextRow], ties: Sequence[TieRow]
) -> Iterator[tuple[str, str | None, float, str]]:
    """Yield each type with its actor, score and reason; the order of the rows changes nothing."""
    persons: dict[str, list[NameType]] = defaultdict(list)
    organisations: list[NameType] = []
    for type_, block, name, country, sector, told, beside, entities in types:
        observed = Observed(country, sector, told, tuple(beside or ()))
        if block.startswith(_PERSONS):
            persons[block].append(NameType(type_, name, observed, entities))
        else:
            organisations.append(NameType(type_, block, observed, entities))
    contexts: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    around: dict[str, Counter[str]] = defaultdict(Counter)
    for block, name, token, articles in context:
        counter = contexts[block][name] if block.startswith(_PERSONS) else around[block]
        counter[token] += articles
    for block, named in persons.items():
        yield from _rows(persons_of(named, contexts.get(block, {})))
    yield from _rows(organisations_of(organisations, (Link(*tie) for tie in ties), around))


def _rows(found: dict[str, Assigned]) -> Iterator[tuple[str, str | None, float, str]]:
    return ((type_, *assigned) for type_, assigned in found.items())
