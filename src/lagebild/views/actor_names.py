"""What the actors of facts are called in the language shown."""

from __future__ import annotations

from collections.abc import Callable

from lagebild.system.facts import Facts


def actor_names(facts: Facts, lang: str) -> Callable[[str], str]:
    """Return a function from an actor's id to its name in `lang`, an id without an actor stays as it is."""

    def name(actor_id: str) -> str:
        actor = facts.actors.get(actor_id)
        if actor is None:
            return actor_id
        return (actor.name_de if lang == "de" else actor.name_en) or actor.name

    return name
