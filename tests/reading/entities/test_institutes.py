"""Given a sentence about an expert, the country of the expert is where the institute sits, never what is studied."""

from __future__ import annotations

import pytest

from lagebild.reading.entities import entities_of, roles_of
from lagebild.reading.entities.institutes import own_parts
from lagebild.reading.marks import Mention
from lines_and_names import line_sentences, names_in

AROUND = {
    "de": "Nordkorea und Russland rücken zusammen.\nMoskau will Granaten.\n{}\nNordkorea bleibt arm.",
    "en": "Iran and Syria move closer.\nDamascus needs fuel.\n{}\nIran remains under sanctions.",
}
"""What the article is about besides: none of these countries is the expert's."""


def mention_of(name: str, sentence: str, lang: str, *others: str) -> Mention:
    """The mention of a person in an article about other countries."""
    text = AROUND[lang].format(sentence)
    states = {"de": ("STATE Nordkorea", "STATE Russland"), "en": ("STATE Iran", "STATE Syria")}[lang]
    last = {"de": "STATE Nordkorea", "en": "STATE Iran"}[lang]
    mentions = entities_of(text, line_sentences(text), lang, names_in(text, *states, *others, last))
    return next(m for m in mentions if text[m.start : m.end] == name)


@pytest.mark.parametrize(
    ("sentence", "lang", "names", "country"),
    [
        ("Das glaubt Ida Brand von der Universität Oxford.", "de", ("ORG Universität Oxford",), "GBR"),
        ("Das glaubt Ida Brand vom Londoner King‘s College.", "de", ("ORG Londoner King‘s College",), "GBR"),
        ("Das glaubt Ida Brand vom Hafen-Institut in Wien.", "de", ("ORG Hafen-Institut", "LOC Wien"), "AUT"),
        ("Das glaubt Ida Brand vom Hafen-Institut.", "de", ("ORG Hafen-Institut",), None),
        (
            "Ida Brand, Professorin an der Georgetown University und einst Unterhändlerin, widerspricht.",
            "de",
            ("ORG Georgetown University",),
            "USA",
        ),
        (
            "Ida Brand, Professorin für Koreanistik am Campus Busan der polnischen Wawel University, widerspricht.",
            "de",
            ("ORG Campus Busan", "ORG Wawel University"),
            "POL",
        ),
        ("So sieht es Ida Brand of the Finnish Institute of Trade.", "en", ("ORG Finnish Institute of Trade",), "FIN"),
        ("Ida Brand of the University of Peru agrees.", "en", ("ORG University of Peru",), "PER"),
        ("Ida Brand of the American University of Beirut agrees.", "en", ("ORG American University of Beirut",), "LBN"),
        ("Ida Brand of George Haven University in Lima agrees.", "en", ("ORG George Haven University",), "PER"),
        ("Ida Brand of the Korea Institute agrees.", "en", ("ORG Korea Institute",), None),
    ],
)
def test_an_expert_is_of_the_country_of_the_institute(
    sentence: str, lang: str, names: tuple[str, ...], country: str | None
) -> None:
    assert mention_of("Ida Brand", sentence, lang, "PER Ida Brand", *names).country == country


def test_two_who_are_named_together_share_the_institute_behind_them() -> None:
    sentence = "So sehen es Ida Brand und Tom Reh von der US-Denkfabrik Hafen Foundation."
    names = ("PER Ida Brand", "PER Tom Reh", "ORG US", "ORG Hafen Foundation")
    assert mention_of("Tom Reh", sentence, "de", *names).country == "USA"
    assert mention_of("Ida Brand", sentence, "de", *names).country == "USA"


@pytest.mark.parametrize(
    ("text", "names", "country", "organisation"),
    [
        ("Ida Brand, Nordkorea-Expertin, kam.", ("STATE Nordkorea",), None, None),
        (
            "Ida Brand, Iran-Forscherin der US-Denkfabrik Hafen Foundation, kam.",
            ("STATE Iran", "ORG US-Denkfabrik Hafen Foundation"),
            "USA",
            "US-Denkfabrik Hafen Foundation",
        ),
        (
            "Ida Brand, Iran-Forscherin beim Thinktank Hafen Foundation in Wien, kam.",
            ("STATE Iran", "ORG Thinktank", "ORG Hafen Foundation", "LOC Wien"),
            "AUT",
            "Hafen Foundation",
        ),
        ("Die polnische Politologin Ida Brand kam.", (), "POL", None),
    ],
)
def test_what_an_expert_studies_is_neither_country_nor_institute(
    text: str, names: tuple[str, ...], country: str | None, organisation: str | None
) -> None:
    sentences = line_sentences(text)
    mentions = entities_of(text, sentences, "de", names_in(text, "PER Ida Brand", *names))
    (role,) = roles_of(text, sentences, "de", mentions)
    assert (role.country, role.organisation) == (country, organisation)


def test_the_own_part_of_an_institutes_name_stands_without_the_word_for_what_it_is() -> None:
    assert list(own_parts("GIGA-Institut")) == ["GIGA-Institut", "GIGA"]
    assert list(own_parts("US-Thinktank Hafen")) == ["US-Thinktank Hafen", "Hafen", "US"]


def test_the_shared_institute_is_the_role_of_both() -> None:
    text = "So sehen es Ida Brand und Tom Reh von der US-Denkfabrik Hafen Foundation."
    names = names_in(text, "PER Ida Brand", "PER Tom Reh", "ORG US", "ORG Hafen Foundation")
    sentences = line_sentences(text)
    roles = roles_of(text, sentences, "de", entities_of(text, sentences, "de", names))
    assert [(role.entity, role.organisation) for role in roles] == [
        ("person:Ida Brand", "Hafen Foundation"),
        ("person:Tom Reh", "Hafen Foundation"),
    ]
