"""Whom a page is of: the actors that an address names, and those of whom the case tells anything."""

from __future__ import annotations

from collections import Counter

from lagebild.app.page import View
from lagebild.errors import UsageError
from lagebild.views.naming import actor_named


def subject_actors(view: View, number: int) -> tuple[str, ...]:
    """Return the ids of the actors that the address names, by id or name; none if it names none.

    Raises `UsageError` if it names another number of them, or one that the case does not know.
    """
    named = view.address.subject
    if not named:
        return ()
    if len(named) != number:
        raise UsageError(view.t["subject_number"].format(n=number), place=" ".join(named))
    return tuple(actor_named(view.case, one, view.lang) for one in named)


def actors_told_of(view: View) -> tuple[str, ...]:
    """Return the states of whom with any other something is told, those with most others first."""
    return view.once("actors told of", lambda: _ranked(view))


def actors_told_of_with(view: View, actor: str) -> list[str]:
    """Return those of whom something is told with an actor, those that most articles tell of first."""
    pairs = [(pair, tie.month.n_articles) for pair, tie in view.ends.items() if tie.month]
    found = [(n, other) for pair, n in pairs if actor in pair for other in pair if other != actor]
    return [other for _, other in sorted(found, key=lambda one: (-one[0], one[1]))]


def _ranked(view: View) -> tuple[str, ...]:
    counts = Counter(one for pair in view.ends for one in pair)
    return tuple(sorted(counts, key=lambda one: (-counts[one], view.name(one))))
