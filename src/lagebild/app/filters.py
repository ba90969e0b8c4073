"""Filters that travel from page to page: of a case's facts, those an analyst wants to see."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from lagebild.reading.marks import Realis
from lagebild.system.changes import Changes, changed
from lagebild.system.facts import (
    Actor,
    Deed,
    Expectation,
    Facts,
    Flow,
    Report,
    Saying,
    Share,
    Statement,
    Witness,
)
from lagebild.system.sides import party

AUTHOR = "author"
"""Stands among holders for the author of an article."""

MOST_VALUES = 50
"""Values of one filter that are read from an address."""

_LANGUAGE = re.compile(r"[a-z]{2,3}")
_REALIS = tuple(realis.value for realis in Realis)


@dataclass(frozen=True, slots=True)
class Filters:
    """What is seen: nothing set shows everything; several values of one filter are alternatives.

    `since` and `until` are inclusive days of what is told, `actors` and `holders` actor ids (`AUTHOR` among holders for
    what the author says), `langs` those of articles, `min_confidence` between 0 and 1 in hundredths.
    """

    since: date | None = None
    until: date | None = None
    actors: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    langs: tuple[str, ...] = ()
    min_confidence: float = 0.0
    holders: tuple[str, ...] = ()
    realis: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything is filtered."""
        return self != Filters()


def filters_of(pairs: Iterable[tuple[str, str]]) -> Filters:
    """Return the filters that the pairs of a query string name; what cannot be read is left out."""
    told: dict[str, list[str]] = {}
    for key, value in pairs:
        if value:
            told.setdefault(key, []).append(value)

    def some(key: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(told.get(key, ())))[:MOST_VALUES]

    return Filters(
        since=_day(told.get("since", [""])[0]),
        until=_day(told.get("until", [""])[0]),
        actors=some("actor"),
        outlets=some("outlet"),
        langs=tuple(code for code in some("in") if _LANGUAGE.fullmatch(code)),
        min_confidence=_hundredths(told.get("sure", [""])[0]) / 100,
        holders=some("holder"),
        realis=tuple(one for one in some("realis") if one in _REALIS),
    )


def pairs_of(filters: Filters) -> Iterator[tuple[str, str]]:
    """Yield the pairs of a query string that `filters_of` reads again."""
    if filters.since:
        yield "since", filters.since.isoformat()
    if filters.until:
        yield "until", filters.until.isoformat()
    for key, values in (
        ("actor", filters.actors),
        ("outlet", filters.outlets),
        ("in", filters.langs),
        ("holder", filters.holders),
        ("realis", filters.realis),
    ):
        for value in values:
            yield key, value
    if filters.min_confidence:
        yield "sure", str(round(filters.min_confidence * 100))


@dataclass(frozen=True, slots=True)
class Sieve:
    """Which rows pass filters; each method answers for one column, and what a row does not tell passes no filter on it.

    Pages whose rows come from queries ask it row by row; `facts_seen` does so for facts.
    """

    filters: Filters
    articles: frozenset[str]
    acting: frozenset[str]

    def article(self, article_id: str) -> bool:
        """Whether an article is of the outlets and languages wanted."""
        return article_id in self.articles

    def days(self, earliest: date | None, latest: date | None) -> bool:
        """Whether days, inclusive, overlap the period."""
        since, until = self.filters.since, self.filters.until
        if since is None and until is None:
            return True
        first, last = earliest or latest, latest or earliest
        if first is None or last is None:
            return False
        return (since is None or last >= since) and (until is None or first <= until)

    def actors(self, some: Iterable[str | None]) -> bool:
        """Whether one of the actors, or who acts for it, takes part."""
        return not self.filters.actors or any(actor in self.acting for actor in some)

    def holder(self, holder: str | None) -> bool:
        """Whether one of the holders says it; None is the author."""
        return not self.filters.holders or (holder or AUTHOR) in self.filters.holders

    def realis(self, realis: str) -> bool:
        """Whether it happened, is planned and so on, as wanted."""
        return not self.filters.realis or realis in self.filters.realis

    def confidence(self, confidence: float | None) -> bool:
        """Whether it is read surely enough; what was not judged is."""
        return confidence is None or confidence >= self.filters.min_confidence


def sieve_of(articles: Mapping[str, Witness], actors: Mapping[str, Actor], filters: Filters) -> Sieve:
    """Return the sieve of filters for the articles and actors of a case."""
    wanted = set(filters.actors)
    acting = wanted | {one.actor_id for one in actors.values() if one.acts_for in wanted}
    seen = (
        key
        for key, one in articles.items()
        if (not filters.outlets or one.outlet in filters.outlets) and (not filters.langs or one.lang in filters.langs)
    )
    return Sieve(filters, frozenset(seen), frozenset(acting))


def facts_seen(facts: Facts, filters: Filters) -> Facts:
    """Return the facts that pass the filters; an event is seen by the reports of it that do."""
    if not filters:
        return facts
    sieve = sieve_of(facts.articles, facts.actors, filters)
    kept = changed(facts, Changes(articles=frozenset(facts.articles) - sieve.articles))
    return replace(
        kept,
        deeds=tuple(_deeds(kept.deeds, sieve)),
        statements=tuple(one for one in kept.statements if _statement(one, sieve)),
        flows=tuple(one for one in kept.flows if _flow(one, sieve)),
        shares=tuple(one for one in kept.shares if _share(one, sieve)),
        sayings=tuple(one for one in kept.sayings if _saying(one, kept, sieve)),
        expectations=tuple(one for one in kept.expectations if _expectation(one, kept, sieve)),
    )


def facts_among(facts: Facts, actors: Iterable[str]) -> Facts:
    """Return facts with only those deeds in which two of these actors, or who acts for them, take part."""
    parties = [party(facts, actor) for actor in actors]

    def is_between(deed: Deed) -> bool:
        acting = {actor for one in deed.reports for actor in (*one.sources, *one.targets)}
        return sum(not own.isdisjoint(acting) for own in parties) > 1

    return replace(facts, deeds=tuple(filter(is_between, facts.deeds)))


def _deeds(deeds: Sequence[Deed], sieve: Sieve) -> Iterator[Deed]:
    for deed in deeds:
        if not (sieve.actors((*deed.sources, *deed.targets)) and sieve.realis(deed.realis)):
            continue
        if not sieve.confidence(deed.confidence):
            continue
        has_days = deed.earliest is not None or deed.latest is not None
        if has_days and not sieve.days(deed.earliest, deed.latest):
            continue
        reports = tuple(one for one in deed.reports if sieve.holder(one.holder) and (has_days or _told(one, sieve)))
        if reports:
            yield replace(deed, reports=reports)


def _told(report: Report, sieve: Sieve) -> bool:
    return sieve.days(report.told_earliest, report.told_latest)


def _statement(one: Statement, sieve: Sieve) -> bool:
    return (
        sieve.actors((one.actor_a, one.actor_b))
        and sieve.days(one.earliest, one.latest)
        and sieve.holder(one.holder)
        and sieve.confidence(one.confidence)
    )


def _flow(one: Flow, sieve: Sieve) -> bool:
    return (
        sieve.actors((one.giver, one.receiver))
        and sieve.days(one.since, one.until)
        and sieve.holder(one.holder)
        and sieve.realis(one.realis)
        and sieve.confidence(one.confidence)
    )


def _share(one: Share, sieve: Sieve) -> bool:
    return (
        sieve.actors((one.owner, one.other))
        and sieve.days(one.earliest, one.latest)
        and sieve.holder(one.holder)
        and sieve.confidence(one.confidence)
    )


def _saying(one: Saying, facts: Facts, sieve: Sieve) -> bool:
    return (
        _published(one.evidence.article_id, facts, sieve)
        and sieve.actors((one.speaker,))
        and sieve.holder(one.speaker)
        and sieve.confidence(one.confidence)
    )


def _expectation(one: Expectation, facts: Facts, sieve: Sieve) -> bool:
    return (
        _published(one.evidence.article_id, facts, sieve)
        and sieve.actors((one.holder,))
        and sieve.holder(one.holder)
        and sieve.confidence(one.confidence)
    )


def _published(article_id: str, facts: Facts, sieve: Sieve) -> bool:
    witness = facts.articles.get(article_id)
    return witness is not None and sieve.days(witness.earliest, witness.latest)


def _day(word: str) -> date | None:
    try:
        return date.fromisoformat(word) if len(word) == len("YYYY-MM-DD") else None
    except ValueError:
        return None


def _hundredths(word: str) -> int:
    return min(100, int(word)) if word.isascii() and word.isdigit() and len(word) <= 3 else 0


def outlets_of(articles: Mapping[str, Witness]) -> list[str]:
    """Return the outlets of a case, those with most articles first."""
    return _most_common(one.outlet for one in articles.values())


def languages_of(articles: Mapping[str, Witness]) -> list[str]:
    """Return the languages of a case's articles, the most common first."""
    return _most_common(one.lang for one in articles.values())


def _most_common(values: Iterable[str | None]) -> list[str]:
    counts: dict[str, int] = {}
    for value in values:
        if value:
            counts[value] = counts.get(value, 0) + 1
    return sorted(counts, key=lambda value: (-counts[value], value))


def holders_of(facts: Facts) -> Collection[str]:
    """Return who says something in a case, those with most statements first."""
    said = [*(one.holder for one in facts.statements), *(one.speaker for one in facts.sayings)]
    return _most_common(said)
