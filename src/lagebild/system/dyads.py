"""Dyads: cooperation and conflict of two actors by month, from deeds, and beside it what their relation is said to be.

Deeds have points on a published scale (`scale.toml`), more the surer they are, and fade (`series.py`). A deed is as
sure as it is likely that one at least of its independent reports is right. Statements stand apart, never added to them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import prod

import numpy as np
from numpy.typing import NDArray

from lagebild.system.evidence import (
    SURE,
    Pair,
    Sighting,
    Word,
    chance_of,
    sightings_by_pair,
    vote_of,
    words_by_pair,
)
from lagebild.system.facts import Facts
from lagebild.system.intervals import FEWEST_ARTICLES, drawings, interval_of
from lagebild.system.periods import month_number, period_of
from lagebild.system.series import MEMORY_MONTHS, decayed, left_of
from lagebild.system.sides import last_day, party

ORIGIN = "text"
"""Whence the deeds are: articles, and not another dataset."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class DyadMonth:
    """Two actors in a month (ISO); if `directed`, what `actor_a` does to `actor_b`, else both to each other.

    `cooperation` and `conflict` are points of all deeds so far as they have not faded, `net` their difference, `low`
    and `high` its interval, None with `thin` articles. `stated_value` is -2 (hostile) to 2 (allied). What is counted
    and named (`events`, `statements`) is of this month or of those within memory; `new_*` is of this month alone.
    `n_independent` of the `n_articles` tell of deeds; copies are one article. `deeds_sure` and `words_sure` are how
    likely it is that what `net` and `stated_value` amount to, of three signs, is right, by the votes of those who tell
    it (`vote_of`); 1 for what nobody had to read.
    """

    actor_a: str
    actor_b: str
    directed: bool
    period: str
    origin: str
    cooperation: float
    conflict: float
    net: float
    low: float | None
    high: float | None
    stated_value: float | None
    n_statements: int
    n_events: int
    n_articles: int
    thin: bool
    n_independent: int
    events: tuple[str, ...]
    statements: tuple[str, ...]
    new_events: tuple[str, ...]
    new_statements: tuple[str, ...]
    deeds_sure: float = 1.0
    words_sure: float = 1.0


Series = tuple[DyadMonth, ...]


def dyad_series(facts: Facts, a: str, b: str, *, directed: bool = False) -> Series:
    """Return the months of two actors (states, groups, persons …) in which anything told of them is remembered."""
    told = sightings_between(facts, a, b, directed=directed)
    said = () if directed else words_between(facts, a, b)
    return series_of((a, b), directed, told, said, last_month(facts))


def sightings_between(facts: Facts, a: str, b: str, *, directed: bool = False) -> tuple[Sighting, ...]:
    """Return what two actors did to each other, the first to the second if `directed`, in the order of months."""
    pair = (a, b) if directed else (min(a, b), max(a, b))
    found = sightings_by_pair(facts, _sides(facts, a, b).get, directed=directed).get(pair, [])
    return tuple(sorted(found, key=lambda one: (one.first, one.event_id)))


def words_between(facts: Facts, a: str, b: str) -> tuple[Word, ...]:
    """Return what the relation of two actors is said to be, in the order of months."""
    found = words_by_pair(facts, _sides(facts, a, b).get).get(frozenset((a, b)), [])
    return tuple(sorted(found, key=lambda one: (one.first, one.statement.row_id)))


def all_dyads(facts: Facts) -> dict[Pair, Series]:
    """Return the series of every two states of which anything is told, by their ids in order."""
    return dyads_among(sightings_of_states(facts), words_of_states(facts), last_month(facts))


def dyads_among(
    sightings: Mapping[Pair, Sequence[Sighting]], words: Mapping[Pair, Sequence[Word]], last: int
) -> dict[Pair, Series]:
    """Return the series of every two states that did or said anything, up to the month of this number."""
    return dict(_each_dyad(sightings, words, last))


def _each_dyad(
    sightings: Mapping[Pair, Sequence[Sighting]], words: Mapping[Pair, Sequence[Word]], last: int
) -> Iterator[tuple[Pair, Series]]:
    for pair in sorted(sightings.keys() | words.keys()):
        series = series_of(pair, False, sightings.get(pair, ()), words.get(pair, ()), last)
        if series:
            yield pair, series


def sightings_of_states(facts: Facts) -> dict[Pair, list[Sighting]]:
    """Return what every two states did to each other, by their ids in order."""
    return sightings_by_pair(facts, _states(facts).get, directed=False)


def words_of_states(facts: Facts) -> dict[Pair, list[Word]]:
    """Return what is said of the relation of every two states, by their ids in order."""
    return {(min(pair), max(pair)): found for pair, found in words_by_pair(facts, _states(facts).get).items()}


def last_month(facts: Facts) -> int:
    """Return the number of the last month that the articles tell of: no series goes on beyond it."""
    day = last_day(facts)
    return 0 if day is None else month_number(day)


def _sides(facts: Facts, a: str, b: str) -> Mapping[str, str]:
    """Return which of two actors an actor's deeds are; whoever is of both is of neither."""
    first, second = party(facts, a), party(facts, b)
    return dict.fromkeys(first - second, a) | dict.fromkeys(second - first, b)


def _states(facts: Facts) -> Mapping[str, str]:
    return {one.actor_id: one.acts_for for one in facts.actors.values() if one.acts_for is not None}


@dataclass(slots=True)
class _Note:
    """What is remembered in a month; ids are in order, as what is told comes in order.

    `deeds_sure` and `words_sure` are how sure each witness is, by what it tells (1 friendly, -1 hostile, 0 neither):
    of deeds an article, of words a holder in an article.
    """

    events: dict[str, None] = field(default_factory=dict)
    new_events: dict[str, None] = field(default_factory=dict)
    statements: dict[str, None] = field(default_factory=dict)
    new_statements: dict[str, None] = field(default_factory=dict)
    telling: set[str] = field(default_factory=set)
    articles: set[str] = field(default_factory=set)
    deeds_sure: dict[tuple[int, object], float] = field(default_factory=dict)
    words_sure: dict[tuple[int, object], float] = field(default_factory=dict)


def series_of(pair: Pair, directed: bool, sightings: Iterable[Sighting], words: Iterable[Word], last: int) -> Series:
    """Return the months of two actors of whom this is told, up to the month of the number `last`."""
    told = sorted((one for one in sightings if one.first <= last), key=lambda one: (one.event_id, one.first))
    said = sorted((one for one in words if one.first <= last), key=lambda one: one.statement.row_id)
    if not told and not said:
        return ()
    begin = min([one.first for one in told] + [one.first for one in said])
    months = last - begin + 1
    cooperation, conflict, low, high = (row.tolist() for row in _points(told, said, begin, months))
    stated = _stated(said, begin, months).tolist()
    rows = []
    for number, note in sorted(_noted(told, said, begin, last).items()):
        at = number - begin
        has_interval = bool(note.events) and len(note.articles) >= FEWEST_ARTICLES
        interval = (low[at], high[at]) if has_interval else (None, None)
        rows.append(_month(pair, directed, number, note, (cooperation[at], conflict[at]), interval, stated[at]))
    return tuple(rows)


def months_among(
    sightings: Mapping[Pair, Sequence[Sighting]], words: Mapping[Pair, Sequence[Word]], number: int
) -> dict[Pair, Series]:
    """Return the month of this number alone, as `dyads_among` does but without intervals, of every two of whom it
    tells."""
    found: dict[Pair, Series] = {}
    for pair in sorted(sightings.keys() | words.keys()):
        told = sorted(
            (one for one in sightings.get(pair, ()) if one.first <= number), key=lambda one: (one.event_id, one.first)
        )
        said = sorted((one for one in words.get(pair, ()) if one.first <= number), key=lambda one: one.statement.row_id)
        note = _noted(told, said, number, number).get(number)
        if note is not None:
            points = [_faded(one, number) for one in told]
            both = sum(one for one in points if one > 0), -sum(one for one in points if one < 0)
            found[pair] = (_month(pair, False, number, note, both, (None, None), _stated_now(said, number)),)
    return found


def _faded(deed: Sighting, number: int) -> float:
    """Return what is left in a month of the points of a deed, as sure as it is that one of its reports is right."""
    sure = 1.0 - prod(1.0 - chance for chance in deed.sure.values())
    return sure * deed.points * sum(left_of(number - at) for at in range(deed.first, min(deed.last, number) + 1))


def _stated_now(said: Sequence[Word], number: int) -> float:
    """Return the mean of what is said up to a month, weighted; 0 where nothing is."""
    value = weight = 0.0
    for one in said:
        left = sum(left_of(number - at) for at in range(one.first, min(one.last, number) + 1))
        left *= one.weight / (one.last - one.first + 1)
        value, weight = value + left * one.statement.value, weight + left
    return value / weight if weight > 0 else 0.0


def _month(
    pair: Pair,
    directed: bool,
    number: int,
    note: _Note,
    points: tuple[float, float],
    interval: tuple[float | None, float | None],
    stated: float,
) -> DyadMonth:
    """Return a month with what is remembered in it, its points of cooperation and of conflict, and what is stated."""
    cooperation, conflict = points
    return DyadMonth(
        *pair,
        directed=directed,
        period=period_of(number),
        origin=ORIGIN,
        cooperation=cooperation,
        conflict=conflict,
        net=cooperation - conflict,
        low=interval[0],
        high=interval[1],
        stated_value=stated if note.statements else None,
        n_statements=len(note.statements),
        n_events=len(note.events),
        n_articles=len(note.articles),
        thin=len(note.articles) < FEWEST_ARTICLES,
        n_independent=len(note.telling),
        events=tuple(note.events),
        statements=tuple(note.statements),
        new_events=tuple(note.new_events),
        new_statements=tuple(note.new_statements),
        deeds_sure=_sure(note.deeds_sure, cooperation - conflict),
        words_sure=_sure(note.words_sure, stated),
    )


def _points(told: Sequence[Sighting], said: Sequence[Word], begin: int, months: int) -> Floats:
    """Return, a row each and by month: cooperation, conflict, and the low and high ends of their difference."""
    articles = sorted({name for one in told for name in one.sure} | {one.original for one in said})
    ongoing = decayed(_months_of(told, begin, months))
    sure = np.array([1.0 - prod(1.0 - chance for chance in one.sure.values()) for one in told])
    points = sure[:, None] * ongoing
    cooperation, conflict = points.clip(min=0).sum(axis=0), (-points).clip(min=0).sum(axis=0)
    if len(articles) < FEWEST_ARTICLES or not told:
        none = np.zeros(months)
        return np.vstack((cooperation, conflict, none, none))
    low, high = interval_of(drawings(len(articles)) @ _points_by_article(told, articles, points))
    return np.vstack((cooperation, conflict, low, high))


def _points_by_article(told: Sequence[Sighting], articles: Sequence[str], points: Floats) -> Floats:
    """Return the points of each article (rows) by month: those of a deed are shared by who is how sure of it."""
    place = {name: at for at, name in enumerate(articles)}
    tellers = [place[name] for one in told for name in one.sure]
    deeds = [at for at, one in enumerate(told) for _ in one.sure]
    parts = np.log1p(-np.array([chance for one in told for chance in one.sure.values()]))
    whole = np.bincount(deeds, weights=parts, minlength=len(told))[deeds]
    parts = np.divide(parts, whole, out=np.zeros(len(parts)), where=whole < 0)
    by_article = np.zeros((len(articles), points.shape[1]))
    np.add.at(by_article, tellers, parts[:, None] * points[deeds])
    return by_article


def _months_of(told: Sequence[Sighting], begin: int, months: int) -> Floats:
    """Return the points of each deed (rows) in each month (columns)."""
    spread = np.zeros((len(told), months))
    for row, deed in zip(spread, told, strict=True):
        row[deed.first - begin : deed.last - begin + 1] = deed.points
    return spread


def _stated(said: Sequence[Word], begin: int, months: int) -> Floats:
    """Return the mean of what is said by month, weighted; 0 where nothing is."""
    sums = np.zeros((2, months))
    for one in said:
        where = slice(one.first - begin, one.last - begin + 1)
        weight = one.weight / (one.last - one.first + 1)
        sums[:, where] += [[weight * one.statement.value], [weight]]
    values, weights = decayed(sums)
    return np.asarray(np.divide(values, weights, out=np.zeros(months), where=weights > 0))


def _noted(told: Sequence[Sighting], said: Sequence[Word], begin: int, last: int) -> dict[int, _Note]:
    """Return what is remembered in each month from `begin` to `last`, by its number."""
    notes: dict[int, _Note] = defaultdict(_Note)
    for one in told:
        direction = _direction(one.points)
        witnesses = [((direction, article), sure) for article, sure in one.sure_of_sides.items()]
        for number in range(max(one.first, begin), min(one.last + MEMORY_MONTHS, last) + 1):
            note = notes[number]
            note.events[one.event_id] = None
            note.telling.update(one.sure)
            note.articles.update(one.sure)
            for witness, sure in witnesses:
                _keep_surest(note.deeds_sure, witness, sure)
            if number <= one.last:
                note.new_events[one.event_id] = None
    for word in said:
        holder = (_direction(word.statement.value), (word.original, word.statement.holder))
        holder_sure = min(word.statement.confidence, SURE)
        for number in range(max(word.first, begin), min(word.last + MEMORY_MONTHS, last) + 1):
            note = notes[number]
            note.statements[word.statement.row_id] = None
            note.articles.add(word.original)
            _keep_surest(note.words_sure, holder, holder_sure)
            if number <= word.last:
                note.new_statements[word.statement.row_id] = None
    return notes


def _keep_surest(sure: dict[tuple[int, object], float], witness: tuple[int, object], own: float) -> None:
    known = sure.get(witness)
    if known is None or known < own:
        sure[witness] = own


def _sure(witnesses: Mapping[tuple[int, object], float], value: float) -> float:
    """Return how likely it is that what a value amounts to is right, by the votes of all who tell that."""
    telling = (sure for (told, _), sure in witnesses.items() if not value or told == _direction(value))
    return chance_of(sum(map(vote_of, telling)))


def _direction(value: float) -> int:
    return (value > 0) - (value < 0)
