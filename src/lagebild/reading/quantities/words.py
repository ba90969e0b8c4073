"""What a language says around numbers, compiled from its table."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from lagebild.reading.tokens import tokens_of

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class QuantityWords:
    """The words and phrases of one language; all lower case, phrases as tuples of tokens."""

    operators: Mapping[Phrase, str]
    after: Mapping[Phrase, str]
    longest_operator: int
    operator_ends: frozenset[str]
    after_starts: frozenset[str]
    joiner_starts: frozenset[str]
    prepositions: frozenset[Phrase]
    joiners: frozenset[Phrase]
    between: frozenset[str]
    between_joiners: frozenset[str]
    definite: frozenset[str]
    partitive: frozenset[str]
    partitive_second: frozenset[str]
    anaphors: frozenset[str]
    genitives: frozenset[str]
    stops: frozenset[str]
    adjective_endings: tuple[str, ...]
    uninflected: frozenset[str]
    times: frozenset[str]
    time_endings: tuple[str, ...]
    selecting: frozenset[str]
    directions: frozenset[str]
    far: frozenset[str]
    about_verbs: tuple[str, ...]
    single_nouns: frozenset[str]
    single_operators: frozenset[str]
    before_years: frozenset[str]
    numbered: frozenset[str]
    scaled_nouns: Mapping[str, float]
    suffixes: Mapping[str, str]
    majorities: Mapping[str, float]
    ratios: frozenset[str]
    sizes: tuple[str, ...]
    casualties: frozenset[str]
    happened: frozenset[str]
    trade: frozenset[str]
    range: frozenset[str]


@cache
def quantity_words(lang: str) -> QuantityWords:
    """Return the words of `lang` ("de" or "en")."""
    table = tomllib.loads(files(__package__).joinpath(f"{lang}.toml").read_text(encoding="utf-8"))
    operators = {phrase: sign for sign, texts in table["operators"].items() for phrase in _phrases(texts)}
    after = {phrase: sign for sign, texts in table["after"].items() for phrase in _phrases(texts)}
    joiners = frozenset(_phrases(table["ranges"]["joiners"]))
    return QuantityWords(
        operators=operators,
        after=after,
        longest_operator=max(map(len, operators)),
        operator_ends=frozenset(phrase[-1] for phrase in operators),
        after_starts=frozenset(phrase[0] for phrase in after),
        joiner_starts=frozenset(phrase[0] for phrase in joiners),
        prepositions=frozenset(_phrases(table["prepositions"])),
        joiners=joiners,
        between=frozenset(table["ranges"]["between"]),
        between_joiners=frozenset(table["ranges"]["between_joiners"]),
        definite=frozenset(table["definite"]),
        partitive=frozenset(table["partitive"]),
        partitive_second=frozenset(table["partitive_second"]),
        anaphors=frozenset(table["anaphors"]),
        genitives=frozenset(table["genitives"]),
        stops=frozenset(table["stops"]),
        adjective_endings=tuple(table["adjective_endings"]),
        uninflected=frozenset(table["uninflected"]),
        times=frozenset(table["times"]),
        time_endings=tuple(table["time_endings"]),
        selecting=frozenset(table["selecting"]),
        directions=frozenset(table["directions"]),
        far=frozenset(table["far"]),
        about_verbs=tuple(table["about_verbs"]),
        single_nouns=frozenset(table["single"]["nouns"]),
        single_operators=frozenset(table["single"]["operators"]),
        before_years=frozenset(table["before_years"]),
        numbered=frozenset(table["numbered"]),
        scaled_nouns=table["scaled_nouns"],
        suffixes=table["suffixes"],
        majorities=table["majorities"],
        ratios=frozenset(table["ratios"]),
        sizes=tuple(table["sizes"]),
        casualties=frozenset(table["casualties"]["words"]),
        happened=frozenset(table["casualties"]["words"] + table["casualties"]["others"]),
        trade=frozenset(table["trade"]["words"]),
        range=frozenset(table["range"]["words"]),
    )


def _phrases(texts: Iterable[str]) -> Iterable[Phrase]:
    return (tuple(tokens_of(text).words) for text in texts)
