"""What counts between actors: deeds with the month they fall in, article by article, and what relations are said to be.

An event counts if it is real and a report of it that says so, and is no denial, names both sides. Copies of an article
count as one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import exp, log

from lagebild.reading.marks import EventType, Modality, Realis
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
SIDES_RIGHT = 0.67
"""Part of the sides read with an event that are its sides (docs/reader.md, events, `sides`): so much of its confidence
speaks for what it says of two actors."""
ELSEWHERE_RIGHT = 0.6
"""Part of the sides taken from another sentence that are right: 10 of the 16 of five articles, looked at by hand."""

FORCES = frozenset({"troops", "weapons"})
"""Families of goods that are sent to help as well as to threaten."""

Pair = tuple[str, str]
Named = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Sighting:
    """A deed between two sides on one occasion: its points in each month from `first` to `last`, and who tells of it.

    `sure` is how sure each original article is of it, `sure_of_sides` how sure that it is between these two; `reports`
    are those that name both sides, the first told first.
    """

    event_id: str
    points: float
    first: int
    last: int
    reports: tuple[Report, ...]
    sure: Mapping[str, float]
    sure_of_sides: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Word:
    """A statement that counts, in each month from `first` to `last`."""

    statement: Statement
    original: str
    first: int
    last: int
    weight: float


def sightings_by_pair(facts: Facts, named: Named, *, directed: bool) -> dict[Pair, list[Sighting]]:
    """Return what sides did to each other; `named` is the side of an actor, if any.

    If `directed`, whoever does it stands first in a pair; else the sides of a pair are in order, and what both did
    together is there once.
    """
    found: dict[Pair, list[Sighting]] = defaultdict(list)
    denied = {one.quotation_id for one in facts.sayings if one.modality == Modality.DENIED}
    given = _given(facts, named)
    for deed in facts.deeds:
        score = score_of(deed.type, deed.realis)
        if not score:
            continue
        told: dict[Pair, list[Report]] = defaultdict(list)
        for report in deed.reports:
            if report.quotation_id in denied or not _is_witness(deed, report):
                continue
            pairs = _pairs(report, named)
            if deed.type == EventType.MOBILIZE:
                pairs -= given[report.evidence.article_id]
            for a, b in pairs if directed else {(min(pair), max(pair)) for pair in pairs}:
                told[a, b].append(report)
        for pair, reports in told.items():
            found[pair].extend(_sightings(facts, deed, score, reports, pair, named))
    return found


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


def chance_of(votes: float) -> float:
    """Return how likely a sign is that has so many votes (`vote_of`) of independent voters and the others have none."""
    return 1.0 / (1.0 + (SIGNS - 1) * exp(-votes))


def original_of(facts: Facts, article_id: str) -> str:
    """Return the article that an article copies, itself if none."""
    witness = facts.articles.get(article_id)
    return article_id if witness is None else witness.original


def _given(facts: Facts, named: Named) -> dict[str, set[Pair]]:
    """Return who gives troops or arms to whom, by article: what is given to somebody is not mobilised against it."""
    given: dict[str, set[Pair]] = defaultdict(set)
    for flow in facts.flows:
        giver, receiver = named(flow.giver), named(flow.receiver)
        if giver is not None and receiver is not None and flow.good.split(".")[0] in FORCES:
            for place in flow.evidence:
                given[place.article_id].add((giver, receiver))
    return given


def _is_witness(deed: Deed, report: Report) -> bool:
    """Only who says that it happened is a witness, and only if it could have happened when that was published."""
    if report.realis != Realis.REAL:
        return False
    return deed.earliest is None or report.published_latest is None or deed.earliest <= report.published_latest


def _sightings(
    facts: Facts, deed: Deed, score: float, reports: Sequence[Report], pair: Pair, named: Named
) -> Iterator[Sighting]:
    """Yield a deed as one, if it has days; else once for all reports of about one time.

    What is told anew much later goes on or recurs.
    """
    if deed.earliest is not None and deed.latest is not None:
        months = _months(deed.earliest, deed.latest)
        if months is not None:
            yield _sighting(facts, deed.event_id, score, months, reports, pair, named)
        return
    told = [(_months(report.told_earliest, report.told_latest), report) for report in reports]
    placed = sorted(((months, report) for months, report in told if months), key=lambda one: one[0])
    begun: list[tuple[tuple[int, int], list[Report]]] = []
    latest = 0
    for months, report in placed:
        if not begun or months[0] - latest > SAME_OCCASION:
            begun.append((months, []))
        begun[-1][1].append(report)
        latest = months[0]
    for months, together in begun:
        yield _sighting(facts, deed.event_id, score * UNDATED_WEIGHT, months, together, pair, named)


def _sighting(
    facts: Facts,
    event_id: str,
    points: float,
    months: tuple[int, int],
    reports: Sequence[Report],
    pair: Pair,
    named: Named,
) -> Sighting:
    first, last = months
    sure: dict[str, float] = {}
    of_sides: dict[str, float] = {}
    for report in reports:
        original = original_of(facts, report.evidence.article_id)
        own = min(report.confidence, SURE)
        sure[original] = max(sure.get(original, 0.0), own)
        of_sides[original] = max(of_sides.get(original, 0.0), own * _sides_right(report, pair, named))
    return Sighting(event_id, points / (last - first + 1), first, last, tuple(reports), sure, of_sides)


def _sides_right(report: Report, pair: Pair, named: Named) -> float:
    """Return how likely it is that a right event is between these two: less if its sentence does not name them."""
    here = {named(actor) for actor in {*report.sources, *report.targets} - set(report.elsewhere)}
    return SIDES_RIGHT if here.issuperset(pair) else SIDES_RIGHT * ELSEWHERE_RIGHT


def _months(earliest: date | None, latest: date | None) -> tuple[int, int] | None:
    if earliest is None or latest is None:
        return None
    first, last = month_number(earliest), month_number(latest)
    return (first, last) if 0 <= last - first < LONGEST_TIME else None


def _pairs(report: Report, named: Named) -> set[Pair]:
    sources = {side for side in map(named, report.sources) if side is not None}
    targets = {side for side in map(named, report.targets) if side is not None}
    is_mutual = report.type in MUTUAL_TYPES
    pairs: set[Pair] = set()
    for source in sources:
        for target in targets | sources if is_mutual else targets:
            if source != target:
                pairs.add((source, target))
                if is_mutual:
                    pairs.add((target, source))
    return pairs
