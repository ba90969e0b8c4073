"""Measures the reading of articles, layer by layer: `python -m benchmarks.reading.layers CORPUS_DIR [--words N]`.

The articles of a corpus are read over and over on one core until so many words are read; prints words per second of
each layer alone and of a whole reading, for German and for English.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from lagebild.articles.article import Article
from lagebild.reading.mentions import mentions_of
from lagebild.reading.quantities import quantities_of
from lagebild.reading.read import read_article
from lagebild.reading.sentences import sentences_of
from lagebild.reading.times import times_of
from lagebild.scoring.score import article_of, gold_articles


def layers(article: Article) -> dict[str, Callable[[], Any]]:
    sentences = sentences_of(article.text, article.passages_read(), article.lang)
    return {
        "sentences": lambda: sentences_of(article.text, article.passages_read(), article.lang),
        "mentions": lambda: mentions_of(article),
        "times": lambda: times_of(article.text, sentences, article.lang, article.published),
        "quantities": lambda: quantities_of(article.text, sentences, article.lang),
        "whole reading": lambda: read_article(article),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--words", type=int, default=100_000)
    arguments = parser.parse_args()
    articles = [article_of(gold) for gold in gold_articles(arguments.corpus)]
    for lang in sorted({article.lang or "" for article in articles}):
        chosen = [article for article in articles if article.lang == lang]
        words = sum(len(article.text.split()) for article in chosen)
        rounds = max(1, arguments.words // words)
        prepared = [layers(article) for article in chosen]
        for name in prepared[0]:
            for steps in prepared:  # once unmeasured: tables are loaded and patterns compiled
                steps[name]()
            started = time.process_time()
            for _ in range(rounds):
                for steps in prepared:
                    steps[name]()
            print(f"{lang} {name:14}{rounds * words / (time.process_time() - started):12,.0f} words/s")


if __name__ == "__main__":
    main()
