"""What a role phrase says: whom the person serves, in which sector, and for which organisation."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from lagebild.reading.entities.phrases import RolePhrase, Words, role_phrases, role_words
from lagebild.reading.entities.sectors import sector_of_noun
from lagebild.reading.entities.words import INTERNATIONAL, MEDIA, CountryWord, Surroundings
from lagebild.reading.marks import MentionKind
from lagebild.world import EntryKind, Role

_FIELDS = frozenset({"foreign", "prime", "defence", "defense", "interior", "finance", "vice", "deputy"})
"""Words before an English title that make it another office."""
FIELD = "EDU"
"""Sector of scholars: the country before or after their title is their field (`Nordkorea-Experte`)."""


_BELONGS_TO = re.compile(r"-[\w-]+\s|\s|\s(?:der|des)\s(?:[\w-]+(?:en|er)\s)?|,?\s(?:of|at)\sthe\s")
"""Between a body and the one it belongs to or that says its name: `US-Denkfabrik X`, `Institut Y der Universität X`."""
_TOGETHER = re.compile(r"\s(?:und|sowie|and)\s|,\s")
_STATE_AND = re.compile(r"\b(?:Staats|Regierungs)[-‐‑]\s(?:und|sowie)\s\Z")
"""Before a title that is held together with an office of the state: `Staats- und Parteichef`."""
LONGEST_LINK = 40
"""Characters between a name and the body it is of: `von der`, `from the`, `von der US-Denkfabrik`."""
_ORGANISATIONS = frozenset({MentionKind.ORG, MentionKind.STATE})


@dataclass(frozen=True, slots=True)
class Named:
    """A name, `[start, end)`, and what is known of its entity; of a person's nothing need be known yet."""

    start: int
    end: int
    kind: MentionKind
    entity: str
    country: str | None
    sector: str | None

    @property
    def is_organisation(self) -> bool:
        """Whether a person can hold a post of it."""
        return self.kind in _ORGANISATIONS


@dataclass(frozen=True, slots=True)
class Post:
    """What a role phrase, `[start, end)`, says; `organisation` is what the post belongs to, if it is named.

    `office` is its title in lower case without a country, "" if it has none; `told_by` names where the country was
    told, as a feature of weights.csv.
    """

    start: int
    end: int
    role: str
    office: str
    country: str | None
    told_by: str
    sector: str | None
    gender: str | None
    organisation: Named | None
    has_title: bool


def posts_of_persons(around: Surroundings, lang: str, names: Sequence[Named]) -> dict[str, list[Post]]:
    """Return what the role phrases beside each person's names say, by entity and in the order of the text."""
    found: dict[str, list[Post]] = defaultdict(list)
    persons = [name for name in names if name.kind is MentionKind.PER]
    others = [name for name in names if name.kind is not MentionKind.PER]
    starts = [name.start for name in others]
    for at, name in enumerate(persons):
        first = persons[at - 1].end if at else 0
        stop = persons[at + 1].start if at + 1 < len(persons) else len(around.text)
        for phrase in role_phrases(around, lang, name.start, name.end, first, stop):
            inside = others[bisect_left(starts, phrase.start) : bisect_left(starts, phrase.end)]
            post = post_of(phrase, around, lang, inside)
            if post is not None:
                found[name.entity].append(post)
    _share_bodies(around, persons, found)
    return found


def _share_bodies(around: Surroundings, persons: Sequence[Named], found: dict[str, list[Post]]) -> None:
    """Give who is named together with somebody else the body behind both names: `A und B von der Stiftung X`."""
    for one, other in zip(reversed(persons[:-1]), reversed(persons[1:]), strict=True):
        if one.entity in found or not _TOGETHER.fullmatch(around.text[one.end : other.start]):
            continue
        behind = (post for post in found.get(other.entity, ()) if not post.has_title)
        shared = next((post for post in behind if 0 < post.start - other.end <= LONGEST_LINK), None)
        if shared is not None:
            found[one.entity].append(shared)


def post_of(phrase: RolePhrase, around: Surroundings, lang: str, named: Sequence[Named]) -> Post | None:
    """Return what a phrase says, given the names in it in order; None if it says nothing."""
    if phrase.title is None:
        return _affiliation(phrase, around, named)
    words = role_words(lang)
    organisation = _body_of(phrase, around, named)
    country_word = _country_word(phrase, around, words)
    place = "before the name" if phrase.before else "after the name"
    country, told_by = None, ""
    if phrase.title.sector == FIELD and organisation is not None and organisation.country and not _is_own(country_word):
        country, told_by = organisation.country, "organisation in role"
    elif country_word is not None:
        side = "before title" if country_word.start < phrase.title_end else "after title"
        country, told_by = country_word.country, f"{side} {place}"
    elif organisation is not None and organisation.country:
        country, told_by = organisation.country, "organisation in role"
    else:
        country, told_by = _federal(phrase, around), "federal office"
    sector = _sector(phrase, around, lang, country_word, organisation)
    if country in INTERNATIONAL and sector in {"GOV", None}:
        sector = "IGO"
    role = around.text[phrase.start : phrase.end]
    return Post(
        phrase.start,
        phrase.end,
        role,
        _office(phrase, around),
        country,
        told_by,
        sector,
        phrase.title.gender,
        organisation,
        has_title=True,
    )


def _is_own(word: CountryWord | None) -> bool:
    """Whether a country is said of a scholar, not of where the institute is: `der polnische Politologe`."""
    return word is not None and word.role is Role.ADJECTIVE


def _body_of(phrase: RolePhrase, around: Surroundings, named: Sequence[Named]) -> Named | None:
    """Return what a post belongs to: the body named in or behind its title, not what its bearer studies."""
    assert phrase.title is not None
    if phrase.title.abroad:
        bodies = [n for n in named if n.kind is MentionKind.ORG and n.start >= phrase.title_end]
    else:
        bodies = [n for n in named if n.is_organisation and n.start >= phrase.title_start]
    return _innermost(around, bodies)


def _innermost(around: Surroundings, bodies: Sequence[Named]) -> Named | None:
    """Return the last of the bodies that belong together: `Thinktank X`, `Campus Y der Universität X`."""
    found: Named | None = None
    for body in bodies:
        if found is not None and not _BELONGS_TO.fullmatch(around.text[found.end : body.start]):
            break
        found = body
    return found


def _office(phrase: RolePhrase, around: Surroundings) -> str:
    assert phrase.title is not None
    words = around.text[phrase.title_start : phrase.title_end].lower()
    at = words.rfind(phrase.title.noun)
    compound = re.split(r"[-‐‑]", words[:at])[-1] + phrase.title.noun if at >= 0 else phrase.title.noun
    modifiers = around.text[phrase.start : phrase.title_start].lower().split()
    return " ".join([m for m in modifiers if m in _FIELDS] + [compound.removesuffix("in")])


def _affiliation(phrase: RolePhrase, around: Surroundings, named: Sequence[Named]) -> Post | None:
    """An organisation right after the name: it gives its country and sector."""
    opening = next(iter(named), None)
    if opening is None or opening.start > phrase.start + 4 or not opening.is_organisation:
        return None
    first = _innermost(around, [n for n in named if n.is_organisation]) or opening
    place = next((w for w in around.countries_in(first.end, min(phrase.end, first.end + 25))), None)
    country = first.country or (place.country if place else None)
    role = around.text[first.start : first.end]
    return Post(first.start, first.end, role, "", country, "affiliation", first.sector, None, first, has_title=False)


def _country_word(phrase: RolePhrase, around: Surroundings, words: Words) -> CountryWord | None:
    told = [w for w in around.countries_in(phrase.start, phrase.end) if w.sector != MEDIA]
    before = [w for w in told if w.start < phrase.title_end and not _is_field(w, phrase, around)]
    after = [w for w in told if w.start >= phrase.title_end and not _leads_away(w, phrase, around, words)]
    own = next((w for w in before if w.country not in INTERNATIONAL), None)
    return own or next(iter(before), None) or next(iter(after), None)


def _is_field(word: CountryWord, phrase: RolePhrase, around: Surroundings) -> bool:
    """Whether a state before a title is what its bearer studies or is sent to: `Syrien-Gesandter`, `Korea expert`."""
    assert phrase.title is not None
    if not phrase.title.abroad:
        return False
    joined = word.start >= phrase.title_start
    short = around.text[word.start : word.end].isupper()
    return (joined and not short) or (phrase.title.sector == FIELD and word.role is not Role.ADJECTIVE)


def _leads_away(word: CountryWord, phrase: RolePhrase, around: Surroundings, words: Words) -> bool:
    assert phrase.title is not None
    if not phrase.title.abroad:
        return False
    between = around.text[phrase.title_end : word.start].split()
    leading = next((w.lower() for w in reversed(between) if w.lower() in words.opening), "")
    if phrase.title.sector == FIELD:
        return leading not in words.at and word.kind is not EntryKind.ORGANISATION
    return leading in words.away


def _federal(phrase: RolePhrase, around: Surroundings) -> str | None:
    """Germany for offices of a federation (`Bundeskanzler`), unless the article is about Austria or Switzerland."""
    if not around.text[phrase.title_start : phrase.title_end].lower().startswith("bundes"):
        return None
    return max(("DEU", "AUT", "CHE"), key=lambda country: around.country_counts[country])


def _sector(
    phrase: RolePhrase,
    around: Surroundings,
    lang: str,
    country_word: CountryWord | None,
    organisation: Named | None,
) -> str | None:
    assert phrase.title is not None
    if _STATE_AND.search(around.text, max(0, phrase.title_start - LONGEST_LINK), phrase.title_start):
        return "GOV"
    if phrase.title.sector is not None:
        return phrase.title.sector
    if organisation is not None and organisation.sector:
        return organisation.sector
    if country_word is not None and country_word.kind is EntryKind.ORGANISATION and country_word.sector:
        return country_word.sector
    said = around.text[phrase.start : phrase.title_start] + around.text[phrase.title_end : phrase.end]
    inside = around.text[phrase.title_start : phrase.title_end]
    return sector_of_noun(said, lang) or (sector_of_noun(inside[: -len(phrase.title.noun)].strip("-"), lang) or None)
