"""Which country an entity belongs to: what its names and the words beside them say, else what the article suggests."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from lagebild.reading.entities.referents import country_inside
from lagebild.reading.entities.words import CountryWord, Surroundings
from lagebild.reading.marks import MentionKind
from lagebild.world import Role

INSIDE = 3
"""Weight of a country told by a name's own words: `nordkoreanische Soldaten`."""
BEFORE = 2
"""Weight of an adjective right before the name: `die syrische Stadt X`."""
AFTER = 2
"""Weight of a place or state right after the name: `X in Syrien`."""
REACH = 60
"""Characters beside a name among which its country's words are looked for."""

_BEFORE_GAP = re.compile(r"(?:\s[\w-]+){0,2}\s[\"„“‚‘]?$")
_AFTER_GAP = {
    "de": re.compile(r"(?:\s\(|,\s|\sin\s|\sim\s|\saus\s|\sder\s|\sdes\s|\svon\s|\s)(?:(?:der|den|dem)\s)?"),
    "en": re.compile(r"(?:\s\(|,\s|\sin\s|\sof\s|\sfrom\s)(?:the\s)?"),
}


def countries_beside(around: Surroundings, start: int, end: int, kind: MentionKind, lang: str) -> Counter[str]:
    """Return the countries that a name `[start, end)` and the words right beside it tell, with their weights."""
    votes: Counter[str] = Counter()
    if kind is not MentionKind.LOC:
        inside = country_inside(around.text[start:end], lang)
        if inside:
            votes[inside] += INSIDE
    low, high = around.sentence_of(start)
    before = _adjective_before(around, max(low, start - REACH), start)
    if before is not None:
        votes[before.country] += BEFORE
    after = _place_after(around, end, min(high, end + REACH), lang)
    if after is not None:
        votes[after.country] += AFTER
    return votes


def _adjective_before(around: Surroundings, low: int, start: int) -> CountryWord | None:
    words = around.countries_in(low, start)
    last = words[-1] if words else None
    if last is None or last.role is not Role.ADJECTIVE:
        return None
    return last if _BEFORE_GAP.fullmatch(around.text[last.end : start]) else None


def _place_after(around: Surroundings, end: int, high: int, lang: str) -> CountryWord | None:
    words = around.countries_in(end, high)
    first = words[0] if words else None
    if first is None or first.role in {Role.ADJECTIVE, Role.PEOPLE}:
        return None
    gap = around.text[end : first.start]
    if not _AFTER_GAP[lang].fullmatch(gap):
        return None
    genitive = gap != " " or around.text[first.start : first.end].endswith("s")
    return first if genitive else None


def likely_country(around: Surroundings, starts: Sequence[int], counts: Counter[str]) -> str | None:
    """Return the country that an entity named at `starts` most likely belongs to when nothing says so."""
    total = sum(counts.values())
    if not total:
        return None
    near: Counter[str] = Counter()
    for start in starts[:5]:
        low, high = around.sentence_of(start)
        for word in around.countries_in(max(low, start - 300), min(high, start + 300)):
            if word.country not in {"IGO", "EUR"}:
                near[word.country] += 2 if word.start < start else 1
    scores = {c: counts[c] / total + near[c] / max(1, sum(near.values())) for c in counts}
    return max(sorted(scores), key=lambda c: scores[c])
