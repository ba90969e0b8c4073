"""Which names of organisations, groups, places and other things in one article name the same thing.

Equal up to inflection; an abbreviation with its expansion beside it or with the same initials; a short form that is
the beginning or the end of one longer name only.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from lagebild.reading.entities.referents import bare, declared_names
from lagebild.reading.marks import MentionKind

SHORTEST_STEM = 4
"""Letters that stay of a word when its ending is cut off."""
SHORTEST_SHORT_FORM = 3
"""Letters of a short form of a longer name."""
LONGEST_ABBREVIATION = 8
"""Characters of an abbreviation (`UNRWA`, `Frontex`)."""
SHORTEST_HEAD = 5
"""Letters of the end of a compound that stands for the whole."""
MOST_WORDS = 12
"""Words of a name whose beginnings and ends are short forms of it."""

_WORDS = re.compile(r"\w+")
_ENDINGS = ("ern", "en", "es", "em", "er", "e", "n", "s")
_SMALL = frozenset(
    {"der", "die", "das", "des", "dem", "den", "und", "für", "von", "vom", "im", "in", "zur", "zum", "gegen", "aus"}
    | {"of", "the", "and", "for", "in", "on", "to", "et", "de", "du", "la", "against", "at"}
)
"""Words of a name that begin its complement or join its parts; initials leave them out."""
_SHORTENED = frozenset({MentionKind.ORG, MentionKind.MISC})
_BEGINNING = frozenset({MentionKind.ORG, MentionKind.MISC})
"""Kinds of names that their beginning can stand for."""
_COMPOUND = frozenset({MentionKind.ORG, MentionKind.GROUP})
"""Kinds of names that the end of their German head noun can stand for (`Koalition`, `Regierungskoalition`)."""
_GAP_TO_ABBREVIATION = re.compile(r"[\s\"”“„»«]*\(\s*(?:kurz\s|short\s)?[\"“„]?")


Stem = tuple[str, ...]
Pair = tuple[Stem, Stem]


@dataclass(frozen=True, slots=True)
class Thing:
    """A name to be compared: its characters, where it stands, its kind, and whether the world knows it by itself."""

    start: int
    end: int
    name: str
    kind: MentionKind
    known: bool


def thing_keys(things: Sequence[Thing], text: str, lang: str) -> list[str]:
    """Return for each name, in the order of the text, a key that all names of the same thing share."""
    groups = _Groups()
    stems = [stems_of(thing.name, lang) for thing in things]
    for pair in (*_beside(things, stems, text), *_by_initials(things, stems), *_short_forms(things, stems)):
        groups.join(*pair)
    shown: dict[Stem, str] = {}
    for thing, stem in zip(things, stems, strict=True):
        top = groups.top(stem)
        name = bare(thing.name)
        if top not in shown or (-len(stem), len(name)) < (-len(stems_of(shown[top], lang)), len(shown[top])):
            shown[top] = name
    return [shown[groups.top(stem)] for stem in stems]


class _Groups:
    """A union of groups of stems; the first of a group stands for it."""

    def __init__(self) -> None:
        self._parent: dict[Stem, Stem] = {}

    def top(self, stem: Stem) -> Stem:
        path = []
        while stem in self._parent:
            path.append(stem)
            stem = self._parent[stem]
        for passed in path:
            self._parent[passed] = stem
        return stem

    def join(self, one: Stem, other: Stem) -> None:
        top, second = self.top(one), self.top(other)
        if top != second:
            self._parent[second] = top


@lru_cache(maxsize=65536)
def stems_of(name: str, lang: str) -> Stem:
    """Return the words of a name without case, accents and German endings."""
    letters = unicodedata.normalize("NFKC", bare(name)).casefold()
    words = _WORDS.findall(letters)
    return tuple(_stem(word) for word in words) if lang == "de" else tuple(words)


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word[: len(word) - len(ending)]
    return word


def _beside(things: Sequence[Thing], stems: Sequence[Stem], text: str) -> Iterator[Pair]:
    """Yield a name and the abbreviation that stands in brackets right after it, or the other way round."""
    for place in range(len(things) - 1):
        left, right = things[place], things[place + 1]
        if left.kind is MentionKind.PER or left.kind != right.kind or right.start - left.end > LONGEST_ABBREVIATION:
            continue
        if _GAP_TO_ABBREVIATION.fullmatch(text[left.end : right.start]) is None:
            continue
        if _is_abbreviation(left.name) != _is_abbreviation(right.name):
            yield stems[place], stems[place + 1]


def _is_abbreviation(name: str) -> bool:
    return len(name) <= LONGEST_ABBREVIATION and sum(c.isupper() for c in name) > 1 and " " not in name


def _by_initials(things: Sequence[Thing], stems: Sequence[Stem]) -> Iterator[Pair]:
    """Yield a name and an abbreviation of the same kind that is made of its initials."""
    by_initials: dict[str, Stem] = {}
    for thing, stem in zip(things, stems, strict=True):
        if len(stem) > 1 and thing.kind in _SHORTENED:
            for initials in _initials(thing.name):
                by_initials.setdefault(initials, stem)
    for thing, stem in zip(things, stems, strict=True):
        if len(stem) == 1 and thing.kind in _SHORTENED and _is_abbreviation(thing.name):
            expanded = by_initials.get(thing.name.lower())
            if expanded:
                yield expanded, stem


def _initials(name: str) -> set[str]:
    words = [word.lower() for word in _WORDS.findall(bare(name))]
    large = [word for word in words if word not in _SMALL]
    return {s for s in ("".join(w[0] for w in words), "".join(w[0] for w in large)) if len(s) > 1}


def _short_forms(things: Sequence[Thing], stems: Sequence[Stem]) -> Iterator[Pair]:
    """Yield a longer name and what is its beginning or end, if it is that of no other name of the same kind.

    What is known to the world by itself is no short form of a name that is not (`Taliban`, `Talibankämpfer`).
    """
    longer: dict[tuple[MentionKind, Stem], set[Stem]] = defaultdict(set)
    names: dict[tuple[MentionKind, Stem], Thing] = {}
    for thing, stem in zip(things, stems, strict=True):
        if names.setdefault((thing.kind, stem), thing) is thing:
            for part in _parts_of(stem, thing.kind):
                longer[thing.kind, part].add(stem)
    for (kind, stem), thing in names.items():
        found = longer.get((kind, stem), set()) - {stem}
        if (
            len(found) == 1
            and len(thing.name) >= SHORTEST_SHORT_FORM
            and not (thing.known and kind is not MentionKind.LOC)
        ):
            (full,) = found
            yield full, stem


def _without_class(stem: Stem) -> Iterator[Stem]:
    """Yield a place's name without the word that says what it is: `Region Elsass`, `Tak province`."""
    classes = _place_classes()
    if len(stem) > 1 and stem[0] in classes:
        yield stem[1:]
    if len(stem) > 1 and stem[-1] in classes:
        yield stem[:-1]


@cache
def _place_classes() -> frozenset[str]:
    return frozenset(form for word in declared_names()["place_classes"] for form in (word, _stem(word)))


def _parts_of(stem: Stem, kind: MentionKind) -> Iterator[Stem]:
    """Yield what can be a short form of a name: not its complement alone, and not what only stands before its head."""
    if kind is MentionKind.LOC:
        yield from _without_class(stem)
        return
    complement = next((at for at, word in enumerate(stem) if word in _SMALL), len(stem))
    for at in range(1, min(complement, MOST_WORDS)):
        yield stem[at:complement]
        yield stem[at:]
    if kind in _BEGINNING and complement < len(stem):
        yield stem[:complement]
    if kind in _BEGINNING:
        yield from (stem[:at] for at in range(1, min(len(stem), MOST_WORDS)))
    head = stem[complement - 1] if complement else ""
    if kind in _COMPOUND:
        yield from ((head[at:],) for at in range(3, max(3, len(head) - SHORTEST_HEAD + 1)))
