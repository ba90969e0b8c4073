"""The versions of a case's schema: making a new one, bringing an older one up to date, refusing a newer one.

Tables and columns that an older case lacks are added from the declaration. What needs more than that (a column renamed,
values computed) is a step in `STEPS`, run before. An older case is copied before it is touched.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from lagebild.case.bookkeeping import ALL_TABLES
from lagebild.case.connection import copy_case, first_row, reading, writing
from lagebild.case.shown import STORED, quoted, table_statements, view_statements
from lagebild.case.tables import SCHEMA_VERSION
from lagebild.case.versions import MERGE_VERSION_TEXT
from lagebild.errors import CaseError, CaseTooNew
from lagebild.version import __version__

Step = Callable[[duckdb.DuckDBPyConnection], None]


def _roles_belong_to_articles(connection: duckdb.DuckDBPyConnection) -> None:
    """Schema 2 stores roles with the entity of their article, and joins their actors in."""
    connection.execute(f"DROP TABLE IF EXISTS {STORED}.roles")


def _everything_is_merged_anew(connection: duckdb.DuckDBPyConnection) -> None:
    """From schema 8 to 10 merges got books of what is due and what it is decided by: the next merge fills them."""
    for name in ("unread_transfers", "transfers"):
        connection.execute(f"DROP TABLE IF EXISTS {STORED}.{name}")
    connection.execute(f"UPDATE {STORED}.case_info SET merged_by = ''")


STEPS: Mapping[int, Step] = {
    1: _roles_belong_to_articles,
    8: _everything_is_merged_anew,
    9: _everything_is_merged_anew,
}
"""By the version it starts from: what a migration must do beyond adding tables and columns."""


def make_case(path: Path) -> None:
    """Make an empty case at `path`, or leave the case that is there as it is."""
    with writing(path, new=True) as connection:
        if _version_in(connection) is not None:
            return
        if connection.execute("SELECT count(*) FROM duckdb_tables()").fetchall() != [(0,)]:
            raise CaseError("It is a DuckDB file, but not a Lagebild case.", place=str(path))
        for statement in (*table_statements(), *view_statements()):
            connection.execute(statement)
        connection.execute(
            f"INSERT INTO {STORED}.case_info VALUES (?, ?, ?, 0, 0, ?)",
            [SCHEMA_VERSION, f"lagebild {__version__}", datetime.now(UTC).replace(tzinfo=None), MERGE_VERSION_TEXT],
        )


def schema_version_of(path: Path) -> int:
    """Return the schema version of the case at `path`.

    Raises:
        CaseError: it is not a case.
    """
    with reading(path) as connection:
        version = _version_in(connection)
    if version is None:
        raise CaseError("It is a DuckDB file, but not a Lagebild case.", place=str(path))
    return version


def brought_up_to_date(path: Path, steps: Mapping[int, Step] = STEPS) -> Path | None:
    """Migrate the case at `path` to this release's schema if it is older; return the copy of the old one, if any.

    Raises:
        CaseTooNew: a newer release wrote it.
        CaseError: it is not a case.
    """
    version = schema_version_of(path)
    if version > SCHEMA_VERSION:
        raise CaseTooNew(
            f"It has schema {version}, this release ({__version__}) knows schemas up to {SCHEMA_VERSION}; "
            "install a newer release to open it.",
            place=str(path),
        )
    if version == SCHEMA_VERSION:
        return None
    copy = path.with_name(f"{path.name}.v{version}.bak")
    copy_case(path, copy)
    with writing(path) as connection:
        if _version_in(connection) == version:
            _migrate(connection, version, steps)
    return copy


def _migrate(connection: duckdb.DuckDBPyConnection, version: int, steps: Mapping[int, Step]) -> None:
    for number in range(version, SCHEMA_VERSION):
        if number in steps:
            steps[number](connection)
    _drop_views(connection)
    for statement in table_statements():
        connection.execute(statement)
    for table in ALL_TABLES:
        for column in table.stored:
            added = f"ADD COLUMN IF NOT EXISTS {quoted(column.name)} {column.type}"
            connection.execute(f"ALTER TABLE {STORED}.{quoted(table.name)} {added}")
    for statement in view_statements():
        connection.execute(statement)
    connection.execute(f"UPDATE {STORED}.case_info SET schema_version = ?", [SCHEMA_VERSION])


def _drop_views(connection: duckdb.DuckDBPyConnection) -> None:
    views = connection.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal AND schema_name = 'main'")
    for (name,) in views.fetchall():
        connection.execute(f"DROP VIEW main.{quoted(name)}")


def _version_in(connection: duckdb.DuckDBPyConnection) -> int | None:
    known = first_row(
        connection, "SELECT 1 FROM duckdb_tables() WHERE schema_name = ? AND table_name = 'case_info'", [STORED]
    )
    row = first_row(connection, f"SELECT schema_version FROM {STORED}.case_info") if known else None
    return None if row is None else int(row[0])
