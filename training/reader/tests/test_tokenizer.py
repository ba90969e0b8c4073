"""The rebuilt tokenizer: the package's own ids, and spans that stand on the original characters."""

from __future__ import annotations

import random
from itertools import groupby
from pathlib import Path

import pytest
from training.reader.tests.original import Original
from training.reader.unpack import Checkpoint

from lagebild.reading.model.tokenizer import SubwordTokenizer

NUMBER_EDGES = "(.,;:)"
CORPORA = (Path(__file__).parents[3] / "tests/corpus", Path(__file__).parents[4] / "shared/corpus")


@pytest.fixture(scope="module")
def tokenizer(checkpoint: Checkpoint) -> SubwordTokenizer:
    """The rebuilt tokenizer with all pieces."""
    return SubwordTokenizer(checkpoint.vocabulary)


def corpus_sentences() -> list[str]:
    """Return the sentences of the annotated articles that are there."""
    files = sorted(file for corpus in CORPORA for file in corpus.glob("**/docs/*.txt"))
    lines = (line for file in files for line in file.read_text(encoding="utf-8").split("\n"))
    return [line.split("\t", 1)[1] for line in lines if "\t" in line]


def with_unknown_joined(ids: list[int], unknown: int) -> list[int]:
    """Return `ids` with runs of the unknown piece as one: the engine gives one for each character."""
    return [i for value, run in groupby(ids) for i in ([value] if value == unknown else run)]


def random_texts(count: int) -> list[str]:
    """Return texts from pools of characters that grow from ASCII to all of the basic plane."""
    draw = random.Random(7)
    latin = [*range(0x20, 0x180), *[0x20] * 60, 0x2026, 0xBD, 0xFB01, 0x200B, 0xAD, 0x0A, 0xA0]
    pools = (range(1, 0x250), range(1, 0x3000), range(1, 0xD800), latin)
    return ["".join(chr(draw.choice(pools[n % 4])) for _ in range(draw.randint(1, 40))) for n in range(count)]


def test_ids_of_the_corpus(tokenizer: SubwordTokenizer, original: Original, checkpoint: Checkpoint) -> None:
    """Every sentence gets exactly the ids of the package."""
    sentences = corpus_sentences()
    found = tokenizer.subwords(sentences)
    for sentence, subwords in zip(sentences, found, strict=True):
        expected = with_unknown_joined(original.ids(sentence), checkpoint.vocabulary.unk)
        assert subwords.ids.tolist() == expected, sentence


def test_ids_of_random_texts(tokenizer: SubwordTokenizer, original: Original, checkpoint: Checkpoint) -> None:
    """The same ids, or other pieces of the same characters with the same sum of scores; nothing for no characters."""
    vocabulary = checkpoint.vocabulary
    for text in random_texts(4000):
        ours = tokenizer.subwords([text])[0].ids.tolist()
        theirs = with_unknown_joined(original.ids(text), vocabulary.unk)
        if ours != theirs and tokenizer.normalised(text).text:
            assert sorted(vocabulary.scores[i] for i in ours) == sorted(vocabulary.scores[i] for i in theirs), ascii(
                text
            )


def test_spans_stand_on_the_characters(tokenizer: SubwordTokenizer, checkpoint: Checkpoint) -> None:
    """What a span cuts out of the text, normalised, holds the piece or its number; spans never go back."""
    for text in [*corpus_sentences(), "Er kam…  nach\n\nWien", "ﬁnal ½ Liter", "\u200bA\xadB"]:
        subwords = tokenizer.subwords([text])[0]
        assert (subwords.starts[1:] >= subwords.starts[:-1]).all()
        for piece, start, end in zip(subwords.ids, subwords.starts, subwords.ends, strict=True):
            words = checkpoint.vocabulary.pieces[piece].lstrip("▁")
            cut = text[start:end]
            assert not cut or not cut[0].isspace()
            assert piece == checkpoint.vocabulary.unk or words.strip(NUMBER_EDGES) in tokenizer.normalised(cut).text


@pytest.mark.parametrize(
    ("text", "cuts"),
    [
        ("Er kam…  nach\n\nWien", ["Er", "kam", "…", "nach", "Wien"]),
        ("  漢字 ist", ["", "漢", "字", "ist"]),
        ("Wien\ud800!", ["Wien", "\ud800", "!"]),
        ("", []),
        ("Mai 2011. Am 3. Juli 2015, (2003)", ["Mai", "2011", "Am", "3.", "Juli", "2015", "2003"]),
    ],
)
def test_spans_of(text: str, cuts: list[str], tokenizer: SubwordTokenizer) -> None:
    """Spans around removed, widened and unknown characters."""
    subwords = tokenizer.subwords([text])[0]
    assert [text[start:end] for start, end in zip(subwords.starts, subwords.ends, strict=True)] == cuts


@pytest.mark.parametrize("text", ["x" * 1_000_000, " " * 1_000_000, "… " * 300_000, "😀" * 200_000])
def test_long_texts_without_a_stop(text: str, tokenizer: SubwordTokenizer) -> None:
    """A text of one endless word ends, with spans up to its end."""
    subwords = tokenizer.subwords([text])[0]
    assert not len(subwords.ends) or subwords.ends[-1] >= len(text.rstrip()) - 1
