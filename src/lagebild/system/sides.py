"""Sides: which actors' deeds are a state's, and which states a group is made of."""

from __future__ import annotations

from collections.abc import Iterable

from lagebild.system.facts import Facts


def states_of(ids: Iterable[str], facts: Facts) -> frozenset[str]:
    """Return the states that these actors act for; none for who acts alone or is not known."""
    acting = (facts.actors.get(actor_id) for actor_id in ids)
    return frozenset(actor.acts_for for actor in acting if actor is not None and actor.acts_for is not None)


def party(facts: Facts, actor_id: str) -> frozenset[str]:
    """Return the actors whose deeds are this one's: whoever acts for a state, all of whom a group is made of.

    A group is itself and its members, whenever they belonged to it. Whoever is neither has but its own deeds.
    """
    heads = {actor_id, *(one.member for one in facts.memberships if one.group == actor_id)}
    return frozenset(heads | {one.actor_id for one in facts.actors.values() if one.acts_for in heads})
