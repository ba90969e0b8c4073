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


class QuotationKind(StrEnum):
    """How words are reported: in quotation marks, in a clause with a cue, without a cue, or only as a topic."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    FREE = "free"
    REPORTED = "reported"


class Modality(StrEnum):
    """How a speaker stands to the reported words."""

    ASSERTED = "asserted"
    HEDGED = "hedged"
    DENIED = "denied"


@dataclass(frozen=True, slots=True, order=True)
class Quotation:
    """Reported words of one sentence, without quotation marks.

    `cue_*` and `speaker_*` are the words of speech and of the speaker in the same sentence, None if there are none;
    `speaker` is the entity that speaks, also from an earlier sentence, None if it is not known.
    """

    start: int
    end: int
    kind: QuotationKind
    modality: Modality
    cue_start: int | None
    cue_end: int | None
    speaker_start: int | None
    speaker_end: int | None
    speaker: str | None
    confidence: float


class EventType(StrEnum):
    """The PLOVER types, CONCEDE and RETREAT kept apart."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    COOPERATE = "COOPERATE"
    AID = "AID"
    CONCEDE = "CONCEDE"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


class Realis(StrEnum):
    """Whether an event is told as real, planned, possible, or as not happening."""

    REAL = "real"
    PLANNED = "planned"
    HYPO = "hypo"
    NEG = "neg"


@dataclass(frozen=True, slots=True, order=True)
class Participant:
    """A mention, `[start, end)`, read as a side of an event, and its entity; may stand in an earlier sentence."""

    start: int
    end: int
    entity: str


@dataclass(frozen=True, slots=True, order=True)
class EventMention:
    """One sentence's report of an event: `[start, end)` is the trigger.

    `object_*`, `place_*` and `time_*` are words of the same sentence, None if it has none. `quotation` is the place in
    `Reading.quotations` of the quotation it stands in. `earliest` and `latest` are inclusive calendar days.
    """

    start: int
    end: int
    sentence_id: int
    type: EventType
    realis: Realis
    sources: tuple[Participant, ...]
    targets: tuple[Participant, ...]
    object_start: int | None
    object_end: int | None
    place_start: int | None
    place_end: int | None
    time_start: int | None
    time_end: int | None
    earliest: date | None
    latest: date | None
    quotation: int | None
    confidence: float


class Dimension(StrEnum):
    """The field of a relation."""

    POLITICAL = "political"
    MILITARY = "military"
    ECONOMIC = "economic"


@dataclass(frozen=True, slots=True, order=True)
class RelationStatement:
    """What the text says the relation of two entities is: `[start, end)` are the words that say it.

    `value` runs from -2 (hostile) to 2 (allied, dependent); `change` is "up", "down" or None; `holder` is the entity
    that says so, None for the author.
    """

    start: int
    end: int
    entity_a: str
    entity_b: str
    dimension: Dimension
    value: int
    change: str | None
    holder: str | None
    confidence: float


class OutlookKind(StrEnum):
    """A condition with its consequence, or a statement about the future without one."""

    CONDITIONAL = "conditional"
    FORECAST = "forecast"


@dataclass(frozen=True, slots=True, order=True)
class OutlookStatement:
    """A conditional or forecast, `[start, end)`; a forecast has no condition and its consequence is the whole.

    `holder_*` are the words of the same sentence that name who holds it and `holder` is that entity; all are None for
    the author. `condition_events` and `consequence_events` are places in `Reading.events`.
    """

    start: int
    end: int
    kind: OutlookKind
    condition_start: int | None
    condition_end: int | None
    consequence_start: int | None
    consequence_end: int | None
    holder_start: int | None
    holder_end: int | None
    holder: str | None
    condition_events: tuple[int, ...]
    consequence_events: tuple[int, ...]
    confidence: float


@dataclass(frozen=True, slots=True, order=True)
class RoleStatement:
    """Words, `[start, end)`, that say which office or post an entity holds: for what country and organisation."""

    start: int
    end: int
    entity: str
    role: str
    country: str | None
    organisation: str | None
    confidence: float


@dataclass(frozen=True, slots=True, order=True)
class SentenceVector:
    """The meaning of a sentence: value `i` of its vector is `values[i]` (a signed byte) times `scale`."""

    sentence_id: int
    values: bytes
    scale: float
