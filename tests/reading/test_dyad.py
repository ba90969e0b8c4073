"""`lagebild.code_dyad`: given a sentence and two marked actors, the type of what one does to the other."""

from __future__ import annotations

import pytest

import lagebild
from lagebild.errors import UsageError
from lagebild.reading.dyad import marked

SHELLING = "On Tuesday government troops attacked the rebels near the border."
TROOPS, REBELS = "government troops", "the rebels"


def span(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def test_an_attack_on_the_target_is_an_assault() -> None:
    coding = lagebild.code_dyad(SHELLING, span(SHELLING, TROOPS), span(SHELLING, REBELS))
    assert coding is not None
    assert coding.type == "ASSAULT"
    assert sum(coding.probabilities.values()) == pytest.approx(1, abs=1e-5)
    assert len(coding.probabilities) == 16


@pytest.mark.parametrize(
    ("sentence", "source", "target", "type_"),
    [
        ("The Norwegian foreign minister met his Finnish counterpart in Oslo.", "The Norwegian foreign minister",
         "his Finnish counterpart", "CONSULT"),
        ("Prague expelled two diplomats of the Russian embassy.", "Prague", "the Russian embassy", "SANCTION"),
        ("Thousands of farmers marched against the government in Paris.", "Thousands of farmers", "the government",
         "PROTEST"),
        ("Kanada schickte der Regierung in Port-au-Prince Lebensmittel und Zelte.", "Kanada",
         "der Regierung in Port-au-Prince", "AID"),
    ],
)  # fmt: skip
def test_what_one_does_to_the_other(sentence: str, source: str, target: str, type_: str) -> None:
    coding = lagebild.code_dyad(sentence, span(sentence, source), span(sentence, target))
    assert coding is not None
    assert coding.type == type_


def test_fifteen_types_add_concessions_and_retreats_up() -> None:
    places = span(SHELLING, TROOPS), span(SHELLING, REBELS)
    sixteen = lagebild.code_dyad(SHELLING, *places, force=True)
    fifteen = lagebild.code_dyad(SHELLING, *places, force=True, ontology="plover15")
    assert sixteen is not None
    assert fifteen is not None
    both = sixteen.probabilities["CONCEDE"] + sixteen.probabilities["RETREAT"]
    assert fifteen.probabilities["YIELD"] == pytest.approx(both)
    assert len(fifteen.probabilities) == 15


def test_no_event_between_the_two_is_none_unless_an_answer_is_wanted() -> None:
    sentence = "Sweden has a larger population than Norway."
    places = span(sentence, "Sweden"), span(sentence, "Norway")
    assert lagebild.code_dyad(sentence, *places) is None
    assert lagebild.code_dyad(sentence, *places, force=True) is not None


def test_the_marks_stand_around_the_actors_whichever_comes_first() -> None:
    text, source, target = marked("A hit B.", (6, 7), (0, 1))
    assert text == "{ A } hit [ B ]."
    assert (text[source], text[target]) == ("[", "{")


@pytest.mark.parametrize(
    "spans", [((0, 0), (1, 2)), ((0, 4), (2, 6)), ((-1, 3), (4, 6)), ((0, 3), (4, 999)), (1, (2, 3))]
)
def test_spans_that_are_none_are_named(spans: tuple[tuple[int, int], tuple[int, int]]) -> None:
    with pytest.raises(UsageError, match=r"source|target"):
        lagebild.code_dyad(SHELLING, *spans)


def test_an_unknown_ontology_is_named() -> None:
    with pytest.raises(UsageError, match="plover15"):
        lagebild.code_dyad(SHELLING, (0, 2), (3, 5), ontology="cameo")
