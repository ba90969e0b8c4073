"""What a sentence is about, in features that German and English share.

States and organisations by their key, persons and places by their folded spelling, event words by their concept
(`concepts.toml`), other content words by their folded beginning, numbers by their digits. Time words are left out:
when something happened is compared by the calendar.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from itertools import combinations

from lagebild.merging.dating.telling import DatedText, Deed
from lagebild.merging.names.spelling import skeleton
from lagebild.world import Role, lookup

STEM = 5
"""Letters of a folded word that are compared: enough for `patrol` and `Patrouille`, too few for endings to matter."""
SHORTEST_IN_COMPOUND = 5
"""Letters a German event word must have to be looked for at the end of a compound."""
SHORTEST_WORD = 3
NEIGHBOUR, BEFORE, TITLE, TITLE_LATER = 0.3, 0.15, 0.4, 0.1
"""How much the sentence before (of a lead the next), the one before that, the title over the first sentence, and the
title further down say of what a sentence is about, against 1 for its own words."""

ORDINALS = frozenset({"e:first", "e:second", "e:third", "e:fourth"})
"""Features of which an event has one at most: the second round is not the first."""

Features = dict[str, float]
"""Features with their weights, 0 to 1."""

_WORD = re.compile(r"[^\W\d_]+|\d[\d.,]*\d|\d")
_FOLDS = (("sch", "sh"), ("ck", "k"), ("ph", "f"), ("th", "t"), ("ch", "x"), ("c", "k"), ("y", "i"))
_DOUBLED = re.compile(r"(.)\1+")


@cache
def word_table() -> dict[str, dict[str, frozenset[str]]]:
    """Return the words of `words.toml` by language and list."""
    table = tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))
    return {lang: {name: frozenset(words) for name, words in lists.items()} for lang, lists in table.items()}


def words_of(lang: str | None, name: str) -> frozenset[str]:
    """Return the list `name` of a language, empty for a language without lists."""
    return word_table().get(lang or "", {}).get(name, frozenset())


def weekdays_of(lang: str | None) -> dict[str, int]:
    """Return the weekdays of a language in lower case, Monday is 1."""
    return _weekdays().get(lang or "", {})


@cache
def _weekdays() -> dict[str, dict[str, int]]:
    table = tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))
    return {lang: dict(lists["weekdays"]) for lang, lists in table.items()}


@lru_cache(maxsize=100_000)
def folded(word: str) -> str:
    """Return the word as German and English spell it alike: lower case, no accents, one letter for one sound."""
    plain = unicodedata.normalize("NFD", word.lower().replace("ß", "ss"))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    for old, new in _FOLDS:
        plain = plain.replace(old, new)
    return _DOUBLED.sub(r"\1", plain)


@cache
def _concepts() -> tuple[dict[str, str], int]:
    table = tomllib.loads(files(__package__).joinpath("concepts.toml").read_text(encoding="utf-8"))["concepts"]
    stems: dict[str, str] = {}
    for concept, entries in table.items():
        for stem in entries:
            stems.setdefault(folded(stem), concept)
    return stems, max(map(len, stems))


@lru_cache(maxsize=100_000)
def features_of(word: str, lang: str | None) -> tuple[str, ...]:
    """Return the features a word stands for, none for a word that says nothing of what happened.

    A German compound stands for the event words at its beginning and its end.
    """
    if word[0].isdigit():
        digits = word.replace(".", "").replace(",", "")
        return (f"#{digits}",) if len(digits) > 1 else ()
    if len(word) < SHORTEST_WORD or word.lower() in words_of(lang, "stop"):
        return ()
    name = lookup(word, lang)
    if name is not None and name.role is Role.ADJECTIVE and name.entry.country is not None:
        return (f"n:{name.entry.country}",)
    plain = folded(word)
    concepts = [concept for concept in (_begun(plain), _ended(plain) if lang == "de" else None) if concept]
    return tuple(dict.fromkeys(f"e:{concept}" for concept in concepts)) or (plain[:STEM],)


def sounds_of(name: str) -> tuple[str, ...]:
    """Return the feature of a part of a name, one for all its spellings and its genitive: `Trajanow`, `Trajanov`,
    `Trajanows`; none for particles."""
    if len(name) < SHORTEST_WORD or not name[0].isupper():
        return ()
    return (f"p:{skeleton(name.removesuffix('s'))}",)


def _begun(plain: str) -> str | None:
    """Return the concept of the longest stem that a folded word begins with."""
    stems, longest = _concepts()
    for length in range(min(longest, len(plain)), 2, -1):
        concept = stems.get(plain[:length])
        # A short stem is a whole word or one with a short ending: `bot` is a boat, `botanik` is none.
        if concept is not None and (length >= SHORTEST_IN_COMPOUND or len(plain) - length <= 2):
            return concept
    return None


def _ended(plain: str) -> str | None:
    """Return the concept of the longest stem at the end of a folded compound, but for two letters of inflection."""
    stems, _ = _concepts()
    for at in range(2, len(plain) - SHORTEST_IN_COMPOUND + 1):
        for end in (len(plain), len(plain) - 1, len(plain) - 2):
            if end - at >= SHORTEST_IN_COMPOUND and plain[at:end] in stems:
                return stems[plain[at:end]]
    return None


class ArticleFeatures:
    """The features of the sentences of one article, each found when asked for.

    `asides` are the stretches, by sentence, that tell of an event the sentence only counts from (`zwei Tage nach der
    Wahl`): what stands there says little of the sentence's own event, and the other way round.
    """

    def __init__(self, article: DatedText, asides: Mapping[int, tuple[int, int]]) -> None:
        self._article = article
        self._asides = asides
        self._names = [name for name in article.names if name.key is not None]
        self._name_starts = [name.start for name in self._names]
        self._deeds = article.deeds
        self._deed_starts = [deed.start for deed in article.deeds]
        self._skipped = sorted([(t.start, t.end) for t in article.times] + [(n.start, n.end) for n in self._names])
        self._persons = [(name.start, name.end) for name in article.names if name.key is None]
        self._parts = {
            part.removesuffix("s") for first, last in self._persons for part in _WORD.findall(article.text, first, last)
        }
        self._own: dict[tuple[int, bool], Features] = {}
        words = _WORD.findall(article.title or "")
        self._title = frozenset(feature for word in words for feature in self._features_of(word))

    def of(self, index: int) -> frozenset[str]:
        """Return the features of the sentence at `index` alone."""
        return frozenset(self._part(index, False)) | frozenset(self._part(index, True))

    def names(self) -> frozenset[str]:
        """Return what the article as a whole is about: its names, and the words it writes with a capital like names."""
        starts = {sentence.start for sentence in self._article.sentences}
        found = {f"n:{name.key}" for name in self._names}
        skip = 0
        for match in _WORD.finditer(self._article.text):
            while skip < len(self._skipped) and self._skipped[skip][1] <= match.start():
                skip += 1
            is_skipped = skip < len(self._skipped) and self._skipped[skip][0] <= match.start()
            if match.group()[0].isupper() and match.start() not in starts and not is_skipped:
                found.update(f for f in self._features_of(match.group()) if not f.startswith("e:"))
        return frozenset(found)

    def around(self, index: int, offset: int) -> Features:
        """Return the features of the event told at `offset` in the sentence at `index`, with those of its context."""
        first, last = self._asides.get(index, (0, 0))
        aside = first <= offset < last
        features: Features = dict.fromkeys(self._title, TITLE if index == 0 else TITLE_LATER)
        # A lead goes on in the next sentence; elsewhere a sentence goes on from those before.
        for other, weight in ((1, NEIGHBOUR),) if index == 0 else ((index - 1, NEIGHBOUR), (index - 2, BEFORE)):
            if 0 <= other < len(self._article.sentences):
                features = _together(features, dict.fromkeys(self.of(other), weight))
        if aside:
            features = _together(features, dict.fromkeys(self._part(index, False), NEIGHBOUR))
        if index == 0 and not aside:
            features = _together(features, dict.fromkeys(ORDINALS & self._title, 1.0))
        return _together(features, self._part(index, aside))

    def _part(self, index: int, aside: bool) -> Features:
        """Return the features of the aside of a sentence, or of all but the aside."""
        if (index, aside) not in self._own:
            sentence = self._article.sentences[index]
            first, last = self._asides.get(index, (0, 0))
            stretches = [(first, last)] if aside else [(sentence.start, first), (last, sentence.end)]
            if not last:
                stretches = [] if aside else [(sentence.start, sentence.end)]
            found: Features = {}
            for begin, end in stretches:
                found = _together(found, dict(self._within(begin, end)))
            self._own[index, aside] = found
        return self._own[index, aside]

    def _within(self, begin: int, end: int) -> Iterator[tuple[str, float]]:
        at = bisect_left(self._name_starts, begin)
        while at < len(self._names) and self._names[at].start < end:
            yield f"n:{self._names[at].key}", 1.0
            at += 1
        for deed in self._deeds[bisect_left(self._deed_starts, begin) : bisect_left(self._deed_starts, end)]:
            yield from ((feature, 1.0) for feature in _features_of_deed(deed))
        skip = bisect_left(self._skipped, (begin, 0))
        person = bisect_left(self._persons, (begin, 0))
        for match in _WORD.finditer(self._article.text, begin, end):
            while skip < len(self._skipped) and self._skipped[skip][1] <= match.start():
                skip += 1
            if skip < len(self._skipped) and self._skipped[skip][0] <= match.start():
                continue
            while person < len(self._persons) and self._persons[person][1] <= match.start():
                person += 1
            if person < len(self._persons) and self._persons[person][0] <= match.start():
                # All names of a person together say as much as one word.
                weight = 1 / len(_WORD.findall(self._article.text, *self._persons[person]))
            else:
                weight = 1.0
            for feature in self._features_of(match.group()):
                yield feature, weight

    def _features_of(self, word: str) -> tuple[str, ...]:
        """Return the features of a word, by its sound if it is a part of a person's name in the article."""
        return sounds_of(word) if word.removesuffix("s") in self._parts else features_of(word, self._article.lang)


def _features_of_deed(deed: Deed) -> Iterator[str]:
    """Yield the states that a deed is between, named in its sentence or not, and every two of them."""
    yield from (f"n:{state}" for state in deed.states)
    yield from (f"d:{one} {other}" for one, other in combinations(deed.states, 2))


def _together(one: Features, other: Features) -> Features:
    return one | {feature: max(weight, one.get(feature, 0.0)) for feature, weight in other.items()}
