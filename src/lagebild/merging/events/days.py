"""When an event was that is told without a time of its own: from what its article tells around it.

Enters: one article's sentences, times, event mentions and date. Leaves: for some mentions an interval of days, with
the rule that gave it and the time expression it stands on. Guaranteed: a pure function of that article alone, linear
in its length; whatever no rule covers stays open.

The rules are few because most are wrong: on `corpus/stories_training` the only date of a sentence is that of another
event in it in 40 of 100 cases, that of the sentence before in 43. `RIGHT` says how often each of these was right.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import TypeVar

from lagebild.reading.marks import EventType, Realis, TimexType
from lagebild.reading.model.decoding.dated import is_behind_since
from lagebild.reading.times.tense import Tense, tense_of
from lagebild.reading.times.words import FOLDERS

RECENT = timedelta(days=7)
"""A day so long before its article at most is the day of its news."""
LONGEST_DAY = timedelta(days=1)
"""From first to last day: what is longer is no day (a night has two)."""
LEAD = 5
"""Sentences of the running text in which a report says when its news was."""
REACH = 10
"""Sentences behind the last recent day in which news goes on; the articles of the stories have no more."""
CLAUSE_REACH = 300
"""Characters before a trigger in which its clause is looked for."""
LEAST_CLOCKS = 4
"""Sentences that begin with a time of day in a live report at least."""
STATEMENTS = frozenset({EventType.ACCUSE, EventType.REJECT, EventType.REQUEST, EventType.THREATEN, EventType.SUPPORT})
"""What people say: when a report says that they did, it is news, whatever time they speak of."""
_LIMIT = re.compile(r"[,;:–—(„“]")
_PATTERNS = ("background", "subordinate", "joint", "opening", "present", "indefinite")
_WORD = re.compile(r"[^\W\d_]+")
_CLOCK = re.compile(r"\s*\d{1,2}[.:]\d{2}(?:\s?(?:Uhr|[ap]\.?m\.?))?(?=[\s:–—-])")


class Rule(StrEnum):
    """Why an event without a time of its own is given days."""

    JOINED = "joined"
    CLAUSE = "clause"
    NEXT = "next"
    TICKER = "ticker"
    NEWS = "news"


RIGHT = {Rule.JOINED: 0.83, Rule.CLAUSE: 0.75, Rule.NEXT: 0.9, Rule.TICKER: 0.86, Rule.NEWS: 0.96}
"""(right + 1) / (cases + 2) on the annotated events of `corpus/stories_training`: 4, 2, 8, 12 and 131 cases."""


@dataclass(frozen=True, slots=True)
class Timed:
    """A time expression, `[start, end)`, with its days, both inclusive, None if unknown."""

    start: int
    end: int
    type: str
    earliest: date | None
    latest: date | None


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence, `[start, end)`: of the running text, of a title or teaser (which sum up the news), or of neither."""

    start: int
    end: int
    running: bool
    summary: bool


@dataclass(frozen=True, slots=True)
class Reported:
    """An event mention: its trigger `[start, end)`, type, realis, whether it has days of its own, and its time."""

    mention_id: str
    start: int
    end: int
    type: str
    realis: str
    dated: bool
    time_start: int | None
    time_end: int | None


@dataclass(frozen=True, slots=True)
class Narrative:
    """An article as its days are inferred from it; all marks in the order of the text, days inclusive."""

    text: str
    lang: str | None
    published_earliest: date | None
    published_latest: date | None
    sentences: tuple[Said, ...]
    times: tuple[Timed, ...]
    mentions: tuple[Reported, ...]


@dataclass(frozen=True, slots=True)
class Inferred:
    """The days of an event mention by a rule; `[start, end)` is the time expression they stand on."""

    mention_id: str
    rule: Rule
    earliest: date
    latest: date
    start: int
    end: int
    confidence: float


_Mark = TypeVar("_Mark", Timed, Reported)


@dataclass(frozen=True, slots=True)
class _Words:
    background: re.Pattern[str]
    subordinate: re.Pattern[str]
    joint: re.Pattern[str]
    opening: re.Pattern[str]
    present: re.Pattern[str]
    indefinite: re.Pattern[str]
    reported: frozenset[str]
    nouns_are_capital: bool


@dataclass(frozen=True, slots=True)
class _Told:
    """A narrative with what all rules ask for: the words of its language, and what stands in which sentence."""

    narrative: Narrative
    words: _Words
    tense: Tense
    times: Mapping[int, Sequence[Timed]]
    mentions: Mapping[int, Sequence[Reported]]

    def sentence(self, at: int) -> str:
        """Return the words of a sentence by its place."""
        said = self.narrative.sentences[at]
        return self.narrative.text[said.start : said.end]

    def is_background(self, at: int) -> bool:
        """Return whether a sentence tells what had been before, or what goes on."""
        return self.words.background.search(self.sentence(at)) is not None

    def clause_before(self, at: int, mention: Reported) -> str:
        """Return the words of a trigger's clause that stand before it."""
        low = max(self.narrative.sentences[at].start, mention.start - CLAUSE_REACH)
        limit = max((m.end() for m in _LIMIT.finditer(self.narrative.text, low, mention.start)), default=low)
        return self.narrative.text[limit : mention.start]

    def is_subordinate(self, at: int, mention: Reported) -> bool:
        """Return whether a trigger stands in a subordinate clause."""
        return self.words.subordinate.match(self.clause_before(at, mention).lstrip()) is not None

    def is_told_past(self, at: int, mention: Reported) -> bool:
        """Return whether a trigger is a verb in a past tense."""
        text = self.narrative.text
        word = _WORD.match(text, mention.start, mention.end)
        if word is None or (self.words.nouns_are_capital and word[0][0].isupper()):
            return False
        lower = word[0].lower()
        tense = self.tense
        weak = lower.endswith(tense.past_endings) and lower not in tense.not_past
        if lower in tense.past or lower in tense.also_participles or weak:
            return True
        if tense.participle.fullmatch(lower) is None:
            return False
        around = {w.lower() for w in _WORD.findall(self.sentence(at))}
        return not (tense.auxiliary - self.words.reported).isdisjoint(around) or not tense.past.isdisjoint(around)

    def is_new_noun(self, at: int, mention: Reported) -> bool:
        """Return whether a trigger is a noun with an indefinite article: it is told of here first."""
        return self.words.indefinite.search(self.clause_before(at, mention)) is not None

    def news_days(self, at: int, published: date) -> list[Timed]:
        """Return the days shortly before the article that a sentence names, other than `heute` and `jetzt`."""
        text = self.narrative.text
        days = (t for t in self.times.get(at, ()) if _is_recent(t, published))
        return [t for t in days if self.words.present.match(text, t.start, t.end) is None]


def days_inferred(narrative: Narrative) -> list[Inferred]:
    """Return the days of the real event mentions without a time of their own that a rule covers, in their order."""
    if narrative.lang not in FOLDERS or narrative.published_latest is None:
        return []
    told = _Told(
        narrative,
        _words(narrative.lang),
        tense_of(narrative.lang),
        _by_sentence(narrative, narrative.times),
        _by_sentence(narrative, narrative.mentions),
    )
    found: dict[tuple[int, int, str], Inferred] = {}
    for at, rule, mention, (earliest, latest), time in (
        *_joined(told),
        *_next(told),
        *_ticker(told),
        *_clause(told),
        *_news(told),
    ):
        inferred = Inferred(mention.mention_id, rule, earliest, latest, time.start, time.end, RIGHT[rule])
        found.setdefault((at, mention.start, mention.mention_id), inferred)
    return [found[key] for key in sorted(found)]


_Finding = tuple[int, Rule, Reported, tuple[date, date], Timed]


def _news(told: _Told) -> Iterator[_Finding]:
    """A report says in its lead when its news was; what it goes on to tell in the past tense was then or since."""
    narrative = told.narrative
    published = narrative.published_latest
    assert published is not None
    running = [at for at, said in enumerate(narrative.sentences) if said.running]
    recent = {at: told.news_days(at, published) for at in running}
    lead = [time for at in running[:LEAD] for time in recent[at]]
    if not lead:
        return
    first = last = min(lead, key=_first_day)
    days = dict.fromkeys((at for at, said in enumerate(narrative.sentences) if said.summary), first)
    since = -REACH
    for place, at in enumerate(running):
        if recent[at]:
            since, last = place, recent[at][-1]
        if place - since <= REACH:
            days[at] = min(first, last, key=_first_day)
    for at, day in days.items():
        for mention in _undated(told, at) if not told.is_background(at) else ():
            if told.is_told_past(at, mention) and _is_news(told, at, mention, published):
                yield at, Rule.NEWS, mention, (day.earliest or published, published), day


def _first_day(time: Timed) -> tuple[date, int]:
    return time.earliest or date.max, time.start


def _is_news(told: _Told, at: int, mention: Reported, published: date) -> bool:
    """Return whether nothing in its sentence puts a past event at another time than the news."""
    past = [t for t in told.times.get(at, ()) if t.latest is not None and t.latest <= published]
    placed = [t for t in past if t.type in (TimexType.DATE, TimexType.TIME)]
    if mention.type in STATEMENTS:
        return not told.is_subordinate(at, mention) or all(_is_recent(t, published) for t in placed)
    return not placed and not told.is_subordinate(at, mention)


def _joined(told: _Told) -> Iterator[_Finding]:
    """What `and` joins to a dated event was on its day: `am Montag drangen sie ein und nahmen sie mit`."""
    published = told.narrative.published_latest
    assert published is not None
    for at in told.mentions:
        times = {(t.start, t.end): t for t in told.times.get(at, ())}
        dated = [m for m in told.mentions[at] if (m.time_start, m.time_end) in times]
        for mention in _undated(told, at):
            before = [m for m in dated if m.end <= mention.start and (m.time_end or 0) <= mention.start]
            if not before or not told.is_told_past(at, mention):
                continue
            time = times[before[-1].time_start or 0, before[-1].time_end or 0]
            between = told.narrative.text[max(before[-1].end, time.end) : mention.start]
            if _is_day(time, published) and told.words.joint.fullmatch(between):
                yield at, Rule.JOINED, mention, (time.earliest or published, time.latest or published), time


def _next(told: _Told) -> Iterator[_Finding]:
    """What is done in the sentence behind a recent day was on that day; behind any, where it begins with `Dabei`."""
    published = told.narrative.published_latest
    assert published is not None
    for at in told.mentions:
        goes_on = told.words.opening.match(told.sentence(at)) is not None
        days = [t for t in told.times.get(at - 1, ()) if _is_day(t, published)] if goes_on else []
        days = days or told.news_days(at - 1, published)
        if not days or told.times.get(at) or told.is_background(at):
            continue
        for mention in _undated(told, at):
            if mention.type in STATEMENTS and not goes_on:
                continue
            if told.is_subordinate(at, mention) or not told.is_told_past(at, mention):
                continue
            yield at, Rule.NEXT, mention, (days[-1].earliest or published, days[-1].latest or published), days[-1]


def _ticker(told: _Told) -> Iterator[_Finding]:
    """What stands behind a time of day alone was on the day of the article."""
    narrative = told.narrative
    published = narrative.published_latest
    if published is None or narrative.published_earliest != published:
        return
    clocks = {at: m for at in range(len(narrative.sentences)) if (m := _CLOCK.match(told.sentence(at)))}
    if len(clocks) < LEAST_CLOCKS:
        return
    for at in clocks:
        times = told.times.get(at, ())
        start = narrative.sentences[at].start
        clock = Timed(start, start + clocks[at].end(), TimexType.TIME, published, published)
        if any(t.start >= clock.end for t in times) or told.is_background(at):
            continue
        for mention in _undated(told, at):
            if not (told.words.nouns_are_capital and narrative.text[mention.start].isupper()):
                yield at, Rule.TICKER, mention, (published, published), clock


def _clause(told: _Told) -> Iterator[_Finding]:
    """A day that dates no other event dates the one in its clause: `die er am Freitag auf einer Parade zeigte`."""
    narrative = told.narrative
    published = narrative.published_latest
    assert published is not None
    for at, mentions in told.mentions.items():
        said = narrative.sentences[at]
        taken = {(m.time_start, m.time_end) for m in mentions}
        days = [t for t in told.news_days(at, published) if (t.start, t.end) not in taken]
        for mention in _undated(told, at):
            near = [t for t in days if _is_one_clause(narrative.text, said, t, mention)]
            done = told.is_told_past(at, mention) and not told.is_subordinate(at, mention)
            if len(near) == 1 and (done or told.is_new_noun(at, mention)):
                yield at, Rule.CLAUSE, mention, (near[0].earliest or published, near[0].latest or published), near[0]


def _is_one_clause(text: str, said: Said, time: Timed, mention: Reported) -> bool:
    if is_behind_since(text, time.start):
        return False
    low, high = min(time.end, mention.end), max(time.start, mention.start)
    return said.start <= low and high - low <= CLAUSE_REACH and _LIMIT.search(text, low, high) is None


def _undated(told: _Told, at: int) -> Iterator[Reported]:
    for mention in told.mentions.get(at, ()):
        if mention.realis == Realis.REAL and mention.time_start is None and not mention.dated:
            yield mention


def _is_recent(time: Timed, published: date) -> bool:
    return _is_day(time, published) and time.latest is not None and published - time.latest <= RECENT


def _is_day(time: Timed, published: date) -> bool:
    if time.earliest is None or time.latest is None or time.type not in (TimexType.DATE, TimexType.TIME):
        return False
    return time.latest - time.earliest <= LONGEST_DAY and time.latest <= published


def _by_sentence(narrative: Narrative, marks: Sequence[_Mark]) -> dict[int, list[_Mark]]:
    starts = [said.start for said in narrative.sentences]
    found: dict[int, list[_Mark]] = {}
    for mark in marks:
        found.setdefault(max(0, bisect_right(starts, mark.start) - 1), []).append(mark)
    return found


@cache
def _words(lang: str) -> _Words:
    table = tomllib.loads(files(__package__).joinpath("days.toml").read_text(encoding="utf-8"))[FOLDERS[lang]]
    patterns = {name: re.compile(table[name], re.I) for name in _PATTERNS}
    return _Words(**patterns, reported=frozenset(table["reported"]), nouns_are_capital=table["nouns_are_capital"])
