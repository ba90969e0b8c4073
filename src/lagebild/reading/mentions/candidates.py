"""Candidates: names of the world found in an article, alone or as part of a longer name made by rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from lagebild.articles.article import Article
from lagebild.world import Entry, Name, NameMatch, Role, names_in
from lagebild.world.institutions import Institution, institution_at


class Shape(StrEnum):
    """How a candidate's characters came together."""

    FREE = "free"
    """A name by itself: `Peking`."""
    INSTITUTION = "institution"
    """A state's adjective or abbreviation with an institution: `türkische Außenministerium`, `US-Botschaft`."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name found at `[start, end)` of the article's text; `before` and `after` are the words beside it."""

    start: int
    end: int
    name: Name
    shape: Shape
    institution: Institution | None
    before: str
    after: str

    @property
    def entry(self) -> Entry:
        """The entry of the world that the name refers to."""
        return self.name.entry


HYPHENS = frozenset("-‐‑")
ARTICLES = frozenset({"der", "die", "das", "dem", "den", "des", "the"})
WORDS_BESIDE = 40
"""Characters looked at on either side of a name for the word beside it: longer words decide nothing."""


def candidates_in(article: Article) -> Iterator[Candidate]:
    """Yield the candidates in every passage that is read, in order, none overlapping another.

    A name that a hyphen joins to another word (`EU-Beitritt`, `Ukraine-Krieg`) is none: on the training part of the
    annotated corpus such a name was a mention of its own in less than half of the cases.
    """
    for passage in article.passages_read():
        free_from = passage.start
        for match in names_in(article.text, article.lang, passage.start, passage.end):
            if match.start >= free_from and match.name.role is not Role.OTHER:
                candidate = _candidate(article.text, match, passage.start, passage.end, article.lang)
                if candidate is not None:
                    free_from = candidate.end
                    yield candidate


def _candidate(text: str, match: NameMatch, first: int, stop: int, lang: str | None) -> Candidate | None:
    institution, end = _institution_after(text, match, stop, lang)
    if institution is None and match.name.role is Role.ADJECTIVE:
        return None
    if text[end : min(end + 1, stop)] in HYPHENS or text[max(match.start - 1, first) : match.start] in HYPHENS:
        return None
    shape = Shape.INSTITUTION if institution else Shape.FREE
    before = _word_before_article(text, match.start, first)
    return Candidate(match.start, end, match.name, shape, institution, before, word_after(text, end, stop))


def _institution_after(text: str, match: NameMatch, stop: int, lang: str | None) -> tuple[Institution | None, int]:
    gap = text[match.end : min(match.end + 1, stop)]
    adjective = match.name.role is Role.ADJECTIVE
    if not (gap in {" ", "\xa0", "\n"} and adjective) and not (gap in HYPHENS and _is_abbreviation(text, match)):
        return None, match.end
    found = institution_at(text, match.end + 1, stop, lang)
    return found if found else (None, match.end)


def _is_abbreviation(text: str, match: NameMatch) -> bool:
    return text[match.start : match.end].isupper()


def _word_before_article(text: str, start: int, first: int) -> str:
    """The word before the name and its article: `in` for `in der Ukraine`."""
    word = word_before(text, start, first)
    if word.lower() not in ARTICLES:
        return word
    return word_before(text, text.rindex(word, first, start), first) or word


def word_before(text: str, start: int, first: int) -> str:
    """Return the word (or other character) before `start`, "" at the passage's start or after a line's end."""
    piece = text[max(first, start - WORDS_BESIDE) : start]
    line = piece.rsplit("\n", 1)[-1].rstrip()
    if not line:
        return ""
    if not line[-1].isalnum():
        return line[-1]
    at = len(line)
    while at and (line[at - 1].isalnum() or line[at - 1] in HYPHENS):
        at -= 1
    return line[at:]


def word_after(text: str, end: int, stop: int) -> str:
    """Return the word (or other character) after `end`, "" at the passage's end."""
    line = text[end : min(stop, end + WORDS_BESIDE)].lstrip(" \xa0")
    if not line or not line[0].isalnum():
        return line[:1].strip()
    at = 0
    while at < len(line) and (line[at].isalnum() or line[at] in HYPHENS):
        at += 1
    return line[:at]
