"""Event mentions as the columns of numbers by which they are compared, as the case keeps them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from lagebild.case.shown import STORED
from lagebild.merging.events import Reports, Told, reports_of
from lagebild.merging.events.reports import PACKED_COLUMNS, VECTOR_SIZE


def reports_kept(connection: duckdb.DuckDBPyConnection, mentions: Sequence[str]) -> Reports:
    """Return the reports of these event mentions, ordered by id; those the case has no columns of are left out."""
    connection.register("kept_mentions", pa.table({"mention_id": pa.array(mentions, pa.string())}))
    found = connection.sql(
        f"""SELECT mention_id, article_id, sentence_id, columns FROM {STORED}.event_columns
        SEMI JOIN kept_mentions USING (mention_id) ORDER BY mention_id"""
    ).to_arrow_table()
    connection.unregister("kept_mentions")
    return reports_in(found, vectors_at(connection, found))


def reports_told(connection: duckdb.DuckDBPyConnection, told: Sequence[Told]) -> Reports:
    """Return the reports of what event mentions tell, given in the order of their ids."""
    places = {
        "article_id": pa.array([t.article_id for t in told], pa.string()),
        "sentence_id": pa.array([t.sentence_id for t in told], pa.int32()),
    }
    return reports_of(told, vectors_at(connection, pa.table(places)))


def reports_in(rows: pa.Table, vectors: NDArray[np.int8]) -> Reports:
    """Return the reports of rows with the columns `mention_id` and `columns`, in their order; vectors likewise."""
    mentions = np.array(rows.column("mention_id").to_pylist(), dtype=np.str_)
    columns = np.zeros((len(rows), PACKED_COLUMNS), np.int64)
    _fill(columns, np.arange(len(rows)), rows.column("columns"))
    return Reports.unpacked(mentions, columns, vectors)


def vectors_at(connection: duckdb.DuckDBPyConnection, places: pa.Table) -> NDArray[np.int8]:
    """Return the vectors of sentences (columns `article_id` and `sentence_id`), zeros where one has none."""
    connection.register("placed", places.append_column("row", pa.array(np.arange(len(places)))))
    found = connection.sql(
        f"""SELECT row, vector FROM (FROM {STORED}.vectors WHERE article_id IN (SELECT article_id FROM placed))
        JOIN placed USING (article_id, sentence_id) WHERE vector IS NOT NULL"""
    ).to_arrow_table()
    connection.unregister("placed")
    vectors = np.zeros((len(places), VECTOR_SIZE), np.int8)
    _fill(vectors, found.column("row").to_numpy(), found.column("vector"))
    return vectors


def _fill(table: NDArray[Any], rows: NDArray[np.int64], column: pa.ChunkedArray) -> None:
    """Put a column of fixed-size lists into these rows of a table of numbers."""
    at = 0
    for chunk in column.chunks:
        table[rows[at : at + len(chunk)]] = np.asarray(chunk.flatten()).reshape(-1, table.shape[1])
        at += len(chunk)
