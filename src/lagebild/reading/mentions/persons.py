"""Persons named with their office, and the later mentions of them by full name or surname.

A light rule, precise rather than complete: an office (`Außenminister`, `President`) right before two or more name words
makes a person; then every place where the full name or the surname stands is a mention of the same person. The country
comes from the state's adjective, genitive or abbreviation before the office (`US-Präsident`, `Chinas Außenminister`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from lagebild.articles.article import Article
from lagebild.reading.marks import Mention, MentionKind
from lagebild.reading.mentions.candidates import HYPHENS, WORDS_BESIDE
from lagebild.reading.mentions.confidence import PERSON_PRECISION
from lagebild.world import EntryKind, Role, lookup
from lagebild.world.matcher import NameMatcher
from lagebild.world.tables import rows_of

SHORTEST_SURNAME = 3
"""Letters a surname must have to be found by itself."""
FIELD_NOT_COUNTRY = "EDU"
"""Sector of scholars: the state before their office is their field (`Nordkorea-Experte`), not whom they serve."""
WORDS_TO_COUNTRY = 3
"""Words before an office among which the state's adjective is looked for: `der neue russische Präsident`."""

_CAPITALISED = r"(?=[^\W\d_]*[a-zß-öø-ÿ])[^\W\d_a-zß-öø-ÿ][^\W\d_]*+(?:[-’'][^\W\d_]++)*+"
_PARTICLE = r"(?:von|van|de|da|dos|der|den|bin|ibn|al|el|zu|di|du|la|le)"
_MIDDLE = rf"(?:\s(?:[A-Z]\.|{_PARTICLE}(?:\s{_PARTICLE})?))?"
_PERSON = {
    "de": re.compile(rf"\s({_CAPITALISED}{_MIDDLE}\s(?:al-|el-)?{_CAPITALISED})(\s{_CAPITALISED})?"),
    "en": re.compile(rf"\s({_CAPITALISED}{_MIDDLE}\s(?:al-|el-)?{_CAPITALISED}(?:\s{_CAPITALISED})?)"),
}
_OFFICE_WORD = {
    "de": re.compile(r"(?<![^\W\d_])[A-ZÄÖÜ][^\W\d_]*+(?=\s[^\W\d_a-zß-öø-ÿ])"),
    "en": re.compile(r"(?<![^\W\d_])[A-Za-z]++(?=\s[^\W\d_a-zß-öø-ÿ])"),
}
_TAIL = 3
"""Letters at the end of a word by which the offices it can be are found at once."""
_WORD = re.compile(r"[\w-]+")


@dataclass(frozen=True, slots=True)
class _Person:
    name: str
    surname: str
    country: str | None
    sector: str | None


def persons_in(article: Article) -> tuple[Mention, ...]:
    """Return the mentions of persons who are named with their office at least once, ordered by offset."""
    lang = article.lang if article.lang in _PERSON else None
    if lang is None:
        return ()
    persons: dict[str, _Person] = {}
    for person in _persons_with_office(article, lang):
        known = persons.get(person.name)
        if known is None or known.country is None:
            persons[person.name] = person
    return tuple(_mentions_of_persons(article, persons, lang)) if persons else ()


def _persons_with_office(article: Article, lang: str) -> Iterator[_Person]:
    text = article.text
    words = Counter(_WORD.findall(text))
    for passage in article.passages_read():
        for word in _OFFICE_WORD[lang].finditer(text, passage.start, passage.end):
            sector = _sector_of_office(word.group(), lang)
            found = _PERSON[lang].match(text, word.end(), passage.end) if sector else None
            if found is None or sector is None:
                continue
            name = _full_name(found, words, lang)
            if not any(_is_known(part, lang) for part in name.split()):
                known_of = sector != FIELD_NOT_COUNTRY
                country = _country_before(text, passage.start, word.start(), lang) if known_of else None
                yield _Person(name, name.split()[-1], country, sector.strip("-") or None)


def _full_name(found: re.Match[str], words: Counter[str], lang: str) -> str:
    """The name without a German genitive; its third word belongs to it if it also stands elsewhere, as names do."""
    name = found[1]
    if lang == "de" and found[2] and words[found[2].strip()] > 1:
        name += found[2]
    genitive = lang == "de" and name.endswith("s") and words[name.split()[-1][:-1]]
    return name[:-1] if genitive else name


def _is_known(word: str, lang: str) -> bool:
    return lookup(word, lang) is not None or _sector_of_office(word, lang) is not None


def _country_before(text: str, first: int, start: int, lang: str) -> str | None:
    if start - 1 >= first and text[start - 1] in HYPHENS:
        return _country_of(_last_words(text, first, start - 1), lang, whole=False)
    return _country_of(_last_words(text, first, start), lang, whole=True)


def _last_words(text: str, first: int, start: int) -> list[str]:
    clause = re.split(r"[.,;:!?()\n]", text[max(first, start - WORDS_BESIDE) : start])[-1]
    return _WORD.findall(clause)[-WORDS_TO_COUNTRY:]


def _country_of(words: list[str], lang: str, *, whole: bool) -> str | None:
    for word in reversed(words if whole else words[-1:]):
        name = lookup(word.removesuffix("-"), lang)
        if name is not None and name.role is Role.ADJECTIVE:
            return name.entry.country
        inflected = name is not None and word != name.form
        if name is not None and name.entry.kind is not EntryKind.PLACE and (inflected or not whole or lang == "en"):
            return name.entry.country
        if word[:1].isupper() and name is None and word is not words[-1]:
            return None
    return None


def _sector_of_office(word: str, lang: str) -> str | None:
    lower = word.lower()
    for form, sector in _offices_by_tail(lang).get(lower[-_TAIL:], ()):
        if lower == form or (lang == "de" and word[:1].isupper() and lower.endswith(form)):
            return sector
    return None


@cache
def _offices_by_tail(lang: str) -> dict[str, tuple[tuple[str, str], ...]]:
    """The forms of the offices with their sectors, by their last letters."""
    endings = ("", "s", "n", "en") if lang == "de" else ("",)
    offices = [(row["noun"] + e, row["sector"]) for row in rows_of("offices") if row["lang"] == lang for e in endings]
    by_tail: dict[str, list[tuple[str, str]]] = {}
    for form, sector in offices:
        by_tail.setdefault(form[-_TAIL:], []).append((form, sector))
    return {tail: tuple(group) for tail, group in by_tail.items()}


def _mentions_of_persons(article: Article, persons: dict[str, _Person], lang: str) -> Iterator[Mention]:
    by_surface = _persons_by_surface(persons)
    endings = ("", "s") if lang == "de" else ("",)
    matcher = NameMatcher((surface + ending, by_surface[surface]) for ending in endings for surface in by_surface)
    text = article.text
    for passage in article.passages_read():
        for start, end, person in matcher.matches_in(text, passage.start, passage.end):
            if text[max(start - 1, passage.start) : start] in HYPHENS or text[end : end + 1] in HYPHENS:
                continue
            entity = f"person:{person.name}"
            yield Mention(start, end, MentionKind.PER, person.country, person.sector, entity, None, PERSON_PRECISION)


def _persons_by_surface(persons: dict[str, _Person]) -> dict[str, _Person]:
    """Full names, and surnames that only one of the persons has."""
    by_surname: dict[str, list[_Person]] = {}
    for person in persons.values():
        by_surname.setdefault(person.surname, []).append(person)
    alone = {surname: group[0] for surname, group in by_surname.items() if len(group) == 1}
    return {surname: person for surname, person in alone.items() if len(surname) >= SHORTEST_SURNAME} | persons
