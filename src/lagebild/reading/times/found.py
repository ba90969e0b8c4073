"""What a rule found: the matched words, and the story so far."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from lagebild.reading.marks import TimexType
from lagebild.reading.times.rules import Rule
from lagebild.reading.times.words import Payload, TimeWords
from lagebild.reading.tokens import Tokens


@dataclass(slots=True)
class Story:
    """What the text told of time before the expression at hand: the days last reached, and in which sentence."""

    first: date | None = None
    last: date | None = None
    sentence: int = -2

    @property
    def is_day(self) -> bool:
        """Whether the text last spoke of one certain day."""
        return self.first is not None and self.first == self.last

    def is_fresh(self, sentence: int, reach: int = 1) -> bool:
        """Return whether the story was told in this sentence or one of the `reach` before it."""
        return self.first is not None and sentence - self.sentence <= reach


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an expression means before it is placed: see `times` for anchors and offsets.

    `value` is fixed where the place does not give it (durations, sets, references). `tensed` says that the direction
    of the clause decides.
    """

    type: TimexType
    offset: str | None
    anchor: str | None
    value: str | None = None
    tensed: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A rule's match in a sentence: its groups by name, the words around it, and the story so far."""

    rule: Rule
    match: re.Match[str]
    tokens: Tokens
    words: TimeWords
    letters: str
    story: Story
    sentence: int

    def index(self, name: str) -> int | None:
        """Return the token the group `name` matched, or None."""
        for number in self.rule.groups.get(name, ()):
            start = self.match.start(number)
            if start >= 0:
                return start
        return None

    def has(self, name: str) -> bool:
        """Return whether the group `name` matched."""
        return self.index(name) is not None

    def kind(self, name: str) -> str | None:
        """Return the class of the word the group `name` matched, or None."""
        index = self.index(name)
        return None if index is None else self._entry(index)[0]

    def get(self, name: str) -> Payload | None:
        """Return what the word the group `name` matched stands for, or None."""
        index = self.index(name)
        return None if index is None else self._entry(index)[1]

    def number(self, name: str) -> int | None:
        """Return what the group `name` matched as a whole number, or None."""
        value = self.get(name)
        return int(value) if isinstance(value, int | float) else None

    def text(self, name: str) -> str | None:
        """Return what the group `name` matched stands for as text, or None."""
        value = self.get(name)
        return None if value is None else str(value)

    def word(self, offset: int) -> str:
        """Return the word `offset` places behind the match (0 is the next), or before it if negative; "" if none."""
        index = self.match.end() + offset if offset >= 0 else self.match.start() + offset
        return self.tokens.words[index] if 0 <= index < len(self.tokens) else ""

    def before(self, *names: str) -> bool:
        """Return whether the word before the match is of one of the classes."""
        start = self.match.start()
        return start > 0 and self.letters[start - 1] in [self.words.letters.get(name) for name in names]

    def after(self, *names: str) -> bool:
        """Return whether the word behind the match is of one of the classes."""
        end = self.match.end()
        return end < len(self.letters) and self.letters[end] in [self.words.letters.get(name) for name in names]

    def letters_have(self, index: int | None, *names: str) -> bool:
        """Return whether the word behind token `index` is of one of the classes."""
        behind = len(self.letters) if index is None else index + 1
        return behind < len(self.letters) and self.letters[behind] in [self.words.letters[name] for name in names]

    def listed(self, word: str, name: str) -> bool:
        """Return whether the word is in the language's list `name`, whatever its capitals."""
        return word.lower() in self.words.lists.get(name, frozenset())

    def _entry(self, index: int) -> tuple[str, Payload]:
        entry = self.words.classified(self.tokens.words[index])
        if entry is None:
            raise LookupError(self.tokens.words[index])
        return entry
