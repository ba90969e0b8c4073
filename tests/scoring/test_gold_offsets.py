"""Where gold records stand: sentences joined with one space, and one rule for each kind of string."""

import pytest

from lagebild.scoring.ann import AnnotationError, parse_annotation, parse_document
from lagebild.scoring.gold import GoldArticle, gold_of, without_determiner
from lagebild.spans import Span


def gold(sentences: list[str], records: str) -> GoldArticle:
    lines = "\n".join(f"s{number}\t{sentence}" for number, sentence in enumerate(sentences))
    return gold_of(parse_document(f"#lang de\n{lines}", file="x.txt"), parse_annotation(records, file="x.ann"))


def test_sentences_are_joined_with_one_space() -> None:
    article = gold(["Rabat schweigt.", "Algier nicht."], "")
    assert article.text == "Rabat schweigt. Algier nicht."
    assert [span.cut(article.text) for span in article.sentences] == ["Rabat schweigt.", "Algier nicht."]


def test_names_are_all_longest_leftmost_occurrences_at_word_limits() -> None:
    article = gold(
        ["Ahmedou Ould Sabar reist nach Rabat.", "Ould Sabars Reise nach Rabat freut Ould Sabar, die Rabater weniger."],
        "ACT a1 PER MRT GOV :: Ahmedou Ould Sabar ; Ould Sabar\nACT a2 STATE MAR GOV :: Rabat",
    )
    assert [name.span.cut(article.text) for name in article.names] == [
        "Ahmedou Ould Sabar",
        "Rabat",
        "Rabat",
        "Ould Sabar",
    ]


def test_a_surface_of_two_entities_has_both_kinds() -> None:
    article = gold(["Washington mahnt."], "ACT a1 STATE USA GOV :: Washington\nACT a2 LOC USA - :: Washington")
    assert article.names[0].kinds == {"STATE", "LOC"}


def test_equal_strings_take_one_occurrence_after_the_other() -> None:
    records = 'T s0 "Montag" = 2025-05-12\nT s0 "Montag" = 2025-05-19'
    article = gold(["Am Montag schloss die Grenze, am Montag danach auch der Hafen."], records)
    assert [(t.span.start, t.value) for t in article.times] == [(3, "2025-05-12"), (33, "2025-05-19")]


def test_a_string_means_its_own_words_not_part_of_others() -> None:
    records = 'T s0 "Mai 2025" = 2025-05\nT s0 "2025" = 2025\nN s0 "4" = 4 lorry'
    article = gold(["Im Mai 2025 und das ganze Jahr 2025 fuhren 14 und dann 4 Lastwagen."], records)
    assert [t.span.start for t in article.times] == [3, 31]
    assert article.quantities[0].span == Span(55, 56)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("der kommenden Woche", "kommenden Woche"),
        ("Diese Woche", "Woche"),
        ("the end of the year", "end of the year"),
        ("a year ago", "year ago"),
        ("Mittwoch", "Mittwoch"),
        ("des", "des"),
    ],
)
def test_a_leading_determiner_is_left_out(text: str, kept: str) -> None:
    assert without_determiner(text, Span(0, len(text))).cut(text) == kept


@pytest.mark.parametrize("record", ['T s0 "Freitag" = 2025-05-16', 'T s7 "Montag" = 2025-05-12'])
def test_a_record_that_points_nowhere_is_named(record: str) -> None:
    with pytest.raises(AnnotationError) as caught:
        gold(["Am Montag."], "# remark\n" + record)
    assert caught.value.place == "x.ann:2"
