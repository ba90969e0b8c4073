"""The dates of the articles that state none.

Enters: all articles of a case with their time expressions. Leaves: a `Dating` for every undated article of which
something can be said. The result depends on the set of articles alone. What they say of each other is weighed for all
together (`belief`); the chain that is told for each leads only over articles with a date and such undated ones as were
dated more surely, so that no article leans on itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import MAXYEAR, date, timedelta

from lagebild.merging.dating.ages import aged
from lagebild.merging.dating.ago import agos_of
from lagebild.merging.dating.belief import Beliefs, Undated
from lagebild.merging.dating.chain import LEAST_SURE, Chains, Settled, bound_steps
from lagebild.merging.dating.deciding import Decided, day_of, days_of, interval_of
from lagebild.merging.dating.events import ReadArticle, asked_of, days_near, each_event_once, events_of, likely_of
from lagebild.merging.dating.grid import Grid
from lagebild.merging.dating.kinship import kin_of
from lagebild.merging.dating.matching import EventIndex, Rarity
from lagebild.merging.dating.own_words import convention, days_since_told, own_words
from lagebild.merging.dating.story_spans import REACH
from lagebild.merging.dating.telling import DatedText, Dating, Step

SUPPORT = 0.25
"""A day or an interval is given only if a single piece of evidence for it is as sure as this: many faint ones may share
one error."""
SURE = 0.7
"""Probability from which any evidence that is told supports a day: of 209 articles of stories three more get theirs and
none a wrong one; from 0.65 on two do."""
GENERAL = frozenset({"told_as_past", "told_as_future", "age", "newest_weekday", "named_weekday"})
KINDRED = frozenset({"same_story", "older_news"})
"""Steps that support no interval, and those that support no day."""
YEARS_BEFORE, YEARS_AFTER = 12, 1
"""Years before and after the newest day known in a case in which a day is looked for."""
OLDEST = 20
"""Years before the newest day known, before which nothing is looked for even if articles of the case are older."""


def datings_of(articles: Sequence[DatedText]) -> tuple[Dating, ...]:
    """Return the datings of the articles that state no date, ordered by article id; those with nothing to say left out.

    The order of `articles` does not matter.
    """
    if all(article.published is not None for article in articles):
        return ()
    ordered = sorted(articles, key=lambda article: article.article_id)
    read = {article.article_id: ReadArticle(article) for article in ordered}
    published = {one.article_id: one.published for one in ordered if one.published is not None}
    known = _known_days(read)
    if not known:
        return tuple(found for one in _undated(read, range(0)) if (found := _bounded(one)) is not None)
    undated = _undated(read, _years(known))
    grid = _grid(known)
    beliefs = Beliefs(grid, undated, published)
    settled = {name: Settled((day, day), 1.0) for name, day in published.items()}
    leads = {one.article_id: one.sentences[0] for one in ordered if one.sentences}
    return _said(undated, beliefs, grid, Chains(grid, settled, leads))


def _said(undated: Sequence[Undated], beliefs: Beliefs, grid: Grid, chains: Chains) -> tuple[Dating, ...]:
    """Return what may be said of each article, the surest first: what is said of one supports what is said next."""
    days = {one.article_id: beliefs.of(one.article_id) for one in undated}
    done: dict[str, Dating] = {}
    for say in (day_of, days_of, interval_of):
        pending = {one.article_id: (one, say(days[one.article_id])) for one in undated if one.article_id not in done}
        order = sorted(pending, key=lambda name: (-(d.probability if (d := pending[name][1]) else 0.0), name))
        while order:
            found = {name: _dating(pending[name], grid, chains) for name in order}
            name = next((name for name in order if found[name] is not None), None)
            dating = found[name] if name is not None else None
            if name is None or dating is None:
                break
            done[name] = dating
            order.remove(name)
            if dating.earliest is not None and dating.latest is not None:
                chains.settled[name] = Settled((dating.earliest, dating.latest), dating.confidence)
    for one in undated:
        if one.article_id not in done and (bounded := _bounded(one)) is not None:
            done[one.article_id] = bounded
    return tuple(done[name] for name in sorted(done))


def _dating(pending: tuple[Undated, Decided | None], grid: Grid, chains: Chains) -> Dating | None:
    """Return the dating to the days decided, None if no chain supports them yet."""
    undated, decided = pending
    if decided is None:
        return None
    first, last = grid.day(decided.first), grid.day(decided.last)
    steps = chains.steps(undated, first, last)
    is_day = first == last
    evidence = [step for step in steps if step.rule not in (GENERAL | KINDRED if is_day else GENERAL)]
    needed = LEAST_SURE if is_day and decided.probability >= SURE else SUPPORT
    if max((step.confidence for step in evidence), default=0.0) < needed:
        return None
    if is_day and (steps[-1].earliest, steps[-1].latest) != (first, last):
        return None
    basis = _basis(steps)
    return Dating(undated.article_id, first if is_day else None, first, last, basis, decided.probability, steps)


def _bounded(undated: Undated) -> Dating | None:
    """Return the bounds that an article's own words and the ages of its persons set, None without any."""
    steps = bound_steps(undated)
    if not steps:
        return None
    return Dating(
        undated.article_id,
        None,
        steps[-1].earliest,
        steps[-1].latest,
        _basis(steps),
        min(step.confidence for step in steps),
        steps,
    )


def _basis(steps: Sequence[Step]) -> str:
    return "inferred" if any(step.other_article_id for step in steps) else "text"


def _undated(read: Mapping[str, ReadArticle], years: range) -> tuple[Undated, ...]:
    """Return the undated articles with what they say and whom they may speak of."""
    open_ones = [name for name, one in read.items() if one.article.published is None]
    kin = kin_of({name: one.features.names() for name, one in read.items()}, frozenset(open_ones))
    likely = {name: likely_of(kin[name]) for name in open_ones}
    near = {name: days_near(read[name], likely[name], read) for name in open_ones}
    index = EventIndex(Rarity(_telling_sentences(read.values())))
    for name, one in read.items():
        for event in events_of(one, near.get(name, ())):
            index.add(event, one.around(event), one.article.lang)
    since = convention(_days_since(read.values()))
    ages = aged(one.article for one in read.values())
    undated = []
    for name in open_ones:
        one = read[name]
        matched = [(claim, index.matches(asked_of(one, claim, near[name], likely[name]))) for claim in one.claims]
        own = own_words(one.wording, one.claims, years, since)
        undated.append(Undated(name, own, each_event_once(matched), kin[name], ages[name], agos_of(one.wording)))
    return tuple(undated)


def _telling_sentences(read: Iterable[ReadArticle]) -> Iterator[frozenset[str]]:
    for one in read:
        for index in sorted(one.wording.times_in):
            yield one.features.of(index)


def _days_since(read: Iterable[ReadArticle]) -> Iterator[int]:
    """Yield how many days after the newest weekday of their lead the dated articles were published."""
    for one in read:
        published = one.article.published
        days = None if published is None else days_since_told(one.wording, one.claims, published)
        if days is not None:
            yield days


def _known_days(read: Mapping[str, ReadArticle]) -> list[date]:
    """Return the days that a case knows: those of its articles, and the full dates that undated ones tell as past."""
    known = [one.article.published for one in read.values() if one.article.published is not None]
    known += [day for one in read.values() if one.article.published is None for day in one.full_dates()]
    return [day for day in known if YEARS_BEFORE < day.year < MAXYEAR - YEARS_AFTER]


def _years(known: Sequence[date]) -> range:
    newest = max(known).year
    return range(newest - YEARS_BEFORE, newest + YEARS_AFTER + 1)


def _grid(known: Sequence[date]) -> Grid:
    years, newest = _years(known), max(known)
    oldest = max(min(known), newest - timedelta(days=OLDEST * 366))
    margin = timedelta(days=REACH)
    return Grid(min(date(max(1, years[0]), 1, 1), oldest - margin), newest + timedelta(days=YEARS_AFTER * 366) + margin)
