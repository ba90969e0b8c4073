"""What a case keeps of every two states: their deeds, without the reports, and what their relation is said to be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import duckdb

from lagebild.case.shown import STORED
from lagebild.system.dyads import ORIGIN
from lagebild.system.evidence import Pair, Sighting, Word, words_by_pair
from lagebild.system.facts import Evidence, Facts, Statement, Witness
from lagebild.system.periods import MONTHS_A_YEAR
from lagebild.system.series import MEMORY_MONTHS

Occasions = dict[tuple[Pair, bool], list[Sighting]]
"""By the two states and whether whoever does it stands first."""


MONTH = f"(left(period, 4)::INTEGER * {MONTHS_A_YEAR} + right(period, 2)::INTEGER - 1)"
"""SQL for the number of the month in the column `period`."""
UNDER_DYADS = f"""WITH asked AS (
        SELECT row_id, actor_a, directed, {MONTH} AS month,
            concat_ws(' ', least(actor_a, actor_b), greatest(actor_a, actor_b)) AS pair
        FROM {STORED}.dyads WHERE row_id IN (SELECT unnest(?)) AND origin = '{ORIGIN}'),
    said AS (
        SELECT pair, row_id, year(earliest) * {MONTHS_A_YEAR} + month(earliest) - 1 AS first,
            year(latest) * {MONTHS_A_YEAR} + month(latest) - 1 AS last FROM {STORED}.sayings_on_states)
    SELECT a.row_id, o.event_id FROM asked a LEFT JOIN {STORED}.occasions o ON o.pair = a.pair
        AND o.directed = a.directed AND (NOT a.directed OR o.a = a.actor_a)
        AND o.first <= a.month AND a.month <= o.last + {MEMORY_MONTHS}
    UNION ALL
    SELECT a.row_id, s.row_id FROM asked a JOIN said s ON s.pair = a.pair AND NOT a.directed
        AND s.first <= a.month AND a.month <= s.last + {MEMORY_MONTHS}
    ORDER BY ALL"""
"""Query for what months of two states stand on, by the ids of their rows in `dyads`: events and statements, or null."""


def occasions_of(connection: duckdb.DuckDBPyConnection, pairs: Sequence[str]) -> Occasions:
    """Return what these pairs of states (`A B`, in order) did to each other, without the reports."""
    found: Occasions = defaultdict(list)
    rows = connection.execute(
        f"""SELECT event_id, a, b, directed, points, first, last, originals, sure, sure_of_sides
        FROM {STORED}.occasions WHERE pair IN (SELECT unnest(?))""",
        [list(pairs)],
    ).fetchall()
    for event_id, a, b, directed, points, first, last, originals, sure, of_sides in rows:
        sures = (dict(zip(originals, values, strict=True)) for values in (sure, of_sides))
        found[(a, b), directed].append(Sighting(event_id, points, first, last, (), *sures))
    return found


def events_between(connection: duckdb.DuckDBPyConnection, pairs: Sequence[str]) -> list[str]:
    """Return the events that are deeds between the two of any of these pairs of states (`A B`, in order)."""
    query = f"SELECT DISTINCT event_id FROM {STORED}.occasions WHERE pair IN (SELECT unnest(?))"
    return [event for (event,) in connection.execute(query, [list(pairs)]).fetchall()]


def words_of(connection: duckdb.DuckDBPyConnection, pairs: Sequence[str]) -> dict[Pair, list[Word]]:
    """Return what the relations of these pairs of states (`A B`, in order) are said to be."""
    rows = connection.execute(
        f"""SELECT row_id, article_id, start, "end", actor_a, actor_b, dimension, value, change, holder, earliest,
            latest, confidence, a, b, original
        FROM {STORED}.sayings_on_states WHERE pair IN (SELECT unnest(?)) ORDER BY row_id""",
        [list(pairs)],
    ).fetchall()
    facts = Facts(
        articles={row[1]: Witness(row[1], None, None, None, None, None, row[15]) for row in rows},
        actors={},
        deeds=(),
        statements=tuple(Statement(row[0], Evidence(*row[1:4]), *row[4:13]) for row in rows),
        flows=(),
        shares=(),
        sayings=(),
        expectations=(),
        memberships=(),
    )
    named = {actor: state for row in rows for actor, state in zip(row[4:6], row[13:15], strict=True)}
    return {(min(pair), max(pair)): words for pair, words in words_by_pair(facts, named.get).items()}
