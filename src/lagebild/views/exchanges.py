"""The ledger of exchanges as people read it: who gives what to whom, one row an exchange, with its sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date

from lagebild.views.queryable import QueryableCase, name_of


def ledger_query(names: str) -> str:
    """Return SQL for the ledger; `names` is the column of actor names to prefer.

    `operator` is that of a sole report; `holder` is null for what the author tells. What was delivered comes first,
    then what is planned, possible and denied; the sides with most exchanges go first.
    """
    return f"""
        SELECT coalesce({name_of("x.giver", names)}, x.giver) AS giver,
               coalesce({name_of("x.receiver", names)}, x.receiver) AS receiver, x.good, x.good_text AS called,
               CASE WHEN len(x.evidence) = 1 THEN q.operator END AS operator, x.low, x.high, x.unit, x.realis,
               CASE WHEN x.holder_actor_id IS NOT NULL
                   THEN coalesce({name_of("x.holder_actor_id", names)}, x.holder_actor_id)
                   WHEN u.quotation_id IS NOT NULL THEN coalesce(u.speaker_text, '?') END AS holder,
               x.since, x.until, len(x.evidence) AS n_reports,
               substr(a.text, s.start + 1, s."end" - s.start) AS sentence,
               a.outlet, a.published, x.confidence, x.good_article_id AS article_id, x.row_id AS id,
               x.good_start AS start
        FROM exchanges x JOIN articles_current a ON a.article_id = x.good_article_id
        LEFT JOIN sentences s ON s.article_id = x.good_article_id AND s.start <= x.good_start
            AND x.good_start < s."end"
        LEFT JOIN LATERAL (
            SELECT any_value(q.operator ORDER BY q.start) AS operator FROM quantities q
            WHERE q.article_id = x.good_article_id AND s.start <= q.start AND q.start < s."end"
                AND q.low IS NOT DISTINCT FROM x.low AND q.high IS NOT DISTINCT FROM x.high AND q.unit = x.unit
        ) q ON true
        LEFT JOIN LATERAL (
            SELECT any_value(quotation_id ORDER BY u.start) AS quotation_id,
                any_value(speaker_text ORDER BY u.start) AS speaker_text FROM quotations u
            WHERE u.article_id = x.good_article_id AND u.start < x.good_end AND x.good_start < u."end"
                AND u.kind <> 'reported'
        ) u ON true
        ORDER BY list_position(['real', 'planned', 'hypo', 'neg'], x.realis),
            count(*) OVER (PARTITION BY x.giver, x.receiver) DESC, giver, receiver, x.good, x.since NULLS LAST, id"""


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """An exchange with the sentence that stands for it; `holder` None for the author, `?` for nobody known."""

    giver: str
    receiver: str
    good: str
    called: str
    operator: str | None
    low: float | None
    high: float | None
    unit: str | None
    realis: str
    holder: str | None
    since: date | None
    until: date | None
    n_reports: int
    sentence: str
    article_id: str
    id: str
    start: int


def ledger_rows(case: QueryableCase, names: str) -> Iterator[LedgerRow]:
    """Yield the ledger of a case in its order; `names` is the column of actor names to prefer."""
    relation = case.sql(ledger_query(names))
    wanted = [field.name for field in fields(LedgerRow)]
    for row in relation.fetchall():
        told = dict(zip(relation.columns, row, strict=True))
        yield LedgerRow(**{name: told[name] for name in wanted})
