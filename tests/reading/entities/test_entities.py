"""Given proposed names, who is whom, and for whom each acts."""

from __future__ import annotations

import pytest

from lagebild.reading.entities import ProposedName, entities_of
from lagebild.reading.marks import Mention, MentionKind
from lines_and_names import line_sentences, names_in


def read(text: str, lang: str, *names: str) -> list[Mention]:
    """Mentions of names given as `KIND name` in the order of the text."""
    return list(entities_of(text, line_sentences(text), lang, names_in(text, *names)))


def groups(mentions: list[Mention]) -> list[int]:
    """The entities of mentions numbered in the order they first appear."""
    order: dict[str, int] = {}
    return [order.setdefault(m.entity, len(order)) for m in mentions]


def test_a_surname_stands_for_the_full_name_also_in_the_genitive() -> None:
    text = "Außenminister Ivo Marek reiste ab.\nMarek schwieg.\nMareks Sprecher auch."
    assert groups(read(text, "de", "PER Ivo Marek", "PER Marek", "PER Mareks")) == [0, 0, 0]


def test_a_surname_ending_in_s_is_not_cut() -> None:
    assert groups(read("Ana Reis kam.\nReis ging.", "de", "PER Ana Reis", "PER Reis")) == [0, 0]


def test_a_surname_that_comes_first_stands_for_the_full_name() -> None:
    text = "Kim Dae-hyun met Pak Ji-won.\nKim smiled.\nPak did not.\nKim Dae Hyun left."
    names = ("PER Kim Dae-hyun", "PER Pak Ji-won", "PER Kim", "PER Pak", "PER Kim Dae Hyun")
    assert groups(read(text, "en", *names)) == [0, 1, 0, 1, 0]


def test_a_headline_that_has_only_the_surname_takes_the_full_name_that_follows() -> None:
    text = "Marek tritt zurück\nMinister Ivo Marek hat sein Amt niedergelegt."
    assert groups(read(text, "de", "PER Marek", "PER Ivo Marek")) == [0, 0]


def test_two_persons_of_one_surname_stay_two() -> None:
    text = "Ana Marek traf Ivo Marek.\nIvo Marek lachte.\nMarek ging."
    assert groups(read(text, "de", "PER Ana Marek", "PER Ivo Marek", "PER Ivo Marek", "PER Marek")) == [0, 1, 1, 1]


def test_a_surname_stays_with_whom_the_article_is_about() -> None:
    text = "Ivo Marek sprach.\nMarek dankte seiner Frau Ana Marek.\nDann ging Marek."
    assert groups(read(text, "de", "PER Ivo Marek", "PER Marek", "PER Ana Marek", "PER Marek")) == [0, 0, 1, 0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nuri al-Hadi", "al-Hadi"),
        ("Alexander van der Velde", "Van der Velde"),
        ("US-Präsident Ivo Marek", "Marek"),
        ("José García", "Garcia"),
        ("John F. Miller", "John Miller"),
        ("Karin Berg-Olsen", "Berg-Olsen"),
    ],
)
def test_particles_accents_and_middle_names_do_not_part_a_person(one: str, other: str) -> None:
    assert groups(read(f"Es kam {one}.\nDann ging {other}.", "de", f"PER {one}", f"PER {other}")) == [0, 0]


def test_middle_names_that_disagree_make_two_persons() -> None:
    text = "John A. Miller met John B. Miller."
    assert groups(read(text, "en", "PER John A. Miller", "PER John B. Miller")) == [0, 1]


def test_a_state_is_one_by_any_of_its_names() -> None:
    text = "Peking warnt.\nChina droht.\nDie chinesische Regierung schweigt."
    mentions = read(text, "de", "STATE Peking", "STATE China", "STATE chinesische Regierung")
    assert {m.entity_world for m in mentions} == {"state:CHN"}
    assert {m.country for m in mentions} == {"CHN"}


def test_a_capital_as_a_place_is_another_entity() -> None:
    mentions = read("Peking warnt.\nIn Peking regnet es.", "de", "STATE Peking", "LOC Peking")
    assert groups(mentions) == [0, 1]
    assert [m.country for m in mentions] == ["CHN", "CHN"]


def test_the_north_is_the_state_of_the_article_that_is_called_so() -> None:
    text = "North Korea fired a missile.\nThe North had warned South Korea."
    mentions = read(text, "en", "STATE North Korea", "STATE North", "STATE South Korea")
    assert [m.entity_world for m in mentions] == ["state:PRK", "state:PRK", "state:KOR"]


def test_an_abbreviation_beside_its_name_is_the_same() -> None:
    text = "Der Bund der Hafenarbeiter (BHA) streikt.\nDer BHA fordert mehr Lohn."
    mentions = read(text, "de", "ORG Bund der Hafenarbeiter", "ORG BHA", "ORG BHA")
    assert groups(mentions) == [0, 0, 0]


def test_an_abbreviation_is_known_by_its_initials() -> None:
    text = "The League of Inland Ports met.\nThe LIP agreed."
    assert groups(read(text, "en", "ORG League of Inland Ports", "ORG LIP")) == [0, 0]


def test_a_short_form_is_the_only_longer_name_it_ends() -> None:
    text = "Die Regierungskoalition wackelt.\nDie Koalition berät."
    assert groups(read(text, "de", "ORG Regierungskoalition", "ORG Koalition")) == [0, 0]
    text = "Die Regierungskoalition trifft die Hafenkoalition.\nDie Koalition berät."
    assert groups(read(text, "de", "ORG Regierungskoalition", "ORG Hafenkoalition", "ORG Koalition")) == [0, 1, 2]


def test_a_complement_is_no_short_form() -> None:
    text = "Das Archiv der Hafenkammer brennt.\nDie Hafenkammer dankt."
    assert groups(read(text, "de", "ORG Archiv der Hafenkammer", "ORG Hafenkammer")) == [0, 1]


def test_an_institution_without_its_state_is_the_last_one_named_with_it() -> None:
    text = "Das türkische Außenministerium bestritt das.\nDas Außenministerium legte nach."
    mentions = read(text, "de", "ORG türkische Außenministerium", "ORG Außenministerium")
    assert [m.entity_world for m in mentions] == ["state:TUR/foreign-ministry"] * 2
    assert [m.sector for m in mentions] == ["GOV", "GOV"]


@pytest.mark.parametrize(
    ("text", "lang", "name", "country", "sector"),
    [
        ("Der türkische Außenminister Ivo Marek reist ab.", "de", "Ivo Marek", "TUR", "GOV"),
        ("US-General Ivo Marek schweigt.", "de", "Ivo Marek", "USA", "MIL"),
        ("Chinas Präsident Ivo Marek kommt.", "de", "Ivo Marek", "CHN", "GOV"),
        ("Der Präsident Georgiens, Ivo Marek, kommt.", "de", "Ivo Marek", "GEO", "GOV"),
        ("Ivo Marek, Professor für Völkerrecht an der Universität Wien, zweifelt.", "de", "Ivo Marek", "AUT", "EDU"),
        ("UN-Generalsekretär Ivo Marek mahnt.", "de", "Ivo Marek", "IGO", "IGO"),
        ("Der türkische Botschafter in Moskau, Ivo Marek, wurde einbestellt.", "de", "Ivo Marek", "TUR", "GOV"),
        ("The Iranian foreign minister, Ivo Marek, left.", "en", "Ivo Marek", "IRN", "GOV"),
        ("German Chancellor Ivo Marek left.", "en", "Ivo Marek", "DEU", "GOV"),
        ("Ivo Marek, a spokesman for the Ukrainian army, denied it.", "en", "Ivo Marek", "UKR", "MIL"),
        ("South Korean President Ivo Marek left.", "en", "Ivo Marek", "KOR", "GOV"),
    ],
)
def test_a_person_acts_for_whom_the_title_says(text: str, lang: str, name: str, country: str, sector: str) -> None:
    (mention,) = read(text, lang, f"PER {name}")
    assert (mention.country, mention.sector) == (country, sector)


@pytest.mark.parametrize(
    ("text", "name", "country", "sector"),
    [
        ("Vietnams Parteichef Tran Lo sprach.", "PER Tran Lo", "VNM", "GOV"),
        ("Norwegens Parteichef Ola Lo sprach.", "PER Ola Lo", "NOR", "OPP"),
        ("Norwegens Staats- und Parteichef Ola Lo sprach.", "PER Ola Lo", "NOR", "GOV"),
        ("Die laotische Volkspartei tagte.", "ORG laotische Volkspartei", "LAO", "GOV"),
        ("Die norwegische Volkspartei tagte.", "ORG norwegische Volkspartei", "NOR", "OPP"),
    ],
)
def test_a_party_governs_where_it_is_the_only_one(text: str, name: str, country: str, sector: str) -> None:
    (mention,) = read(text, "de", name)
    assert (mention.country, mention.sector) == (country, sector)


def test_what_one_mention_says_holds_for_the_others() -> None:
    text = "Marek kommt.\nDer türkische Außenminister Ivo Marek reist nach Moskau."
    mentions = read(text, "de", "PER Marek", "PER Ivo Marek", "LOC Moskau")
    assert [m.country for m in mentions[:2]] == ["TUR", "TUR"]


@pytest.mark.parametrize(
    ("text", "lang", "name", "country", "sector"),
    [
        ("Es kamen nordkoreanische Soldaten an.", "de", "GROUP nordkoreanische Soldaten", "PRK", "MIL"),
        ("Turkish police arrived.", "en", "ORG Turkish police", "TUR", "COP"),
        ("The Syrian army withdrew.", "en", "ORG Syrian army", "SYR", "MIL"),
        ("Es demonstrierten Studenten in Belgrad.", "de", "GROUP Studenten", "SRB", "CVL"),
    ],
)
def test_a_group_belongs_to_the_state_its_words_tell(
    text: str, lang: str, name: str, country: str, sector: str
) -> None:
    (mention,) = read(text, lang, name)
    assert (mention.country, mention.sector) == (country, sector)


def test_nothing_told_is_nothing_said() -> None:
    (mention,) = read("Ivo Marek lacht.", "de", "PER Ivo Marek")
    assert (mention.country, mention.sector, mention.entity_world) == (None, None, None)


def test_the_sector_that_was_guessed_fills_the_gap() -> None:
    guessed = ProposedName(0, 5, MentionKind.ORG, "NGO", 0.7)
    (mention,) = entities_of("Zorba schweigt.", line_sentences("Zorba schweigt."), "de", [guessed])
    assert (mention.sector, mention.confidence) == ("NGO", 0.7)


def test_every_name_gives_one_mention_in_the_order_of_the_text() -> None:
    text = "Ivo Marek in Peking: die EU und Zorba."
    mentions = read(text, "de", "PER Ivo Marek", "LOC Peking", "ORG EU", "MISC Zorba")
    assert [text[m.start : m.end] for m in mentions] == ["Ivo Marek", "Peking", "EU", "Zorba"]
    assert mentions == sorted(mentions)
