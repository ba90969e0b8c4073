"""Where sources disagree, as people read it: one row a version, the versions of one thing below each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from lagebild.views.queryable import QueryableCase, name_of, names_of

_ORDER = "relation <> 'contradicts', relation <> 'developed', kind, topic, row_id"
_ASKED = "WHERE row_id IN (SELECT unnest(?))"
_ARTICLES = f"""SELECT row_id, list(article_id)
    FROM (SELECT relation, kind, topic, row_id, unnest(versions).article_id AS article_id FROM disagreements)
    WHERE article_id IN (SELECT article_id FROM articles_current)
    GROUP BY relation, kind, topic, row_id ORDER BY {_ORDER}"""
_ACTORS = "regexp_extract_all(d.topic, '(?:of=|with=|,)([^ ,]+)', 1)"


def versions_query(names: str, most: int | None = None, where: str = "") -> str:
    """Return SQL for the versions of all disagreements, or so many; `names` is the column of actor names to prefer.

    `where` is SQL for those that are asked for.

    `value` is the name of who is credited, else the words of the version; `realis` says of an event whether it is told
    as real. Contradictions come first, then developments.
    """
    asked = f"FROM disagreements {where} ORDER BY {_ORDER}{'' if most is None else f' LIMIT {most}'}"
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
        FROM (SELECT *, unnest(versions) AS v, generate_subscripts(versions, 1) AS place FROM ({asked})) d
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
    return _version_rows(case.sql(versions_query(names, most)).fetchall())


def versions_of(case: QueryableCase, names: str, disagreements: Sequence[str]) -> Iterator[VersionRow]:
    """Yield the versions of these disagreements in their order; `names` as in `versions_query`."""
    return _version_rows(case.sql(versions_query(names, where=_ASKED), [list(disagreements)]).fetchall())


def articles_that_disagree(case: QueryableCase) -> list[tuple[str, list[str]]]:
    """Return the disagreements in their order, by their ids, each with the article of every version."""
    return case.sql(_ARTICLES).fetchall()


def _version_rows(rows: Iterable[tuple[Any, ...]]) -> Iterator[VersionRow]:
    for row in rows:
        kind, relation, about, measure, type_, value, realis, day, holder, sentence, *_, article_id, row_id, start = row
        told = (measure, type_, value, realis, day, holder, sentence, article_id, row_id, start)
        yield VersionRow(kind, relation, tuple(about or ()), *told)
