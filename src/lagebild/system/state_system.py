"""The system of all states that a case tells of: each two by month, with deeds and words, and what each three are."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lagebild.system.balance import Pair
from lagebild.system.deciding import Decider, deciders_of
from lagebild.system.dyads import DyadMonth, Series, dyads_among, last_month, sightings_of_states, words_of_states
from lagebild.system.evidence import Sighting, Word
from lagebild.system.facts import Facts
from lagebild.system.sign_table import SignTable, sign_table_of
from lagebild.system.signs import sign_of
from lagebild.system.triads import (
    Corners,
    NetworkMonth,
    Tie,
    Ties,
    Triad,
    Turn,
    networks_of,
    period_of_articles,
    triad_from,
)


class ToldSystem(ABC):
    """The system of states as pages ask for it, so that no page needs all of it at once.

    `first` and `last` are the months (ISO) in which the articles appeared; triads, turns and networks are of these.
    """

    signs: SignTable
    first: str
    last: str

    @abstractmethod
    def ends(self) -> Mapping[Pair, Tie]:
        """Return every two states of whom anything is told, with the last month of them."""

    @abstractmethod
    def several_series(self, pairs: Sequence[Pair]) -> Mapping[Pair, Series]:
        """Return the months of each two states, asked for together; none where nothing is told of them."""

    def series(self, pair: Pair) -> Series:
        """Return the months of two states; none if nothing is told of them."""
        return self.several_series([pair])[pair]

    @abstractmethod
    def deciders(self, asked: Sequence[tuple[Pair, DyadMonth]], most: int) -> Sequence[Sequence[Decider]]:
        """Return what speaks for the signs of some states in some months, what weighs most first, so many of each."""

    @abstractmethod
    def networks(self, first: str, last: str) -> Sequence[NetworkMonth]:
        """Return the signed networks of the months from `first` to `last` (ISO) in which anything is told."""

    @abstractmethod
    def ties(self, pairs: Iterable[Pair]) -> Ties:
        """Return the ties of some states by month, from `first` to `last`."""

    @property
    def n_triads(self) -> int:
        """How many triads there are: every three states each two of which are told of."""
        return len(self.signs.triangles)

    def changing(self, most: int, beside: Pair | None = None) -> list[Triad]:
        """Return the triads that change most, of these two states if any are named."""
        return self.triads(self.signs.changing(most, beside))

    def best_told(self, most: int) -> list[Triad]:
        """Return the triads that are a figure at the end, those that most articles tell of first; thin ones last."""
        return self.triads(self.signs.best_told(most))

    def turns(self, most: int) -> list[Turn]:
        """Return the newest changes of sign in any triad; thin ones only where all are."""
        return self.signs.newest_turns(most)

    def periods(self) -> list[str]:
        """Return the months in which anything is told, in order."""
        return self.signs.periods()

    def triads(self, some: Iterable[Corners]) -> list[Triad]:
        """Return some triads with their months."""
        corners = list(some)
        ties = self.ties({pair for a, b, c in corners for pair in ((a, b), (b, c), (a, c))})
        return [triad_from(one, ties) for one in corners]


@dataclass(frozen=True)
class StateSystem(ToldSystem):
    """A system computed from facts: every two states with what they did and said."""

    sightings: Mapping[Pair, Sequence[Sighting]]
    words: Mapping[Pair, Sequence[Word]]
    dyads: Mapping[Pair, Series]
    signs: SignTable
    first: str
    last: str

    def ends(self) -> Mapping[Pair, Tie]:
        """Return every two states of whom anything is told, with the last month of them."""
        return {pair: Tie(*sign_of(series[-1]), series[-1]) for pair, series in self.dyads.items() if series}

    def several_series(self, pairs: Sequence[Pair]) -> Mapping[Pair, Series]:
        """Return the months of each two states, asked for together; none where nothing is told of them."""
        return {pair: self.dyads.get(pair, ()) for pair in pairs}

    def deciders(self, asked: Sequence[tuple[Pair, DyadMonth]], most: int) -> Sequence[Sequence[Decider]]:
        """Return what speaks for the signs of some states in some months, what weighs most first, so many of each."""
        return [
            deciders_of(month, self.sightings.get(pair, ()), self.words.get(pair, ()))[:most] for pair, month in asked
        ]

    def networks(self, first: str, last: str) -> tuple[NetworkMonth, ...]:
        """Return the signed networks of the months from `first` to `last` (ISO) in which anything is told."""
        return networks_of(self.dyads, max(first, self.first), min(last, self.last))

    def ties(self, pairs: Iterable[Pair]) -> Ties:
        """Return the ties of some states by month, from `first` to `last`."""
        return {
            pair: {
                month.period: Tie(*sign_of(month), month)
                for month in self.series(pair)
                if self.first <= month.period <= self.last
            }
            for pair in pairs
        }


def state_system_of(facts: Facts) -> StateSystem:
    """Return the system of the states of a case."""
    sightings, words = sightings_of_states(facts), words_of_states(facts)
    dyads = dyads_among(sightings, words, last_month(facts))
    first, last = period_of_articles(facts)
    return StateSystem(sightings, words, dyads, sign_table_of(dyads, first, last), first, last)
