"""Inflected forms of German names, by rule: a rule may give a form nobody uses, never one that is another word's."""

from __future__ import annotations

import re
from collections.abc import Callable

_ADJECTIVE_ENDINGS = ("e", "en", "er", "es", "em")
_GENITIVE_TAKES_NO_S = tuple("sxzß")
_PEOPLE_ENDINGS: dict[str, tuple[int, tuple[str, ...]]] = {
    "Franzose": (8, ("Franzose", "Franzosen", "Französin", "Französinnen")),
    "er": (0, ("", "s", "n", "in", "innen")),
    "e": (1, ("e", "en", "in", "innen")),
    "it": (0, ("", "en", "in", "innen")),
    "ar": (0, ("", "n", "in", "innen")),
}
"""By the end of the noun: letters to cut off, and the endings of case, number and gender."""
_ARTICLES = frozenset({"der", "die", "das", "Der", "Die", "Das"})
_INFLECTED_ADJECTIVE = re.compile(r"^(?P<stem>[\w-]{3,}?)(?:er|es|e)$")


def adjective_forms(stem: str) -> tuple[str, ...]:
    """Return the inflected forms of an adjective given without its ending, in lower case and capitalised."""
    cased = {stem, stem[0].upper() + stem[1:]}
    return tuple(s + ending for s in sorted(cased) for ending in _ADJECTIVE_ENDINGS)


def name_forms(name: str) -> tuple[str, ...]:
    """Return the cases of a state's, city's or place's name: `Chinas`, `Roten Meeres`, `Niederlanden`."""
    return _phrase_forms(name, _proper_noun_forms)


def organisation_forms(name: str) -> tuple[str, ...]:
    """Return the cases of an organisation's name: `Internationalen Gerichtshofes`, `Bundestages`."""
    return _phrase_forms(name, common_noun_forms)


def people_forms(noun: str) -> tuple[str, ...]:
    """Return the cases and genders of a noun for a person of a state: `Russe`, `Japaner`, `Israeli`."""
    for ending, (cut, endings) in _PEOPLE_ENDINGS.items():
        if noun.endswith(ending):
            stem = noun[: len(noun) - cut]
            return tuple(stem + e for e in endings)
    return (noun, noun + "s")


def common_noun_forms(noun: str) -> tuple[str, ...]:
    """Return a noun with the endings that its cases can take: `Rat`, `Rats`, `Rates`."""
    if noun.endswith("e"):
        return (noun, noun + "n")
    if noun.endswith(_GENITIVE_TAKES_NO_S):
        return (noun, noun + "es")
    if noun.endswith(("ung", "ion", "aft", "eit", "ei")):
        return (noun, noun + "en")
    return (noun, noun + "s", noun + "es")


def _proper_noun_forms(noun: str) -> tuple[str, ...]:
    if noun.endswith(_GENITIVE_TAKES_NO_S):
        return (noun,)
    if noun.endswith("e"):
        return (noun, noun + "n", noun + "s")
    if noun.lower().endswith("meer"):
        return (noun, noun + "s", noun + "es")
    return (noun, noun + "s")


def _phrase_forms(name: str, noun_forms: Callable[[str], tuple[str, ...]]) -> tuple[str, ...]:
    """Inflect the adjectives before the head of a phrase alike, and its head: what follows the head stays."""
    words = name.split(" ")
    head = _head_of(words)
    leading, tail = words[:head], words[head + 1 :]
    stems = [_INFLECTED_ADJECTIVE.match(w) if w not in _ARTICLES else None for w in leading]
    endings = _ADJECTIVE_ENDINGS if any(stems) else ("",)
    before = [[m["stem"] + e if m else w for w, m in zip(leading, stems, strict=True)] for e in endings]
    forms = (" ".join([*b, noun, *tail]) for b in before for noun in noun_forms(words[head]))
    return tuple(dict.fromkeys((name, *forms)))


def _head_of(words: list[str]) -> int:
    """The place of the noun that inflects: the last word before the first one in lower case, or the last of all."""
    for place, word in enumerate(words[1:], start=1):
        if word[:1].islower():
            return place - 1
    return len(words) - 1
