"""Figures that articles tell with what they are compared by, as the case keeps them; those of one thing that differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import duckdb

from lagebild.case.evidence import Row
from lagebild.case.quoted_words import PUBLISHED, VOICE
from lagebild.case.shown import STORED
from lagebild.case.sides_told import features_in, side_key, values_of
from lagebild.merging.disagreements import Bounds, Days, Disagreement, Version, bounds_of, days_of, quantities
from lagebild.merging.disagreements.quantities import Counted, blocks_of
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

FIGURE_TABLES = ("quantities", "sentences", "mentions", "times", "event_mentions", "quotations")
"""The tables that figures are read from."""


def figure_rows(connection: duckdb.DuckDBPyConnection) -> Iterator[Row]:
    """Yield the rows of `counted`, of the figures that can be compared with others."""
    for one in _counted(connection):
        blocks = blocks_of(one)
        if blocks:
            v, bounds = one.version, one.bounds
            days = (None, None) if v.days is None else (v.days.first, v.days.last)
            place = (v.article_id, v.start, v.end, v.value, *days, v.holder, v.voice)
            sets = (sorted(some) for some in (one.others, one.words, one.nouns, one.events))
            thing = (bounds.low, bounds.high, bounds.point, one.unit, one.measure, one.owner)
            yield (*place, *thing, *sets, one.fate, one.is_dated, one.confidence, list(blocks))


def figures_that_differ(
    connection: duckdb.DuckDBPyConnection, blocks: Sequence[str]
) -> tuple[Sequence[str], Sequence[Disagreement]]:
    """Return these blocks and the disagreements in them."""
    rows = connection.execute(
        f"""SELECT DISTINCT * EXCLUDE (blocks, block) FROM (SELECT *, unnest(blocks) AS block FROM {STORED}.counted)
        WHERE block IN (SELECT unnest(?))""",
        [list(blocks)],
    ).fetchall()
    wanted = set(blocks)
    return blocks, [one for one in quantities.disagreements_of(map(_kept, rows)) if one.block in wanted]


def _kept(row: Row) -> Counted:
    article_id, start, end, value, first, last, holder, voice, *thing = row
    low, high, point, unit, measure, owner, others, words, nouns, events, fate, is_dated, confidence = thing
    return Counted(
        Version(article_id, start, end, value, days_of(first, last), holder, voice),
        Bounds(low, high, point),
        unit,
        measure,
        owner,
        frozenset(others),
        frozenset(words),
        frozenset(nouns),
        frozenset(events),
        fate,
        is_dated,
        confidence,
    )


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
