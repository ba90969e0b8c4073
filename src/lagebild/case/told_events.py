"""Event mentions of the case as the merge of events compares them.

What a side is (kind, country, sector) is what its own article says of it, so that a mention changes only when its own
article, an actor's members or its article's date do.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from operator import itemgetter
from typing import Any

import duckdb

from lagebild.case.reviewed_rows import JUDGED
from lagebild.case.shown import STORED
from lagebild.merging.events import Member, Side, Told
from lagebild.merging.events.reports import CONTEXT_KEPT

SENTENCES_BEFORE = 2
"""A time expression goes on for so many sentences in which there is no other."""
CLAUSE_REACH = 70
"""Characters on both sides of a trigger, within its sentence, that tell most of its event."""
LONGEST_AROUND = 62
"""Days; a longer interval near an event does not say when it was."""

_ENTITIES = f"""
    SELECT entity_id, mode(kind ORDER BY kind) AS kind, mode(country ORDER BY country) AS country,
        mode(sector ORDER BY sector) AS sector
    FROM {JUDGED}.mentions WHERE article_id IN (FROM asked) GROUP BY entity_id"""

_SIDES = """(SELECT list((m.actor_id, e.kind, e.country, e.sector) ORDER BY m.actor_id)
    FROM (SELECT DISTINCT unnest({0}) AS entity_id) s JOIN members m USING (entity_id)
    JOIN entities e USING (entity_id))"""

_NAMED = f"""
    SELECT article_id, list(actor_id ORDER BY n DESC, actor_id)[:{CONTEXT_KEPT}] AS actors FROM (
        SELECT m.article_id, actor_id, count(*) AS n
        FROM {JUDGED}.mentions m JOIN members USING (entity_id)
        WHERE m.article_id IN (FROM asked) GROUP BY ALL
    ) GROUP BY article_id"""

_OWN = "(FROM {0} WHERE article_id IN (FROM asked))"
"""The rows of the articles asked for: a table that is joined by them alone would be read as a whole."""

_TOLD = f"""
WITH asked AS (SELECT unnest($articles) AS article_id), members AS {_OWN.format(f"{STORED}.actor_members")},
entities AS ({_ENTITIES}), named AS ({_NAMED}), placed AS {_OWN.format(f"{STORED}.sentences")}
SELECT e.mention_id, e.article_id, e.sentence_id, a.lang, e.type, e.realis,
    {_SIDES.format("e.source_entities")}, {_SIDES.format("e.target_entities")},
    coalesce(r.earliest, e.earliest), coalesce(r.latest, e.latest),
    coalesce(a.published, a.published_earliest, d.published, d.published_earliest),
    coalesce(a.published, a.published_latest, d.published, d.published_latest),
    e.text, e.object_text, e.place_text, substr(a.text, s.start + 1, s."end" - s.start), n.actors,
    y.earliest, y.latest, e.confidence, coalesce(c.duplicate_of, e.article_id), e.start,
    s.start, s."end", coalesce(b.start, s.start)
FROM {JUDGED}.event_mentions e JOIN {_OWN.format(f"{STORED}.articles")} a USING (article_id)
JOIN placed s USING (article_id, sentence_id)
LEFT JOIN placed b ON b.article_id = e.article_id AND b.sentence_id = e.sentence_id - {SENTENCES_BEFORE}
LEFT JOIN {STORED}.resolutions r ON r.row_id = e.time_row_id
LEFT JOIN {STORED}.inferred_dates d ON d.article_id = e.article_id
LEFT JOIN named n ON n.article_id = e.article_id
LEFT JOIN {_OWN.format(f"{STORED}.event_days")} y USING (mention_id)
LEFT JOIN {STORED}.copies c ON c.article_id = e.article_id
WHERE e.article_id IN (FROM asked) AND e.article_id IN (SELECT article_id FROM {STORED}.versions WHERE newest)
AND (len($mentions) = 0 OR e.mention_id IN (SELECT unnest($mentions))) ORDER BY e.mention_id"""


_TIMES = f"""
SELECT t.article_id, t.start, coalesce(r.earliest, t.earliest), coalesce(r.latest, t.latest)
FROM {STORED}.times t LEFT JOIN {STORED}.resolutions r USING (row_id)
WHERE t.article_id IN (SELECT unnest(?)) AND t.type IN ('DATE', 'TIME')
    AND date_diff('day', coalesce(r.earliest, t.earliest), coalesce(r.latest, t.latest)) <= {LONGEST_AROUND}
ORDER BY 1, 2"""


_NAMES = f"""
SELECT article_id, start, actor_id FROM {JUDGED}.mentions
JOIN (FROM {STORED}.actor_members WHERE article_id IN (SELECT unnest($articles))) USING (article_id, entity_id)
WHERE article_id IN (SELECT unnest($articles)) ORDER BY 1, 2, 3"""


def told_events(
    connection: duckdb.DuckDBPyConnection, article_ids: Sequence[str], mentions: Sequence[str] = ()
) -> list[Member]:
    """Return the event mentions of these articles that are the newest version, ordered by id; if given, only those."""
    times: dict[str, list[tuple[int, date, date]]] = defaultdict(list)
    for article_id, *time in connection.execute(_TIMES, [list(article_ids)]).fetchall():
        times[article_id].append((time[0], time[1], time[2]))
    names: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for article_id, start, actor_id in connection.execute(_NAMES, {"articles": list(article_ids)}).fetchall():
        names[article_id].append((start, actor_id))
    rows = connection.execute(_TOLD, {"articles": list(article_ids), "mentions": list(mentions)}).fetchall()
    return [_member(row, times[row[1]], names[row[1]]) for row in rows]


def _member(row: tuple[Any, ...], times: Sequence[tuple[int, date, date]], names: Sequence[tuple[int, str]]) -> Member:
    sources, targets = (tuple(_sides(sides)) for sides in row[6:8])
    around = _days_around(times, *row[21:25])
    trigger, start, end, before = row[21:25]
    at = trigger - start
    clause = row[15][max(0, at - CLAUSE_REACH) : at + len(row[12]) + CLAUSE_REACH]
    near = names[bisect_left(names, (before, "")) : bisect_left(names, (end, ""))]
    named = tuple(sorted({actor_id for _, actor_id in near}))
    told = Told(*(*row[:6], sources, targets, *row[8:16], tuple(row[16] or ()), *around, *row[17:19], clause, named))
    return Member(told, row[19], row[20])


def _days_around(
    times: Sequence[tuple[int, date, date]], trigger: int, start: int, end: int, before: int
) -> tuple[date | None, date | None]:
    """Return the days of the time expression nearest to a trigger in its sentence, else of the last one before it."""
    near = times[bisect_left(times, before, key=itemgetter(0)) : bisect_left(times, end, key=itemgetter(0))]
    if not near:
        return None, None
    own = [time for time in near if time[0] >= start]
    return min(own, key=lambda time: abs(time[0] - trigger))[1:] if own else near[-1][1:]


def _sides(sides: Sequence[Any] | None) -> Iterator[Side]:
    for side in sides or ():
        yield Side(*(side.values() if isinstance(side, dict) else side))
