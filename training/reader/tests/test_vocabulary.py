"""The smaller vocabulary cuts German, English and names in Latin script exactly as the full one does."""

from __future__ import annotations

import unicodedata

import pytest
from training.reader.tests.test_tokenizer import corpus_sentences
from training.reader.unpack import Checkpoint
from training.reader.vocabulary import Cut, cut_vocabulary, is_read

from lagebild.reading.model.tokenizer import SubwordTokenizer

NAMES = (
    "Recep Tayyip Erdoğan traf Łukasz Żółć, Nguyễn Văn Hợp und Þórdís Ævarsdóttir in Çanakkale.",
    "Aŋgela Ɓuuɗi, Mẹ́fisọ́ Adébáyọ̀, Ḥasan aš-Šaʿrī, Čačić, Őrsi, Ñuñoa, Žďár, Ēriks, São Tomé, Māori, Hawaiʻi",
    "(50 % von € 3,2 Mrd.) – „so‘, »ja«, 25°C, 4×4, §§ 5–7, № 3, 10² m³, α-Teilchen, 5 µg, ±3, →, ™, ½",
)


@pytest.fixture(scope="module")
def cut(checkpoint: Checkpoint) -> Cut:
    """The smaller vocabulary."""
    return cut_vocabulary(checkpoint.vocabulary)


def test_latin_texts_are_cut_as_before(cut: Cut, checkpoint: Checkpoint) -> None:
    """Every sentence of the corpora whose letters are Latin, and names from many languages."""
    texts = [t for t in corpus_sentences() if all(_is_latin(c) for c in t if c.isalpha())] + list(NAMES)
    before = SubwordTokenizer(checkpoint.vocabulary).subwords(texts)
    after = SubwordTokenizer(cut.vocabulary).subwords(texts)
    for text, old, new in zip(texts, before, after, strict=True):
        assert cut.kept[new.ids].tolist() == old.ids.tolist(), text


def test_no_text_matches_a_special_piece(cut: Cut) -> None:
    """The marks of start, end and padding, spelled out in a text, are plain characters."""
    tokenizer = SubwordTokenizer(cut.vocabulary)
    for subwords in tokenizer.subwords(["<s> a </s>", "<pad><mask>", "<unk>", " start end mask"]):
        assert (subwords.ids > 4).all()


def test_other_scripts_are_unknown(cut: Cut) -> None:
    """A word of a script that is not read is one unknown piece on its characters."""
    text = "Москва und 北京"
    subwords = SubwordTokenizer(cut.vocabulary).subwords([text])[0]
    unknown = subwords.ids == cut.vocabulary.unk
    assert [text[a:b] for a, b in zip(subwords.starts[unknown], subwords.ends[unknown], strict=True)] == [
        "Москва",
        "北京",
    ]


@pytest.mark.parametrize(
    ("piece", "stays"), [("▁Straße", True), ("ệ", True), ("μ", True), ("για", False), ("٣", False)]
)
def test_is_read(piece: str, stays: bool) -> None:
    """Latin with accents stays, a Greek word and other digits do not."""
    assert is_read(piece) is stays


def _is_latin(character: str) -> bool:
    return unicodedata.name(character, "").startswith(("LATIN ", "FEMININE", "MASCULINE"))
