"""The dates of the articles that state none.

Enters: all articles of a case with their time expressions. Leaves: a `Dating` for every undated article of which
something can be said. The result depends on the set of articles alone: articles are dated in rounds, all of a round
from the same knowledge, the surest first; an article dated in one round dates others only in later ones and with its
own uncertainty, so that no article leans on itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial

from lagebild.merging.dating.claims import Claim, asides_of, claims_of, is_claiming, is_in_series, is_month_day
from lagebild.merging.dating.features import ArticleFeatures
from lagebild.merging.dating.matching import Asked, Event, EventIndex, Match, Rarity
from lagebild.merging.dating.own_words import (
    NEWS_DAY,
    OUTSIDE,
    Bound,
    OwnDays,
    bounds_of,
    named_weekday,
    newest_date,
    newest_told,
    own_days,
    weekday_weights,
)
from lagebild.merging.dating.telling import DatedText, Dating, Step, Time, sentence_at
from lagebild.merging.dating.weighing import Choice, Weighed, weighed
from lagebild.reading.times.placing import placed

DAY = (0.75, 0.5)
"""Probability from which a day is given: first those above the first are dated, then those above the second."""
SECOND_HAND = 0.95
"""What is left of a probability when a day was counted from an inferred date, besides that date's own."""
SUREST = 0.98
"""No evidence from other articles is surer than this."""
SUPPORT = 0.3
"""A day is given only if a single piece of evidence for it is as sure as this: many faint ones may share one error."""
UNLIKELY = 0.005
"""Days of publication less probable than this are not counted from."""
SEASON, SAME_SEASON = timedelta(days=120), 0.85
"""How long after the newest full date it tells an article is taken to be published, and how sure that is."""
FIRST_YEAR_BEFORE, LAST_YEAR_AFTER = 12, 1
"""Years around those of the case in which a date without a year is looked for."""


@dataclass(frozen=True, slots=True)
class _Undated:
    """An article to be dated, with what its own words say."""

    article: DatedText
    claims: tuple[Claim, ...]
    bounds: tuple[Bound, ...]
    own: tuple[OwnDays, ...]
    weekdays: tuple[float, ...]
    named: tuple[int, Time] | None


@dataclass(frozen=True, slots=True)
class _Found:
    """What is known of an article in a round: the weighed days, and what each claim was matched with."""

    undated: _Undated
    days: Weighed
    matched: tuple[tuple[Claim, tuple[Match, ...]], ...]
    is_supported: bool

    def is_sure(self, threshold: float) -> bool:
        """Return whether the likeliest day may be given."""
        return self.is_supported and self.days.best is not None and self.days.best[1] >= threshold


def datings_of(articles: Sequence[DatedText]) -> tuple[Dating, ...]:
    """Return the datings of the articles that state no date, ordered by article id; those with nothing to say left out.

    The order of `articles` does not matter.
    """
    ordered = sorted(articles, key=lambda article: article.article_id)
    if all(article.published is not None for article in ordered):
        return ()
    features = {article.article_id: ArticleFeatures(article, asides_of(article)) for article in ordered}
    index = EventIndex(Rarity(_telling_sentences(ordered, features)))
    for article in ordered:
        stated = {} if article.published is None else {article.published.toordinal(): 1.0}
        _add_events(index, article, stated, features)
    years = _years(ordered)
    open_ones = {a.article_id: _undated(a, years) for a in ordered if a.published is None}
    done: dict[str, Dating] = {}
    found: dict[str, _Found] = {}
    while open_ones:
        found = {name: _found(undated, index, features[name]) for name, undated in open_ones.items()}
        surest = next((sure for threshold in DAY if (sure := _sure(found, threshold))), ())
        if not surest:
            break
        for name in surest:
            done[name] = _dating(found[name])
            days = {day: SECOND_HAND * sure for day, sure in found[name].days.days.items()}
            _add_events(index, open_ones.pop(name).article, days, features, _sources(found[name]))
    for name in open_ones:
        dating = _dating(found[name])
        if dating.earliest is not None or dating.latest is not None:
            done[name] = dating
    return tuple(done[name] for name in sorted(done))


def _sure(found: Mapping[str, _Found], threshold: float) -> tuple[str, ...]:
    return tuple(name for name, one in sorted(found.items()) if one.is_sure(threshold))


def _sources(found: _Found) -> frozenset[str]:
    """Return the articles from whose dates, and theirs in turn, the likeliest day was counted."""
    best = found.days.best
    events = (
        match.event
        for claim, matches in found.matched
        for match in matches
        if best is not None and (span := claim.allowed(match.event.day)) and span[0] <= best[0] <= span[1]
    )
    return frozenset().union(*(event.sources for event in events))


def _telling_sentences(
    articles: Sequence[DatedText], features: Mapping[str, ArticleFeatures]
) -> Iterator[frozenset[str]]:
    for article in articles:
        indices = {sentence_at(article.sentences, time.start) for time in article.times}
        for index in sorted(index for index in indices if index is not None):
            yield features[article.article_id].of(index)


def _add_events(
    index: EventIndex,
    article: DatedText,
    days: Mapping[int, float],
    features: Mapping[str, ArticleFeatures],
    sources: frozenset[str] = frozenset(),
) -> None:
    """Add the days an article tells if it was published on one of `days`; without any only those that stand alone.

    `sources` are the articles that `days` were inferred from.
    """
    told: set[tuple[int, date]] = set()
    for time in article.times:
        sentence = sentence_at(article.sentences, time.start)
        if sentence is None or time.type not in ("DATE", "TIME"):
            continue
        alone = _day_alone(article, time)
        found = alone
        if alone is None and days and is_claiming(article, time):
            found = _likeliest_day(time, days)
        # What stands alone was added before the article was dated.
        dated_later = article.published is None and bool(days)
        if found is None or (sentence, found[0]) in told or (dated_later and alone is not None):
            continue
        day, sure = found
        told.add((sentence, day))
        place, weekday = article.sentences[sentence], bool(time.weekday)
        series = weekday and is_in_series(article, time)
        # A full date stands whatever the day of its article: what it dates may date its article in turn.
        counted: frozenset[str] = frozenset() if alone is not None else sources | {article.article_id}
        span = (time.start, time.end, place.start, place.end)
        event = Event(article.article_id, *span, day, sure, weekday, series, counted)
        index.add(event, features[article.article_id].around(sentence, time.start), article.lang)


def _likeliest_day(time: Time, days: Mapping[int, float]) -> tuple[date, float] | None:
    """Return the day an expression most probably tells, however sure the day of publication itself is."""
    told: dict[date, float] = {}
    for ordinal, probability in sorted(days.items()):
        published = date.fromordinal(ordinal)
        day = _day_counted(time, published, published) if probability >= UNLIKELY else None
        if day is not None:
            told[day] = told.get(day, 0.0) + probability
    return max(told.items(), key=lambda item: (item[1], item[0]), default=None)


def _day_alone(article: DatedText, time: Time) -> tuple[date, float] | None:
    """Return the day an expression tells whatever the date of its article, and how surely.

    A date without a year beside a full one told as past is taken to be of the months around it.
    """
    if time.is_told_day and time.earliest is not None:
        return time.earliest, 1.0
    if article.published is not None or not is_month_day(time):
        return None
    newest = newest_date(article)
    if newest is None or newest.earliest is None:
        return None
    day = _day_counted(time, newest.earliest, newest.earliest + SEASON)
    return None if day is None else (day, SAME_SEASON)


def _day_counted(time: Time, first: date, last: date) -> date | None:
    """Return the day an expression tells in an article published between two days, None if that leaves it open."""
    place = placed(time.offset or "", first, last, time.direction)
    return place.earliest if place is not None and place.earliest == place.latest else None


def _years(articles: Sequence[DatedText]) -> range:
    told = [a.published.year for a in articles if a.published is not None]
    told += [t.earliest.year for a in articles for t in a.times if t.is_told_day and t.earliest is not None]
    if not told:
        return range(0)
    return range(max(1, max(told) - FIRST_YEAR_BEFORE), min(9998, max(told) + LAST_YEAR_AFTER) + 1)


def _undated(article: DatedText, years: range) -> _Undated:
    claims = claims_of(article)
    own, named = own_days(article, claims, years), named_weekday(claims)
    weekdays = weekday_weights(article, claims, own)
    if named is not None:
        weekdays = tuple(7.0 if day == named[0] else OUTSIDE for day in range(1, 8))
    return _Undated(article, claims, bounds_of(article), own, weekdays, named)


def _found(undated: _Undated, index: EventIndex, features: ArticleFeatures) -> _Found:
    matched = [(claim, index.matches(_asked(undated, claim, features))) for claim in undated.claims]
    matched = _each_event_once(matched)
    evidence: list[list[Choice]] = [[Choice(own.spans, own.probability)] for own in undated.own]
    evidence += _choices(matched)
    days = weighed(evidence, undated.weekdays, undated.bounds)
    return _Found(undated, days, tuple(matched), _is_supported(days, evidence))


def _is_supported(days: Weighed, evidence: Sequence[Sequence[Choice]]) -> bool:
    if days.best is None:
        return False
    day = days.best[0].toordinal()
    return any(choice.probability >= SUPPORT and choice.holds(day) for piece in evidence for choice in piece)


def _each_event_once(matched: Sequence[tuple[Claim, tuple[Match, ...]]]) -> list[tuple[Claim, tuple[Match, ...]]]:
    """Return the matches without those in which a like claim that means another day speaks of the same event.

    What is told on Monday and called back today is one event, and it is Monday's.
    """
    best: dict[tuple[str, int, int], tuple[float, tuple[object, ...]]] = {}
    for claim, matches in matched:
        for match in matches:
            key = (match.event.article_id, match.event.first, match.event.last)
            if key not in best or match.probability > best[key][0]:
                best[key] = (match.probability, claim.reading)
    return [
        (claim, tuple(m for m in matches if best[m.event.article_id, m.event.first, m.event.last][1] == claim.reading))
        for claim, matches in matched
    ]


def _asked(undated: _Undated, claim: Claim, features: ArticleFeatures) -> Asked:
    article = undated.article
    around = features.around(claim.sentence, claim.time.start)
    means = partial(_can_mean, claim, undated.bounds)
    # A distance counts from an event that the article may date itself; what it tells as news is dated by others.
    counts = claim.distance is not None
    series = not counts and is_in_series(article, claim.time)
    near = not counts and (claim.time.offset or "").startswith("D")
    return Asked(article.article_id, article.lang, around, claim.weekday, means, counts, series, claim.is_ahead, near)


def _can_mean(claim: Claim, bounds: Sequence[Bound], day: date) -> bool:
    span = claim.allowed(day)
    return span is not None and not any(
        span[1] < bound.day if bound.is_lower else span[0] > bound.day for bound in bounds
    )


def _choices(matched: Sequence[tuple[Claim, tuple[Match, ...]]]) -> Iterator[list[Choice]]:
    """Yield for each day that claims mean what events say of it.

    Claims in several sentences that point to one day make it surer, as does every further event of that day; all days
    together stay a choice between them.
    """
    readings: dict[tuple[object, ...], dict[tuple[date, date], float]] = {}
    for claim, matches in matched:
        missed = readings.setdefault(claim.reading, {})
        for match in matches:
            span = claim.allowed(match.event.day)
            if span is not None:
                missed[span] = missed.get(span, 1.0) * (1 - match.probability * match.event.confidence)
    for missed in readings.values():
        chances = {span: 1 - missing for span, missing in missed.items()}
        total = max(1.0, sum(chances.values()) / SUREST)
        yield [Choice((span,), chance / total) for span, chance in sorted(chances.items())]


def _dating(found: _Found) -> Dating:
    """Return what may be said: a day, else an interval, else the bounds the article's own words set."""
    undated, best, interval = found.undated, found.days.best, found.days.interval()
    name = undated.article.article_id
    if best is not None and found.is_sure(DAY[-1]):
        day, sure = best
        steps = _steps(found, day, day)
        if any(step.rule == "newest_weekday" for step in steps):
            sure *= NEWS_DAY
        return Dating(name, day, day, day, _basis(steps), sure, steps)
    if interval is not None and found.is_supported:
        first, last, sure = interval
        steps = _steps(found, first, last)
        return Dating(name, None, first, last, _basis(steps), sure, steps)
    lower = next((bound.day for bound in undated.bounds if bound.is_lower), None)
    upper = next((bound.day for bound in undated.bounds if not bound.is_lower), None)
    return Dating(name, None, lower, upper, "text", 1 - OUTSIDE, _bound_steps(undated.bounds))


def _basis(steps: Sequence[Step]) -> str:
    return "inferred" if any(step.other_article_id for step in steps) else "text"


def _steps(found: _Found, first: date, last: date) -> tuple[Step, ...]:
    """Return the chain to the days `first` to `last`: bounds, own dates, events of others, and last the weekday.

    Only steps that narrow the days left are kept, the surest of them first.
    """
    undated = found.undated
    steps = list(_bound_steps(undated.bounds))
    low, high = (steps[-1].earliest, steps[-1].latest) if steps else (None, None)
    proposals: list[tuple[float, tuple[date, date], Step]] = []
    for own in undated.own:
        span = next((span for span in own.spans if span[0] <= last and first <= span[1]), None)
        if span is not None:
            step = Step(own.rule, own.time.start, own.time.end, None, None, None, None, None, own.probability)
            proposals.append((own.probability, span, step))
    for claim, matches in found.matched:
        for match in matches:
            span, event = claim.allowed(match.event.day), match.event
            if span is None or span[0] > last or span[1] < first:
                continue
            rule = "same_event" if claim.distance is None else "after_event"
            sure = match.probability * event.confidence
            step = Step(
                rule, claim.time.start, claim.time.end, event.article_id, event.first, event.last, None, None, sure
            )
            proposals.append((sure, span, step))
    proposals.sort(key=lambda p: (-p[0], p[2].start or 0, p[2].other_article_id or "", p[2].other_start or 0))
    for _, span, step in proposals:
        narrower = (max(low, span[0]) if low else span[0], min(high, span[1]) if high else span[1])
        if narrower != (low, high) and narrower[0] <= first and narrower[1] >= last:
            low, high = narrower
            steps.append(replace(step, earliest=low, latest=high))
    if first == last and (low, high) != (first, last):
        steps.append(_weekday_step(undated, first))
    return tuple(steps)


def _weekday_step(undated: _Undated, day: date) -> Step:
    time = newest_told(undated.article, undated.claims, day)
    rule, sure = "newest_weekday", NEWS_DAY
    if undated.named is not None:
        time, rule, sure = undated.named[1], "named_weekday", 1 - OUTSIDE
    start, end = (time.start, time.end) if time is not None else (None, None)
    return Step(rule, start, end, None, None, None, day, day, sure)


def _bound_steps(bounds: Sequence[Bound]) -> tuple[Step, ...]:
    steps: list[Step] = []
    low: date | None = None
    for bound in bounds:
        low = bound.day if bound.is_lower else low
        high = None if bound.is_lower else bound.day
        rule = "told_as_past" if bound.is_lower else "told_as_future"
        time = bound.time
        steps.append(Step(rule, time.start, time.end, None, None, None, low, high, 1 - OUTSIDE))
    return tuple(steps)
