"""Whether a name names anything: `Innenministerium` and `the ruling party` may be any country's, `Gazprom` is one.

Entered without its language: the words of both are looked at, German ones by the end of their compounds.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files

from lagebild.reading.entities.referents import bare
from lagebild.reading.entities.sectors import sector_of_noun
from lagebild.world import lookup
from lagebild.world.institutions import institution_at

_WORDS = re.compile(r"\w+(?:[-‐‑]\w+)*")
_PUBLIC = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY", "OPP", "REB"})
"""Sectors whose nouns every country has; other capitalised nouns also name papers and companies (`The Observer`)."""
_ENDINGS = ("es", "en", "er", "em", "e", "s", "n")


@lru_cache(maxsize=65536)
def is_unnamed(name: str) -> bool:
    """Return whether an organisation or government is called by common words alone, one of them an institution.

    Words in lower case are common; capitalised ones are if they are declared (`unnamed.toml`) or tell a public sector.
    """
    words = bare(name)
    found = institution_at(words, 0, len(words), None)
    if found is not None and found[1] == len(words):
        return True
    parts = _WORDS.findall(words)
    return all(_is_common(word) for word in parts) and any(_is_institution(word) for word in parts)


def _is_common(word: str) -> bool:
    return word[0].islower() or _is_institution(word) or _is_among("beside", word)


def _is_institution(word: str) -> bool:
    """Whether a word is a noun for an institution; of nouns in lower case every sector counts."""
    if _is_among("names", word) or (word[0].isupper() and lookup(word) is not None):
        return False
    sector = sector_of_noun(word, "de")  # which knows the English nouns too
    return _is_among("nouns", word) or sector in _PUBLIC or (sector is not None and word[0].islower())


def _is_among(table: str, word: str) -> bool:
    lower = word.lower()
    declared = _declared()[table]
    return lower in declared or any(lower.endswith(e) and lower[: -len(e)] in declared for e in _ENDINGS)


@cache
def _declared() -> dict[str, frozenset[str]]:
    tables = tomllib.loads(files("lagebild.merging").joinpath("unnamed.toml").read_text(encoding="utf-8"))
    return {name: frozenset(words) for name, words in tables.items()}
