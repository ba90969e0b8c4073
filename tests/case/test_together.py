"""Readers, a build and another writer live together across processes; who waits too long learns who is to blame."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pyarrow as pa
import pytest
from case_sources import write_container

from lagebild.case.case import Case
from lagebild.case.connection import reading, writing
from lagebild.errors import CaseError, CaseLocked

READER = """
import sys
from lagebild.case.case import Case
case, last, reads = Case.open(sys.argv[1]), 0, 0
print("begun", flush=True)
while last < int(sys.argv[2]):
    (count, sentences), = case.sql(
        "SELECT count(DISTINCT a.article_id), count(DISTINCT s.article_id) FROM articles a LEFT JOIN sentences s "
        "USING (article_id)").fetchall()
    assert count == sentences, "an article without its sentences"
    assert count >= last, "articles vanished"
    last, reads = count, reads + 1
print(reads)
"""

WRITER = """
import sys
from lagebild.case.case import Case
print(Case.open(sys.argv[1]).add(sys.argv[2], processes=1).new)
"""

HOLDER = """
import sys, time
from pathlib import Path
from lagebild.case.connection import writing
with writing(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def started(program, *arguments):
    command = [sys.executable, "-c", program, *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_a_reader_a_build_and_another_writer_at_once(tmp_path, monkeypatch):
    monkeypatch.setattr("lagebild.case.building.FIRST_BATCH_CHARACTERS", 5_000)
    monkeypatch.setattr("lagebild.case.building.SMALLEST_BATCH_CHARACTERS", 5_000)
    case = Case.create(tmp_path / "a.case")
    one = write_container(tmp_path / "one.jsonl", range(120))
    two = write_container(tmp_path / "two.jsonl", range(120, 200))
    readers = [started(READER, case.path, 200) for _ in range(2)]
    writer = started(WRITER, case.path, two)
    assert case.add(one, processes=1).new == 120
    out, errors = writer.communicate(timeout=120)
    assert (out.strip(), writer.returncode) == ("80", 0), errors
    for reader in readers:
        out, errors = reader.communicate(timeout=120)
        assert reader.returncode == 0, errors
        assert int(out.split()[-1]) > 3
    assert case.info().merged
    assert case.verify() > 200


def test_threads_of_one_process_wait_for_each_other_too(tmp_path):
    case = Case.create(tmp_path / "a.case")
    failures = []

    def read():
        try:
            for _ in range(10):
                case.sql("SELECT count(*) FROM articles").fetchall()
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=read) for _ in range(3)]
    for thread in threads:
        thread.start()
    for _ in range(10):
        with writing(case.path) as connection:
            connection.execute("UPDATE stored.case_info SET generation = generation + 1")
    for thread in threads:
        thread.join()
    assert failures == []
    with reading(case.path) as connection:
        assert connection.execute("SELECT generation FROM stored.case_info").fetchall() == [(10,)]


def test_who_finds_the_case_locked_learns_by_whom(tmp_path):
    case = Case.create(tmp_path / "a.case")
    holder = started(HOLDER, case.path)
    holder.stdout.readline()
    try:
        for open_case in (reading, writing):
            begun = time.monotonic()
            with (
                pytest.raises(CaseLocked, match=f"process {holder.pid} .*python"),
                open_case(case.path, patience=0.3),
            ):
                pass
            assert time.monotonic() - begun >= 0.3
    finally:
        holder.kill()
        holder.wait()
    assert case.info().rows["articles"] == 0


def test_an_error_rolls_a_transaction_back_whole(tmp_path):
    case = Case.create(tmp_path / "a.case")
    with pytest.raises(ZeroDivisionError), writing(case.path) as connection:
        connection.execute("UPDATE stored.case_info SET generation = 7")
        raise ZeroDivisionError
    with reading(case.path) as connection:
        assert connection.execute("SELECT generation FROM stored.case_info").fetchall() == [(0,)]


def test_a_case_can_be_read_where_its_folder_cannot_be_written(tmp_path):
    (tmp_path / "closed").mkdir()
    case = Case.create(tmp_path / "closed" / "a.case")
    case.path.parent.chmod(0o555)
    try:
        assert case.info().rows["articles"] == 0
    finally:
        case.path.parent.chmod(0o755)


def test_no_file_is_not_a_case(tmp_path):
    with pytest.raises(CaseError, match="no such case"):
        Case.open(tmp_path / "none.case")
    assert not (tmp_path / "none.case").exists()


def test_threads_that_open_a_case_at_once_can_all_hand_it_tables(tmp_path):
    path = tmp_path / "a.case"
    Case.create(path)
    for _ in range(100):
        together = threading.Barrier(4)

        def rows_handed_over(together=together):
            together.wait()
            with reading(path) as connection:
                connection.register("given", pa.table({"n": [1, 2]}))
                return len(connection.execute("FROM given").fetchall())

        with ThreadPoolExecutor(4) as pool:
            assert [f.result() for f in [pool.submit(rows_handed_over) for _ in range(4)]] == [2, 2, 2, 2]
