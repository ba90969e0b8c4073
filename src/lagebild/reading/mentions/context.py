"""Whether a state's or a capital's name means the place or the government, read from the words beside it.

The annotation guide calls a country LOC when it is only a place and STATE when it acts or is acted on, one kind for the
entity in one article: a single acting mention decides for all of them.
"""

from __future__ import annotations

from collections.abc import Iterable

from lagebild.reading.mentions.candidates import Candidate

PLACE_PREPOSITIONS = frozenset(
    {"in", "im", "ins", "nach", "aus", "bei", "nahe", "durch", "innerhalb", "außerhalb"}
    | {"nördlich", "südlich", "östlich", "westlich"}
    | {"near", "inside", "outside", "around", "across", "through", "throughout", "off"}
)
"""Prepositions of place: what they govern is a place unless the article says otherwise elsewhere."""

PLACE_NOUNS = frozenset(
    {"hauptstadt", "stadt", "metropole", "region", "provinz", "großraum", "raum", "flughafen", "insel", "grenze"}
    | {"universität", "uni", "hochschule"}
    | {"norden", "osten", "süden", "westen", "nordosten", "nordwesten", "südosten", "südwesten"}
    | {"capital", "city", "town", "province", "airport", "downtown"}
    | {"northern", "eastern", "southern", "western", "central"}
)
"""Nouns and adjectives before a name that make it a place."""


def is_at_place(candidate: Candidate) -> bool:
    """Return whether the words beside the name show a place."""
    before = candidate.before.lower()
    return before in PLACE_PREPOSITIONS or before in PLACE_NOUNS or _is_dateline(candidate)


def acts(candidates: Iterable[Candidate]) -> bool:
    """Return whether any of the mentions of one thing shows more than a place."""
    return any(not is_at_place(c) for c in candidates)


def _is_dateline(candidate: Candidate) -> bool:
    return candidate.before == "" and candidate.after in {"(", "-", "–", "—", ".", ":", ",", "/"}
