"""Given articles that name persons, organisations and groups: these actors, with score and reason."""

from __future__ import annotations

from itertools import count

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.case.actor_rows import actor_change, descriptions_of, named_entities, put_actors, put_descriptions
from lagebild.case.arrow_rows import insert
from lagebild.case.rows import rows_of
from lagebild.case.shown import table_statements, view_statements
from named_articles import actors_by_name, group, memberships, merged_case, naming, org, per, state

MERGED = ("actors", "actor_members", "entity_names", "name_ties")

NORTH, SOUTH, NORWAY, SWEDEN = (state(n, c) for n, c in (("A", "PRK"), ("B", "KOR"), ("C", "NOR"), ("D", "SWE")))


@pytest.fixture
def actors_of(tmp_path):
    """Merge articles; give the actor of each name and the score and reason of its membership."""
    numbers = count()

    def merged(*readings):
        case = merged_case(tmp_path / f"{next(numbers)}.case", readings)
        return actors_by_name(case), memberships(case)

    return merged


def test_spellings_in_both_languages_are_one_person_and_say_why(actors_of):
    actors, why = actors_of(
        naming("a", per("Sergej Lasutin", "Lasutin", country="RUS")),
        naming("b", per("Sergej Lasutins", country="RUS")),
        naming("c", per("Sergey Lasutin", country="RUS"), lang="en"),
        naming("d", per("Igor Lasutin", country="RUS")),
    )
    assert actors["a", "Sergej Lasutin"] == actors["b", "Sergej Lasutins"] == actors["c", "Sergey Lasutin"]
    assert actors["d", "Igor Lasutin"] != actors["a", "Lasutin"]
    assert why["a", "Sergej Lasutin"][1] == "full name"
    assert why["c", "Sergey Lasutin"] == (0.9, "spelling")


def test_each_kim_is_who_he_is(actors_of):
    names = ("Kim Jong Un", "Kim Il Sung", "Kim Jong-il", "Kim Yo-jong", "Kim Dae-jung")
    actors, _ = actors_of(naming("a", *(per(name, country="PRK", sector="GOV") for name in names)))
    assert len(set(actors.values())) == len(names)


def test_a_surname_goes_to_the_one_who_fits_best(actors_of):
    articles = [naming(f"n{i}", NORTH, per("Kim Jong Un", country="PRK", sector="GOV")) for i in range(4)]
    articles += [naming(f"s{i}", SOUTH, per("Kim Min-ho", country="KOR", sector="BUS")) for i in range(3)]
    actors, why = actors_of(
        *articles,
        naming("x", NORTH, per("Kim", country="PRK", sector="GOV")),
        naming("y", SOUTH, per("Kim", country="KOR", sector="BUS")),
        naming("z", per("Kim")),
    )
    assert actors["x", "Kim"] == actors["n0", "Kim Jong Un"]
    assert actors["y", "Kim"] == actors["s0", "Kim Min-ho"]
    assert actors["z", "Kim"] not in {actors["n0", "Kim Jong Un"], actors["s0", "Kim Min-ho"]}
    assert why["x", "Kim"][1] == "surname in the case"
    assert why["z", "Kim"][1] == "name in one article"


def test_what_else_an_article_names_tells_brothers_apart(actors_of):
    actors, _ = actors_of(
        *(naming(f"p{i}", NORWAY, per("Nils Aamodt", country="NOR"), org("Fjordbank")) for i in range(2)),
        *(naming(f"q{i}", SWEDEN, per("Odd Aamodt", country="NOR"), org("Volleyklubben")) for i in range(2)),
        naming("x", SWEDEN, per("Aamodt", country="NOR"), org("Volleyklubben")),
    )
    assert actors["x", "Aamodt"] == actors["q0", "Odd Aamodt"]


def test_a_surname_of_another_country_is_nobody_of_the_case(actors_of):
    actors, _ = actors_of(
        *(naming(f"a{i}", per("Rita Holm", country="SWE", role="schwedische Ministerin")) for i in range(3)),
        naming("b", per("Holm", country="DNK", role="dänischer Admiral")),
    )
    assert actors["b", "Holm"] != actors["a0", "Rita Holm"]


def test_a_surname_alone_is_one_person_of_one_country_only(actors_of):
    actors, why = actors_of(
        naming("a", per("Brandvold", country="NOR")),
        naming("b", per("Brandvolds", country="NOR")),
        naming("c", per("Brandvold", country="SWE")),
        naming("d", per("Brandvold")),
        naming("e", per("Brandvold")),
    )
    assert actors["a", "Brandvold"] == actors["b", "Brandvolds"]
    assert len(set(actors.values())) == 4
    assert why["a", "Brandvold"] == (0.6, "name and country")


def test_one_name_in_two_countries_and_two_roles_is_two_persons(actors_of):
    actors, _ = actors_of(
        naming("a", per("Maria Lunde", country="NOR", sector="GOV", role="norwegische Ministerin")),
        naming("b", per("Maria Lunde", country="DNK", sector="BUS", role="dänische Unternehmerin")),
        naming("c", per("Maria Lunde", country="NOR")),
        naming("d", per("Iris Falk", country="NOR", sector="GOV", role="norwegische Ministerin")),
        naming("e", per("Iris Falk", country="SWE")),
    )
    assert actors["a", "Maria Lunde"] == actors["c", "Maria Lunde"] != actors["b", "Maria Lunde"]
    assert actors["d", "Iris Falk"] == actors["e", "Iris Falk"]


def test_a_name_that_fits_two_fuller_names_goes_to_neither_without_more(actors_of):
    actors, _ = actors_of(
        naming("a", per("Carl Philipp Lind", country="SWE")),
        naming("b", per("Carl Anton Lind", country="FIN")),
        naming("c", per("Carl Lind")),
        naming("d", per("Carl Lind", country="FIN")),
    )
    assert len({actors["a", "Carl Philipp Lind"], actors["b", "Carl Anton Lind"], actors["c", "Carl Lind"]}) == 3
    assert actors["d", "Carl Lind"] == actors["b", "Carl Anton Lind"]


def test_an_article_teaches_the_case_an_abbreviation(actors_of):
    actors, why = actors_of(
        naming("a", org("Nordische Friedensstiftung", "NFS", country="NOR")),
        naming("b", org("NFS", country="NOR")),
        naming("c", org("Nordic Peace Foundation", country="NOR"), lang="en"),
        naming("d", org("NFS", country="BRA"), state("F", "BRA"), per("Ana Prado", country="BRA")),
        naming("e", org("NFS")),
    )
    whole = actors["a", "Nordische Friedensstiftung"]
    assert whole == actors["b", "NFS"] == actors["c", "Nordic Peace Foundation"] == actors["e", "NFS"]
    assert actors["d", "NFS"] != whole
    assert why["b", "NFS"][1] == "abbreviation"


def test_two_full_names_of_one_abbreviation_are_one_where_countries_agree(actors_of):
    actors, _ = actors_of(
        naming("a", org("Bund freier Reeder", "BFR", country="NOR")),
        naming("b", org("Free Shipowners", "BFR", country="NOR"), lang="en"),
        naming("c", org("Borneo Film Rat", "BFR", country="IDN")),
        naming("d", org("BFR", country="NOR")),
        naming("e", org("BFR", country="IDN")),
    )
    assert actors["a", "Bund freier Reeder"] == actors["b", "Free Shipowners"] == actors["d", "BFR"]
    assert actors["c", "Borneo Film Rat"] == actors["e", "BFR"] != actors["d", "BFR"]


def test_a_misread_country_does_not_hide_whom_an_abbreviation_means(actors_of):
    foundation, bystanders = org("Nordische Friedensstiftung", "NFS", country="NOR"), (NORWAY, per("Odd Aamodt"))
    actors, _ = actors_of(
        *(naming(f"a{i}", foundation, *bystanders) for i in range(2)),
        naming("b", org("NFS", country="RUS"), *bystanders),
    )
    assert actors["b", "NFS"] == actors["a0", "NFS"]


def test_initials_and_country_find_the_full_name(actors_of):
    actors, why = actors_of(
        naming("a", org("Vereinigte Ostsee Werften", country="POL")),
        naming("b", org("VOW", country="POL")),
        naming("c", org("VOW", country="CHL")),
    )
    assert actors["a", "Vereinigte Ostsee Werften"] == actors["b", "VOW"] != actors["c", "VOW"]
    assert why["b", "VOW"][1] == "initials and country"


def test_a_shorter_name_is_the_one_full_name_of_its_country(actors_of):
    actors, why = actors_of(
        naming("a", org("Haldern Group", country="NOR")),
        naming("b", org("Haldern", country="NOR")),
        naming("c", org("Haldern", country="CHL")),
        naming("d", org("Nordhaus Endowment for International Peace")),
        naming("e", org("Nordhaus Endowment")),
        naming("f", org("Deutsches Technisches Hilfswerk", country="DEU")),
        naming("g", org("Technische Hilfswerk", country="DEU")),
        naming("h", org("Center for Strategic Studies"), org("Center for Peace")),
        naming("i", org("Nils Lund Stiftung", country="NOR"), org("Ove Lund Bank", country="NOR")),
        naming("j", org("Lund", country="NOR")),
    )
    assert actors["a", "Haldern Group"] == actors["b", "Haldern"] != actors["c", "Haldern"]
    assert actors["d", "Nordhaus Endowment for International Peace"] == actors["e", "Nordhaus Endowment"]
    assert actors["f", "Deutsches Technisches Hilfswerk"] == actors["g", "Technische Hilfswerk"]
    assert actors["h", "Center for Strategic Studies"] != actors["h", "Center for Peace"]
    assert actors["j", "Lund"] not in {actors["i", "Nils Lund Stiftung"], actors["i", "Ove Lund Bank"]}
    assert why["b", "Haldern"] == (0.75, "shorter name of an organisation")


def test_articles_teach_another_name_of_what_the_world_knows(actors_of):
    actors, why = actors_of(
        naming("a", org("Shanghaier Kooperationsbund", "SCO", country="IGO", world="org:SCO")),
        naming("b", org("Shanghaier Kooperationsbund")),
    )
    assert actors["b", "Shanghaier Kooperationsbund"] == actors["a", "SCO"] == "org-SCO"
    assert why["b", "Shanghaier Kooperationsbund"][1] == "other name of a known one"


def test_an_organisation_is_one_whatever_country_was_read(actors_of):
    actors, _ = actors_of(
        *(naming(u, org("Fjordbank", country=c)) for u, c in (("a", "NOR"), ("b", "SWE"), ("c", None)))
    )
    assert len(set(actors.values())) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Außenministerium", "Ministry of Foreign Affairs"),
        ("Oberste Gerichtshof", "Supreme Court"),
        ("Polizei", "police"),
        ("Generalstab", "general staff"),
        ("zuständige Behörde", "zuständigen Behörde"),
    ],
)
def test_institutions_are_one_in_one_country_only(actors_of, one, other):
    actors, _ = actors_of(
        naming("a", org(one, country="KEN")),
        naming("b", org(other, country="KEN")),
        naming("c", org(one, country="LKA")),
        naming("d", org(one)),
        naming("e", org(one)),
    )
    assert actors["a", one] == actors["b", other]
    assert len(set(actors.values())) == 4


def test_an_institution_is_what_the_world_calls_it(actors_of):
    actors, why = actors_of(
        naming("a", org("Ministry of Foreign Affairs", country="KEN")),
        naming("b", org("kenianisches Außenministerium", country="KEN", world="state:KEN/foreign-ministry")),
        naming("c", org("Pentagon", country="USA", world="org:USA-DEFENCE")),
        naming("d", org("Verteidigungsministerium", country="USA", world="state:USA/defence-ministry")),
    )
    assert set(actors.values()) == {"state-KEN-foreign-ministry", "org-USA-DEFENCE"}
    assert why["a", "Ministry of Foreign Affairs"][1] == "institution and country"


def test_groups_of_one_country_are_one_in_both_languages(actors_of):
    actors, why = actors_of(
        naming("a", group("nordkoreanische Soldaten", country="PRK")),
        naming("b", group("North Korean troops", country="PRK"), lang="en"),
        naming("c", group("russische Soldaten", country="RUS")),
        naming("d", group("Soldaten")),
        naming("e", group("Soldaten")),
    )
    assert actors["a", "nordkoreanische Soldaten"] == actors["b", "North Korean troops"]
    assert len(set(actors.values())) == 4
    assert why["a", "nordkoreanische Soldaten"] == (0.6, "words and country")


def test_an_actor_is_called_in_each_language_as_its_articles_call_it(tmp_path):
    case = merged_case(
        tmp_path / "a.case",
        [
            naming("a", per("Sergej Lasutin", "Lasutins", "Sergej Lasutins", country="RUS")),
            naming("b", per("Sergey Lasutin", country="RUS"), lang="en"),
        ],
    )
    row = case.sql("SELECT name_de, name_en, n_articles, n_mentions, aliases FROM actors").fetchall()
    aliases = ["Lasutins", "Sergej Lasutin", "Sergej Lasutins", "Sergey Lasutin"]
    assert row == [("Sergej Lasutin", "Sergey Lasutin", 2, 4, aliases)]


PERSONS = ("Sergej Lasutin", "Sergey Lasutin", "Lasutin", "Igor Lasutin", "S. Lasutin", "Sergej Pawlowitsch Lasutin")
ORGANISATIONS = (
    ("NFS",),
    ("Nordische Friedensstiftung", "NFS"),
    ("Nordic Peace Foundation",),
    ("NFS", "Norsk Fisk Stiftung"),
)
countries = st.sampled_from([None, "RUS", "NOR"])
persons = st.builds(
    lambda name, c, s, role: per(name, country=c, sector=s, role=role if c else None),
    st.sampled_from(PERSONS),
    countries,
    st.sampled_from([None, "GOV", "BUS"]),
    st.sampled_from([None, "Ministerin"]),
)
organisations = st.builds(lambda names, c: org(*names, country=c), st.sampled_from(ORGANISATIONS), countries)
groups = st.builds(lambda n, c: group(n, country=c), st.sampled_from(["Soldaten", "troops", "die Soldaten"]), countries)
articles = st.lists(st.lists(persons | organisations | groups, min_size=1, max_size=3), min_size=1, max_size=5).map(
    lambda some: [naming(f"{number}", *called) for number, called in enumerate(some)]
)


class Bare:
    """The tables of a case in memory, merged article by article without the book-keeping around it."""

    def __init__(self):
        self.connection = duckdb.connect()
        for statement in (*table_statements(), *view_statements()):
            self.connection.execute(statement)

    def take(self, readings):
        for reading in readings:
            rows = rows_of(reading, "by hand", "world")
            for name in ("articles", "mentions", "roles"):
                insert(self.connection, name, rows[name])
            insert(self.connection, "versions", [(reading.article.article_id, reading.article.uri, None, True)])
        return self._merged([reading.article.article_id for reading in readings])

    def drop(self, reading):
        for name in ("articles", "mentions", "roles", "versions"):
            self.connection.execute(f"DELETE FROM stored.{name} WHERE article_id = ?", [reading.article.article_id])
        return self._merged([reading.article.article_id])

    def _merged(self, article_ids):
        with self.connection.cursor() as own:
            described = descriptions_of(article_ids, named_entities(own, article_ids))
            change = actor_change(own, [described])
            put_descriptions(own, described)
            put_actors(own, change)
        return self

    def rows(self):
        return {name: self.connection.execute(f"FROM stored.{name} ORDER BY ALL").fetchall() for name in MERGED}


@settings(max_examples=8)
@given(articles, st.data())
def test_one_by_one_in_any_order_with_one_removed_equals_all_at_once(readings, data):
    one_by_one = Bare()
    for reading in data.draw(st.permutations(readings)):
        one_by_one.take([reading])
    assert one_by_one.rows() == Bare().take(readings).rows()
    assert one_by_one.take(()).rows() == one_by_one.rows()
    gone = data.draw(st.sampled_from(readings))
    rest = [reading for reading in readings if reading is not gone]
    assert one_by_one.drop(gone).rows() == Bare().take(rest).rows()


@settings(max_examples=8)
@given(articles)
def test_each_entity_has_one_actor_and_each_actor_its_members(readings):
    rows = Bare().take(readings).rows()
    entities = [row[0] for row in rows["entity_names"]]
    assert sorted(row[0] for row in rows["actor_members"]) == sorted(entities)
    assert len(set(entities)) == len(entities)
    assert {row[1] for row in rows["actor_members"]} == {row[0] for row in rows["actors"]}
    assert all(0 < row[2] <= 1 for row in rows["actor_members"])
