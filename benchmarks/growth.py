"""Measures a whole build against the size of the corpus: `python -m benchmarks.growth [--sizes 100 1000 10000]`.

The articles are made by shuffling the sentences of the written examples within their language, so that no two are
copies, and read from JSON lines. Each size is built in a process of its own; then 10 more articles are added to the
case. Prints articles, words per second, the largest resident memory of all processes together, the size of the case,
and how long the addition took.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import psutil
from benchmarks.sentences import annotated

EXAMPLES = Path(__file__).parent.parent / "tests"
SIZES = (100, 1_000, 10_000)
SENTENCES = 24
"""Sentences of a made article: about 400 words."""

ADDED = 10
SAMPLING_SECONDS = 0.05


def example_sentences() -> dict[str, list[str]]:
    pools: dict[str, list[str]] = defaultdict(list)
    for path in sorted(EXAMPLES.rglob("docs/*.txt")) + sorted(EXAMPLES.rglob("stories/*.txt")):
        lang, sentences = annotated(path)
        pools[lang] += sentences
    return pools


def made_records(number: int, seed: int) -> Iterator[dict[str, str]]:
    draw = random.Random(seed)
    pools = example_sentences()
    langs = sorted(pools)
    for at in range(number):
        lang = langs[at % len(langs)]
        text = "\n".join(" ".join(draw.sample(pools[lang], 3)) for _ in range(SENTENCES // 3))
        day = date(2025, 1, 1) + timedelta(days=draw.randrange(600))
        yield {"uri": f"https://made.example/{seed}/{at}", "text": text, "lang": lang, "published": day.isoformat()}


def write_records(path: Path, number: int, seed: int) -> int:
    """Write made articles as JSON lines; return their words."""
    words = 0
    with path.open("w", encoding="utf-8") as out:
        for record in made_records(number, seed):
            words += len(record["text"].split())
            out.write(json.dumps(record, ensure_ascii=False) + "\n")
    return words


def build_measured(source: Path, case: Path) -> tuple[float, float]:
    """Build in a process of its own; return seconds and the peak of resident memory in MiB, children included."""
    command = [sys.executable, "-c", "from lagebild.cli.app import main; main()"]
    started = time.monotonic()
    process = subprocess.Popen([*command, "build", source, "--case", case, "--quiet"], stdout=subprocess.DEVNULL)
    peaks: list[int] = [0]
    watcher = threading.Thread(target=_watch, args=(process.pid, peaks), daemon=True)
    watcher.start()
    if process.wait() != 0:
        raise SystemExit(f"the build of {source} failed")
    return time.monotonic() - started, max(peaks) / 2**20


def _watch(pid: int, peaks: list[int]) -> None:
    while True:
        try:
            root = psutil.Process(pid)
            family = [root, *root.children(recursive=True)]
            peaks.append(sum(process.memory_info().rss for process in family))
        except psutil.Error:
            if not psutil.pid_exists(pid):
                return
        time.sleep(SAMPLING_SECONDS)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    sizes = parser.parse_args().sizes
    print(f"{'articles':>9} {'words':>11} {'seconds':>8} {'words/s':>9} {'peak MiB':>9} {'case MB':>8} {'+10 s':>6}")
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            source, more = Path(folder) / f"{size}.jsonl", Path(folder) / f"more{size}.jsonl"
            case = Path(folder) / f"{size}.case"
            words = write_records(source, size, seed=size)
            write_records(more, ADDED, seed=size + 1)
            seconds, peak = build_measured(source, case)
            added, _ = build_measured(more, case)
            megabytes = case.stat().st_size / 1e6
            row = f"{size:>9,} {words:>11,} {seconds:>8.1f} {words / seconds:>9,.0f} {peak:>9,.0f}"
            print(f"{row} {megabytes:>8.1f} {added:>6.1f}", flush=True)


if __name__ == "__main__":
    main()
