"""Subwords of a tiny vocabulary stand on the characters of the text they were read from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.reading.model.tokenizer import SubwordTokenizer
from lagebild.reading.model.vocabulary import Vocabulary

WORDS = ("▁Wien", "▁Haf", "en", "▁2011.", "▁", "s", "t", "...", "e", "n", "▁und")
VOCABULARY = Vocabulary(
    pieces=(" start", " padding", " end", " unknown", " mask", *WORDS),
    scores=(0.0,) * 5 + tuple(-float(i + 1) for i in range(len(WORDS))),
    bos=0,
    eos=2,
    pad=1,
    unk=3,
    normalisation={"…": "...", "\n": " ", "\u00a0": " ", "\u200b": ""},
)


@pytest.fixture(scope="module")
def tokenizer() -> SubwordTokenizer:
    return SubwordTokenizer(VOCABULARY)


def cuts(tokenizer: SubwordTokenizer, text: str) -> list[tuple[str, str]]:
    """Return each piece with the characters it stands on."""
    found = tokenizer.subwords([text])[0]
    return [(VOCABULARY.pieces[i], text[a:b]) for i, a, b in zip(found.ids, found.starts, found.ends, strict=True)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wien und Hafen", [("▁Wien", "Wien"), ("▁und", "und"), ("▁Haf", "Haf"), ("en", "en")]),
        ("Wien \n\u00a0 und", [("▁Wien", "Wien"), ("▁und", "und")]),  # several spaces are one
        ("Wi\u200ben", [("▁Wien", "Wi\u200ben")]),  # a character of no width stays inside the span
        ("Wien…", [("▁Wien", "Wien"), ("...", "…")]),  # one character, three of the piece
        ("2011.", [("▁2011.", "2011")]),  # a mark ends before the punctuation
        ("Wien漢字😀", [("▁Wien", "Wien"), (" unknown", "漢字😀")]),
        ("وين", [("▁", ""), (" unknown", "وين")]),  # a lone space piece has no characters
        ("", []),
    ],
)
def test_pieces_and_their_characters(tokenizer: SubwordTokenizer, text: str, expected: list[tuple[str, str]]) -> None:
    assert cuts(tokenizer, text) == expected


def test_no_text_matches_a_special_piece(tokenizer: SubwordTokenizer) -> None:
    ids = tokenizer.subwords([" ".join(VOCABULARY.pieces[:5])])[0].ids
    assert not {0, 1, 2, 4} & set(ids.tolist())


@given(st.lists(st.text()))
def test_spans_go_forwards_and_lie_in_the_text(texts: list[str]) -> None:
    for text, found in zip(texts, _TOKENIZER.subwords(texts), strict=True):
        assert (found.starts <= found.ends).all()
        assert (found.starts[1:] >= found.starts[:-1]).all()
        assert not len(found.ends) or found.ends.max() <= len(text)


@given(st.lists(st.text(), max_size=4))
def test_a_text_is_cut_alike_in_any_company(texts: list[str]) -> None:
    together = [found.ids.tolist() for found in _TOKENIZER.subwords(texts)]
    assert together == [_TOKENIZER.subwords([text])[0].ids.tolist() for text in texts]


_TOKENIZER = SubwordTokenizer(VOCABULARY)
