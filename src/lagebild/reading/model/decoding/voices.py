"""Who speaks, where the words around a quotation say it plainly: `…“, sagte Ivo Marek`, `…, versicherte sie`.

Surer than any judgement, and so asked first: a verb right behind the quotation with the speaker behind it. Names inside
the quotation, the town of a think tank or the paper that was told are never the speaker then.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from lagebild.reading.entities.antecedents import Antecedents
from lagebild.reading.marks import MentionKind, Quotation, QuotationKind
from lagebild.reading.model.decoding.named import NamedInOrder
from lagebild.spans import Span

LONGEST_TITLE = 60
"""Characters between a verb of speech and the name of who speaks: `sagte der polnische Außenminister …`."""
_CUE = re.compile(r"(?P<closed>[.!?]?[“”\"»«‘’]+)?,[“”\"»]?\s(?P<verb>[a-zäöüß]+)\s")
_BESIDE = re.compile(r"(?P<who>[^\W\d_]+)\b")
_SPEAKING_PRONOUNS = frozenset({"er", "sie", "he", "she"})
_NO_VERBS = frozenset(
    {"dass", "weil", "wenn", "als", "aber", "doch", "sondern", "und", "oder", "die", "der", "das", "den", "dem", "wo"}
    | {"which", "who", "that", "but", "and", "or", "when", "while", "because", "as", "with", "from", "in", "on", "at"}
    | {"wie", "da", "ob", "bei", "mit", "von", "nach", "zu", "heißt", "hieß"}
)
"""Words behind a comma that are no verb of speech."""
_QUOTING = frozenset({"zitierte", "zitiert", "zitierten", "zitieren"})
"""Verbs whose object spoke: `zitierte die Agentur den Minister`."""
_PERSON = "person:"
"""How the keys of persons begin."""
_OBJECT = re.compile(r"\b(?:den|die)\s(?:[a-zäöüß]+\s){0,2}[A-ZÄÖÜ][\w-]+")
LONGEST_STEP = 250
"""Characters between a quotation and the next one of the same speaker in a paragraph."""
_CLAUSE_END = re.compile(r"[,.;:!?\n„“”\"()–]")


def voice_behind(
    text: str, named: NamedInOrder, antecedents: Antecedents, said: Span, kind: QuotationKind, stop: int
) -> str | None:
    """Return the person that the clause right behind a quotation names as its speaker; `stop` ends its sentence."""
    cue = _CUE.match(text, said.end, stop)
    if cue is not None and cue["verb"] in _QUOTING:
        return _quoted_person(text, named, antecedents, cue.end(), stop)
    if cue is None or cue["verb"] in _NO_VERBS or (kind is QuotationKind.DIRECT) != bool(cue["closed"]):
        return None
    word = _BESIDE.match(text, cue.end(), stop)
    if word is None:
        return None
    if word["who"] in _SPEAKING_PRONOUNS:
        meant = antecedents.mention_meant(*word.span())
        return meant.entity if meant is not None and meant.kind is MentionKind.PER else None
    behind = named.between(cue.end(), min(stop, cue.end() + LONGEST_TITLE))
    person = next((n.mention for n in behind if n.mention.kind is MentionKind.PER), None)
    if person is None or _CLAUSE_END.search(text, cue.end(), person.start):
        return None
    return person.entity


def _quoted_person(text: str, named: NamedInOrder, antecedents: Antecedents, start: int, stop: int) -> str | None:
    """Return the person whom somebody else quotes: a name, or words that mean one named before."""
    behind = (n.mention for n in named.between(start, stop) if n.mention.kind is MentionKind.PER)
    if person := next(behind, None):
        return person.entity
    for words in _OBJECT.finditer(text, start, stop):
        meant = antecedents.mention_meant(*words.span())
        if meant is not None and meant.kind is MentionKind.PER:
            return meant.entity
    return None


def goes_on(text: str, before: Quotation, said: Span, kind: QuotationKind) -> bool:
    """Return whether words in quotation marks go on with what was quoted shortly before them in their paragraph.

    The speaker before must stand in words of a person, not be an agency or paper that quotes one.
    """
    is_near = 0 <= said.start - before.end <= LONGEST_STEP and "\n" not in text[before.end : said.start]
    return {kind, before.kind} == {QuotationKind.DIRECT} and is_near and (before.speaker or "").startswith(_PERSON)


def with_headings(text: str, quotations: Sequence[Quotation], headings: Sequence[Span]) -> list[Quotation]:
    """Return the quotations, those in headings with the speaker of the same words below.

    A heading that quotes without naming its speaker does not go on with what stands above it.
    """
    told = [(_plain(text[q.start : q.end]), q) for q in quotations]
    starts = [heading.start for heading in headings]
    found = []
    for words, quotation in told:
        place = bisect_right(starts, quotation.start) - 1
        if place >= 0 and quotation.start < headings[place].end and quotation.speaker_start is None:
            below = (q.speaker for said, q in told if q.start >= headings[place].end and words in said)
            found.append(replace(quotation, speaker=next(below, None)))
        else:
            found.append(quotation)
    return found


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())
