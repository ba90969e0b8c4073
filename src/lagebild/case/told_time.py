"""Of which time a sentence speaks: that of its article, unless it names another or tells of long ago.

Events, relations and shares without a day of their own are placed in it. Nothing is placed by a guess: what is told of
years and decades has no days.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from lagebild.case.sides_told import values_of

NEWS = timedelta(days=45)
"""A sentence whose latest date lies no further back speaks of the time of its article: news, and what led to it."""

Days = tuple[date | None, date | None]
UNKNOWN: Days = (None, None)


UNDATED = "SELECT mention_id AS id, article_id, start FROM event_mentions WHERE earliest IS NULL OR latest IS NULL"
STATEMENTS = "SELECT row_id AS id, article_id, start FROM relations"
SHARES = """SELECT row_id AS id, article_id, start FROM quantities
    WHERE unit = 'percent' AND other_actor_id IS NOT NULL"""

_SINCE = r"(?i)\b(seit|since)\s+((dem|der|den|the|ende|anfang|mitte|late|early|mid)\s+)*$"
"""Before a date: what is told goes on since then, so the date does not say when it is told of."""
_REACH = 24
"""Characters before a date in which these words stand."""

_TOLD = """WITH marks AS ({marks}), standing AS (
        SELECT m.id, m.article_id, m.start, s.start AS first, s."end" AS last
        FROM marks m LEFT JOIN sentences s ON s.article_id = m.article_id AND s.start <= m.start AND m.start < s."end"
    ), said AS (
        SELECT d.article_id, d.first, coalesce(substr(a.text, d.first + 1, d.last - d.first), '') AS sentence,
            (SELECT list((t.start, t.earliest, t.latest) ORDER BY t.start) FROM times t
             WHERE t.article_id = d.article_id AND d.first <= t.start AND t.start < d.last
                AND t.type IN ('DATE', 'TIME') AND t.earliest IS NOT NULL AND t.latest IS NOT NULL
                AND NOT regexp_matches(substr(a.text, greatest(t.start - {reach}, d.first) + 1,
                    t.start - greatest(t.start - {reach}, d.first)), '{since}')) AS dated
        FROM (SELECT DISTINCT article_id, first, last FROM standing) d JOIN articles_current a USING (article_id)
    )
    SELECT s.id, s.start, coalesce(a.published, a.published_earliest), coalesce(a.published, a.published_latest),
        t.sentence, t.dated
    FROM standing s JOIN articles_current a USING (article_id)
    LEFT JOIN said t ON t.article_id = s.article_id AND t.first = s.first"""


def told_query(*marks: str) -> str:
    """Return the query for what `days_by_mark` reads of `UNDATED` event mentions, `STATEMENTS` or `SHARES`."""
    return _TOLD.format(marks=" UNION ALL ".join(marks), reach=_REACH, since=_SINCE)


@dataclass(frozen=True, slots=True)
class Dated:
    """A time expression with known days in a sentence, both inclusive, and where it starts in the article."""

    start: int
    earliest: date
    latest: date


def days_by_mark(rows: Iterable[tuple[Any, ...]]) -> dict[str, Days]:
    """Return the days told of by the id of an event mention, statement or share, from the rows of a `told_query`."""
    return {
        mark: days_told(sentence or "", [Dated(*values_of(time)) for time in dated or ()], at, (earliest, latest))
        for mark, at, earliest, latest, sentence, dated in rows
    }


def days_told(sentence: str, dated: Sequence[Dated], at: int, article: Days) -> Days:
    """Return the days that what stands at `at` is told of.

    A date near the article's own or after it makes the sentence news; of older dates the nearest in the text counts.
    Without a date, words for a long time make it unknown, unless others speak of the present.
    """
    if dated:
        return _days_of(dated, at, article)
    return UNKNOWN if _is_long(sentence) else article


def _days_of(dated: Sequence[Dated], at: int, article: Days) -> Days:
    published = article[1] or article[0]
    if published is not None and any(one.latest >= published - NEWS for one in dated):
        return article
    nearest = min(dated, key=lambda one: (abs(one.start - at), one.start))
    return nearest.earliest, nearest.latest


def _is_long(sentence: str) -> bool:
    long, now = _words()
    return long.search(sentence) is not None and now.search(sentence) is None


@cache
def _words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what finds words for a long time, and for the present; of either language, which share none of them."""
    declared: Mapping[str, Mapping[str, Iterable[str]]] = tomllib.loads(
        files("lagebild.case").joinpath("told_time.toml").read_text(encoding="utf-8")
    )
    long, now = (
        re.compile(rf"\b(?:{'|'.join(re.escape(word) for words in declared[kind].values() for word in words)})\b", re.I)
        for kind in ("long", "now")
    )
    return long, now
