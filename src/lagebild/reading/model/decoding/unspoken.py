"""What is no direct quotation: words without quotation marks outside interviews, and marks that only set words off."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from lagebild.articles.article import Article, Zone
from lagebild.reading.marks import Quotation, QuotationKind

LONGEST_SET_OFF = 2
"""Words in quotation marks that may only be set off (`die „Freiwilligen“`); more are mostly somebody's."""
FEWEST_TURNS = 2
"""Turns of one speaker in an interview at least, or questions that stand as paragraphs."""
_MARKS = "„“”\"«»‚‘’'"
_TURN = re.compile(r"(?:^|[\n.?!…“”\"]\s?)([A-ZÄÖÜ][\w.’'-]*(?:\s[A-ZÄÖÜ][\w.’'-]*){0,3}):\s", re.MULTILINE)
_QUESTION = re.compile(r"\?[“”\"]?\s*$", re.MULTILINE)
_OWN = frozenset({Zone.PULL_QUOTE, Zone.TITLE, Zone.TEASER})
"""Zones that quote without marks."""
_WORD = re.compile(r"[^\W\d_]+(?:[-‐‑][^\W\d_]+)*")
_PERSON = "person:"


def without_unspoken(article: Article, quotations: Sequence[Quotation]) -> list[Quotation]:
    """Return the quotations without direct ones that nobody is quoted with; linear in the text."""
    interview = is_interview(article.text)
    starts = [passage.start for passage in article.passages]
    kept = []
    for quotation in quotations:
        if quotation.kind is QuotationKind.DIRECT:
            place = bisect_right(starts, quotation.start) - 1
            quotes = interview or (place >= 0 and article.passages[place].zone in _OWN)
            if is_set_off(article.text, quotation) or not (quotes or is_in_marks(article.text, quotation)):
                continue
        kept.append(quotation)
    return kept


def is_interview(text: str) -> bool:
    """Return whether a text is told in turns: the same name with a colon opens several, or questions are paragraphs."""
    turns = Counter(turn[1] for turn in _TURN.finditer(text))
    often = max(turns.values(), default=0) >= FEWEST_TURNS
    return often or sum(1 for _ in _QUESTION.finditer(text)) > FEWEST_TURNS


def is_in_marks(text: str, quotation: Quotation) -> bool:
    """Return whether a quotation mark stands at the beginning, at the end or inside of a quotation."""
    words = text[max(0, quotation.start - 1) : quotation.end + 2]
    return any(mark in words for mark in _MARKS)


def is_set_off(text: str, quotation: Quotation) -> bool:
    """Return whether few words in quotation marks have neither a cue nor a person who says them."""
    if quotation.cue_start is not None or quotation.speaker_start is not None:
        return False
    words = _WORD.findall(text, quotation.start, quotation.end)
    return len(words) <= LONGEST_SET_OFF and not (quotation.speaker or "").startswith(_PERSON)
