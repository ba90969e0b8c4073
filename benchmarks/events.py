"""Measures the merge of events against the size of a case: `python -m benchmarks.events [--sizes 500 1000 2000]`.

Made readings (16 event mentions each, a vector for each sentence) tell of a world with one event for every three
mentions: two of 120 states, a type, a day in ten years, words and a direction of meaning; a report keeps the pair and
the type, dates the event or does not, and blurs its vector. Each size is merged in a process of its own. Prints the
seconds of writing and of merging, processor seconds of merging per 1,000 readings, pairs linked, events, the largest
resident memory, and how long one more reading takes, commit included.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

import numpy as np
import pycountry

from lagebild.articles.article import Article, Passage, Zone
from lagebild.case.connection import first_row, reading
from lagebild.case.merging_step import merge_case
from lagebild.case.schema import make_case
from lagebild.reading.marks import (
    EventMention,
    EventType,
    Mention,
    MentionKind,
    Participant,
    Realis,
    Sentence,
    SentenceVector,
)
from lagebild.reading.reading import Reading
from lagebild.scoring.merged import write_readings

SIZES = (500, 1_000, 2_000)
MENTIONS = 16
STATES = [country.alpha_3 for country in pycountry.countries][:120]
TYPES = tuple(EventType)
FIRST_DAY, DAYS = date(2015, 1, 1), 3_650
REPORTS_OF_ONE = 3
DATED = 0.5
BATCH = 1_000
BLUR = 0.5


def made_readings(number: int, seed: int) -> Iterator[Reading]:
    """Yield readings of a world that grows with their number."""
    draw, numbers = random.Random(seed), np.random.default_rng(seed)
    events = max(1, number * MENTIONS // REPORTS_OF_ONE)
    for at in range(number):
        day = draw.randrange(DAYS)
        yield made_reading(at, [draw.randrange(events) for _ in range(MENTIONS)], FIRST_DAY + timedelta(day), numbers)


def made_reading(at: int, told: list[int], published: date, numbers: np.random.Generator) -> Reading:
    lines, mentions, events, sentences, vectors = [], [], [], [], []
    start = 0
    for place, event in enumerate(told):
        world = random.Random(event)
        one, other = world.sample(STATES, 2)
        type_, day = world.choice(TYPES), published - timedelta(world.randrange(4))
        word = f"w{event % 997}"
        line = f"{one} {word} {other} r{at}."
        sides = [Participant(start, start + 3, one), Participant(start + 5 + len(word), start + 8 + len(word), other)]
        mentions += [Mention(s.start, s.end, MentionKind.STATE, s.entity, "GOV", s.entity, None, 1.0) for s in sides]
        dated = numbers.random() < DATED
        events.append(
            EventMention(
                *(start + 4, start + 4 + len(word), place, type_, Realis.REAL, (sides[0],), (sides[1],)),
                *(None, None, None, None, None, None),
                *((day, day) if dated else (None, None)),
                *(None, 0.8),
            )
        )
        meaning = np.random.default_rng(event).normal(size=384) + BLUR * numbers.normal(size=384)
        values = np.clip(meaning * 30, -127, 127).astype(np.int8)
        vectors.append(SentenceVector(place, values.tobytes(), 1 / 600))
        sentences.append(Sentence(start, start + len(line), place))
        lines.append(line)
        start += len(line) + 1
    text = " ".join(lines)
    article = Article(f"made:{at}", text, (Passage(0, len(text), Zone.BODY),), lang="en", published=published)
    return Reading(article, tuple(sentences), tuple(mentions), events=tuple(events), vectors=tuple(vectors))


def written(path: Path, readings: Iterator[Reading]) -> None:
    """Write readings into a case."""
    while some := list(islice(readings, BATCH)):
        write_readings(path, some)


def measure(size: int) -> None:
    """Print the line of one size."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.case"
        make_case(path)
        begun = time.monotonic()
        written(path, made_readings(size, 1))
        writing_seconds = time.monotonic() - begun
        begun, busy = time.monotonic(), time.process_time()
        merge_case(path)
        merging, busy = time.monotonic() - begun, time.process_time() - busy
        with reading(path) as connection:
            links = (first_row(connection, "SELECT count(*) FROM stored.event_links") or (0,))[0]
            events = (first_row(connection, "SELECT count(*) FROM events") or (0,))[0]
        begun = time.monotonic()
        written(path, iter([made_reading(size + 1, list(range(MENTIONS)), date(2020, 1, 1), np.random.default_rng(2))]))
        merge_case(path)
        one_more = time.monotonic() - begun
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{size:8} {writing_seconds:9.1f} {merging:9.1f} {busy / size * 1000:14.1f} {links:9} {events:8} "
            f"{memory:9.0f} {one_more:9.2f}",
            flush=True,
        )


def main() -> None:
    """Measure each size in a process of its own."""
    parser = argparse.ArgumentParser(description="Measure the merge of events.")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        measure(given.one)
        return
    print("readings  writing s merging s  cpu s per 1000     links   events memory MB one more s", flush=True)
    for size in given.sizes:
        subprocess.run([sys.executable, "-m", "benchmarks.events", "--one", str(size)], check=True)


if __name__ == "__main__":
    main()
