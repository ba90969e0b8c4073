"""What people suppose, as words of a command or of an address, and as the changes of a what-if."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from lagebild.errors import UsageError
from lagebild.system.balance import pair_of
from lagebild.system.changes import TRADE, Changes, SetSign, Stop
from lagebild.system.conditionals import Check, Condition, FlowCheck, checks_of, condition_of
from lagebild.system.dependence import family_of, state_of
from lagebild.system.facts import Deed, Expectation, Facts
from lagebild.views.labels import LANGUAGES, labels_in
from lagebild.views.naming import actor_named
from lagebild.views.nearest import nearest, nearest_ids
from lagebild.views.queryable import QueryableCase

SHORTEST_START = 4
"""Characters of an id that may stand for it."""
MOST_CHOICES = 8
"""So many ids an error names that begin alike."""
SIGN_WORDS: Mapping[str, Literal["+", "-"]] = {"+": "+", "-": "-", "−": "-", "\N{EN DASH}": "-"}
PARTS_OF_SIGN, PARTS_OF_STOP = 3, 4
"""How many words say a sign (two actors and + or -) and a stop (giver, receiver, good and day)."""


@dataclass(frozen=True, slots=True)
class Supposed:
    """What is supposed, in words: ids or their beginnings, names of actors, goods and days as people write them."""

    articles: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    holders: tuple[str, ...] = ()
    signs: tuple[tuple[str, ...], ...] = ()
    stops: tuple[tuple[str, ...], ...] = ()
    conditionals: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything is supposed."""
        return self != Supposed()

    @property
    def names_deeds(self) -> bool:
        """Whether it takes the deeds of the case to say what it puts in."""
        return bool(self.events or self.conditionals)


@dataclass(frozen=True, slots=True)
class Conditional:
    """A conditional that is supposed to come true, with what its condition puts in: nothing if it cannot be read so."""

    expectation: Expectation
    condition: Condition


@dataclass(frozen=True, slots=True)
class Assumption:
    """What is put in: `said` by people themselves, and by the conditions of conditionals."""

    said: Changes
    conditionals: tuple[Conditional, ...] = ()

    @property
    def changes(self) -> Changes:
        """Everything that is put in."""
        signs = (one.condition.signs for one in self.conditionals)
        stops = (one.condition.stops for one in self.conditionals)
        return replace(self.said, signs=self.said.signs.union(*signs), stops=self.said.stops.union(*stops))

    def checks(self, facts: Facts) -> tuple[tuple[Conditional, tuple[Check | FlowCheck, ...]], ...]:
        """Return each conditional with its consequence beside what the system shows once everything is put in.

        A condition that puts in nothing, where nothing else does, checks nothing.
        """
        changes = self.changes
        return tuple((one, checks_of(facts, one.expectation, changes) if changes else ()) for one in self.conditionals)


def assumption_of(case: QueryableCase, facts: Facts, told: Supposed, lang: str) -> Assumption:
    """Return what words put in.

    Raises:
        UsageError: an id, name, good, sign or day that is none, with the nearest there are; what contradicts itself.
    """
    expectations = {one.row_id: one for one in facts.expectations if one.condition is not None}
    said = Changes(
        articles=frozenset(_matched(one, _titles(facts), "article") for one in told.articles),
        events=frozenset(_matched(one, _events(facts), "event") for one in told.events),
        holders=frozenset(_actor(case, one, "holder", lang) for one in told.holders),
        signs=frozenset(_sign(case, facts, one, lang) for one in told.signs),
        stops=frozenset(_stop(case, facts, one, lang) for one in told.stops),
    )
    ids = dict.fromkeys(_matched(one, dict.fromkeys(expectations, ""), "conditional") for one in told.conditionals)
    conditionals = tuple(Conditional(expectations[one], condition_of(facts, expectations[one])) for one in ids)
    found = Assumption(said, conditionals)
    for a, b in found.changes.contradictions():
        names = " – ".join(_called(facts, one, lang) for one in (a, b))
        raise UsageError(labels_in(lang)["whatif_contradiction"], place=names)
    return found


def _called(facts: Facts, actor_id: str, lang: str) -> str:
    actor = facts.actors[actor_id]
    return (actor.name_de if lang == "de" else actor.name_en) or actor.name


def _titles(facts: Facts) -> dict[str, str]:
    return {key: one.title or one.outlet or "" for key, one in facts.articles.items()}


def _events(facts: Facts) -> dict[str, str]:
    return {deed.event_id: _words_of(deed, facts) for deed in facts.deeds}


def _words_of(deed: Deed, facts: Facts) -> str:
    """Return an event in few words: its type, its sides and its first day."""
    names = [facts.actors[one].name for one in (*deed.sources, *deed.targets) if one in facts.actors]
    return " ".join(filter(None, (deed.type, " – ".join(names), str(deed.earliest or ""))))


def _matched(wanted: str, called: Mapping[str, str], what: str) -> str:
    """Return the one id that begins so, or that is called so."""
    key = wanted.strip().casefold()
    if wanted in called:
        return wanted
    if not key:
        raise UsageError(f"the {what} is not named", place=f"{what} ''")
    found = [one for one in called if len(key) >= SHORTEST_START and one.casefold().startswith(key)]
    found = found or [one for one, words in called.items() if key and words.casefold() == key]
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(f"several {what}s begin so: {', '.join(sorted(found)[:MOST_CHOICES])}", place=wanted)
    if len(key) < SHORTEST_START and any(one.casefold().startswith(key) for one in called):
        raise UsageError(f"an id is cut to its first {SHORTEST_START} characters at the shortest", place=wanted)
    if not called:
        raise UsageError(f"no {what} has this id: the case has none", place=wanted)
    raise UsageError(f"no {what} has this id; the nearest: {'; '.join(nearest_ids(wanted, called))}", place=wanted)


def _actor(case: QueryableCase, name: str, what: str, lang: str) -> str:
    """Return the actor that is called so."""
    if not name.strip():
        raise UsageError(f"the {what} is not named", place=f"{what} ''")
    return actor_named(case, name, lang)


def _sign(case: QueryableCase, facts: Facts, told: Sequence[str], lang: str) -> SetSign:
    if len(told) != PARTS_OF_SIGN:
        raise UsageError("a sign takes two actors and + or -", place=" ".join(told))
    *names, word = told
    a, b = (_state(case, facts, name, lang) for name in names)
    if a == b:
        raise UsageError("a sign stands between two different actors", place=names[0])
    if word not in SIGN_WORDS:
        raise UsageError("a sign is + or -", place=word)
    return SetSign(pair_of(a, b), SIGN_WORDS[word])


def _state(case: QueryableCase, facts: Facts, name: str, lang: str) -> str:
    """Return the state that is called so, or for which who is called so acts: signs are those of states."""
    actor = _actor(case, name, "state", lang)
    found = facts.actors.get(state_of(facts, actor))
    if found is None or found.acts_for != found.actor_id:
        raise UsageError("it is no state and acts for none: signs stand between states", place=name)
    return found.actor_id


def _stop(case: QueryableCase, facts: Facts, told: Sequence[str], lang: str) -> Stop:
    if len(told) != PARTS_OF_STOP:
        raise UsageError("a stop takes giver, receiver, good and the first day (YYYY-MM-DD)", place=" ".join(told))
    *names, good, day = told
    giver, receiver = (state_of(facts, _actor(case, name, "actor", lang)) for name in names)
    try:
        since = date.fromisoformat(day)
    except ValueError as error:
        raise UsageError("a day is YYYY-MM-DD", place=day) from error
    if giver == receiver:
        raise UsageError("a flow goes from one actor to another", place=names[0])
    return Stop(giver, receiver, good_named(good), since)


def good_named(called: str) -> str:
    """Return the key of a good given by its key or its name in either language.

    Raises:
        UsageError: there is none, with the nearest, else the families of goods.
    """
    names = _goods()
    good = names.get(called.casefold())
    if good is None:
        near = nearest(called, names)
        families = f"choose from: {', '.join(sorted(set(map(family_of, names.values()))))}"
        raise UsageError(f"no such good; {'the nearest: ' + ', '.join(near) if near else families}", place=called)
    return good


def _goods() -> dict[str, str]:
    """Return the keys of goods by what they are called, in lower case."""
    names = {TRADE: TRADE}
    for lang in LANGUAGES:
        for key, name in labels_in(lang).items():
            if key.startswith("good_"):
                good = key.removeprefix("good_")
                names |= {good: good, name.casefold(): good}
    return names
