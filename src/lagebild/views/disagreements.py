"""Where sources disagree, as people read it: one row a version, the versions of one thing below each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lagebild.views.queryable import QueryableCase, name_of, names_of

_IN_ORDER = """FROM disagreements
    ORDER BY relation <> 'contradicts', relation <> 'developed', kind, topic, row_id"""
_ACTORS = "regexp_extract_all(d.topic, '(?:of=|with=|,)([^ ,]+)', 1)"


def versions_query(names: str, most: int | None = None) -> str:
    """Return SQL for the versions of all disagreements, or so many; `names` is the column of actor names to prefer.

    `value` is the name of who is credited, else the words of the version; `realis` says of an event whether it is told
    as real. Contradictions come first, then developments.
    """
    limit = "" if most is None else f" LIMIT {most}"
    return f"""
        SELECT d.kind AS disagreement, d.relation, {names_of(_ACTORS, names)} AS about,
               nullif(regexp_extract(d.topic, 'thing=([^: ]+)', 1), '') AS measure,
               nullif(regexp_extract(d.topic, 'type=([A-Z]+)', 1), '') AS type,
               CASE d.kind WHEN 'speaker' THEN coalesce({name_of("v.value", names)}, v.value) WHEN 'date' THEN v.value
                   ELSE substr(a.text, v.start + 1, v."end" - v.start) END AS value,
               CASE WHEN d.kind = 'event' THEN v.value END AS realis, v.date,
               coalesce({name_of("v.holder", names)}, v.holder) AS holder,
               substr(a.text, coalesce(s.start, v.start) + 1, coalesce(s."end", v."end") - coalesce(s.start, v.start))
                   AS sentence,
               a.outlet, a.published, d.confidence, d.topic, v.article_id, d.row_id AS id,
               v.start AS start
        FROM (SELECT *, unnest(versions) AS v, generate_subscripts(versions, 1) AS place FROM ({_IN_ORDER}{limit})) d
        JOIN articles_current a ON a.article_id = v.article_id
        LEFT JOIN sentences s ON s.article_id = v.article_id AND s.start <= v.start AND v.start < s."end"
        ORDER BY d.relation <> 'contradicts', d.relation <> 'developed', d.kind, d.topic, d.row_id, place"""


def numbers_query(names: str) -> str:
    """Return SQL for the versions of all numbers that sources tell differently, those of one number together.

    `names` is the column of actor names to prefer. Contradictions come first, then developments; the last three columns
    are where the version stands.
    """
    return f"""
        SELECT d.row_id, d.relation, {names_of(_ACTORS, names)} AS about,
               nullif(regexp_extract(d.topic, 'thing=([^: ]+)', 1), '') AS measure,
               q.low, q.high, q.operator, q.unit, q.noun_text,
               coalesce({name_of("v.holder", names)}, v.holder) AS holder, v.date, q.row_id AS id,
               v.article_id, v.start, v."end"
        FROM (SELECT *, unnest(versions) AS v, generate_subscripts(versions, 1) AS place FROM disagreements) d
        JOIN quantities q ON q.article_id = v.article_id AND q.start = v.start AND q."end" = v."end"
        WHERE d.kind = 'quantity' AND (q.low IS NOT NULL OR q.high IS NOT NULL)
        ORDER BY d.relation <> 'contradicts', d.relation <> 'developed', d.topic, d.row_id, v.date NULLS LAST, place"""


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version of something that sources tell differently; all versions of one thing have one `disagreement_id`,
    `start` is where its characters begin."""

    kind: str
    relation: str
    about: tuple[str, ...]
    measure: str | None
    type: str | None
    value: str
    realis: str | None
    date: str | None
    holder: str | None
    sentence: str
    article_id: str
    disagreement_id: str
    start: int


def version_rows(case: QueryableCase, names: str, most: int | None = None) -> Iterator[VersionRow]:
    """Yield the versions of all disagreements in their order, or of so many; `names` as in `versions_query`."""
    for row in case.sql(versions_query(names, most)).fetchall():
        kind, relation, about, measure, type_, value, realis, day, holder, sentence, *_, article_id, row_id, start = row
        told = (measure, type_, value, realis, day, holder, sentence, article_id, row_id, start)
        yield VersionRow(kind, relation, tuple(about or ()), *told)
