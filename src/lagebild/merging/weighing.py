"""Which of several actors a name without enough words means: evidence weighed as a tempered naive Bayes choice.

Each candidate is weighed by how many articles name it fully, by the countries and sectors it was read with and by what
else the articles name that it stands in; nobody of them is a candidate too. All numbers are set by judgement; the pairs
of tests/merging fix what they must tell apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import exp, log

LEAST_SURE = 0.7
"""Probability a choice must have: below it several fit about equally, or nobody does."""
NOBODY = 0.3
"""Weight of nobody, in articles that name a candidate fully; at least."""
NOBODY_SHARE = 0.1
"""Weight of nobody as a share of the articles that name the candidates fully: a well-known name is others' too."""
COUNTRY_MISREAD = 0.25
"""Share of entities read with a country of chance; so many persons without a role were on the seeds."""
SECTOR_MISREAD = 0.4
COUNTRY_BY_CHANCE = 0.1
"""How often anybody is read with one given country."""
SECTOR_BY_CHANCE = 0.15
CONTEXT_BY_CHANCE = 0.15
"""How often any article names one given other actor that a small case is about."""
CHANCE_IN_CONTEXT = 0.5
"""Share of the context of a known actor that is chance all the same."""
TEMPER = 0.5
"""Power of what a sector says: it is misread more often than a country."""
CONTEXT_TEMPER = 0.4
"""Power of what each of the other actors of an article says: they depend on each other."""
INTERNATIONAL = frozenset({"IGO", "EUR"})
"""Countries of international bodies: who serves one may be of any country."""


@dataclass(frozen=True, slots=True)
class Observed:
    """What is known beside a name: country and sector, the country a role tells, other actors of the article."""

    country: str | None = None
    sector: str | None = None
    told: str | None = None
    context: tuple[str, ...] = ()


@dataclass(slots=True)
class Standing:
    """What is known of a candidate: the articles that name it fully, and what it was read with in them."""

    articles: int = 0
    countries: Counter[str] = field(default_factory=Counter)
    sectors: Counter[str] = field(default_factory=Counter)
    told: Counter[str] = field(default_factory=Counter)
    context: Counter[str] = field(default_factory=Counter)

    def add(self, observed: Observed, articles: int) -> None:
        """Count what these articles read it with."""
        self.articles += articles
        for counter, value in (
            (self.countries, observed.country),
            (self.sectors, observed.sector),
            (self.told, observed.told),
        ):
            if value is not None:
                counter[value] += articles


@dataclass(frozen=True, slots=True)
class Choice:
    """The place of the chosen candidate, None for nobody, and how sure that is."""

    place: int | None
    probability: float


class Candidates:
    """Those one name can mean, weighed again and again; what does not change is computed once."""

    def __init__(self, standings: Sequence[Standing], nobody: float = NOBODY) -> None:
        self._standings = standings
        self._tables = [_Weights(standing) for standing in standings]
        self._nobody = log(max(nobody, NOBODY_SHARE * sum(standing.articles for standing in standings)))

    def chosen(self, observed: Observed) -> Choice:
        """Return who of the candidates is meant, nobody unless it is at least `LEAST_SURE`."""
        if not self._tables:
            return Choice(None, 1.0)
        weights = [table.of(observed) for table in self._tables] + [self._nobody + _by_chance(observed)]
        top = max(weights)
        shares = [exp(weight - top) for weight in weights]
        place = max(range(len(self._tables)), key=lambda at: (shares[at], -at))
        probability = shares[place] / sum(shares)
        return Choice(place if probability >= LEAST_SURE else None, probability)


class _Weights:
    """The logarithms of what speaks for one candidate."""

    def __init__(self, known: Standing) -> None:
        self._known = known
        self._prior = log(known.articles)
        self._countries = _shares(known.countries, COUNTRY_MISREAD, COUNTRY_BY_CHANCE)
        self._sectors = {s: TEMPER * w for s, w in _shares(known.sectors, SECTOR_MISREAD, SECTOR_BY_CHANCE).items()}
        self._context = {token: _context_weight(n / known.articles) for token, n in known.context.items()}

    def of(self, observed: Observed) -> float:
        if is_excluded(observed.told, self._known.told):
            return -1e9
        weight = self._prior
        if observed.country is not None:
            weight += self._countries.get(observed.country, self._countries[None])
        if observed.sector is not None:
            weight += self._sectors.get(observed.sector, self._sectors[None])
        context = self._context
        return weight + sum([context.get(token, _NEVER_BESIDE) for token in observed.context])


def _context_weight(share: float) -> float:
    return CONTEXT_TEMPER * log((1 - CHANCE_IN_CONTEXT) * min(share, 1) + CHANCE_IN_CONTEXT * CONTEXT_BY_CHANCE)


_NEVER_BESIDE = _context_weight(0)


def _shares(counts: Counter[str], misread: float, chance: float) -> dict[str | None, float]:
    """The logarithms of how often each value is read, and under None any other one; all chance where none is known."""
    known = counts.total()
    shares: dict[str | None, float] = {v: log((1 - misread) * n / known + misread * chance) for v, n in counts.items()}
    return {**shares, None: log(misread * chance) if known else log(chance)}


def _by_chance(observed: Observed) -> float:
    weight = 0.0 if observed.country is None else log(COUNTRY_BY_CHANCE)
    weight += 0.0 if observed.sector is None else TEMPER * log(SECTOR_BY_CHANCE)
    return weight + len(observed.context) * CONTEXT_TEMPER * log(CONTEXT_BY_CHANCE)


def is_excluded(told: str | None, known: Counter[str]) -> bool:
    """Whether a role in another country says that a name is not this candidate's."""
    if told is None or told in INTERNATIONAL or not known:
        return False
    return told not in known and not INTERNATIONAL & known.keys()
