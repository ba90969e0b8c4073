"""Exporting a case: every table of the contract as a file, in JSON lines, CSV or Parquet."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any, TextIO

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from lagebild.case.connection import reading, snapshot
from lagebild.case.declaring import Table
from lagebild.case.shown import quoted
from lagebild.case.tables import CONTRACT
from lagebild.errors import LagebildError, UsageError

ROWS_AT_ONCE = 10_000
"""So many rows are in memory at once; with whole articles some 50 MB."""

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""Text that begins so is run as a formula by spreadsheets (OWASP, CSV injection); an apostrophe in front stops it."""

_NO_FORMULA = re.compile(r"[+-]|[+-]?[0-9]+([.,][0-9]+)?")
"""The sign of a relation and a number are none."""

Writer = Callable[[Path, pa.Schema, Iterator[pa.RecordBatch]], None]


def export(case: Path, directory: Path, format: str, *, excerpts: bool = False) -> dict[str, int]:
    """Write every table of the case into `directory`, one file each; return the number of rows by table.

    Only the newest versions of articles are exported. With `excerpts`, only the sentences that evidence stands in are,
    with outlet, date and link of their article, as the table `excerpts`: no whole text leaves. A file appears under
    its name only when it is complete. Spreadsheet formulas in CSV text are defused by an apostrophe.

    Raises:
        UsageError: there is no such format.
        LagebildError: the directory cannot be written.
    """
    if format not in WRITERS:
        raise UsageError(f"The formats are {', '.join(sorted(WRITERS))}.", place=format)
    queries = {"excerpts": _excerpts_query()} if excerpts else {table.name: export_query(table) for table in CONTRACT}
    counts = {}
    try:
        directory.mkdir(parents=True, exist_ok=True)
        with snapshot(case) as copy, reading(copy) as connection:
            for name, query in queries.items():
                counts[name] = _export_table(connection, query, directory / f"{name}.{format}", WRITERS[format])
    except OSError as error:
        raise LagebildError(
            f"It cannot be written: {error.strerror}.", place=str(error.filename or directory)
        ) from error
    return counts


def export_query(table: Table) -> str:
    """Return the query for a table of the contract, in its order of columns and the order of its key."""
    columns = ", ".join(quoted(name) for name in table.shown)
    keys = ", ".join(quoted(name) for name in (*table.key, "row_id"))
    view = "articles_current" if table.name == "articles" else table.name
    return f"SELECT {columns} FROM {quoted(view)} ORDER BY {keys}"


def _excerpts_query() -> str:
    """Return the query for the sentences in which any evidence of the tables of marks stands."""
    tables = [table for table in CONTRACT if "article_id" in table.shown]
    marks = " UNION ".join(
        [
            f"SELECT article_id, {quoted(_start(prefix))} AS place FROM {quoted(table.name)} "
            f"WHERE {quoted(_start(prefix))} IS NOT NULL"
            for table in tables
            for prefix in table.evidence
        ]
        + [
            f"SELECT article_id, unnest({quoted(name)}).start FROM {quoted(table.name)}"
            for table in tables
            for name in table.span_lists
        ]
    )
    return f"""
        SELECT DISTINCT a.article_id, a.outlet, a.title, a.published, a.uri, s.sentence_id,
            substr(a.text, s.start::BIGINT + 1, (s."end" - s.start)::BIGINT) AS sentence
        FROM sentences s JOIN ({marks}) m ON m.article_id = s.article_id AND m.place >= s.start AND m.place < s."end"
        JOIN articles_current a ON a.article_id = s.article_id
        ORDER BY a.article_id, s.sentence_id"""


def _start(prefix: str) -> str:
    return f"{prefix}_start" if prefix else "start"


def _export_table(connection: duckdb.DuckDBPyConnection, query: str, file: Path, write: Writer) -> int:
    part = file.with_name(file.name + ".part")
    count = 0

    def counted(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        nonlocal count
        for batch in batches:
            count += batch.num_rows
            yield batch

    try:
        batches = connection.sql(query).to_arrow_reader(ROWS_AT_ONCE)
        write(part, batches.schema, counted(iter(batches)))
        part.replace(file)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return count


def _write_parquet(file: Path, schema: pa.Schema, batches: Iterator[pa.RecordBatch]) -> None:
    with pq.ParquetWriter(file, schema, compression="zstd") as writer:
        for batch in batches:
            writer.write_batch(batch)


def _write_jsonl(file: Path, schema: pa.Schema, batches: Iterator[pa.RecordBatch]) -> None:
    with file.open("w", encoding="utf-8", newline="\n") as out:
        for batch in batches:
            for row in batch.to_pylist():
                out.write(json.dumps(row, ensure_ascii=False, default=_iso) + "\n")


def _write_csv(file: Path, schema: pa.Schema, batches: Iterator[pa.RecordBatch]) -> None:
    with file.open("w", encoding="utf-8", newline="") as out:
        _write_csv_rows(out, schema.names, batches)


def _write_csv_rows(out: TextIO, names: Sequence[str], batches: Iterator[pa.RecordBatch]) -> None:
    writer = csv.writer(out)
    writer.writerow(names)
    for batch in batches:
        columns = [column.to_pylist() for column in batch.columns]
        writer.writerows([csv_cell(value) for value in row] for row in zip(*columns, strict=True))


def csv_cell(value: Any) -> Any:
    """Return a value as a cell: dates ISO, lists as JSON, text that a spreadsheet would run defused, numbers as is."""
    if isinstance(value, date | datetime):
        return _iso(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    text = json.dumps(value, ensure_ascii=False, default=_iso) if isinstance(value, list | dict) else value
    if isinstance(text, str) and text.startswith(FORMULA_STARTS) and not _NO_FORMULA.fullmatch(text):
        return "'" + text
    return text


def _iso(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat() + "Z"
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in an export.")


WRITERS: dict[str, Writer] = {"jsonl": _write_jsonl, "csv": _write_csv, "parquet": _write_parquet}
"""By the name of the format, which is the ending of the files too."""
