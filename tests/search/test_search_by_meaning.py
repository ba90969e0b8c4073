"""Found by what it means, in the other language too: with the reader's own vectors."""

import numpy as np
import pytest

from lagebild.search.meaning import question_vector
from lagebild.search.search import Limits, Way, search

GERMAN = (
    "Die Feuerwehr rettete zwei Kinder aus dem Fluss.",
    "Der Präsident unterzeichnete das Abkommen über die Grenze.",
    "Im Hafen streiken seit Montag die Kranführer.",
    "Die Notenbank erhöhte die Zinsen ein weiteres Mal.",
    "Rebellen griffen in der Nacht einen Militärposten an.",
    "Im Norden fiel bis zum Abend ein halber Meter Schnee.",
)
ENGLISH = (
    "Firefighters pulled two children out of the river.",
    "The president signed the agreement on the border.",
    "Crane drivers have been on strike in the port since Monday.",
    "The central bank raised interest rates once more.",
    "Rebels attacked an army post during the night.",
    "Half a metre of snow had fallen in the north by the evening.",
)


def stored(sentence: str) -> tuple[bytes, float]:
    vector = question_vector(sentence)
    scale = float(np.abs(vector).max()) / 127
    return np.rint(vector / scale).astype(np.int8).tobytes(), scale


@pytest.fixture(scope="module")
def case(merged_case, article):
    return merged_case(
        article("https://a.example/1", GERMAN, "de", vectors=[stored(one) for one in GERMAN]),
        article("https://b.example/2", ENGLISH, "en", vectors=[stored(one) for one in ENGLISH]),
        article("https://c.example/3", ["Un texte sans vecteur."], "fr"),
    )


def test_a_question_finds_the_sentence_of_the_other_language(case):
    for own, others, lang in ((GERMAN, ENGLISH, "en"), (ENGLISH, GERMAN, "de")):
        found = [search(case, one, way=Way.MEANING, limits=Limits(langs=(lang,))).answers[0].sentence for one in own]
        assert sum(one == other for one, other in zip(found, others, strict=True)) >= 5


def test_words_and_meaning_are_one_order(case):
    answers = search(case, "Wann griffen Rebellen an?").answers
    assert answers[0].sentence == GERMAN[4]
    assert (answers[0].by_words, answers[0].by_meaning) == (1, 1)
    assert ENGLISH[4] in [one.sentence for one in answers]


def test_what_must_not_occur_is_not_found_by_meaning(case):
    assert GERMAN[4] not in [one.sentence for one in search(case, "Angriff der Rebellen -Militärposten").answers]
