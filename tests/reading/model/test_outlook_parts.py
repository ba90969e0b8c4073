"""Where the parts of conditionals and forecasts begin and end: with their clause."""

import pytest

from lagebild.reading.model.decoding.clauses import from_clause_start, only_asks, to_clause_end, to_end_of_saying
from lagebild.spans import Span

SENTENCES = [
    ("Sollte Oslo die Kutter liefern, würde das helfen.", "Sollte", "Sollte Oslo die Kutter liefern"),
    ("Sollte Oslo die Kutter liefern, würde das helfen.", "würde", "würde das helfen"),
    (
        "Der Hafen könnte 1,5 Millionen Tonnen fassen – falls er fertig wird.",
        "könnte",
        "könnte 1,5 Millionen Tonnen fassen",
    ),
    ("If Ankara closes the strait, prices will rise.", "If Ankara", "If Ankara closes the strait"),
    ("Prices will rise; nobody knows when.", "will", "will rise"),
    ("Lima wird nachgeben", "wird", "wird nachgeben"),
]


@pytest.mark.parametrize(("sentence", "marked", "clause"), SENTENCES)
def test_a_part_goes_on_to_the_end_of_its_clause(sentence: str, marked: str, clause: str) -> None:
    start = sentence.index(marked)
    found = to_clause_end(sentence, Span(start, start + len(marked)), Span(0, len(sentence)))
    assert found is not None
    assert found.cut(sentence) == clause


def test_a_part_that_is_not_there_stays_away() -> None:
    assert to_clause_end("Lima gives in.", None, Span(0, 14)) is None


@pytest.mark.parametrize(
    ("sentence", "part", "whole"),
    [
        ("Das Verhältnis sei „kühl“, sagte er.", "Das Verhältnis", "Das Verhältnis sei „kühl“"),
        ("Relations are “1.5 times worse” now; nobody cares.", "Relations", "Relations are “1.5 times worse” now"),
    ],
)
def test_quotation_marks_end_no_saying(sentence: str, part: str, whole: str) -> None:
    start = sentence.index(part)
    found = to_end_of_saying(sentence, Span(start, start + len(part)), Span(0, len(sentence)))
    assert found.cut(sentence) == whole


BEGUN = [
    (
        "Lima begann den Streit und könnte ihn fortführen.",
        "könnte ihn fortführen",
        "Lima begann den Streit und könnte ihn fortführen",
    ),
    ("Er sagt, dass Oslo bald Kutter liefern werde.", "bald Kutter liefern werde", "Oslo bald Kutter liefern werde"),
    ("Viele glauben, und könnte Oslo helfen, wäre das gut.", "könnte Oslo helfen", "könnte Oslo helfen"),
    ("She said prices would rise.", "prices would rise", "prices would rise"),
    ("Prices fell, but could rise again.", "could rise again", "could rise again"),
]


@pytest.mark.parametrize(("sentence", "marked", "clause"), BEGUN)
def test_a_part_without_its_subject_begins_with_its_clause(sentence: str, marked: str, clause: str) -> None:
    start = sentence.index(marked)
    found = from_clause_start(sentence, Span(start, start + len(marked)), Span(0, len(sentence)))
    assert found is not None
    assert found.cut(sentence) == clause


@pytest.mark.parametrize(
    ("sentence", "part", "asks"),
    [
        ("Offen ist, wie Oslo reagieren wird.", "wie Oslo reagieren wird", True),
        ("Für welchen Weg sich Oslo entscheiden wird", "Für welchen Weg sich Oslo entscheiden wird", True),
        ("Nobody knows whether Oslo will react.", "whether Oslo will react", True),
        ("Whether talks succeed will depend on Oslo", "Whether talks succeed will depend on Oslo", False),
        ("Wie Lima sagt, wird Oslo reagieren", "Wie Lima sagt, wird Oslo reagieren", False),
        ("Wer schweigt, wird verlieren", "Wer schweigt, wird verlieren", False),
    ],
)
def test_an_indirect_question_expects_nothing(sentence: str, part: str, asks: bool) -> None:
    start = sentence.index(part)
    assert only_asks(sentence, Span(start, start + len(part)), Span(0, len(sentence))) is asks
