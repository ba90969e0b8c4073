"""What an article's own words say of its day, without any other article.

Two kinds: bounds (a full date told in the past lies before the day of publication, one told in the future after it),
and the weekdays of the news (the newest weekday told in the past is the day the article reports).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from lagebild.merging.dating.claims import (
    NEWS_WEEK,
    Claim,
    direction_of,
    is_apposed,
    is_background,
    is_indefinite,
    is_month_day,
    signed_distance,
    weekday_in,
)
from lagebild.merging.dating.telling import DatedText, Time, sentence_at

LEAD = 3
"""Sentences at the beginning in which an article tells its news."""
SINCE_TOLD = (0.80, 0.12, 0.04, 0.02, 0.01, 0.006, 0.004)
"""How probably an article is published 0, 1, … 6 days after the newest weekday it tells as past. The convention is
that of the news day: 20 of the 22 articles of the stories that tell one are dated so. Other collections print later:
of 37 articles of the written corpus 30 % on the day and 51 % a day later, of 68 of German Wikinews 28 % and 34 %
(`benchmarks/dating.py`); a day found so carries a confidence that says as much (`NEWS_DAY`)."""
NEWS_DAY = 0.6
"""Confidence of the day itself where only the newest weekday decides between the days of a week."""
OLDER_TOLD = (1.0, 0.9, 0.75, 0.6, 0.45, 0.3, 0.15)
"""How readily a weekday 0, 1, … 6 days old is told by its bare name."""
AHEAD = (0.3, 1.0, 1.0, 0.8, 0.8, 0.6, 0.6)
"""How readily a weekday 0, 1, … 6 days ahead is."""
OUTSIDE = 0.02
"""How often a bound is broken: a verb misread, a date misprinted."""
SAID = 0.9
"""How surely a date with its weekday in the lead is one of the week before publication."""

RECENT, RECENT_DAYS = 0.4, 21
"""How often the newest full date told in the past lies in the days before publication (stories 7 of 9, German Wikinews
21 of 45, written corpus 0 of 8), and how many days those are."""

_MONTH_DAY = re.compile(r"(\d\d)-(\d\d)[~!]?")


@dataclass(frozen=True, slots=True)
class Bound:
    """A day that publication does not come before (`is_lower`) or after, by the expression that says so."""

    day: date
    is_lower: bool
    time: Time


@dataclass(frozen=True, slots=True)
class OwnDays:
    """Days of publication by the article's own words: any of the spans, the time that says so and how surely."""

    spans: tuple[tuple[date, date], ...]
    time: Time
    probability: float
    rule: str
    is_ahead: bool = False


def bounds_of(article: DatedText) -> tuple[Bound, ...]:
    """Return the narrowest lower and upper bound that full dates, months and years with their tense give."""
    lower: Bound | None = None
    upper: Bound | None = None
    for time in article.times:
        if time.type not in ("DATE", "TIME") or not (time.offset or "").startswith("="):
            continue
        if time.earliest is None or time.latest is None:
            continue
        direction = direction_of(article, time)
        if direction == "past" and (lower is None or time.earliest > lower.day):
            lower = Bound(time.earliest, True, time)
        if direction == "future" and (upper is None or time.latest < upper.day):
            upper = Bound(time.latest, False, time)
    if lower is not None and upper is not None and lower.day > upper.day:
        return (lower,)
    return tuple(bound for bound in (lower, upper) if bound is not None)


def weekday_weights(article: DatedText, claims: Sequence[Claim], dated: Sequence[OwnDays] = ()) -> tuple[float, ...]:
    """Return for each weekday of publication, Monday first, how well it fits the weekdays told; their mean is 1.

    `dated` are what dates with their weekdays say: a full date told as past counts as its weekday. A weekday that is
    told only in the pluperfect is older than the news, if there is another.
    """
    told = [c.time for c in claims if c.time.weekday and c.distance is None]
    ahead = {time.weekday for time in told if time.direction == "future"}
    past = {time.weekday for time in told if time.direction != "future"}
    news = {time.weekday for time in told if time.direction != "future" and not is_background(article, time)}
    reported = {own.spans[0][0].isoweekday() for own in dated if own.rule == "dated_weekday" and not own.is_ahead}
    past, news = past | reported, (news | reported) or past
    weights = []
    for published in range(1, 8):
        newest = min(((published - day) % 7 for day in news if day), default=None)
        weight = 1.0 if newest is None else SINCE_TOLD[newest]
        for since in ((published - day) % 7 for day in sorted(filter(None, past))):
            weight *= 1.0 if since == newest else OLDER_TOLD[since]
        for day in sorted(filter(None, ahead)):
            weight *= AHEAD[(day - published) % 7]
        weights.append(weight)
    mean = sum(weights) / len(weights)
    return tuple(weight / mean for weight in weights)


def newest_told(article: DatedText, claims: Sequence[Claim], published: date) -> Time | None:
    """Return the weekday told as past that lies closest before `published`, if there is one."""
    told = [c.time for c in claims if c.time.weekday and c.distance is None and c.time.direction != "future"]
    return min(told, key=lambda t: ((published.isoweekday() - (t.weekday or 0)) % 7, t.start), default=None)


def own_days(article: DatedText, claims: Sequence[Claim], years: range) -> tuple[OwnDays, ...]:
    """Return what dates with their weekdays say: `Wednesday, 26 March 2025`, `Freitag, dem 11. April`.

    A date without its year gives one span for each of `years` in which it falls on the weekday.
    """
    found: list[OwnDays] = []
    for time in article.times:
        index = sentence_at(article.sentences, time.start)
        if index is None or index >= LEAD or not time.is_told_day or time.earliest is None:
            continue
        if weekday_in(article, time) is not None and not is_indefinite(article, time):
            direction = direction_of(article, time)
            week = timedelta(days=6)
            spans = (
                ((time.earliest - week, time.earliest),)
                if direction == "future"
                else ((time.earliest, time.earliest + week),)
            )
            found.append(OwnDays(spans, time, SAID, "dated_weekday", direction == "future"))
    times = [claim.time for claim in claims if claim.distance is None]
    for one, other in pairwise(times):
        if is_apposed(article, one, other):
            found += _apposed(one, other, years)
    found += _counted(article, claims, years)
    return tuple(found) + _recent(article, found)


def _counted(article: DatedText, claims: Sequence[Claim], years: range) -> list[OwnDays]:
    """Return what a distance from a date in its sentence says: `zwei Tage nach der Wahl vom 3. Mai`.

    A date without its year gives one span for each of `years` in which the day reached is a weekday told as past.
    """
    found: list[OwnDays] = []
    past = {c.time.weekday for c in claims if c.distance is None and c.time.weekday and c.time.direction != "future"}
    for time in article.times:
        days = signed_distance(article, time)
        index = sentence_at(article.sentences, time.start)
        if days is None or index is None:
            continue
        end = article.sentences[index].end
        dates = [t for t in article.times if time.end <= t.start < end and (t.is_told_day or is_month_day(t))]
        if not dates:
            continue
        reached = [day + timedelta(days=days) for day in _days_told(dates[0], years)]
        if not dates[0].is_told_day:
            reached = [day for day in reached if day.isoweekday() in past]
        spans = tuple((day, day + timedelta(days=NEWS_WEEK - 1)) for day in reached)
        if spans:
            found.append(OwnDays(spans, time, SAID, "counted_from_date"))
    return found


def _days_told(time: Time, years: range) -> list[date]:
    """Return the day an expression names, or the days it can be in `years` if it names none."""
    if time.is_told_day and time.earliest is not None:
        return [time.earliest]
    match = _MONTH_DAY.fullmatch(time.offset or "")
    days: list[date] = []
    for year in years if match else ():
        try:
            days.append(date(year, int(match[1]), int(match[2])) if match else date.min)
        except ValueError:
            continue
    return days


def _recent(article: DatedText, found: Sequence[OwnDays]) -> tuple[OwnDays, ...]:
    """Return that the newest full date told as past is often recent, if nothing better is said of a full date."""
    newest = newest_date(article)
    if (
        newest is None
        or newest.earliest is None
        or is_background(article, newest)
        or any(own.rule != "weekday_and_date" for own in found)
    ):
        return ()
    span = (newest.earliest, newest.earliest + timedelta(days=RECENT_DAYS - 1))
    return (OwnDays((span,), newest, RECENT, "recent_date"),)


def newest_date(article: DatedText) -> Time | None:
    """Return the newest full date that an article tells as past, if there is one."""
    told = [t for t in article.times if t.is_told_day and t.earliest and direction_of(article, t) == "past"]
    return max(told, key=lambda t: (t.earliest or date.min, -t.start), default=None)


def _apposed(one: Time, other: Time, years: range) -> list[OwnDays]:
    """Return what two expressions for one day say: a weekday with a date without year, or with `morgen`."""
    weekday, date_told = (one, other) if one.weekday else (other, one)
    if not weekday.weekday or not is_month_day(date_told):
        return []
    ahead = weekday.direction == "future" or date_told.direction == "future"
    week = timedelta(days=NEWS_WEEK - 1)
    told = [day for day in _days_told(date_told, years) if day.isoweekday() == weekday.weekday]
    spans = [(day - week, day) if ahead else (day, day + week) for day in told]
    return [OwnDays(tuple(spans), date_told, SAID, "weekday_and_date")] if spans else []


def named_weekday(claims: Sequence[Claim]) -> tuple[int, Time] | None:
    """Return the weekday of publication that `tomorrow, Thursday` or `gestrigen Freitag` says, and the expression."""
    for claim in claims:
        shift = re.fullmatch(r"D([+-]\d)(?: @\w+)?", claim.time.offset or "")
        if shift is not None and claim.named is not None:
            return (claim.named - int(shift[1]) - 1) % 7 + 1, claim.time
    return None
