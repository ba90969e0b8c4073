"""The one lookup of the world's names, built on first use for each language."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import chain

from lagebild.world.composed import composed_entry
from lagebild.world.entries import Entry, Name, NameMatch
from lagebild.world.matcher import NameMatcher
from lagebild.world.tables import entries, forms_in


def entry(entry_id: str) -> Entry | None:
    """Return the entry with this id, such as `state:PRK` or `state:PRK/foreign-ministry`; None if there is none."""
    return entries().get(entry_id) or composed_entry(entry_id)


def lookup(name: str, lang: str | None = None) -> Name | None:
    """Return what a name in any case (`Nordkoreas`, `the Kremlin` without its article) refers to, None if unknown.

    `lang` is "de" or "en"; without it the German meaning is tried first.
    """
    return _matcher(lang).get(name)


def names_in(text: str, lang: str | None = None, start: int = 0, end: int | None = None) -> Iterator[NameMatch]:
    """Yield the names in `text[start:end]` in order, the longest at each place; offsets count from the start of `text`.

    `lang` is the article's language; for any but "de" and "en" the names of both are looked for.
    """
    return (NameMatch(first, last, name) for first, last, name in _matcher(lang).matches_in(text, start, end))


def _matcher(lang: str | None) -> NameMatcher[Name]:
    return _built_matcher(lang if lang in {"de", "en"} else None)


@cache
def _built_matcher(lang: str | None) -> NameMatcher[Name]:
    return NameMatcher(forms_in(lang) if lang else chain(forms_in("de"), forms_in("en")))
