"""Whom or what a quantity is about, where the words around its noun say it precisely."""

from __future__ import annotations

from lagebild.reading.quantities.amounts import Amount
from lagebild.reading.quantities.counted import Counted
from lagebild.reading.quantities.nouns import role_of
from lagebild.reading.quantities.words import quantity_words
from lagebild.reading.tokens import Tokens
from lagebild.world import Role

LONGEST_OWNER = 3
"""Tokens of the longest name looked for."""

_SUBJECTS = frozenset({"money", "share", "weapons", "troops"})
"""Measures whose owner is mostly the subject; on the training part 36 of the 38 so found were right."""

_NAMES = frozenset({Role.NAME, Role.CAPITAL, Role.SEAT})


def owner_of(
    tokens: Tokens, amount: Amount, counted: Counted, start: int, stop: int, lang: str
) -> tuple[int, int] | None:
    """Return the tokens of the owner, or None.

    The adjective before the noun (`irakische Soldaten`), the first part of a compound (`US-Soldaten`), the noun
    itself (`30 Briten`), or the name after the noun (`Soldaten Nordkoreas`, `der libanesischen Armee`, `of Syria`).
    """
    if counted.noun is None or counted.noun_end is None or counted.measure == "money":
        return _subject(tokens, amount, counted, start, lang)
    first = amount.end if counted.adjective is None else counted.adjective
    for i in range(first, counted.noun_end):
        found = _named_at(tokens, i, counted.noun_end, lang, frozenset({Role.ADJECTIVE, Role.PEOPLE, Role.NAME}))
        if found is not None:
            return found
    at = counted.noun_end
    if at < stop and tokens.words[at].lower() in quantity_words(lang).genitives:
        at += 1
    found = _named_at(tokens, at, stop, lang, _NAMES | {Role.ADJECTIVE})
    if found is None or at == counted.noun_end:
        if found is not None and tokens.words[found[1] - 1].endswith("s") and lang == "de":
            return found
        return _subject(tokens, amount, counted, start, lang)
    if role_of(" ".join(tokens.words[found[0] : found[1]]), lang) is Role.ADJECTIVE:
        noun = found[1]
        return (found[0], noun + 1) if noun < stop and tokens.words[noun][0].isalpha() else None
    return found


def _subject(tokens: Tokens, amount: Amount, counted: Counted, start: int, lang: str) -> tuple[int, int] | None:
    """Return the name a sentence starts with as the owner, where that is likely."""
    return _named_at(tokens, start, amount.start, lang, _NAMES) if counted.measure in _SUBJECTS else None


def _named_at(tokens: Tokens, i: int, stop: int, lang: str, roles: frozenset[Role]) -> tuple[int, int] | None:
    """Return the longest name at token `i` that has one of `roles`."""
    if i >= stop or not (tokens.words[i][0].isupper() or (lang == "de" and "isch" in tokens.words[i])):
        return None
    for length in range(min(LONGEST_OWNER, stop - i), 0, -1):
        if length > 1 and not tokens.words[i][0].isupper():
            continue
        if role_of(" ".join(tokens.words[i : i + length]), lang) in roles:
            return i, i + length
    return None
