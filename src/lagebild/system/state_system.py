"""The system of states of a case, computed once: what every two states did and said, their dyads and triads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lagebild.system.deciding import Decider, deciders_of
from lagebild.system.dyads import DyadMonth, Series, dyads_among, last_month, sightings_of_states, words_of_states
from lagebild.system.evidence import Pair, Sighting, Word
from lagebild.system.facts import Facts
from lagebild.system.triads import NetworkMonth, Triad, networks_of, period_of_articles, triads_among


@dataclass(frozen=True, slots=True)
class StateSystem:
    """Every two states with what they did and said, and every three; `first` and `last` are the months (ISO) in which
    the articles appeared."""

    sightings: Mapping[Pair, Sequence[Sighting]]
    words: Mapping[Pair, Sequence[Word]]
    dyads: Mapping[Pair, Series]
    triads: tuple[Triad, ...]
    first: str
    last: str

    def deciders(self, pair: Pair, month: DyadMonth) -> tuple[Decider, ...]:
        """Return what speaks for the sign of two states in a month, what weighs most first."""
        return deciders_of(month, self.sightings.get(pair, ()), self.words.get(pair, ()))

    def networks(self) -> tuple[NetworkMonth, ...]:
        """Return the signed network of each month in which the articles appeared."""
        return networks_of(self.dyads, self.first, self.last)


def state_system_of(facts: Facts) -> StateSystem:
    """Return the system of the states of a case."""
    sightings, words = sightings_of_states(facts), words_of_states(facts)
    dyads = dyads_among(sightings, words, last_month(facts))
    first, last = period_of_articles(facts)
    return StateSystem(sightings, words, dyads, triads_among(dyads, first, last), first, last)
