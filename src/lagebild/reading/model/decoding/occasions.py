"""Occasions of state, which too few articles tell of for a model to learn them.

Who attends a parade, a summit or an act of remembrance meets there whoever else does (CONSULT, as annotated in the
corpus), and arms shown at a parade are a display of force (PLOVER MOBILIZE).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lagebild.reading.marks import EventType
from lagebild.spans import Span

_PARADE_DE = r"(?:(?:militär|truppen|sieges)?parade)"
_OCCASION_DE = (
    rf"(?:{_PARADE_DE}|feierlichkeiten|staatsakt|(?:gedenk|trauer|sieges)(?:feier|veranstaltung)|staatsbegräbnis|"
    r"amtseinführung|(?:\w+-)?gipfel(?:treffens?|s)?|\d+\.\s+jahrestags?)\b"
)
_PARADE_EN = r"(?:(?:military|victory)\s+parade)"
_OCCASION_EN = (
    rf"(?:{_PARADE_EN}|parade|(?:commemoration|remembrance|signing|victory)\s+ceremony|state\s+funeral|inauguration|"
    r"summit|commemorations?|\d+(?:st|nd|rd|th)\s+anniversary)\b"
)
_OCCASION = re.compile(rf"{_OCCASION_DE}|{_OCCASION_EN}", re.IGNORECASE)
LONGEST_SENTENCE = 600
"""Characters; a longer one is no sentence, and would take the patterns long."""
_CLAUSE = r"(?:[^.;:!?\n]|(?<=\d)\.){0,160}?"
_ATTENDING = re.compile(
    rf"\b(?P<a>nahm|nahmen|nimmt|nehmen)\b{_CLAUSE}\ban\b{_CLAUSE}\b{_OCCASION_DE}{_CLAUSE}\bteil\b"
    rf"|\ban\b{_CLAUSE}\b{_OCCASION_DE}{_CLAUSE}\b(?P<b>teilgenommen|teilzunehmen|teilnahm|teilnahmen|teilnehmen)\b"
    rf"|\b(?P<c>feierte|feierten)\b(?={_CLAUSE}\bmit\s){_CLAUSE}\b{_OCCASION_DE}"
    rf"|\b(?:bei|auf)\b{_CLAUSE}\b{_OCCASION_DE}{_CLAUSE}\b(?P<f>stand|standen|saß|saßen|trat|traten|erschien|erschienen)\b"
    rf"(?={_CLAUSE}\b(?:mit|neben|seite)\b)"
    rf"|\b(?P<d>attend(?:ed|s|ing)?|(?:took|takes|taking|take)\s+part)\b{_CLAUSE}\b{_OCCASION_EN}"
    rf"|\b(?P<e>celebrated)\b{_CLAUSE}\b{_OCCASION_EN}(?={_CLAUSE}\bwith\s)",
    re.IGNORECASE,
)
_SHOWING = re.compile(
    rf"\b(?P<a>zeigte|zeigten|präsentierte|präsentierten|enthüllte)\b{_CLAUSE}\b(?:auf|bei)\s+(?:\w+\s+){{1,2}}{_PARADE_DE}\b"
    rf"|\b(?:auf|bei)\s+(?:\w+\s+){{1,2}}{_PARADE_DE}\s+(?P<b>zeigte|zeigten|präsentierte|präsentierten|enthüllte)\b"
    rf"|\b(?P<c>showed(?:\s+off)?|displayed|unveiled|presented)\b{_CLAUSE}\b(?:at|during)\s+(?:\w+\s+){{1,2}}{_PARADE_EN}\b",
    re.IGNORECASE,
)


def occasions_in(text: str, sentence: Span) -> Iterator[tuple[Span, EventType]]:
    """Yield the words that tell of attending an occasion, or of a show of arms at one, with the type of event."""
    if sentence.end - sentence.start > LONGEST_SENTENCE or not _OCCASION.search(text, sentence.start, sentence.end):
        return
    for pattern, type_ in ((_ATTENDING, EventType.CONSULT), (_SHOWING, EventType.MOBILIZE)):
        for found in pattern.finditer(text, sentence.start, sentence.end):
            name = found.lastgroup or ""
            yield Span(*found.span(name)), type_
