"""Given mentions of several articles, these actors and memberships."""

from hypothesis import given
from hypothesis import strategies as st

from lagebild.merging.actors import NamedMention, actors_from
from lagebild.reading.marks import MentionKind


def state(article, text, entity="state:PRK", kind=MentionKind.STATE):
    return NamedMention(article, f"{article}/{entity}", text, kind, "PRK", "GOV", entity)


def person(article, text, entity, country=None, sector=None):
    return NamedMention(article, f"{article}/{entity}", text, MentionKind.PER, country, sector, None)


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
    actors, _ = actors_from(state("a", "x", entity) for entity in ids)
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


def test_a_name_without_its_genitive_is_preferred():
    (actor,), _ = actors_from([person("a", "Adham Zohdis", "1"), person("a", "Adham Zohdi", "1")])
    assert actor.name == "Adham Zohdi"


def test_no_mentions_make_no_actors():
    assert actors_from([]) == ((), ())


entities = st.sampled_from(["state:PRK", "state:RUS", "org:UN", "state:RUS/people", "city:CHN:Peking"])
known = st.builds(state, st.sampled_from("abc"), st.text(min_size=1, max_size=5), entities)
unknown = st.builds(person, st.sampled_from("abc"), st.text(min_size=1, max_size=9), st.sampled_from("12"))


@given(st.lists(known | unknown, max_size=12), st.randoms())
def test_the_order_of_the_mentions_changes_nothing_and_each_entity_has_one_actor(mentions, random):
    shuffled = random.sample(mentions, len(mentions))
    actors, members = actors_from(mentions)
    assert (actors, members) == actors_from(shuffled)
    assert {m.entity_id for m in members} == {m.entity_id for m in mentions}
    assert len(members) == len({m.entity_id for m in members})
    assert {m.actor_id for m in members} == {a.actor_id for a in actors}
    assert sum(a.n_mentions for a in actors) == len(mentions)
