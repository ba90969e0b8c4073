"""What an analyst should look at: rows and pairs in doubt, the most doubtful with the most reports first.

Doubt is 1 where a judgement is a coin toss and 0 where it is sure; it is multiplied by the logarithm of the reports
that hang on it. What is credited to two speakers stands before all else. What an analyst has decided on is left out.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from lagebild.case.reviewed_rows import EDITABLE, JUDGED, pairs_in_force
from lagebild.merging.events.clusters import LEAST_MEAN
from lagebild.views.queryable import REPORTS, QueryableCase, opening_of

LONGEST_QUEUE = 1_000
"""So many items are offered at once: more than a day's work."""
SURE_MEMBER = 0.9
"""Score from which the membership of a name in an actor is not asked about."""

FACTS = {
    "mentions": ("kind", "country", "sector", "actor_id"),
    "quantities": ("low", "high", "operator", "unit", "measure", "actor_id"),
    "quotations": ("kind", "modality", "speaker_text", "speaker_actor_id"),
    "event_mentions": ("type", "realis", "sources", "targets", "earliest", "latest", "place_text"),
    "relations": ("actor_a", "actor_b", "dimension", "value", "change", "holder_actor_id"),
    "outlooks": ("kind", "status", "condition_text", "consequence_text", "holder_actor_id"),
}
"""The columns of a row that are shown beside its sentence."""


@dataclass(frozen=True, slots=True)
class Item:
    """Something to decide: a row, or a pair of rows of one table if there is another one."""

    table: str
    row_id: str
    other_row_id: str | None
    doubt: float
    reports: int
    speakers: bool


@dataclass(frozen=True, slots=True)
class Evidence:
    """A row with its sentence; `start` and `end` are the place of the row's words in the sentence, half open."""

    sentence: str
    start: int
    end: int
    article: str
    outlet: str | None
    published: str | None
    facts: dict[str, object] = field(default_factory=dict)


_IN_ORDER = f"""ORDER BY speakers DESC, doubt * ln(1 + reports) DESC, "table", row_id, other_row_id
    LIMIT {LONGEST_QUEUE}"""


def _undecided(table: str) -> str:
    return f"""SELECT '{table}' AS "table", row_id, NULL AS other_row_id, 1 - 2 * abs(confidence - 0.5) AS doubt,
        1 AS reports, FALSE AS speakers FROM {JUDGED}.{table}
        WHERE article_id IN (SELECT article_id FROM stored.versions WHERE newest)"""


def _best(offered: str) -> str:
    """Return the query for what may be offered of rows of one kind: a queue has no room for more of them."""
    return f"""(SELECT * FROM ({offered}) AS o("table", row_id, other_row_id, doubt, reports, speakers)
        WHERE (other_row_id IS NOT NULL OR row_id NOT IN (SELECT d.row_id FROM {JUDGED}.decisions d))
            AND NOT EXISTS (FROM pairs WHERE (one, other) IN ((o.row_id, o.other_row_id), (o.other_row_id, o.row_id)))
        {_IN_ORDER})"""


_EVENTS = f"""SELECT 'event_mentions', e.row_id, NULL, 1 - 2 * abs(e.confidence - 0.5), coalesce(v.n_mentions, 1), FALSE
    FROM {REPORTS} e LEFT JOIN events v USING (event_id)"""

_SPEAKERS = """SELECT DISTINCT 'quotations', q.row_id, NULL, 1.0, 1, TRUE
    FROM (SELECT unnest(versions) AS v FROM disagreements WHERE kind = 'speaker') d
    JOIN quotations q ON q.article_id = d.v.article_id AND q.start = d.v.start"""

_SAME_EVENT = f"""SELECT 'event_mentions', e.row_id, l.row_id,
        1 - abs(m.score - {LEAST_MEAN}) / {1 - LEAST_MEAN}, v.n_mentions, FALSE
    FROM event_members m JOIN events v USING (event_id) JOIN {REPORTS} e ON e.mention_id = m.mention_id
    JOIN {REPORTS} l ON l.mention_id = v.label_mention_id
    WHERE v.n_mentions > 1 AND e.mention_id <> v.label_mention_id AND m.reason <> 'review'"""

_SAME_ACTOR = f"""SELECT 'mentions', d.row_id, s.row_id, 1 - 2 * abs(d.score - 0.5), a.n_articles, FALSE
    FROM (SELECT m.actor_id, d.score, min_by(m.row_id, m.start) AS row_id FROM mentions m
        JOIN actor_members d USING (entity_id) WHERE d.score < {SURE_MEMBER} AND d.reason <> 'review'
        GROUP BY ALL) d
    JOIN (SELECT m.actor_id, max(d.score) AS score, min_by(m.row_id, (-d.score, m.row_id)) AS row_id FROM mentions m
        JOIN actor_members d USING (entity_id) GROUP BY 1) s USING (actor_id)
    JOIN actors a USING (actor_id) WHERE s.row_id <> d.row_id"""

_PLAIN = [_undecided(table) for table in EDITABLE if table != "event_mentions"]
_ALL = " UNION ALL ".join(map(_best, [*_PLAIN, _EVENTS, _SPEAKERS, _SAME_EVENT, _SAME_ACTOR]))

_QUEUE = f"""
WITH pairs AS (
    SELECT one, other FROM ({pairs_in_force("mentions", "row_id")})
    UNION ALL SELECT one, other FROM ({pairs_in_force("event_mentions", "row_id")})
), offered AS (
    SELECT "table", row_id, other_row_id, max(doubt) AS doubt, max(reports) AS reports, bool_or(speakers) AS speakers
    FROM ({_ALL}) GROUP BY ALL
)
SELECT "table", row_id, other_row_id, round(doubt, 4), reports, speakers FROM offered {_IN_ORDER}"""

REVIEWS = """
WITH anchored AS (
    SELECT review_id, bool_or(orphaned) AS orphaned,
        any_value(substr(t.text, a.start + 1, a."end" - a.start)) FILTER (side = 'target') AS text,
        any_value(substr(t.text, a.start + 1, a."end" - a.start)) FILTER (side = 'other') AS other_text
    FROM stored.review_anchors a LEFT JOIN articles t USING (article_id) GROUP BY review_id
)
SELECT r.review_id, r."at", r."by", r.table_name AS "table", r.decision, r."value",
    CASE WHEN u.target_row_id IS NOT NULL THEN 'undone' WHEN a.orphaned THEN 'orphaned' ELSE 'in_force' END AS state,
    a.text, a.other_text, r.target_row_id AS row_id, r.other_row_id
FROM reviews r LEFT JOIN anchored a USING (review_id)
LEFT JOIN (SELECT DISTINCT target_row_id FROM reviews WHERE decision = 'undo') u ON u.target_row_id = r.review_id
ORDER BY r."at", r.review_id"""
"""The query for every decision made, with the words it is about and whether it counts."""


def review_queue(case: QueryableCase) -> list[Item]:
    """Return what is to be decided, the most pressing first."""
    return [Item(*row) for row in case.sql(_QUEUE).fetchall()]


def evidence_of(case: QueryableCase, table: str, row_id: str, lang: str) -> Evidence | None:
    """Return a row with its sentence, or None if it is not in force any more; actors by their name in `lang`."""
    columns = ", ".join(f't."{name}"' for name in FACTS[table])
    found = case.sql(
        f"""SELECT coalesce(substr(a.text, s.start + 1, s."end" - s.start), t.text),
            t.start - coalesce(s.start, t.start),
            t."end" - coalesce(s.start, t.start), coalesce(nullif(a.title, ''), {opening_of("a")}), a.outlet,
            coalesce(a.published, a.published_earliest)::VARCHAR, {columns}
        FROM {table} t JOIN articles_current a USING (article_id)
        LEFT JOIN sentences s ON s.article_id = t.article_id AND s.start <= t.start AND t.start < s."end"
        WHERE t.row_id = ?""",
        [row_id],
    ).fetchall()
    if not found:
        return None
    row = found[0]
    name = "name_de" if lang == "de" else "name_en"
    actors = dict(case.sql(f"SELECT actor_id, coalesce({name}, name) FROM actors").fetchall())
    facts = {
        column: [actors.get(v, v) for v in value] if isinstance(value, list) else actors.get(value, value)
        for column, value in zip(FACTS[table], row[6:], strict=True)
    }
    sentence, start, end, article, outlet, published = row[:6]
    return Evidence(sentence, start, end, article, outlet, published, facts)
