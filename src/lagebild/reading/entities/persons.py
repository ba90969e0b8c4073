"""Which names of persons in one article name the same person.

Full names are compared first, the longest before the others: equal up to accents, hyphens, particles and a German
genitive, one the end of the other, or of the same first and last name with middle names that do not disagree. A single
name is then read in the order of the text: as the surname of the last full name that has it, as the surname that comes
first in East Asian names, as a given name, or as the last full name to come if none came before.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from lagebild.reading.entities.titles import title_of

Parts = tuple[str, ...]

PARTICLES = frozenset(
    {"al", "el", "ar", "as", "ash", "an", "at", "ad", "ed", "az", "ul", "von", "van", "vom", "zu", "zum", "de", "da"}
    | {"dos", "der", "den", "di", "du", "la", "le", "bin", "ibn", "ben", "y", "e", "d"}
)
"""Words of a name that are written or left out at will."""
FORMS_OF_ADDRESS = frozenset(
    {"dr", "prof", "mr", "mrs", "ms", "miss", "sir", "lord", "lady", "dame", "herr", "herrn", "frau", "mister"}
    | {"pope", "papst", "queen", "king", "könig", "konig", "königin", "konigin", "prinz", "prince", "princess"}
    | {"president", "präsident", "prasident", "scheich", "sheikh", "ajatollah", "ayatollah", "hodschatoleslam", "st"}
)
"""Words before a name that are no part of it, without accents."""
SURNAME_FIRST = frozenset(
    {"ahn", "an", "baek", "bak", "bui", "cai", "chang", "chen", "chiang", "cho", "choe", "choi", "chung"}
    | {"dang", "deng", "do", "dong", "gao", "guo", "han", "hao", "he", "ho", "hoang", "hong", "hou", "hu"}
    | {"huang", "hwang", "hyon", "im", "jang", "jeong", "jiang", "jo", "jon", "jun", "jung", "kang", "kim", "ko"}
    | {"kwon", "lai", "lee", "li", "liang", "lien", "lim", "lin", "liu", "lu", "luo", "ma", "mao", "moon", "mun"}
    | {"nguyen", "no", "noh", "paek", "pak", "pan", "park", "peng", "pham", "phan", "qin", "rhee", "ri", "rim"}
    | {"ro", "roh", "ryu", "seo", "shin", "sin", "son", "song", "su", "suh", "sun", "tang", "tian", "tran"}
    | {"tsai", "vo", "vu", "wang", "wen", "wu", "xi", "xiao", "xie", "xu", "yang", "yao", "yi", "yoo", "yoon"}
    | {"yu", "yuan", "yun", "zeng", "zhang", "zhao", "zheng", "zhou", "zhu"}
)
"""Surnames that stand before the given name: Korean, Chinese and Vietnamese, in the usual transcriptions."""
MOST_PARTS = 8
"""Parts of a name that are looked at; the longest full name in the training part of the corpus has six."""
SHORTEST_MIDDLE = 4
"""Letters of a middle name that may name a person alone (`Lula`): shorter ones are initials and syllables."""

MOST_COMPARED = 8
"""Longer names that one name is compared with: the ones that come first among the longest."""

_SEPARATORS = re.compile(r"[\s\-‐‑.,`“”„\"]+")
_POSSESSIVE = re.compile(r"(?:['’´]s?)$")
_NUMERAL = re.compile(r"[ivx]+")


def person_keys(names: Sequence[str], lang: str) -> list[str]:
    """Return for each name, in the order of the text, the key of the person: the fullest of its names."""
    return _Persons(names, lang).keys()


class _Persons:
    """The persons of one article; all look-ups are by parts of names, so that many names take linear time."""

    def __init__(self, names: Sequence[str], lang: str) -> None:
        parts = [name_parts(name) for name in names]
        self._parts = _without_genitive(parts) if lang == "de" else parts
        self._shown: dict[Parts, str] = {}
        for name, own in zip(names, self._parts, strict=True):
            known = self._shown.get(own)
            if known is None or len(name) < len(known):
                self._shown[own] = name
        self._full = _same_person(own for own in self._parts if len(own) > 1)

    def keys(self) -> list[str]:
        before, after = _Bearers(), _Bearers()
        for own in reversed(self._parts):
            if len(own) > 1:
                after.add(self._full[own])
        found: dict[int, Parts] = {}
        for place, own in enumerate(self._parts):
            if len(own) > 1:
                before.add(self._full[own])
                found[place] = self._full[own]
            else:
                found[place] = before.of(own) or after.of(own) or own
                if len(found[place]) > 1:
                    before.add(found[place])
        return [self._shown.get(found[place]) or " ".join(found[place]) for place in range(len(self._parts))]


class _Bearers:
    """Who bears a single name, by its place in the full name: who was named most often so far, then most recently."""

    def __init__(self) -> None:
        self._by_last: dict[str, Parts] = {}
        self._by_first: dict[str, Parts] = {}
        self._by_middle: dict[str, Parts] = {}
        self._named: Counter[Parts] = Counter()
        self._latest: dict[Parts, int] = {}

    def add(self, person: Parts) -> None:
        self._named[person] += 1
        self._latest[person] = len(self._latest)
        self._put(self._by_last, surname_of(person), person)
        self._put(self._by_first, person[0], person)
        for part in person[1:-1]:
            if len(part) >= SHORTEST_MIDDLE:
                self._put(self._by_middle, part, person)

    def _put(self, bearers: dict[str, Parts], part: str, person: Parts) -> None:
        known = bearers.get(part)
        if known is None or self._named[person] >= self._named[known]:
            bearers[part] = person

    def of(self, single: Parts) -> Parts | None:
        if not single:
            return None
        part = single[0]
        last, first = self._by_last.get(part), self._by_first.get(part)
        if last is not None and first is not None and part in SURNAME_FIRST:
            return max(last, first, key=lambda person: (self._named[person], self._latest[person]))
        return last or first or self._by_middle.get(part)


def surname_of(person: Parts) -> str:
    """Return the last part of a name that is no numeral (`Benedikt XVI.`)."""
    return person[-2] if len(person) > 1 and _NUMERAL.fullmatch(person[-1]) else person[-1]


@lru_cache(maxsize=4096)
def name_parts(name: str) -> Parts:
    """Return the parts of a person's name in lower case, without accents, particles and forms of address."""
    letters = unicodedata.normalize("NFKD", _POSSESSIVE.sub("", _without_title(name.strip())).casefold())
    plain = "".join(c for c in letters if not unicodedata.combining(c))
    parts = [part for part in _SEPARATORS.split(plain) if part][:MOST_PARTS]
    while len(parts) > 1 and parts[0] in FORMS_OF_ADDRESS:
        del parts[0]
    kept = tuple(part for part in parts if part not in PARTICLES)
    surname_only = len(parts) == 1 or not kept
    return tuple(parts) if surname_only else kept


def _without_title(name: str) -> str:
    """A name without the office that was taken to be part of it: `US-Präsident Ivo Marek`."""
    while True:
        first, space, rest = name.partition(" ")
        if not (space and (title_of(first, "de") or title_of(first, "en"))):
            return name
        name = rest.lstrip()


def _without_genitive(names: Sequence[Parts]) -> list[Parts]:
    """Cut the German genitive -s where the article also has the name without it."""
    known = {part for parts in names for part in parts}
    last = {parts[-1] for parts in names if parts} | {parts[0] for parts in names if parts}
    return [(*parts[:-1], _bare(parts[-1], last, known)) if parts else parts for parts in names]


def _bare(part: str, whole: set[str], known: set[str]) -> str:
    bare = part.removesuffix("s")
    return bare if bare != part and (bare in whole or (len(bare) >= SHORTEST_MIDDLE and bare in known)) else part


def _same_person(names: Iterable[Parts]) -> dict[Parts, Parts]:
    """Return for each full name the fullest name of the same person."""
    order = {name: place for place, name in reversed(list(enumerate(names)))}
    full: dict[Parts, Parts] = {}
    by_ends: dict[Parts, list[Parts]] = defaultdict(list)
    for name in sorted(order, key=lambda n: (-len(n), order[n])):
        same = _compatible(name, by_ends)
        full[name] = full[same] if same else name
        for end in _ends_of(name):
            by_ends[end].append(name)
    return full


def _ends_of(name: Parts) -> Iterator[Parts]:
    """Yield what a shorter form of a name can be: its ends, and its first and last part."""
    yield from {*(name[at:] for at in range(1, len(name) - 1)), (name[0], name[-1])}
    if len(name) == 2:
        yield (name[0][:1], name[-1])


def _compatible(name: Parts, by_ends: dict[Parts, list[Parts]]) -> Parts | None:
    longer = [n for end in (name, (name[0], name[-1])) for n in by_ends.get(end, ())[:MOST_COMPARED]]
    return next((n for n in longer if _fits(name, n)), None)


def _fits(name: Parts, longer: Parts) -> bool:
    if longer[-len(name) :] == name:
        return True
    middle, other = name[1:-1], longer[1:-1]
    agrees = not middle or all(any(o.startswith(m) or m.startswith(o) for o in other) for m in middle)
    initial = len(name[0]) == 1 and longer[0].startswith(name[0])
    return name[-1] == longer[-1] and (name[0] == longer[0] or initial) and agrees
