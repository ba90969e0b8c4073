"""Names of persons: their surname and given names, and what two of them are to each other."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from rapidfuzz.distance import Levenshtein

from lagebild.merging.names.spelling import plain, skeleton, sound, syllables, without_genitive
from lagebild.reading.entities.persons import SURNAME_FIRST, name_parts, surname_of

SAME_SOUND = 0.7
"""Share of letters that two spellings with equal consonants must have in common (`Gorbatschow`, `Gorbachev`: 0.82)."""
SHORTEST_COMPARED = 5
"""Letters of a given name below which only equal sounds count: `Jan`, `Jon` and `Jun` are three names."""

_SYLLABLES = re.compile(r"(?:[bcdfghjklmnpqrstwxyz]{0,3}[aeiouy]{1,3}(?:ng|[nmklprth])?){1,2}s?")
_VOWELS = "aeiou"
_JOINED_ARTICLE = re.compile(r"\b(?:El|Al)(?=[A-ZÄÖÜ])")


class Likeness(StrEnum):
    """What two full names are to each other; the first five are one person's."""

    EQUAL = "full name"
    SPELLING = "spelling"
    SHORTER = "shorter name"
    INITIAL = "initial"
    FAMILIAR = "form of a given name"
    OTHER_GIVEN = "other given name"
    OTHER_MIDDLE = "other middle name"
    OTHER_SURNAME = "other surname"

    @property
    def is_one_person(self) -> bool:
        """Whether the names can be one person's."""
        return self not in {Likeness.OTHER_GIVEN, Likeness.OTHER_MIDDLE, Likeness.OTHER_SURNAME}


@dataclass(frozen=True, slots=True, order=True)
class PersonName:
    """A name taken apart: lower case, without accents and titles. `given` is empty where only a surname stands.

    `surname_leads` says that the name is Korean, Chinese or Vietnamese; its given name is one part then.
    """

    surname: str
    given: tuple[str, ...]
    surname_leads: bool

    @property
    def block(self) -> str:
        """The key that all spellings of the surname share; one of mere mute letters (`H`) is its own."""
        return _surname_group(self.surname) or skeleton(self.surname) or self.surname

    @property
    def fullness(self) -> tuple[int, int]:
        """Spelled out given names, then all given names."""
        return sum(len(part) > 1 for part in self.given), len(self.given)


@lru_cache(maxsize=131072)
def person_name(name: str) -> PersonName | None:
    """Return a name taken apart, None if nothing is left of it without titles."""
    parts = tuple(plain(part) for part in name_parts(_JOINED_ARTICLE.sub("", name)))
    if "bin" in name.lower().split() and len(parts) > 2 and parts[-1] in _houses():
        parts = parts[:-1]
    return name_of_parts(parts) if parts and all(parts) else None


def name_of_parts(parts: Sequence[str]) -> PersonName:
    """Return the name of these parts: the surname is the first where it is East Asian and the rest can be syllables."""
    if len(parts) == 2 and parts[1] in _numerals():
        return PersonName(f"{parts[0]}{_numerals().index(parts[1]) + 1}", (), False)
    if len(parts) == 1:
        return PersonName(parts[0], (), parts[0] in _leading_surnames())
    if parts[0] in _leading_surnames() and all(_SYLLABLES.fullmatch(part) for part in parts[1:]):
        return PersonName(parts[0], ("".join(parts[1:]),), True)
    surname = surname_of(tuple(parts))
    return PersonName(surname, tuple(part for part in parts[:-1] if part != surname), False)


def same_surname(one: PersonName, other: PersonName) -> bool:
    """Whether two surnames are spellings of one."""
    return _same_surname(one.surname, other.surname)


@lru_cache(maxsize=131072)
def _same_surname(one: str, other: str) -> bool:
    if one == other or without_genitive(one) == without_genitive(other):
        return True
    group = _surname_group(one)
    if group is not None and group == _surname_group(other):
        return True
    if {one, other} & _leading_surnames():
        return False
    return sound(one) == sound(other) or (skeleton(one) == skeleton(other) and _is_close(sound(one), sound(other)))


def likeness(one: PersonName, other: PersonName) -> Likeness:
    """Return what two names with given names are to each other."""
    if not same_surname(one, other):
        return Likeness.OTHER_SURNAME
    if one == other:
        return Likeness.EQUAL
    joined, other_joined = "".join(one.given), "".join(other.given)
    if one.surname_leads or other.surname_leads:
        same = without_genitive(syllables(joined)) == without_genitive(syllables(other_joined))
        same = same or bool(given_groups(joined) & given_groups(other_joined))
        return Likeness.SPELLING if same else Likeness.OTHER_GIVEN
    if min(map(len, (*one.given, *other.given))) > 1 and sound(joined) == sound(other_joined):
        return Likeness.SPELLING
    longer, shorter = (one.given, other.given) if len(one.given) >= len(other.given) else (other.given, one.given)
    return _of_given(longer, shorter)


def _of_given(longer: Sequence[str], shorter: Sequence[str]) -> Likeness:
    first = _of_parts(longer[0], shorter[0])
    if first is None:
        inside = all(any(_same_given(part, whole) for whole in longer) for part in shorter)
        return Likeness.SHORTER if inside else Likeness.OTHER_GIVEN
    rest, others = longer[1:], shorter[1:]
    if rest and others and len(others[0]) == 1 and _of_parts(rest[0], others[0]) is None:
        return Likeness.OTHER_MIDDLE
    if any(all(_of_parts(part, whole) is None for whole in rest) for part in others):
        return Likeness.OTHER_MIDDLE
    if first is not Likeness.SPELLING:
        return first
    return Likeness.SPELLING if len(rest) == len(others) else Likeness.SHORTER


def _of_parts(one: str, other: str) -> Likeness | None:
    if len(one) == 1 or len(other) == 1:
        return Likeness.INITIAL if sound(one)[:1] == sound(other)[:1] else None
    if _same_given(one, other):
        return Likeness.SPELLING
    return Likeness.FAMILIAR if given_groups(one) & given_groups(other) else None


@lru_cache(maxsize=131072)
def _same_given(one: str, other: str) -> bool:
    heard, other_heard = sound(one), sound(other)
    if heard == other_heard:
        return True
    if min(len(heard), len(other_heard)) < SHORTEST_COMPARED or skeleton(one) != skeleton(other):
        return False
    # A last vowel tells Martin from Martina and Andrea from Andreas, and is no matter of spelling.
    last = {letter if letter in _VOWELS else "" for letter in (heard[-1], other_heard[-1])}
    return len(last) == 1 and heard[-1:] == other_heard[-1:] and _is_close(heard, other_heard)


def _is_close(one: str, other: str) -> bool:
    return Levenshtein.normalized_similarity(one, other, score_cutoff=SAME_SOUND) >= SAME_SOUND


@lru_cache(maxsize=65536)
def given_groups(part: str) -> frozenset[int]:
    """Return the declared lists of spellings that a given name stands in."""
    return _groups("given").get(part, frozenset())


@lru_cache(maxsize=65536)
def _surname_group(part: str) -> str | None:
    groups = _groups("surnames").get(part) or _groups("surnames").get(without_genitive(part))
    return f"={min(groups)}" if groups else None


@cache
def _groups(table: str) -> dict[str, frozenset[int]]:
    groups: dict[str, frozenset[int]] = {}
    for number, names in enumerate(_tables()[table]):
        for name in names:
            groups[name] = groups.get(name, frozenset()) | {number}
    return groups


@cache
def _leading_surnames() -> frozenset[str]:
    return SURNAME_FIRST | frozenset(_tables()["surname_first"])


@cache
def _numerals() -> list[str]:
    numerals: list[str] = _tables()["numerals"]
    return numerals


@cache
def _houses() -> frozenset[str]:
    return frozenset(_tables()["houses"])


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads(files("lagebild.merging.names").joinpath("persons.toml").read_text(encoding="utf-8"))
