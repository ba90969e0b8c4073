"""Links between event mentions as a merge that goes on where it stopped: only what changed is compared again.

An article is compared again when a hash of all that its event mentions are compared by has changed: the mentions
themselves, their days, their actors, the article's date. Its mentions meet those of the whole case through their keys.
Every link hangs on two mentions alone, so the links are the same in whatever order the articles came.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from lagebild.case.arrow_rows import arrow_of, insert_arrow
from lagebild.case.beside import in_halves
from lagebild.case.connection import reading, writing
from lagebild.case.due import OF_ARTICLES, Due, cross_out, note_due
from lagebild.case.event_days import event_day_rows
from lagebild.case.event_reports import reports_in, reports_told, vectors_at
from lagebild.case.reviewed_rows import JUDGED
from lagebild.case.shown import STORED
from lagebild.case.told_events import told_events
from lagebild.merging.events import (
    LINKED,
    Comparable,
    Reports,
    Told,
    comparable,
    keys_of,
    log_odds,
    pairs_met,
)
from lagebild.merging.events.reports import PACKED_COLUMNS

ARTICLES_AT_ONCE = 2_000
"""So many articles are compared with the case in one transaction."""
MET_AT_ONCE = 50_000
"""So many event mentions of other articles are compared with them at once: some 150 MB."""
ODDS_DECIMALS = 4

Ints = NDArray[np.int64]

_STAMPS = f"""
SELECT a.article_id, hash(
    coalesce(a.published, d.published), coalesce(a.published_earliest, d.published_earliest),
    coalesce(a.published_latest, d.published_latest), c.duplicate_of, e.stamp, m.stamp, s.stamp
) AS stamp
FROM {STORED}.articles a JOIN {STORED}.versions v ON v.article_id = a.article_id AND v.newest
LEFT JOIN {STORED}.inferred_dates d ON d.article_id = a.article_id
LEFT JOIN {STORED}.copies c ON c.article_id = a.article_id
LEFT JOIN (
    SELECT article_id, bit_xor(hash(e.mention_id, type, realis, coalesce(r.earliest, e.earliest),
        coalesce(r.latest, e.latest), source_entities, target_entities)) AS stamp
    FROM {JUDGED}.event_mentions e LEFT JOIN {STORED}.resolutions r ON r.row_id = e.time_row_id
    WHERE article_id IN (FROM noted) GROUP BY article_id
) e ON e.article_id = a.article_id
LEFT JOIN (
    SELECT article_id, bit_xor(hash(entity_id, actor_id)) AS stamp FROM {STORED}.actor_members
    WHERE article_id IN (FROM noted) GROUP BY article_id
) m ON m.article_id = a.article_id
LEFT JOIN (
    SELECT article_id, bit_xor(hash(row_id, rejected, s.kind, s.country, s.sector)) AS stamp
    FROM {JUDGED}.mentions_said s JOIN {STORED}.mentions USING (row_id)
    WHERE article_id IN (FROM noted) GROUP BY article_id
) s ON s.article_id = a.article_id
WHERE a.article_id IN (FROM noted)"""
"""What the articles noted are compared by."""

_DUE = f"""SELECT id FROM (SELECT DISTINCT id FROM {STORED}.due WHERE what = '{Due.LINKS}')
LEFT JOIN {STORED}.articles a ON a.article_id = id
ORDER BY coalesce(a.published, a.published_latest), id LIMIT {ARTICLES_AT_ONCE}"""
"""In the order of time, so that those compared together meet the same others."""


_TOUCHED = "one_article IN (FROM again) OR other_article IN (FROM again)"


@dataclass(frozen=True, slots=True)
class Linking:
    """What takes the place of all that is known of some articles."""

    articles: pa.Table
    columns: pa.Table
    days: pa.Table
    links: pa.Table


@dataclass(frozen=True, slots=True)
class _Met:
    """Event mentions of other articles: the keys they share with those that are compared, and their articles."""

    reports: Reports
    keys: list[list[int]]
    articles: NDArray[np.object_]


def link_events(path: Path) -> None:
    """Bring the links between event mentions up to date with what articles say and who their actors are."""
    while _link_some(path):
        pass


def _link_some(path: Path) -> bool:
    """Compare those of some articles that are due which tell something else now; return whether any were due."""
    with reading(path) as connection:
        some = [article for (article,) in connection.execute(_DUE).fetchall()]
        if not some:
            return False
        stamps = _changed(connection, some)
    linking = _linking(path, stamps) if stamps else None
    with writing(path) as connection:
        if linking is not None:
            _put(connection, linking)
        cross_out(connection, Due.LINKS, some)
    return True


def _changed(connection: duckdb.DuckDBPyConnection, some: Sequence[str]) -> list[tuple[str, int | None]]:
    """Return those of some articles to compare again with their stamps, None for those that are gone."""
    connection.execute("CREATE OR REPLACE TEMP TABLE noted AS SELECT unnest(?) AS article_id", [list(some)])
    return connection.execute(
        f"""SELECT article_id, n.stamp FROM noted LEFT JOIN ({_STAMPS}) n USING (article_id)
        LEFT JOIN {STORED}.linked l USING (article_id)
        WHERE n.stamp IS DISTINCT FROM l.stamp ORDER BY 1"""
    ).fetchall()


def _linking(path: Path, stamps: Sequence[tuple[str, int | None]]) -> Linking:
    article_ids = [article_id for article_id, _ in stamps]
    found = in_halves(compared_by, path, article_ids)
    columns, days = (pa.concat_tables([part[at] for part in found]) for at in (0, 1))
    own = reports_in(columns, np.concatenate([vectors for _, _, vectors in found]))
    keys = columns.column("keys").to_pylist()
    articles = np.array(columns.column("article_id").to_pylist(), np.object_)
    compared = comparable(own)
    links = [_links(compared, articles, pairs_met(keys, None, compared))]
    with reading(path) as connection:
        for met in _meeting(connection, article_ids, keys):
            compared, of = comparable(_joined(own, met.reports)), np.concatenate([articles, met.articles])
            links.append(_links(compared, of, pairs_met(keys, met.keys, compared)))
    stamped = pa.table(
        {"article_id": pa.array(article_ids, pa.string()), "stamp": pa.array([s for _, s in stamps], pa.uint64())}
    )
    return Linking(stamped, columns, days, pa.concat_tables(links))


def compared_by(path: Path, article_ids: Sequence[str]) -> tuple[pa.Table, pa.Table, NDArray[np.int8]]:
    """Return the rows of `event_columns` and `event_days` of some articles, and the vectors of the former."""
    with reading(path) as connection:
        told = [member.told for member in told_events(connection, article_ids)]
        own = reports_told(connection, told)
        days = arrow_of("event_days", list(event_day_rows(connection, article_ids)))
    return _columns_table(own, told, keys_of(own)), days, own.vectors


def _meeting(
    connection: duckdb.DuckDBPyConnection, article_ids: Sequence[str], keys: Sequence[Sequence[int]]
) -> Iterator[_Met]:
    """Yield the event mentions of other articles that share a key with these, in parts of bounded size."""
    wanted = pa.table({"key": pa.array(sorted({key for own in keys for key in own}), pa.int64())})
    connection.register("wanted_keys", wanted)
    found = connection.sql(
        f"""WITH met AS (
            SELECT mention_id, list(key) AS keys FROM (
                SELECT mention_id, unnest(keys) AS key FROM {STORED}.event_columns
                WHERE article_id NOT IN (SELECT unnest(?))
            ) SEMI JOIN wanted_keys USING (key) GROUP BY mention_id
        )
        SELECT c.mention_id, c.columns, c.article_id, c.sentence_id, met.keys
        FROM met JOIN {STORED}.event_columns c USING (mention_id)""",
        params=[list(article_ids)],
    )
    with connection.cursor() as beside:  # another query of the same connection would end this one
        for batch in found.to_arrow_reader(MET_AT_ONCE):
            part = pa.Table.from_batches([batch])
            met_articles = np.array(part.column("article_id").to_pylist(), np.object_)
            yield _Met(reports_in(part, vectors_at(beside, part)), part.column("keys").to_pylist(), met_articles)
    connection.unregister("wanted_keys")


def _joined(own: Reports, others: Reports) -> Reports:
    mentions = np.concatenate([own.mentions, others.mentions]) if len(others) else own.mentions
    return Reports.unpacked(
        mentions, np.vstack([own.packed(), others.packed()]), np.vstack([own.vectors, others.vectors])
    )


def _links(c: Comparable, articles: NDArray[np.object_], met: Iterable[tuple[Ints, Ints]]) -> pa.Table:
    """Return the links among pairs of reports."""
    found: list[tuple[Ints, Ints, NDArray[np.float64]]] = [(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))]
    for one, other in met:
        odds = np.round(log_odds(c, one, other), ODDS_DECIMALS)
        kept = odds >= LINKED
        found.append((one[kept], other[kept], odds[kept]))
    lefts, rights = (np.concatenate([part[i] for part in found]) for i in (0, 1))
    mentions = c.reports.mentions
    swap = mentions[lefts] > mentions[rights]
    lefts, rights = np.where(swap, rights, lefts), np.where(swap, lefts, rights)
    return pa.table(
        {
            "one": pa.array(mentions[lefts].tolist(), pa.string()),
            "other": pa.array(mentions[rights].tolist(), pa.string()),
            "log_odds": pa.array(np.concatenate([part[2] for part in found]).astype(np.float32)),
            "one_article": pa.array(articles[lefts].tolist(), pa.string()),
            "other_article": pa.array(articles[rights].tolist(), pa.string()),
        }
    )


def _columns_table(reports: Reports, told: Sequence[Told], keys: Sequence[Sequence[int]]) -> pa.Table:
    return pa.table(
        {
            "mention_id": pa.array(reports.mentions.tolist(), pa.string()),
            "article_id": pa.array([t.article_id for t in told], pa.string()),
            "sentence_id": pa.array([t.sentence_id for t in told], pa.int32()),
            "keys": pa.array(keys, pa.list_(pa.int64())),
            "columns": pa.FixedSizeListArray.from_arrays(pa.array(reports.packed().ravel()), PACKED_COLUMNS),
        }
    )


def _put(connection: duckdb.DuckDBPyConnection, linking: Linking) -> None:
    """Put the links in the place of the old ones; what was or is linked with these articles is clustered again."""
    connection.register("relinked", linking.articles)
    connection.execute("CREATE OR REPLACE TEMP TABLE again AS SELECT article_id FROM relinked")
    connection.execute(f"CREATE OR REPLACE TEMP TABLE old_links AS FROM {STORED}.event_links WHERE {_TOUCHED}")
    connection.execute(
        f"""INSERT INTO {STORED}.unclustered
        SELECT mention_id, TRUE, FALSE FROM {STORED}.event_columns WHERE article_id IN (FROM again)"""
    )
    connection.execute(f"DELETE FROM {STORED}.event_links WHERE {_TOUCHED}")
    for name in ("event_columns", "event_days", "linked"):
        connection.execute(f"DELETE FROM {STORED}.{name} WHERE article_id IN (FROM again)")
    insert_arrow(connection, "event_columns", linking.columns)
    insert_arrow(connection, "event_days", linking.days)
    insert_arrow(connection, "event_links", linking.links)
    connection.execute(f"INSERT INTO {STORED}.linked SELECT article_id, stamp FROM relinked WHERE stamp IS NOT NULL")
    connection.unregister("relinked")
    note_due(connection, OF_ARTICLES, "FROM again")
    connection.execute(
        f"""INSERT INTO {STORED}.unclustered
        SELECT mention_id, TRUE, FALSE FROM {STORED}.event_columns WHERE article_id IN (FROM again)
        UNION SELECT unnest([one, other]), FALSE, coalesce(n.log_odds < o.log_odds, o.log_odds IS NOT NULL)
        FROM old_links o FULL JOIN (FROM {STORED}.event_links WHERE {_TOUCHED}) n USING (one, other)
        WHERE n.log_odds IS DISTINCT FROM o.log_odds"""
    )
