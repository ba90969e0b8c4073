"""Given mentions of several articles, these actors and memberships."""

from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.merging.actors import Named, actor_of, member_of
from lagebild.reading.marks import MentionKind


def state(article, text, entity="state:PRK", kind=MentionKind.STATE):
    return article, f"{article}/{entity}", Named(text, kind, "PRK", "GOV", entity, 1)


def person(article, text, entity, country=None, sector=None):
    return article, f"{article}/{entity}", Named(text, MentionKind.PER, country, sector, None, 1)


def actors_from(mentions):
    """The actors of all mentions and the membership of every entity, each ordered by id."""
    entities, actors = {}, {}
    for _, entity, name in mentions:
        entities.setdefault(entity, []).append(name)
    members = {entity: member_of(entity, names) for entity, names in entities.items()}
    for article, entity, name in mentions:
        actors.setdefault(members[entity].actor_id, []).append((article, name))
    made = [actor_of(i, [n for _, n in all_], len({a for a, _ in all_})) for i, all_ in sorted(actors.items())]
    return tuple(made), tuple(sorted(members.values()))


def test_a_state_is_one_actor_whatever_the_articles_call_it():
    mentions = [state("a", "Nordkoreas"), state("a", "Pjöngjang"), state("b", "North Korea", kind=MentionKind.LOC)]
    (actor,), members = actors_from([*mentions, state("b", "North Korea")])
    assert (actor.actor_id, actor.name_de, actor.name_en) == ("state-PRK", "Nordkorea", "North Korea")
    assert (actor.kind, actor.country, actor.sector) == (MentionKind.STATE, "PRK", "GOV")
    assert actor.aliases == ("North Korea", "Nordkoreas", "Pjöngjang")
    assert (actor.n_articles, actor.n_mentions) == (2, 4)
    assert [(m.entity_id, m.actor_id, m.reason) for m in members] == [
        ("a/state:PRK", "state-PRK", "world"),
        ("b/state:PRK", "state-PRK", "world"),
    ]


def test_organisations_ministries_peoples_and_places_keep_their_ids():
    ids = ["org:UNSC", "state:TUR/foreign-ministry", "state:PRK/people", "place:Golf von Oman", "city:CHN:Peking"]
    actors, _ = actors_from([state("a", "x", entity) for entity in ids])
    assert {a.actor_id: str(a.kind) for a in actors} == {
        "org-UNSC": "ORG",
        "state-TUR-foreign-ministry": "ORG",
        "state-PRK-people": "GROUP",
        "place-Golf_von_Oman": "LOC",
        "city-CHN-Peking": "LOC",
    }


def test_a_person_is_one_actor_by_full_name_across_accents_hyphens_and_case_endings():
    mentions = [
        person("a", "Jun Min-Seo", "1", "KOR", "GOV"),
        person("a", "Jun", "1", "KOR", "GOV"),
        person("b", "Jun Min Seo", "2"),
        person("b", "Jun Min Seos", "2"),
    ]
    (actor,), members = actors_from(mentions)
    assert actor.actor_id.startswith("person-")
    assert (actor.country, actor.sector, actor.n_articles, actor.n_mentions) == ("KOR", "GOV", 2, 4)
    assert {m.reason for m in members} == {"full name"}


def test_persons_of_one_word_stay_apart_and_persons_of_two_names_too():
    actors, members = actors_from(
        [person("a", "Karim", "1"), person("b", "Karim", "1"), person("b", "Karim Zohdi", "2")]
    )
    assert len(actors) == 3
    assert sorted(m.reason for m in members) == ["full name", "name in one article", "name in one article"]


def test_a_person_of_a_full_name_stays_one_actor_even_where_a_country_was_misread():
    (actor,), _ = actors_from([person("a", "Kari Lund", "1", "NOR"), person("b", "Kari Lund", "1", "SWE")])
    assert actor.n_articles == 2


def thing(article, text, country=None, kind=MentionKind.ORG):
    return article, f"{article}/{text}/{country}", Named(text, kind, country, None, None, 1)


def group(article, text, country=None):
    return thing(article, text, country, MentionKind.GROUP)


def articles_of_actors(mentions):
    """The articles of each actor, the largest actor first."""
    actors = defaultdict(set)
    for article, entity, name in mentions:
        actors[member_of(entity, [name]).actor_id].add(article)
    return sorted(actors.values(), key=lambda articles: (-len(articles), sorted(articles)))


def test_soldiers_of_one_country_are_one_actor_and_those_of_another_a_second():
    mentions = [group("a", "Soldaten", "SDN"), group("b", "Die Soldaten", "SDN"), group("c", "Soldaten", "MLI")]
    assert articles_of_actors(mentions) == [{"a", "b"}, {"c"}]
    reasons = {(m.score, m.reason) for m in (member_of(entity, [name]) for _, entity, name in mentions)}
    assert reasons == {(0.6, "words and country")}


def test_a_group_without_a_country_stays_in_its_article():
    mentions = [group("a", "Demonstranten"), group("b", "Demonstranten"), group("c", "Demonstranten", "GEO")]
    assert articles_of_actors(mentions) == [{"a"}, {"b"}, {"c"}]
    assert member_of("a/1", [mentions[0][2]]).reason == "words in one article"


@pytest.mark.parametrize(
    "words",
    [
        *("Innenministerium", "Polizei", "Oberste Gericht", "zuständige Behörde", "Nationalen Sicherheitsrat", "Union"),
        *("Interior Ministry", "police", "the ruling party", "High Court", "Ministry of Defence", "trade unions"),
        "riot police",
    ],
)
def test_an_institution_without_a_name_is_one_actor_in_one_country_only(words):
    mentions = [thing("a", words, "KEN"), thing("b", words, "KEN"), thing("c", words, "LKA"), thing("d", words)]
    assert articles_of_actors([*mentions, thing("e", words)]) == [{"a", "b"}, {"c"}, {"d"}, {"e"}]


@pytest.mark.parametrize(
    "name",
    [
        *(
            "Gazprom",
            "Kap-Rundschau",
            "Grüne",
            "M23",
            "dpa",
            "al-Jazeera",
            "The Observer",
            "Commerzbank",
            "Polisario Front",
        ),
        *("Bank of Finland", "Armenian Church", "Georgischer Traum", "Great Council of Chiefs", "Homeland Union"),
        "Universität Leipzig",
    ],
)
def test_an_organisation_with_a_name_is_one_actor_whatever_country_was_read(name):
    mentions = [thing("a", name, "KEN"), thing("b", name, "LKA"), thing("c", name)]
    assert articles_of_actors(mentions) == [{"a", "b", "c"}]


def test_a_name_beside_the_words_names_the_institution():
    both = [Named(text, MentionKind.ORG, None, None, None, 1) for text in ("Committee for State Security", "KGB")]
    assert member_of("a/1", both).reason == "full name"
    assert member_of("a/1", both[:1]).reason == "words in one article"


def test_a_government_of_an_unknown_country_stays_in_its_article():
    mentions = [thing("a", "Regierung", kind=MentionKind.STATE), thing("b", "Regierung", kind=MentionKind.STATE)]
    north = [thing("a", "the North", kind=MentionKind.STATE), thing("b", "the North", kind=MentionKind.STATE)]
    assert articles_of_actors([*mentions, *north]) == [{"a"}, {"a"}, {"b"}, {"b"}]


def test_a_name_without_its_genitive_is_preferred():
    (actor,), _ = actors_from([person("a", "Adham Zohdis", "1"), person("a", "Adham Zohdi", "1")])
    assert actor.name == "Adham Zohdi"


def test_alike_mentions_may_come_counted():
    _, _, name = state("a", "Pjöngjang")
    other = name._replace(text="Nordkorea")
    counted, each = [name._replace(mentions=3), other], [name, other, name, name]
    assert actor_of("state-PRK", counted, 2) == actor_of("state-PRK", each, 2)
    assert member_of("e", counted) == member_of("e", each)


entities = st.sampled_from(["state:PRK", "state:RUS", "org:UN", "state:RUS/people", "city:CHN:Peking"])
known = st.builds(state, st.sampled_from("abc"), st.text(min_size=1, max_size=5), entities)
unknown = st.builds(person, st.sampled_from("abc"), st.text(min_size=1, max_size=9), st.sampled_from("12"))
kinds = st.sampled_from([MentionKind.ORG, MentionKind.GROUP, MentionKind.STATE])
countries = st.sampled_from([None, "KEN", "LKA"])
words = st.sampled_from(["Polizei", "the police", "Gazprom"]) | st.text(min_size=1, max_size=5)
unnamed = st.builds(thing, st.sampled_from("abc"), words, countries, kinds)


@given(st.lists(known | unknown | unnamed, max_size=12), st.randoms())
def test_the_order_of_the_mentions_changes_nothing_and_each_entity_has_one_actor(mentions, random):
    shuffled = random.sample(mentions, len(mentions))
    actors, members = actors_from(mentions)
    assert (actors, members) == actors_from(shuffled)
    assert {m.entity_id for m in members} == {entity for _, entity, _ in mentions}
    assert len(members) == len({m.entity_id for m in members})
    assert {m.actor_id for m in members} == {a.actor_id for a in actors}
    assert sum(a.n_mentions for a in actors) == len(mentions)
