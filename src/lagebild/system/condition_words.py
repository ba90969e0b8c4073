"""The words of a condition or consequence: what turns a marked event round, and what they say where nothing is marked.

A reader marks an event (`talks`) but not always what becomes of it (`pulls out of the talks`). The words are declared
in `condition_words.toml`. A word turns what stands in the same clause with nothing between them that it could be about
instead; wherever it is not clear what a word is about, that is the answer. Offsets are those of the text given.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any, Literal

MOST_BETWEEN = 4
"""Words, names and articles not counted, that may stand between a word that turns and what it turns."""
OBJECT_REACH = 2
"""Words that may stand between a verb and the name of whom it is done to: `attacks neighbouring Guyana`."""

_LETTERS = r"[^\W\d_]*"
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LIMIT = re.compile(r"[,;:.!?–—()]|\b(?:und|oder|aber|sondern|and|or|but)\b", re.IGNORECASE)
_JOINED = re.compile(r"\s*(?:und|oder|sowie|and|or|,)\s+(?:(?:the|die|der|den|dem|das)\s+)?", re.IGNORECASE)
_NAME = "xname"
"""Stands for a name where the words beside it are looked at."""
_OF_NAME = re.compile(rf"\b(?:mit|gegen|an|für|with|against|on|to|for|in)\s+(?:(?:the|die|der|den|dem)\s+)?{_NAME}\b")
_POSSESSIVES = ("'s", "’s")

Span = tuple[int, int]
Direction = Literal["+", "-"]


class Turn(StrEnum):
    """What a word makes of what it is about."""

    ENDS = "ends"
    LEAVES = "leaves"
    LIFTS = "lifts"
    LESS = "less"
    NOT = "not"


class Doubt(StrEnum):
    """Why words give no sign."""

    UNSURE = "unsure"
    NOT_HAPPENING = "not_happening"
    DIFFERING = "differing"


@dataclass(frozen=True, slots=True)
class Turning:
    """A word that turns, the parts of a verb apart being one."""

    turn: Turn
    parts: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Unclear:
    """What is not clear of a marked stretch of text, and the word that makes it so."""

    doubt: Doubt
    word: str


@dataclass(frozen=True, slots=True)
class Name:
    """A name, `[start, end)`, and the state that it is or that who is called so acts for."""

    start: int
    end: int
    state: str


class Clauses:
    """The clauses of a stretch of text, its words that turn, and the names in it."""

    def __init__(self, text: str, names: Iterable[Name]) -> None:
        self.text = text
        self.names = tuple(sorted(names, key=lambda one: (one.start, one.end)))
        self._limits = tuple(self._limits_in())
        self.turnings = tuple(_turnings_in(text, self))

    def clause_of(self, at: int) -> Span:
        """Return the clause that a character stands in."""
        number = bisect_right([end for _, end in self._limits], at)
        start = self._limits[number - 1][1] if number else 0
        return start, self._limits[number][0] if number < len(self._limits) else len(self.text)

    def bearing(self, mark: Span, others: Sequence[Span], *, denied: bool = False) -> Turning | Unclear | None:
        """Return what turns a marked stretch, why it is not clear, or None if nothing touches it.

        `others` are all stretches marked in the text; `denied` says that the reader takes the mark not to happen.
        """
        free = [one for one in self.turnings if not any(_overlap(part, mark) for part in one.parts)]
        governing = [one for one in free if self._governs(one, mark, others)]
        rest = [one for one in free if one not in governing]
        if any(one.turn is Turn.NOT for one in free):
            word = next(one for one in free if one.turn is Turn.NOT)
            return Unclear(Doubt.NOT_HAPPENING if len(free) == 1 else Doubt.UNSURE, self.word(word))
        if len(governing) > 1 or rest:
            return Unclear(Doubt.UNSURE, self.word((*rest, *governing)[0]))
        if governing:
            return Unclear(Doubt.UNSURE, self.word(governing[0])) if governing[0].turn is Turn.LESS else governing[0]
        return Unclear(Doubt.NOT_HAPPENING, self.text[slice(*mark)]) if denied else None

    def bearing_of_words(self, mark: Span, events: Sequence[Span]) -> Turning | Unclear | None:
        """Return what turns words that say what a relation is: a word in them or of their clause, if it is the one.

        What is marked as an event is about something else, unless it reaches the words.
        """
        start, end = self.clause_of(mark[0])
        turnings = [
            one
            for one in self.turnings
            if self._governs(one, mark, events) or not any(_overlap(part, at) for part in one.parts for at in events)
        ]
        own = [one for one in turnings if any(start <= part[0] < max(end, mark[1]) for part in one.parts)]
        if not own:
            return None if not turnings else Unclear(Doubt.UNSURE, self.word(turnings[0]))
        if len(turnings) > 1 or own[0].turn in (Turn.LESS, Turn.NOT):
            return Unclear(Doubt.UNSURE, self.word(own[0]))
        return own[0]

    def own_turn(self, mark: Span) -> Turning | None:
        """Return the word that turns which a marked stretch itself is."""
        return next((one for one in self.turnings if any(_overlap(part, mark) for part in one.parts)), None)

    def objects(self, mark: Span) -> frozenset[Direction]:
        """Return whether what its clause speaks of beside it is friendly or hostile."""
        start, end = self.clause_of(mark[0])
        beside = f"{self.text[start : mark[0]]} | {self.text[mark[1] : end]}"
        told: set[Direction] = set()
        if _pattern("objects", "friendly").search(beside):
            told.add("+")
        if _pattern("objects", "hostile").search(beside):
            told.add("-")
        return frozenset(told)

    def moves(self) -> Direction | None:
        """Return how the words say that two states move; None if they do not say so, or another word may turn it."""
        told: dict[Span, Direction] = {}
        for start, end in self._clauses():
            clause = self.text[start:end]
            noun = _pattern("moves", "nouns").search(clause)
            for sign, key in _MOVES:
                moved = [
                    one.span() for one in _found("moves", key, clause) if noun and not _overlap(one.span(), noun.span())
                ]
                alone = [one.span() for one in _found("moves", f"alone_{key}", clause)]
                told |= {(start + first, start + last): sign for first, last in (*moved, *alone)}
        for start, end in self._clauses(apart_from=_is_between_nouns):
            told |= {verb: sign for sign, key in _MOVES for verb in self._deeds(f"deeds_{key}", start, end)}
        others = [one for one in self.turnings if one.turn not in (Turn.NOT, Turn.LESS)]
        is_turned = any(not any(_overlap(part, own) for part in one.parts for own in told) for one in others)
        return None if is_turned or len(set(told.values())) != 1 else next(iter(told.values()))

    def doubts(self) -> str | None:
        """Return the first word that says that something does not happen, or less of it; None if there is none."""
        return next((self.word(one) for one in self.turnings if one.turn in (Turn.NOT, Turn.LESS)), None)

    def word(self, turning: Turning) -> str:
        """Return the words of a turning: `zieht … zurück`."""
        return " … ".join(self.text[start:end] for start, end in turning.parts)

    def _deeds(self, key: str, start: int, end: int) -> Iterator[Span]:
        """Yield the verbs of what one state does to another here: both bare, the object beside its verb."""
        names = [one for one in self.names if start <= one.start < end]
        if len(names) != _TWO or any(self._is_governed(one) for one in names):
            return
        first, second = names
        between = self.text[first.end : second.start]
        if _JOINED.fullmatch(between):
            return
        for verb in _found("moves", key, self.text[start:end]):
            at, after = start + verb.start(), start + verb.end()
            is_beside = not _WORD.findall(between) and not first.end <= at < second.start
            reach = len(_WORD.findall(self.text[after : second.start])) if first.end <= at < second.start else None
            if is_beside or (reach is not None and reach <= OBJECT_REACH):
                yield at, after

    def _is_governed(self, name: Name) -> bool:
        """Return whether a preposition or a genitive stands before a name, or it is somebody's (`Russia's`)."""
        before = _WORD.findall(self.text[: name.start])
        last = before[-1].lower() if before else ""
        if last in {"der", "des", "den", "die", "das", "the"} and len(before) > 1:
            last = before[-2].lower() if before[-2].lower() in _words_of("prepositions") else last
        possessed = self.text[name.start : name.end].endswith(("'s", "’s")) or self.text[name.end : name.end + 2] in (
            "'s",
            "’s",
        )
        return (
            last in _words_of("prepositions") or last == "des" or possessed or self.text[name.end : name.end + 1] == "-"
        )

    def _governs(self, turning: Turning, mark: Span, others: Sequence[Span]) -> bool:
        return any(self._reaches(part, mark, others) for part in turning.parts)

    def _reaches(self, part: Span, mark: Span, others: Sequence[Span]) -> bool:
        start, end = (part[1], mark[0]) if part[1] <= mark[0] else (mark[1], part[0])
        if self._is_cut(start, end) or any(start <= one[0] < end for one in others if not _overlap(one, mark)):
            return False
        kept = self.text[start:end]
        for one in reversed([one for one in self.names if start <= one.start and one.end <= end]):
            kept = f"{kept[: one.start - start]} {_NAME} {kept[one.end - start :]}"
        words = [word.lower() for word in _WORD.findall(kept if part[1] <= mark[0] else _OF_NAME.sub(" ", kept))]
        if set(words) & _words_of("barriers"):
            return False
        return len([word for word in words if word not in _words_of("light") and word != _NAME]) <= MOST_BETWEEN

    def _is_cut(self, start: int, end: int) -> bool:
        """Return whether a clause ends between; a comma after the word, before an infinitive, is no end."""
        cuts = [(a, b) for a, b in self._limits if start <= a and b <= end]
        if len(cuts) == 1 and self.text[cuts[0][0]] == "," and not self.text[start : cuts[0][0]].strip():
            return not re.search(r"\bzu\b|\w+zu\w+en\b", self.text[cuts[0][1] : end + 40])
        return bool(cuts)

    def _clauses(self, apart_from: Callable[[str, int], bool] = lambda text, at: False) -> Iterator[Span]:
        start = 0
        for first, end in self._limits:
            if not apart_from(self.text, first):
                yield start, first
                start = end
        yield start, len(self.text)

    def _limits_in(self) -> Iterator[Span]:
        """Yield what ends clauses; what joins two names does not."""
        for found in _LIMIT.finditer(self.text):
            before = any(
                not self.text[one.end : found.start()].strip() and one.end <= found.start() for one in self.names
            )
            after = any(
                found.end() <= one.start
                and self.text[found.end() : one.start].strip().lower() in ("", "the", "die", "der", "den", "dem")
                for one in self.names
            )
            if not (before and after and found.group()[0].isalpha()):
                yield found.span()


_MOVES: tuple[tuple[Direction, str], ...] = (("+", "up"), ("-", "down"))
_TWO = 2


def _is_between_nouns(text: str, at: int) -> bool:
    """Return whether a conjunction at `at` stands after a German noun, so that no clause of its own ends there."""
    before = _WORD.findall(text[:at])
    return text[at : at + 1].isalpha() and bool(before) and before[-1][0].isupper()


def _turnings_in(text: str, clauses: Clauses) -> Iterator[Turning]:
    """Yield the words that turn, none inside another one; the longest first where several begin."""
    found: list[Turning] = []
    times = [one.span() for one in _found("turning", "times", text)]
    for turn in Turn:
        found += [Turning(turn, (one.span(),)) for one in _found("turning", turn, text)]
        for verb, particle in _apart().get(turn, ()):
            for first in verb.finditer(text):
                last = particle.search(text[: clauses.clause_of(first.start())[1]].rstrip(), first.end())
                if last:
                    found.append(Turning(turn, (first.span(), last.span())))
    found.sort(key=lambda one: (-len(one.parts), one.parts[0][0] - one.parts[0][1], one.parts))
    taken: list[Span] = times
    kept = []
    for one in found:
        if not any(_overlap(part, other) for part in one.parts for other in taken):
            taken += one.parts
            kept.append(one)
    yield from sorted(kept, key=lambda one: one.parts)


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _found(table: str, key: str, text: str) -> Iterator[re.Match[str]]:
    return _pattern(table, key).finditer(text)


@cache
def _declared() -> dict[str, dict[str, Any]]:
    return tomllib.loads(files(__package__).joinpath("condition_words.toml").read_text(encoding="utf-8"))


@cache
def _pattern(table: str, key: str) -> re.Pattern[str]:
    words = "|".join(_declared()[table][key]).replace("~", _LETTERS)
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


@cache
def _apart() -> dict[str, tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]]:
    """Return by what they turn the verbs that stand apart from their particle, which ends the clause, with it."""
    return {
        turn: tuple(
            (re.compile(rf"\b(?:{verb})\b", re.IGNORECASE), re.compile(rf"\b(?:{particle})$", re.IGNORECASE))
            for verb, particle in pairs
        )
        for turn, pairs in _declared()["apart"].items()
    }


@cache
def _words_of(key: str) -> frozenset[str]:
    return frozenset(_declared()["between"][key])
