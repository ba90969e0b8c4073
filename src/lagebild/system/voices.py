"""Voices: who is quoted how often, on what and how sure; who expects what; whether holders agree on a relation."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from lagebild.system.balance import Pair, pair_of
from lagebild.system.evidence import original_of
from lagebild.system.facts import Evidence, Expectation, Facts, Saying
from lagebild.system.sides import states_of

FEWEST_VOICES = 2
"""Holders it takes to agree or not; all authors are one, as they are not told apart."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody quoted: `speaker` is an actor, None for one known by `called` alone.

    Copies are left out; `topics` are the states that its quotations speak of, the most frequent
    first, `statuses` what became of its expectations; `quotations` and `expectations` are
    ids of rows.
    """

    speaker: str | None
    called: str
    n_quotations: int
    n_articles: int
    kinds: Mapping[str, int]
    modalities: Mapping[str, int]
    topics: tuple[str, ...]
    statuses: Mapping[str, int]
    quotations: tuple[str, ...]
    expectations: tuple[str, ...]


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
    topics = _topics(facts)
    found = [
        _voice(key, sayings[key], held[key], topics)
        for key in sorted({*sayings, *held}, key=lambda key: (key[0] or "", key[1]))
    ]
    return tuple(sorted(found, key=lambda one: (-one.n_articles, -one.n_quotations, one.speaker or "~", one.called)))


def agreements_of(facts: Facts) -> tuple[Agreement, ...]:
    """Return for every two states what holders say their relation is, those with most holders first."""
    friendly: dict[Pair, dict[str | None, None]] = defaultdict(dict)
    hostile: dict[Pair, dict[str | None, None]] = defaultdict(dict)
    rows: dict[Pair, list[str]] = defaultdict(list)
    for one in facts.statements:
        for a in states_of((one.actor_a,), facts):
            for b in states_of((one.actor_b,), facts) - {a}:
                if one.value:
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


def _topics(facts: Facts) -> dict[str, Counter[str]]:
    """Return the states that each quotation tells of, by its id."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for deed in facts.deeds:
        for report in deed.reports:
            if report.quotation_id is not None:
                found[report.quotation_id].update(states_of((*report.sources, *report.targets), facts))
    return found


def _voice(
    key: tuple[str | None, str],
    sayings: list[Saying],
    held: list[Expectation],
    topics: Mapping[str, Counter[str]],
) -> Voice:
    spoken: Counter[str] = Counter()
    for one in sayings:
        spoken.update(topics.get(one.quotation_id, Counter()))
    return Voice(
        *key,
        len(sayings),
        len({one.evidence.article_id for one in sayings}),
        dict(Counter(one.kind for one in sayings)),
        dict(Counter(one.modality for one in sayings)),
        tuple(sorted(spoken, key=lambda actor: (-spoken[actor], actor))),
        dict(Counter(one.status for one in held)),
        tuple(sorted(one.quotation_id for one in sayings)),
        tuple(sorted(one.row_id for one in held)),
    )
