"""Older cases are migrated after a copy, newer ones refused, other files named for what they are."""

from __future__ import annotations

import duckdb
import pytest
from case_sources import write_container

from lagebild.case import schema
from lagebild.case.case import Case
from lagebild.errors import CaseError, CaseTooNew


@pytest.fixture
def case(tmp_path):
    case = Case.create(tmp_path / "a.case")
    case.add(write_container(tmp_path / "m.jsonl", range(3)), processes=1)
    return case


def make_older(path):
    """Turn a case into one of schema 0: without readmitted removals, without shifts of times, with a renamed column."""
    with duckdb.connect(path) as connection:
        views = connection.execute("SELECT schema_name, view_name FROM duckdb_views() WHERE NOT internal")
        for schema, view in views.fetchall():
            connection.execute(f'DROP VIEW "{schema}"."{view}"')
        connection.execute("DROP TABLE stored.removals")
        connection.execute("ALTER TABLE stored.times DROP COLUMN shift")
        connection.execute("ALTER TABLE stored.mentions RENAME COLUMN world_entry TO entry")
        connection.execute("UPDATE stored.case_info SET schema_version = 0")


def rename_entry(connection):
    connection.execute("ALTER TABLE stored.mentions RENAME COLUMN entry TO world_entry")


def test_an_older_case_is_copied_and_brought_up_to_date_step_by_step(case):
    before = {name: case.table(name).fetchall() for name in ("articles", "mentions", "sentences")}
    entries = case.sql("SELECT row_id, world_entry FROM stored.mentions ORDER BY 1").fetchall()
    assert any(entry for _, entry in entries)
    make_older(case.path)
    assert schema.schema_version_of(case.path) == 0
    copy = schema.brought_up_to_date(case.path, {0: rename_entry})
    assert copy.name == "a.case.v0.bak"
    assert schema.schema_version_of(copy) == 0
    assert schema.schema_version_of(case.path) == schema.SCHEMA_VERSION
    assert {name: case.table(name).fetchall() for name in before} == before
    assert case.sql("SELECT row_id, world_entry FROM stored.mentions ORDER BY 1").fetchall() == entries
    assert case.sql("SELECT shift FROM times").fetchall() is not None
    case.remove("https://blatt.example/1")
    assert case.reread(everything=True, processes=1).articles == 2
    assert schema.brought_up_to_date(case.path) is None


def test_a_migration_that_fails_leaves_the_case_as_it_was(case):
    make_older(case.path)

    def fail(connection):
        rename_entry(connection)
        raise RuntimeError("broken step")

    with pytest.raises(RuntimeError):
        schema.brought_up_to_date(case.path, {0: fail})
    assert schema.schema_version_of(case.path) == 0
    schema.brought_up_to_date(case.path, {0: rename_entry})
    assert case.verify() > 0


def test_a_newer_case_is_refused_and_left_alone(case):
    with duckdb.connect(case.path) as connection:
        connection.execute("UPDATE stored.case_info SET schema_version = 99")
    before = case.path.read_bytes()
    for open_case in (Case.open, Case.create):
        with pytest.raises(CaseTooNew, match="newer release"):
            open_case(case.path)
    assert case.path.read_bytes() == before


def test_other_files_are_not_cases(tmp_path):
    text, other, empty = (tmp_path / name for name in ("text.case", "other.case", "empty.case"))
    text.write_text("Kein Fall. " * 1000)
    empty.touch()
    with duckdb.connect(other) as connection:
        connection.execute("CREATE TABLE t (a INT)")
    for path in (text, other, empty):
        with pytest.raises(CaseError, match=r"not a Lagebild case|damaged"):
            Case.open(path)
        with pytest.raises(CaseError):
            Case.create(path)


def test_a_damaged_case_says_so(case):
    whole = case.path.read_bytes()
    case.path.write_bytes(whole[: len(whole) // 3])
    with pytest.raises(CaseError):
        Case.open(case.path).table("mentions")
    case.path.write_bytes(whole[:5000])
    with pytest.raises(CaseError, match=r"no case, or a damaged one: the file ends too early\.$"):
        Case.open(case.path)
    case.path.write_bytes(whole[:13000] + bytes(len(whole) - 13000))
    with pytest.raises(CaseError, match=r"no case, or a damaged one: its content is not what was written\.$"):
        Case.open(case.path)
