"""Where the parts of conditionals and forecasts end: with their clause."""

import pytest

from lagebild.reading.model.decoding.outlooks import to_clause_end
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
