"""Given a text with its mentions, which posts persons hold, and whom pronouns and descriptions mean."""

from __future__ import annotations

import pytest

from lagebild.reading.entities import Antecedents, entities_of, roles_of
from lagebild.reading.marks import Mention, RoleStatement
from lines_and_names import line_sentences, names_in


def mentions_in(text: str, lang: str, *names: str) -> tuple[Mention, ...]:
    """Mentions of names given as `KIND name` in the order of the text."""
    return entities_of(text, line_sentences(text), lang, names_in(text, *names))


def roles_in(text: str, lang: str, *names: str) -> list[RoleStatement]:
    """The role statements of a text with these names."""
    return list(roles_of(text, line_sentences(text), lang, mentions_in(text, lang, *names)))


@pytest.mark.parametrize(
    ("text", "lang", "names", "role", "country", "organisation"),
    [
        ("Der iranische Vizepräsident Ivo Marek kam.", "de", (), "iranische Vizepräsident", "IRN", None),
        ("Präsident Ivo Marek kam aus Polen.", "de", (), "Präsident", None, None),
        (
            "Ivo Marek, Leiter der Stiftung Hafen, kam.",
            "de",
            ("ORG Stiftung Hafen",),
            "Leiter der Stiftung Hafen",
            None,
            "Stiftung Hafen",
        ),
        (
            "Ivo Marek von der Stiftung Hafen kam.",
            "de",
            ("ORG Stiftung Hafen",),
            "Stiftung Hafen",
            None,
            "Stiftung Hafen",
        ),
        (
            "Ivo Marek, a spokesman for the Turkish army, spoke.",
            "en",
            ("ORG Turkish army",),
            "spokesman for the Turkish army",
            "TUR",
            "Turkish army",
        ),
        ("Ivo Marek ist neuer Verteidigungsminister.", "de", (), "Verteidigungsminister", None, None),
    ],
)
def test_the_words_beside_a_name_say_the_post(
    text: str, lang: str, names: tuple[str, ...], role: str, country: str | None, organisation: str | None
) -> None:
    (found,) = roles_in(text, lang, "PER Ivo Marek", *names)
    assert (found.role, found.country, found.organisation) == (role, country, organisation)
    assert " ".join(text[found.start : found.end].split()) == found.role


@pytest.mark.parametrize(
    "text",
    [
        "Der Bruder des Präsidenten, Ivo Marek, kam.",
        "Der Sprecher von Ivo Marek kam.",
        "Der Präsident lachte, als Ivo Marek kam.",
        "Der Minister ging. Ivo Marek blieb.",
    ],
)
def test_a_title_of_somebody_else_is_no_post(text: str) -> None:
    assert roles_in(text.replace(". ", ".\n"), "de", "PER Ivo Marek") == []


def test_a_country_in_brackets_is_no_post() -> None:
    assert roles_in("Ivo Marek (Polen) gewann.", "de", "PER Ivo Marek", "STATE Polen") == []


def test_an_ambassador_serves_the_sender() -> None:
    (role,) = roles_in("Ivo Marek, polnischer Botschafter in Kiew, kam.", "de", "PER Ivo Marek", "LOC Kiew")
    assert role.country == "POL"


def meant(text: str, lang: str, words: str, *names: str) -> str | None:
    """The words that first name whom the last occurrence of `words` means."""
    mentions = mentions_in(text, lang, *names)
    roles = roles_of(text, line_sentences(text), lang, mentions)
    start = text.rindex(words)
    antecedents = Antecedents(text, line_sentences(text), lang, mentions, roles)
    entity = antecedents.antecedent_of(start, start + len(words))
    return next((text[m.start : m.end] for m in mentions if m.entity == entity), None)


def test_a_pronoun_means_the_subject_of_the_last_sentence_that_names_someone() -> None:
    text = "Präsident Ivo Marek traf Minister Jan Holt.\nEs regnete.\nEr lachte."
    assert meant(text, "de", "Er", "PER Ivo Marek", "PER Jan Holt") == "Ivo Marek"


def test_a_pronoun_means_nobody_of_the_other_gender() -> None:
    text = "Präsident Ivo Marek traf Ministerin Ida Holt.\nSie lachte."
    assert meant(text, "de", "Sie", "PER Ivo Marek", "PER Ida Holt") == "Ida Holt"
    text = "Mr Marek met Mrs Holt.\nShe smiled."
    assert meant(text, "en", "She", "PER Marek", "PER Holt") == "Holt"


def test_a_plural_verb_makes_sie_a_group() -> None:
    text = "Ministerin Ida Holt traf Demonstranten.\nSie fordern Brot."
    assert meant(text, "de", "Sie", "PER Ida Holt", "GROUP Demonstranten") == "Demonstranten"


def test_a_pronoun_far_from_any_name_means_nobody_known() -> None:
    text = "Ivo Marek kam.\nEs regnete.\nEs schneite.\nEs hagelte.\nEs stürmte.\nEr lachte."
    assert meant(text, "de", "Er", "PER Ivo Marek") is None


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("der Präsident", "Ivo Marek"),
        ("der polnische Präsident", "Ivo Marek"),
        ("der türkische Präsident", None),
        ("der Außenminister", "Jan Holt"),
        ("der Minister", "Jan Holt"),
        ("der Verteidigungsminister", None),
        ("die Präsidentin", None),
        ("ein Präsident", None),
        ("sein Amtskollege", None),
        ("der Regen", None),
    ],
)
def test_a_description_means_who_was_said_to_hold_the_office(words: str, named: str | None) -> None:
    text = f"Der polnische Präsident Ivo Marek traf den finnischen Außenminister Jan Holt.\nDas sagte {words}."
    assert meant(text, "de", words, "PER Ivo Marek", "PER Jan Holt") == named


def test_an_english_description_keeps_its_modifiers() -> None:
    text = "Polish Foreign Minister Ivo Marek met Defence Minister Jan Holt.\nSo said the foreign minister."
    names = ("PER Ivo Marek", "PER Jan Holt")
    assert meant(text, "en", "the foreign minister", *names) == "Ivo Marek"
    text = text.replace("the foreign minister", "the minister")
    assert meant(text, "en", "the minister", *names) == "Jan Holt"


def test_a_noun_for_its_kind_means_the_last_such_thing() -> None:
    text = "Polen und Finnland verhandeln.\nDas Land fordert Zeit."
    assert meant(text, "de", "Das Land", "STATE Polen", "STATE Finnland") == "Finnland"


def test_a_name_inside_the_words_decides() -> None:
    text = "Jan Holt kam.\nDer Minister Ivo Marek ging."
    assert meant(text, "de", "Der Minister Ivo Marek", "PER Jan Holt", "PER Ivo Marek") == "Ivo Marek"


def test_a_body_in_somebodys_post_speaks_through_the_person() -> None:
    text = "Ivo Marek, Leiter der Stiftung Hafen, kam."
    assert meant(text, "de", "Stiftung Hafen", "PER Ivo Marek", "ORG Stiftung Hafen") == "Ivo Marek"


def test_a_place_where_somebody_spoke_is_not_who_spoke() -> None:
    text = "Der Syrien-Experte Ivo Marek kam.\nSpäter sprach der Experte in einem Podcast der Stiftung Hafen."
    words = "der Experte in einem Podcast der Stiftung Hafen"
    assert meant(text, "de", words, "PER Ivo Marek", "ORG Stiftung Hafen") == "Ivo Marek"
