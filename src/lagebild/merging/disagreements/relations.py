"""What versions of one thing are to each other, and the row they make."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Relation(StrEnum):
    """What two versions are to each other."""

    CONTRADICTS = "contradicts"
    DEVELOPED = "developed"
    COMPATIBLE = "compatible"


class Kind(StrEnum):
    """What is disagreed about."""

    QUANTITY = "quantity"
    DATE = "date"
    ROLE = "role"
    SPEAKER = "speaker"
    EVENT = "event"


@dataclass(frozen=True, slots=True, order=True)
class Days:
    """An interval of days, both inclusive."""

    first: date
    last: date

    def gap(self, other: Days) -> int:
        """Return the days between two intervals, 0 if they meet."""
        return max((self.first - other.last).days, (other.first - self.last).days, 0)

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}/{self.last}"


def days_of(first: date | None, last: date | None) -> Days | None:
    """Return an interval, None if an end of it is not known."""
    return None if first is None or last is None else Days(first, last)


PRINTED_DAYS = 1
"""What one paper prints today another prints tomorrow; only what lies further apart is later."""


def is_after(one: Days | None, other: Days | None) -> bool:
    """Return whether an interval lies wholly after another, and not only by what papers need to print it."""
    return one is not None and other is not None and (one.first - other.last).days > PRINTED_DAYS


def is_later(one: Days | None, other: Days | None) -> bool:
    """Return whether one of two intervals lies wholly after the other."""
    return is_after(one, other) or is_after(other, one)


@dataclass(frozen=True, slots=True)
class Version:
    """One version: `value` as programs read it, the day it holds for, who holds it (None is the author), its place.

    `voice` is the article whose text this is: copies of an agency's text have one voice.
    """

    article_id: str
    start: int
    end: int
    value: str
    days: Days | None
    holder: str | None
    voice: str

    @property
    def place(self) -> tuple[str, int, int, str]:
        """What orders versions by where they stand."""
        return (self.article_id, self.start, self.end, self.value)

    @property
    def in_time(self) -> tuple[date, str, int, int, str]:
        """What orders versions by their days, those without days last."""
        return (self.days.first if self.days else date.max, *self.place)


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A row of `disagreements`; `topic` names in words for programs what it is about.

    `block` stands for all that was compared with each other: no disagreement of one kind hangs on two blocks.
    """

    kind: Kind
    relation: Relation
    topic: str
    block: str
    versions: tuple[Version, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Compared:
    """Two versions, by their places in a list, that differ about one thing: how, and how sure that is."""

    one: int
    other: int
    relation: Relation
    score: float


STRONGEST = (Relation.CONTRADICTS, Relation.DEVELOPED, Relation.COMPATIBLE)
"""What a row is called whose versions are several things to each other."""


def hanging_together(compared: Iterable[Compared]) -> list[list[Compared]]:
    """Return the pairs in groups: two pairs are of one group if they share a version, also through others."""
    parents: dict[int, int] = {}

    def first(at: int) -> int:
        while parents.setdefault(at, at) != at:
            parents[at] = parents[parents[at]]
            at = parents[at]
        return at

    pairs = list(compared)
    for pair in pairs:
        low, high = sorted((first(pair.one), first(pair.other)))
        parents[high] = low
    groups: dict[int, list[Compared]] = defaultdict(list)
    for pair in pairs:
        groups[first(pair.one)].append(pair)
    return list(groups.values())


def disagreement_of(
    kind: Kind, topic: str, block: str, versions: Sequence[Version], pairs: Sequence[Compared]
) -> Disagreement:
    """Return the row of versions that hang together: each voice, holder and value stands in it once."""
    relation = next(r for r in STRONGEST if any(pair.relation is r for pair in pairs))
    own = sorted({at for pair in pairs for at in (pair.one, pair.other)}, key=lambda at: versions[at].in_time)
    shown: dict[tuple[str, str | None, str], Version] = {}
    for at in own:
        shown.setdefault((versions[at].voice, versions[at].holder, versions[at].value), versions[at])
    confidence = max(pair.score for pair in pairs if pair.relation is relation)
    return Disagreement(kind, relation, topic, block, tuple(shown.values()), confidence)
