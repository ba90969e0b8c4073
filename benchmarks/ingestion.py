"""Measures ingestion without the database: `python -m benchmarks.ingestion CORPUS_DIR [--articles N]`.

Plain-text articles (title, date, paragraphs of three sentences) are made by shuffling the sentences of a corpus within
their language. Each goes the whole way on one core: decoding, cleaning, zones, page data, language, sentences,
fingerprint. Prints words per second of each step and of all together, and the peak memory after 1/100, 1/10 and all of
the articles, which are read as a stream.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.sentences import annotated

from lagebild.articles.decoding import cleaned, decoded
from lagebild.articles.duplicates import fingerprint_of
from lagebild.articles.language import language_of
from lagebild.articles.origin import Origin
from lagebild.articles.pagedata import page_data_of
from lagebild.articles.plain import article_from
from lagebild.articles.zones import zones_of
from lagebild.reading.sentences import sentences_of

SENTENCES = 30
PARAGRAPH_SENTENCES = 3
STEP_ARTICLES = 300
"""Articles the single steps are measured on."""


def made_articles(pools: dict[str, list[str]], number: int) -> Iterator[bytes]:
    draw = random.Random(0)
    langs = sorted(pools)
    for at in range(number):
        chosen = draw.choices(pools[langs[at % len(langs)]], k=SENTENCES)
        starts = range(0, SENTENCES, PARAGRAPH_SENTENCES)
        paragraphs = [" ".join(chosen[start : start + PARAGRAPH_SENTENCES]) for start in starts]
        title = " ".join(chosen[0].split()[:8])
        yield "\n\n".join([title, "3. September 2025", *paragraphs, ""]).encode()


def ingested(data: bytes, at: int) -> int:
    """Return the number of sentences of one article after the whole way."""
    article = article_from(data, Origin(f"made:{at}", f"made {at}", None, None))
    fingerprint_of(article.text, article.passages)
    return len(sentences_of(article.text, article.passages, article.lang))


def peak_mebibytes() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (2**20 if sys.platform == "darwin" else 2**10)


def print_steps(articles: list[bytes]) -> None:
    words = sum(len(data.split()) for data in articles)
    texts = [cleaned(decoded(data, charset=None, place="made")) for data in articles]
    passages = [zones_of(text) for text in texts]
    langs = [language_of(text) for text in texts]
    pairs = list(zip(texts, passages, strict=True))
    steps: dict[str, Callable[[], Any]] = {
        "decoding": lambda: [cleaned(decoded(data, charset=None, place="made")) for data in articles],
        "zones": lambda: [zones_of(text) for text in texts],
        "page data": lambda: [page_data_of(text, zones) for text, zones in pairs],
        "language": lambda: [language_of(text) for text in texts],
        "sentences": lambda: [
            sentences_of(text, zones, lang) for (text, zones), lang in zip(pairs, langs, strict=True)
        ],
        "fingerprint": lambda: [fingerprint_of(text, zones) for text, zones in pairs],
    }
    for name, step in steps.items():
        started = time.process_time()
        step()
        print(f"{name:14}{words / (time.process_time() - started):12,.0f} words/s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--articles", type=int, default=10_000)
    arguments = parser.parse_args()
    pools: dict[str, list[str]] = defaultdict(list)
    for path in sorted(arguments.corpus.rglob("docs/*.txt")):
        lang, sentences = annotated(path)
        pools[lang] += sentences
    print_steps(list(made_articles(pools, STEP_ARTICLES)))
    marks = {arguments.articles // 100, arguments.articles // 10, arguments.articles}
    words, seconds = 0, 0.0
    for at, data in enumerate(made_articles(pools, arguments.articles), start=1):
        words += len(data.split())
        started = time.process_time()
        ingested(data, at)
        seconds += time.process_time() - started
        if at in marks:
            print(f"{at:>8,} articles {words:>10,} words {words / seconds:10,.0f} words/s {peak_mebibytes():7.0f} MiB")


if __name__ == "__main__":
    main()
