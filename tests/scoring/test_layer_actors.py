"""Which annotated actor a read entity is, and who speaks."""

from dataclasses import replace

import pytest
from gold_reading import gold_article, gold_reading

from lagebild.reading.marks import Mention, MentionKind, Participant
from lagebild.reading.reading import Reading
from lagebild.scoring.actors import ActorsRead
from lagebild.scoring.gold import GoldArticle, GoldVoice
from lagebild.spans import Span


@pytest.fixture
def gold() -> GoldArticle:
    return gold_article(
        ["Minister Ana Brezar of Slovenia met Zoltan Pek.", "Brezar praised Pek.", "Pek, she said, knew Ljubljana."],
        "ACT a1 PER SVN GOV :: Ana Brezar ; Brezar\nACT a2 PER HUN GOV :: Zoltan Pek ; Pek\n"
        "ACT a3 STATE SVN GOV :: Slovenia ; Ljubljana\nACT a4 LOC SVN - :: Ljubljana\nACT a5 ORG SVN MED :: Pek, she",
    )


def place(gold: GoldArticle, words: str, start: int = 0) -> Span:
    begin = gold.text.index(words, start)
    return Span(begin, begin + len(words))


def mention(span: Span, entity: str) -> Mention:
    return Mention(span.start, span.end, MentionKind.PER, None, None, entity, None, 1.0)


def reading_of(gold: GoldArticle, *mentions: Mention) -> Reading:
    return replace(gold_reading(gold), mentions=mentions)


def test_an_entity_is_the_actor_that_most_of_its_mentions_name(gold: GoldArticle) -> None:
    second = place(gold, "Brezar praised").start
    reading = reading_of(
        gold,
        mention(place(gold, "Ana Brezar"), "x"),
        mention(place(gold, "Brezar", second), "x"),
        mention(place(gold, "Zoltan Pek"), "x"),
        mention(place(gold, "Minister"), "nobody"),
    )
    actors = ActorsRead(gold, reading)
    assert actors.of("x") == {"a1"}
    assert actors.of("nobody") == actors.of("never read") == actors.of(None) == set()


def test_a_wider_mention_is_the_actor_named_in_it_and_a_shared_surface_both_of_its_actors(gold: GoldArticle) -> None:
    actors = ActorsRead(gold, reading_of(gold))
    assert actors.at(place(gold, "Minister Ana Brezar")) == {"a1"}
    assert actors.at(place(gold, "Ljubljana")) == {"a3", "a4"}
    assert actors.at(place(gold, "met")) == set()


def test_a_name_inside_a_longer_name_is_its_own_actor(gold: GoldArticle) -> None:
    inside = place(gold, "Pek, she")
    assert [name.span for name in gold.names if name.actors == {"a5"}] == [inside]
    assert ActorsRead(gold, reading_of(gold)).at(Span(inside.start, inside.start + 3)) == {"a2"}


def test_sides_are_counted_as_actors_and_two_entities_of_one_actor_count_once(gold: GoldArticle) -> None:
    again = place(gold, "Brezar praised").start
    spans = {"x": place(gold, "Ana Brezar"), "y": place(gold, "Brezar", again), "z": place(gold, "Slovenia")}
    actors = ActorsRead(gold, reading_of(gold, *(mention(span, entity) for entity, span in spans.items())))
    sides = [Participant(span.start, span.end, entity) for entity, span in spans.items()]
    assert actors.told_apart(sides, frozenset({"a1", "a2"})) == (1, 2)
    assert actors.told_apart(sides, frozenset({"a1", "a3"})) == (2, 2)
    assert actors.told_apart([], frozenset({"a1"})) == (0, 0)


def test_a_pronoun_is_the_actor_of_its_entity(gold: GoldArticle) -> None:
    actors = ActorsRead(gold, reading_of(gold, mention(place(gold, "Ana Brezar"), "x")))
    pronoun = place(gold, "said")
    assert actors.behind(Participant(pronoun.start, pronoun.end, "x")) == {"a1"}


def test_a_voice_is_known_by_its_entity_or_by_its_words(gold: GoldArticle) -> None:
    mentions = mention(place(gold, "Ana Brezar"), "x"), mention(place(gold, "Slovenia"), "y")
    actors = ActorsRead(gold, reading_of(gold, *mentions))
    by_words = GoldVoice(place(gold, "Minister Ana Brezar of Slovenia"), frozenset({"a1"}))
    by_actor = GoldVoice(None, frozenset({"a1"}))
    brezar, pek = place(gold, "Brezar", 40), place(gold, "Zoltan Pek")
    assert actors.same_voice(by_words, "x", None)
    assert actors.same_voice(by_words, None, place(gold, "Minister"))
    assert not actors.same_voice(by_words, "unknown", pek)
    assert not actors.same_voice(by_words, "y", None)
    assert actors.same_voice(GoldVoice(place(gold, "of Slovenia"), frozenset()), "y", None)
    assert actors.same_voice(by_actor, None, brezar)
    assert not actors.same_voice(by_actor, None, pek)
    assert actors.same_voice(None, None, None)
    assert not actors.same_voice(None, "x", None)
    assert not actors.same_voice(by_actor, None, None)
