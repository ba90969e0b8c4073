"""Whether the clause around a time tells of the past or of the future, by its finite verbs."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from lagebild.reading.times.words import FOLDERS

WIDEST_CLAUSE = 40
"""Tokens looked at on each side of a time; longer sentences are read in part, so that the work stays linear."""


@dataclass(frozen=True, slots=True)
class Tense:
    """The verb forms of one language that tell a direction."""

    past: frozenset[str]
    also_participles: frozenset[str]
    past_endings: tuple[str, ...]
    weak_is_participle: bool
    not_past: frozenset[str]
    future: frozenset[str]
    present: frozenset[str]
    auxiliary: frozenset[str]
    participle: re.Pattern[str]
    clause_ends: frozenset[str]

    def direction(self, words: Sequence[str], start: int, end: int) -> tuple[str | None, bool]:
        """Return "past" or "future" for the time at tokens [`start`, `end`), or None if no verb tells.

        The clause is asked first, then the sentence around it; the second value says whether the clause told.
        """
        left, right = max(0, start - WIDEST_CLAUSE), min(len(words), end + WIDEST_CLAUSE)
        first, last = start, end
        while first > left and words[first - 1] not in self.clause_ends:
            first -= 1
        while last < right and words[last] not in self.clause_ends:
            last += 1
        told = self._told(words[first:last])
        return (told, True) if told is not None else (self._told(words[left:right]), False)

    def _told(self, words: Sequence[str]) -> str | None:
        future = present = auxiliary = participle = ambiguous = False
        for i, word in enumerate(words):
            if not word[0].islower() and i > 0:
                continue
            lower = word.lower()
            if lower in self.past:
                return "past"
            ambiguous = ambiguous or lower in self.also_participles
            future = future or lower in self.future
            present = present or lower in self.present
            auxiliary = auxiliary or lower in self.auxiliary
            if i == 0 and word[0].isupper():
                continue
            if self._is_weak_past(lower, words, i):
                if not self.weak_is_participle:
                    return "past"
                ambiguous = True
            participle = participle or self.participle.fullmatch(lower) is not None
        if future:
            return "future"
        if ambiguous or (auxiliary and participle):
            return "past"
        return "future" if present else None

    def _is_weak_past(self, lower: str, words: Sequence[str], i: int) -> bool:
        if len(lower) < 5 or not lower.endswith(self.past_endings) or lower in self.not_past:
            return False
        # An adjective stands before its noun, a finite verb hardly ever between a determiner and one.
        following = words[i + 1] if i + 1 < len(words) else ""
        return not (following[:1].isupper() and i > 0 and words[i - 1].lower()[-2:] in _DETERMINER_ENDS)


_DETERMINER_ENDS = frozenset({"er", "ie", "as", "en", "em", "es", "ne", "am", "im", "om", "um", "ur"})


@cache
def tense_of(lang: str) -> Tense:
    """Return the verb forms of `lang`, compiled once."""
    table = tomllib.loads(files(__package__).joinpath(FOLDERS[lang], "tense.toml").read_text(encoding="utf-8"))
    names = ("past", "also_participles", "not_past", "future", "present", "auxiliary", "clause_ends")
    return Tense(
        past_endings=tuple(table["past_endings"]),
        weak_is_participle=table["weak_is_participle"],
        participle=re.compile(table["participle"]),
        **{name: frozenset(table[name]) for name in names},
    )
