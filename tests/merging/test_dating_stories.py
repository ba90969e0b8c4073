"""The thirty articles for dating and what truth.toml says of them belong together."""

import tomllib
from pathlib import Path

import pytest

from lagebild.scoring.ann import Document, parse_document

STORIES = Path(__file__).parent / "stories"
TRUTH = tomllib.loads((STORIES / "truth.toml").read_text(encoding="utf-8"))["article"]
ARTICLES: dict[str, Document] = {
    path.stem: parse_document(path.read_text(encoding="utf-8"), file=str(path)) for path in STORIES.glob("s*.txt")
}


def test_six_stories_of_five_articles_in_both_languages() -> None:
    assert sorted(entry["name"] for entry in TRUTH) == sorted(ARTICLES)
    assert sorted(ARTICLES) == [f"s{story}_{number}" for story in range(1, 7) for number in range(1, 6)]
    for story in range(1, 7):
        assert {ARTICLES[f"s{story}_{number}"].lang for number in range(1, 6)} == {"de", "en"}


def test_twenty_two_can_be_dated_to_the_day() -> None:
    assert sum(entry["exact"] for entry in TRUTH) == 22


@pytest.mark.parametrize("entry", TRUTH, ids=lambda entry: entry["name"])
def test_the_truth_agrees_with_the_article_and_its_evidence_exists(entry: dict) -> None:
    article = ARTICLES[entry["name"]]
    assert article.published == entry["date"]
    assert entry["earliest"] <= entry["date"] <= entry["latest"]
    assert (entry["earliest"] == entry["latest"]) is entry["exact"]
    for reference in entry["evidence"]:
        name, sentence = reference.split(":")
        assert name[:2] == entry["name"][:2]
        assert int(sentence[1:]) in ARTICLES[name].sentences


def test_articles_are_short() -> None:
    for article in ARTICLES.values():
        assert 120 <= sum(len(sentence.split()) for sentence in article.sentences.values()) <= 250
