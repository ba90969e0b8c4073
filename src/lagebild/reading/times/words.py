"""What each word is to the rules: a class, and what it stands for inside it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from lagebild.reading.numbers import number_words
from lagebild.reading.tokens import Tokens

FOLDERS = {"de": "german", "en": "english"}

OTHER = "_"
"""The letter of a word that no rule asks for."""

LONGEST_COMPOUND = 40
"""Characters of the longest word looked at for a head and a tail; `dreiundzwanzigeinhalbjähriges` has 29."""

MOST_REMEMBERED = 200_000
"""Unknown words whose class is remembered; then the memory is emptied, so that it never grows without bound."""

FIRST_YEAR, LAST_YEAR = 1000, 2199
"""Four digits between these may be a year."""

SPELLED = frozenset({"lowered_first", "glued"})
"""Lists that are kept as written; the others are compared in lower case."""

APOSTROPHES = "'’"

PUNCTUATION = {",": "comma", "/": "slash", ".": "dot", ":": "colon", "-": "dash", "–": "dash", "—": "dash", "‑": "dash"}
_NUMBERS = ("number", "ordinal", "digits", "threedigits", "fourdigits", "manydigits")
BUILT_IN = (*_NUMBERS, "point", "decimal", "hyphen", *dict.fromkeys(PUNCTUATION.values()))
"""Classes that no table lists: numbers, and punctuation by what it touches."""

Payload = str | int | float


class Letters(dict[str, str]):
    """The class letter of every word; a word not met before is classified when it is asked for."""

    def __init__(self, words: TimeWords) -> None:
        self._words = words
        self._known = {word: words.letters[name] for word, (name, _) in words.entries.items()}
        super().__init__(self._known)

    def __missing__(self, word: str) -> str:
        if len(self) > len(self._known) + MOST_REMEMBERED:
            self.clear()
            self.update(self._known)
        if len(word) > LONGEST_COMPOUND:
            return OTHER
        found = self._words.classified(word)
        letter = OTHER if found is None else self._words.letters[found[0]]
        self[word] = letter
        return letter


@dataclass(frozen=True, slots=True)
class Compound:
    """Words glued from a head of one class and a tail: `Freitagnacht`, `dreitägigen`."""

    name: str
    head: str
    tails: Mapping[str, Payload]
    pattern: re.Pattern[str]
    suffixes: tuple[str, ...]


@dataclass(frozen=True)
class TimeWords:
    """The words of one language: entries, the letters of the classes, and the lists that makers ask for."""

    lang: str
    entries: Mapping[str, tuple[str, Payload]]
    letters: Mapping[str, str]
    compounds: tuple[Compound, ...]
    lists: Mapping[str, frozenset[str]]
    trigger: re.Pattern[str]

    def classified(self, word: str) -> tuple[str, Payload] | None:
        """Return the class of `word` and what it stands for, or None if it is no word of time."""
        known = self.entries.get(word)
        if known is not None:
            return known
        if word.isdecimal() and word.isascii():
            return _digits_class(word)
        if len(word) > LONGEST_COMPOUND:
            return None
        lower = word.lower()
        numbers = number_words(self.lang)
        if (value := numbers.cardinal(lower)) is not None:
            return "number", value
        for compound in self.compounds:
            if not lower.endswith(compound.suffixes):
                continue
            match = compound.pattern.fullmatch(word) or compound.pattern.fullmatch(lower)
            if match is None:
                continue
            tail = compound.tails[match["tail"]]
            if compound.head == "number":
                count = numbers.cardinal(match["head"]) or numbers.articles.get(match["head"])
                if count is not None:
                    return compound.name, f"{count:g} {tail}"
                continue
            head = self.entries.get(match["head"])
            if head is not None and head[0] == compound.head:
                return compound.name, f"{head[1]} {tail}"
        return None


@cache
def time_words(lang: str) -> TimeWords:
    """Return the words of time of `lang`, compiled once; raises KeyError for a language without a table."""
    table = tomllib.loads(files(__package__).joinpath(FOLDERS[lang], "words.toml").read_text(encoding="utf-8"))
    names = (*BUILT_IN, *table["classes"], *(compound["class"] for compound in table.get("compound", ())))
    # Letters from the private use area: none of them means anything inside a regular expression.
    letters = {name: chr(0xE000 + i) for i, name in enumerate(dict.fromkeys(names))}
    lists = {
        name: frozenset(words if name in SPELLED else map(str.lower, words))
        for name, words in table["reading"].items()
        if not name.startswith("trigger")
    }
    triggers = "".join(letters[name] for name in table["reading"]["triggers"])
    runs = ["".join(letters[name] for name in run) for run in table["reading"].get("trigger_runs", ())]
    return TimeWords(
        lang=lang,
        entries=_entries(table["classes"], lang),
        letters=letters,
        compounds=tuple(_compound(spec) for spec in table.get("compound", ())),
        lists=lists,
        trigger=re.compile("|".join((f"[{triggers}]", *runs))),
    )


@cache
def letters_of(lang: str) -> Letters:
    """Return the letter map of `lang`."""
    return Letters(time_words(lang))


def refined(letters: str, tokens: Tokens, words: TimeWords) -> str:
    """Return the letters with punctuation told apart by what it touches.

    A `point` or a `decimal` (comma) stands between two digits it touches, a `hyphen` touches both its neighbours, a
    colon that does not is no colon of a clock; endings like `er` are words of time only right behind digits
    or an apostrophe.
    """
    names = words.letters
    starts, ends, texts = tokens.starts, tokens.ends, tokens.words
    dot, dash, colon, comma = names["dot"], names["dash"], names["colon"], names["comma"]
    glued = [names[name] for name in words.lists["glued"]]
    marks = {dot, dash, colon, comma, *glued}
    if marks.isdisjoint(letters):
        return letters
    chars = list(letters)
    last = len(chars) - 1
    for i, char in enumerate(chars):
        if char in marks:
            left = i > 0 and starts[i] == ends[i - 1]
            right = i < last and ends[i] == starts[i + 1]
            if char == dot:
                if left and right and texts[i + 1][0].isdecimal() and texts[i - 1][0].isdecimal():
                    chars[i] = names["point"]
                elif not left:
                    chars[i] = OTHER
            elif char == comma:
                if left and right and texts[i + 1][0].isdecimal() and texts[i - 1][0].isdecimal():
                    chars[i] = names["decimal"]
            elif char == dash:
                chars[i] = names["hyphen"] if left and right else char
            elif char == colon:
                chars[i] = char if left and right else OTHER
            elif not (left and (texts[i - 1][0].isdecimal() or texts[i - 1] in APOSTROPHES)):
                chars[i] = OTHER
    return "".join(chars)


def _digits_class(word: str) -> tuple[str, Payload] | None:
    if len(word) <= 2:
        return "digits", int(word)
    if len(word) == 3:
        return "threedigits", int(word)
    if len(word) == 4 and FIRST_YEAR <= int(word) <= LAST_YEAR:
        return "fourdigits", int(word)
    return ("manydigits", int(word)) if len(word) <= 9 else None


def _compound(spec: Mapping[str, Any]) -> Compound:
    tails, endings = ("|".join(map(re.escape, spec[key])) for key in ("tails", "endings"))
    pattern = re.compile(f"(?P<head>.{{2,{LONGEST_COMPOUND}}}?)(?P<tail>{tails})(?:{endings})")
    suffixes = tuple(tail + ending for tail in spec["tails"] for ending in spec["endings"])
    return Compound(spec["class"], spec["head"], spec["tails"], pattern, suffixes)


def _entries(classes: Mapping[str, Any], lang: str) -> dict[str, tuple[str, Payload]]:
    """Return every spelling of every word; what the table spells out wins over what is derived from it."""
    numbers = number_words(lang)
    exact: dict[str, tuple[str, Payload]] = dict.fromkeys((), ("", 0))
    derived: dict[str, tuple[str, Payload]] = {mark: (name, 0) for mark, name in PUNCTUATION.items()}
    for word, value in numbers.ordinals.items():
        derived[word] = derived[word.capitalize()] = ("ordinal", value)
    for name, spec in classes.items():
        for stem, payload in spec["words"].items():
            for ending in spec.get("endings", ("",)):
                word = stem + ending
                exact.setdefault(word, (name, payload))
                for variant in (word[0].upper() + word[1:], word.upper()):
                    if len(word) > 2 or variant == word.capitalize():
                        derived.setdefault(variant, (name, payload))
    return derived | exact
