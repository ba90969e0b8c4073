"""Given two spellings: one name or two. No article is needed to tell."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lagebild.merging.names.persons import Likeness, likeness, person_name
from lagebild.merging.names.spelling import plain, skeleton, sound
from lagebild.merging.names.things import group_key, institution_of, organisation_key, short_forms

ONE_PERSON = """
Sergej Lawrow | Sergey Lavrov
Juri Uschakow | Yuri Ushakov
Wladimir Wladimirowitsch Putin | Vladimir Putin
Michail Gorbatschow | Mikhail Gorbachev
Nikita Chruschtschow | Nikita Khrushchev
Wolodymyr Selenskyj | Volodymyr Zelensky
Dmitri Medwedew | Dmitry Medvedev
Waleri Gerassimow | Valery Gerasimov
Jewgeni Prigoschin | Yevgeny Prigozhin
Boris Jelzin | Boris Yeltsin
Anna Tschernowa | Anna Chernova
Alexander Lukaschenko | Aleksandr Lukashenko
Micheil Saakaschwili | Mikheil Saakashvili
Ilham Alijew | Ilham Aliyev
Nikol Paschinjan | Nikol Pashinyan
Oleksij Resnikow | Oleksii Reznikov
Mohammed bin Salman | Muhammad bin Salman Al Saud
Ali Chamenei | Ali Khamenei
Massud Peseschkian | Masoud Pezeshkian
Abbas Araghtschi | Abbas Araghchi
Mahmud Ahmadinedschad | Mahmoud Ahmadinejad
Hassan Rohani | Hassan Rouhani
Baschar al-Assad | Bashar al-Asad
Abdel Fattah al-Sisi | Abdel-Fattah el-Sissi
Ahmed al-Scharaa | Ahmad al-Sharaa
Muammar al-Gaddafi | Moammar Qaddafi
Kim Jong Un | Kim Jong-uns
Choe Son-hui | Choe Son Hui
Yoon Suk-yeol | Yun Suk Yeol
Xi Jinping | Xi Jinpings
Mao Zedong | Mao Tse-tung
Jürgen Weiß | Juergen Weiss
Søren Ødegård | Soren Odegard
Joe Biden | Joseph Biden
George W. Bush | George Bush
J. Smith | John Smith
Recep Tayyip Erdoğan | Tayyip Erdogan
Carl Philipp Lindqvist | Carl Lindqvist
"""

TWO_PERSONS = """
Kim Jong Un | Kim Jong-il
Kim Il Sung | Kim Jong-il
Kim Yo-jong | Kim Jong-un
Kim Min-ho | Kim Min-hyo
Victor Cha | Cha Du-hyeogn
Li Wei | Lee Wei
Park Jin | Park Jun
Hannes Brandt | Johannes Brandt
Jan Berg | Jana Berg
Martin Vogel | Martina Vogel
Andrea Rossi | Andreas Rossi
Anna Lindqvist | Anne Lindqvist
Peter Müller | Petra Müller
George W. Bush | George H. W. Bush
Carl Philipp Lindqvist | Carl Anton Lindqvist
Sergej Iwanow | Igor Iwanow
Mahmud Abbas | Abbas Mahmud
"""


def pairs(table: str) -> list[tuple[str, str]]:
    return [tuple(part.strip() for part in line.split("|")) for line in table.strip().splitlines()]


@pytest.mark.parametrize(("one", "other"), pairs(ONE_PERSON))
def test_spellings_of_one_person(one, other):
    first, second = person_name(one), person_name(other)
    assert likeness(first, second).is_one_person
    assert likeness(second, first).is_one_person
    assert first.block == second.block


@pytest.mark.parametrize(("one", "other"), pairs(TWO_PERSONS))
def test_names_of_two_persons(one, other):
    assert not likeness(person_name(one), person_name(other)).is_one_person


def test_what_two_names_are_to_each_other_is_told():
    told = {
        ("Sergej Lawrow", "Sergey Lavrov"): Likeness.SPELLING,
        ("George Walker Bush", "George Bush"): Likeness.SHORTER,
        ("J. Smith", "John Smith"): Likeness.INITIAL,
        ("Mike Waltz", "Michael Waltz"): Likeness.FAMILIAR,
        ("Kim Il Sung", "Kim Jong-il"): Likeness.OTHER_GIVEN,
        ("Carl Philipp Lindqvist", "Carl Anton Lindqvist"): Likeness.OTHER_MIDDLE,
        ("Sergej Lawrow", "Sergej Lasarew"): Likeness.OTHER_SURNAME,
    }
    assert {names: likeness(*map(person_name, names)) for names in told} == told


ONE_ORGANISATION = """
Nordische Friedensstiftung | Nordic Peace Foundation
Universität Oslo | University of Oslo
Norwegische Volkspartei | Norwegian People's Party
Baltisches Institut für Sicherheitsstudien | Baltic Institute for Security Studies
des Instituts für Außenpolitik | Institute of Foreign Policy
Demokratischen Allianz | Democratic Alliance
Ostseewerft | Baltic Shipyard
Internationale Energieagentur | International Energy Agency
"""
TWO_ORGANISATIONS = """
Norwegische Volkspartei | Dänische Volkspartei
Nordische Friedensstiftung | Nordische Freiheitsstiftung
Universität Oslo | Universität Bergen
Baltic Shipyard | Baltic Shipping
Hwasong-19 | Hwasong-20
Sozialdemokraten | Demokraten
"""


@pytest.mark.parametrize(("one", "other"), pairs(ONE_ORGANISATION))
def test_an_organisation_has_one_key_in_both_languages(one, other):
    assert organisation_key(one).whole == organisation_key(other).whole


@pytest.mark.parametrize(("one", "other"), pairs(TWO_ORGANISATIONS))
def test_other_organisations_have_other_keys(one, other):
    assert organisation_key(one).whole != organisation_key(other).whole


@pytest.mark.parametrize(
    ("names", "institution"),
    [
        (("Außenministerium", "Foreign Ministry", "Ministry of Foreign Affairs"), "foreign-ministry"),
        (("Verteidigungsministeriums", "Ministry of Defence", "Defense Ministry"), "defence-ministry"),
        (("Generalstab", "General Staff"), "general-staff"),
        (("Oberster Gerichtshof", "Obersten Gericht", "Supreme Court"), "supreme-court"),
        (("Geheimdienst", "Nachrichtendienst", "spy agency", "intelligence service"), "intelligence-service"),
        (("Armee", "military", "Streitkräfte"), "armed-forces"),
        (("Gazprom", "Nordic Peace Foundation"), None),
    ],
)
def test_institutions_of_states_in_both_languages(names, institution):
    assert {institution_of(organisation_key(name).words) for name in names} == {institution}


@pytest.mark.parametrize(
    "names",
    [
        ("nordkoreanische Soldaten", "North Korean troops", "Truppen aus Nordkorea", "5.000 nordkoreanischer Soldaten"),
        ("südkoreanische Fischer", "South Korean fishermen"),
        ("Demonstranten", "protesters", "die Demonstrierenden", "thousands of demonstrators"),
        ("Friedenstruppen", "peace troops"),
    ],
)
def test_groups_have_one_key_in_both_languages(names):
    assert len({group_key(name).whole for name in names}) == 1


@pytest.mark.parametrize(
    ("name", "shorter"),
    [
        ("Haldern Group", {"hald"}),
        ("Nordhaus Endowment for International Peace", {"endowment nordhau"}),
        ("Deutsches Technisches Hilfswerk", {"hilfswerk technisch"}),
        ("Center for Strategic Studies", set()),
        ("Nordische Friedensstiftung", set()),
    ],
)
def test_shorter_names_that_may_stand_for_an_organisation(name, shorter):
    assert short_forms(name) == shorter


def test_groups_of_other_countries_or_kinds_have_other_keys():
    names = ("nordkoreanische Soldaten", "russische Soldaten", "nordkoreanische Arbeiter", "Soldaten")
    assert len({group_key(name).whole for name in names}) == len(names)


@given(st.text(max_size=40))
@example('0"H')
def test_any_text_has_a_key(text):
    for made in (plain, sound, skeleton):
        assert made(text) == made(text)
    assert organisation_key(text) == organisation_key(text)
    assert group_key(text) == group_key(text)
    name = person_name(text)
    if name is not None and name.given:
        assert likeness(name, name) is Likeness.EQUAL
        assert name.block


names = st.sampled_from([name for table in (ONE_PERSON, TWO_PERSONS) for pair in pairs(table) for name in pair])


@given(names, names)
def test_likeness_of_persons_does_not_depend_on_who_is_asked_first(one, other):
    first, second = person_name(one), person_name(other)
    assert likeness(first, second).is_one_person == likeness(second, first).is_one_person
