"""Event mentions as the columns of numbers by which they are compared, as the case keeps them."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from lagebild.case.shown import STORED
from lagebild.merging.events import Reports
from lagebild.merging.events.reports import PACKED_COLUMNS, VECTOR_SIZE


def reports_kept(connection: duckdb.DuckDBPyConnection, mentions: Sequence[str]) -> Reports:
    """Return the reports of these event mentions, ordered by id; those the case has no columns of are left out."""
    connection.register("kept_mentions", pa.table({"mention_id": pa.array(mentions, pa.string())}))
    found = connection.sql(
        f"""SELECT mention_id, c.columns, v.vector FROM {STORED}.event_columns c
        SEMI JOIN kept_mentions USING (mention_id)
        LEFT JOIN (FROM {STORED}.vectors WHERE article_id IN (
            SELECT article_id FROM {STORED}.event_columns SEMI JOIN kept_mentions USING (mention_id))
        ) v ON v.article_id = c.article_id AND v.sentence_id = c.sentence_id
        ORDER BY mention_id"""
    ).to_arrow_table()
    connection.unregister("kept_mentions")
    return reports_in(found)


def reports_in(rows: pa.Table) -> Reports:
    """Return the reports of rows with the columns `mention_id`, `columns` and `vector`, in their order."""
    mentions = np.array(rows.column("mention_id").to_pylist(), dtype=np.str_)
    columns = _flat(rows.column("columns"), PACKED_COLUMNS)
    return Reports.unpacked(mentions, columns, _flat(rows.column("vector"), VECTOR_SIZE).astype(np.int8))


def _flat(column: pa.ChunkedArray, width: int) -> NDArray[np.int64]:
    """A column of fixed-size lists as rows of numbers, zeros where there is none."""
    rows = np.zeros((len(column), width), np.int64)
    at = 0
    for chunk in column.chunks:
        valid = np.asarray(chunk.is_valid())
        given = chunk.filter(chunk.is_valid()).flatten()
        rows[at : at + len(chunk)][valid] = np.asarray(given).reshape(-1, width)
        at += len(chunk)
    return rows
