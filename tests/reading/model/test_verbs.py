"""Given a sentence, what its verbs say of an event or a forecast in it."""

from __future__ import annotations

import pytest

from lagebild.reading.marks import Realis
from lagebild.reading.model.decoding.verbs import realis_told, tells_the_present
from lagebild.spans import Span


def realis(text: str, trigger: str, read: Realis = Realis.NEG) -> Realis:
    start = text.index(trigger)
    return realis_told(text, Span(0, len(text)), Span(start, start + len(trigger)), read)


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Er sei nicht abgeneigt, Peru mit Waffen zu unterstützen.", "unterstützen"),
        ("Der Minister schloss einen Angriff nicht aus.", "Angriff"),
        ("Es ist nicht ausgeschlossen, dass Chile Truppen schickt.", "schickt"),
        ("The minister did not rule out sending troops.", "sending"),
        ("She is not opposed to lifting the sanctions.", "lifting"),
    ],
)
def test_two_negations_make_a_possibility(text: str, trigger: str) -> None:
    assert realis(text, trigger) is Realis.HYPO


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Der Minister schickt keine Truppen.", "schickt"),
        ("Der Minister schloss einen Angriff nicht aus.", "schloss"),
        ("The minister did not rule out talks.", "rule out"),
        ("Er ist nicht abgeneigt, doch Chile schickt keine Truppen.", "schickt"),
        ("Der Minister schloss einen Angriff aus.", "Angriff"),
    ],
)
def test_one_negation_stays_one(text: str, trigger: str) -> None:
    assert realis(text, trigger) is Realis.NEG


def test_only_what_is_negated_is_looked_at() -> None:
    assert realis("Er sei nicht abgeneigt zu helfen.", "helfen", Realis.PLANNED) is Realis.PLANNED


@pytest.mark.parametrize(
    ("text", "is_present"),
    [
        ("Das Land wird seit Jahren von allen Nachbarn sanktioniert.", True),
        ("dass ihnen die Einreise verweigert wird", True),
        ("The port and its roads are being bombed.", True),
        ("Das Land wird morgen sanktioniert.", False),
        ("Das Land wird die Sanktionen verschärfen.", False),
        ("Das Land wird von allen sanktioniert werden.", False),
        ("Das Land wird beschossen, und Chile wird antworten.", False),
        ("Das Land könnte sanktioniert werden.", False),
        ("The roads are being bombed and will be for weeks.", False),
        ("Der Vertrag endet im Mai.", False),
    ],
)
def test_the_present_passive_tells_nothing_ahead(text: str, is_present: bool) -> None:
    assert tells_the_present(text, Span(0, len(text))) is is_present
