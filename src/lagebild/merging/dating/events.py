"""What the articles of a case tell of events and their days, and what each claim of an undated article is asked by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from lagebild.merging.dating.claims import Claim, asides_of, claims_of, is_day
from lagebild.merging.dating.features import ArticleFeatures
from lagebild.merging.dating.kinship import LIKELY_KIN, Kin
from lagebild.merging.dating.matching import Asked, Event, Match, Telling
from lagebild.merging.dating.own_words import news_weekdays
from lagebild.merging.dating.telling import DatedText, Time, sentence_at
from lagebild.merging.dating.wording import Wording

SEASON = 120
"""Days around a full date of its story in which a date without its year is taken to lie."""


class ReadArticle:
    """An article with what dating reads in it."""

    def __init__(self, article: DatedText) -> None:
        self.article = article
        self.wording = Wording(article)
        self.claims = claims_of(self.wording)
        self.news = news_weekdays(self.wording, self.claims)
        self.features = ArticleFeatures(article, asides_of(self.wording))

    def full_dates(self) -> list[date]:
        """Return the full dates told, but for those yet to come and of what is only compared with the news."""
        return [
            time.earliest
            for time in self.article.times
            if time.is_told_day and time.earliest is not None and self.wording.direction(time) != "future"
            if not self.wording.has(self.wording.sentence(time), "compared")
        ]

    def around(self, event: Event) -> dict[str, float]:
        """Return the features of the sentence of an event of the article."""
        return self.features.around(sentence_at(self.article.sentences, event.start) or 0, event.start)


def likely_of(kin: Sequence[Kin]) -> frozenset[str]:
    """Return the articles that are likely of the same story."""
    return frozenset(one.article_id for one in kin if one.probability >= LIKELY_KIN)


def days_near(one: ReadArticle, kin: frozenset[str], read: Mapping[str, ReadArticle]) -> tuple[date, ...]:
    """Return the days that an article and its kin tell with their year, or state."""
    found = set(one.full_dates())
    for name in kin:
        published = read[name].article.published
        found.update(read[name].full_dates() if published is None else [published])
    return tuple(sorted(found))


def events_of(one: ReadArticle, near: Sequence[date]) -> Iterator[Event]:
    """Yield the events whose day an article tells: by full dates, and by its claims.

    `near` are days of its story; the year nearest to them gives a date without its year a weekday.
    """
    article, published = one.article, one.article.published
    told: set[tuple[int, object]] = set()
    for time, index, day in _full(one):
        if (index, day) not in told:
            told.add((index, day))
            place = article.sentences[index]
            yield Event(
                *(article.article_id, time.start, time.end, place.start, place.end, (day, day)),
                _by_date(one, time, index, day),
                stands_alone=one.wording.before(time) in one.wording.words("dated") and not one.wording.counts(index),
            )
    for claim in one.claims:
        days = None if published is None else claim.days(published)
        key: object = claim.reading if days is None else days[0]
        if (claim.is_counted and claim.slack) or (published is not None and days is None):
            continue
        if (claim.sentence, key) not in told:
            told.add((claim.sentence, key))
            place = article.sentences[claim.sentence]
            weekday = _weekday(claim, near) if days is None or days[0] != days[1] else days[0].isoweekday()
            spans = (claim.time.start, claim.time.end, place.start, place.end)
            likely = None if published is not None else _nearest(claim, near)
            yield Event(article.article_id, *spans, days, _by_claim(one, claim, weekday), claim=claim, likely=likely)


def asked_of(one: ReadArticle, claim: Claim, near: Sequence[date], kin: frozenset[str]) -> Asked:
    """Return what the event of a claim is looked for by."""
    article = one.article
    around = one.features.around(claim.sentence, claim.time.start)
    telling = _by_claim(one, claim, _weekday(claim, near))
    place = article.sentences[claim.sentence].start
    # A distance counts from an event that the article may date itself; what it tells as news is dated by others.
    return Asked(article.article_id, place, article.lang, around, telling, claim.is_counted, kin)


def each_event_once(matched: Sequence[tuple[Claim, tuple[Match, ...]]]) -> tuple[tuple[Claim, tuple[Match, ...]], ...]:
    """Return the matches without those in which a like claim that means another day speaks of the same event.

    What is told on Monday and called back today is one event, and it is Monday's.
    """
    best: dict[Event, tuple[float, tuple[object, ...]]] = {}
    for claim, matches in matched:
        for match in matches:
            if match.event not in best or match.probability > best[match.event][0]:
                best[match.event] = (match.probability, claim.reading)
    return tuple(
        (claim, tuple(match for match in matches if best[match.event][1] == claim.reading))
        for claim, matches in matched
    )


def _full(one: ReadArticle) -> Iterator[tuple[Time, int, date]]:
    """Yield the expressions that stand for one day of the calendar, whatever the date of an undated article."""
    for time in one.article.times:
        index = one.wording.sentence(time)
        is_counted = time.anchor == "previous" and one.article.published is None and not time.is_daypart
        if index is None or time.earliest is None or time.earliest != time.latest:
            continue
        if time.is_told_day or is_counted:
            yield time, index, time.earliest


def _by_date(one: ReadArticle, time: Time, index: int, day: date) -> Telling:
    is_date, is_compared = one.wording.weekday_in(time) is None, one.wording.has(index, "compared")
    return Telling(day.isoweekday(), is_date=is_date, is_compared=is_compared)


def _by_claim(one: ReadArticle, claim: Claim, weekday: int | None) -> Telling:
    is_plain = not claim.is_counted and not claim.shift
    told = claim.time.weekday if is_plain else None
    return Telling(
        weekday,
        is_date=is_plain and claim.time.month_day is not None and claim.weekday is None,
        is_news=told in one.news and claim.sentence < one.wording.lead and not claim.is_ahead,
        is_vague=claim.time.parsed.unit in ("W", "M") and claim.weekday is None,
        is_ahead=claim.is_ahead,
        is_compared=one.wording.has(claim.sentence, "compared"),
        is_weekday=bool(told),
        in_series=not claim.is_counted and one.wording.is_in_series(claim.time),
    )


def _weekday(claim: Claim, near: Sequence[date]) -> int | None:
    """Return the weekday of the event of a claim: for a date without its year, of the year that is nearest."""
    nearest = _nearest(claim, near)
    return claim.weekday if nearest is None else nearest.isoweekday()


def _nearest(claim: Claim, near: Sequence[date]) -> date | None:
    """Return the day of a date without its year that is nearest to the days `near`, None if none is in their season."""
    told = claim.time.month_day
    if claim.weekday is not None or told is None or claim.is_counted or claim.shift:
        return None
    years = {day.year + more for day in near for more in (-1, 0, 1)}
    days = [date(year, *told) for year in years if is_day(year, *told)]
    away = {day: min(abs((day - other).days) for other in near) for day in days}
    nearest = min(away, key=lambda day: (away[day], day), default=None)
    return None if nearest is None or away[nearest] > SEASON else nearest
