"""The reading does not get worse: F1 on the held-out written articles stays above its floors.

A floor is the lower end of the 90 % bootstrap interval over the articles when it was set (400 draws), rounded down to
two digits. Raise it when the reading has become better; lower it only with a reason in the commit message.
"""

from pathlib import Path

import pytest

from lagebild.reading.read import read_article
from lagebild.scoring.score import ScoreCard, score_corpus

CORPUS = Path(__file__).parent.parent / "corpus"

FLOORS = {
    ("sentences", "span"): {"de": 0.99, "en": 0.99},
    ("names", "span"): {"de": 0.75, "en": 0.69},
    ("names", "kind"): {"de": 0.74, "en": 0.67},
    ("names", "country"): {"de": 0.94, "en": 0.98},
    ("times", "strict"): {"de": 0.88, "en": 0.94},
    ("times", "relaxed"): {"de": 0.90, "en": 0.97},
    ("times", "value"): {"de": 0.76, "en": 0.85},
    ("quantities", "extent"): {"de": 0.94, "en": 0.94},
    ("quantities", "bounds"): {"de": 0.97, "en": 0.94},
}


@pytest.fixture(scope="module")
def card() -> ScoreCard:
    return score_corpus(CORPUS, read_article)


@pytest.mark.parametrize(("layer", "measure"), FLOORS)
@pytest.mark.parametrize("lang", ["de", "en"])
def test_f1_is_above_its_floor(card: ScoreCard, layer: str, measure: str, lang: str) -> None:
    f1 = card.counts[layer, measure, lang].f1
    assert f1 is not None
    assert f1 >= FLOORS[layer, measure][lang]
