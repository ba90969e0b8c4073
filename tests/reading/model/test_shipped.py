"""The model that the package ships: what it says of an article depends on that article alone."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from lagebild.articles.article import Article
from lagebild.case.versions import MODEL_VERSION
from lagebild.reading.model.file import SHIPPED, reader_model
from lagebild.reading.model.session import ReaderSession, reader_session
from lagebild.reading.read import read, read_article
from lagebild.reading.reading import Reading
from lagebild.reading.sentences import sentences_of
from lagebild.scoring.score import article_of, gold_articles

ROOT = Path(__file__).parents[3]
LARGEST = 64_000_000
"""Bytes of the file at most."""


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    folders = (ROOT / "tests/corpus", ROOT / "corpus/held_out", ROOT / "corpus/training")
    return [article_of(gold) for folder in folders for gold in gold_articles(folder)][:50]


@pytest.fixture(scope="module")
def readings(articles: list[Article]) -> list[Reading]:
    return [read_article(article) for article in articles]


def test_fifty_articles_shuffled_give_the_same_readings(articles: list[Article], readings: list[Reading]) -> None:
    order = list(range(len(articles)))
    random.Random(4).shuffle(order)
    again = {place: read_article(articles[place]) for place in order}
    assert [again[place] for place in range(len(articles))] == readings


def test_two_threads_say_the_same_as_one(articles: list[Article]) -> None:
    one, two = ReaderSession(reader_model(), 1), ReaderSession(reader_model(), 2)
    for article in articles[:12]:
        sentences = [(s.start, s.end) for s in sentences_of(article.text, article.passages, article.lang)]
        a, b = (session.token_outputs(article.text, sentences) for session in (one, two))
        assert (a.scores == b.scores).all()
        assert (a.states == b.states).all()


def test_every_kind_of_mark_is_found(readings: list[Reading]) -> None:
    for kind in (
        "mentions",
        "roles",
        "quotations",
        "events",
        "relations",
        "outlooks",
        "vectors",
        "times",
        "quantities",
    ):
        assert any(getattr(reading, kind) for reading in readings), kind


def test_the_file_is_small_and_names_its_version() -> None:
    assert SHIPPED.stat().st_size <= LARGEST
    facts = reader_session().model.card.facts
    assert facts["version"] == MODEL_VERSION
    assert facts["licence"]
    assert facts["trained_on"]


@pytest.mark.parametrize(
    "text",
    [
        "a" * 300_000,
        "Wort " * 60_000,
        "\U0001f600" * 3000,
        "‮ abc אבג דהו " * 300,
        " ".join(f"Minister Kora{n} Belu{n} und" for n in range(10_000)),
        "„" * 5000,
        "[ { ] } " * 2000,
        "Kim traf am Mittwoch Putin in Moskau und China liefert Russland 300 Panzer sagte Lawrow " * 600,
    ],
    ids=[
        "one word",
        "no stop",
        "emoji",
        "right to left",
        "10,000 names",
        "quotation marks",
        "brackets",
        "one sentence of news",
    ],
)
def test_no_text_stalls_it(text: str) -> None:
    reading = read(text, published="2025-03-01", lang="de")
    for kind in ("mentions", "quotations", "events", "relations", "outlooks"):
        for mark in getattr(reading, kind):
            assert 0 <= mark.start < mark.end <= len(text)
