"""The ages of persons as evidence of a day: who is 41 in an article of September 2025 was 40 the year before.

An article with a date and an age leaves one year for the birth of the person; several leave what they share. An
undated article that gives the person's age is of the days on which somebody born then has that age.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from lagebild.merging.dating.features import folded, words_of
from lagebild.merging.dating.telling import DatedText, Name, sentence_at

AGED = 0.95
"""How surely an age is right and of the person taken: ages are misprinted, and of what day they are is not said."""
YOUNGEST, OLDEST = 10, 110
"""Years; younger persons are hardly named, and other numbers are no ages."""
REACH = 70
"""Characters between an age and the name it belongs to."""

_BEFORE_NAME = {
    "de": re.compile(r"\b(\d{2,3})-?jährige[nrms]?\b"),
    "en": re.compile(r"\b(\d{2,3})-year-old\b"),
}
_BEHIND_NAME = re.compile(r" ?\((\d{2,3})\)|, (\d{2,3})(?=,|\.(?:\s|$))")
_WORD = re.compile(r"[^\W\d_]+")
_WORD_BEFORE = re.compile(r"([^\W\d_]+) \Z")
_ONLY_WORDS = re.compile(r"[^\W\d_]+(?:[ ,-]+[^\W\d_]+)*")
_ENDINGS = ("es", "s", "n")

Window = tuple[date, date]
"""A first and a last day."""


@dataclass(frozen=True, slots=True)
class Age:
    """The age of a person, in years, given in `[start, end)` in the sentence `[first, last)` of an article."""

    article_id: str
    person: str
    years: int
    start: int
    end: int
    first: int
    last: int

    def birth(self, published: date) -> Window:
        """Return the days on which the person can be born if the article is of `published`."""
        return _moved(published, -self.years - 1) + timedelta(days=1), _moved(published, -self.years)


@dataclass(frozen=True, slots=True)
class Aged:
    """What the age of a person in an undated article says, and the age in a dated one that says when they were born."""

    age: Age
    birth: Window
    other: Age

    @property
    def days(self) -> Window:
        """The first and last day on which the person has the age."""
        first, last = self.birth
        return _moved(first, self.age.years), _moved(last, self.age.years + 1) - timedelta(days=1)


def aged(articles: Iterable[DatedText]) -> dict[str, tuple[Aged, ...]]:
    """Return by undated article what the ages in it say, where articles with a date give the age of the same person."""
    births: dict[str, tuple[Window, Age]] = {}
    open_ones: dict[str, tuple[Age, ...]] = {}
    disagreeing = set()
    for article in sorted(articles, key=lambda article: article.article_id):
        found = tuple(ages_of(article))
        if article.published is None:
            open_ones[article.article_id] = found
            continue
        for age in found:
            low, high = age.birth(article.published)
            window, other = births.get(age.person, ((low, high), age))
            shared = max(low, window[0]), min(high, window[1])
            if shared[0] > shared[1]:
                disagreeing.add(age.person)
            births[age.person] = shared, other
    known = {person: birth for person, birth in births.items() if person not in disagreeing}
    return {name: tuple(_weighed(ages, known)) for name, ages in open_ones.items()}


def _weighed(ages: Iterable[Age], births: Mapping[str, tuple[Window, Age]]) -> Iterator[Aged]:
    told = set()
    for age in ages:
        if age.person in births and age.person not in told:
            told.add(age.person)
            yield Aged(age, *births[age.person])


def ages_of(article: DatedText) -> Iterator[Age]:
    """Yield the ages of persons that an article calls by more than one name, in the order of the text.

    An age stands before a name (`die 52-jährige Ministerin Ana Ruiz`), behind it (`Ana Ruiz, 52,`, `Ana Ruiz (52)`), or
    before what only one person of the article is called (`die 52-jährige Ministerin`).
    """
    persons = [name for name in article.names if name.key is None]
    full = _full_names(article, persons)
    starts = [name.start for name in persons]
    text = article.text
    for number, name in enumerate(persons):
        behind = _BEHIND_NAME.match(text, name.end)
        is_listed = number + 1 < len(persons) and _BEHIND_NAME.match(text, persons[number + 1].end)
        if behind is not None and not is_listed and not _is_listed_behind(text, persons, number):
            yield from _age(article, full.get(name), int(behind.group(1) or behind.group(2)), *behind.span())
    pattern = _BEFORE_NAME.get(article.lang or "")
    titles = _titles(article, persons, full) if pattern is not None else {}
    for match in pattern.finditer(text) if pattern is not None else ():
        at = bisect_left(starts, match.end())
        nearest = persons[at] if at < len(persons) and starts[at] <= match.end() + REACH else None
        is_named = nearest is not None and _belongs(article, match.end(), nearest.start)
        person = full.get(nearest) if nearest is not None and is_named else None
        if person is None:
            called = titles.get(_called(text, match.end()), set())
            person = next(iter(called)) if len(called) == 1 else None
        yield from _age(article, person, int(match.group(1)), *match.span())


def _age(article: DatedText, person: str | None, years: int, start: int, end: int) -> Iterator[Age]:
    index = sentence_at(article.sentences, start)
    if person is not None and index is not None and YOUNGEST <= years <= OLDEST:
        sentence = article.sentences[index]
        yield Age(article.article_id, person, years, start, end, sentence.start, sentence.end)


def _is_listed_behind(text: str, persons: list[Name], number: int) -> bool:
    """Return whether the name before has a number, too: votes or places of a list are no ages."""
    return number > 0 and _BEHIND_NAME.match(text, persons[number - 1].end) is not None


def _belongs(article: DatedText, begin: int, end: int) -> bool:
    """Return whether only what describes a person stands between an age and a name."""
    between = article.text[begin:end].strip()
    if not between:
        return True
    words = [word.lower() for word in _WORD.findall(between)]
    return bool(_ONLY_WORDS.fullmatch(between)) and words_of(article.lang, "stop").isdisjoint(words)


def _full_names(article: DatedText, persons: list[Name]) -> dict[Name, str]:
    """Return the person of each name, spelt alike everywhere; a part of a name is the only person that has it."""
    words = {
        name: tuple(folded(word) for word in _WORD.findall(article.text[name.start : name.end])) for name in persons
    }
    by_part: dict[str, set[str]] = {}
    for parts in words.values():
        if len(parts) > 1:
            for part in parts:
                by_part.setdefault(part, set()).add("".join(parts))
    found: dict[Name, str] = {}
    for name, parts in words.items():
        of_part = by_part.get(parts[0], set()) if len(parts) == 1 else set()
        if len(parts) > 1:
            found[name] = "".join(parts)
        elif len(of_part) == 1:
            found[name] = next(iter(of_part))
    return found


def _titles(article: DatedText, persons: list[Name], full: Mapping[Name, str]) -> dict[str, set[str]]:
    """Return the persons that stand behind each word of the article: `Machthaber Kim Jong-un`."""
    titles: dict[str, set[str]] = {}
    for name in persons:
        called = _WORD_BEFORE.search(article.text, max(0, name.start - REACH), name.start)
        if called is not None and name in full:
            titles.setdefault(_uninflected(called.group(1)), set()).add(full[name])
    return titles


def _called(text: str, begin: int) -> str:
    """Return the noun behind an age: in German the first word with a capital, in English the next."""
    words = _WORD.findall(text[begin : begin + REACH])
    return next((_uninflected(word) for word in words if word[0].isupper()), "")


def _uninflected(word: str) -> str:
    plain = word.lower()
    ending = next((ending for ending in _ENDINGS if plain.endswith(ending) and len(plain) > len(ending) + 4), "")
    return plain[: len(plain) - len(ending)]


def _moved(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # the 29 February of a year without one
        return day.replace(year=day.year + years, day=28)
