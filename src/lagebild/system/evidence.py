"""What counts between actors: deeds with the month they fall in, article by article, and what relations are said to be.

An event counts if it is real and a report of it that says so names both sides. An article counts once with its copies.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import log

from lagebild.reading.marks import Realis
from lagebild.system.facts import Deed, Facts, Report, Statement
from lagebild.system.periods import MONTHS_A_YEAR, month_number
from lagebild.system.scale import MUTUAL_TYPES, score_of

UNDATED_WEIGHT = 0.5
"""Part of its points that a deed has which no words date: it counts where its report does, and may be older."""
SAME_OCCASION = 2
"""Months between reports of an undated deed up to which they tell of one occasion."""
LONGEST_TIME = MONTHS_A_YEAR
"""Months over which one deed or statement is spread: what is told of a longer time is of no month."""
SURE = 0.99
"""No report is surer than this, so that a second one always adds something."""
SIGNS = 3
"""Signs a relation may have, so that chance is right in one of three."""

Pair = tuple[str, str]
Named = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Counted:
    """A deed that counts: its points in each month from `first` to `last`, and its reports by original article.

    An undated deed told at different times is one for each.
    """

    event_id: str
    points: float
    first: int
    last: int
    reports: tuple[tuple[str, Report], ...]


@dataclass(frozen=True, slots=True)
class Sighting:
    """A deed between two sides: how sure each original article is of it."""

    deed: Counted
    sure: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Word:
    """A statement that counts, in each month from `first` to `last`."""

    statement: Statement
    original: str
    first: int
    last: int
    weight: float


def deeds_that_count(facts: Facts) -> Iterator[Counted]:
    """Yield the deeds that are cooperation or conflict and fall in some month, each occasion of one by itself."""
    for deed in facts.deeds:
        score = score_of(deed.type, deed.realis)
        reports = tuple(
            (original_of(facts, report.evidence.article_id), report)
            for report in deed.reports
            if report.realis == Realis.REAL and not _is_before(report, deed)
        )
        if not score or not reports:
            continue
        if deed.earliest is None or deed.latest is None:
            yield from _occasions(deed.event_id, score * UNDATED_WEIGHT, reports)
        else:
            months = _months(deed.earliest, deed.latest)
            if months is not None:
                yield _counted(deed.event_id, score, months, reports)


def sightings_by_pair(counted: Iterable[Counted], named: Named) -> dict[Pair, list[Sighting]]:
    """Return the deeds of each side to each other one, who does it first; `named` is the side of an actor, if any."""
    found: dict[Pair, list[Sighting]] = defaultdict(list)
    for deed in counted:
        sure: dict[Pair, dict[str, float]] = defaultdict(dict)
        for original, report in deed.reports:
            for pair in _pairs(report, named):
                known = sure[pair].get(original, 0.0)
                sure[pair][original] = max(known, min(report.confidence, SURE))
        for pair, by_article in sure.items():
            found[pair].append(Sighting(deed, by_article))
    return found


def both_ways(there: Iterable[Sighting], back: Iterable[Sighting]) -> list[Sighting]:
    """Return the deeds of either side to the other, each once."""
    merged: dict[tuple[str, int], Sighting] = {}
    for one in (*there, *back):
        key = one.deed.event_id, one.deed.first
        known = merged.get(key)
        sure = one.sure if known is None else _surest(known.sure, one.sure)
        merged[key] = Sighting(one.deed, sure)
    return list(merged.values())


def words_by_pair(facts: Facts, named: Named) -> dict[frozenset[str], list[Word]]:
    """Return the statements on each two sides; what one article says alike of them through one holder counts once."""
    best: dict[frozenset[str], dict[tuple[object, ...], Word]] = defaultdict(dict)
    for statement in facts.statements:
        pair = frozenset(filter(None, (named(statement.actor_a), named(statement.actor_b))))
        months = _months(statement.earliest, statement.latest)
        if len(pair) < 2 or months is None:
            continue
        original = original_of(facts, statement.evidence.article_id)
        word = Word(statement, original, *months, vote_of(statement.confidence))
        key = (original, statement.holder, statement.dimension, statement.value, months)
        known = best[pair].get(key)
        if known is None or (known.weight, known.statement.row_id) < (word.weight, statement.row_id):
            best[pair][key] = word
    return {pair: list(words.values()) for pair, words in best.items()}


def vote_of(confidence: float) -> float:
    """Return the weight of a statement: the logarithm of its odds against chance, 0 for what is no better.

    So voters are best weighted who are right with different chances: S. Nitzan and J. Paroush, Optimal Decision Rules
    in Uncertain Dichotomous Choice Situations, International Economic Review 23 (1982), 289-297; here three signs.
    """
    sure = min(confidence, SURE)
    return max(0.0, log((SIGNS - 1) * sure / (1 - sure))) if sure > 0 else 0.0


def original_of(facts: Facts, article_id: str) -> str:
    """Return the article that an article copies, itself if none."""
    witness = facts.articles.get(article_id)
    return article_id if witness is None else witness.original


def _is_before(report: Report, deed: Deed) -> bool:
    """What is published before an event cannot tell that it happened."""
    return deed.earliest is not None and report.published_latest is not None and report.published_latest < deed.earliest


def _counted(event_id: str, points: float, months: tuple[int, int], reports: Sequence[tuple[str, Report]]) -> Counted:
    first, last = months
    return Counted(event_id, points / (last - first + 1), first, last, tuple(reports))


def _occasions(event_id: str, points: float, reports: Sequence[tuple[str, Report]]) -> Iterator[Counted]:
    """Yield an undated deed once for all reports of about one time: what is told anew much later goes on or recurs."""
    told = [(_months(report.told_earliest, report.told_latest), name, report) for name, report in reports]
    placed = sorted(((months, name, report) for months, name, report in told if months), key=lambda one: one[0])
    begun: list[tuple[tuple[int, int], list[tuple[str, Report]]]] = []
    latest = 0
    for months, name, report in placed:
        if not begun or months[0] - latest > SAME_OCCASION:
            begun.append((months, []))
        begun[-1][1].append((name, report))
        latest = months[0]
    for months, together in begun:
        yield _counted(event_id, points, months, together)


def _months(earliest: date | None, latest: date | None) -> tuple[int, int] | None:
    if earliest is None or latest is None:
        return None
    first, last = month_number(earliest), month_number(latest)
    return (first, last) if 0 <= last - first < LONGEST_TIME else None


def _pairs(report: Report, named: Named) -> Iterator[Pair]:
    sources = {side for side in map(named, report.sources) if side is not None}
    targets = {side for side in map(named, report.targets) if side is not None}
    is_mutual = report.type in MUTUAL_TYPES
    for source in sources:
        for target in targets | sources if is_mutual else targets:
            if source != target:
                yield source, target
                if is_mutual:
                    yield target, source


def _surest(one: Mapping[str, float], other: Mapping[str, float]) -> dict[str, float]:
    return {name: max(one.get(name, 0.0), other.get(name, 0.0)) for name in one.keys() | other.keys()}
