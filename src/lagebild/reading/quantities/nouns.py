"""The counted nouns: one English singular for each, also for German compounds by their last part."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from lagebild.world import Role, lookup

SHORTEST_HEAD = 4
"""Letters of the shortest noun that is looked for at the end of a compound: shorter ones end too many other words."""

SHORTEST_MODIFIER = 3
"""Letters that stand at least before the head of a compound."""

LONGEST_NOUN = 48
"""Letters of the longest word that is taken apart."""

LARGEST_CACHE = 4096
"""Words whose role is remembered."""

_GERMAN_ENDINGS = ("n", "s", "es", "en")
"""What case may add to the forms of the table."""


@dataclass(frozen=True, slots=True)
class Noun:
    """A counted noun: its English singular and what a number of it measures; `aircraft` is its own plural."""

    name: str
    measure: str
    plural_alike: bool


@cache
def _nouns(lang: str) -> Mapping[str, Noun]:
    lines = files(__package__).joinpath("nouns.csv").read_text(encoding="utf-8").splitlines()
    return dict(_forms(csv.DictReader(lines), lang))


def _forms(rows: csv.DictReader[str], lang: str) -> Iterator[tuple[str, Noun]]:
    """Yield every form of every noun; the first row that names a form keeps it."""
    seen: set[str] = set()
    for row in rows:
        noun = Noun(row["noun"], row["measure"], row["noun"] in row["english"].split())
        forms = (
            row["german"].split() if lang == "de" else [row["noun"], plural_of(row["noun"]), *row["english"].split()]
        )
        for form in forms:
            if form not in seen:
                seen.add(form)
                yield (form if lang == "de" else form.lower()), noun


def noun_of(word: str, lang: str) -> Noun | None:
    """Return the noun that `word` is a form or (German) a compound of, or None; bounded work for any word."""
    nouns = _nouns(lang)
    if lang != "de":
        return nouns.get(word.lower())
    if (noun := _case_form(word, nouns)) is not None or len(word) > LONGEST_NOUN:
        return noun
    for start in range(SHORTEST_MODIFIER, len(word) - SHORTEST_HEAD + 1):
        if (noun := _case_form(word[start].upper() + word[start + 1 :], nouns)) is not None:
            return noun
    return None


@lru_cache(maxsize=LARGEST_CACHE)
def role_of(word: str, lang: str) -> Role | None:
    """Return how `word` refers to a state or organisation, if it does: as a name, a people, an adjective."""
    name = lookup(word, lang)
    return None if name is None else name.role


def is_people(word: str, lang: str) -> bool:
    """Return whether `word` names the people of a state: `Iraker`, `Britons`."""
    return role_of(word, lang) is Role.PEOPLE


def _case_form(word: str, nouns: Mapping[str, Noun]) -> Noun | None:
    if (noun := nouns.get(word)) is not None:
        return noun
    for ending in _GERMAN_ENDINGS:
        if word.endswith(ending) and (noun := nouns.get(word[: -len(ending)])) is not None:
            return noun
    return None


def plural_of(noun: str) -> str:
    """Return the regular English plural of `noun`."""
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")


def singular_of(noun: str) -> str:
    """Return the likely English singular of a regular plural."""
    lower = noun.lower()
    if lower.endswith("ies") and len(lower) > 4:
        return lower[:-3] + "y"
    if lower.endswith(("sses", "xes", "ches", "shes")):
        return lower[:-2]
    return lower[:-1] if lower.endswith("s") and not lower.endswith(("ss", "us", "is")) else lower
