"""Reports of one event that differ in its day or deny it, as the case keeps them, and the disagreements they make."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb
import pyarrow as pa

from lagebild.case.evidence import Row
from lagebild.case.narrowed import narrow
from lagebild.case.quoted_words import PUBLISHED, VOICE
from lagebild.case.reviewed_rows import JUDGED
from lagebild.case.shown import STORED
from lagebild.case.sides_told import features_in, side_key, values_of
from lagebild.merging.disagreements import Disagreement, days_of
from lagebild.merging.disagreements import told as told_events
from lagebild.merging.disagreements.told import Linked, Report
from lagebild.merging.events.reports import Side

_SIDES_OF_REPORT = """(SELECT list((c.actor_id, c.kind, c.country, c.sector))
    FROM (SELECT unnest(list_concat(e.sources, e.targets)) AS actor_id) JOIN actors c USING (actor_id))"""

_REPORT = f"""
SELECT e.mention_id, e.article_id, e.start, e."end", {VOICE}, coalesce(q.speaker_actor_id, q.speaker_text),
    CASE WHEN e.time_text IS NOT NULL THEN e.earliest END, CASE WHEN e.time_text IS NOT NULL THEN e.latest END,
    {PUBLISHED}, e.realis, q.modality, e.type, list_concat(e.sources, e.targets), e.event_id, e.text, a.lang,
    {_SIDES_OF_REPORT}, e.confidence
FROM event_mentions e JOIN articles_current a USING (article_id) LEFT JOIN quotations q USING (quotation_id)
WHERE e.mention_id IN (FROM met)"""

_DOUBTFUL = f"""
WITH links AS (
    SELECT one, other, log_odds, one_article, other_article FROM {STORED}.event_links
    WHERE log_odds >= {min(told_events.SURE_DAYS, told_events.SURE_DENIAL)}
    AND (one_article IN (FROM looked_at) OR other_article IN (FROM looked_at))
), reports AS (
    SELECT e.mention_id, coalesce(r.earliest, e.earliest) AS earliest, coalesce(r.latest, e.latest) AS latest, e.realis,
        e.quotation_id
    FROM {JUDGED}.event_mentions e LEFT JOIN {STORED}.resolutions r ON r.row_id = e.time_row_id
    WHERE e.article_id IN (SELECT one_article FROM links UNION SELECT other_article FROM links)
)
SELECT one, other, log_odds, one_article, other_article FROM links
JOIN reports a ON a.mention_id = one JOIN reports b ON b.mention_id = other
LEFT JOIN {JUDGED}.quotations p ON p.quotation_id = a.quotation_id
LEFT JOIN {JUDGED}.quotations q ON q.quotation_id = b.quotation_id
WHERE a.earliest > b.latest OR b.earliest > a.latest OR (a.realis = 'neg') <> (b.realis = 'neg')
    OR 'denied' IN (p.modality, q.modality)"""


def disputed_rows(connection: duckdb.DuckDBPyConnection, articles: Sequence[str]) -> list[Row]:
    """Return the rows of `disputed`: the links of reports of these articles that differ. Narrows the tables anew."""
    connection.execute("CREATE OR REPLACE TEMP TABLE looked_at AS SELECT unnest(?) AS article_id", [list(articles)])
    links = connection.execute(_DOUBTFUL).fetchall()
    return [row for row, link in zip(*_told(connection, links), strict=True) if told_events.differs(link)]


def reports_that_differ(
    connection: duckdb.DuckDBPyConnection, mentions: Sequence[str]
) -> tuple[Sequence[str], Sequence[Disagreement]]:
    """Return the reports that hang together with these through those that differ, and the disagreements in them."""
    reached = _hanging_together(connection, mentions)
    links = connection.execute(
        f"FROM {STORED}.disputed WHERE one IN (FROM reached) AND other IN (FROM reached)"
    ).fetchall()
    _, linked = _told(connection, links)
    return reached, [*told_events.date_disagreements_of(linked), *told_events.denials_of(linked)]


def _hanging_together(connection: duckdb.DuckDBPyConnection, mentions: Sequence[str]) -> list[str]:
    connection.execute("CREATE OR REPLACE TEMP TABLE reached AS SELECT DISTINCT unnest(?) AS id", [list(mentions)])
    while True:
        found = connection.execute(
            f"""INSERT INTO reached SELECT DISTINCT id FROM (
                SELECT other AS id FROM {STORED}.disputed WHERE one IN (FROM reached)
                UNION ALL SELECT one FROM {STORED}.disputed WHERE other IN (FROM reached)
            ) WHERE id NOT IN (FROM reached)"""
        ).fetchall()
        if not found[0][0]:
            return [mention for (mention,) in connection.execute("FROM reached").fetchall()]


def _told(connection: duckdb.DuckDBPyConnection, links: Sequence[Row]) -> tuple[list[Row], list[Linked]]:
    """Return the links between reports that the case has, with what these tell."""
    if not links:
        return [], []
    articles = sorted({article for link in links for article in link[3:5]})
    narrow(connection, articles, "event_mentions", "quotations")
    mentions = pa.table({"mention_id": pa.array(sorted({m for link in links for m in link[:2]}), pa.string())})
    connection.register("met", mentions)
    reports = {row[0]: _report(row) for row in connection.execute(_REPORT).fetchall()}
    connection.unregister("met")
    there = [link for link in links if {link[0], link[1]} <= reports.keys()]
    return there, [Linked(reports[one], reports[other], odds) for one, other, odds, *_ in there]


def _report(row: Row) -> Report:
    mention_id, article_id, start, end, voice, holder, first, last, published_first, published_last = row[:10]
    realis, modality, type_, sides, event_id, trigger, lang, actors_of, confidence = row[10:]
    actors = ",".join(sorted(sides or ()))
    topic = f"type={type_} {f'of={actors}' if actors else f'event={event_id}'}"
    days, published = days_of(first, last), days_of(published_first, published_last)
    deed = frozenset(features_in(trigger, lang))
    stand = frozenset(side_key(Side(*values_of(side))) for side in actors_of or ())
    told = (days, published, realis, modality, topic, deed, stand, confidence)
    return Report(mention_id, article_id, start, end, voice, holder, *told)
