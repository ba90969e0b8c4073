"""Whether the clause around a time tells of the past or of the future, by its finite verbs."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
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
    joints: frozenset[str]
    fixing: Mapping[str, str]
    infinitive: str | None
    adjective_endings: tuple[str, ...]
    auxiliary_infinitives: frozenset[str]

    def direction(self, words: Sequence[str], start: int, end: int) -> tuple[str | None, str]:
        """Return "past" or "future" for the time at tokens [`start`, `end`), or None, and how it is told.

        A word right before it tells (`bis`) or even fixes it (`seit`, "!"), as does a participle behind it; else its
        clause does, up to an `und` first; else the sentence around it hints ("~").
        """
        for word in words[max(0, start - 2) : start]:
            if (fixed := self.fixing.get(word.lower())) is not None:
                return fixed.rstrip("!"), "!" if fixed.endswith("!") else ""
        if end < len(words) and (told := self._attributive(words[end])) is not None:
            return told, "!"
        left, right = max(0, start - WIDEST_CLAUSE), min(len(words), end + WIDEST_CLAUSE)
        for ends in (self.clause_ends | self.joints, self.clause_ends):
            first, last = start, end
            while first > left and words[first - 1] not in ends:
                first -= 1
            while last < right and words[last] not in ends:
                last += 1
            told = self._told(words[first:last], whole=(first, last) == (left, right))
            if told is not None:
                return told, ""
        return self._told(words[left:right], whole=True), "~"

    def _told(self, words: Sequence[str], whole: bool) -> str | None:
        future = present = auxiliary = participle = ambiguous = infinitive = False
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
            if self._is_infinitive(lower, words, i):
                infinitive = True
            elif self._is_weak_past(lower, words, i):
                if not self.weak_is_participle:
                    return "past"
                ambiguous = True
            participle = participle or self.participle.fullmatch(lower) is not None
        if future:
            return "future"
        if ambiguous or (auxiliary and participle):
            return "past"
        if infinitive or present:
            return "future"
        # An auxiliary whose participle may stand behind the next comma tells nothing yet.
        return "future" if auxiliary and whole else None

    def _attributive(self, word: str) -> str | None:
        """Read a participle before its noun: `im Januar beschlossenen`, `am Montag geplante`."""
        stem = next((word.removesuffix(e) for e in self.adjective_endings if word.endswith(e)), None)
        if stem is None or not word[0].islower():
            return None
        if stem in self.future:
            return "future"
        return "past" if self.participle.fullmatch(stem) else None

    def _is_infinitive(self, lower: str, words: Sequence[str], i: int) -> bool:
        if self.infinitive is None:
            return False
        if i > 0 and words[i - 1] == self.infinitive and lower.endswith("n"):
            return lower not in self.auxiliary_infinitives
        return len(lower) > 7 and lower.endswith("en") and self.infinitive in lower[2:-4]

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
    names = (
        "past",
        "also_participles",
        "not_past",
        "future",
        "present",
        "auxiliary",
        "clause_ends",
        "joints",
        "auxiliary_infinitives",
    )
    return Tense(
        past_endings=tuple(table["past_endings"]),
        weak_is_participle=table["weak_is_participle"],
        participle=re.compile(table["participle"]),
        fixing=table["fixing"],
        infinitive=table.get("infinitive"),
        adjective_endings=tuple(table["adjective_endings"]),
        **{name: frozenset(table[name]) for name in names},
    )
