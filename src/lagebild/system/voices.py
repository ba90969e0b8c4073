"""Voices: who is quoted how often, on what and how sure; who expects what; whether holders agree on a relation."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeVar

from lagebild.system.balance import Pair, pair_of
from lagebild.system.evidence import original_of
from lagebild.system.facts import Deed, Evidence, Expectation, Facts, Saying, Statement
from lagebild.system.sides import states_of
from lagebild.system.signs import LEAST_SURE

FEWEST_VOICES = 2
"""Holders it takes to agree or not; all authors are one, as they are not told apart."""
FEWEST_DECIDED = 3
"""Expectations that have come to something, below which how many were borne out is thin (as with articles)."""
DECIDED = ("borne_out", "overtaken")
"""What becomes of an expectation that is not open."""


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody quoted: `speaker` is an actor, None for one known by `called` alone.

    Copies are left out; `topics` are the states that its quotations speak of, `deeds` the types of the events in them,
    `relations` the pairs of states whose relation they tell, the most frequent first each; `statuses` what became of
    its expectations; `by_modality`, `quotations` and `expectations` are ids of rows.
    """

    speaker: str | None
    called: str
    n_quotations: int
    n_articles: int
    kinds: Mapping[str, int]
    modalities: Mapping[str, int]
    topics: tuple[str, ...]
    deeds: tuple[str, ...]
    relations: tuple[Pair, ...]
    statuses: Mapping[str, int]
    by_modality: Mapping[str, tuple[str, ...]]
    quotations: tuple[str, ...]
    expectations: tuple[str, ...]

    @property
    def n_decided(self) -> int:
        """How many of its expectations have come to something."""
        return sum(self.statuses.get(status, 0) for status in DECIDED)

    @property
    def is_record_thin(self) -> bool:
        """Whether too few of them have, to say anything of its foresight."""
        return self.n_decided < FEWEST_DECIDED


@dataclass(frozen=True, slots=True)
class Expected:
    """Who (None: the author, if `called` is None too) expects what, the days it is of, and the events that followed."""

    holder: str | None
    called: str | None
    expectation: Expectation
    earliest: date | None
    latest: date | None
    follow_up: tuple[Deed, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """What holders say of a relation: who calls it friendly, who hostile; None is the author."""

    pair: Pair
    friendly: tuple[str | None, ...]
    hostile: tuple[str | None, ...]
    statements: tuple[str, ...]

    @property
    def verdict(self) -> Literal["agree", "disagree"] | None:
        """Whether two or more agree; None where only one speaks, whatever it says at which time."""
        if len({*self.friendly, *self.hostile}) < FEWEST_VOICES:
            return None
        if self.friendly and self.hostile:
            return "disagree"
        return "agree"


def voices_of(facts: Facts) -> tuple[Voice, ...]:
    """Return everybody quoted or holding an expectation, who is quoted in most articles first."""
    sayings: dict[tuple[str | None, str], list[Saying]] = defaultdict(list)
    for saying in facts.sayings:
        key = _who(saying.speaker, saying.speaker_text)
        if key is not None and not _is_copied(facts, saying.evidence):
            sayings[key].append(saying)
    held: dict[tuple[str | None, str], list[Expectation]] = defaultdict(list)
    for one in facts.expectations:
        key = _who(one.holder, one.holder_text)
        if key is not None and not _is_copied(facts, one.evidence):
            held[key].append(one)
    topics = _Topics(facts)
    found = [
        _voice(key, sayings[key], held[key], topics)
        for key in sorted({*sayings, *held}, key=lambda key: (key[0] or "", key[1]))
    ]
    return tuple(sorted(found, key=lambda one: (-one.n_articles, -one.n_quotations, one.speaker or "~", one.called)))


def expected_of(facts: Facts) -> tuple[Expected, ...]:
    """Return every conditional and forecast, the newest first, the surest read of an article first; copies left out."""
    deeds = {deed.event_id: deed for deed in facts.deeds}
    found = []
    for one in facts.expectations:
        if _is_copied(facts, one.evidence):
            continue
        article = facts.articles.get(one.evidence.article_id)
        days = (None, None) if article is None else (article.earliest, article.latest)
        followed = tuple(deeds[key] for key in one.follow_up if key in deeds)
        called = None if one.holder is not None else one.holder_text
        found.append(Expected(one.holder, called, one, *days, followed))
    newest = sorted(found, key=lambda one: (-one.expectation.confidence, one.expectation.row_id))
    return tuple(sorted(newest, key=lambda one: one.latest or date.min, reverse=True))


def agreements_of(facts: Facts) -> tuple[Agreement, ...]:
    """Return for every two states what holders say their relation is, those with most holders first.

    What is likelier misread than right is left out.
    """
    friendly: dict[Pair, dict[str | None, None]] = defaultdict(dict)
    hostile: dict[Pair, dict[str | None, None]] = defaultdict(dict)
    rows: dict[Pair, list[str]] = defaultdict(list)
    for one in facts.statements:
        for a in states_of((one.actor_a,), facts):
            for b in states_of((one.actor_b,), facts) - {a}:
                if one.value and one.confidence >= LEAST_SURE:
                    (friendly if one.value > 0 else hostile)[pair_of(a, b)][one.holder] = None
                    rows[pair_of(a, b)].append(one.row_id)

    def ordered(holders: dict[str | None, None]) -> tuple[str | None, ...]:
        return tuple(sorted(holders, key=lambda holder: holder or ""))

    found = [
        Agreement(pair, ordered(friendly[pair]), ordered(hostile[pair]), tuple(sorted(ids)))
        for pair, ids in rows.items()
    ]
    return tuple(sorted(found, key=lambda one: (-len(one.friendly) - len(one.hostile), one.pair)))


def _who(actor: str | None, words: str | None) -> tuple[str | None, str] | None:
    if actor is not None:
        return actor, ""
    return (None, " ".join(words.split())) if words else None


def _is_copied(facts: Facts, place: Evidence) -> bool:
    """Return whether a place stands in a copy: what it says its original has said."""
    return original_of(facts, place.article_id) != place.article_id


class _Topics:
    """What each quotation tells of, by its id: states, types of events, and pairs of states in relation statements."""

    def __init__(self, facts: Facts) -> None:
        self.states: dict[str, Counter[str]] = defaultdict(Counter)
        self.deeds: dict[str, Counter[str]] = defaultdict(Counter)
        self.relations: dict[str, Counter[Pair]] = defaultdict(Counter)
        for deed in facts.deeds:
            for report in deed.reports:
                if report.quotation_id is not None:
                    self.states[report.quotation_id].update(states_of((*report.sources, *report.targets), facts))
                    self.deeds[report.quotation_id][report.type] += 1
        said: dict[str, list[Statement]] = defaultdict(list)
        for statement in facts.statements:
            said[statement.evidence.article_id].append(statement)
        for saying in facts.sayings:
            for statement in said[saying.evidence.article_id]:
                if saying.evidence.start <= statement.evidence.start < saying.evidence.end:
                    self._add_relation(saying.quotation_id, statement, facts)

    def _add_relation(self, key: str, statement: Statement, facts: Facts) -> None:
        for a in states_of((statement.actor_a,), facts):
            for b in states_of((statement.actor_b,), facts) - {a}:
                self.relations[key][pair_of(a, b)] += 1
                self.states[key].update((a, b))


def _often(counted: Iterable[Counter[T]]) -> tuple[T, ...]:
    """Return what is counted, the most frequent first, equals in order."""
    together: Counter[T] = Counter()
    for one in counted:
        together.update(one)
    return tuple(sorted(together, key=lambda what: (-together[what], str(what))))


def _voice(
    key: tuple[str | None, str],
    sayings: list[Saying],
    held: list[Expectation],
    topics: _Topics,
) -> Voice:
    keys = [one.quotation_id for one in sayings]
    by_modality: dict[str, list[str]] = defaultdict(list)
    for one in sayings:
        by_modality[one.modality].append(one.quotation_id)
    return Voice(
        *key,
        len(sayings),
        len({one.evidence.article_id for one in sayings}),
        dict(Counter(one.kind for one in sayings)),
        dict(Counter(one.modality for one in sayings)),
        _often(topics.states[key] for key in keys),
        _often(topics.deeds[key] for key in keys),
        _often(topics.relations[key] for key in keys),
        dict(Counter(one.status for one in held)),
        {modality: tuple(sorted(ids)) for modality, ids in sorted(by_modality.items())},
        tuple(sorted(keys)),
        tuple(sorted(one.row_id for one in held)),
    )
