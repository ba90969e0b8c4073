"""Given a text with its mentions, which words stand in for whom: pronouns, descriptions, words for two."""

from __future__ import annotations

import pytest

from lagebild.reading.entities import Antecedents, entities_of, roles_of
from lagebild.reading.entities.standins import stand_ins_in
from lines_and_names import line_sentences, names_in


def stood_for(text: str, lang: str, *names: str) -> dict[str, list[str]]:
    """The words that stand in for somebody, with the names of whom; one sentence a line, names as `KIND name`."""
    sentences = line_sentences(text)
    mentions = entities_of(text, sentences, lang, names_in(text, *names))
    antecedents = Antecedents(text, sentences, lang, mentions, roles_of(text, sentences, lang, mentions))
    found = stand_ins_in(text, sentences, lang, mentions, antecedents)
    return {text[one.start : one.end]: [text[m.start : m.end] for m in one.mentions] for one in found}


@pytest.mark.parametrize(
    ("text", "lang", "names", "expected"),
    [
        (
            "Norwegen und Estland verhandeln.\nAm Freitag unterzeichneten beide Länder den Vertrag.",
            "de",
            ("STATE Norwegen", "STATE Estland"),
            {"beide Länder": ["Norwegen", "Estland"]},
        ),
        (
            "Norwegen stritt mit Estland.\nDie Nachbarn einigten sich.",
            "de",
            ("STATE Norwegen", "STATE Estland"),
            {"Die Nachbarn": ["Norwegen", "Estland"]},
        ),
        (
            "Norway met Estonia.\nThe two defence ministries signed a treaty.",
            "en",
            ("STATE Norway", "STATE Estonia"),
            {"The two defence ministries": ["Norway", "Estonia"]},
        ),
        (
            "Norway met Estonia.\nBoth have said that they will withdraw.",
            "en",
            ("STATE Norway", "STATE Estonia"),
            {"Both": ["Norway", "Estonia"], "they": ["Norway", "Estonia"]},
        ),
        (
            "Präsident Ivo Marek traf Ministerin Ida Holt.\nBeide Politiker lachten.",
            "de",
            ("PER Ivo Marek", "PER Ida Holt"),
            {"Beide Politiker": ["Ivo Marek", "Ida Holt"]},
        ),
    ],
)
def test_words_for_two_mean_the_two_named_last(
    text: str, lang: str, names: tuple[str, ...], expected: dict[str, list[str]]
) -> None:
    assert stood_for(text, lang, *names) == expected


def test_words_for_two_mean_those_the_article_is_about_where_more_are_named() -> None:
    text = "Norwegen und Estland streiten.\nNorwegen droht Estland.\nChile und Peru schweigen wie Malta.\n"
    text += "Beide Seiten rüsten."
    states = [f"STATE {name}" for name in "Norwegen Estland Norwegen Estland Chile Peru Malta".split()]  # noqa: SIM905
    assert stood_for(text, "de", *states) == {"Beide Seiten": ["Norwegen", "Estland"]}
    text = "Chile und Peru streiten mit Malta.\nBeide Seiten rüsten."
    assert stood_for(text, "de", "STATE Chile", "STATE Peru", "STATE Malta") == {}


@pytest.mark.parametrize(
    ("text", "lang", "names", "expected"),
    [
        ("Präsident Ivo Marek kam.\nEr drohte.", "de", ("PER Ivo Marek",), {"Er": ["Ivo Marek"]}),
        ("Mr Marek came.\nHe threatened them.", "en", ("PER Marek",), {"He": ["Marek"]}),
        (
            "Präsident Ivo Marek kam.\nSpäter drohte der Präsident.",
            "de",
            ("PER Ivo Marek",),
            {"der Präsident": ["Ivo Marek"]},
        ),
        ("Estland schwieg.\nDann rüstete das Land auf.", "de", ("STATE Estland",), {"das Land": ["Estland"]}),
        ("Die Miliz Nord kam.\nSie fordern Brot.", "de", ("GROUP Miliz Nord",), {"Sie": ["Miliz Nord"]}),
    ],
)
def test_pronouns_and_descriptions_mean_somebody_named_before(
    text: str, lang: str, names: tuple[str, ...], expected: dict[str, list[str]]
) -> None:
    assert stood_for(text, lang, *names) == expected


@pytest.mark.parametrize(
    ("text", "lang", "names"),
    [
        # `sie` can mean the government as well as a person whose gender nothing tells
        ("Kim Marek kam aus dem Haus.\nSpäter lieferte sie Waffen.", "de", ("PER Kim Marek",)),
        # whoever is named behind a pronoun is not meant by it
        ("Ida Holt schrieb.\nZugleich drohte er, so Ida Holt.", "de", ("PER Ida Holt", "PER Ida Holt")),
        # the form of address
        ("Ministerin Ida Holt kam.\nWir bitten Sie zu gehen.", "de", ("PER Ida Holt",)),
        # the name that follows says itself whose government it is
        ("Estland schwieg.\nDann drohte die Regierung in Oslo.", "de", ("STATE Estland", "LOC Oslo")),
        ("Estonia was silent.\nThe state oil company left.", "en", ("STATE Estonia",)),
        ("Estonia met Norway.\nBoth ships sank.", "en", ("STATE Estonia", "STATE Norway")),
    ],
)
def test_what_may_as_well_mean_another_stands_in_for_nobody(text: str, lang: str, names: tuple[str, ...]) -> None:
    assert stood_for(text, lang, *names) == {}


def test_other_languages_have_no_words_that_stand_in() -> None:
    assert stood_for("Ivo Marek est venu.\nEr a parlé.", "fr", "PER Ivo Marek") == {}
