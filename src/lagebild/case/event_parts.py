"""Which event mentions are clustered together, and which of these parts are to be clustered again.

A part is what hangs together by links, cut where it is too large by raising what links (`merging/events/clusters.py`).
Only the parts around mentions whose links changed are looked for: what hangs together with them is followed until it is
whole or too large; of what is too large only they are followed on, by stronger links, and those that were clustered
with them before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import duckdb
import numpy as np
import pyarrow as pa
import xxhash
from numpy.typing import NDArray

from lagebild.case.reviewed_rows import pairs_in_force
from lagebild.case.shown import STORED
from lagebild.merging.events import LARGEST_COMPONENT, LINKED, RAISED, components

SEEDS_AT_ONCE = 20_000
"""So many changed mentions are clustered in one transaction, with all that hangs together with them."""

Ints = NDArray[np.int64]

_SEEDS = f"""
WITH seeds AS (
    SELECT mention_id FROM (SELECT DISTINCT mention_id FROM {STORED}.unclustered)
    LEFT JOIN {STORED}.event_columns USING (mention_id) LEFT JOIN {STORED}.articles USING (article_id)
    ORDER BY published NULLS FIRST, mention_id LIMIT {SEEDS_AT_ONCE}
)
FROM seeds UNION SELECT mention_id FROM {STORED}.event_members WHERE event_id IN (
    SELECT event_id FROM {STORED}.event_members SEMI JOIN seeds USING (mention_id))"""
"""Mentions of about one time whose links changed, and those that were of one event with them."""
_SAID = f"SELECT one, other FROM ({pairs_in_force('event_mentions', 'mention_id')})"


@dataclass(frozen=True, slots=True)
class Part:
    """Mentions that are clustered together, in the order of their ids, and the level of links that hold them."""

    mentions: tuple[str, ...]
    level: int

    @property
    def hash(self) -> int:
        """What stands for its mentions."""
        return xxhash.xxh3_64_intdigest(" ".join(self.mentions).encode())


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of mentions, in the order of their ids: their events of before, and how many mentions these had.

    `told_anew` says which may tell something else themselves.
    """

    mentions: Sequence[str]
    articles: Sequence[str]
    told_anew: NDArray[np.bool_]
    events: Sequence[str | None]
    sizes: Sequence[int | None]


def changed_parts(connection: duckdb.DuckDBPyConnection) -> tuple[list[Part], list[str]]:
    """Return the parts to be clustered again, and the mentions that need not be looked at any more after that."""
    seeds = {mention for (mention,) in connection.execute(_SEEDS).fetchall()}
    said = connection.execute(_SAID).fetchall()
    while True:
        parts = list(_parts_around(connection, seeds))
        there = {mention for part in parts for mention in part.mentions}
        tied = {mention for pair in said if not there.isdisjoint(pair) for mention in pair} - there - seeds
        if not tied:
            break
        seeds |= tied
    reviewed = {mention for pair in said for mention in pair}
    return _to_be_clustered(connection, parts, reviewed), sorted(there | seeds)


def _parts_around(connection: duckdb.DuckDBPyConnection, seeds: AbstractSet[str]) -> Iterator[Part]:
    """Yield the parts in which these mentions are; those that are gone are in none."""
    level, wanted = 0, _with_those_beside(connection, seeds)
    only_grew = connection.execute(f"SELECT 1 FROM {STORED}.unclustered WHERE lost LIMIT 1").fetchall() == []
    while wanted:
        mentions, labels, large = _followed(connection, wanted, level, only_grew=only_grew)
        order = np.argsort(labels, kind="stable")
        limits = np.searchsorted(labels[order], np.arange(labels.max(initial=-1) + 2))
        asked, going_on = set(wanted), []
        for first, last in zip(limits[:-1].tolist(), limits[1:].tolist(), strict=True):
            own = order[first:last].tolist()
            if not large[labels[own[0]]]:
                yield Part(tuple(sorted(mentions[at] for at in own)), level)
            else:
                going_on += [mentions[at] for at in own if mentions[at] in asked]
        wanted = going_on
        level += 1


def _followed(
    connection: duckdb.DuckDBPyConnection, wanted: Sequence[str], level: int, *, only_grew: bool
) -> tuple[list[str], Ints, NDArray[np.bool_]]:
    """Return mentions that hang together with those wanted by links of a level, and the components they are in.

    Last is which components are too large; others are whole. Where links only came, what was too large still is.
    """
    _register(connection, "wanted", wanted)
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE reached AS
        SELECT row_number() OVER (ORDER BY mention_id) - 1 AS place, mention_id
        FROM {STORED}.event_columns SEMI JOIN wanted USING (mention_id)"""
    )
    ones, others = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    labels, was_large = np.zeros(0, np.int64), np.zeros(0, bool)
    fresh = np.arange(_count(connection))
    while True:
        number = len(labels) + len(fresh)
        labels = components(number, np.concatenate(ones), np.concatenate(others))
        was_large = np.concatenate([was_large, _large_before(connection, fresh, level) & only_grew])
        large = np.bincount(labels) > LARGEST_COMPONENT
        large[labels[was_large]] = True
        frontier = fresh[~large[labels[fresh]]]
        if not len(frontier):
            break
        one, other = _links_of(connection, frontier, LINKED + RAISED * level)
        ones.append(one)
        others.append(other)
        fresh = np.arange(number, _count(connection))
    rows = connection.execute("SELECT mention_id FROM reached ORDER BY place").fetchall()
    return [mention for (mention,) in rows], labels, large


def _large_before(connection: duckdb.DuckDBPyConnection, places: Ints, level: int) -> NDArray[np.bool_]:
    """Return which of the mentions at these places hung together with too many by links of this level."""
    if not len(places):
        return np.zeros(0, bool)
    rows = connection.execute(
        f"""SELECT coalesce(p.level > {level}, false) FROM reached LEFT JOIN {STORED}.event_parts p USING (mention_id)
        WHERE place >= {places[0]} ORDER BY place"""
    ).fetchall()
    return np.array([was_large for (was_large,) in rows], bool)


def _links_of(connection: duckdb.DuckDBPyConnection, frontier: Ints, least: float) -> tuple[Ints, Ints]:
    """Reach what is linked with the mentions at these places; return the places of both ends of the links."""
    connection.register("at_places", pa.table({"place": pa.array(frontier)}))
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE links AS
        WITH frontier AS (SELECT mention_id FROM reached SEMI JOIN at_places USING (place)),
        holding AS (SELECT one, other FROM {STORED}.event_links WHERE log_odds >= {least})
        SELECT one, other FROM holding WHERE one IN (FROM frontier)
        UNION SELECT one, other FROM holding WHERE other IN (FROM frontier)"""
    )
    connection.unregister("at_places")
    connection.execute(
        """INSERT INTO reached SELECT (SELECT count(*) FROM reached) + row_number() OVER (ORDER BY mention_id) - 1, *
        FROM (SELECT one AS mention_id FROM links UNION SELECT other FROM links) ANTI JOIN reached USING (mention_id)"""
    )
    found = connection.execute(
        """SELECT a.place AS one, b.place AS other FROM links
        JOIN reached a ON a.mention_id = one JOIN reached b ON b.mention_id = other"""
    ).fetchnumpy()
    return np.asarray(found["one"], np.int64), np.asarray(found["other"], np.int64)


def _with_those_beside(connection: duckdb.DuckDBPyConnection, mentions: AbstractSet[str]) -> list[str]:
    """Return mentions with all that were clustered with them."""
    _register(connection, "wanted", sorted(mentions))
    beside = connection.execute(
        f"""FROM wanted UNION SELECT mention_id FROM {STORED}.event_parts
        WHERE part IN (SELECT part FROM {STORED}.event_parts SEMI JOIN wanted USING (mention_id)) ORDER BY 1"""
    ).fetchall()
    return [mention for (mention,) in beside]


def _to_be_clustered(
    connection: duckdb.DuckDBPyConnection, parts: Sequence[Part], reviewed: AbstractSet[str]
) -> list[Part]:
    """Return the parts with changed links, with mentions that analysts say something of, or that were cut otherwise."""
    _register(connection, "wanted", [mention for part in parts for mention in part.mentions])
    kept = {
        mention: (part, level, touched)
        for mention, part, level, touched in connection.execute(
            f"""SELECT mention_id, part, level, mention_id IN (SELECT mention_id FROM {STORED}.unclustered)
            FROM wanted LEFT JOIN {STORED}.event_parts USING (mention_id)"""
        ).fetchall()
    }
    return [
        part
        for part in parts
        if not reviewed.isdisjoint(part.mentions)
        or {kept[m] for m in part.mentions} != {(part.hash, part.level, False)}
    ]


def known_of(connection: duckdb.DuckDBPyConnection, parts: Sequence[Part]) -> Known:
    """Return what is known of the mentions of these parts."""
    _register(connection, "wanted", [mention for part in parts for mention in part.mentions])
    rows = connection.execute(
        f"""SELECT c.mention_id, c.article_id, coalesce(u.told_anew, false), m.event_id, e.n_mentions
        FROM {STORED}.event_columns c SEMI JOIN wanted USING (mention_id)
        LEFT JOIN (SELECT mention_id, bool_or(told_anew) AS told_anew FROM {STORED}.unclustered GROUP BY 1) u
            USING (mention_id)
        LEFT JOIN {STORED}.event_members m USING (mention_id)
        LEFT JOIN (SELECT event_id, count(*) AS n_mentions FROM {STORED}.event_members GROUP BY 1) e USING (event_id)
        ORDER BY 1"""
    ).fetchall()
    mentions, articles, told_anew, events, sizes = zip(*rows, strict=True) if rows else ((),) * 5
    return Known(mentions, articles, np.array(told_anew, bool), events, sizes)


def _register(connection: duckdb.DuckDBPyConnection, name: str, mentions: Sequence[str]) -> None:
    connection.register("given", pa.table({"mention_id": pa.array(mentions, pa.string())}))
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS FROM given")
    connection.unregister("given")


def _count(connection: duckdb.DuckDBPyConnection) -> int:
    ((number,),) = connection.execute("SELECT count(*) FROM reached").fetchall()
    return int(number)
