"""What the dating of articles works on: articles, and the places in them that tell of a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lagebild.reading.times.placing import Offset, offset_parsed


@dataclass(frozen=True, slots=True, order=True)
class Sentence:
    """A sentence: `[start, end)` in the article's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, order=True)
class Time:
    """A time expression of an article as the case stores it; `row_id` names its row, see `lagebild.reading.times`."""

    start: int
    end: int
    row_id: str
    type: str
    value: str
    earliest: date | None
    latest: date | None
    anchor: str | None
    offset: str | None
    direction: str | None

    @property
    def weekday(self) -> int | None:
        """The weekday told (Monday is 1), if the expression is one and says no week."""
        return self.parsed.weekday if self.anchor == "published" else None

    @property
    def parsed(self) -> Offset:
        """The offset taken apart, without steps for an expression that has none."""
        return offset_parsed(self.offset or "")

    @property
    def month_day(self) -> tuple[int, int] | None:
        """The month and the day of a date without its year: `5. März`."""
        return self.parsed.month_day if self.anchor == "published" else None

    @property
    def is_daypart(self) -> bool:
        """Whether it is a mere time of some day: `am Abend`, `19.40 Uhr`."""
        return self.parsed.steps == ("D+0",) and bool(self.parsed.time)

    @property
    def is_told_day(self) -> bool:
        """Whether the expression itself names one day of the calendar, with its year."""
        return self.parsed.is_absolute and self.earliest is not None and self.earliest == self.latest


@dataclass(frozen=True, slots=True)
class Name:
    """A name in an article, `[start, end)`; `key` is equal for one state or organisation in every language."""

    start: int
    end: int
    key: str | None


@dataclass(frozen=True, slots=True)
class Deed:
    """An event mention of an article: where its trigger begins, and the states that its sides stand for, in order.

    The sides may be named in an earlier sentence: `sie unterzeichneten`.
    """

    start: int
    states: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DatedText:
    """An article as far as dating needs it; `published` is what it states, None if it states no date."""

    article_id: str
    text: str
    lang: str | None
    title: str | None
    published: date | None
    sentences: tuple[Sentence, ...]
    times: tuple[Time, ...]
    names: tuple[Name, ...]
    deeds: tuple[Deed, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a chain: a rule, its evidence in the article, what another article says, and the days left after it.

    `earliest` and `latest` are inclusive days, None where the step leaves the interval open.
    """

    rule: str
    start: int | None
    end: int | None
    other_article_id: str | None
    other_start: int | None
    other_end: int | None
    earliest: date | None
    latest: date | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Dating:
    """The date of an article that states none: a day, or an interval with one side or both, and the chain to it."""

    article_id: str
    published: date | None
    earliest: date | None
    latest: date | None
    basis: str
    confidence: float
    steps: tuple[Step, ...]


def sentence_at(sentences: Sequence[Sentence], offset: int) -> int | None:
    """Return the index of the sentence that holds the character at `offset`; `sentences` are in order."""
    low, high = 0, len(sentences)
    while low < high:
        middle = (low + high) // 2
        if sentences[middle].end <= offset:
            low = middle + 1
        else:
            high = middle
    return low if low < len(sentences) and sentences[low].start <= offset else None
