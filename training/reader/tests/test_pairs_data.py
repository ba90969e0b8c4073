"""The hand-written marked pairs: one source, one target, a known type, and nothing shared by the two files."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

DATA = Path(__file__).parents[1] / "data"
TRAINING, CHOOSING = DATA / "plover_pairs.tsv", DATA / "plover_pairs_dev.tsv"
TYPES = frozenset(
    {
        "AGREE",
        "CONSULT",
        "SUPPORT",
        "COOPERATE",
        "AID",
        "CONCEDE",
        "RETREAT",
        "REQUEST",
        "ACCUSE",
        "REJECT",
        "THREATEN",
        "PROTEST",
        "SANCTION",
        "MOBILIZE",
        "COERCE",
        "ASSAULT",
        "NONE",
    }
)
MARK = re.compile(r"\[([ST]):([^\[\]]+)\]")


def rows(path: Path) -> list[tuple[str, str, str]]:
    """Rows (language, type, marked sentence) of a file below its header."""
    header, *lines = path.read_text(encoding="utf-8").splitlines()
    assert header == "lang\ttype\tsentence"
    split = [tuple(line.split("\t")) for line in lines]
    assert all(len(row) == 3 for row in split)
    return [(row[0], row[1], row[2]) for row in split]


def unmarked(sentence: str) -> str:
    """The sentence as a newspaper would print it."""
    return MARK.sub(r"\2", sentence)


@pytest.mark.parametrize("path", [TRAINING, CHOOSING], ids=lambda path: path.stem)
def test_each_sentence_marks_one_source_and_one_target_and_has_a_known_type(path: Path) -> None:
    """Brackets serve for the two marks only, and a mark holds no blank at its edges."""
    for lang, kind, sentence in rows(path):
        assert lang in {"de", "en"}, sentence
        assert kind in TYPES, sentence
        assert sorted(role for role, _ in MARK.findall(sentence)) == ["S", "T"], sentence
        assert not set("[]") & set(unmarked(sentence)), sentence
        assert all(name == name.strip() for _, name in MARK.findall(sentence)), sentence


@pytest.mark.parametrize("path", [TRAINING, CHOOSING], ids=lambda path: path.stem)
def test_no_marked_sentence_stands_twice(path: Path) -> None:
    """The same sentence may come again with other actors marked, never with the same ones."""
    twice = [sentence for sentence, count in Counter(row[2] for row in rows(path)).items() if count > 1]
    assert not twice


def test_no_sentence_is_in_both_files() -> None:
    """What chooses a checkpoint must not have trained it, whichever actors are marked."""
    assert not {unmarked(row[2]) for row in rows(TRAINING)} & {unmarked(row[2]) for row in rows(CHOOSING)}


def test_training_shows_every_type_in_both_languages() -> None:
    """At least 65 English and 12 German lines of each type."""
    shown = Counter((lang, kind) for lang, kind, _ in rows(TRAINING))
    assert all(shown["en", kind] >= 65 and shown["de", kind] >= 12 for kind in TYPES)
