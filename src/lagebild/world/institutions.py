"""Institutions that are named by the state before them: `nordkoreanische Armee`, `Turkish Foreign Ministry`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from lagebild.world.german import common_noun_forms
from lagebild.world.tables import rows_of

_LONGEST = 40
"""Characters looked at for an institution's name: the longest in the table has fewer."""
_WORDS = re.compile(r"\w+(?: \w+)?")


@dataclass(frozen=True, slots=True)
class Institution:
    """A kind of national body: `key` names it in ids, `is_state` says that it stands for the state itself."""

    key: str
    sector: str
    is_state: bool
    noun: str


def institution_at(text: str, start: int, stop: int, lang: str | None) -> tuple[Institution, int] | None:
    """Return the institution whose name begins at `start` and where it ends, longest first; None if there is none."""
    words = _WORDS.match(text, start, min(stop, start + _LONGEST))
    if words is None:
        return None
    forms = _forms()
    phrase = words.group()
    for candidate in (phrase, phrase.split(" ", 1)[0]):
        found = forms.get(candidate)
        if found is not None and (lang is None or found[0] == lang):
            return found[1], start + len(candidate)
    return None


@cache
def _forms() -> dict[str, tuple[str, Institution]]:
    forms: dict[str, tuple[str, Institution]] = {}
    for row in rows_of("institutions"):
        noun = row["noun"]
        institution = Institution(row["key"], row["sector"], row["kind"] == "STATE", noun)
        english = (noun, noun.title(), noun.capitalize())
        for form in common_noun_forms(noun) if row["lang"] == "de" else english:
            forms.setdefault(form, (row["lang"], institution))
    return forms
