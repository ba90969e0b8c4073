"""Invented articles as cases to search: no model is needed to make them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest

from lagebild.articles.article import Article, Passage, Zone
from lagebild.case.case import Case
from lagebild.case.merging_step import merge_case
from lagebild.case.schema import make_case
from lagebild.reading.marks import Mention, MentionKind, Sentence, SentenceVector
from lagebild.reading.reading import Reading
from lagebild.scoring.merged import write_readings

STATES = {"Norwegen": "NOR", "Norway": "NOR", "Finnland": "FIN", "Finland": "FIN"}


def reading(
    uri: str,
    sentences: Sequence[str],
    lang: str | None = "de",
    *,
    title: str | None = None,
    outlet: str | None = None,
    published: date | None = None,
    vectors: Sequence[tuple[bytes, float]] = (),
) -> Reading:
    """Return an article with its sentences, the states named in them, and vectors if they are given."""
    text = " ".join(sentences)
    placed, at = [], 0
    for number, sentence in enumerate(sentences):
        placed.append(Sentence(at, at + len(sentence), number))
        at += len(sentence) + 1
    mentions = [
        Mention(start, start + len(name), MentionKind.STATE, code, "GOV", code, f"state:{code}", 0.9)
        for name, code in STATES.items()
        for start in range(len(text))
        if text.startswith(name, start)
    ]
    passages = (Passage(0, len(text), Zone.BODY),)
    return Reading(
        Article(uri, text, passages, title=title, outlet=outlet, lang=lang, published=published),
        tuple(placed),
        mentions=tuple(sorted(mentions)),
        vectors=tuple(SentenceVector(number, *vector) for number, vector in enumerate(vectors)),
    )


@pytest.fixture(scope="session")
def article() -> Callable[..., Reading]:
    return reading


def case_of(path: Path, *readings: Reading) -> Case:
    """Return a case of articles that are not merged: without actors and copies."""
    make_case(path)
    write_readings(path, readings)
    return Case.open(path)


@pytest.fixture
def made_case(tmp_path: Path) -> Callable[..., Case]:
    return lambda *readings: case_of(tmp_path / "made.case", *readings)


@pytest.fixture(scope="module")
def unmerged_case(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Case]:
    """Return a way to make a case for all tests of a module; those that write copy it."""
    return lambda *readings: case_of(tmp_path_factory.mktemp("unmerged") / "made.case", *readings)


@pytest.fixture(scope="module")
def merged_case(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Case]:
    def made(*readings: Reading) -> Case:
        case = case_of(tmp_path_factory.mktemp("merged") / "made.case", *readings)
        merge_case(case.path)
        return case

    return made


@pytest.fixture
def added() -> Callable[..., None]:
    """Return a way to add articles to a case that is there."""
    return lambda case, *readings: write_readings(case.path, readings)
