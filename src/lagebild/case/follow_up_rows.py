"""The follow-up of outlooks as a merge over the whole case: outlooks and events in, the rows of `follow_ups` out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import duckdb

from lagebild.case.arrow_rows import arrow_of, replace_all
from lagebild.case.connection import reading, writing
from lagebild.case.evidence import Row
from lagebild.case.quoted_words import PUBLISHED, VOICE
from lagebild.case.sides_told import concepts_in, side_key, values_of
from lagebild.merging.disagreements import days_of
from lagebild.merging.events.reports import Side
from lagebild.merging.follow_ups import Expected, Happening, Outlook, Part, follow_ups_of
from lagebild.reading.marks import Modality, Realis

ROWS_AT_ONCE = 20_000
"""So many reports are looked at together: some 50 MB with their vectors."""

_SIDES = """(SELECT list((c.actor_id, c.kind, c.country, c.sector))
    FROM (SELECT unnest(list_concat(e.sources, e.targets)) AS actor_id) JOIN actors c USING (actor_id))"""

_EXPECTED = f"""
WITH parts AS (
    SELECT row_id, '{Part.CONDITION}' AS part, unnest(condition_mention_ids) AS mention_id FROM outlooks
    UNION ALL SELECT row_id, '{Part.CONSEQUENCE}', unnest(consequence_mention_ids) FROM outlooks
)
SELECT p.row_id, p.part, e.type, e.realis, {_SIDES}, concat_ws(' ', e.text, e.object_text), a.lang
FROM parts p JOIN event_mentions e USING (mention_id) JOIN articles_current a USING (article_id)
ORDER BY p.row_id, p.part, e.start, e.row_id"""

_OUTLOOKS = f"""
SELECT o.row_id, {VOICE}, {PUBLISHED}, o.text, a.lang, v.vector,
    (SELECT list(DISTINCT (m.actor_id, m.kind, m.country, m.sector)) FROM mentions m
     WHERE m.article_id = o.article_id AND o.start <= m.start AND m.start < o."end" AND m.actor_id IS NOT NULL)
FROM outlooks o JOIN articles_current a USING (article_id)
LEFT JOIN sentences s ON s.article_id = o.article_id AND s.start <= o.start AND o.start < s."end"
LEFT JOIN vectors v ON v.article_id = s.article_id AND v.sentence_id = s.sentence_id"""

_HAPPENINGS = f"""
WITH known AS (
    SELECT event_id, min(coalesce(a.published, a.published_earliest)) AS known
    FROM event_mentions JOIN articles_current a USING (article_id) WHERE realis = '{Realis.REAL}' GROUP BY event_id
)
SELECT e.event_id, {VOICE}, {PUBLISHED}, e.earliest, e.latest, k.known, e.type, e.realis, q.modality, {_SIDES},
    concat_ws(' ', e.text, e.object_text), substr(a.text, s.start + 1, s."end" - s.start), a.lang, v.vector,
    e.confidence
FROM event_mentions e JOIN articles_current a USING (article_id) JOIN sentences s USING (article_id, sentence_id)
LEFT JOIN vectors v USING (article_id, sentence_id) LEFT JOIN quotations q USING (quotation_id)
LEFT JOIN known k USING (event_id)
WHERE e.event_id IS NOT NULL AND e.realis IN ('{Realis.REAL}', '{Realis.NEG}')"""


def follow_outlooks(path: Path) -> None:
    """Bring what became of outlooks up to date with the events."""
    with reading(path) as connection:
        found = follow_ups_of(list(_outlooks(connection)), _happenings(connection))
        rows = [(f.row_id, str(f.status), list(f.events), round(f.score, 4)) for f in found]
        table = arrow_of("follow_ups", rows)
    with writing(path) as connection:
        replace_all(connection, "follow_ups", table)


def _outlooks(connection: duckdb.DuckDBPyConnection) -> Iterator[Outlook]:
    expected: dict[str, list[Expected]] = defaultdict(list)
    for row_id, part, type_, realis, sides, words, lang in connection.execute(_EXPECTED).fetchall():
        expected[row_id].append(Expected(Part(part), type_, realis, _sides(sides), concepts_in(words, lang)))
    for row_id, voice, first, last, text, lang, vector, named in connection.execute(_OUTLOOKS).fetchall():
        published, words = days_of(first, last), concepts_in(text, lang)
        if published is None:
            continue
        # Where the reader finds no deed in it, its own words and names are what it expects.
        deeds = expected.get(row_id) or [Expected(Part.CONSEQUENCE, None, Realis.HYPO, _sides(named), words)]
        kept = tuple(deed for deed in deeds if deed.sides and deed.deed and (deed.type or len(deed.sides) > 1))
        if kept:
            yield Outlook(row_id, voice, published, kept, words, vector)


def _happenings(connection: duckdb.DuckDBPyConnection) -> Iterator[Happening]:
    answer = connection.execute(_HAPPENINGS)
    while rows := answer.fetchmany(ROWS_AT_ONCE):
        yield from (happening for row in rows if (happening := _happening(row)) is not None)


def _happening(row: Row) -> Happening | None:
    event_id, voice, first, last, earliest, latest, known = row[:7]
    type_, realis, modality, sides, deed, sentence, lang, *rest = row[7:]
    published, told = days_of(first, last), _sides(sides)
    # What somebody denies is no report that it happened, and none that it did not.
    if published is None or modality == Modality.DENIED or not told:
        return None
    words = (concepts_in(deed, lang), concepts_in(sentence, lang))
    return Happening(event_id, voice, published, days_of(earliest, latest), known, type_, realis, told, *words, *rest)


def _sides(sides: Sequence[Any] | None) -> frozenset[str]:
    return frozenset(side_key(Side(*values_of(side))) for side in sides or ())
