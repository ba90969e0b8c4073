"""Cases that are served: their names, their states, and what is kept of them."""

from __future__ import annotations

import os
import shutil
import threading
from pathlib import Path

import pytest

from lagebild.app import cases as cases_module
from lagebild.app.cases import OpenCases, Snapshot
from lagebild.case.case import Case
from lagebild.errors import CaseError


def test_cases_of_one_name_are_numbered_and_twice_the_same_is_one(told_case: Case, tmp_path: Path) -> None:
    other = tmp_path / "told.case"
    shutil.copy(told_case.path, other)
    cases = OpenCases([told_case.path, other, told_case.path])
    assert cases.names == ("told", "told 2")
    assert cases.path("told 2") == other.resolve()


@pytest.mark.parametrize("name", ["", "nothing", "../told", "/etc/passwd"])
def test_an_unknown_name_is_the_first_case_and_never_a_path(told_case: Case, name: str) -> None:
    assert OpenCases([told_case.path]).path(name) == told_case.path.resolve()


def test_what_was_computed_is_kept_until_somebody_writes(told_case: Case, tmp_path: Path) -> None:
    copy = tmp_path / "x.case"
    shutil.copy(told_case.path, copy)
    cases = OpenCases([copy])
    with cases.opened("x") as (one, case):
        facts = one.facts(case)
        assert one.facts(case) is facts
    with cases.opened("x") as (same, case):
        assert same is one
    status = copy.stat()
    os.utime(copy, ns=(status.st_atime_ns, status.st_mtime_ns + 1))
    with cases.opened("x") as (new, case):
        assert new is not one
        assert new.facts(case) == facts


def test_a_case_that_is_gone_is_an_error_in_words(told_case: Case, tmp_path: Path) -> None:
    copy = tmp_path / "x.case"
    shutil.copy(told_case.path, copy)
    cases = OpenCases([copy])
    copy.unlink()
    with pytest.raises(CaseError, match="no such case"), cases.opened("x"):
        pass


def test_a_served_case_reads_no_other_file(told_case: Case, tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("a,b\n1,2\n", encoding="utf-8")
    with OpenCases([told_case.path]).opened("") as (_, case), pytest.raises(Exception, match="disabled"):
        case.sql(f"FROM read_csv('{secret}')").fetchall()


def test_who_asks_for_the_same_at_once_waits_and_it_is_computed_once(tmp_path: Path) -> None:
    snapshot, computed, started = Snapshot("x", tmp_path, (0, 0)), [], threading.Barrier(4)

    def ask() -> None:
        started.wait()
        snapshot.once("sum", lambda: computed.append(1) or 7)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert computed == [1]
    assert snapshot.once("sum", lambda: 0) == 7


def test_only_the_last_used_things_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cases_module, "MOST_KEPT", 2)
    snapshot = Snapshot("x", tmp_path, (0, 0))
    for key in ("a", "b", "a", "c"):
        snapshot.once(key, lambda key=key: key)
    assert snapshot.once("a", lambda: "new") == "a"
    assert snapshot.once("b", lambda: "new") == "new"


def test_what_fails_is_computed_again(tmp_path: Path) -> None:
    snapshot = Snapshot("x", tmp_path, (0, 0))
    with pytest.raises(ZeroDivisionError):
        snapshot.once("x", lambda: 1 // 0)
    assert snapshot.once("x", lambda: 5) == 5
