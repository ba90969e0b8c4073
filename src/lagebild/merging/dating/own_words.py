"""What an article's own words say of its day, without any other article.

Bounds (a full date told in the past lies before the day of publication, one told in the future after it), days (a date
with its weekday in the lead), ages (a date without its year is hardly old), and the weekdays of the news.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from lagebild.articles.openings import opening_at
from lagebild.merging.dating.claims import NEWS_WEEK, Claim, signed_distance
from lagebild.merging.dating.full_dates import bare_days, newest_date, years_told
from lagebild.merging.dating.telling import Time
from lagebild.merging.dating.wording import HEAD, Wording

SINCE_TOLD = (0.94, 0.03, 0.01, 0.005, 0.005, 0.005, 0.005)
"""How probably an article is published 0, 1, … 6 days after the newest weekday that its lead tells as past, where it
appears on the day of its news, as agencies and pages on the net do: 33 of 34 articles of `tests/merging/stories` and
`stories_new`."""
SINCE_PRINTED = (0.08, 0.62, 0.18, 0.06, 0.03, 0.02, 0.01)
"""The same where papers print the news of the day before: of 82 articles of `corpus/stories` and `stories_training` 6
on the day, 50 a day later, 15 two; of 29 of German Wikinews 4, 15 and 5."""
SINCE_LATE = (0.25, 0.65, 0.04, 0.02, 0.02, 0.01, 0.01)
"""The same where that day is told as an evening or a night: 0 of 4 articles of the stories on the day, 4 the day after,
2 and 6 of 8 of the written corpus."""
SINCE_TODAY = (0.10, 0.60, 0.12, 0.06, 0.05, 0.04, 0.03)
"""The same in an article that tells its own day as `heute`, or the day before as `gestern`: it does so because its news
is of another day than the weekdays it tells."""
SINCE_ASIDE = (0.25, 0.20, 0.15, 0.15, 0.10, 0.10, 0.05)
"""The same where the lead tells no weekday: an analysis mentions some day of the week."""
ON_THE_DAY = 0.8
"""How probably the articles of a case appear on the day of their news, before one states its date: of the 310 articles
of `corpus/training` with a weekday in the lead 162 do, 99 come a day later; what the articles of a case say of it
outweighs this with the first two."""
NEWS_DAY = 0.6
"""Confidence of the day itself where only the newest weekday decides between the days of a week."""
OLDER_TOLD = (1.0, 0.9, 0.75, 0.6, 0.45, 0.3, 0.15)
"""How readily a weekday 0, 1, … 6 days old is told by its bare name."""
LAST_TOLD = (0.7, 0.2, 0.6, 1.0, 1.0, 1.0, 1.0)
"""How readily a weekday 7, 1, 2, … 6 days old is told as `vergangenen Freitag`."""
THIS_DAY = 0.8
"""How probably an article that tells `an diesem Freitag` is of that Friday."""
AHEAD = (0.3, 1.0, 1.0, 0.8, 0.8, 0.6, 0.6)
"""How readily a weekday 0, 1, … 6 days ahead is."""
OUTSIDE = 0.02
"""How often a bound is broken: a verb misread, a date misprinted."""
OPENED = 0.95
"""How surely the day that a report opens with (`Genf, 3. Mai –`) is its own: some are printed a day later."""
SAID = 0.9
"""How surely a date with its weekday in the lead is one of the week before publication."""

RECENT, RECENT_DAYS = 0.4, 21
"""How often the newest full date told in the past lies in the days before publication (stories 7 of 9, German Wikinews
21 of 45, written corpus 0 of 8), and how many days those are."""

BEYOND_LEAD = 4
"""Sentences behind the lead in which `heute` still is the day; further on it is these times."""

OPENING = "opening_date"
"""The rule of a day that an article opens with."""
_TODAY, _YESTERDAY = "D+0", "D-1"


@dataclass(frozen=True, slots=True)
class Bound:
    """A day that publication does not come before (`is_lower`) or after, by the expression that says so.

    `is_recent` says that it is likely not long before: a full date, of nothing that is only compared with the news.
    """

    day: date
    is_lower: bool
    time: Time
    is_recent: bool = False


@dataclass(frozen=True, slots=True)
class OwnDays:
    """Days of publication by the article's own words: any of the spans, the time that says so and how surely."""

    spans: tuple[tuple[date, date], ...]
    time: Time
    probability: float
    rule: str
    is_ahead: bool = False


@dataclass(frozen=True, slots=True)
class OwnWords:
    """All that the own words of an undated article say of its day.

    `weekdays` weighs the weekdays of publication, Monday first, with mean 1; `named` is the weekday that it says itself
    to be of, and where; `dated` are the dates and months without a year, `bare` the full dates told as past without
    their weekday, `years` the years told with their month or alone.
    """

    bounds: tuple[Bound, ...]
    days: tuple[OwnDays, ...]
    weekdays: tuple[float, ...]
    named: tuple[int, Time] | None
    dated: tuple[Claim, ...]
    bare: tuple[date, ...]
    years: frozenset[int] = frozenset()


def own_words(wording: Wording, claims: Sequence[Claim], years: range, since: Sequence[float]) -> OwnWords:
    """Return what the own words of an article say; a date without its year is sought in `years`.

    `since` is how probably articles of its case come 0, 1, … 6 days after the newest weekday they tell.
    """
    days, named = own_days(wording, claims, years), named_weekday(claims)
    weekdays = weekday_weights(wording, claims, days, since)
    if named is not None:
        weekdays = tuple(7.0 if day == named[0] else OUTSIDE for day in range(1, 8))
    opened = {own.time for own in days if own.rule == OPENING}
    dated = [
        claim
        for claim in claims
        if claim.time.month_day and not claim.is_counted and claim.shift == 0 and claim.time not in opened
    ]
    dated += _months(wording)
    return OwnWords(bounds_of(wording), days, weekdays, named, tuple(dated), bare_days(wording), years_told(wording))


def _months(wording: Wording) -> Iterator[Claim]:
    """Yield the months told without their year: `im Oktober`."""
    for time in wording.article.times:
        index, steps = wording.sentence(time), time.parsed.steps
        if index is not None and time.anchor == "published" and len(steps) == 1 and steps[0].rstrip("~!").isdigit():
            yield Claim(index, time, steps[0], time.direction, None)


def bounds_of(wording: Wording) -> tuple[Bound, ...]:
    """Return the narrowest lower and upper bound that full dates, months and years with their tense give."""
    lower: Bound | None = None
    upper: Bound | None = None
    for time in wording.article.times:
        if time.type not in ("DATE", "TIME") or time.earliest is None or time.latest is None:
            continue
        # What is counted from a full date (`drei Tage später`) has its day, too.
        if not time.parsed.is_absolute and (time.anchor != "previous" or time.is_daypart or time.parsed.days is None):
            continue
        direction = wording.direction(time)
        if direction == "past" and (lower is None or time.earliest > lower.day):
            is_recent = time.is_told_day and not wording.has(wording.sentence(time), "compared")
            lower = Bound(time.earliest, True, time, is_recent)
        if direction == "future" and (upper is None or time.latest < upper.day):
            upper = Bound(time.latest, False, time)
    if lower is not None and upper is not None and lower.day > upper.day:
        return (lower,)
    return tuple(bound for bound in (lower, upper) if bound is not None)


def convention(told: Iterable[int]) -> tuple[float, ...]:
    """Return how probably an article comes 0, 1, … 6 days after the newest weekday it tells, where others of its case
    came `told` days after theirs.

    One case is mostly of one custom: each custom is as probable as it was before, times how well it fits the others.
    """
    days = Counter(told)
    on_the_day, printed = (
        share * math.prod(since[day] ** count for day, count in days.items())
        for share, since in ((ON_THE_DAY, SINCE_TOLD), (1 - ON_THE_DAY, SINCE_PRINTED))
    )
    share = on_the_day / (on_the_day + printed)
    return tuple(share * one + (1 - share) * other for one, other in zip(SINCE_TOLD, SINCE_PRINTED, strict=True))


def days_since_told(wording: Wording, claims: Sequence[Claim], published: date) -> int | None:
    """Return how many days after the newest weekday it tells as news a dated article was published."""
    told = _told(wording, claims)
    news = _news(wording, told)
    if any(wording.is_late(claim.time) for claim in told) or _says_today(wording, claims):
        return None
    return min(((published.isoweekday() - day) % 7 for day in news if day), default=None)


def weekday_weights(
    wording: Wording, claims: Sequence[Claim], dated: Sequence[OwnDays] = (), since: Sequence[float] = SINCE_TOLD
) -> tuple[float, ...]:
    """Return for each weekday of publication, Monday first, how well it fits the weekdays told; their mean is 1.

    `dated` are what dates with their weekdays say: a full date told as past counts as its weekday. A weekday that is
    told only in the pluperfect is older than the news, if there is another.
    """
    told = _told(wording, claims)
    ahead = {claim.time.weekday for claim in told if claim.direction == "future"}
    past = {claim.time.weekday for claim in told if claim.direction != "future"}
    late = {claim.time.weekday for claim in told if claim.direction != "future" and wording.is_late(claim.time)}
    lead = _news(wording, told)
    news = lead or {c.time.weekday for c in told if c.direction != "future" and not wording.is_background(c.time)}
    last = {claim.weekday for claim in claims if claim.offset.startswith("wd") and claim.offset.endswith("<")}
    this = sorted({day for claim in claims if (day := _this_weekday(claim.offset)) is not None})
    reported = {
        own.spans[0][0].isoweekday()
        for own in dated
        if own.rule in ("dated_weekday", "weekday_and_date") and not own.is_ahead
    }
    lead |= reported
    past, news = past | reported, lead or news or past
    today = _says_today(wording, claims)
    weights = []
    for published in range(1, 8):
        newest = min(((published - day) % 7 for day in news if day), default=None)
        weight = 1.0
        if newest is not None:
            is_late = (published - newest - 1) % 7 + 1 in late
            told_so = SINCE_TODAY if today else SINCE_LATE if is_late else since if lead else SINCE_ASIDE
            weight = told_so[newest]
        for days in ((published - day) % 7 for day in sorted(filter(None, past))):
            weight *= 1.0 if days == newest else OLDER_TOLD[days]
        for day in sorted(filter(None, ahead)):
            weight *= AHEAD[(day - published) % 7]
        for day in sorted(filter(None, last)):
            weight *= LAST_TOLD[(published - day) % 7]
        for day in this:
            weight *= THIS_DAY if day == published else 1 - THIS_DAY
        weights.append(weight)
    mean = sum(weights) / len(weights)
    return tuple(weight / mean for weight in weights)


def _this_weekday(offset: str) -> int | None:
    """Return the weekday of `an diesem Freitag`."""
    return int(offset[-1]) if offset.startswith("W+0 wd") else None


def news_weekdays(wording: Wording, claims: Sequence[Claim]) -> frozenset[int]:
    """Return the weekdays of the news: those of the sentence of the lead that first tells one as past."""
    return frozenset(day for day in _news(wording, _told(wording, claims)) if day is not None)


def _told(wording: Wording, claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims that tell the news by a bare weekday."""
    return [claim for claim in claims if claim.time.weekday and not claim.is_counted and claim.shift == 0]


def _news(wording: Wording, told: Sequence[Claim]) -> set[int | None]:
    """Return the weekdays of the sentence of the lead that first tells one as past: the news is of the newest."""
    news = [claim for claim in told if claim.direction != "future" and not wording.is_background(claim.time)]
    first = min((claim.sentence for claim in news), default=wording.lead)
    return {claim.time.weekday for claim in news if claim.sentence == first < wording.lead}


def _says_today(wording: Wording, claims: Sequence[Claim]) -> bool:
    """Return whether an article speaks of its own day as `heute`, or in its lead of the day before as `gestern`."""
    return any(
        (
            (claim.offset == _TODAY and claim.sentence < wording.lead + BEYOND_LEAD)
            or (claim.offset == _YESTERDAY and claim.sentence < wording.lead)
        )
        and not claim.is_counted
        and claim.weekday is None
        and not claim.time.parsed.time
        and not wording.is_quoted(claim.time)
        for claim in claims
    )


def newest_told(claims: Sequence[Claim], published: date) -> Time | None:
    """Return the weekday told as past that lies closest before `published`, if there is one."""
    told = [c.time for c in claims if c.time.weekday and not c.is_counted and c.direction != "future"]
    return min(told, key=lambda t: ((published.isoweekday() - (t.weekday or 0)) % 7, t.start), default=None)


def own_days(wording: Wording, claims: Sequence[Claim], years: range) -> tuple[OwnDays, ...]:
    """Return what dates with their weekdays say: `Wednesday, 26 March 2025`, `Freitag, dem 11. April`.

    A date without its year gives one span for each of `years` in which it falls on the weekday.
    """
    found: list[OwnDays] = list(_opened(wording, years))
    for time in wording.article.times:
        index = wording.sentence(time)
        if index is None or index >= wording.lead or wording.is_indefinite(time):
            continue
        weekday = wording.weekday_in(time)
        if weekday is None:
            continue
        if time.is_told_day and time.earliest is not None:
            is_ahead = wording.direction(time) == "future"
            found.append(OwnDays((_week_of(time.earliest, is_ahead),), time, SAID, "dated_weekday", is_ahead))
        elif time.month_day:
            found += _dated(time, weekday, time.direction == "future", years)
    times = [claim.time for claim in claims if not claim.is_counted]
    for one, other in pairwise(times):
        weekday_told, day = (one, other) if one.weekday else (other, one)
        if weekday_told.weekday and day.month_day and wording.is_apposed(one, other):
            is_ahead = weekday_told.direction == "future" or day.direction == "future"
            found += _dated(day, weekday_told.weekday, is_ahead, years)
    found += _counted(wording, claims, years)
    return tuple(found) + _recent(wording, found)


def _opened(wording: Wording, years: range) -> Iterator[OwnDays]:
    """Yield the day of the line of place and day that an article opens with; without its year one for each of `years`.

    A weekday in the line keeps only the years in which the day falls on it.
    """
    for sentence in wording.article.sentences[:HEAD]:
        opening = opening_at(wording.article.text, sentence.start)
        if opening is None:
            continue
        time = next(
            (t for t in wording.article.times if t.start < opening.span.end and opening.span.start < t.end), None
        )
        weekday = None if time is None else wording.weekday_in(time)
        days = [day for day in _days_told(time, years) if weekday in (None, day.isoweekday())] if time else []
        if time is not None and days:
            yield OwnDays(tuple((day, day) for day in days), time, OPENED, OPENING)
        return


def _dated(time: Time, weekday: int, is_ahead: bool, years: range) -> Iterator[OwnDays]:
    """Yield what a weekday and a date without its year say together."""
    told = [day for day in _days_told(time, years) if day.isoweekday() == weekday]
    if told:
        spans = tuple(_week_of(day, is_ahead) for day in told)
        yield OwnDays(spans, time, SAID, "weekday_and_date", is_ahead)


def _week_of(day: date, is_ahead: bool) -> tuple[date, date]:
    week = timedelta(days=NEWS_WEEK - 1)
    return (day - week, day) if is_ahead else (day, day + week)


def _counted(wording: Wording, claims: Sequence[Claim], years: range) -> Iterator[OwnDays]:
    """Yield what a distance from a date in its sentence says: `zwei Tage nach der Wahl vom 3. Mai`.

    A date without its year gives one span for each of `years` in which the day reached is a weekday told as past.
    """
    past = {claim.time.weekday for claim in _told(wording, claims) if claim.direction != "future"}
    for index in sorted(wording.times_in):
        day: Time | None = None
        for time in reversed(wording.times_in[index]):
            days = signed_distance(wording, time) if day is not None else None
            if day is not None and days is not None:
                reached = [told + timedelta(days=days) for told in _days_told(day, years)]
                if not day.is_told_day:
                    reached = [told for told in reached if told.isoweekday() in past]
                if reached:
                    spans = tuple(_week_of(told, False) for told in reached)
                    yield OwnDays(spans, time, SAID, "counted_from_date")
            if time.is_told_day or time.month_day:
                day = time


def _days_told(time: Time, years: range) -> list[date]:
    """Return the day an expression names, or the days it can be in `years` if it names none."""
    if time.is_told_day and time.earliest is not None:
        return [time.earliest]
    days: list[date] = []
    for year in years if time.month_day else ():
        try:
            days.append(date(year, *(time.month_day or (1, 1))))
        except ValueError:
            continue
    return days


def _recent(wording: Wording, found: Sequence[OwnDays]) -> tuple[OwnDays, ...]:
    """Return that the newest full date told as past is often recent, if nothing better is said of a full date."""
    newest = newest_date(wording)
    if (
        newest is None
        or newest.earliest is None
        or wording.is_background(newest)
        or any(own.rule not in ("weekday_and_date", OPENING) for own in found)
    ):
        return ()
    span = (newest.earliest, newest.earliest + timedelta(days=RECENT_DAYS - 1))
    return (OwnDays((span,), newest, RECENT, "recent_date"),)


def named_weekday(claims: Sequence[Claim]) -> tuple[int, Time] | None:
    """Return the weekday of publication that `tomorrow, Thursday` or `gestrigen Freitag` says, and the expression."""
    for claim in claims:
        days, is_own = claim.time.parsed.days, claim.time.anchor == "published"
        is_day = claim.time.parsed.unit == "D" and not claim.shift
        if days is not None and claim.weekday is not None and is_own and is_day:
            return (claim.weekday - days - 1) % 7 + 1, claim.time
    return None
