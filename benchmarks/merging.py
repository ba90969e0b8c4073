"""Measures the merge against the size of a case: `python -m benchmarks.merging [--sizes 500 2000 8000] [--steps]`.

Made readings (`benchmarks/made_world.py`) are written into a case without the reader and merged, each size in a process
of its own. Then one more article comes, three times over: its text is read in the same process, a made reading of it is
written and merged. Prints the seconds of merging, processor seconds per 1,000 articles, the largest resident memory,
what the merge found, and the seconds of the next article: reading, and all together. With `--steps` the
processor seconds of each step of the merge. `--sizes 100000` is the size of the goal: 30 minutes and 4 GB.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.made_world import MadeWorld

from lagebild.case import merging_step
from lagebild.case.connection import first_row, reading
from lagebild.case.merging_step import merge_case
from lagebild.case.schema import make_case
from lagebild.reading.read import read_article
from lagebild.reading.reading import Reading
from lagebild.scoring.merged import write_readings

SIZES = (500, 2_000, 8_000)
BATCH = 1_000
MORE = 3
COUNTED = ("actors", "events", "exchanges", "disagreements", "dyads", "triads")
STEPS = (
    *("_merge_some", "link_events", "cluster_events", "put_exchanges", "find_disagreements", "follow_outlooks"),
    "put_system",
)


def written(path: Path, readings: Iterator[Reading]) -> None:
    """Write readings into a case."""
    while some := list(islice(readings, BATCH)):
        write_readings(path, some)


def timed_steps() -> dict[str, float]:
    """Let every step of the merge note its processor seconds; return where they are noted."""
    seconds = dict.fromkeys(STEPS, 0.0)
    for name in STEPS:
        setattr(merging_step, name, _noting(name, getattr(merging_step, name), seconds))
    return seconds


def _noting(name: str, step: Callable[..., Any], seconds: dict[str, float]) -> Callable[..., Any]:
    def noted(*given: Any) -> Any:
        begun = time.process_time()
        try:
            return step(*given)
        finally:
            seconds[name] += time.process_time() - begun

    return noted


def measure(size: int, steps: bool, kept: Path | None) -> None:
    """Print the line of one size."""
    seconds = timed_steps() if steps else {}
    world = MadeWorld(size)
    with tempfile.TemporaryDirectory() as folder:
        path = kept or Path(folder) / "made.case"
        make_case(path)
        written(path, world.readings(size))
        begun, busy = time.monotonic(), time.process_time()
        merge_case(path)
        merging, busy = time.monotonic() - begun, time.process_time() - busy
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
        if steps:
            print("  the merge:   ", *(f"{name} {value:.1f}" for name, value in seconds.items()), flush=True)
        with reading(path) as connection:
            counts = [(first_row(connection, f"SELECT count(*) FROM {name}") or (0,))[0] for name in COUNTED]
        one_more = []
        for number in range(MORE + 1):
            seconds.update(dict.fromkeys(seconds, 0.0))
            reading_seconds, whole = added(path, world, size + number)
            if steps and number:
                print("  next article:", *(f"{name} {value:.2f}" for name, value in seconds.items()), flush=True)
            one_more.append((whole, reading_seconds))
        worst = max(one_more[1:])
    print(
        f"{size:8,} {merging:8.1f} {1000 * busy / size:13.1f} {memory:9.2f} ",
        *(f"{count:13,}" for count in counts),
        f"{worst[1]:10.2f} {worst[0]:10.2f}",
        flush=True,
    )


def added(path: Path, world: MadeWorld, number: int) -> tuple[float, float]:
    """Read, write and merge one more article; return the seconds of reading it and of all together."""
    (made,) = world.readings(1, number)
    begun = time.monotonic()
    read_article(made.article)
    read = time.monotonic() - begun
    written(path, iter([made]))
    merge_case(path)
    return read, time.monotonic() - begun


def main() -> None:
    """Measure each size in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--steps", action="store_true", help="print the processor seconds of each step")
    parser.add_argument("--keep", type=Path, help="make the case of the one size here and keep it")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one or given.keep:
        measure(given.sizes[0], given.steps, given.keep)
        return
    found = " ".join(f"{name:>13}" for name in COUNTED)
    print(f"articles merge, s cpu s / 1,000 memory GiB {found} reading, s  one more s", flush=True)
    steps = ["--steps"] if given.steps else []
    for size in given.sizes:
        subprocess.run([sys.executable, "-m", "benchmarks.merging", "--one", "--sizes", str(size), *steps], check=True)


if __name__ == "__main__":
    main()
