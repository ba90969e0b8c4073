"""Scoring a corpus: the gold against itself is perfect, and known faults cost what they should."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from gold_reading import gold_reading
from rich.console import Console

from lagebild.articles.article import Article
from lagebild.errors import UsageError
from lagebild.reading.marks import Mention, MentionKind, Quantity, Sentence, TimeExpression, TimexType
from lagebild.reading.reading import Reading
from lagebild.scoring.ann import AnnotationError
from lagebild.scoring.card import card_record, card_table
from lagebild.scoring.score import gold_articles, score_corpus

CORPUS = Path(__file__).parent.parent / "corpus"


def gold_reader(corpus: Path) -> Callable[[Article], Reading]:
    """A reader that finds exactly what the annotation says."""
    by_text = {gold.text: gold for gold in gold_articles(corpus)}
    return lambda article: gold_reading(by_text[article.text], article)


def test_the_gold_against_itself_is_perfect_in_every_layer_and_language() -> None:
    card = score_corpus(CORPUS, gold_reader(CORPUS))
    assert card.articles == {"de": 11, "en": 5, "all": 16}
    assert {key: counts.f1 for key, counts in card.counts.items() if counts.f1 not in (1.0, None)} == {}
    assert card.differences == ()
    numbers = {(layer, measure): card.counts[layer, measure, "all"].gold for layer, measure, _ in card.counts}
    unstated = {("quotations", "modality"), ("relations", "holder")}
    assert {measure for measure, number in numbers.items() if number == 0} == unstated
    assert all(number > 10 for measure, number in numbers.items() if measure not in unstated)


def test_a_reader_that_finds_nothing_has_no_recall() -> None:
    card = score_corpus(CORPUS, empty_reading)
    assert card.counts["times", "strict", "all"].recall == 0
    assert card.counts["times", "strict", "all"].precision is None


def empty_reading(article: Article) -> Reading:
    return Reading(article, ())


@pytest.fixture
def small_corpus(tmp_path: Path) -> Path:
    corpus = tmp_path / "corpora" / "small"
    (corpus / "docs").mkdir(parents=True)
    (corpus / "out").mkdir()
    (corpus / "docs" / "one.txt").write_text(
        "#date 2025-04-24\n#lang en\n#title Pact\n"
        "s0\tAlgeria sent 40 lorries on Wednesday.\ns1\tRabat waits this week.\n",
        encoding="utf-8",
    )
    (corpus / "out" / "one.ann").write_text(
        "ACT a1 STATE DZA GOV :: Algeria\nACT a2 STATE MAR GOV :: Rabat\n"
        'T s0 "Wednesday" = 2025-04-23\nT s1 "this week" = 2025-W17\nN s0 "40 lorries" = 40 lorry of=a1\n',
        encoding="utf-8",
    )
    return corpus


def reading_with_faults(article: Article) -> Reading:
    """One sentence for two; Rabat as a place; Wednesday too wide and a day off; a quantity without its noun."""
    assert article.text == "Algeria sent 40 lorries on Wednesday. Rabat waits this week."

    def at(words: str) -> tuple[int, int]:
        start = article.text.index(words)
        return start, start + len(words)

    return Reading(
        article,
        (Sentence(0, len(article.text), 0),),
        (
            Mention(*at("Algeria"), MentionKind.STATE, "DZA", "GOV", "a", None, 1.0),
            Mention(*at("Rabat"), MentionKind.LOC, "MAR", None, "b", None, 1.0),
            Mention(*at("Wednesday"), MentionKind.MISC, None, None, "c", None, 1.0),
        ),
        (
            TimeExpression(*at("on Wednesday"), TimexType.DATE, "2025-04-24", None, None, None, None, None, 1.0),
            TimeExpression(*at("week"), TimexType.DATE, "2025-W17", None, None, None, None, None, 1.0),
        ),
        (Quantity(*at("40"), 40, None, ">=", "truck", None, None, None, None, None, 1.0),),
    )


def test_each_fault_costs_what_it_should(small_corpus: Path) -> None:
    counts = score_corpus(small_corpus, reading_with_faults).counts
    found = {
        (layer, measure): (c.right, c.read, c.gold)
        for (layer, measure, lang), c in counts.items()
        if lang == "en" and (c.read or c.gold)
    }
    assert found == {
        ("sentences", "span"): (0, 1, 2),
        ("names", "span"): (2, 3, 2),
        ("names", "kind"): (1, 3, 2),
        ("names", "country"): (2, 2, 2),
        ("names", "STATE+LOC"): (2, 2, 2),
        ("names", "MISC"): (0, 1, 0),
        ("names", "main"): (2, 2, 2),
        ("times", "strict"): (1, 2, 2),
        ("times", "relaxed"): (2, 2, 2),
        ("times", "value"): (1, 2, 2),
        ("quantities", "extent"): (1, 1, 1),
        ("quantities", "bounds"): (0, 1, 1),
        ("quantities", "operator"): (0, 1, 1),
        ("quantities", "unit"): (0, 1, 1),
        ("quantities", "owner"): (0, 0, 1),
    }


def test_every_difference_is_listed_with_its_words(small_corpus: Path) -> None:
    differences = score_corpus(small_corpus, reading_with_faults).differences
    assert {(d.layer, d.text, d.gold, d.read) for d in differences if d.layer in ("names", "times")} == {
        ("names", "Rabat", "STATE", "LOC"),
        ("names", "Wednesday", None, "MISC"),
        ("times", "Wednesday", "2025-04-23", "2025-04-24 'on Wednesday'"),
    }


def test_the_reader_gets_text_date_and_language_only(small_corpus: Path) -> None:
    seen: list[Article] = []

    def read(article: Article) -> Reading:
        seen.append(article)
        return Reading(article, ())

    score_corpus(small_corpus, read)
    (article,) = seen
    assert (str(article.published), article.lang, article.title, article.authors) == ("2025-04-24", "en", None, ())
    assert [passage.zone for passage in article.passages] == ["body"]


def test_a_list_of_names_and_a_folder_of_corpora_are_scored_too(small_corpus: Path) -> None:
    (small_corpus / "dev.txt").write_text("one\n", encoding="utf-8")
    assert score_corpus(small_corpus / "dev.txt", empty_reading).articles["all"] == 1
    assert score_corpus(small_corpus.parent, empty_reading).articles["all"] == 1


def test_a_corpus_without_articles_and_an_annotation_without_its_article_are_refused(small_corpus: Path) -> None:
    with pytest.raises(UsageError):
        score_corpus(small_corpus / "docs", empty_reading)
    (small_corpus / "docs" / "one.txt").unlink()
    with pytest.raises(AnnotationError) as caught:
        score_corpus(small_corpus, empty_reading)
    assert str(caught.value.place).endswith("one.txt")


def test_the_card_as_table_and_as_data(small_corpus: Path) -> None:
    card = score_corpus(small_corpus, reading_with_faults)
    console = Console(width=140)
    with console.capture() as capture:
        console.print(card_table(card))
    row = next(line for line in capture.get().splitlines() if "relaxed" in line)
    assert "1.000" in row
    record = json.loads(json.dumps(card_record(card)))
    strict = next(s for s in record["scores"] if (s["measure"], s["lang"]) == ("strict", "all"))
    assert (strict["f1"], strict["gold"]) == (0.5, 2)
