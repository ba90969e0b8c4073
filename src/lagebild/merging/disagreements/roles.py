"""Offices of one person that differ: what one article calls `Regierungschef` and another `Staats- und Parteichef`.

Only offices are compared, not descriptions (`Diktator`, `Experte`): a role stands for the offices that its words name
(`offices.toml`). Two roles differ if they share no office and nobody holds both together, or if they name one office
at two organisations or in two countries.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from lagebild.merging.dating.features import folded
from lagebild.merging.disagreements.relations import (
    Compared,
    Disagreement,
    Kind,
    Relation,
    Version,
    disagreement_of,
    hanging_together,
    is_later,
)

LONGEST_GAP = 400
"""Days within which roles are told of one time, or of a change that is news."""
AT_ONE_TIME = 60
"""Days within which two offices are held at one time: a change of office is told by then."""
NEIGHBOURS = 24
"""So many other roles of its person a role is compared with: nobody has more in a year."""

_WORD = re.compile(r"\w[\w-]*")
_ELLIPSIS = re.compile(r"\b(?:staats|partei|regierungs)-\s*(?:und|sowie|/)\s*$", re.IGNORECASE)
"""The beginning of a compound whose end the next word brings: `Staats- und` before `Parteichef`."""
_ELLIPTIC = re.compile(r"\b(staats|partei|regierungs)-\s*(?:und|sowie|/)\s*(?:staats|partei|regierungs)(chef|führer)")
SHORTEST_IN_COMPOUND = 5
"""Letters up to which a word is an office only as a whole: `king` stands in many words."""
SHORT_ROLE, BEGINNING = 5, 3
"""Words of a role that is an office as a whole, and of a longer one those in which its office stands."""
_CLAUSE = re.compile(r"[.!?;:,]\s|\n")
AROUND = 20
"""Characters before a role in which its standing is told (`Russia's former`)."""


@dataclass(frozen=True, slots=True)
class Office:
    """What a role says: offices held together, whether former or coming, of which country and organisation."""

    offices: frozenset[str]
    standing: str | None
    country: str | None
    organisation: str | None


@dataclass(frozen=True, slots=True)
class Held:
    """A role statement of a person."""

    actor_id: str
    version: Version
    office: Office
    confidence: float


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(files(__package__).joinpath("offices.toml").read_text(encoding="utf-8"))


@cache
def _names() -> list[tuple[str, str]]:
    """Return the words for offices in lower case, the longest first, each with its office."""
    names = [(word, office) for office, words in _table()["offices"].items() for word in words]
    return sorted(names, key=lambda name: (-len(name[0]), name))


@cache
def _searches() -> list[tuple[re.Pattern[str], str]]:
    """Return what finds each of those words with an ending (`Präsidentin`, `presidents`), with its office.

    Before a word a German compound may begin, if the word is not too short for that.
    """

    def search(name: str) -> re.Pattern[str]:
        begin = r"(?<!\w)" if len(name) <= SHORTEST_IN_COMPOUND else ""
        return re.compile(rf"{begin}{re.escape(name)}(?:innen|in|en|es|s|n)?(?!\w)")

    return [(search(name), office) for name, office in _names()]


@cache
def _standings() -> list[tuple[str, re.Pattern[str]]]:
    """Return, by standing, the beginnings of words that tell it."""
    table = _table()["standing"]
    return [(n, re.compile("|".join(rf"(?<![a-zäöüß]){re.escape(w)}" for w in words))) for n, words in table.items()]


@cache
def _together() -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair) for pair in _table()["together"]["pairs"])


def office_of(role: str, before: str, country: str | None, organisation: str | None) -> Office | None:
    """Return the offices that a role names, None for a role that names none; `before` are the words before it."""
    words = role.lower().split()
    # Of a longer run of words only the beginning is the office: `the envoy who once was a minister`.
    plain = " ".join(words if len(words) <= SHORT_ROLE else words[:BEGINNING])
    elided = _ELLIPSIS.search(before)
    if elided:
        plain = f"{elided.group(0).lower()}{plain}"
    found = set(_offices_in(plain))
    if not found:
        return None
    around = f" {_CLAUSE.split(before[-AROUND:].lower())[-1]} {plain}"
    standings = (name for name, words in _standings() if words.search(around))
    return Office(frozenset(found), next(standings, None), country, organisation)


def _offices_in(plain: str) -> Iterator[str]:
    for begun, ended in _ELLIPTIC.findall(plain):
        yield from (office for name, office in _names() if name == f"{begun}{ended}")
    rest = plain
    for search, office in _searches():
        if found := search.search(rest):
            yield office
            rest = f"{rest[: found.start()]} {rest[found.end() :]}"


def disagreements_of(roles: Iterable[Held]) -> Iterator[Disagreement]:
    """Yield the offices of one person that differ; the order of `roles` does not matter."""
    by_actor: dict[str, list[Held]] = defaultdict(list)
    for held in roles:
        by_actor[held.actor_id].append(held)
    for actor_id, own in sorted(by_actor.items()):
        told = _once_each(own)
        versions = [held.version for held in told]
        for pairs in hanging_together(_compared(told)):
            yield disagreement_of(Kind.ROLE, f"of={actor_id}", actor_id, versions, pairs)


def _once_each(roles: Sequence[Held]) -> list[Held]:
    """Return the roles in the order of their days, what one voice says more than once only once."""
    told: dict[tuple[str, Office], Held] = {}
    for held in sorted(roles, key=lambda h: h.version.place):
        told.setdefault((held.version.voice, held.office), held)
    return sorted(told.values(), key=lambda h: h.version.in_time)


def _compared(told: Sequence[Held]) -> Iterator[Compared]:
    for at, one in enumerate(told):
        for place in range(at + 1, min(at + 1 + NEIGHBOURS, len(told))):
            other = told[place]
            relation = relation_of(one, other)
            if relation is not None:
                yield Compared(at, place, relation, min(one.confidence, other.confidence))


def relation_of(one: Held, other: Held) -> Relation | None:
    """Return what two roles of one person are to each other, None if both can be true of one day."""
    a, b = one.office, other.office
    days, later = one.version.days, other.version.days
    if one.version.voice == other.version.voice or days is None or later is None or days.gap(later) > LONGEST_GAP:
        return None
    if "deputy" in (a.standing, b.standing) or not _differ(a, b):
        return None
    if a.standing == b.standing and days.gap(later) <= AT_ONE_TIME:
        return Relation.CONTRADICTS
    first, last = (a, b) if days <= later else (b, a)
    taken = first.standing == "coming" and last.standing is None
    left = first.standing is None and last.standing == "former"
    changed = first.standing is None and last.standing is None
    return Relation.DEVELOPED if is_later(days, later) and (taken or left or changed) else None


def _differ(a: Office, b: Office) -> bool:
    if a.standing != b.standing:
        return a.offices == b.offices
    if a.offices & b.offices:
        elsewhere = None not in (a.country, b.country) and a.country != b.country
        return elsewhere or _apart(a.organisation, b.organisation)
    if {"head_of_state", "head_of_government"} <= a.offices | b.offices and _presidential() & {a.country, b.country}:
        return False
    return any(frozenset((x, y)) not in _together() for x in a.offices for y in b.offices)


def _presidential() -> frozenset[str]:
    return frozenset(_table()["presidential"]["countries"])


def _apart(one: str | None, other: str | None) -> bool:
    """Return whether two names of organisations share no word of substance."""
    if not one or not other:
        return False
    a, b = ({folded(w) for w in _WORD.findall(name) if len(w) > 3 and w[0].isupper()} for name in (one, other))
    return bool(a and b) and not a & b
