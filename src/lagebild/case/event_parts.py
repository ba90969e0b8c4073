"""What hangs together with event mentions whose links changed, and which parts of it are to be clustered again.

A part (mentions that hang together by likely links, cut where they are too many) is clustered by itself, and so only if
links of it changed, if it is cut otherwise than before, or if analysts say something of what it hangs together with.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import duckdb
import numpy as np
import xxhash
from numpy.typing import NDArray

from lagebild.case.connection import first_row
from lagebild.case.reviewed_rows import JUDGED, pairs_in_force
from lagebild.case.shown import STORED
from lagebild.merging.events import Pairs, hanging_with, parts_of

SEEDS_AT_ONCE = 20_000
"""So many changed mentions are clustered in one transaction, with all that hangs together with them."""

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of mentions that hang together, in the order of their ids: events and parts are those of before.

    `touched` says which have other links than before, `told_anew` which may tell something else themselves; `broken`
    are events that had mentions which are gone, and None, which is no event.
    """

    mentions: Sequence[str]
    articles: Sequence[str]
    touched: NDArray[np.bool_]
    told_anew: NDArray[np.bool_]
    events: Sequence[str | None]
    parts: Sequence[int | None]
    links: Pairs
    broken: frozenset[str | None]


def hanging_together(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Return changed mentions with all that hang together with them, in the temporary table `reached` too.

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


def known_of_reached(connection: duckdb.DuckDBPyConnection) -> Known:
    """Return what is known of the mentions that `hanging_together` has reached, but for those that are gone."""
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE there AS
        SELECT row_number() OVER (ORDER BY c.mention_id) - 1 AS place, c.mention_id, c.article_id,
            u.mention_id IS NOT NULL AS touched, coalesce(u.told_anew, false) AS told_anew, m.event_id, p.part
        FROM {STORED}.event_columns c SEMI JOIN reached USING (mention_id)
        SEMI JOIN (SELECT mention_id, article_id FROM {JUDGED}.event_mentions) e USING (mention_id)
        SEMI JOIN (SELECT article_id FROM {STORED}.versions WHERE newest) v USING (article_id)
        LEFT JOIN (SELECT mention_id, bool_or(told_anew) AS told_anew FROM {STORED}.unclustered GROUP BY 1) u
            USING (mention_id)
        LEFT JOIN {STORED}.event_members m USING (mention_id) LEFT JOIN {STORED}.event_parts p USING (mention_id)"""
    )
    links = connection.execute(
        f"""SELECT a.place AS one, b.place AS other, log_odds FROM {STORED}.event_links l
        JOIN there a ON a.mention_id = l.one JOIN there b ON b.mention_id = l.other ORDER BY 1, 2"""
    ).fetchnumpy()
    columns = "mention_id, article_id, touched, told_anew, event_id, part"
    rows = connection.execute(f"SELECT {columns} FROM there ORDER BY place").fetchall()
    mentions, articles, touched, told_anew, events, parts = zip(*rows, strict=True) if rows else ((),) * 6
    one, other = (np.asarray(links[name], np.int64) for name in ("one", "other"))
    pairs = Pairs(len(rows), np.minimum(one, other), np.maximum(one, other), np.asarray(links["log_odds"], np.float64))
    gone = f"""SELECT DISTINCT event_id FROM {STORED}.event_members SEMI JOIN reached USING (mention_id)
        ANTI JOIN there USING (mention_id)"""
    broken = frozenset({None, *(event for (event,) in connection.execute(gone).fetchall())})
    return Known(mentions, articles, np.array(touched, bool), np.array(told_anew, bool), events, parts, pairs, broken)


def parts_again(known: Known, reviewed: Iterable[int]) -> Iterator[Ints]:
    """Yield the parts to be clustered again, given the places of mentions of which analysts say something."""
    said = np.array(sorted(set(reviewed)), np.int64)
    beside = hanging_with(known.links, said) if len(said) else np.zeros(known.links.n, bool)
    again = known.touched | known.told_anew | beside
    for part in parts_of(known.links):
        if again[part].any() or {known.parts[at] for at in part.tolist()} != {part_hash(known, part)}:
            yield part


def part_hash(known: Known, part: Ints) -> int:
    """Return the hash by which a part is known: of all its mentions."""
    return xxhash.xxh3_64_intdigest(" ".join(known.mentions[at] for at in part.tolist()).encode())
