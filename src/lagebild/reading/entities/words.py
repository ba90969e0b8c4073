"""The words around a name: what stands before and after it in its sentence, and the countries that words tell."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from lagebild.reading.marks import Sentence
from lagebild.world import EntryKind, Role, names_in

MEDIA = "MED"
"""Sector of newspapers and agencies: that one is named says nothing about the country an article is about."""
INTERNATIONAL = frozenset({"IGO", "EUR"})
"""Countries of international bodies: who serves one is of sector IGO."""
LANGUAGES = frozenset({"de", "en"})
FALLBACK = "en"
"""The rules an article in any other language is read with: those without inflection."""
LOOSE = 200
"""Characters around a name that lies in no sentence, read as its sentence."""


@dataclass(frozen=True, slots=True, order=True)
class CountryWord:
    """Words, `[start, end)`, that tell a country: a name, a capital, an adjective, an organisation of a state."""

    start: int
    end: int
    country: str
    role: Role
    sector: str | None
    kind: EntryKind


@dataclass(frozen=True)
class Surroundings:
    """The article's text with its sentences and the words that tell a country, both in the order of the text."""

    text: str
    lang: str | None
    sentences: Sequence[Sentence]
    country_words: Sequence[CountryWord]

    @cached_property
    def _starts(self) -> list[int]:
        return [word.start for word in self.country_words]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    def sentence_of(self, start: int) -> tuple[int, int]:
        """Return the limits of the sentence that `start` lies in, of a stretch of text if it lies in none."""
        place = bisect_right(self._sentence_starts, start) - 1
        if place < 0 or self.sentences[place].end <= start:
            return max(0, start - LOOSE), min(len(self.text), start + LOOSE)
        return self.sentences[place].start, self.sentences[place].end

    def sentence_before(self, start: int) -> tuple[int, int] | None:
        """Return the limits of the sentence before the one that `start` lies in, None for the first."""
        place = bisect_right(self._sentence_starts, start) - 2
        return (self.sentences[place].start, self.sentences[place].end) if place >= 0 else None

    def countries_in(self, start: int, end: int) -> Sequence[CountryWord]:
        """Return the words that tell a country and lie in `[start, end)`."""
        first = bisect_left(self._starts, start)
        stop = bisect_left(self._starts, end)
        return [word for word in self.country_words[first:stop] if word.end <= end]

    @cached_property
    def country_counts(self) -> Counter[str]:
        """How often words tell each country, those of international bodies and media left out."""
        return Counter(w.country for w in self.country_words if w.country not in INTERNATIONAL and w.sector != MEDIA)


def known_language(lang: str | None) -> str:
    """Return the language whose rules an article is read with."""
    return lang if lang in LANGUAGES else FALLBACK


def surroundings_of(text: str, sentences: Sequence[Sentence], lang: str | None) -> Surroundings:
    """Return the surroundings of the names of an article; linear in its text."""
    words = [
        CountryWord(m.start, m.end, entry.country, m.name.role, entry.sector, entry.kind)
        for sentence in sentences
        for m in names_in(text, lang, sentence.start, sentence.end)
        if m.name.role is not Role.OTHER and (entry := m.name.entry).country is not None
    ]
    return Surroundings(text, lang, sentences, words)
