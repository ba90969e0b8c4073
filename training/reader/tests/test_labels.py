"""Annotated marks become labels of subwords and come back as the same marks."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from training.reader.labels import LAYERS, LabelledArticle, bio_labels, labelled, marks_from
from training.reader.unpack import Checkpoint

from lagebild.reading.model.tokenizer import SubwordTokenizer
from lagebild.spans import Span

DOCUMENT = """#date 2025-05-07
#lang de
#title Streit um den Hafen
s0\tAm Mittwoch sagte Ministerin Nangolo: „ Der Hafen bleibt offen“, und sagte weitere Treffen mit Angola zu.
s1\tSollte Angola zustimmen, würden 300 Arbeiter kommen.
"""
ANNOTATION = """ACT a1 PER NAM GOV :: Nangolo
ACT a2 STATE AGO GOV :: Angola
EV e1 CONSULT planned s0 :: trigger="Treffen" ; from=a1,a2
Q direct s0 :: speaker="Ministerin Nangolo" ; cue="sagte" ; text="Der Hafen bleibt offen"
Q reported s0 :: speaker="Ministerin Nangolo" ; cue="sagte" ; text="weitere Treffen mit Angola"
T s0 "Mittwoch" = 2025-05-07
N s1 "300 Arbeiter" = 300 worker
IF s1 :: holder=author ; if="Sollte Angola zustimmen" ; then="würden 300 Arbeiter kommen"
"""


@pytest.fixture(scope="module")
def article(checkpoint: Checkpoint, tmp_path_factory: pytest.TempPathFactory) -> LabelledArticle:
    """The article above, read from the two files of the corpus format."""
    folder = Path(tmp_path_factory.mktemp("corpus"))
    for name, content in (("docs/x.txt", DOCUMENT), ("out/x.ann", ANNOTATION)):
        (folder / name).parent.mkdir()
        (folder / name).write_text(content, encoding="utf-8")
    return labelled(folder / "docs/x.txt", SubwordTokenizer(checkpoint.vocabulary))


def words(article: LabelledArticle, layer: str) -> list[tuple[str, str]]:
    """Return the marks of a layer, as the labels give them back, with their words."""
    lines = [line.split("\t", 1)[1] for line in DOCUMENT.split("\n") if "\t" in line]
    text = " ".join(lines)
    found = [m for s in article.sentences for m in marks_from(s.labels[layer], s.spans, LAYERS[layer])]
    return [(span.cut(text), kind) for span, kind in found]


@pytest.mark.parametrize(
    ("layer", "expected"),
    [
        ("name", [("Nangolo", "PER"), ("Angola", "STATE"), ("Angola", "STATE")]),
        ("quotation", [("Der Hafen bleibt offen", "direct"), ("weitere Treffen mit Angola", "reported")]),
        ("cue", [("sagte", "cue"), ("sagte", "cue")]),
        ("speaker", [("Ministerin Nangolo", "speaker")]),
        ("event", [("Treffen", "CONSULT")]),
        ("time", [("Mittwoch", "time")]),
        ("quantity", [("300 Arbeiter", "quantity")]),
        ("condition", [("Sollte Angola zustimmen", "condition")]),
        ("consequence", [("würden 300 Arbeiter kommen", "consequence")]),
        ("forecast", []),
    ],
)
def test_marks_come_back(layer: str, expected: list[tuple[str, str]], article: LabelledArticle) -> None:
    """Each layer's words; the cue beside its own quotation, the speaker of both once."""
    assert words(article, layer) == expected


def test_labels_go_on_over_a_piece_without_characters() -> None:
    """A lone space piece inside a mark does not cut it in two, and one at its end adds nothing."""
    spans = np.array([[0, 2], [3, 3], [3, 5], [6, 6]])
    labels = bio_labels(spans, [(Span(0, 5), "cue")], ("cue",))
    assert labels.tolist() == [1, 2, 2, 0]
    assert marks_from(np.array([1, 2, 2, 2]), spans, ("cue",)) == [(Span(0, 5), "cue")]


def test_two_marks_side_by_side() -> None:
    """A label that begins a mark ends the one before."""
    spans = np.array([[0, 2], [2, 4], [5, 6]])
    marks = [(Span(0, 2), "cue"), (Span(2, 6), "cue")]
    assert marks_from(bio_labels(spans, marks, ("cue",)), spans, ("cue",)) == marks
