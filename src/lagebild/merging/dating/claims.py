"""What an article without a date says of its own day: claims, and the days of publication each allows.

A claim is a time expression that counts from the day of publication (`am Mittwoch`, `gestern`, `in der vergangenen
Woche`, `am 5. März`) or a distance from another event (`zwei Tage nach der Wahl`). Which days it allows follows from
the same arithmetic that places expressions (`lagebild.reading.times`), asked the other way round.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from lagebild.merging.dating.features import weekdays_of, words_of
from lagebild.merging.dating.telling import DatedText, Time, sentence_at
from lagebild.reading.times.placing import placed
from lagebild.reading.times.tense import tense_of
from lagebild.reading.times.words import FOLDERS
from lagebild.reading.tokens import tokens_of

NEWS_WEEK = 7
"""Days: an event told without a distance lies in the week before publication."""

_CLAIMING = re.compile(
    r"D[+-]\d+(?: @\w+)?|(?:W[+-]\d+ )?wd\d[<>~!]?(?: @\w+)?|(?:W[+-]\d+ )?WE[~!]?|[WM][+-]\d+|Y-\d+"
    r"|\d\d(?:-\d\d)?[~!]?|-P\d+[DWMY]"
)
_BARE_DAYPART = re.compile(r"D\+0 @\w+")
_MONTH_DAY = re.compile(r"\d\d-\d\d[~!]?")
_DISTANCE = re.compile(r"P(\d{1,3})([DW])")
ASIDE_WORDS = 8
"""Words behind `zwei Tage nach` that tell of the event counted from, if no comma ends them before."""

_STEP = re.compile(r"([DW])\+(\d{1,3})")
_REACH = {"D": 10, "w": 21, "W": 40, "M": 100, "Y": 800, "-": 1200}
"""Days around an event among which days of publication are looked for, by the beginning of the offset; others a year
and a month."""
_REACH_OF_YEAR = 400
_CLAUSE_ENDS = frozenset(",;:()–")
_DAYS = {"D": 1, "W": 7}


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim on the day of publication by the expression `time` in the sentence with that index.

    `distance` is None, or the days that passed since the event the sentence matches; then `told` is the expression of
    the same sentence that counts from the day of publication, if there is one. `named` is the weekday said beside an
    expression that is none: `tomorrow, Thursday`.
    """

    sentence: int
    time: Time
    distance: int | None = None
    told: Time | None = None
    named: int | None = None

    @property
    def weekday(self) -> int | None:
        """The weekday an event must lie on to be meant, None if any will do."""
        if self.distance is None:
            return self.time.weekday or self.named
        told = self.told.weekday if self.told is not None else None
        return None if told is None else (told - self.distance - 1) % 7 + 1

    @property
    def is_ahead(self) -> bool:
        """Whether the claim is about something yet to come."""
        offset = self.time.offset or ""
        return self.time.direction == "future" or ">" in offset or re.match(r"[DWMY]\+[1-9]", offset) is not None

    @property
    def reading(self) -> tuple[object, ...]:
        """What makes two claims mean the same day."""
        return self.time.offset, self.time.direction, self.distance

    def allowed(self, day: date) -> tuple[date, date] | None:
        """Return the first and last day of publication on which the claim can mean `day`, None if there is none."""
        if self.distance is None:
            return days_meaning(self.time.offset or "", self.time.direction, day)
        reached = day + timedelta(days=self.distance)
        if self.told is not None:
            return days_meaning(self.told.offset or "", self.told.direction, reached)
        return reached, reached + timedelta(days=NEWS_WEEK - 1)


@lru_cache(maxsize=200_000)
def days_meaning(offset: str, direction: str | None, day: date) -> tuple[date, date] | None:
    """Return the first and last day on which an expression with this offset means `day`, or a time with `day` in it."""
    if offset[:2].isdigit() and not day.strftime("%m-%d").startswith(offset.rstrip("<>~!")):
        return None
    reach = _REACH.get(offset[0], _REACH_OF_YEAR)
    if offset[:2] in ("D+", "D-"):
        reach += abs(int(offset.split(" ")[0][1:]))
    first = last = None
    for shift in range(-reach, reach + 1):
        published = day + timedelta(days=shift)
        place = placed(offset, published, published, direction)
        if place is None or place.earliest is None or place.latest is None:
            continue
        if place.earliest <= day <= place.latest:
            first = first or published
            last = published
    return None if first is None or last is None else (first, last)


def claims_of(article: DatedText) -> tuple[Claim, ...]:
    """Return the claims of an article, in the order of its text."""
    claims: list[Claim] = []
    by_sentence: dict[int, list[Time]] = {}
    for time in article.times:
        index = sentence_at(article.sentences, time.start)
        if index is not None:
            by_sentence.setdefault(index, []).append(time)
    for index, times in by_sentence.items():
        told = [time for time in times if is_claiming(article, time)]
        claims += [Claim(index, time, named=_named_beside(article, time, told)) for time in told]
        weekday = next((t for t in told if t.weekday), None)
        for time in times:
            days = _distance_of(article, time)
            if days is None and weekday is not None:
                days = _length_of(article, time)
            if days is not None:
                claims.append(Claim(index, time, days, weekday))
    return tuple(claims)


def asides_of(article: DatedText) -> dict[int, tuple[int, int]]:
    """Return by sentence the stretch that tells of the event a distance in it counts from."""
    asides: dict[int, tuple[int, int]] = {}
    for time in article.times:
        index = sentence_at(article.sentences, time.start)
        if index is None or _distance_of(article, time) is None:
            continue
        tokens = tokens_of(article.text, time.end, min(article.sentences[index].end, time.end + 200))
        stop = next((i for i, word in enumerate(tokens.words) if word in _CLAUSE_ENDS), len(tokens))
        words = min(stop, ASIDE_WORDS)
        if words:
            asides[index] = (time.start, tokens.ends[words - 1])
    return asides


def is_claiming(article: DatedText, time: Time) -> bool:
    """Return whether an expression counts from the day of publication and says what a calendar can check."""
    offset = time.offset or ""
    if time.anchor != "published" or _CLAIMING.fullmatch(offset) is None or _BARE_DAYPART.fullmatch(offset):
        return False
    return time.weekday is None or not (is_indefinite(article, time) or _is_shifted(article, time))


def is_month_day(time: Time) -> bool:
    """Return whether an expression is a date without its year: `5. März`."""
    return time.anchor == "published" and _MONTH_DAY.fullmatch(time.offset or "") is not None


def is_indefinite(article: DatedText, time: Time) -> bool:
    """Return whether a weekday is just some such day: `on a Thursday`, `einem Mittwoch`."""
    return _word_before(article, time) in words_of(article.lang, "indefinite")


def is_background(article: DatedText, time: Time) -> bool:
    """Return whether the sentence of an expression tells what had been before (pluperfect)."""
    index = sentence_at(article.sentences, time.start)
    if index is None:
        return False
    words = tokens_of(article.text, article.sentences[index].start, article.sentences[index].end).words
    return not words_of(article.lang, "had").isdisjoint(words)


def is_in_series(article: DatedText, time: Time) -> bool:
    """Return whether an article tells the day of a weekday as one of a series: `every Thursday`, `am Montag erneut`."""
    index = sentence_at(article.sentences, time.start)
    if not time.weekday or index is None:
        return False
    if any(t.type == "SET" and t.value.endswith(f"-{time.weekday}") for t in article.times):
        return True
    words = tokens_of(article.text, article.sentences[index].start, article.sentences[index].end).words
    return not words_of(article.lang, "series").isdisjoint(word.lower() for word in words)


def direction_of(article: DatedText, time: Time) -> str | None:
    """Return whether an expression lies in the past or the future of the article, None if its clause does not say.

    Stricter than the direction that reading gives, as a bound on the day of publication hangs on it: the present tense
    says nothing, and the rest of the sentence only that it tells of the past.
    """
    index = sentence_at(article.sentences, time.start)
    if article.lang not in FOLDERS or index is None:
        return None
    sentence = article.sentences[index]
    tense = tense_of(article.lang)
    tokens = tokens_of(article.text, sentence.start, sentence.end)
    inside = [i for i, start in enumerate(tokens.starts) if time.start <= start < time.end]
    if not inside:
        return None
    first, last = inside[0], inside[-1] + 1
    while first > 0 and tokens.words[first - 1] not in tense.clause_ends:
        first -= 1
    while last < len(tokens) and tokens.words[last] not in tense.clause_ends:
        last += 1
    words = tokens.words[first:last]
    lower = [word.lower() for i, word in enumerate(words, first) if i not in inside]
    before = words[inside[0] - first - 1].lower() if inside[0] > first else ""
    is_when = before in words_of(article.lang, "when")
    if words_of(article.lang, "planned").intersection(lower):
        return "future" if is_when else None
    direction, _ = tense.direction(words, inside[0] - first, inside[-1] + 1 - first)
    ahead = (tense.future | words_of(article.lang, "ahead")).intersection(lower)
    if direction == "future" and not (ahead and is_when):
        return None
    if direction == "past" and words_of(article.lang, "unreal").intersection(lower):
        return None
    if (
        direction is None
        and time.is_told_day
        and not words_of(article.lang, "infinitive").intersection(lower)
        and (tense.direction(tokens.words, inside[0], inside[-1] + 1)[0] == "past")
    ):
        return "past"
    return direction


def signed_distance(article: DatedText, time: Time) -> int | None:
    """Return the days from a date behind it that an expression counts: `zwei Tage nach`, `drei Tage vor`."""
    days = _distance_of(article, time)
    if days is not None:
        return days
    length = _DISTANCE.fullmatch(time.value) if time.type == "DURATION" and time.anchor is None else None
    if length is None or not words_of(article.lang, "ahead_of").intersection(_words_after(article, time, 1)):
        return None
    return -int(length[1]) * _DAYS[length[2]]


def weekday_in(article: DatedText, time: Time) -> int | None:
    """Return the weekday that the words of an expression name, Monday is 1."""
    weekdays = weekdays_of(article.lang)
    words = tokens_of(article.text, time.start, time.end).words
    return next((weekdays[word.lower()] for word in words if word.lower() in weekdays), None)


def _named_beside(article: DatedText, time: Time, told: Sequence[Time]) -> int | None:
    """Return the weekday said in or right beside an expression that counts days: `gestrigen Freitag`."""
    if time.weekday:
        return None
    inside = weekday_in(article, time)
    if inside is not None:
        return inside
    pairs = ((time, other) if time.start < other.start else (other, time) for other in told if other.weekday)
    beside = next((pair for pair in pairs if is_apposed(article, *pair)), None)
    return None if beside is None else beside[0].weekday or beside[1].weekday


def is_apposed(article: DatedText, one: Time, other: Time) -> bool:
    """Return whether two expressions, the first before the other, name one day: nothing but commas and such between."""
    if not 0 <= other.start - one.end <= 12:
        return False
    between = tokens_of(article.text, one.end, other.start).words
    return 0 < len(between) <= 3 and all(word.lower() in words_of(article.lang, "apposed") for word in between)


def _word_before(article: DatedText, time: Time) -> str:
    words = tokens_of(article.text, max(0, time.start - 24), time.start).words
    return words[-1].lower() if words else ""


def _words_after(article: DatedText, time: Time, count: int) -> list[str]:
    return [word.lower() for word in tokens_of(article.text, time.end, time.end + 30).words[:count]]


def _is_shifted(article: DatedText, time: Time) -> bool:
    """Return whether a distance behind a weekday moves it: `am Mittwoch vor einem Jahr`."""
    behind = next((t for t in article.times if 0 <= t.start - time.end <= 8 and t.type == "DURATION"), None)
    if behind is None:
        return False
    between = [word.lower() for word in tokens_of(article.text, time.end, behind.start).words]
    shifting = words_of(article.lang, "shifting")
    return any(word in shifting for word in between + _words_after(article, behind, 1))


def _length_of(article: DatedText, time: Time) -> int | None:
    """Return the days of `nach acht Tagen Haft`: the distance from when it began."""
    length = _DISTANCE.fullmatch(time.value) if time.type == "DURATION" and time.anchor is None else None
    if length is None or _word_before(article, time) not in words_of(article.lang, "after"):
        return None
    return int(length[1]) * _DAYS[length[2]]


def _distance_of(article: DatedText, time: Time) -> int | None:
    """Return the days of `zwei Tage nach …`, `a week after …`; None for any other expression, or a rough distance."""
    told = [word.lower() for word in tokens_of(article.text, time.start, time.end).words]
    if not words_of(article.lang, "roughly").isdisjoint([_word_before(article, time), *told]):
        return None
    after = words_of(article.lang, "after")
    step = _STEP.fullmatch(time.offset or "") if time.anchor == "previous" else None
    if step is not None:
        return int(step[2]) * _DAYS[step[1]] if told[-1] in after else None
    length = _DISTANCE.fullmatch(time.value) if time.type == "DURATION" and time.anchor is None else None
    behind = _words_after(article, time, 3)
    if length is None or not (
        after.intersection(behind[:1]) or words_of(article.lang, "past_since").intersection(behind)
    ):
        return None
    return int(length[1]) * _DAYS[length[2]]
