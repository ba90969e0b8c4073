"""The words around a name: what stands before and after it in its sentence, and the countries that words tell."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from lagebild.reading.entities.sectors import sector_of_noun
from lagebild.reading.entities.titles import title_of
from lagebild.reading.marks import Sentence
from lagebild.world import EntryKind, Role, names_in
from lagebild.world.cities import country_of_city, country_of_city_adjective

MEDIA = "MED"
"""Sector of newspapers and agencies: that one is named says nothing about the country an article is about."""
INTERNATIONAL = frozenset({"IGO", "EUR"})
"""Countries of international bodies: who serves one is of sector IGO."""
LANGUAGES = frozenset({"de", "en"})
FALLBACK = "en"
"""The rules an article in any other language is read with: those without inflection."""
_CITY_ADJECTIVE = re.compile(r"(?<![\w-])(?!York)[A-ZÄÖÜ][^\W\d_]{2,}er(?=\s[A-ZÄÖÜ])")
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


def surroundings_of(
    text: str, sentences: Sequence[Sentence], lang: str | None, places: Iterable[tuple[int, int]] = ()
) -> Surroundings:
    """Return the surroundings of the names of an article; linear in its text.

    `places` are the names, `[start, end)`, that are known to be places: any city may be one of them.
    """
    words = [
        CountryWord(m.start, m.end, entry.country, m.name.role, entry.sector, entry.kind)
        for sentence in sentences
        for m in names_in(text, lang, sentence.start, sentence.end)
        if m.name.role is not Role.OTHER and (entry := m.name.entry).country is not None
    ]
    known = {word.start for word in words}
    for sentence in sentences if lang == "de" else ():
        for match in _CITY_ADJECTIVE.finditer(text, sentence.start, sentence.end):
            country = country_of_city_adjective(match.group())
            if country is not None and match.start() not in known and not _is_noun(match.group()):
                words.append(CountryWord(*match.span(), country, Role.ADJECTIVE, None, EntryKind.PLACE))
    for start, end in places:
        country = country_of_place(text[start:end], known_language(lang))
        if country is not None and start not in known:
            words.append(CountryWord(start, end, country, Role.NAME, None, EntryKind.PLACE))
    return Surroundings(text, lang, sentences, sorted(words, key=lambda word: (word.start, word.end)))


def country_of_place(name: str, lang: str) -> str | None:
    """Return the country of a city by its name, in German also in the genitive."""
    return country_of_city(name) or (country_of_city(name.removesuffix("s")) if lang == "de" else None)


def _is_noun(word: str) -> bool:
    """Whether a word that could be a city's adjective is a noun for people or bodies (`Berater`, `Sender`)."""
    return title_of(word, "de") is not None or sector_of_noun(word, "de") is not None
