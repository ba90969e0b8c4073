"""Quotations as the case keeps them to be compared: those with the same words, and the disagreements they make."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import duckdb

from lagebild.case.evidence import Row
from lagebild.case.quoted_words import credited_of
from lagebild.case.shown import STORED
from lagebild.merging.disagreements import Disagreement, Version, days_of, speakers
from lagebild.merging.disagreements.speakers import MOST_UNDER_ONE_RUN, Credited, compared_runs, same_words

QUOTED_TABLES = ("quotations", "passages", "mentions")
"""The tables that quotations are read from."""

_RUNS = f"SELECT key, unnest(runs) AS run FROM {STORED}.credited"

SHARING = f"""
WITH runs AS ({_RUNS}), own AS (
    SELECT DISTINCT run FROM (SELECT unnest(runs) AS run FROM {STORED}.credited WHERE article_id IN (FROM looked_at))
), few AS (
    SELECT run FROM runs SEMI JOIN own USING (run) GROUP BY run HAVING count(*) <= {MOST_UNDER_ONE_RUN} + ?
)
SELECT DISTINCT key FROM runs SEMI JOIN few USING (run)
UNION SELECT key FROM {STORED}.credited WHERE article_id IN (FROM looked_at)"""
"""The quotations that may have other ones with the same words if those of the articles looked at come or go; given is
how many these are."""


def credited_rows(connection: duckdb.DuckDBPyConnection) -> Iterator[Row]:
    """Yield the rows of `credited`."""
    for one in credited_of(connection):
        v = one.version
        days = (None, None) if v.days is None else (v.days.first, v.days.last)
        place = (one.key, one.quotation_id, v.article_id, v.start, v.end, v.value, *days, v.voice)
        yield (*place, list(one.words), sorted(one.surnames), one.confidence, sorted(compared_runs(one.words)))


def alike_rows(connection: duckdb.DuckDBPyConnection, keys: Sequence[str]) -> list[Row]:
    """Return the rows of `alike_quotations` of these quotations: pairs, one of them at least with one of these."""
    connection.execute("CREATE OR REPLACE TEMP TABLE asked_keys AS SELECT DISTINCT unnest(?) AS key", [list(keys)])
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE compared_keys AS
        WITH runs AS ({_RUNS}), own AS (SELECT DISTINCT run FROM runs WHERE key IN (FROM asked_keys)),
        few AS (SELECT run FROM runs SEMI JOIN own USING (run) GROUP BY run HAVING count(*) <= {MOST_UNDER_ONE_RUN})
        SELECT DISTINCT key FROM runs SEMI JOIN few USING (run)"""
    )
    quotations = _kept(connection, "compared_keys")
    asked = set(keys)
    pairs = same_words(quotations, _sayings(connection, "compared_keys"))
    found = ((quotations[one].key, quotations[other].key) for one, other, _ in pairs)
    return [pair for pair in found if not asked.isdisjoint(pair)]


@dataclass(frozen=True, slots=True)
class ComparedQuotations:
    """Quotations that hang together by their words: what differs in them, and which of them repeat which other one."""

    keys: Sequence[str]
    quotations: Sequence[str]
    disagreements: Sequence[Disagreement]
    repeated: Sequence[tuple[str, str]]


def quotations_that_differ(connection: duckdb.DuckDBPyConnection, keys: Sequence[str]) -> ComparedQuotations:
    """Return these quotations, with all that hang together with them by their words, compared."""
    connection.execute("CREATE OR REPLACE TEMP TABLE reached AS SELECT DISTINCT unnest(?) AS key", [list(keys)])
    while True:
        found = connection.execute(
            f"""INSERT INTO reached SELECT DISTINCT key FROM (
                SELECT other AS key FROM {STORED}.alike_quotations WHERE one IN (FROM reached)
                UNION ALL SELECT one FROM {STORED}.alike_quotations WHERE other IN (FROM reached)
            ) WHERE key NOT IN (FROM reached)"""
        ).fetchall()
        if not found[0][0]:
            break
    quotations, sayings = _kept(connection, "reached"), _sayings(connection, "reached")
    reached = [key for (key,) in connection.execute("FROM reached").fetchall()]
    return ComparedQuotations(
        reached,
        [one.quotation_id for one in quotations],
        list(speakers.disagreements_of(quotations, sayings)),
        sorted(speakers.repeated(quotations, sayings)),
    )


def _kept(connection: duckdb.DuckDBPyConnection, asked: str) -> list[Credited]:
    rows = connection.execute(
        f"""SELECT quotation_id, article_id, start, "end", value, first, last, voice, words, surnames, confidence
        FROM {STORED}.credited WHERE key IN (FROM {asked}) ORDER BY key, value"""
    ).fetchall()
    return [
        Credited(
            quotation_id,
            Version(article_id, start, end, value, days_of(first, last), None, voice),
            tuple(words),
            frozenset(surnames),
            confidence,
        )
        for quotation_id, article_id, start, end, value, first, last, voice, words, surnames, confidence in rows
    ]


def _sayings(connection: duckdb.DuckDBPyConnection, asked: str) -> AbstractSet[int]:
    """Return the runs of these quotations that stand in too many of the case to tie any."""
    rows = connection.execute(
        f"""WITH runs AS ({_RUNS}), own AS (SELECT DISTINCT run FROM runs WHERE key IN (FROM {asked}))
        SELECT run FROM runs SEMI JOIN own USING (run) GROUP BY run HAVING count(*) > {MOST_UNDER_ONE_RUN}"""
    ).fetchall()
    return {run for (run,) in rows}
