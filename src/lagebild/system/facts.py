"""Facts: everything of a case that the system of states is computed from, so that it is computed without a database.

`facts_of` in `lagebild.case.facts` reads them; a what-if changes them; the figures are functions of them alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Evidence:
    """The characters `start` to `end` (half open) of an article's text."""

    article_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Witness:
    """An article: the days it was published between, and whose copy it is (itself if none)."""

    article_id: str
    outlet: str | None
    title: str | None
    lang: str | None
    earliest: date | None
    latest: date | None
    original: str


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor; `acts_for` is the state whose deeds its deeds are: itself for a state, None for who acts alone."""

    actor_id: str
    name: str
    name_de: str | None
    name_en: str | None
    kind: str
    country: str | None
    sector: str | None
    n_articles: int
    acts_for: str | None


@dataclass(frozen=True, slots=True)
class Report:
    """One article's mention of an event; `holder` is the actor whose quotation tells it, None for the author.

    Days are inclusive; `sources` and `targets` are actor ids as this sentence names them; `confidence` is calibrated.
    `told_earliest` and `told_latest` are the days that a sentence speaks of whose event has no day of its own: those
    of the article, unless it speaks of another time; None if that is long or unknown. `elsewhere` are those of the
    sides that other sentences name and this one does not.
    """

    mention_id: str
    evidence: Evidence
    type: str
    realis: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    earliest: date | None
    latest: date | None
    published_latest: date | None
    holder: str | None
    quotation_id: str | None
    confidence: float
    told_earliest: date | None = None
    told_latest: date | None = None
    elsewhere: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Deed:
    """An event with its reports, the one that stands for it first; sides are actor ids, days inclusive."""

    event_id: str
    type: str
    realis: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    earliest: date | None
    latest: date | None
    confidence: float
    reports: tuple[Report, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """What a text says a relation is: -2 hostile to 2 allied; `change` up, down or None; days of what it speaks of.

    `earliest` and `latest` are those of the article, unless the sentence itself speaks of another time; None if that
    is long or unknown.
    """

    row_id: str
    evidence: Evidence
    actor_a: str
    actor_b: str
    dimension: str
    value: int
    change: str | None
    holder: str | None
    earliest: date | None
    latest: date | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Flow:
    """An exchange: what a giver gives a receiver; bounds in `unit`, None for what is not told.

    `speaker` are the words for a holder who is no known actor, empty for somebody unnamed; None for the author.
    `operator` is that of the amount in a sole report, None for several or where no amount is told.
    """

    row_id: str
    giver: str
    receiver: str
    good: str
    called: str
    low: float | None
    high: float | None
    unit: str | None
    realis: str
    holder: str | None
    since: date | None
    until: date | None
    evidence: tuple[Evidence, ...]
    confidence: float
    speaker: str | None = None
    operator: str | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """What part of an actor's `measure` (trade_share …) another actor has, in per cent, and who says so.

    Days are those of the article, unless the sentence itself speaks of another time. `speaker` is as for a flow.
    """

    row_id: str
    evidence: Evidence
    owner: str
    other: str
    measure: str
    noun: str | None
    low: float | None
    high: float | None
    holder: str | None
    earliest: date | None
    latest: date | None
    confidence: float
    operator: str = "="
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Saying:
    """A quotation: who says it, how (`kind`) and how sure (`modality`); days are those of the article."""

    quotation_id: str
    evidence: Evidence
    kind: str
    speaker: str | None
    speaker_text: str | None
    modality: str
    confidence: float


@dataclass(frozen=True, slots=True, order=True)
class Named:
    """Characters `start` to `end` (half open) of an article that name an actor."""

    start: int
    end: int
    actor_id: str


@dataclass(frozen=True, slots=True)
class Expectation:
    """A conditional or forecast with the spans of its parts and the event mentions in them.

    Of a conditional `text` are the characters of its article from `text_start` on in which both parts stand, and
    `names` whom it names; empty for a forecast.
    """

    row_id: str
    evidence: Evidence
    kind: str
    condition: Evidence | None
    condition_mentions: tuple[str, ...]
    consequence: Evidence | None
    consequence_mentions: tuple[str, ...]
    holder: str | None
    holder_text: str | None
    status: str
    follow_up: tuple[str, ...]
    confidence: float
    text: str = field(default="", repr=False)
    text_start: int = 0
    names: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class Membership:
    """An actor's membership of a group, both actor ids; days inclusive, None for open."""

    group: str
    member: str
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class Facts:
    """All of it; tuples are in the order of their ids, so that equal cases give equal facts."""

    articles: Mapping[str, Witness]
    actors: Mapping[str, Actor]
    deeds: tuple[Deed, ...]
    statements: tuple[Statement, ...]
    flows: tuple[Flow, ...]
    shares: tuple[Share, ...]
    sayings: tuple[Saying, ...]
    expectations: tuple[Expectation, ...]
    memberships: tuple[Membership, ...]
