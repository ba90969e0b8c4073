"""The sound of a name: one form for its spellings in German, English and several romanisations, and its consonants.

The rules are declared in `spelling.toml`; they are coarser than any one transcription, so that equal sounds never
prove one person by themselves: surname and given name have to agree.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

_DOUBLED = re.compile(r"(\w)\1+")
_VOWELS = re.compile(r"[aeiou]")
_SILENT = re.compile(r"(?<=[a-zA-Z])h(?![aeiou])|h$")
_LEADING_GLIDE = re.compile(r"^ie")


@lru_cache(maxsize=131072)
def plain(name: str) -> str:
    """Return a name in lower case, without accents, with hyphens as spaces: `Kim Jong-un`, `Michèle Böß`."""
    letters = "".join(_table("letters").get(c, c) for c in unicodedata.normalize("NFKD", name.casefold()))
    bare = "".join(c for c in letters if not unicodedata.combining(c))
    return " ".join(re.sub(r"[-‐‑`'’´.]", " ", bare).split())


@lru_cache(maxsize=131072)
def sound(part: str) -> str:
    """Return the sound of one part of a name: `Gerassimow` and `Gerasimov`, `Juri` and `Yuriy` have the same."""
    heard = _pattern("sounds").sub(lambda found: _table("sounds")[found.group()], plain(part).replace(" ", ""))
    heard = _LEADING_GLIDE.sub("e", _DOUBLED.sub(r"\1", _SILENT.sub("", heard)))
    for ending, same in _table("endings").items():
        if heard.endswith(ending):
            return heard[: -len(ending)] + same
    return heard


@lru_cache(maxsize=131072)
def syllables(part: str) -> str:
    """Return the sound of an East Asian given name, its syllables joined: `Son-hui`, `Sonhee`."""
    return _pattern("syllables").sub(lambda found: _table("syllables")[found.group()], plain(part).replace(" ", ""))


@lru_cache(maxsize=131072)
def skeleton(part: str) -> str:
    """Return the consonants of a part's sound, without a last -s; the whole sound where fewer than two are left."""
    heard = sound(part)
    bare = heard.removesuffix("s") if len(heard) > SHORTEST_GENITIVE else heard
    consonants = (bare[:1] if not _VOWELS.match(bare[:1]) else "a") + _VOWELS.sub("", bare[1:])
    consonants = _DOUBLED.sub(r"\1", consonants.replace("h", "") or consonants)
    return consonants if len(consonants) > 1 else heard


SHORTEST_GENITIVE = 4
"""Letters a name must have more than for its last -s to be taken for a German genitive."""


def without_genitive(part: str) -> str:
    """Return a part of a name without a last -s."""
    return part[:-1] if len(part) > 2 and part.endswith("s") and not part.endswith("ss") else part


@cache
def _tables() -> dict[str, dict[str, str]]:
    tables: dict[str, Any] = tomllib.loads(
        files("lagebild.merging.names").joinpath("spelling.toml").read_text(encoding="utf-8")
    )
    return tables


def _table(name: str) -> dict[str, str]:
    return _tables()[name]


@cache
def _pattern(table: str) -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, _table(table)), key=len, reverse=True)))
