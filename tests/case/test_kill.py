"""A build killed at any moment leaves a whole case behind, and the next build completes it as if nothing had been."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

from case_sources import german_article, write_container

from lagebild.case.bookkeeping import READ_TABLES
from lagebild.case.case import Case
from lagebild.case.connection import reading
from lagebild.case.export import export

CASES, KILLS_PER_CASE = 4, 5
"""Twenty kills: a case that has been killed five times, each time a little further on, is completed and compared."""

BUILD = """
import sys
from lagebild.case import building
from lagebild.case.case import Case
building.FIRST_BATCH_CHARACTERS = building.SMALLEST_BATCH_CHARACTERS = 2_000  # many transactions to be killed in
begun = False
def report(progress):
    global begun
    if not begun and (progress.articles or progress.merging):
        begun = True
        print("begun", flush=True)
Case.create(sys.argv[1]).add(sys.argv[2], processes=1, progress=report)
"""


def sources(folder):
    """Several containers, one of more than one chunk, then a page and a file that is refused."""
    folder.mkdir()
    for number in range(6):
        write_container(folder / f"teil-{number}.jsonl", range(number * 10, number * 10 + 10 + 60 * (number == 3)))
    (folder / "z-artikel.txt").write_text(german_article(500), encoding="utf-8")
    (folder / "z-leer.txt").touch()
    return folder


def started_build(case, folder):
    """A build in a process of its own, from the moment its first article has been read."""
    build = subprocess.Popen([sys.executable, "-c", BUILD, str(case), str(folder)], stdout=subprocess.PIPE)
    build.stdout.readline()
    return build


def exported(path, folder):
    export(path, folder, "jsonl")
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def stored_rows(path):
    """Every stored row of what articles say, by table and article."""
    rows = {}
    with reading(path) as connection:
        for table in READ_TABLES:
            names = ", ".join(f'"{name}"' for name in table.stored_names)
            for row in connection.execute(f'SELECT {names} FROM stored."{table.name}" ORDER BY ALL').fetchall():
                rows.setdefault((table.name, row[0]), []).append(row)
    return rows


def test_a_build_killed_at_twenty_moments_loses_and_breaks_nothing(tmp_path):
    folder = sources(tmp_path / "in")
    whole = tmp_path / "whole.case"
    build = started_build(whole, folder)
    begun = time.monotonic()
    assert build.wait() == 0
    duration = time.monotonic() - begun
    expected, expected_rows = exported(whole, tmp_path / "expected"), stored_rows(whole)

    def kills_under_way(number):
        """Kill the builds of one case, complete it, and return how many kills met a build under way."""
        path = tmp_path / f"killed-{number}.case"
        moments = random.Random(number)
        under_way = 0
        for _ in range(KILLS_PER_CASE):
            build = started_build(path, folder)
            time.sleep(moments.uniform(0, duration / 2))
            build.kill()
            under_way += build.wait() == -signal.SIGKILL
            rows = stored_rows(path)
            articles = {article_id for _, article_id in rows}
            assert rows == {key: value for key, value in expected_rows.items() if key[1] in articles}
        case = Case.open(path)
        case.add(folder, processes=1)
        assert exported(path, tmp_path / f"after-{number}") == expected
        assert case.verify() == Case.open(whole).verify()
        return under_way

    with ThreadPoolExecutor(CASES) as together:
        under_way = sum(together.map(kills_under_way, range(CASES)))
    assert under_way >= CASES * KILLS_PER_CASE // 2, "most builds must have been killed under way"
