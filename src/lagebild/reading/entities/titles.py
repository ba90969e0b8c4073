"""Titles: the nouns for offices, posts and callings, with the sector they tell, and what else a title noun says."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from lagebild.world.tables import rows_of

BY_ORGANISATION = "-"
"""In the tables: the organisation decides the sector."""

_JOINT = re.compile(r"[‐‑]|(?<=\w)\s(?=general$)")
"""What joins the parts of a title in one way or another: `secretary general`, `secretary-general`."""
_TAIL = 3
"""Letters at the end of a word by which the titles it can be are found at once."""
_GERMAN_CASES = ("", "s", "es", "n", "en", "e")


@dataclass(frozen=True, slots=True)
class Title:
    """A title noun: `sector` None where the organisation decides; `gender` "m", "f" or None where the noun is for both.

    `abroad` says that a state named after the title is where the person is sent to or what they study.
    """

    noun: str
    sector: str | None
    gender: str | None
    abroad: bool
    plural: bool = False


@lru_cache(maxsize=65536)
def title_of(word: str, lang: str) -> Title | None:
    """Return the title that a word is, in German also as the end of a compound; None if it is none.

    The longest title wins: `Parlamentspräsident` is not read as `Präsident`.
    """
    lower = _JOINT.sub("-", word.lower())
    if lang == "de" and not word[:1].isupper():
        return None
    for form, title in _by_tail(lang).get(lower[-_TAIL:], ()):
        if lower == form or (lang == "de" and lower.endswith(form)):
            return title
    return None


@cache
def _by_tail(lang: str) -> dict[str, tuple[tuple[str, Title], ...]]:
    """The forms of the titles by their last letters, the longest first."""
    forms = _german_forms() if lang == "de" else _english_forms()
    by_tail: dict[str, list[tuple[str, Title]]] = {}
    for form, title in forms.items():
        by_tail.setdefault(form[-_TAIL:], []).append((form, title))
    return {tail: tuple(sorted(group, key=lambda pair: -len(pair[0]))) for tail, group in by_tail.items()}


def _german_forms() -> dict[str, Title]:
    forms: dict[str, Title] = {}
    for row in _rows("de"):
        noun, sector, abroad = row["noun"], _sector(row["sector"]), bool(row["abroad"])
        ending = row["feminine"]
        neutral = noun.endswith(("te", "ten", "nde", "nden")) or noun in {"mitglied", "staatsoberhaupt"}
        gender = "f" if noun.endswith("in") else None if neutral else "m"
        for case in _GERMAN_CASES:
            forms.setdefault(noun + case, Title(noun, sector, gender, abroad))
        if ending:
            woman = noun.removesuffix("e") + ending
            forms.setdefault(woman, Title(woman, sector, "f", abroad))
            forms.setdefault(woman + "nen", Title(woman, sector, "f", abroad, plural=True))
    for row in rows_of("offices"):
        if row["lang"] == "de":
            forms.setdefault(row["noun"], Title(row["noun"], _sector(row["sector"]), None, abroad=False))
    return forms


def _english_forms() -> dict[str, Title]:
    forms: dict[str, Title] = {}
    for row in (*_rows("en"), *(row for row in rows_of("offices") if row["lang"] == "en")):
        noun = row["noun"]
        gender = "m" if noun.endswith("man") else "f" if noun.endswith("woman") else _ENGLISH_GENDER.get(noun)
        title = Title(noun, _sector(row["sector"]), gender, bool(row.get("abroad")))
        forms.setdefault(noun, title)
        forms.setdefault(noun + "s", Title(noun, title.sector, gender, title.abroad, plural=True))
    return forms


_ENGLISH_GENDER = {"king": "m", "prince": "m", "queen": "f", "princess": "f"}


def _sector(cell: str) -> str | None:
    return None if cell == BY_ORGANISATION else cell


@cache
def _rows(lang: str) -> tuple[dict[str, str], ...]:
    text = files("lagebild.reading.entities").joinpath("titles.csv").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return tuple(row for row in csv.DictReader(lines) if row["lang"] == lang)
