"""The sector that the head noun of a name tells: the last noun before its complement, a German compound by its end."""

from __future__ import annotations

import csv
import re
from functools import cache, lru_cache
from importlib.resources import files

from lagebild.reading.entities.titles import title_of
from lagebild.world.german import common_noun_forms

_WORDS = re.compile(r"[^\W\d_]+(?:[-‐‑][^\W\d_]+)*")
_MEMBERS = frozenset(
    {
        "mitarbeiter",
        "angehörige",
        "angehöriger",
        "vertreter",
        "sprecher",
        "sprecherin",
        "mitglied",
        "mitglieder",
        "experte",
    }
    | {
        "kreise",
        "mann",
        "beamte",
        "aktivist",
        "aktiviste",
        "anführer",
        "teile",
        "einheit",
        "einheite",
        "führer",
        "chef",
    }
    | {"member", "spokesma", "spokeswoma", "official", "representative", "commander", "leader", "head", "part", "unit"}
)
"""Nouns for people of whatever they are of: their complement tells the sector first (without a final -n or -s)."""
_COMPLEMENT = {
    "de": re.compile(r"\s(?:der|des|von|vom|für|in|im|aus|am|an|zur|zum|gegen|mit|bei|auf|und)\s"),
    "en": re.compile(r"\s(?:of|for|in|from|on|at|to|against|with|aboard|and)\s"),
}
"""Words that end the part of a name in which its head noun stands."""
_DOMAIN = re.compile(r"\w\.(?:de|com|net|org|tv|co\.uk)$")
"""An address stands for a medium: `tagesschau.de`."""
_TAIL = 2
"""Letters at the end of a word by which the nouns it can be are found at once."""
_PLURALS = ("e", "en", "er", "ern", "n", "s", "nen")


@lru_cache(maxsize=65536)
def sector_of_noun(name: str, lang: str) -> str | None:
    """Return the sector of the last noun before a name's complement, else of any word of the name, None if unknown.

    In German articles the nouns of English names count too, and titles (`Armeesprecherin`) in both.
    """
    if _DOMAIN.search(name):
        return "MED"
    if lang == "en":
        return _by_nouns(name, "en") or _by_title(name, "en")
    return _by_nouns(name, "de") or _by_title(name, "de") or _by_nouns(name, "en")


def _by_title(name: str, lang: str) -> str | None:
    titles = (title_of(word, lang) for word in reversed(_WORDS.findall(name)))
    return next((title.sector for title in titles if title is not None and title.sector), None)


def _by_nouns(name: str, lang: str) -> str | None:
    head, *complement = _COMPLEMENT[lang].split(name, maxsplit=1)
    if complement and any(
        word.lower().removesuffix("s").removesuffix("n") in _MEMBERS for word in _WORDS.findall(head)
    ):
        inside = _by_nouns(complement[0], lang)
        if inside:
            return inside
    words = _WORDS.findall(head)
    if lang == "en":
        return _english(words) or _english(_WORDS.findall(name))
    found = (_german(word) for word in (*reversed(words), *_WORDS.findall(name)[len(words) :]))
    return next((sector for sector in found if sector), None)


def _english(words: list[str]) -> str | None:
    table = _table("en")
    lower = [word.lower() for word in words]
    for end in range(len(lower), 0, -1):
        for start in (end - 2, end - 1):
            sector = table.get(" ".join(lower[start:end])) if start >= 0 else None
            if sector:
                return sector
    return None


def _german(word: str) -> str | None:
    lower = word.lower()
    for form, sector in _by_tail().get(lower[-_TAIL:], ()):
        if lower.endswith(form) and (word[:1].isupper() or lower == form):
            return sector
    return None


@cache
def _by_tail() -> dict[str, tuple[tuple[str, str], ...]]:
    by_tail: dict[str, list[tuple[str, str]]] = {}
    for form, sector in _table("de").items():
        by_tail.setdefault(form[-_TAIL:], []).append((form, sector))
    return {tail: tuple(sorted(group, key=lambda pair: -len(pair[0]))) for tail, group in by_tail.items()}


@cache
def _table(lang: str) -> dict[str, str]:
    table: dict[str, str] = {}
    for noun, sector in _rows(lang):
        for form in _german_forms(noun) if lang == "de" else (noun, _english_plural(noun)):
            table.setdefault(form, sector)
    return table


def _german_forms(noun: str) -> tuple[str, ...]:
    plurals = (noun + ending for ending in _PLURALS)
    return (*common_noun_forms(noun), *plurals, noun + "in", noun + "innen")


def _english_plural(noun: str) -> str:
    return noun[:-1] + "ies" if noun.endswith("y") else noun + "s"


def _rows(lang: str) -> list[tuple[str, str]]:
    text = files("lagebild.reading.entities").joinpath("sectors.csv").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return [(row["noun"], row["sector"]) for row in csv.DictReader(lines) if row["lang"] == lang]
