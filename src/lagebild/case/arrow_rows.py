"""Rows as Arrow tables: the fast way into DuckDB."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import duckdb
import pyarrow as pa

from lagebild.case.bookkeeping import TABLES
from lagebild.case.connection import first_row
from lagebild.case.evidence import Row
from lagebild.case.shown import STORED, quoted, table_statements


@cache
def _schemas() -> dict[str, pa.Schema]:
    """The Arrow schema of every stored table, as DuckDB itself maps the declared types."""
    with duckdb.connect() as connection:
        for statement in table_statements():
            connection.execute(statement)
        return {name: connection.sql(f"FROM {STORED}.{quoted(name)}").to_arrow_table().schema for name in TABLES}


def arrow_of(table_name: str, rows: Sequence[Row]) -> pa.Table:
    """Return rows (tuples of the table's stored columns) as an Arrow table with the declared types."""
    schema = _schemas()[table_name]
    columns = zip(*rows, strict=True) if rows else ((),) * len(schema)
    arrays = [pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema)


def insert(connection: duckdb.DuckDBPyConnection, table_name: str, rows: Sequence[Row]) -> int:
    """Insert rows into a stored table; return how many there were."""
    return insert_arrow(connection, table_name, arrow_of(table_name, rows)) if rows else 0


def insert_arrow(connection: duckdb.DuckDBPyConnection, table_name: str, rows: pa.Table, where: str = "TRUE") -> int:
    """Insert rows into a stored table, those that fulfil `where`; return how many were inserted."""
    columns = ", ".join(map(quoted, TABLES[table_name].stored_names))
    connection.register("incoming", rows)
    try:
        done = first_row(
            connection,
            f"INSERT INTO {STORED}.{quoted(table_name)} ({columns}) SELECT {columns} FROM incoming WHERE {where}",
        )
    finally:
        connection.unregister("incoming")
    return int(done[0]) if done else 0


def replace_all(connection: duckdb.DuckDBPyConnection, table_name: str, rows: pa.Table, among: str = "TRUE") -> None:
    """Let a stored table hold exactly these different rows `among` its own; those it holds already stay untouched."""
    names = map(quoted, TABLES[table_name].stored_names)
    equal = " AND ".join(f"incoming.{name} IS NOT DISTINCT FROM here.{name}" for name in names)
    stored = f"{STORED}.{quoted(table_name)}"
    connection.register("incoming", rows)
    try:
        connection.execute(f"DELETE FROM {stored} AS here WHERE {among} AND NOT EXISTS (FROM incoming WHERE {equal})")
    finally:
        connection.unregister("incoming")
    insert_arrow(connection, table_name, rows, f"NOT EXISTS (FROM {stored} AS here WHERE {equal})")
