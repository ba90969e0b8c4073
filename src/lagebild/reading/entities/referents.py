"""What a name by itself refers to: an entry of the world, a state's institution, or a word that tells a country."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from lagebild.reading.marks import MentionKind
from lagebild.world import Entry, EntryKind, Role, lookup, names_in
from lagebild.world import entry as world_entry
from lagebild.world.german import common_noun_forms
from lagebild.world.institutions import Institution, institution_at

_DETERMINER = re.compile(r"^(?:der|die|das|dem|den|des|the|ein|eine|einen|einem|einer|eines|a|an)\s+", re.IGNORECASE)
_QUOTES = '„“”"‚‘«»'
_ACTING = frozenset({MentionKind.STATE, MentionKind.ORG, MentionKind.GROUP})


@dataclass(frozen=True, slots=True)
class Referent:
    """What a name refers to: `entry` in the world if it is known, else an institution whose state the name leaves out.

    `country` is that of the entry, or of the first country that the name's words tell.
    """

    entry: Entry | None = None
    institution: Institution | None = None
    country: str | None = None


@cache
def declared_names() -> dict[str, Any]:
    """Return the tables of names.toml."""
    return tomllib.loads(files("lagebild.reading.entities").joinpath("names.toml").read_text(encoding="utf-8"))


def bare(name: str) -> str:
    """Return a name without an article at its beginning, quotation marks and an English possessive at its end."""
    inner = _DETERMINER.sub("", name.strip().strip(_QUOTES))
    return re.sub(r"['’]s?$", "", inner) or name


@lru_cache(maxsize=65536)
def referent_of(name: str, kind: MentionKind, lang: str) -> Referent:
    """Return what a name refers to when it is of this kind; a place's name of kind STATE means the government there."""
    words = bare(name)
    if kind is MentionKind.PER:
        return Referent()
    entry = _meant(words, kind) or _entry_of(words, kind, lang, name)
    if entry is not None:
        return Referent(entry, None, entry.country)
    bare_institution = _whole_institution(words, 0, lang)
    if bare_institution is not None and kind in _ACTING:
        return Referent(None, bare_institution, None)
    state = _state_inside(words, lang)
    if kind is MentionKind.STATE and state is not None:
        return Referent(state, None, state.country)
    return Referent(None, None, country_inside(words, lang))


def _meant(words: str, kind: MentionKind) -> Entry | None:
    """The entry that a name means when it is of this kind: `America` as a state, `Europe` as an organisation."""
    table = declared_names()["stands_for"]
    meant = table.get(words) or table.get(words.removesuffix("s"))
    return world_entry(meant["entry"]) if meant is not None and kind == meant["kind"] else None


def _entry_of(words: str, kind: MentionKind, lang: str, whole: str) -> Entry | None:
    found = lookup(words, lang) or lookup(whole, lang) or lookup(words)
    if found is not None and found.role is not Role.OTHER and found.role is not Role.ADJECTIVE:
        entry = found.entry
        if found.role is Role.PEOPLE:
            return world_entry(f"{entry.id}/people") if kind is MentionKind.GROUP else None
        if found.role is Role.SEAT and kind in {MentionKind.LOC, MentionKind.MISC}:
            return None
        if entry.seat_of is not None and kind in {MentionKind.STATE, MentionKind.ORG}:
            return world_entry(entry.seat_of)
        fits = entry.kind is not EntryKind.ORGANISATION or kind is not MentionKind.LOC
        return entry if fits and kind is not MentionKind.MISC else None
    return _institution_of_state(words, lang) if kind in _ACTING else None


def _institution_of_state(words: str, lang: str) -> Entry | None:
    """The entry of `türkische Außenministerium`, `US-Regierung`, `Syrian army`; of a government it is the state."""
    first = next(names_in(words, lang), None)
    if first is None or first.start != 0 or first.name.entry.kind is not EntryKind.STATE:
        return None
    if first.name.role is Role.SEAT:
        return None
    found = _whole_institution(words, first.end + 1, lang)
    if found is None:
        return None
    return first.name.entry if found.is_state else world_entry(f"{first.name.entry.id}/{found.key}")


def is_state_noun(name: str) -> bool:
    """Return whether a name is only a noun for a state (`die Regierung`, `the kingdom`), with or without a case."""
    words = bare(name).lower()
    return words in _state_nouns() or words.split(" ")[-1] in _state_nouns()


@cache
def _state_nouns() -> frozenset[str]:
    nouns = declared_names()["state_nouns"]
    return frozenset(form for noun in nouns for form in (noun, *common_noun_forms(noun)))


def is_quarter(word: str) -> bool:
    """Return whether a name is only a quarter of the sky (`the North`)."""
    return bare(word).lower().removesuffix("s") in _quarters()


def _quarters() -> dict[str, list[str]]:
    quarters: dict[str, list[str]] = declared_names()["quarters"]
    return quarters


def state_of_quarter(word: str, states: Iterable[Entry]) -> Entry | None:
    """Return the one of the states that a quarter of the sky tells apart (`der Norden`), None if none or several."""
    beginnings = tuple(_quarters().get(bare(word).lower().removesuffix("s"), ()))
    if not beginnings:
        return None
    fitting = {s.id: s for s in states if s.name_de.lower().startswith(beginnings)}
    return next(iter(fitting.values())) if len(fitting) == 1 else None


def _whole_institution(words: str, start: int, lang: str) -> Institution | None:
    found = institution_at(words, start, len(words), lang)
    return found[0] if found is not None and found[1] == len(words) else None


def _state_inside(words: str, lang: str) -> Entry | None:
    for match in names_in(words, lang):
        entry = match.name.entry
        if entry.kind is EntryKind.STATE:
            return entry
        if entry.seat_of is not None:
            return world_entry(entry.seat_of)
    return None


def country_inside(words: str, lang: str) -> str | None:
    """Return the country that a word of a name tells: an adjective before all others, else the first name."""
    matches = [m.name for m in names_in(words, lang) if m.name.entry.country]
    adjective = next((n for n in matches if n.role is Role.ADJECTIVE), None)
    chosen = adjective or next(iter(matches), None)
    return chosen.entry.country if chosen else None
