"""What an article tells of days: claims, and the days each means, given the day of publication.

A claim is a time expression that counts from the day of publication (`am Mittwoch`, `gestern`, `in der vergangenen
Woche`, `am 5. März`), one that counts from such an expression (`fünf Tage zuvor`), or a distance from another event
(`zwei Tage nach der Wahl`). Which day it means follows from the same arithmetic that places expressions
(`lagebild.reading.times`).
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta
from functools import lru_cache

from lagebild.merging.dating.telling import Time
from lagebild.merging.dating.wording import Wording
from lagebild.reading.times.placing import placed
from lagebild.reading.times.tense import tense_of
from lagebild.reading.tokens import tokens_of

NEWS_WEEK = 7
"""Days: an event told without a distance lies in the week before publication."""
NEWS_DAYS = 2
"""Days before publication in which the news lies that a lead tells by its distance from another event alone."""
WIDEST = 31
"""Days; an expression that leaves more open says nothing that a calendar can check."""
ASIDE_WORDS = 8
"""Words behind `zwei Tage nach` that tell of the event counted from, if no comma ends them before."""

_DISTANCE = re.compile(r"P(\d{1,3})([DW])")
_CLAUSE_ENDS = frozenset(",;:()–")
_DAYS = {"D": 1, "W": 7}
_TODAY = "D+0"


@dataclass(frozen=True, slots=True)
class Claim:
    """What the expression `time` in the sentence with that index says of the day of an event.

    Published on a day, an article means by it the days on which `offset` lands, in `direction`, moved by `shift` days;
    an event told without a distance lies up to `slack` days before. `weekday` is that of the event, None if it may be
    any; `is_counted` says that the event is another than the news of its sentence: `zwei Tage nach der Wahl`.
    """

    sentence: int
    time: Time
    offset: str
    direction: str | None
    weekday: int | None
    shift: int = 0
    slack: int = 0
    is_counted: bool = False

    @property
    def is_ahead(self) -> bool:
        """Whether the claim is about something yet to come."""
        return self.direction == "future" or self.time.parsed.is_ahead

    @property
    def reading(self) -> tuple[object, ...]:
        """What makes two claims mean the same day."""
        return self.offset, self.direction, self.shift, self.slack

    def days(self, published: date) -> tuple[date, date] | None:
        """Return the first and last day the event can lie on if the article is of `published`, None if on none."""
        span = span_of(self.offset, self.direction, published)
        if span is None:
            return None
        return span[0] + timedelta(days=self.shift - self.slack), span[1] + timedelta(days=self.shift)


@lru_cache(maxsize=200_000)
def span_of(offset: str, direction: str | None, published: date, widest: int = WIDEST) -> tuple[date, date] | None:
    """Return the days that an offset means in an article of `published`, None if they are none or `widest` and more."""
    place = placed(offset, published, published, direction)
    if place is None or place.earliest is None or place.latest is None:
        return None
    return (place.earliest, place.latest) if (place.latest - place.earliest).days < widest else None


def claims_of(wording: Wording) -> tuple[Claim, ...]:
    """Return the claims of an article, in the order of its sentences."""
    return tuple(claim for index in sorted(wording.times_in) for claim in _claims_in(wording, index)) + tuple(
        _chained(wording)
    )


def _claims_in(wording: Wording, index: int) -> Iterator[Claim]:
    times = wording.times_in[index]
    told = [time for time in times if is_claiming(wording, time)]
    # An expression can only stand beside its neighbours.
    for at, time in enumerate(told):
        named = _named_beside(wording, time, told[max(0, at - 1) : at + 2])
        yield Claim(index, time, offset_told(time), time.direction, named)
    weekday = next((time for time in told if time.weekday), None)
    if weekday is None and index < wording.lead:
        weekday = next((time for time in wording.times_in.get(index + 1, ()) if time.weekday), None)
        weekday = weekday if weekday is not None and is_claiming(wording, weekday) else None
    for time in times:
        days = distance_of(wording, time)
        if days is None and weekday is not None:
            days = _length_of(wording, time)
        if days is None:
            continue
        if weekday is None and index < wording.lead and not wording.has(index, "had"):
            yield Claim(index, time, _TODAY, None, None, -days, NEWS_DAYS, True)
        if weekday is not None and not _is_aside(wording, time, weekday):
            counted = ((weekday.weekday or 0) - days - 1) % 7 + 1
            yield Claim(index, time, offset_told(weekday), weekday.direction, counted, -days, 0, True)


def _chained(wording: Wording) -> Iterator[Claim]:
    """Yield the claims that count from the expression told before them: `fünf Tage zuvor`, `elf Tage später`."""
    base: tuple[str, str | None, int | None, int] | None = None
    for time in wording.article.times:
        index = wording.sentence(time)
        if index is None or time.type not in ("DATE", "TIME") or time.is_daypart or time.value.endswith("_REF"):
            continue
        days = time.parsed.days
        if time.anchor == "previous":
            if base is None or days is None or time.earliest is not None or distance_of(wording, time) is not None:
                continue
            offset, direction, weekday, shift = base
            weekday = None if weekday is None else (weekday + days - 1) % 7 + 1
            base = offset, direction, weekday, shift + days
            yield Claim(index, time, offset, direction, weekday, shift + days)
        elif is_claiming(wording, time) and (time.weekday or days is not None or time.month_day):
            base = offset_told(time), time.direction, time.weekday or wording.weekday_in(time), 0
        else:
            base = None


def is_day(year: int, month: int, day: int) -> bool:
    """Return whether the calendar has such a day."""
    return MINYEAR <= year <= MAXYEAR and day <= monthrange(year, month)[1]


def offset_told(time: Time) -> str:
    """Return the offset of the day an expression names; the night to Tuesday is told as Tuesday's news."""
    steps = time.parsed.steps
    return " ".join(steps[:-1] if time.parsed.is_night_to else steps)


def asides_of(wording: Wording) -> dict[int, tuple[int, int]]:
    """Return by sentence the stretch that tells of the event a distance in it counts from."""
    asides: dict[int, tuple[int, int]] = {}
    for index, times in wording.times_in.items():
        for time in times:
            if distance_of(wording, time) is not None:
                stretch = _aside(wording, time)
                if stretch is not None:
                    asides[index] = stretch
    return asides


def _aside(wording: Wording, time: Time) -> tuple[int, int] | None:
    index = wording.sentence(time)
    if index is None:
        return None
    end = min(wording.article.sentences[index].end, time.end + 200)
    tokens = tokens_of(wording.article.text, time.end, end)
    ends = _CLAUSE_ENDS
    if wording.after(time, 1) == ["nach"]:
        # `zwei Tage nach der Wahl trafen sich …`: the verb is that of the sentence.
        ends |= tense_of("de").past
    stop = next((i for i, word in enumerate(tokens.words) if word in ends), len(tokens))
    words = min(stop, ASIDE_WORDS)
    return (time.start, tokens.ends[words - 1]) if words else None


def _is_aside(wording: Wording, time: Time, other: Time) -> bool:
    """Return whether another expression tells when the event was that `time` counts from."""
    stretch = _aside(wording, time)
    return stretch is not None and stretch[0] <= other.start < stretch[1]


def is_claiming(wording: Wording, time: Time) -> bool:
    """Return whether an expression counts from the day of publication and says what a calendar can check."""
    steps = time.parsed.steps
    if time.anchor != "published" or not steps or time.is_daypart or not _is_checkable(time):
        return False
    return time.weekday is None or not (wording.is_indefinite(time) or wording.is_shifted(time))


def _is_checkable(time: Time) -> bool:
    parsed = time.parsed
    if parsed.is_absolute or time.value.endswith("_REF"):
        return False
    first = parsed.steps[0]
    if first.startswith("-P"):
        return first[2:3].isdigit() and first[-1] in "DW"
    return parsed.unit in ("D", "W", "M") or first.startswith("wd") or parsed.month_day is not None


def signed_distance(wording: Wording, time: Time) -> int | None:
    """Return the days from a date behind it that an expression counts: `zwei Tage nach`, `drei Tage vor`."""
    days = distance_of(wording, time)
    if days is not None:
        return days
    length = _DISTANCE.fullmatch(time.value) if time.type == "DURATION" and time.anchor is None else None
    if length is None or not wording.words("ahead_of").intersection(wording.after(time, 1)):
        return None
    return -int(length[1]) * _DAYS[length[2]]


def distance_of(wording: Wording, time: Time) -> int | None:
    """Return the days of `zwei Tage nach …`, `a week after …`; None for any other expression, or a rough distance."""
    is_step = time.anchor == "previous" and (time.parsed.days or 0) > 0
    length = _DISTANCE.fullmatch(time.value) if time.type == "DURATION" and time.anchor is None else None
    if not is_step and length is None:
        return None
    told = wording.within(time)
    if not wording.words("roughly").isdisjoint([wording.before(time), *told]):
        return None
    after = wording.words("after")
    if is_step:
        return time.parsed.days if told[-1] in after else None
    behind = wording.after(time, 3)
    if length is None or not (after.intersection(behind[:1]) or wording.words("past_since").intersection(behind)):
        return None
    return int(length[1]) * _DAYS[length[2]]


def _length_of(wording: Wording, time: Time) -> int | None:
    """Return the days of `nach acht Tagen Haft`: the distance from when it began."""
    length = _DISTANCE.fullmatch(time.value) if time.type == "DURATION" and time.anchor is None else None
    if length is None or wording.before(time) not in wording.words("after"):
        return None
    return int(length[1]) * _DAYS[length[2]]


def _named_beside(wording: Wording, time: Time, told: list[Time]) -> int | None:
    """Return the weekday an expression is or says: `am Montag`, `gestrigen Freitag`, `tomorrow, Thursday`."""
    if time.weekday:
        return time.weekday
    inside = wording.weekday_in(time)
    if inside is not None:
        return inside
    pairs = ((time, other) if time.start < other.start else (other, time) for other in told if other.weekday)
    beside = next((pair for pair in pairs if wording.is_apposed(*pair)), None)
    return None if beside is None else beside[0].weekday or beside[1].weekday
