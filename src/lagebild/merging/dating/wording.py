"""The words around the time expressions of one article, each sentence cut into words once."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from lagebild.merging.dating.features import weekdays_of, words_of
from lagebild.merging.dating.telling import DatedText, Time, sentence_at
from lagebild.reading.times.tense import Tense, tense_of
from lagebild.reading.times.words import FOLDERS
from lagebild.reading.tokens import Tokens, tokens_of

LEAD = 3
"""Sentences at the beginning in which an article tells its news."""
HEAD = 5
"""Sentences before them at most: title, kicker and teaser of a page tell no time."""
CLAUSE_REACH = 60
"""Words to either side in which the clause of an expression is sought."""
SHIFT_REACH = 8
"""Characters behind a weekday within which a distance that moves it begins."""
_CLOCK_EVENING = 18
"""Hour from which the day after is the likelier day of printing."""
_QUOTES = {"„": "“”", "“": "”", "«": "»", "»": "«", '"': '"'}


class Wording:
    """What the sentences of one article say around its time expressions."""

    def __init__(self, article: DatedText) -> None:
        self.article = article
        self.lang = article.lang
        self._tokens: dict[int, Tokens] = {}
        self._lower: dict[int, frozenset[str]] = {}
        self._starts = [time.start for time in article.times]
        self._sentence = {time: sentence_at(article.sentences, time.start) for time in article.times}
        self._directions: dict[Time, str | None] = {}
        self._weekly = {int(t.value[-1]) for t in article.times if t.type == "SET" and t.value[-3:-1] == "X-"}
        self._late = {i for t, i in self._sentence.items() if t.is_daypart and _is_evening(t.parsed.time)}
        self.times_in: dict[int, list[Time]] = defaultdict(list)
        for time, index in self._sentence.items():
            if index is not None:
                self.times_in[index].append(time)
        self._first = min(self.times_in, default=0)

    @property
    def lead(self) -> int:
        """The index of the sentence behind the lead, which begins where a first time is told."""
        return min(self._first, HEAD) + LEAD

    def sentence(self, time: Time) -> int | None:
        """Return the index of the sentence an expression stands in."""
        return self._sentence[time]

    def tokens(self, index: int) -> Tokens:
        """Return the words of a sentence."""
        if index not in self._tokens:
            sentence = self.article.sentences[index]
            self._tokens[index] = tokens_of(self.article.text, sentence.start, sentence.end)
        return self._tokens[index]

    def has(self, index: int | None, name: str) -> bool:
        """Return whether a sentence has one of the words of the list `name` (`words.toml`)."""
        if index is None:
            return False
        if index not in self._lower:
            self._lower[index] = frozenset(word.lower() for word in self.tokens(index).words)
        return not words_of(self.lang, name).isdisjoint(self._lower[index])

    def words(self, name: str) -> frozenset[str]:
        """Return the list `name` of the article's language (`words.toml`)."""
        return words_of(self.lang, name)

    def within(self, time: Time) -> list[str]:
        """Return the words of an expression in lower case."""
        return [word.lower() for word in tokens_of(self.article.text, time.start, time.end).words]

    def before(self, time: Time) -> str:
        """Return the word before an expression in lower case."""
        words = tokens_of(self.article.text, max(0, time.start - 24), time.start).words
        return words[-1].lower() if words else ""

    def after(self, time: Time, count: int) -> Sequence[str]:
        """Return the words behind an expression in lower case."""
        return [word.lower() for word in tokens_of(self.article.text, time.end, time.end + 30).words[:count]]

    def counts(self, index: int) -> bool:
        """Return whether a sentence counts days from an event: `eine Woche war es her`."""
        return any(
            self.words("past_since" if time.type == "DURATION" else "after").intersection(self.after(time, 3))
            for time in self.times_in[index]
            if time.type == "DURATION"
        )

    def weekday_in(self, time: Time) -> int | None:
        """Return the weekday that the words of an expression name, Monday is 1."""
        weekdays = weekdays_of(self.lang)
        return next((weekdays[word] for word in self.within(time) if word in weekdays), None)

    def is_indefinite(self, time: Time) -> bool:
        """Return whether a weekday is just some such day: `on a Thursday`, `einem Mittwoch`."""
        return self.before(time) in self.words("indefinite")

    def is_background(self, time: Time) -> bool:
        """Return whether an expression tells what had been before: pluperfect, a comparison, or `since`."""
        index = self.sentence(time)
        is_lasting = time.parsed.steps[:1] == (f"wd{time.weekday}!",)
        return is_lasting or self.has(index, "compared") or self._is_pluperfect(time)

    def _is_pluperfect(self, time: Time) -> bool:
        """Return whether the clause of an expression tells what had been before."""
        index = self.sentence(time)
        if index is None or not self.has(index, "had"):
            return False
        tokens = self.tokens(index)
        begin, end = bisect_left(tokens.starts, time.start), bisect_left(tokens.starts, time.end)
        if self.lang not in FOLDERS:
            return True
        words, _ = self._clause(tokens.words, begin, end, tense_of(self.lang))
        return not self.words("had").isdisjoint(word.lower() for word in words)

    def is_in_series(self, time: Time) -> bool:
        """Return whether the day of a weekday is told as one of a series: `every Thursday`, `am Montag erneut`."""
        if not time.weekday:
            return False
        return time.weekday in self._weekly or self.has(self.sentence(time), "series")

    def is_late(self, time: Time) -> bool:
        """Return whether it was evening: the day of printing is then more often the next."""
        if time.parsed.is_night_to:
            return False
        index = self.sentence(time)
        return _is_evening(time.parsed.time) or index in self._late or self.has(index, "late")

    def is_quoted(self, time: Time) -> bool:
        """Return whether an expression stands in a quotation that begins in its sentence."""
        index = self.sentence(time)
        if index is None:
            return False
        closing = ""
        for letter in self.article.text[self.article.sentences[index].start : time.start][-2000:]:
            if closing and letter in closing:
                closing = ""
            elif not closing:
                closing = _QUOTES.get(letter, "")
        return bool(closing)

    def is_shifted(self, time: Time) -> bool:
        """Return whether a distance behind a weekday moves it: `am Mittwoch vor einem Jahr`."""
        at = bisect_left(self._starts, time.end)
        if at == len(self._starts):
            return False
        behind = self.article.times[at]
        if behind.type != "DURATION" or behind.start - time.end > SHIFT_REACH:
            return False
        between = tokens_of(self.article.text, time.end, behind.start).words
        words = [word.lower() for word in between] + list(self.after(behind, 1))
        return not self.words("shifting").isdisjoint(words)

    def is_apposed(self, one: Time, other: Time) -> bool:
        """Return whether two expressions, the first before the other, name one day: only commas and such between."""
        if not 0 <= other.start - one.end <= 12:
            return False
        between = tokens_of(self.article.text, one.end, other.start).words
        return 0 < len(between) <= 3 and all(word.lower() in self.words("apposed") for word in between)

    def direction(self, time: Time) -> str | None:
        """Return whether an expression lies in the past or the future of the article, None if its clause does not say.

        Stricter than the direction that reading gives, as a bound on the day of publication hangs on it: the present
        tense says nothing, and the rest of the sentence only that it tells of the past.
        """
        if time not in self._directions:
            self._directions[time] = self._direction(time)
        return self._directions[time]

    def _direction(self, time: Time) -> str | None:
        index = self.sentence(time)
        if self.lang not in FOLDERS or index is None:
            return None
        tense = tense_of(self.lang)
        tokens = self.tokens(index)
        begin = bisect_left(tokens.starts, time.start)
        end = bisect_left(tokens.starts, time.end)
        if begin >= end:
            return None
        words, first = self._clause(tokens.words, begin, end, tense)
        lower = [word.lower() for i, word in enumerate(words, first) if not begin <= i < end]
        before = words[begin - first - 1].lower() if begin > first else ""
        is_when = before in self.words("when")
        if self.words("planned").intersection(lower):
            is_still = is_when and not self.words("are").isdisjoint(lower) and self.words("as").isdisjoint(lower)
            return "future" if is_still else None
        direction, _ = tense.direction(words, begin - first, end - first)
        ahead = (tense.future | self.words("ahead")).intersection(lower)
        earlier = (word.lower() for word in words[: begin - first])
        if direction == "future" and not (ahead and is_when and self.words("since").isdisjoint(earlier)):
            return None
        if time.is_told_day and before in self.words("dated") and direction is None:
            return "past"
        if direction == "past" and self.words("unreal").intersection(lower):
            return None
        if direction is None and time.is_told_day and not self.words("infinitive").intersection(lower):
            low, high = max(0, begin - CLAUSE_REACH), min(len(tokens), end + CLAUSE_REACH)
            if tense.direction(tokens.words[low:high], begin - low, end - low)[0] == "past":
                return "past"
        return direction

    def _clause(self, words: Sequence[str], begin: int, end: int, tense: Tense) -> tuple[Sequence[str], int]:
        first, last = begin, end
        while first > max(0, begin - CLAUSE_REACH) and words[first - 1] not in tense.clause_ends:
            first -= 1
        while last < min(len(words), end + CLAUSE_REACH) and words[last] not in tense.clause_ends:
            last += 1
        return words[first:last], first


def _is_evening(clock: str) -> bool:
    return clock in ("TEV", "TNI") or (clock[1:3].isdigit() and int(clock[1:3]) >= _CLOCK_EVENING)
