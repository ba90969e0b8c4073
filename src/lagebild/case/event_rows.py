"""Events from links: the parts that changed (`event_parts.py`) are clustered again, events that changed are made anew.

The rows are the same as if all had been computed anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa

from lagebild.case.arrow_rows import arrow_of, insert_arrow
from lagebild.case.connection import first_row, reading, writing
from lagebild.case.due import Due, note_due
from lagebild.case.event_parts import Ints, Known, Part, changed_parts, known_of
from lagebild.case.event_reports import reports_kept
from lagebild.case.evidence import Row
from lagebild.case.ids import id_of
from lagebild.case.reviewed_rows import pairs_in_force
from lagebild.case.shown import STORED
from lagebild.case.told_events import told_events
from lagebild.merging.events import (
    Event,
    EventMember,
    Pairs,
    among,
    clusters_of,
    comparable,
    completed,
    event_of,
    groups_said,
    joined,
    log_odds,
    members_of,
    set_apart,
)

REVIEWED = "review"
"""The reason for a mention in an event that an analyst has put it into."""


@dataclass(frozen=True, slots=True)
class _Clustering:
    """What takes the place of what is known of mentions: those looked at, those whose events change, and their rows."""

    looked_at: Sequence[str]
    changed: Sequence[str]
    members: Sequence[Row]
    events: Sequence[Row]
    parts: Sequence[Row]


def cluster_events(path: Path) -> None:
    """Bring events and memberships up to date with the links."""
    while True:
        with reading(path) as connection:
            if first_row(connection, f"SELECT 1 FROM {STORED}.unclustered LIMIT 1") is None:
                return
            clustering = _clustered(connection, *changed_parts(connection))
        with writing(path) as connection:
            _put(connection, clustering)


def _clustered(connection: duckdb.DuckDBPyConnection, parts: Sequence[Part], looked_at: Sequence[str]) -> _Clustering:
    known = known_of(connection, parts)
    rows = {mention: row for row, mention in enumerate(known.mentions)}
    same, apart = (_said(connection, decision, rows) for decision in ("same", "different"))
    compared = comparable(reports_kept(connection, known.mentions))
    own_parts = (np.array([rows[mention] for mention in part.mentions], np.int64) for part in parts)
    pairs = completed(len(rows), own_parts, lambda one, other: log_odds(compared, one, other))
    pairs = set_apart(pairs, apart)
    clusters = joined(clusters_of(pairs), same, apart)
    said = {known.mentions[row] for group in groups_said(same, apart) for row in group}
    changed = _changed(known, clusters, {row for pair in same | apart for row in pair})
    members, events = _rows_of(connection, known, changed, among(pairs, changed), clusters[changed], said)
    kept = [(mention, number, part.level) for part in parts for number in [part.hash] for mention in part.mentions]
    anew = [known.mentions[row] for row in changed.tolist()]
    return _Clustering(looked_at, anew, members, events, kept)


def _changed(known: Known, clusters: Ints, reviewed: Set[int]) -> Ints:
    """Return the rows of the clusters that are no events of before, or of which something else is told now."""
    found: list[int] = []
    for rows in _rows_by(clusters):
        before = {(known.events[row], known.sizes[row]) for row in rows}
        is_known = len(before) == 1 and before == {(known.events[rows[0]], len(rows))}
        if not is_known or known.told_anew[rows].any() or any(row in reviewed for row in rows):
            found += rows
    return np.array(sorted(found), np.int64)


def _rows_of(
    connection: duckdb.DuckDBPyConnection,
    known: Known,
    rows: Ints,
    pairs: Pairs,
    clusters: Ints,
    said: Container[str],
) -> tuple[list[Row], list[Row]]:
    """Return the rows of `event_members` and `events` of these mentions, given the pairs among them."""
    if not len(rows):
        return [], []
    asked = [known.mentions[row] for row in rows.tolist()]
    articles = sorted({known.articles[row] for row in rows.tolist()})
    found = told_events(connection, articles, asked)
    told = [m.told for m in found]
    assert len(told) == len(asked), "every mention with columns is told"
    belonging = members_of(told, pairs, clusters.tolist())
    members = [_member_row(replace(m, score=1.0, reason=REVIEWED) if m.mention_id in said else m) for m in belonging]
    events = [_event_row(event_of([found[row] for row in own])) for own in _rows_by(clusters)]
    return members, events


def _said(connection: duckdb.DuckDBPyConnection, decision: str, rows: Mapping[str, int]) -> set[tuple[int, int]]:
    """The pairs of these mentions that analysts say this of, by their rows."""
    found = connection.execute(
        f"SELECT one, other FROM ({pairs_in_force('event_mentions', 'mention_id')}) WHERE decision = ?", [decision]
    ).fetchall()
    return {(rows[one], rows[other]) for one, other in found if one in rows and other in rows and one != other}


def _rows_by(clusters: Ints) -> Iterator[list[int]]:
    rows: dict[int, list[int]] = defaultdict(list)
    for row, cluster in enumerate(clusters.tolist()):
        rows[cluster].append(row)
    yield from rows.values()


def _put(connection: duckdb.DuckDBPyConnection, clustering: _Clustering) -> None:
    """Put the rows in the place of the old ones; note what hangs on events that changed."""
    for name, mentions in (("looked_at", clustering.looked_at), ("made_anew", clustering.changed)):
        connection.register("given", pa.table({"mention_id": pa.array(mentions, pa.string())}))
        connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS FROM given")
        connection.unregister("given")
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE changed AS FROM made_anew UNION
        FROM looked_at ANTI JOIN {STORED}.event_columns USING (mention_id)"""
    )
    members, events = arrow_of("event_members", clustering.members), arrow_of("events", clustering.events)
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE went AS SELECT mention_id, event_id, e.known
        FROM {STORED}.event_members LEFT JOIN {STORED}.events e USING (event_id) WHERE mention_id IN (FROM changed)"""
    )
    connection.execute(f"DELETE FROM {STORED}.events WHERE event_id IN (SELECT event_id FROM went)")
    connection.execute(f"DELETE FROM {STORED}.event_members WHERE mention_id IN (FROM changed)")
    connection.execute(f"DELETE FROM {STORED}.unclustered WHERE mention_id IN (FROM looked_at)")
    insert_arrow(connection, "event_members", members)
    insert_arrow(connection, "events", events)
    _put_parts(connection, arrow_of("event_parts", clustering.parts))
    _note_changed(connection)


def _put_parts(connection: duckdb.DuckDBPyConnection, parts: pa.Table) -> None:
    connection.register("cut", parts)
    connection.execute(
        f"""DELETE FROM {STORED}.event_parts WHERE mention_id IN (SELECT mention_id FROM cut)
        OR mention_id IN (FROM changed) AND mention_id NOT IN (SELECT mention_id FROM {STORED}.event_columns)"""
    )
    connection.unregister("cut")
    insert_arrow(connection, "event_parts", parts)


def _note_changed(connection: duckdb.DuckDBPyConnection) -> None:
    """Note events whose reports are others than before, and articles whose reports are of other events."""
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE came AS SELECT mention_id, event_id, e.known
        FROM {STORED}.event_members JOIN {STORED}.events e USING (event_id) WHERE mention_id IN (FROM changed)"""
    )
    both = "went FULL JOIN came USING (mention_id)"
    moved = "went.event_id IS DISTINCT FROM came.event_id"
    note_due(
        connection,
        [Due.EVENTS],
        f"""SELECT DISTINCT event_id FROM (SELECT unnest([went.event_id, came.event_id]) AS event_id
            FROM {both} WHERE {moved}) WHERE event_id IS NOT NULL""",
    )
    articles = f"""SELECT DISTINCT article_id FROM {STORED}.event_columns WHERE mention_id IN (
        SELECT mention_id FROM {both} WHERE {{}})"""
    note_due(connection, [Due.TRANSFERS, Due.DISAGREEMENTS, Due.FOLLOW_UPS], articles.format(moved))
    note_due(connection, [Due.FOLLOW_UPS], articles.format("went.known IS DISTINCT FROM came.known"))


def _member_row(m: EventMember) -> Row:
    return (m.mention_id, m.event_id, m.score, m.reason, id_of("event_members", m.mention_id))


def _event_row(e: Event) -> Row:
    days = (e.earliest, e.latest, e.days_basis)
    counts = (e.n_articles, e.n_independent, e.n_mentions)
    sides = (list(e.sources), list(e.targets))
    told = (e.event_id, e.type, e.realis, *sides, *days, e.place, e.label_mention_id)
    return (*told, *counts, e.confidence, e.event_id, e.known)
