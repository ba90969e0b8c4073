"""What a person asks a search for, read from what was typed; every text has a reading, none is an error.

| typed | means |
| --- | --- |
| `word` | sentences with it come first; not all words have to occur |
| `+word`, `"some words"` | has to occur, the words in quotes as they stand |
| `-word`, `NOT word`, `NICHT word` | must not occur |
| `a AND b`, `a UND b` | both have to occur |
| `a OR b`, `a ODER b` | one of them has to occur; binds tighter than AND |
| `word*` | every word that begins so |
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from lagebild.articles.language import language_of

MOST_CHARACTERS = 1_000
"""So much of what was typed is read."""

MOST_TERMS = 32
"""So many terms are searched; no person's question has more."""

SHORTEST_BEGINNING = 2
"""Letters before a `*`; a shorter beginning would stand for much of the dictionary and is taken as a word."""

WORD = re.compile(r"[^\W_][^\W_̀-ͯ]*")
"""A word as the index cuts them: letters and digits, nothing else."""

_QUOTES = '"“”„‟«»'
_PIECE = re.compile(rf"(?P<sign>[-+−–]?)(?:[{_QUOTES}](?P<phrase>[^{_QUOTES}]*)[{_QUOTES}]?|(?P<word>[^\s{_QUOTES}]+))")
_MINUS = frozenset("-−–")
_ALL, _ANY, _NONE = frozenset({"AND", "UND"}), frozenset({"OR", "ODER"}), frozenset({"NOT", "NICHT"})


class Kind(StrEnum):
    """How the words of a term are looked for."""

    WORD = "word"
    PHRASE = "phrase"
    BEGINNING = "beginning"


@dataclass(frozen=True, slots=True)
class Term:
    """Words that are looked for together; only a phrase wants them one after the other, in the form they are in."""

    kind: Kind
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Clause:
    """Terms of which one is enough."""

    terms: tuple[Term, ...]
    required: bool


@dataclass(frozen=True, slots=True)
class Question:
    """What is searched: clauses, and terms that must not occur. `text` is what the meaning is taken from.

    `lang` is the language it is asked in, None where it cannot be told.
    """

    clauses: tuple[Clause, ...]
    excluded: tuple[Term, ...]
    text: str
    lang: str | None = None

    @property
    def strict(self) -> bool:
        """Whether something has to occur or must not."""
        return bool(self.excluded) or any(clause.required for clause in self.clauses)


@dataclass(frozen=True, slots=True)
class _Piece:
    sign: str
    term: Term


def question_of(typed: str) -> Question:
    """Return what was asked for; junk becomes a question without clauses."""
    pieces = list(_pieces(unicodedata.normalize("NFC", typed[:MOST_CHARACTERS])))
    excluded: list[Term] = []
    clauses: list[Clause] = []
    joint: frozenset[str] | None = None
    negated = False
    for piece in pieces:
        if isinstance(piece, str):
            negated = piece in _NONE
            joint = joint if negated else next(words for words in (_ALL, _ANY) if piece in words)
        elif piece.sign == "-" or negated:
            excluded.append(piece.term)
            joint, negated = None, False
        else:
            _take(clauses, piece, joint)
            joint = None
    wanted = [" ".join(term.words) for clause in clauses for term in clause.terms]
    strict = bool(excluded) or any(clause.required for clause in clauses)
    text = " ".join(wanted) if strict else typed[:MOST_CHARACTERS].strip()
    return Question(tuple(clauses), tuple(excluded), text, language_of(text))


def _take(clauses: list[Clause], piece: _Piece, joint: frozenset[str] | None) -> None:
    required = piece.sign == "+" or piece.term.kind is Kind.PHRASE
    if clauses and joint is _ANY:
        clauses[-1] = Clause((*clauses[-1].terms, piece.term), True)
    elif clauses and joint is _ALL:
        clauses[-1:] = [Clause(clauses[-1].terms, True), Clause((piece.term,), True)]
    else:
        clauses.append(Clause((piece.term,), required))


def _pieces(typed: str) -> Iterator[_Piece | str]:
    """Yield the terms with their signs, and the words that join them."""
    found = 0
    for match in _PIECE.finditer(typed):
        word = match["word"]
        if word in _ALL | _ANY | _NONE:
            yield word
            continue
        term = _term(match)
        if term is not None and found < MOST_TERMS:
            found += 1
            yield _Piece("-" if match["sign"] in _MINUS else match["sign"], term)


def _term(match: re.Match[str]) -> Term | None:
    words = tuple(WORD.findall(match["phrase"] if match["word"] is None else match["word"]))
    if not words:
        return None
    if match["word"] is None:
        return Term(Kind.PHRASE, words)
    if match["word"].endswith("*") and len(words) == 1 and len(words[0]) >= SHORTEST_BEGINNING:
        return Term(Kind.BEGINNING, words)
    return Term(Kind.WORD, words)
