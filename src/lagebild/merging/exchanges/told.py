"""What a sentence offers to the reading of transfers, and what a transfer is. Offsets are those of the article."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Named:
    """A name of an actor: `side` is the actor it stands for as a giver or receiver, mostly its state's."""

    start: int
    end: int
    actor_id: str
    side: str
    is_adjective: bool = False


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity of the sentence; an open bound is None."""

    start: int
    end: int
    low: float | None
    high: float | None
    unit: str | None
    measure: str | None


@dataclass(frozen=True, slots=True)
class Speech:
    """Reported words: `holder` is the actor that speaks, None if no actor is known; `speaker` are words for it."""

    start: int
    end: int
    holder: str | None
    speaker: str = ""
    speaker_start: int | None = None
    speaker_end: int | None = None
    is_denied: bool = False


@dataclass(frozen=True, slots=True)
class Happening:
    """An event mention of the sentence, its sides as actors that give and receive."""

    start: int
    end: int
    type: str
    realis: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    object_start: int | None
    object_end: int | None
    earliest: date | None
    latest: date | None
    event_id: str | None
    confidence: float


@dataclass(frozen=True, slots=True)
class ToldSentence:
    """A sentence with the marks in it, each kind in the order of the text."""

    article_id: str
    sentence_id: int
    start: int
    text: str
    lang: str
    names: tuple[Named, ...] = ()
    amounts: tuple[Amount, ...] = ()
    speeches: tuple[Speech, ...] = ()
    happenings: tuple[Happening, ...] = ()


@dataclass(frozen=True, slots=True)
class Transfer:
    """One report that somebody gives a good to somebody: `[start, end)` are the words that say it.

    `holder` is the actor whose claim it is and `speaker` the words for a holder who is no known actor; both None for
    what the author tells.
    """

    article_id: str
    start: int
    end: int
    giver: str
    receiver: str
    good: str
    good_start: int
    good_end: int
    low: float | None
    high: float | None
    unit: str | None
    realis: str
    holder: str | None
    speaker: str | None
    event_id: str | None
    earliest: date | None
    latest: date | None
    confidence: float
