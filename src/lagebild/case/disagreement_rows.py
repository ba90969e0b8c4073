"""Disagreements as a merge over the whole case: marks in, the rows of `disagreements` and `repeated_quotations` out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import duckdb

from lagebild.case.arrow_rows import arrow_of, replace_all
from lagebild.case.connection import reading, writing
from lagebild.case.evidence import Row
from lagebild.case.ids import id_of
from lagebild.case.quoted_words import PUBLISHED, VOICE, credited_of
from lagebild.case.shown import STORED
from lagebild.case.sides_told import features_in, side_key, values_of
from lagebild.merging.disagreements import Days, Disagreement, Version, bounds_of, days_of, quantities, roles, speakers
from lagebild.merging.disagreements import told as told_events
from lagebild.merging.disagreements.quantities import Counted
from lagebild.merging.disagreements.roles import Held
from lagebild.merging.disagreements.told import Linked, Report
from lagebild.merging.events.reports import Side

LONGEST_TIME = 366
"""Days up to which a time beside a figure says when it holds."""


_SINCE = r"(?i)\b(seit|since)\b"
"""A time after such a word is when something began, not when a figure holds."""

_QUANTITIES = f"""
WITH named AS (
    SELECT s.article_id, s.sentence_id, list((m.actor_id, m.kind, m.country, m.sector, m.start, m."end")) AS named
    FROM sentences s JOIN mentions m ON m.article_id = s.article_id AND s.start <= m.start AND m.start < s."end"
    WHERE m.actor_id IS NOT NULL GROUP BY ALL
), placed AS (
    SELECT s.article_id, s.sentence_id, list((t.start, t.earliest, t.latest) ORDER BY t.start) AS times
    FROM sentences s JOIN times t ON t.article_id = s.article_id AND s.start <= t.start AND t.start < s."end"
    JOIN articles_current a ON a.article_id = t.article_id
    WHERE NOT regexp_matches(
            substr(a.text, greatest(t.start - 6, 0) + 1, t."end" - greatest(t.start - 6, 0)), '{_SINCE}')
        AND t.type IN ('DATE', 'TIME') AND t.earliest IS NOT NULL AND t.latest IS NOT NULL
        AND t.latest - t.earliest <= {LONGEST_TIME} GROUP BY ALL
), happened AS (
    SELECT article_id, sentence_id, list(DISTINCT event_id) AS events FROM event_mentions
    WHERE event_id IS NOT NULL GROUP BY ALL
), owners AS (
    SELECT entity_id, any_value(kind ORDER BY start) AS kind, any_value(country ORDER BY start) AS country,
        any_value(sector ORDER BY start) AS sector FROM mentions GROUP BY entity_id
)
SELECT q.article_id, q.start, q."end", q.text, q.low, q.high, q.operator, q.unit, q.measure, q.noun_text, q.owner_text,
    q.actor_id, o.kind, o.country, o.sector, coalesce(q.holder_actor_id, u.speaker_actor_id, u.speaker_text),
    a.lang, {PUBLISHED}, {VOICE}, s.start, substr(a.text, s.start + 1, s."end" - s.start),
    n.named, p.times, h.events, q.confidence
FROM quantities q JOIN articles_current a USING (article_id)
JOIN {STORED}.quantities t ON t.row_id = q.row_id LEFT JOIN owners o ON o.entity_id = t.entity_id
JOIN sentences s ON s.article_id = q.article_id AND s.start <= q.start AND q.start < s."end"
LEFT JOIN quotations u ON u.quotation_id = q.quotation_id
LEFT JOIN named n ON n.article_id = s.article_id AND n.sentence_id = s.sentence_id
LEFT JOIN placed p ON p.article_id = s.article_id AND p.sentence_id = s.sentence_id
LEFT JOIN happened h ON h.article_id = s.article_id AND h.sentence_id = s.sentence_id
WHERE q.unit IS NOT NULL"""

_ROLES = f"""
SELECT r.actor_id, r.article_id, r.start, r."end", r.role, r.country, r.organisation, r.confidence,
    substr(a.text, greatest(r.start - 30, 0) + 1, least(r.start, 30)), {PUBLISHED}, {VOICE}
FROM roles r JOIN articles_current a USING (article_id)
JOIN actors c ON c.actor_id = r.actor_id AND c.kind = 'PER'"""

_SIDES_OF_REPORT = """(SELECT list((c.actor_id, c.kind, c.country, c.sector))
    FROM (SELECT unnest(list_concat(e.sources, e.targets)) AS actor_id) JOIN actors c USING (actor_id))"""

_REPORT = f"""
SELECT e.mention_id, e.article_id, e.start, e."end", {VOICE}, coalesce(q.speaker_actor_id, q.speaker_text),
    CASE WHEN e.time_text IS NOT NULL THEN e.earliest END, CASE WHEN e.time_text IS NOT NULL THEN e.latest END,
    {PUBLISHED}, e.realis, q.modality, e.type, list_concat(e.sources, e.targets), e.event_id, e.text, a.lang,
    {_SIDES_OF_REPORT}, e.confidence
FROM event_mentions e JOIN articles_current a USING (article_id) LEFT JOIN quotations q USING (quotation_id)
WHERE e.mention_id IN (FROM met)"""

_LINKS = f"""
SELECT one, other, log_odds FROM {STORED}.event_links l
JOIN event_mentions a ON a.mention_id = l.one JOIN event_mentions b ON b.mention_id = l.other
LEFT JOIN quotations p ON p.quotation_id = a.quotation_id LEFT JOIN quotations q ON q.quotation_id = b.quotation_id
WHERE log_odds >= {min(told_events.SURE_DAYS, told_events.SURE_DENIAL)} AND (
    a.earliest > b.latest OR b.earliest > a.latest OR (a.realis = 'neg') <> (b.realis = 'neg')
    OR 'denied' IN (p.modality, q.modality))"""


def find_disagreements(path: Path) -> None:
    """Bring the disagreements up to date with what articles say, who their actors are and which reports are linked."""
    with reading(path) as connection:
        credited = list(credited_of(connection))
        links = _links(connection)
        found = chain(
            quantities.disagreements_of(_counted(connection)),
            told_events.date_disagreements_of(links),
            roles.disagreements_of(_held(connection)),
            speakers.disagreements_of(credited),
            told_events.denials_of(links),
        )
        tables = {
            "disagreements": arrow_of("disagreements", [_row(disagreement) for disagreement in found]),
            "repeated_quotations": arrow_of("repeated_quotations", sorted(speakers.repeated(credited))),
        }
    with writing(path) as connection:
        for name, table in tables.items():
            replace_all(connection, name, table)


def _counted(connection: duckdb.DuckDBPyConnection) -> Iterator[Counted]:
    for row in connection.execute(_QUANTITIES).fetchall():
        article_id, start, end, text, low, high, operator, unit, measure, noun, owner_text = row[:11]
        actor_id, kind, country, sector, holder, lang, first, last, voice, begin, sentence, named, times = row[11:24]
        bounds = bounds_of(low, high, operator)
        if bounds is None:
            continue
        sides = {side_key(Side(*values_of(side)[:4])) for side in named or ()}
        spans = [(values_of(side)[4] - begin, values_of(side)[5] - begin) for side in named or ()]
        words = frozenset(features_in(sentence, lang, [*spans, (start - begin, end - begin)]))
        owner = _owner(actor_id, kind, country, sector, f"{owner_text or ''} {text}", lang)
        # Of a toll the day of its event says nothing of when it was counted.
        named_day = None if measure == quantities.CASUALTIES else _nearest(times, start)
        days = named_day or days_of(first, last)
        own = frozenset(features_in(text, lang))
        yield Counted(
            Version(article_id, start, end, _figure(low, high, operator, unit), days, holder, voice),
            bounds,
            unit,
            measure,
            owner,
            frozenset(side for side in sides if side.startswith("state-") and side != owner),
            frozenset(word for word in words - own if word.startswith("e:")),
            frozenset(features_in(noun or "", lang)),
            frozenset(row[24] or ()),
            quantities.fate_of(words | own) if measure == quantities.CASUALTIES else None,
            named_day is not None,
            row[25],
        )


def _owner(
    actor_id: str | None, kind: str | None, country: str | None, sector: str | None, words: str, lang: str | None
) -> str | None:
    """Return whose the thing counted is: the state or actor of the owner's words, else a state's adjective in them."""
    if actor_id is not None and kind is not None:
        return side_key(Side(actor_id, kind, country, sector))
    states = {feature for feature in features_in(words, lang) if feature.startswith("n:")}
    return f"state-{states.pop()[2:]}" if len(states) == 1 else None


def _nearest(times: Sequence[Any] | None, start: int) -> Days | None:
    placed = [values_of(time) for time in times or ()]
    if not placed:
        return None
    _, first, last = min(placed, key=lambda time: (abs(time[0] - start), time[0]))
    return Days(first, last)


def _figure(low: float | None, high: float | None, operator: str, unit: str | None) -> str:
    """Return a figure as programs read it: `>=10000 soldier`, `80..90 percent`."""
    values = dict.fromkeys(f"{value:.15g}" for value in (low, high) if value is not None)
    return f"{'' if operator == '=' else operator}{'..'.join(values)} {unit}"


def _held(connection: duckdb.DuckDBPyConnection) -> Iterator[Held]:
    for (
        actor_id,
        article_id,
        start,
        end,
        role,
        country,
        organisation,
        confidence,
        before,
        first,
        last,
        voice,
    ) in connection.execute(_ROLES).fetchall():
        office = roles.office_of(role, before, country, organisation)
        if office is not None:
            version = Version(article_id, start, end, role, days_of(first, last), None, voice)
            yield Held(actor_id, version, office, confidence)


def _links(connection: duckdb.DuckDBPyConnection) -> list[Linked]:
    links = connection.execute(_LINKS).fetchall()
    connection.execute("CREATE OR REPLACE TEMP TABLE met (mention_id VARCHAR)")
    if links:
        connection.executemany(
            "INSERT INTO met VALUES (?)", [(m,) for m in sorted({m for link in links for m in link[:2]})]
        )
    reports = {row[0]: _report(row) for row in connection.execute(_REPORT).fetchall()}
    return [Linked(reports[one], reports[other], odds) for one, other, odds in links if {one, other} <= reports.keys()]


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


def _row(disagreement: Disagreement) -> Row:
    versions = [
        {
            "value": version.value,
            "date": None if version.days is None else str(version.days),
            "holder": version.holder,
            "article_id": version.article_id,
            "start": version.start,
            "end": version.end,
        }
        for version in disagreement.versions
    ]
    places = (part for version in disagreement.versions for part in version.place)
    row_id = id_of("disagreements", disagreement.kind, disagreement.topic, *places)
    what = (str(disagreement.kind), str(disagreement.relation), disagreement.topic)
    return (*what, versions, round(disagreement.confidence, 4), row_id)
