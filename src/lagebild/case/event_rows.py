"""Events from links: the components that changed are clustered again, and their rows replaced.

A component (mentions that hang together by likely links) is clustered by itself; what its mentions were parts of before
goes. The rows are the same as if all had been computed anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from lagebild.case.arrow_rows import arrow_of, insert_arrow
from lagebild.case.connection import first_row, reading, writing
from lagebild.case.due import OF_ARTICLES, Due, note_due
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

SEEDS_AT_ONCE = 20_000
"""So many changed mentions are clustered in one transaction, with all that hangs together with them."""
REVIEWED = "review"
"""The reason for a mention in an event that an analyst has put it into."""


def cluster_events(path: Path) -> None:
    """Bring events and memberships up to date with the links."""
    while True:
        with reading(path) as connection:
            if first_row(connection, f"SELECT 1 FROM {STORED}.unclustered LIMIT 1") is None:
                return
            mentions = _hanging_together(connection)
            members, events = _clustered(connection, mentions)
        with writing(path) as connection:
            _put(connection, mentions, members, events)


def _hanging_together(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Return changed mentions with all that hang together with them.

    They hang together through links that hold, what analysts say to be the same, and old memberships.
    """
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE said_same AS
        SELECT one, other FROM ({pairs_in_force("event_mentions", "mention_id")}) WHERE decision = 'same'"""
    )
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE reached AS
        SELECT mention_id, true AS fresh FROM (SELECT DISTINCT mention_id FROM {STORED}.unclustered
        ORDER BY 1 LIMIT {SEEDS_AT_ONCE})"""
    )
    links = f"{STORED}.event_links"
    step = f"""
        WITH frontier AS (SELECT mention_id FROM reached WHERE fresh), beside AS (
            SELECT other AS mention_id FROM {links} JOIN frontier ON mention_id = one
            UNION SELECT one FROM {links} JOIN frontier ON mention_id = other
            UNION SELECT other FROM said_same JOIN frontier ON mention_id = one
            UNION SELECT one FROM said_same JOIN frontier ON mention_id = other
            UNION SELECT n.mention_id FROM {STORED}.event_members m JOIN frontier USING (mention_id)
                JOIN {STORED}.event_members n ON n.event_id = m.event_id
        )
        SELECT mention_id, true AS fresh FROM beside ANTI JOIN reached USING (mention_id)"""
    while True:
        connection.execute(f"CREATE OR REPLACE TEMP TABLE next_ones AS {step}")
        connection.execute("UPDATE reached SET fresh = false WHERE fresh")
        added = first_row(connection, "INSERT INTO reached FROM next_ones")
        if not added or not added[0]:
            break
    return [m for (m,) in connection.execute("SELECT mention_id FROM reached ORDER BY 1").fetchall()]


def _clustered(connection: duckdb.DuckDBPyConnection, mentions: Sequence[str]) -> tuple[list[Row], list[Row]]:
    connection.register("asked_mentions", pa.table({"mention_id": pa.array(mentions, pa.string())}))
    articles = connection.execute(
        f"""SELECT DISTINCT article_id FROM {STORED}.event_columns SEMI JOIN asked_mentions USING (mention_id)
        ORDER BY 1"""
    ).fetchall()
    asked = set(mentions)
    found = [m for m in told_events(connection, [a for (a,) in articles]) if m.told.mention_id in asked]
    rows = {m.told.mention_id: row for row, m in enumerate(found)}
    links = connection.execute(
        f"""SELECT one, other, log_odds FROM {STORED}.event_links
        WHERE one IN (SELECT mention_id FROM asked_mentions) AND other IN (SELECT mention_id FROM asked_mentions)"""
    ).fetchall()
    connection.unregister("asked_mentions")
    inside = [(rows[a], rows[b], odds) for a, b, odds in links if a in rows and b in rows]
    left, right = (np.array([link[i] for link in inside], np.int64) for i in (0, 1))
    odds = np.array([link[2] for link in inside], np.float64)
    same, apart = (_said(connection, decision, rows) for decision in ("same", "different"))
    linked = Pairs(len(found), np.minimum(left, right), np.maximum(left, right), odds)
    compared = comparable(reports_kept(connection, list(rows)))
    pairs = set_apart(completed(linked, lambda one, other: log_odds(compared, one, other)), apart)
    clusters = joined(clusters_of(pairs), same, apart)
    told = [m.told for m in found]
    said = {told[row].mention_id for group in groups_said(same, apart) for row in group}
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


def _rows_by(clusters: NDArray[np.int64]) -> Iterator[list[int]]:
    rows: dict[int, list[int]] = defaultdict(list)
    for row, cluster in enumerate(clusters.tolist()):
        rows[cluster].append(row)
    yield from rows.values()


def _put(
    connection: duckdb.DuckDBPyConnection, mentions: Sequence[str], members: Sequence[Row], events: Sequence[Row]
) -> None:
    connection.register("asked_mentions", pa.table({"mention_id": pa.array(mentions, pa.string())}))
    asked = "mention_id IN (SELECT mention_id FROM asked_mentions)"
    connection.execute(
        f"""DELETE FROM {STORED}.events WHERE event_id IN (
            SELECT event_id FROM {STORED}.event_members WHERE {asked})"""
    )
    connection.register("new_members", arrow_of("event_members", members))
    old = f"SELECT event_id FROM {STORED}.event_members WHERE {asked}"
    for came, went in (("SELECT event_id FROM new_members", old), (old, "SELECT event_id FROM new_members")):
        note_due(connection, [Due.EVENTS], f"{came} EXCEPT {went}")
    note_due(
        connection,
        [what for what in OF_ARTICLES if what is not Due.SYSTEM],
        f"""SELECT DISTINCT article_id FROM {STORED}.event_columns JOIN new_members n USING (mention_id)
        ANTI JOIN {STORED}.event_members m ON m.mention_id = n.mention_id AND m.event_id = n.event_id""",
    )
    connection.unregister("new_members")
    connection.execute(f"DELETE FROM {STORED}.event_members WHERE {asked}")
    connection.execute(f"DELETE FROM {STORED}.unclustered WHERE {asked}")
    connection.unregister("asked_mentions")
    insert_arrow(connection, "event_members", arrow_of("event_members", members))
    insert_arrow(connection, "events", arrow_of("events", events))


def _member_row(m: EventMember) -> Row:
    return (m.mention_id, m.event_id, m.score, m.reason, id_of("event_members", m.mention_id))


def _event_row(e: Event) -> Row:
    days = (e.earliest, e.latest, e.days_basis)
    counts = (e.n_articles, e.n_independent, e.n_mentions)
    sides = (list(e.sources), list(e.targets))
    return (e.event_id, e.type, e.realis, *sides, *days, e.place, e.label_mention_id, *counts, e.confidence, e.event_id)
