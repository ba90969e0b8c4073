"""Units of measure and currencies, by the words and symbols that stand after a number."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from babel import Locale
from babel.core import get_global

from lagebild.reading.tokens import Tokens

SYMBOLS = {
    "€": "EUR",
    "$": "USD",
    "£": "GBP",
    "¥": "JPY",
    "₽": "RUB",
    "₩": "KRW",
    "₹": "INR",
    "₺": "TRY",
    "₴": "UAH",
    "₪": "ILS",
}
"""Currency symbols; `$` alone is the US dollar, as news agencies use it."""

DOLLAR_PREFIXES = {"US": "USD", "A": "AUD", "C": "CAD", "HK": "HKD", "NT": "TWD", "NZ": "NZD", "S": "SGD", "R": "BRL"}
"""What stands before `$` for the other dollars."""

_SHARED = {
    "de": (
        "EUR euro euros; USD dollar dollars dollarn; GBP pfund; RUB rubel; CNY yuan renminbi; KRW won; JPY yen; "
        "CHF franken; PLN złoty zloty; IDR rupiah rp; UAH hrywnja griwna; TRY lira; ILS schekel; INR rupien; "
        "HUF forint; ZAR rand; BRL real"
    ),
    "en": (
        "EUR euro euros; USD dollar dollars; GBP pound pounds; RUB ruble rubles rouble roubles; CNY yuan renminbi; "
        "KRW won; JPY yen; INR rupee rupees; PLN zloty zlotys; TRY lira liras; ILS shekel shekels; IDR rupiah; "
        "UAH hryvnia hryvnias; HUF forint forints; CHF francs; ZAR rand"
    ),
}
"""Currency names that several countries share, read as the one that the news means by them alone."""

_OTHER_WORDS = frozenset({"real", "mark", "sol", "leu", "top"})
"""Currency nouns that are other words more often."""

CODES = frozenset(("EUR", "USD", "GBP", "CHF", "JPY", "CNY", "RUB", "UAH", "PLN", "SEK", "NOK", "DKK"))
"""ISO codes that the news writes beside numbers."""

_HUNDREDTHS = {"cent": "EUR", "cents": "USD", "pence": "GBP"}
"""Coins of a hundredth."""

SHORTEST_SPELLED_OUT = 3
"""Letters above which a unit is a word and no abbreviation."""

_PLURAL_ENDINGS = ("", "s", "n", "en", "e")

_ADJECTIVE_ENDINGS = ("er", "es", "en", "em", "e")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit found at some tokens: `end` is the token after it, `factor` what the number is multiplied by."""

    name: str
    measure: str
    end: int
    factor: float = 1.0


@cache
def _measures(lang: str) -> Mapping[str, tuple[str, str]]:
    column = "german" if lang == "de" else "english"
    lines = files(__package__).joinpath("units.csv").read_text(encoding="utf-8").splitlines()
    return {word: (row["unit"], row["measure"]) for row in csv.DictReader(lines) for word in row[column].split()}


def count_units(lang: str) -> frozenset[str]:
    """Return the one-word units of measure: an article before one counts (`ein Prozent`, `eine Tonne`)."""
    return frozenset(word for word in _measures(lang) if len(word) > SHORTEST_SPELLED_OUT and "_" not in word)


@cache
def _currencies(lang: str) -> tuple[Mapping[tuple[str, str], str], frozenset[str], Mapping[str, str]]:
    """Return currencies by (stem of the adjective, noun), all their nouns, and those whose noun alone says enough.

    The names are those of CLDR; only currencies that are tender somewhere today count.
    """
    tender = {
        code
        for entries in get_global("territory_currencies").values()
        for code, _since, until, is_tender in entries
        if until is None and is_tender
    }
    names = {code: name for code, name in Locale.parse(lang).currencies.items() if code in tender}
    pairs: dict[tuple[str, str], str] = {}
    nouns: dict[str, set[str]] = {}
    for code, name in names.items():
        *adjectives, noun = name.lower().replace("-", " ").split()
        nouns.setdefault(noun, set()).add(code)
        if adjectives:
            pairs[_stem(adjectives[-1], lang), noun] = code
    alone = {noun: codes.pop() for noun, codes in nouns.items() if len(codes) == 1 and noun not in _OTHER_WORDS}
    return pairs, frozenset(nouns), {**alone, **_shared(lang)}


def _shared(lang: str) -> dict[str, str]:
    entries = (entry.split() for entry in _SHARED[lang].split(";"))
    return {name: code for code, *names in entries for name in names}


def _stem(adjective: str, lang: str) -> str:
    if lang == "de":
        for ending in _ADJECTIVE_ENDINGS:
            if adjective.endswith(ending) and len(adjective) > len(ending) + 3:
                return adjective[: -len(ending)]
    return adjective


def unit_at(tokens: Tokens, i: int, lang: str) -> Unit | None:
    """Return the unit of measure or the currency that starts at token `i`, or None."""
    if i >= len(tokens):
        return None
    return _measure_at(tokens, i, lang) or _currency_at(tokens, i, lang)


def _measure_at(tokens: Tokens, i: int, lang: str) -> Unit | None:
    measures = _measures(lang)
    words = tokens.words
    for length in (2, 1):
        if i + length > len(words):
            continue
        key = "_".join(words[i : i + length])
        found = measures.get(key) or (measures.get(key.lower()) if lang == "en" else None)
        if found is not None:
            return Unit(*found, i + length)
    return None


def _currency_at(tokens: Tokens, i: int, lang: str) -> Unit | None:
    words = tokens.words
    word = words[i]
    if word in SYMBOLS:
        return Unit(SYMBOLS[word], "money", i + 1)
    pairs, nouns, alone = _currencies(lang)
    # `US-Dollar`, `US dollars`, `US$` and, in German, any country glued to the noun by a hyphen.
    if word in DOLLAR_PREFIXES and i + 1 < len(words):
        following = i + 1 + (words[i + 1] == "-")
        if following < len(words) and words[following].lower().startswith(("dollar", "$")):
            return Unit(DOLLAR_PREFIXES[word], "money", following + 1)
    lower = word.lower()
    if (code := _HUNDREDTHS.get(lower)) is not None:
        return Unit(code, "money", i + 1, 0.01)
    if word in CODES:
        return Unit(word, "money", i + 1)
    following = i + 1 + (i + 1 < len(words) and words[i + 1] == "-")
    noun = words[following].lower() if following < len(words) else ""
    for ending in _PLURAL_ENDINGS:
        singular = noun.removesuffix(ending)
        if singular in nouns and (code := pairs.get((_stem(lower, lang), singular))) is not None:
            return Unit(code, "money", following + 1)
    if (code := alone.get(lower)) is not None and (lang == "en" or word[0].isupper()):
        return Unit(code, "money", i + 1)
    return None


def symbol_before(tokens: Tokens, i: int) -> tuple[str, int] | None:
    """Return the currency written right before token `i` (`$`, `US$`, `EUR`) and the token it starts at, or None."""
    if i == 0:
        return None
    word = tokens.words[i - 1]
    if word in SYMBOLS:
        start, code = i - 1, SYMBOLS[word]
        if word == "$" and start > 0 and tokens.ends[start - 1] == tokens.starts[start]:
            prefixed = DOLLAR_PREFIXES.get(tokens.words[start - 1])
            if prefixed is not None:
                return prefixed, start - 1
        return code, start
    if word in CODES:
        return word, i - 1
    return None
