"""Facts made by hand: articles, states, deeds and statements in a line each, for tests of the system of states.

Ids of actors are what the tests call them (`A`, `B`, `RU` …); days are ISO strings, a month stands for its days.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import count

from lagebild.system.facts import (
    Actor,
    Deed,
    Evidence,
    Expectation,
    Facts,
    Flow,
    Membership,
    Report,
    Saying,
    Share,
    Statement,
    Witness,
)

_NUMBERS = count()


def days(text: str | None) -> tuple[date | None, date | None]:
    """Return the first and last day of `2025-03-07`, `2025-03`, `2025` or `2025-03-07/2025-04-02`; None for none."""
    if text is None:
        return None, None
    if "/" in text:
        first, last = text.split("/")
        return days(first)[0], days(last)[1]
    if len(text) == len("2025"):
        return days(f"{text}-01-01/{text}-12-31")
    if len(text) == len("2025-03"):
        begin = date.fromisoformat(f"{text}-01")
        return begin, begin.replace(day=calendar.monthrange(begin.year, begin.month)[1])
    day = date.fromisoformat(text)
    return day, day


def article(article_id: str, published: str | None = "2025-03-10", copy_of: str | None = None) -> Witness:
    """Return an article of these days of publication, itself its original unless it is a copy."""
    return Witness(article_id, None, article_id, "de", *days(published), copy_of or article_id)


def state(actor_id: str, country: str | None = None, acts_for: str | None = None, kind: str = "STATE") -> Actor:
    """Return a state, or whoever acts for one; the country is the id unless given."""
    return Actor(actor_id, actor_id, actor_id, actor_id, kind, country or actor_id, "GOV", 1, acts_for or actor_id)


def loner(actor_id: str, kind: str = "PER") -> Actor:
    """Return an actor that acts for no state."""
    return Actor(actor_id, actor_id, actor_id, actor_id, kind, None, None, 1, None)


def report(
    article_id: str,
    source: str | Sequence[str] = (),
    type_: str = "COOPERATE",
    target: str | Sequence[str] = (),
    when: str | None = None,
    *,
    realis: str = "real",
    published: str | None = "2025-03-10",
    told: str | None = None,
    holder: str | None = None,
    confidence: float = 1.0,
    start: int | None = None,
    elsewhere: Sequence[str] = (),
) -> Report:
    """Return one article's mention of an event; without a day of its own it is `told` of the day of publication."""
    number = next(_NUMBERS)
    begin = number * 10 if start is None else start
    return Report(
        f"m{number:05}",
        Evidence(article_id, begin, begin + 5),
        type_,
        realis,
        _ids(source),
        _ids(target),
        *days(when),
        days(published)[1],
        holder,
        None if holder is None else f"q{number:05}",
        confidence,
        *days(told or (None if when else published)),
        tuple(elsewhere),
    )


def deed(
    event_id: str,
    source: str | Sequence[str],
    type_: str,
    target: str | Sequence[str],
    when: str | None,
    articles: Sequence[str] = ("n1",),
    *,
    realis: str = "real",
    confidence: float = 1.0,
    published: str | None = "2030-01-01",
    told: str | None = "2025-03-10",
    holder: str | None = None,
    reports: Sequence[Report] | None = None,
) -> Deed:
    """Return an event told alike by these articles, or by the reports given; undated it is of the day `told`."""
    sides = source, type_, target, when
    told_by = reports or [
        report(
            name,
            *sides,
            realis=realis,
            published=published,
            told=None if when else told,
            holder=holder,
            confidence=confidence,
        )
        for name in articles
    ]
    return Deed(event_id, type_, realis, _ids(source), _ids(target), *days(when), confidence, tuple(told_by))


def statement(
    row_id: str,
    a: str,
    b: str,
    value: int,
    when: str | None = "2025-03-10",
    article_id: str = "n1",
    *,
    holder: str | None = None,
    dimension: str = "political",
    change: str | None = None,
    confidence: float = 1.0,
) -> Statement:
    """Return a relation statement that speaks of these days."""
    return Statement(
        row_id, Evidence(article_id, 0, 9), a, b, dimension, value, change, holder, *days(when), confidence
    )


def flow(
    row_id: str,
    giver: str,
    receiver: str,
    good: str,
    *,
    low: float | None = None,
    high: float | None = None,
    unit: str | None = None,
    realis: str = "real",
    holder: str | None = None,
    since: str | None = None,
    until: str | None = None,
    articles: Sequence[str] = ("n1",),
    confidence: float = 1.0,
) -> Flow:
    """Return an exchange with one place of evidence an article."""
    places = tuple(Evidence(name, 20, 30) for name in articles)
    first, last = days(since)[0], days(until)[1]
    return Flow(row_id, giver, receiver, good, good, low, high, unit, realis, holder, first, last, places, confidence)


def share(
    row_id: str,
    owner: str,
    other: str,
    low: float | None,
    high: float | None,
    when: str | None = "2025-03-10",
    article_id: str = "n1",
    *,
    measure: str = "trade_share",
    noun: str | None = None,
    holder: str | None = None,
    confidence: float = 1.0,
) -> Share:
    """Return what per cent of the owner's measure the other has."""
    where = Evidence(article_id, 40, 50)
    return Share(row_id, where, owner, other, measure, noun, low, high, holder, *days(when), confidence)


def facts(
    actors: Iterable[Actor | str],
    articles: Iterable[Witness | str] = ("n1",),
    deeds: Iterable[Deed] = (),
    statements: Iterable[Statement] = (),
    flows: Iterable[Flow] = (),
    shares: Iterable[Share] = (),
    sayings: Iterable[Saying] = (),
    expectations: Iterable[Expectation] = (),
    memberships: Iterable[Membership] = (),
) -> Facts:
    """Return facts of all this; an actor given by its id is a state, an article by its id one of 10 March 2025."""
    people = [state(one) if isinstance(one, str) else one for one in actors]
    witnesses = [article(one) if isinstance(one, str) else one for one in articles]
    return Facts(
        articles={one.article_id: one for one in witnesses},
        actors={one.actor_id: one for one in people},
        deeds=tuple(sorted(deeds, key=lambda one: one.event_id)),
        statements=tuple(sorted(statements, key=lambda one: one.row_id)),
        flows=tuple(flows),
        shares=tuple(shares),
        sayings=tuple(sayings),
        expectations=tuple(expectations),
        memberships=tuple(memberships),
    )


def _ids(sides: str | Sequence[str]) -> tuple[str, ...]:
    return (sides,) if isinstance(sides, str) else tuple(sides)
