"""Sides: which actors' deeds are a state's, and which states a group is made of."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from lagebild.system.facts import Facts, Membership


def states_of(ids: Iterable[str], facts: Facts) -> frozenset[str]:
    """Return the states that these actors act for; none for who acts alone or is not known."""
    acting = (facts.actors.get(actor_id) for actor_id in ids)
    return frozenset(actor.acts_for for actor in acting if actor is not None and actor.acts_for is not None)


def party(facts: Facts, actor_id: str) -> frozenset[str]:
    """Return the actors whose deeds are this one's: whoever acts for a state, all of whom a group is made of.

    A group is itself and its members of the last day that the articles tell of. Whoever is neither has but its own
    deeds.
    """
    today = last_day(facts)
    members = (one.member for one in facts.memberships if one.group == actor_id and _is_member(one, today))
    heads = {actor_id, *members}
    return frozenset(heads | {one.actor_id for one in facts.actors.values() if one.acts_for in heads})


def last_day(facts: Facts) -> date | None:
    """Return the last day an article can be of, None if no article has a date."""
    days = (day for one in facts.articles.values() for day in (one.latest, one.earliest) if day is not None)
    return max(days, default=None)


def _is_member(one: Membership, day: date | None) -> bool:
    if day is None:
        return one.until is None
    return (one.since is None or one.since <= day) and (one.until is None or day <= one.until)
