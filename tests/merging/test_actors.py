"""Given mentions of several articles, these actors and memberships."""

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


@given(st.lists(known | unknown, max_size=12), st.randoms())
def test_the_order_of_the_mentions_changes_nothing_and_each_entity_has_one_actor(mentions, random):
    shuffled = random.sample(mentions, len(mentions))
    actors, members = actors_from(mentions)
    assert (actors, members) == actors_from(shuffled)
    assert {m.entity_id for m in members} == {entity for _, entity, _ in mentions}
    assert len(members) == len({m.entity_id for m in members})
    assert {m.actor_id for m in members} == {a.actor_id for a in actors}
    assert sum(a.n_mentions for a in actors) == len(mentions)
