"""Given a quotation with the words around it, who the text plainly says is speaking."""

from __future__ import annotations

import re

import numpy as np
import pytest

from lagebild.reading.entities import Antecedents, ProposedName, entities_of, roles_of
from lagebild.reading.marks import MentionKind, Modality, Quotation, QuotationKind, Sentence
from lagebild.reading.model.decoding.named import NamedInOrder
from lagebild.reading.model.decoding.voices import goes_on, voice_behind, with_headings
from lagebild.reading.model.outputs import TokenOutputs
from lagebild.spans import Span


def voice(text: str, *names: str) -> str | None:
    """Who speaks the words in the last quotation marks, or up to the last comma if there are none; `KIND name`."""
    sentences = [Sentence(m.start(), m.end(), at) for at, m in enumerate(re.finditer(r"[^\n]+", text))]
    proposed = [
        ProposedName(m.start(), m.end(), MentionKind(kind), None, 0.9)
        for kind, name in (name.split(" ", 1) for name in names)
        for m in re.finditer(re.escape(name), text)
    ]
    mentions = entities_of(text, sentences, "de", sorted(proposed))
    antecedents = Antecedents(text, sentences, "de", mentions, roles_of(text, sentences, "de", mentions))
    words = np.array([word.span() for word in re.finditer(r"\w+", text)], np.int64)
    zeros = np.zeros((len(words), 1), np.float32)
    outputs = TokenOutputs(text, words, np.array([0, len(words)]), zeros, zeros, {})
    quoted = re.search(r"„([^“]*)“[^„]*\Z", text)
    last = sentences[-1]
    said = Span(*quoted.span(1)) if quoted else Span(last.start, text.rindex(","))
    kind = QuotationKind.DIRECT if quoted else QuotationKind.INDIRECT
    return voice_behind(text, NamedInOrder(outputs, mentions), antecedents, said, kind, len(text))


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        (
            "„Chile will den Hafen“, sagt Ida Holt aus Oslo.",
            ("STATE Chile", "PER Ida Holt", "LOC Oslo"),
            "person:Ida Holt",
        ),
        ("„Peru wartet“, so der polnische Außenminister Jan Holt.", ("STATE Peru", "PER Jan Holt"), "person:Jan Holt"),
        (
            "Präsident Jan Holt kam.\n„Peru wartet“, sagte er der Zeitung.",
            ("PER Jan Holt", "STATE Peru"),
            "person:Jan Holt",
        ),
        ("Präsident Jan Holt kam.\nPeru warte nur, behauptet er.", ("PER Jan Holt", "STATE Peru"), "person:Jan Holt"),
        (
            "Minister Jan Holt kam.\n„Peru wartet“, zitierte die Agentur Nord den Minister.",
            ("PER Jan Holt", "STATE Peru", "ORG Agentur Nord"),
            "person:Jan Holt",
        ),
        ("„Peru wartet“, heißt es bei Jan Holt.", ("STATE Peru", "PER Jan Holt"), None),
        ("„Peru wartet“, sagte die Behörde, die Jan Holt leitet.", ("STATE Peru", "PER Jan Holt"), None),
        ("„Peru wartet“, doch Jan Holt schwieg.", ("STATE Peru", "PER Jan Holt"), None),
    ],
)
def test_the_clause_behind_a_quotation_names_the_speaker(
    text: str, names: tuple[str, ...], expected: str | None
) -> None:
    assert voice(text, *names) == expected


def quotation(text: str, words: str, speaker: str | None, **words_of: int) -> Quotation:
    start = text.index(words)
    spoken = words_of.get("speaker_start")
    return Quotation(
        *(start, start + len(words), QuotationKind.DIRECT, Modality.ASSERTED, None, None),
        *(spoken, spoken and spoken + 4, speaker, 0.9),
    )


def test_what_is_quoted_next_in_a_paragraph_goes_on_with_it() -> None:
    text = "„Eins“, sagt Holt. „Zwei und drei.“\n„Vier und fünf.“"
    first = quotation(text, "Eins", "person:Holt")
    assert goes_on(text, first, Span(text.index("Zwei"), text.index("drei")), QuotationKind.DIRECT)
    assert not goes_on(text, first, Span(text.index("Vier"), text.index("fünf")), QuotationKind.DIRECT)
    agency = quotation(text, "Eins", "org:Nord")
    assert not goes_on(text, agency, Span(text.index("Zwei"), text.index("drei")), QuotationKind.DIRECT)


def test_a_heading_is_said_by_who_says_it_below() -> None:
    text = "„Kein Brot“\nHolt: „Wir haben kein Brot“\n„Alles gut“\nMarek schwieg."
    headings = [Span(0, 11), Span(text.index("„Alles"), text.index("\nMarek"))]
    said = [
        quotation(text, "Kein Brot", "person:Marek"),
        quotation(text, "Wir haben kein Brot", "person:Holt"),
        quotation(text, "Alles gut", "person:Holt"),
    ]
    assert [q.speaker for q in with_headings(text, said, headings)] == ["person:Holt", "person:Holt", None]


def test_a_heading_that_names_its_speaker_keeps_it() -> None:
    text = "Holt: „Kein Brot“\nMarek schwieg."
    said = [quotation(text, "Kein Brot", "person:Holt", speaker_start=0)]
    assert with_headings(text, said, [Span(0, 17)]) == said
