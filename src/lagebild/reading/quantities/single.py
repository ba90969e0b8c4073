"""One person or thing: the article counts where an operator or what happened says so (`ein Soldat wurde getötet`)."""

from __future__ import annotations

from lagebild.reading.numbers import NumberKind, number_at, number_words
from lagebild.reading.quantities.amounts import Amount
from lagebild.reading.quantities.words import QuantityWords
from lagebild.reading.tokens import Tokens

HAPPENED_REACH = 6
"""Tokens after the noun in which what happened to it must stand."""

ADJECTIVES_REACH = 3
"""Tokens between the article and its noun."""

_AGENT_WORDS = frozenset({"von", "by"})
"""Before who did it, not whom it happened to."""


def single_at(tokens: Tokens, i: int, start: int, stop: int, lang: str, words: QuantityWords) -> Amount | None:
    """Return the article that counts as one around the trigger `i`, or None.

    The trigger is an operator (`mindestens eine Person`) or a noun of people (`ein Mensch kam ums Leben`).
    """
    articles = number_words(lang).articles
    texts = tokens.words
    if texts[i].lower() in words.single_operators:
        number = number_at(tokens, i + 1, lang) if i + 1 < stop else None
        return _one(i + 1) if number is not None and number.kind is NumberKind.ARTICLE else None
    if not _happened_to(tokens, i + 1, stop, words):
        return None
    for k in range(i - 1, max(start, i - 1 - ADJECTIVES_REACH) - 1, -1):
        if texts[k].lower() in articles:
            return None if k > start and texts[k - 1].lower() in _AGENT_WORDS else _one(k)
        if texts[k].lower() in words.stops or not (texts[k][0].isalpha() or texts[k] == "-"):
            return None
    return None


def _one(i: int) -> Amount:
    return Amount(i, i, i + 1, 1.0, 1.0, NumberKind.ARTICLE, 1.0, None, False)


def _happened_to(tokens: Tokens, i: int, stop: int, words: QuantityWords) -> bool:
    for word in tokens.words[i : min(i + HAPPENED_REACH, stop)]:
        if word.lower() in words.happened:
            return True
        if word in ",;:.":
            return False
    return False
