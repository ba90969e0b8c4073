"""The number words of one language, compiled from its table."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

LANGUAGES = ("de", "en")

LONGEST_WORD = 66
"""Characters of the longest word read as a number: 777,777 in German has 65."""

LONGEST_ABBREVIATION = 4


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class NumberWords:
    """What each lower-case word of a language means inside a number.

    `starts` holds, in every usual spelling, the words a number may start with, except articles: a scan over a text
    asks this set first, then `is_start` for German words glued to `tausend`.
    """

    group: frozenset[str]
    decimal: frozenset[str]
    cardinals: Mapping[str, float]
    articles: Mapping[str, float]
    scales: Mapping[str, float]
    abbreviations: frozenset[str]
    vague: Mapping[str, float]
    vague_joiners: frozenset[str]
    several: Mapping[str, float]
    several_pairs: frozenset[tuple[str, str]]
    fractions: Mapping[str, float]
    bare_fractions: Mapping[str, float]
    halves: Mapping[str, float]
    joiners: frozenset[str]
    digit_counts: Mapping[str, int]
    digit_nouns: frozenset[str]
    ordinals: Mapping[str, int]
    ordinal_marks: frozenset[str]
    glue: str | None
    starts: frozenset[str]

    def cardinal(self, word: str) -> float | None:
        """Return the value of the lower-case `word` as a cardinal number, also glued together as German does."""
        value = self.cardinals.get(word)
        if value is not None or self.glue is None or len(word) > LONGEST_WORD or self.glue not in word:
            return value
        head, _, tail = word.partition(self.glue)
        thousands = self.cardinals.get(head) if head and head not in self.articles else 1.0
        rest = self.cardinals.get(tail.removeprefix("und")) if tail else 0.0
        if thousands is None or rest is None:
            return None
        return thousands * 1000 + rest

    def is_start(self, word: str) -> bool:
        """Return whether a number that is not written in digits may start with `word`."""
        if word in self.starts:
            return True
        return self.glue is not None and self.glue in word.lower() and self.cardinal(word.lower()) is not None


@cache
def number_words(lang: str) -> NumberWords:
    """Return the number words of `lang` ("de" or "en"); raises KeyError for another language."""
    if lang not in LANGUAGES:
        raise KeyError(lang)
    table = tomllib.loads(files(__package__).joinpath(f"{lang}.toml").read_text(encoding="utf-8"))
    below_thousand = _german_cardinals(table) if lang == "de" else {**table["units"], **table["tens"]}
    fractions: dict[str, float] = table["fractions"]
    bare_fractions = {word: fractions[word] for word in table["bare_fractions"]} | _glued_fractions(table)
    mixed = dict(table["mixed"]["words"])
    for suffix, part in table["mixed"]["suffix"].items():
        mixed |= {word + suffix: value + part for word, value in below_thousand.items() if 0 < value < 100}
    cardinals = {**below_thousand, **table["inflected"], **mixed, **_glued_scales(table)}
    digit_counts = {
        word + ending: count
        for word, count in table["digit_counts"].items()
        if isinstance(count, int)
        for ending in table["digit_counts"]["inflections"]
    }
    words = [cardinals, table["scales"], table["vague"], table["several"], fractions, bare_fractions, table["halves"]]
    return NumberWords(
        group=frozenset(table["group"]),
        decimal=frozenset(table["decimal"]),
        cardinals=cardinals,
        articles=table["articles"],
        scales=table["scales"],
        abbreviations=frozenset(table["abbreviations"]),
        vague=table["vague"],
        vague_joiners=frozenset(table["vague_joiners"]),
        several=table["several"],
        several_pairs=frozenset((first, second) for first, second in table["several_pairs"]),
        fractions=fractions,
        bare_fractions=bare_fractions,
        halves=table["halves"],
        joiners=frozenset(table["joiners"]),
        digit_counts=digit_counts,
        digit_nouns=frozenset(table["digit_counts"]["second_word"]),
        ordinals=_ordinals(table["ordinals"], below_thousand),
        ordinal_marks=frozenset(table["ordinals"]["digit_marks"]),
        glue="tausend" if lang == "de" else None,
        starts=_spellings(word for group in [*words, digit_counts] for word in group if word not in table["articles"]),
    )


def _german_cardinals(table: Mapping[str, Any]) -> dict[str, float]:
    """Return every German number word below 1,000 and the hundreds up to 1,900, written in one word."""
    units, tens = table["units"], table["tens"]
    below_hundred = {**units, **tens}
    for unit, ones in units.items():
        if 1 <= ones <= 9 and unit != "eins":
            below_hundred |= {f"{unit}und{ten}": ones + value for ten, value in tens.items()}
    cardinals = {word: value for word, value in below_hundred.items() if word not in table["articles"]}
    hundreds = {"hundert": 100.0} | {
        f"{word}hundert": value * 100 for word, value in below_hundred.items() if 1 <= value <= 19 and word != "eins"
    }
    cardinals |= hundreds
    for word, value in hundreds.items():
        if value < 1000:
            for joiner in ("", "und"):
                cardinals |= {f"{word}{joiner}{rest}": value + more for rest, more in below_hundred.items() if more}
    return cardinals


def _glued_fractions(table: Mapping[str, Any]) -> dict[str, float]:
    """Return the fractions written in one word with their count: `zweidrittel`."""
    counts = {word: value for word, value in table["units"].items() if 2 <= value <= 9}
    return {
        count + part: value * share for count, value in counts.items() for part, share in table["fractions"].items()
    }


def _glued_scales(table: Mapping[str, Any]) -> dict[str, float]:
    """Return the scales written in one word with a fraction: `viertelmillion`."""
    parts = {**table["fractions"], **_glued_fractions(table), **table["halves"]}
    scales = {
        word: value for word, value in table["scales"].items() if value >= 1e6 and len(word) > LONGEST_ABBREVIATION
    }
    return {part + scale: share * value for part, share in parts.items() for scale, value in scales.items()}


def _ordinals(table: Mapping[str, Any], cardinals: Mapping[str, float]) -> dict[str, int]:
    """Return the ordinals up to 100 that are one word."""
    stems = {
        word + (table["below_twenty"] if value < 20 else table["from_twenty"]): int(value)
        for word, value in cardinals.items()
        if 2 <= value <= 100
    }
    stems = {stem: value for stem, value in stems.items() if value not in table["irregular"].values()}
    stems |= table["irregular"]
    return {stem + ending: value for stem, value in stems.items() for ending in table["inflections"]}


def _spellings(words: Iterable[str]) -> frozenset[str]:
    """Return the words in lower case, with a capital and in capitals."""
    return frozenset(spelling for word in words for spelling in (word, word.capitalize(), word.upper()))
