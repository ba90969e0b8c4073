"""The marks of a reading: each points at characters of the article by `start` and `end` and copies none of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Sentence:
    """A sentence, `[start, end)` in the article's text; `sentence_id` counts from 0 in the order of the text."""

    start: int
    end: int
    sentence_id: int


class MentionKind(StrEnum):
    """What a mention names."""

    PER = "PER"
    STATE = "STATE"
    ORG = "ORG"
    GROUP = "GROUP"
    LOC = "LOC"
    MISC = "MISC"


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A named or acting entity in the text.

    `country` is ISO 3166 alpha-3 (or EUR, IGO, XKX, PSE), `sector` as in the annotation guide. Mentions of one thing
    inside one article share an `entity` key; `entity_world` names the entry of `world/` it was read as, if any.
    """

    start: int
    end: int
    kind: MentionKind
    country: str | None
    sector: str | None
    entity: str
    entity_world: str | None
    confidence: float


class TimexType(StrEnum):
    """The TIMEX3 types."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


@dataclass(frozen=True, slots=True, order=True)
class TimeExpression:
    """A TIMEX3 expression with its normalised value and the interval of days it can mean.

    `earliest` and `latest` are inclusive calendar days, None where nothing can be said. `anchor` says what the value
    was computed from and `offset` how, so that it is computed again when the article's date becomes known:
    see `lagebild.reading.times`. `direction` is "past", "future" or None.
    """

    start: int
    end: int
    type: TimexType
    value: str
    earliest: date | None
    latest: date | None
    anchor: str | None
    offset: str | None
    direction: str | None
    confidence: float


@dataclass(frozen=True, slots=True, order=True)
class Quantity:
    """A number that matters, with the thing it counts.

    `low` and `high` bound the value in `unit` (an English singular noun, an ISO 4217 code, "percent" or a metric
    unit); None is open. `operator` is one of = ~ >= <= > <. `noun_start`/`noun_end` point at the counted noun;
    `owner_start`/`owner_end` at the words that say whom or what it is about; None where the sentence does not say.
    """

    start: int
    end: int
    low: float | None
    high: float | None
    operator: str
    unit: str | None
    measure: str | None
    noun_start: int | None
    noun_end: int | None
    owner_start: int | None
    owner_end: int | None
    confidence: float
