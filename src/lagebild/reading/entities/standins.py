"""Words that stand in for names: pronouns, descriptions and words for two, with the mentions that say who is meant.

Stricter than `Antecedents` alone, which is asked for words that are known to name a speaker: here any such word of the
text is looked at, so what may as well mean a thing (`sie` for a government, `es`) is left out.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lagebild.reading.entities.antecedents import Antecedents, words_that_point_back
from lagebild.reading.entities.titles import title_of
from lagebild.reading.entities.words import LANGUAGES
from lagebild.reading.marks import Mention, MentionKind, Sentence

DESCRIPTION_WORDS = 3
"""Words behind an article among which the noun of a description stands."""
JOINT_WORDS = 2
"""Words behind `beide` among which the noun stands: `the two defence ministries`."""
LONGEST_LINK = 2
"""Characters without a word between a description and a name that belongs to it: `der Präsident Ivo Marek`."""
_WORD = re.compile(r"[^\W\d_]+(?:[-‐‑][^\W\d_]+)*")
_STATES = frozenset({MentionKind.STATE})
_PERSONS = frozenset({MentionKind.PER})


@dataclass(frozen=True, slots=True)
class StandIn:
    """Words, `[start, end)`, and the mentions before them that say whom they mean: one, or two for words for both."""

    start: int
    end: int
    mentions: tuple[Mention, ...]


def stand_ins_in(
    text: str, sentences: Sequence[Sentence], lang: str | None, mentions: Sequence[Mention], antecedents: Antecedents
) -> list[StandIn]:
    """Return the words that stand in for a mention, in order; none in a language without rules. Linear in the text."""
    if lang not in LANGUAGES:
        return []
    finder = _Finder(text, lang, mentions, antecedents)
    return [found for sentence in sentences for found in finder.of(sentence)]


class _Finder:
    def __init__(self, text: str, lang: str, mentions: Sequence[Mention], antecedents: Antecedents) -> None:
        self._text, self._lang, self._antecedents = text, lang, antecedents
        self._table: Mapping[str, Any] = words_that_point_back(lang)
        self._mentions = sorted(mentions)
        self._ends = [m.end for m in self._mentions]

    def of(self, sentence: Sentence) -> Iterator[StandIn]:
        """Yield what stands in for somebody in a sentence, in order."""
        words = list(_WORD.finditer(self._text, sentence.start, sentence.end))
        two: tuple[Mention, ...] = ()
        free = sentence.start
        for at, word in enumerate(words):
            lower = word.group().lower()
            if word.start() < free:
                continue
            if lower in self._table["once"] or lower in self._table["many"]:
                found = self._pronoun(word, sentence, two)
            elif lower in self._table["joint"] or lower in self._table["definite"]:
                found = self._joint(words, at) or self._description(words, at)
            else:
                continue
            if found is not None and found.mentions:
                free = found.end
                two = found.mentions if len(found.mentions) > 1 else two
                yield found

    def _pronoun(self, word: re.Match[str], sentence: Sentence, two: tuple[Mention, ...]) -> StandIn | None:
        lower = word.group().lower()
        if word.group() == "Sie" and word.start() != sentence.start:  # the form of address
            return None
        meant = self._antecedents.mention_meant(*word.span())
        is_many = meant is None or meant.kind is not MentionKind.PER
        if is_many and lower in self._table["many"] and two:
            return StandIn(*word.span(), two)
        if meant is None or (is_many and lower not in self._table["many"]):
            return None
        if self._antecedents.is_named_behind(meant.entity, word.end()):
            return None
        if lower == "sie" and not is_many and not self._antecedents.is_surely("f", meant.entity):
            return None
        return StandIn(*word.span(), (meant,))

    def _joint(self, words: Sequence[re.Match[str]], at: int) -> StandIn | None:
        """Words for two: `beide Seiten`, `the two governments`, `die Nachbarn`, `both have`."""
        table, first, start = self._table, words[at].group().lower(), words[at].start()
        if first in table["definite"] and at + 1 < len(words) and words[at + 1].group().lower() in table["joint"]:
            at += 1
            first = words[at].group().lower()
        elif first in table["counted"]:  # `two countries` are any two
            return None
        behind = [word.group().lower() for word in words[at + 1 : at + 1 + JOINT_WORDS]]
        if first in table["joint"]:
            sides = next((n for n, word in enumerate(behind, 1) if word in table["sides"]), 0)
            leaders = next((n for n, word in enumerate(behind, 1) if word in table["leaders"]), 0)
            verb = bool(behind) and behind[0] in table["joint_verbs"]
        else:
            sides, leaders, verb = int(behind[:1] != [] and behind[0] in table["neighbours"]), 0, False
        if not (sides or leaders or verb):
            return None
        end = words[at + (sides or leaders)].end()
        persons = self._antecedents.two_meant(start, _PERSONS, near=True) if leaders else ()
        return StandIn(start, end, persons or self._antecedents.two_meant(start, _STATES, near=False))

    def _description(self, words: Sequence[re.Match[str]], at: int) -> StandIn | None:
        """A known office, person or body: `der Präsident`, `das Land`, `the militia`."""
        if words[at].group().lower() not in self._table["definite"]:
            return None
        start, end = words[at].start(), words[at].end()
        head = None
        for word in words[at + 1 : at + 1 + DESCRIPTION_WORDS]:
            if self._text[end : word.start()] != " ":
                break
            end = word.end()
            if self._is_head(word.group()):
                head = end
                if self._lang == "de":
                    break
        if head is None or self._has_name(start, head):
            return None
        meant = self._antecedents.mention_meant(start, head)
        return None if meant is None else StandIn(start, head, (meant,))

    def _is_head(self, word: str) -> bool:
        lower = word.lower()
        if self._lang == "de" and not word[:1].isupper():
            return False
        return title_of(word, self._lang) is not None or lower in self._table["kinds"] or lower in self._table["people"]

    def _has_name(self, start: int, end: int) -> bool:
        """Return whether a name lies in or right behind `[start, end)`: it says itself who is meant."""
        at = bisect_left(self._ends, start + 1)
        if at == len(self._mentions):
            return False
        between = self._text[end : self._mentions[at].start] if self._mentions[at].start > end else ""
        return (len(between) <= LONGEST_LINK and not between.strip()) or between.strip() in self._table["links"]
