"""What became of outlooks as a merge that goes on where it stopped: outlooks and events in, rows of `follow_ups` out.

`expected` keeps what outlooks expect and `acting_under` under which keys the events of an article look for outlooks. An
article that is due is compared with the outlooks before it, and so are the later articles that look under the keys of
its own outlooks: these can take the place of others there. The rows are the same as if all had been computed anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from itertools import chain
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from lagebild.case.arrow_rows import arrow_of, insert_arrow
from lagebild.case.beside import in_halves
from lagebild.case.connection import reading, writing
from lagebild.case.due import Due, cross_out
from lagebild.case.evidence import Row
from lagebild.case.narrowed import narrow
from lagebild.case.quoted_words import PUBLISHED, VOICE
from lagebild.case.shown import STORED
from lagebild.case.sides_told import concepts_in, side_key, values_of
from lagebild.merging.disagreements import Days, days_of
from lagebild.merging.events.reports import Side
from lagebild.merging.follow_ups import (
    LONGEST_WAIT,
    Expected,
    Followed,
    Happening,
    Outlook,
    Part,
    follow_ups_of,
    followed,
    keys_of,
)
from lagebild.reading.marks import Modality, Realis

ARTICLES_AT_ONCE = 2_000
"""So many articles are looked at together, those of one time: some 30,000 reports with their vectors."""

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
SELECT o.row_id, o.article_id, {VOICE}, {PUBLISHED}, o.text, a.lang, s.sentence_id,
    (SELECT list(DISTINCT (m.actor_id, m.kind, m.country, m.sector)) FROM mentions m
     WHERE m.article_id = o.article_id AND o.start <= m.start AND m.start < o."end" AND m.actor_id IS NOT NULL)
FROM outlooks o JOIN articles_current a USING (article_id)
LEFT JOIN sentences s ON s.article_id = o.article_id AND s.start <= o.start AND o.start < s."end"
ORDER BY o.row_id"""

_HAPPENINGS = f"""
SELECT e.article_id, e.event_id, {VOICE}, {PUBLISHED}, e.earliest, e.latest, k.known, e.type, e.realis, q.modality,
    {_SIDES}, concat_ws(' ', e.text, e.object_text), substr(a.text, s.start + 1, s."end" - s.start), a.lang, v.vector,
    e.confidence
FROM event_mentions e JOIN articles_current a USING (article_id) JOIN sentences s USING (article_id, sentence_id)
LEFT JOIN (FROM {STORED}.vectors WHERE article_id IN (FROM narrowed_to)) v USING (article_id, sentence_id)
LEFT JOIN quotations q USING (quotation_id)
JOIN {STORED}.events k USING (event_id)
WHERE e.realis IN ('{Realis.REAL}', '{Realis.NEG}')"""

_DUE = f"""SELECT id FROM (SELECT DISTINCT id FROM {STORED}.due WHERE what = '{Due.FOLLOW_UPS}')
LEFT JOIN articles_current a ON a.article_id = id
ORDER BY coalesce(a.published, a.published_latest) NULLS FIRST, id LIMIT {ARTICLES_AT_ONCE}"""
"""In the order of time, so that few articles are compared again with the outlooks of those that come after them."""

_LATER = f"""
WITH touched AS (SELECT key, min(last) AS begun, max(last) + {LONGEST_WAIT} AS over FROM touched_keys GROUP BY key),
looking AS (
    SELECT article_id, first, unnest(keys) AS key FROM {STORED}.acting_under
    WHERE first > (SELECT min(begun) FROM touched) AND first <= (SELECT max(over) FROM touched)
)
SELECT DISTINCT article_id FROM looking JOIN touched USING (key) WHERE first > begun AND first <= over"""
"""The articles with a report after an outlook that comes or goes under one of its keys."""


def follow_outlooks(path: Path) -> None:
    """Bring what became of outlooks up to date with the articles and events that are due."""
    while _follow_some(path):
        pass


def _follow_some(path: Path) -> bool:
    with reading(path) as connection:
        some = [article for (article,) in connection.execute(_DUE).fetchall()]
        if not some:
            return False
        narrow(connection, some, "outlooks", "event_mentions", "mentions", "sentences")
        expected = arrow_of("expected", list(_expected_rows(connection)))
        compared = _compared_again(connection, some, expected)
    parts = [compared[at : at + ARTICLES_AT_ONCE] for at in range(0, len(compared), ARTICLES_AT_ONCE)]
    found = [half for part in parts for half in in_halves(reports_compared, path, part, some, expected)]
    acting, reports = (pa.concat_tables([part[at] for part in found]) for at in (0, 1))
    with writing(path) as connection:
        _put(connection, some, compared, expected, acting, reports)
        cross_out(connection, Due.FOLLOW_UPS, some)
    return True


def _compared_again(connection: duckdb.DuckDBPyConnection, some: Sequence[str], expected: pa.Table) -> list[str]:
    """Return the articles whose reports meet other outlooks than before, or are due themselves."""
    connection.execute("CREATE OR REPLACE TEMP TABLE looked_at AS SELECT unnest(?) AS article_id", [list(some)])
    connection.register("expected_now", expected)
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE touched_keys AS SELECT last, unnest(keys) AS key FROM (
            SELECT last, keys FROM expected_now UNION ALL
            SELECT last, keys FROM {STORED}.expected WHERE article_id IN (FROM looked_at))"""
    )
    connection.unregister("expected_now")
    found = connection.execute(f"FROM looked_at UNION FROM ({_LATER}) ORDER BY 1").fetchall()
    return [article for (article,) in found]


def reports_compared(
    path: Path, articles: Sequence[str], some: Sequence[str], expected: pa.Table
) -> tuple[pa.Table, pa.Table]:
    """Return the rows of `acting_under` and `followed` of some articles, the outlooks of some others being these."""
    with reading(path) as connection:
        return _reports_of(connection, articles, some, expected)


def _reports_of(
    connection: duckdb.DuckDBPyConnection, articles: Sequence[str], some: Sequence[str], expected: pa.Table
) -> tuple[pa.Table, pa.Table]:
    narrow(connection, articles, "event_mentions", "sentences", "quotations")
    told: dict[str, list[Happening]] = defaultdict(list)
    for article_id, *row in connection.execute(_HAPPENINGS).fetchall():
        happening = _happening(row)
        if happening is not None:
            told[article_id].append(happening)
    acting = arrow_of("acting_under", [_acting_row(article, own) for article, own in sorted(told.items())])
    outlooks = _outlooks_before(connection, list(chain.from_iterable(told.values())), acting, some, expected)
    by_article = ((article, followed(outlooks, own)) for article, own in sorted(told.items()))
    rows = [_followed_row(article, one) for article, found in by_article for one in found]
    return acting, arrow_of("followed", rows)


def _acting_row(article: str, own: Sequence[Happening]) -> Row:
    keys = {key for one in own for key in keys_of(one.sides, one.deed)}
    return article, max(one.published.first for one in own), sorted(keys)


def _followed_row(article: str, one: Followed) -> Row:
    return one.row_id, article, one.event_id, str(one.part), one.as_expected, one.score


def _put(
    connection: duckdb.DuckDBPyConnection,
    some: Sequence[str],
    compared: Sequence[str],
    expected: pa.Table,
    acting: pa.Table,
    reports: pa.Table,
) -> None:
    """Put rows in the place of those of the articles; outlooks of which another report tells now are decided anew."""
    connection.execute("CREATE OR REPLACE TEMP TABLE looked_at AS SELECT unnest(?) AS article_id", [list(some)])
    connection.execute("CREATE OR REPLACE TEMP TABLE met_again AS SELECT unnest(?) AS article_id", [list(compared)])
    connection.register("followed_now", reports)
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE decided_anew AS SELECT DISTINCT row_id FROM followed_now UNION
        SELECT row_id FROM {STORED}.followed WHERE article_id IN (FROM met_again)"""
    )
    connection.unregister("followed_now")
    for name, articles in (("expected", "looked_at"), ("acting_under", "met_again"), ("followed", "met_again")):
        connection.execute(f"DELETE FROM {STORED}.{name} WHERE article_id IN (FROM {articles})")
    for name, rows in (("expected", expected), ("acting_under", acting), ("followed", reports)):
        insert_arrow(connection, name, rows)
    found = connection.execute(
        f"""SELECT row_id, event_id, part, as_expected, score FROM {STORED}.followed
        WHERE row_id IN (FROM decided_anew)"""
    ).fetchall()
    decided = follow_ups_of(Followed(row_id, event_id, Part(part), *rest) for row_id, event_id, part, *rest in found)
    connection.execute(f"DELETE FROM {STORED}.follow_ups WHERE row_id IN (FROM decided_anew)")
    rows = [(one.row_id, str(one.status), list(one.events), round(one.score, 4)) for one in decided]
    insert_arrow(connection, "follow_ups", arrow_of("follow_ups", rows))


def _expected_rows(connection: duckdb.DuckDBPyConnection) -> Iterator[Row]:
    """Yield what outlooks expect, deed by deed; not what nothing could be compared with."""
    expected: dict[str, list[Expected]] = defaultdict(list)
    for row_id, part, type_, realis, sides, words, lang in connection.execute(_EXPECTED).fetchall():
        expected[row_id].append(Expected(Part(part), type_, realis, _sides(sides), concepts_in(words, lang)))
    for row_id, *place, first, last, text, lang, sentence_id, named in connection.execute(_OUTLOOKS).fetchall():
        words = concepts_in(text, lang)
        if first is None or last is None:
            continue
        # Where the reader finds no deed in it, its own words and names are what it expects.
        deeds = expected.get(row_id) or [Expected(Part.CONSEQUENCE, None, Realis.HYPO, _sides(named), words)]
        kept = (deed for deed in deeds if deed.sides and deed.deed and (deed.type or len(deed.sides) > 1))
        for number, deed in enumerate(kept):
            told = (str(deed.part), deed.type, str(deed.realis), sorted(deed.sides), sorted(deed.deed))
            keys = sorted(set(keys_of(deed.sides, deed.deed)))
            yield row_id, number, *place, first, last, *told, sorted(words), sentence_id, keys


def _outlooks_before(
    connection: duckdb.DuckDBPyConnection,
    told: Sequence[Happening],
    acting: pa.Table,
    some: Sequence[str],
    expected: pa.Table,
) -> list[Outlook]:
    """Return the outlooks that these reports may meet, those of some articles being as expected now."""
    if not told:
        return []
    days = [one.published.first for one in told]
    connection.register("expected_now", expected)
    connection.register("acting_now", acting)
    rows = connection.execute(
        f"""WITH known AS (
            FROM (FROM expected_now UNION ALL SELECT * FROM {STORED}.expected WHERE article_id NOT IN (
                SELECT unnest($some))) WHERE last < $latest AND last >= $earliest
        ), met AS (
            SELECT DISTINCT row_id, number FROM (SELECT row_id, number, unnest(keys) AS key FROM known)
            WHERE key IN (SELECT unnest(keys) FROM acting_now)
        )
        SELECT k.row_id, k.voice, k.first, k.last, k.part, k.type, k.realis, k.sides, k.deed, k.words, v.vector
        FROM known k JOIN met USING (row_id, number)
        LEFT JOIN (FROM {STORED}.vectors WHERE article_id IN (SELECT article_id FROM known SEMI JOIN met USING (row_id))
        ) v USING (article_id, sentence_id)
        ORDER BY k.row_id, k.number""",
        {"some": list(some), "latest": max(days), "earliest": min(days) - timedelta(LONGEST_WAIT)},
    ).fetchall()
    connection.unregister("expected_now")
    connection.unregister("acting_now")
    return list(_outlooks(rows))


def _outlooks(rows: Iterable[Row]) -> Iterator[Outlook]:
    expected: dict[str, list[Expected]] = defaultdict(list)
    of_outlook: dict[str, Row] = {}
    for row in rows:
        part, type_, realis, sides, deed = row[4:9]
        expected[row[0]].append(Expected(Part(part), type_, realis, frozenset(sides), frozenset(deed)))
        of_outlook[row[0]] = row
    for row_id, (_, voice, first, last, *_, words, vector) in of_outlook.items():
        yield Outlook(row_id, voice, Days(first, last), tuple(expected[row_id]), frozenset(words), vector)


def _happening(row: Sequence[Any]) -> Happening | None:
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
