"""The rows of `copies`: looked for in the whole case, or only around a few articles that came.

The fingerprints of the case are read as numbers; only articles that could be copies of those that came, or of their
copies, become objects. The rows are the same as if all had been compared anew.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import compress

import duckdb
import numpy as np
from numpy.typing import NDArray

from lagebild.articles.duplicates import Fingerprint
from lagebild.case.due import ALL_COPIES, Due
from lagebild.case.rows import Rows
from lagebild.case.shown import STORED
from lagebild.merging.copies import Imprint, bands_of_all, duplicates_among, sharing

FEW = 16
"""So many articles are looked for among the others; for more, all are compared with all."""

_NEWEST = f"""{STORED}.fingerprints WHERE article_id IN (SELECT article_id FROM {STORED}.versions WHERE newest)"""
_SEEN = f"""SELECT article_id FROM {STORED}.linked UNION SELECT id FROM {STORED}.due WHERE what <> '{Due.LINKS}'"""
"""Articles that a merge has looked at (until it has linked them, they are due), and more; `ALL_COPIES` is one."""


@dataclass(frozen=True, slots=True)
class Compared:
    """Articles to compare, those of them whose originals may be others now (None: all), and the copies known before."""

    imprints: Mapping[str, Imprint]
    touched: AbstractSet[str] | None
    known: Mapping[str, str]


def compared_for_copies(connection: duckdb.DuckDBPyConnection, changed: Sequence[str]) -> Compared:
    """Return what to compare, these articles being those that came, went or changed since `copies` were made."""
    if not _came(connection, changed):
        return Compared(_imprints(connection, "TRUE", []), None, {})
    known = dict(connection.execute(f"SELECT article_id, duplicate_of FROM {STORED}.copies").fetchall())
    touched, compared = _around(connection, changed, known)
    return Compared(_imprints(connection, "article_id IN (SELECT unnest(?))", [compared]), touched, known)


def copy_rows(compared: Compared) -> Rows:
    """Return all rows of `copies`."""
    found, touched = duplicates_among(compared.imprints), compared.touched
    if touched is not None:
        kept = {article: original for article, original in compared.known.items() if article not in touched}
        found = kept | {article: original for article, original in found.items() if article in touched}
    return {"copies": sorted(found.items())}


def _came(connection: duckdb.DuckDBPyConnection, changed: Sequence[str]) -> bool:
    """Return whether these are a few articles that no merge has seen, all there is to look for."""
    if len(changed) > FEW:
        return False
    there = connection.execute(f"SELECT count(*) FROM {_NEWEST} AND article_id IN (SELECT unnest(?))", [list(changed)])
    if there.fetchall() != [(len(changed),)]:
        return False
    seen = f"SELECT 1 FROM ({_SEEN}) WHERE article_id IN (SELECT unnest(?)) LIMIT 1"
    return connection.execute(seen, [[*changed, ALL_COPIES]]).fetchall() == []


def _around(
    connection: duckdb.DuckDBPyConnection, changed: Sequence[str], originals: Mapping[str, str]
) -> tuple[set[str], list[str]]:
    """Return the articles whose originals may be others now, and those to compare to find them.

    What shares a bucket with an article that came may be linked otherwise, and so may all that was linked with it.
    These are compared in their whole buckets: with all that shares one with them.
    """
    table = connection.sql(f"SELECT article_id, fingerprint FROM {_NEWEST} ORDER BY article_id").to_arrow_table()
    ids: list[str] = table.column("article_id").to_pylist()
    bands = bands_of_all([Fingerprint(mark) for mark in table.column("fingerprint").to_pylist()])
    near = set(compress(ids, sharing(bands, _among(ids, set(changed)))))
    groups = {originals.get(article, article) for article in near}
    touched = near | groups | {article for article, original in originals.items() if original in groups}
    return touched, list(compress(ids, sharing(bands, _among(ids, touched))))


def _among(ids: Sequence[str], some: AbstractSet[str]) -> NDArray[np.bool_]:
    return np.fromiter((article in some for article in ids), bool, len(ids))


def _imprints(connection: duckdb.DuckDBPyConnection, where: str, parameters: Sequence[object]) -> dict[str, Imprint]:
    rows = connection.execute(
        f"""SELECT article_id, fingerprint, published FROM {STORED}.articles
        JOIN (FROM {_NEWEST} AND {where}) USING (article_id)""",
        list(parameters),
    ).fetchall()
    return {article: Imprint(Fingerprint(mark), published) for article, mark, published in rows}
