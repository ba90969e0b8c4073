"""Whom most of those who tell an event name as its sides: reports of one event may name others, rightly or not."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import product

from lagebild.system.evidence import original_of
from lagebild.system.facts import Deed, Facts, Report
from lagebild.system.scale import MUTUAL_TYPES


@dataclass(frozen=True, slots=True)
class AgreedSides:
    """The sides of an event on which those who tell it agree best, with the reports that name them, the plainest
    first, and the number of articles that do, copies left out."""

    sources: tuple[str, ...]
    targets: tuple[str, ...]
    reports: tuple[Report, ...]
    n_articles: int


def agreed_sides(deed: Deed, facts: Facts) -> AgreedSides | None:
    """Return the two that most articles name together (the surest of equals), and whoever most of these add.

    None if no report names two of different states.
    """
    votes: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)
    for report in deed.reports:
        for pair in _pairs(report, facts):
            article = original_of(facts, report.evidence.article_id)
            votes[pair][article] = max(votes[pair].get(article, 0.0), report.confidence)
    if not votes:
        return None
    best = min(votes, key=lambda pair: (-len(votes[pair]), -sum(votes[pair].values()), pair))
    telling = [one for one in deed.reports if set(best) <= {*one.sources, *one.targets}]
    n_articles = len(votes[best])
    named: dict[str, set[str]] = defaultdict(set)
    for report in telling:
        for actor in {*report.sources, *report.targets}:
            named[actor].add(original_of(facts, report.evidence.article_id))
    shown = {*best, *(actor for actor, articles in named.items() if 2 * len(articles) > n_articles)}
    telling.sort(key=lambda one: (len({*one.sources, *one.targets} - shown), -one.confidence, one.mention_id))
    sources = tuple(actor for actor in deed.sources if actor in shown)
    targets = tuple(actor for actor in deed.targets if actor in shown and actor not in sources)
    return AgreedSides(sources, targets, tuple(telling), n_articles)


def _pairs(report: Report, facts: Facts) -> set[tuple[str, str]]:
    """Return every two actors of different states that a report puts on two sides, or together if all act alike."""
    others = {*report.targets, *report.sources} if report.type in MUTUAL_TYPES else set(report.targets)
    found = product(report.sources, others)
    return {(min(pair), max(pair)) for pair in found if _state(pair[0], facts) != _state(pair[1], facts)}


def _state(actor_id: str, facts: Facts) -> str:
    actor = facts.actors.get(actor_id)
    return actor_id if actor is None else actor.country or actor_id
