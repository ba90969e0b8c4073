"""The declared tables: complete, free of contradictions, and the same as the libraries they build on."""

import pycountry
import pytest
from babel import Locale

from lagebild.world import EntryKind, Role, entry, lookup
from lagebild.world.tables import entries, forms_in, rows_of

UN_AND_SIMILAR = {row["code"] for row in rows_of("states")}
SECTORS = {"GOV", "MIL", "LEG", "JUD", "COP", "SPY", "OPP", "REB", "BUS", "MED", "EDU", "NGO", "IGO", "CVL", ""}


def test_every_iso_country_and_kosovo_has_an_entry():
    codes = {country.alpha_3 for country in pycountry.countries} | {"XKX"}
    assert {code for code in codes if entry(f"state:{code}") is None} == set()


def test_states_are_the_193_members_and_those_treated_like_states():
    assert len(UN_AND_SIMILAR) == 193 + len({"PSE", "VAT", "XKX", "TWN", "ESH"})


@pytest.mark.parametrize("lang", ["de", "en"])
def test_the_name_that_cldr_gives_a_state_leads_to_that_state(lang):
    territories = Locale(lang).territories
    for country in pycountry.countries:
        if country.alpha_3 in UN_AND_SIMILAR:
            name = lookup(territories[country.alpha_2], lang)
            assert name is not None, territories[country.alpha_2]
            assert name.entry.country == country.alpha_3


@pytest.mark.parametrize("table", ["states", "dependencies"])
def test_rows_of_states_have_known_codes_and_no_code_twice(table):
    codes = [row["code"] for row in rows_of(table)]
    assert len(codes) == len(set(codes))
    assert set(codes) <= {country.alpha_3 for country in pycountry.countries} | {"XKX"}


@pytest.mark.parametrize("table", ["organisations", "bodies"])
def test_organisations_have_an_id_of_their_own_a_known_country_and_a_sector_of_the_guide(table):
    rows = rows_of(table)
    countries = {country.alpha_3 for country in pycountry.countries} | {"IGO", "EUR", "XKX", ""}
    assert len({row["id"] for row in rows}) == len(rows)
    assert {row["country"] for row in rows} <= countries
    assert {row["sector"] for row in rows} <= SECTORS
    assert all(row["de"] or row["en"] or row["short"] for row in rows)


def test_every_row_of_every_table_fills_its_columns_and_no_more():
    states = ["states", "dependencies", "former_states", "territories", "seats", "places"]
    for table in [*states, "organisations", "bodies", "institutions", "offices", "only_in", "other_names"]:
        assert all(None not in row for row in rows_of(table)), table
        assert all(any(row.values()) for row in rows_of(table)), table


def test_a_city_that_stands_for_an_organisation_names_one_that_exists():
    seats = [e.seat_of for e in entries().values() if e.seat_of]
    assert all(seat in entries() for seat in seats)
    assert entries()["city:BEL:Brüssel"].seat_of == "org:EU"


def test_words_that_are_names_in_one_language_only_are_declared_names():
    for row in rows_of("only_in"):
        assert lookup(row["name"], row["lang"]) is not None, row


@pytest.mark.parametrize("lang", ["de", "en"])
def test_no_form_is_empty_or_begins_with_something_else_than_a_word(lang):
    assert all(form and form[0].isalnum() for form, _ in forms_in(lang))


def test_former_states_say_when_they_were():
    union = entry("state:soviet-union")
    assert union is not None
    assert (union.country, union.since, union.until) == ("RUS", "1922-12-30", "1991-12-26")
    former = [e for e in entries().values() if e.until]
    assert all(e.since and e.until and e.since < e.until and e.kind is EntryKind.STATE for e in former)


def test_what_belongs_to_a_state_is_an_entry_with_names_in_both_languages():
    ministry, people = entry("state:TUR/foreign-ministry"), entry("state:PRK/people")
    assert ministry is not None and people is not None
    assert (ministry.name_de, ministry.name_en) == ("türkisches Außenministerium", "Turkish foreign ministry")
    assert (people.name_de, people.name_en, people.kind) == ("Nordkoreaner", "North Koreans", EntryKind.PEOPLE)
    assert entry("state:PRK/no-such-thing") is None
    assert entry("state:NOWHERE/people") is None


def test_every_state_has_a_capital_or_is_one():
    cities = {e.country for e in entries().values() if e.id.startswith("city:")}
    cities_themselves, contested, another_word = {"SGP", "MCO", "SMR", "VAT", "LUX"}, {"ISR", "ESH"}, {"SYC"}
    assert UN_AND_SIMILAR - cities == cities_themselves | contested | another_word


def test_an_adjective_is_no_name():
    name = lookup("nordkoreanischen", "de")
    assert name is not None and name.role is Role.ADJECTIVE
