"""Rows of `event_days`: when events were that their article tells of without a time of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import duckdb

from lagebild.articles.article import Zone
from lagebild.case.evidence import Row
from lagebild.case.ids import id_of
from lagebild.case.reviewed_rows import JUDGED
from lagebild.case.shown import STORED
from lagebild.merging.events.days import Narrative, Reported, Said, Timed, days_inferred

_ARTICLES = f"""
SELECT a.article_id, a.text, a.lang,
    coalesce(a.published, a.published_earliest, d.published, d.published_earliest),
    coalesce(a.published, a.published_latest, d.published, d.published_latest)
FROM {STORED}.articles a LEFT JOIN {STORED}.inferred_dates d USING (article_id)
WHERE a.article_id IN (SELECT unnest(?)) ORDER BY 1"""
_SENTENCES = f"""
SELECT s.article_id, s.start, s."end", coalesce(any_value(p.zone ORDER BY p.start) = '{Zone.BODY}', true),
    coalesce(any_value(p.zone ORDER BY p.start) IN ('{Zone.TITLE}', '{Zone.TEASER}'), false)
FROM {STORED}.sentences s LEFT JOIN {STORED}.passages p
    ON p.article_id = s.article_id AND p.start <= s.start AND s.start < p."end"
WHERE s.article_id IN (SELECT unnest(?)) GROUP BY ALL ORDER BY 1, 2"""
_TIMES = f"""
SELECT t.article_id, t.start, t."end", t.type, coalesce(r.earliest, t.earliest), coalesce(r.latest, t.latest)
FROM {STORED}.times t LEFT JOIN {STORED}.resolutions r USING (row_id)
WHERE t.article_id IN (SELECT unnest(?)) ORDER BY 1, 2"""
_MENTIONS = f"""
SELECT article_id, mention_id, start, "end", type, realis, earliest IS NOT NULL OR latest IS NOT NULL, time_start,
    time_end
FROM {JUDGED}.event_mentions WHERE article_id IN (SELECT unnest(?)) ORDER BY 1, start, mention_id"""


def event_day_rows(connection: duckdb.DuckDBPyConnection, article_ids: Sequence[str]) -> Iterator[Row]:
    """Yield the rows of these articles, in the order of article and text; each hangs on its article alone."""
    marks: list[dict[str, list[Row]]] = [{}, {}, {}]
    for found, query in zip(marks, (_SENTENCES, _TIMES, _MENTIONS), strict=True):
        for article_id, *row in connection.execute(query, [list(article_ids)]).fetchall():
            found.setdefault(article_id, []).append(tuple(row))
    sentences, times, mentions = marks
    for article_id, text, lang, earliest, latest in connection.execute(_ARTICLES, [list(article_ids)]).fetchall():
        narrative = Narrative(
            text,
            lang,
            _day(earliest),
            _day(latest),
            tuple(Said(*row) for row in sentences.get(article_id, ())),
            tuple(Timed(*row) for row in times.get(article_id, ())),
            tuple(Reported(*row) for row in mentions.get(article_id, ())),
        )
        for day in days_inferred(narrative):
            evidence = (day.start, day.end, text[day.start : day.end])
            key = id_of("event_days", day.mention_id)
            yield (day.mention_id, article_id, day.rule, *evidence, day.earliest, day.latest, day.confidence, key)


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None
