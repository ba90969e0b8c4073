"""Where an institute sits: universities, think tanks and foundations, whose names also name what they study.

Asked in order: what is known of the name or of its own part (`Universität Oxford`, `GIGA-Institut`), the adjective or
the abbreviation of a state right before it (`US-Thinktank X`, `the Polish institute X`), a town in it (`Londoner X
College`), a state that leads it or whose university it is (`Finnish Institute of X`, `University of X`), the place
right behind it (`X in Berlin`). What else its name says is what it studies (`Zentrum für Osteuropastudien`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lagebild.reading.entities.countries import REACH, adjective_before
from lagebild.reading.entities.known import known_name
from lagebild.reading.entities.sectors import sector_of_noun
from lagebild.reading.entities.words import INTERNATIONAL, Surroundings, country_of_place
from lagebild.reading.marks import MentionKind
from lagebild.world import EntryKind, Role, names_in
from lagebild.world.cities import country_of_city_adjective
from lagebild.world.lookup import lookup

INSTITUTE = "EDU"
"""Sector of universities and think tanks."""
MOST_NAMES = 8
"""Names of an institute, from the first, whose surroundings are looked at."""
MOST_WORDS = 12
"""Words of a name that are looked up as towns."""
LONGEST_TOWN = 3
"""Words of a town's name."""
_CLASS = (
    r"(?:universität|university|college|hochschule|institut(?:e|s|es|ion)?|think[ -]?tanks?|denkfabrik|stiftung|"
    r"foundation|zentrums?|center|centre|campus|school|akademie|academy)"
)
_BEFORE = re.compile(rf"^(?:the\s)?[\w.-]*{_CLASS}(?:\sof|\sin|\svon)?\s(?=[A-ZÄÖÜ0-9])", re.IGNORECASE)
_BEHIND = re.compile(rf"[-\s]{_CLASS}\b.*$", re.IGNORECASE)
_INTRODUCED = re.compile(r"(?:think[ -]?tanks?|denkfabrik|forschungsinstituts?|institute?s?)\s$", re.IGNORECASE)
_PREFIXED = re.compile(rf"-\w*{_CLASS}\s", re.IGNORECASE)
LONGEST_CLASS = 24
"""Characters of the word that introduces an institute: `Friedensforschungsinstitut X`."""
_ONLY_CLASS = re.compile(rf"{_CLASS}(?!\w)", re.IGNORECASE)
_UNIVERSITY = re.compile(r"universit|college|hochschule", re.IGNORECASE)
_APOSTROPHES = re.compile(r"[‘‛´`]")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SHORTEST_TOWN = 4
_OF = frozenset({"of", "in", "at", "von", "zu", "the"})
"""Words before a town within a name; a word between others is mostly part of a person's name."""
_IN_PLACE = re.compile(r"\s(?:\([\w-]+\)\s)?(?:(?:based\s|mit\sSitz\s)?in|im|aus)\s(?:der\s|den\s|the\s)?")
_BESIDE_PLACE = re.compile(r",\s|\s\(")
"""Between an institute and where it sits: behind a comma or in a bracket only a town does not open another clause."""


def is_introduced_as_institute(text: str, start: int, end: int) -> bool:
    """Return whether the word before a name, or its first, says that it is an institute: `Thinktank X`."""
    before = _INTRODUCED.search(text, max(0, start - LONGEST_CLASS), start)
    return before is not None or _BEFORE.match(text[start:end]) is not None


def is_university(name: str) -> bool:
    """Return whether a name is a university's: papers ask those of the country they write about first."""
    return _UNIVERSITY.search(name) is not None


def country_of_institute(around: Surroundings, spans: Sequence[tuple[int, int]], lang: str) -> str | None:
    """Return the country in which an institute named at these places sits, None if nothing tells it."""
    names = list(dict.fromkeys(around.text[start:end] for start, end in spans[:MOST_NAMES]))
    return next((country for country in _told(around, names, spans[:MOST_NAMES], lang) if country), None)


def _told(
    around: Surroundings, names: Sequence[str], spans: Sequence[tuple[int, int]], lang: str
) -> Iterator[str | None]:
    yield from (_known_country(name, lang) for name in names)
    for start, _ in spans:
        low = max(around.sentence_of(start)[0], start - REACH)
        word = adjective_before(around, low, start)
        yield word.country if word is not None else _abbreviated_before(around, low, start)
    yield from (_country_in(name, lang) for name in names)
    yield from (_seat_behind(around, end) for _, end in spans)


def _abbreviated_before(around: Surroundings, low: int, start: int) -> str | None:
    """The state of `US-Denkfabrik X`; one that is written out is what is studied (`Russland-Institut X`)."""
    last = next(reversed(around.countries_in(low, start)), None)
    if last is None or not around.text[last.start : last.end].isupper():
        return None
    return last.country if _PREFIXED.fullmatch(around.text[last.end : start]) else None


def _known_country(name: str, lang: str) -> str | None:
    known = (known_name(part, MentionKind.ORG, lang) for part in own_parts(name))
    return next((one.country for one in known if one is not None and one.country), None)


def own_parts(name: str) -> Iterator[str]:
    """Yield a name, then its own part without the words that say what it is: `Universität Oxford`, `GIGA-Institut`."""
    whole = _APOSTROPHES.sub("’", name)
    yield whole
    for shorter in (_BEFORE.sub("", whole), _BEHIND.sub("", whole)):
        if shorter and shorter != whole:
            yield shorter


def _country_in(name: str, lang: str) -> str | None:
    """The country that the words of an institute's name tell, if they do not only say what it studies."""
    states = [m for m in names_in(name, lang) if m.name.entry.country]
    if body := next((m for m in states if m.name.entry.country in INTERNATIONAL), None):
        return body.name.entry.country
    if town := _country_of_town(name, lang):
        return town
    if is_university(name):
        own = sorted(states, key=lambda m: m.name.role is Role.ADJECTIVE)
        return own[0].name.entry.country if own else None
    leads = states[:1] and states[0].start == 0 and states[0].name.role is Role.ADJECTIVE
    prefix = states[:1] and states[0].start == 0 and name[: states[0].end].isupper()
    return states[0].name.entry.country if leads or prefix else None


def _country_of_town(name: str, lang: str) -> str | None:
    words = list(_WORD.finditer(name))[:MOST_WORDS]
    for length in range(LONGEST_TOWN, 0, -1):
        for first in range(len(words) - length + 1):
            part = name[words[first].start() : words[first + length - 1].end()]
            if len(part) < _SHORTEST_TOWN or (length == 1 and sector_of_noun(part, lang) is not None):
                continue
            found = lookup(part, lang)
            is_own = found is not None and found.role is Role.CAPITAL
            if not (
                _is_apart(words, first, length, is_first=is_own or not is_university(name)) or _of_adjective(part, lang)
            ):
                continue
            if found is not None and found.role is Role.CAPITAL:
                return found.entry.country
            if found is None and (country := country_of_place(part, lang) or _of_adjective(part, lang)):
                return country
    return None


def _is_apart(words: Sequence[re.Match[str]], first: int, length: int, *, is_first: bool) -> bool:
    """Whether words of a name can be its town: at its end, behind `of`, or at its beginning.

    The first words of a university's are often a person's: a word for a body must follow (`Stockholm University`).
    """
    behind = words[first + length].group() if first + length < len(words) else None
    if first == 0:
        return behind is None or is_first or _ONLY_CLASS.match(behind) is not None
    return behind is None or words[first - 1].group() in _OF


def _of_adjective(word: str, lang: str) -> str | None:
    return country_of_city_adjective(word) if lang == "de" else None


def _seat_behind(around: Surroundings, end: int) -> str | None:
    high = min(around.sentence_of(end - 1)[1], end + REACH)
    first = next(iter(around.countries_in(end, high)), None)
    if first is None or first.role in {Role.ADJECTIVE, Role.PEOPLE}:
        return None
    gap = around.text[end : first.start]
    is_town = first.kind is EntryKind.PLACE or first.role is Role.CAPITAL
    return first.country if _IN_PLACE.fullmatch(gap) or (is_town and _BESIDE_PLACE.fullmatch(gap)) else None
