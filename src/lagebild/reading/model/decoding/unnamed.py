"""What a model takes for a name and is none: function words, adjectives, and words that a page runs together.

`Das ist neu` names nobody, an adjective alone (`des kubanischen Zuckers`) neither, and neither does `PolitikChina`, a
section and a headline without a space between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from lagebild.world import Role, lookup

_WORD = re.compile(r"[^\W\d_]+")
_RUN_TOGETHER = re.compile(r"([^\W\d_]*[^\W\d_A-ZÄÖÜ]{2})([A-ZÄÖÜ][^\W\d_A-ZÄÖÜ]{2,})")


class Unnamed:
    """Tells for one article what cannot be a name in it; `names` are all that were read."""

    def __init__(self, text: str, names: Iterable[str]) -> None:
        self._words = frozenset(_WORD.findall(text))
        long = (words for name in names if len(words := _WORD.findall(name)) > 1)
        self._parts = frozenset(word for words in long for word in words)

    def __contains__(self, name: str) -> bool:
        words = _WORD.findall(name)
        if words and all(map(self._is_function_word, words)):
            return True
        if len(words) == 1 and name[:1].islower() and (known := lookup(name)) and known.role is Role.ADJECTIVE:
            return True
        glued = (_RUN_TOGETHER.fullmatch(word) for word in words)
        return any(pair and self._are_words(*pair.groups()) for pair in glued)

    def _is_function_word(self, word: str) -> bool:
        """Whether a word is one and no surname, such as that of a vice premier called He."""
        return word.lower() in _function_words() and not word.isupper() and word not in self._parts

    def _are_words(self, first: str, second: str) -> bool:
        """Whether one of two halves stands alone elsewhere, the second also without its genitive."""
        return not self._words.isdisjoint((first, second, second.removesuffix("s")))


@cache
def _function_words() -> frozenset[str]:
    table = files("lagebild.reading.model.decoding").joinpath("function_words.txt").read_text(encoding="utf-8")
    return frozenset(table.split())
