"""Clauses: a part of a sentence that a model marked, made whole, and the clauses that only ask."""

from __future__ import annotations

import re

from lagebild.spans import Span

_BREAK = re.compile(r"(?<!\d),|,(?!\d)|[;:„“”\"«»()\[\]…]|\s[-–—]\s")
"""What stands between clauses; a comma between digits does not."""
_END = re.compile(rf"{_BREAK.pattern}|[.!?]$")
_OUTER_END = re.compile(r"(?<!\d),|,(?!\d)|[;:(]|\s[-–—]\s|[.!?]$")
_AUXILIARY = (
    r"(?:könnten?|dürften?|wird|werden?|würden?|soll(?:e|en|te|ten)?|will|woll(?:e|en|te|ten)|kann|können|muss|müssen?"
    r"|may|might|could|would|should|can)"
)
_WITHOUT_SUBJECT = re.compile(rf"{_AUXILIARY}\b")
_VERB_LAST = re.compile(rf"\b{_AUXILIARY}\W*\Z")
"""In German the verb comes last only in a subordinate clause, which begins with the word that joins it."""
_JOINING = re.compile(r"[\s,;:–—-]*(?:(?:dass|that|und|and|aber|but|sondern)\s+)?", re.IGNORECASE)
_QUESTION = re.compile(
    r"(?:(?:auf|aus|bei|für|gegen|in|mit|nach|über|um|unter|von|vor|zu)\s)?welche[mnrs]?\b"
    r"|(?:ob|wie|wann|warum|weshalb|inwieweit|inwiefern|wohin)\b",
    re.IGNORECASE,
)
_QUESTION_WITHIN = re.compile(r"(?:whether|how|why)\b", re.IGNORECASE)


def to_clause_end(text: str, span: Span | None, sentence: Span) -> Span | None:
    """Return a part with the rest of its clause: what begins a clause is meant with the clause."""
    if span is None:
        return None
    limit = _END.search(text, max(span.end, span.start), sentence.end)
    end = limit.start() if limit else sentence.end
    words = text[span.start : max(end, span.end)].rstrip(" .!?")
    return Span(span.start, max(span.start + len(words), span.end))


def to_end_of_saying(text: str, span: Span, sentence: Span) -> Span:
    """Return a part up to the end of its clause, words in quotation marks included: `seien „schwierig geworden“`."""
    limit = _OUTER_END.search(text, span.end, sentence.end)
    return Span(span.start, limit.start() if limit else sentence.end)


def from_clause_start(text: str, span: Span | None, sentence: Span) -> Span | None:
    """Return a part with the beginning of its clause if it lacks its subject: `… könnte ihn noch fortführen`."""
    if span is None or not (_WITHOUT_SUBJECT.match(text, span.start) or _VERB_LAST.search(span.cut(text))):
        return span
    breaks = [found.end() for found in _BREAK.finditer(text, sentence.start, span.start)]
    joining = _JOINING.match(text, breaks[-1] if breaks else sentence.start, span.start)
    return Span(joining.end() if joining else span.start, span.end)


def only_asks(text: str, span: Span, sentence: Span) -> bool:
    """Return whether a part is an indirect question alone: `wie Oslo reagieren wird` expects nothing."""
    words = span.cut(text)
    if "," in words:
        return False
    asks = _QUESTION.match(words) or (span.start > sentence.start and _QUESTION_WITHIN.match(words))
    return bool(asks)
