"""Measures the import of events and their dyads: `python -m benchmarks.imported [--rows 20000000] [--folder DIR]`.

Writes made-up events in the format of GDELT 2.0 (200 states, ten years, every line 61 columns), imports them as
`lagebild build` does and computes all dyads of states by month. Prints seconds by the clock and of processor time (of
all cores: what counts on a busy machine), the peak of resident memory, the longest time that the case was held, the
rows.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

import lagebild.case.imported_rows as imported_rows
from lagebild.articles.sources import sources_in
from lagebild.case.case import Case
from lagebild.case.connection import writing
from lagebild.imported.cells import state_names

STATES = 200
DAYS = 3652
CODES = (
    "['010', '020', '036', '042', '043', '051', '057', '061', '073', '0841', '111', '112', '138', '141', '163', '190']"
)
SECTORS = "['', 'GOV', 'GOV', 'MIL', 'OPP', 'BUS']"


def write_events(path: Path, rows: int) -> None:
    """Write events in the order of their ids and days, as GDELT publishes them."""
    codes = [actor.removeprefix("state-") for actor, *_ in state_names()][:STATES]
    used = {0: "1000000000 + i", 1: f"strftime(DATE '2015-01-01' + (i * {DAYS} // {rows})::INTEGER, '%Y%m%d')"}
    used |= {7: "states[1 + (h // 7) % 200]", 17: "states[1 + (h // 1511) % 200]"}
    used |= {12: f"{SECTORS}[1 + (h // 300007) % 6]", 22: f"{SECTORS}[1 + (h // 1800061) % 6]"}
    used |= {26: f"{CODES}[1 + (h // 13000027) % 16]", 30: "round((h // 4000037) % 200 / 10.0 - 10, 1)"}
    used |= {
        5: "states[1 + (h // 7) % 200]",
        6: "'UNITED STATES'",
        34: "round((h % 1000) / 70.0 - 7, 4)",
        59: "20200101",
    }
    used |= {60: "'https://news.example/' || h"}
    columns = ", ".join(f"{used.get(at, chr(39) * 2)} AS c{at:02}" for at in range(61))
    with duckdb.connect() as connection:
        connection.execute("SET threads = 2")
        connection.execute(
            f"""COPY (WITH drawn AS (SELECT i, (hash(i) >> 2)::BIGINT AS h, $states AS states FROM range({rows}) t(i))
            SELECT {columns} FROM drawn) TO '{path}' (DELIMITER '\t', HEADER false, QUOTE '')""",
            {"states": codes},
        )


@contextmanager
def measured(what: str) -> Iterator[None]:
    started, worked = time.monotonic(), time.process_time()
    yield
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    took, busy = time.monotonic() - started, time.process_time() - worked
    print(f"{what:<10} {took:>8.1f} s   processor {busy:>6.1f} s   peak {peak:.2f} GiB", flush=True)


def hold_times(longest: list[float]) -> None:
    """Let every transaction of the import leave its time, the opening of the case included."""

    @contextmanager
    def timed(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
        started = time.monotonic()
        with writing(path) as connection:
            yield connection
        longest.append(time.monotonic() - started)

    imported_rows.writing = timed  # type: ignore[assignment]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path, default=None)
    arguments = parser.parse_args()
    held: list[float] = []
    hold_times(held)
    with tempfile.TemporaryDirectory(dir=arguments.folder) as folder:
        events, path = Path(folder) / "made.export.CSV", Path(folder) / "made.case"
        with measured("writing"):
            write_events(events, arguments.rows)
        case = Case.create(path)
        with measured("import"):
            done = imported_rows.import_files(path, sources_in([events]), lambda _: None, lambda: False)
        with measured("dyads"):
            imported_rows.put_imported_dyads(path)
        dyads = case.sql("SELECT count(*), count(DISTINCT (actor_a, actor_b)) FROM dyads WHERE NOT directed").fetchall()
        print(f"{done.new:,} events, {dyads[0][0]:,} months of {dyads[0][1]:,} dyads (undirected)")
        print(f"file {events.stat().st_size / 1e9:.1f} GB, case {path.stat().st_size / 1e9:.2f} GB")
        print(f"case held {max(held):.2f} s at most, in {len(held)} transactions")


if __name__ == "__main__":
    main()
