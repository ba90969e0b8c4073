"""Measures search against the size of a case: `python -m benchmarks.search [--sizes 100 1000]`.

The cases are made of words drawn by Zipf's law and vectors drawn at random, with mentions and events as dense as in
real articles, and written straight into the tables. Prints for each size: sentences, seconds to build the cache, its
size, seconds to take in one article more, and the milliseconds of searches (median and worst of all questions, after
one of each), by words, by meaning and both, with and without limits, and the largest resident memory.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import statistics
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa

from lagebild.case.connection import writing
from lagebild.case.schema import make_case
from lagebild.search.cache import followed_cache
from lagebild.search.meaning import SIZE
from lagebild.search.place import cache_folder
from lagebild.search.search import Limits, Way, search

SIZES = (100, 1_000)
SENTENCES = 30
WORDS = 16
ACTORS = 400
VOCABULARY = 60_000
REPEATS = 3
_SYLLABLES = (
    "ka",
    "ro",
    "mi",
    "ten",
    "sul",
    "bra",
    "ver",
    "lon",
    "ged",
    "ish",
    "pa",
    "qui",
    "stra",
    "fen",
    "dor",
    "wei",
)


def word(number: int) -> str:
    parts = []
    while True:
        number, rest = divmod(number, len(_SYLLABLES))
        parts.append(_SYLLABLES[rest])
        if not number:
            return "".join(parts)


QUESTIONS = (
    word(40),
    f"{word(300)} {word(2_000)}",
    f"{word(90)} {word(500)} {word(4_000)} {word(12_000)} {word(7)}",
    f'"{word(1)} {word(2)}"',
    f"{word(60)} -{word(3)}",
    f"{word(50)} AND {word(20)}",
    f"{word(700)[:4]}*",
    word(0),
)


def add_articles(path: Path, first: int, number: int, seed: int) -> None:
    """Write made articles into the tables, as if they had been read and merged."""
    draw = np.random.default_rng(seed)
    columns: dict[str, dict[str, list[object]]] = {}

    def put(table: str, **values: object) -> None:
        for name, value in values.items():
            columns.setdefault(table, {}).setdefault(name, []).append(value)

    for at in range(first, first + number):
        key = f"{at:016x}"
        text = ""
        chosen = np.minimum(draw.zipf(1.3, (SENTENCES, WORDS)) - 1, VOCABULARY - 1)
        for sentence in range(SENTENCES):
            start = len(text)
            text += " ".join(word(int(n)) for n in chosen[sentence]) + ". "
            put(
                "sentences",
                article_id=key,
                sentence_id=sentence,
                start=start,
                end=len(text) - 1,
                row_id=f"s{key}{sentence}",
            )
            for nth in range(2):
                entity = f"{key}{sentence}{nth}"
                put("mentions", article_id=key, start=start, end=start + 2, text=text[start : start + 2], kind="STATE",
                    entity_id=entity, row_id=f"m{entity}")  # fmt: skip
                put(
                    "actor_members",
                    entity_id=entity,
                    actor_id=f"actor{draw.integers(ACTORS)}",
                    score=1.0,
                    article_id=key,
                )
            put("event_mentions", mention_id=f"e{key}{sentence}", article_id=key, start=start, end=start + 2,
                text=text[start : start + 2], sentence_id=sentence, type="AID", realis="real",
                source_entities=[f"{key}{sentence}0"], target_entities=[f"{key}{sentence}1"],
                row_id=f"e{key}{sentence}")  # fmt: skip
        published = date(2024, 1, 1) + timedelta(days=at % 600)
        put("articles", article_id=key, uri=f"https://made.example/{at}", outlet=f"Outlet {at % 20}", title=word(at),
            lang=("de", "en")[at % 2], published=published, text=text, content_hash=key, reader_version="made",
            row_id=f"a{key}")  # fmt: skip
        put("versions", article_id=key, uri=f"https://made.example/{at}", newest=True)
    sentences = pa.table(columns["sentences"])
    vectors = draw.integers(-127, 128, (number * SENTENCES, SIZE), dtype=np.int8)
    values = pa.FixedSizeListArray.from_arrays(pa.array(vectors.reshape(-1)), SIZE)
    scales = pa.array(np.full(len(vectors), 1 / np.linalg.norm(vectors[0].astype(float)), np.float32))
    with writing(path) as connection:
        for table, told in columns.items():
            rows = pa.table(told)
            connection.register("made", rows)
            connection.execute(f"INSERT INTO stored.{table} BY NAME SELECT * FROM made")
            connection.unregister("made")
        made = (
            sentences.select(["article_id", "sentence_id"])
            .append_column("vector", values)
            .append_column("scale", scales)
        )
        connection.register("made", made)
        connection.execute("INSERT INTO stored.vectors BY NAME SELECT * FROM made")
        if not first:
            connection.execute(
                f"INSERT INTO stored.actors BY NAME SELECT 'actor' || i AS actor_id, 'Name ' || i AS name, "
                f"'Name ' || i AS name_de, 'Name ' || i AS name_en, 'STATE' AS kind, [] AS aliases "
                f"FROM range({ACTORS}) t(i)"
            )
        connection.execute(
            "UPDATE stored.case_info SET generation = generation + 1, merged_generation = generation + 1"
        )


def milliseconds(path: Path, way: Way, limits: Limits) -> list[float]:
    took = []
    for question in QUESTIONS:
        search(path, question, way=way, limits=limits)
        for _ in range(REPEATS):
            started = time.perf_counter()
            search(path, question, way=way, limits=limits)
            took.append((time.perf_counter() - started) * 1_000)
    return took


def measure(articles: int, folder: Path) -> None:
    path = folder / f"made{articles}.case"
    make_case(path)
    for first in range(0, articles, 1_000):
        add_articles(path, first, min(1_000, articles - first), first)
    started = time.perf_counter()
    followed_cache(path)
    built = time.perf_counter() - started
    add_articles(path, articles, 1, articles)
    started = time.perf_counter()
    followed_cache(path)
    added = time.perf_counter() - started
    size = sum(one.stat().st_size for one in cache_folder(path).rglob("*") if one.is_file()) / 2**20
    print(f"{articles:,} articles, {articles * SENTENCES:,} sentences: built {built:.1f} s, one more {added:.2f} s, "
          f"{size:.0f} MiB beside a case of {path.stat().st_size / 2**20:.0f} MiB")  # fmt: skip
    some = Limits(since=date(2024, 6, 1), outlets=("Outlet 3", "Outlet 4"), actors=("actor5", "actor6"))
    for limits, called in ((Limits(), "whole case"), (some, "with limits")):
        for way in Way:
            took = milliseconds(path, way, limits)
            print(f"  {called}, {way.value}: median {statistics.median(took):.0f} ms, worst {max(took):.0f} ms")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10
    print(f"  largest resident memory so far {peak:.0f} MiB", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    folder = Path(tempfile.mkdtemp(prefix="lagebild-bench-"))
    try:
        for size in parser.parse_args().sizes:
            measure(size, folder)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
