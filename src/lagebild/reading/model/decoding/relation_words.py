"""What the words of a relation statement say of its value and change, which a model often takes for their opposite.

The words are declared in `relation_words.toml`. They decide only where they agree and nothing turns them round.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

_LETTERS = r"[^\W\d_]*"
_CAUSE = re.compile(
    r"\b(?:aufgrund|infolge|trotz|ungeachtet|despite|because of|due to|owing to)"
    r"\s+(?:(?:der|des|dem|the|its|their)\s+)?\w+",
    re.IGNORECASE,
)
"""A cause is another matter: `aufgrund der Annäherung von A und B schwierig`."""


def value_told(words: str, value: int) -> int:
    """Return the value of a relation, -2 to 2: what its words say, else the one given."""
    said = _CAUSE.sub(" ", words)
    told = {int(key) for key, pattern in _patterns("values").items() if pattern.search(said)}
    if not told or _patterns("others")["turning"].search(said):
        return value
    if min(told) < 0 < max(told):
        return -1 if _patterns("others")["against"].search(said) else value
    return max(told, key=abs)


def change_told(words: str, change: str | None) -> str | None:
    """Return how a relation moves, `up`, `down` or not: what its words say, else the one given."""
    told = [key for key, pattern in _patterns("changes").items() if pattern.search(words)]
    unsure = any(_patterns("others")[key].search(words) for key in ("turning", "open"))
    return told[0] if len(told) == 1 and not unsure else change


@cache
def _patterns(table: str) -> dict[str, re.Pattern[str]]:
    declared = tomllib.loads(files(__package__).joinpath("relation_words.toml").read_text(encoding="utf-8"))
    return {
        key: re.compile(rf"\b(?:{'|'.join(word.replace('~', _LETTERS) for word in words)})\b", re.IGNORECASE)
        for key, words in declared[table].items()
    }
