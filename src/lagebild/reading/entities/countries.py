"""Which country an entity belongs to: what its names, the words beside them and the article tell, weighed together.

Every country that is told becomes a candidate, and so does none at all. A candidate's score is the sum of the weights
of what speaks for it (weights.csv, one set for each class of entity), turned into probabilities (conditional logit).
The weights were fitted by `benchmarks.entities_fit` on the training part of the annotated corpus.
"""

from __future__ import annotations

import csv
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from lagebild.reading.entities.referents import country_inside
from lagebild.reading.entities.sectors import sector_of_noun
from lagebild.reading.entities.words import INTERNATIONAL, MEDIA, CountryWord, Surroundings, country_of_place
from lagebild.reading.marks import MentionKind
from lagebild.world import Role
from lagebild.world.cities import country_of_city_adjective

REACH = 60
"""Characters beside a name among which the words that belong to it are looked for."""
FAR = 400
"""Characters of a sentence, before and after a name, whose countries count as being in the sentence."""
MOST_MENTIONS = 8
"""Mentions of an entity, from the first, whose surroundings are looked at."""
SUREST = 0.4
"""Probability that the best candidate must have; below it none is given. On the training part (7,672 entities) 0.25
gives a country to 90 %, right for 86.8 % of them, 0.33 to 88 % and 87.8 %, 0.4 to 86 % and 89.0 %, 0.5 to 81 % and
91.2 %; a wrong country is worse than none, and unseen articles are less sure."""

SUREST_OF_INSTITUTE = 0.72
"""The same for think tanks of which only the surroundings tell, mostly what they study: in the annotated corpora from
0.72 on 16 of 19 countries are right, below it 9 of 27."""
SUREST_OF_THING = 0.5
"""The same for things (ships, treaties, laws), of which 40 % have no country; 0.33 and 0.4 were right less often."""

Evidence = dict[tuple[str, str | None], float]
"""What speaks for a candidate: (feature, country) with its strength, 0 to 1."""


class Class(StrEnum):
    """Classes of entities with weights of their own."""

    OFFICE = "office"
    """A person of whom a role phrase says an office that serves a state."""
    CALLING = "calling"
    """A person of whom a role phrase says another post: scholars, journalists, leaders of whatever."""
    PERSON = "person"
    INSTITUTION = "institution"
    """An organisation that states have (`Außenministerium`, `Polizei`), or a government."""
    ORGANISATION = "organisation"
    GROUP = "group"
    STATE_GROUP = "state group"
    """People who serve a state: soldiers, officials, judges."""
    PLACE = "place"
    THING = "thing"


MOST_WORDS = 12
"""Words of a name that are looked up as cities."""
_CITY_WORD = re.compile(r"[^\W\d_]{4,}")
_BEFORE_GAP = re.compile(r"(?:\s[\w-]+){0,2}\s[\"„“‚‘]?$")
_AFTER_GAP = {
    "de": re.compile(r"(?:\s\(|,\s|\sin\s|\sim\s|\saus\s|\sder\s|\sdes\s|\svon\s|\s)(?:(?:der|den|dem)\s)?"),
    "en": re.compile(r"(?:\s\(|,\s|\sin\s|\sof\s|\sfrom\s)(?:the\s)?"),
}
_POSSESSIVE = re.compile(
    r"(?:\b(?:its|their|ihr|ihre|ihrer|ihren|sein|seine|seinen|dessen|deren)\s[\w\s]{0,40},?\s?)$", re.I
)
_WORLDWIDE = re.compile(
    r"^(?:internationale?[nrsm]?|ausländische?[nr]?|international|foreign|western|westliche?[nr]?)\b", re.I
)


def evidence_beside(
    around: Surroundings, start: int, end: int, kind: MentionKind, lang: str
) -> Iterator[tuple[str, str]]:
    """Yield (feature, country) for what a name `[start, end)` and the words right beside it tell."""
    inside = country_inside(around.text[start:end], lang) if kind is not MentionKind.LOC else None
    if inside:
        yield "inside", inside
    for country in _cities_inside(around.text[start:end], kind, lang):
        yield "city", country
    low, high = around.sentence_of(start)
    before = adjective_before(around, max(low, start - REACH), start)
    if before is not None:
        yield "adjective", before.country
    after = _place_after(around, end, min(high, end + REACH), lang)
    if after is not None:
        yield "after", after.country


def _cities_inside(name: str, kind: MentionKind, lang: str) -> Iterator[str]:
    """Yield the countries of the city that a place is, or that is part of an organisation's or a group's name."""
    if kind is MentionKind.LOC:
        whole = country_of_place(name, lang)
        yield from (whole,) if whole else ()
    if kind in {MentionKind.LOC, MentionKind.PER}:
        return
    for word in _CITY_WORD.findall(name)[:MOST_WORDS]:
        country = country_of_place(word, lang) or (country_of_city_adjective(word) if lang == "de" else None)
        if country and sector_of_noun(word, lang) is None:
            yield country


def adjective_before(around: Surroundings, low: int, start: int) -> CountryWord | None:
    """Return the adjective of a country (or `Paris-based`) that stands right before `start`, None if none does."""
    words = around.countries_in(low, start)
    last = words[-1] if words else None
    if last is not None and around.text.startswith("-based ", last.end) and last.end + len("-based ") == start:
        return last
    if last is None or last.role not in {Role.ADJECTIVE, Role.PEOPLE}:
        return None
    return last if _BEFORE_GAP.fullmatch(around.text[last.end : start]) else None


def _place_after(around: Surroundings, end: int, high: int, lang: str) -> CountryWord | None:
    words = around.countries_in(end, high)
    first = words[0] if words else None
    if first is None or first.role in {Role.ADJECTIVE, Role.PEOPLE}:
        return None
    gap = around.text[end : first.start]
    if not _AFTER_GAP[lang].fullmatch(gap):
        return None
    return first if gap != " " or around.text[first.start : first.end].endswith("s") else None


def evidence_around(around: Surroundings, start: int, end: int) -> Iterator[tuple[str, str]]:
    """Yield (feature, country) for where the countries told in the sentence of a name and the one before it stand."""
    low, high = around.sentence_of(start)
    before = _countries(around, max(low, start - FAR), start)
    after = _countries(around, end, min(high, end + FAR))
    if before:
        yield "nearest before", before[-1]
        yield "first in sentence", before[0]
        if len(set(before)) == 1:
            yield "only before", before[0]
    if after:
        yield ("nearest after" if before else "first after"), after[0]
    earlier = around.sentence_before(start)
    if earlier is None:
        return
    told = _countries(around, earlier[0], min(earlier[1], earlier[0] + FAR))
    if told:
        here = "with others" if before else "alone"
        yield f"first of last sentence, {here}", told[0]
        yield f"last of last sentence, {here}", told[-1]
        if _POSSESSIVE.search(around.text, max(low, start - REACH), start):
            yield "owner", told[0]


def _countries(around: Surroundings, start: int, end: int) -> list[str]:
    words = around.countries_in(start, end)
    return [word.country for word in words if word.country not in INTERNATIONAL and word.sector != MEDIA]


def evidence_of_article(around: Surroundings) -> Evidence:
    """Return what the whole article says about any of its entities."""
    counts = around.country_counts
    total = sum(counts.values())
    evidence: Evidence = {("share", country): count / total for country, count in counts.items()}
    if counts:
        evidence["most", min(counts, key=lambda c: (-counts[c], c))] = 1.0
    if around.sentences:
        first = _countries(around, around.sentences[0].start, around.sentences[0].end)
        evidence.update({("first sentence", country): 1.0 for country in first[:1]})
    return evidence


def evidence_of_none(name: str, sector: str | None) -> Iterator[tuple[str, str | None]]:
    """Yield (feature, None) for what speaks for an entity of no country."""
    yield "none", None
    yield f"none, sector {sector or '-'}", None
    if _WORLDWIDE.search(name):
        yield "none, worldwide", None


@dataclass(frozen=True, slots=True)
class Judged:
    """A country and its probability."""

    country: str | None
    probability: float


def judged_country(evidence: Evidence, of: Class) -> Judged:
    """Return the most probable country for a class of entity, None where none is sure enough."""
    scores = scores_of(evidence, weights()[of])
    top = max(scores.values())
    total = sum(math.exp(score - top) for score in scores.values())
    best = min(scores, key=lambda country: (-scores[country], country or ""))
    probability = 1.0 / total
    surest = SUREST_OF_THING if of is Class.THING else SUREST
    return Judged(best if probability >= surest else None, probability)


def scores_of(evidence: Evidence, weight: dict[str, float]) -> dict[str | None, float]:
    """Return the score of every candidate."""
    scores: dict[str | None, float] = {None: 0.0}
    for (feature, country), strength in evidence.items():
        scores[country] = scores.get(country, weight.get(_bias(country), 0.0)) + weight.get(feature, 0.0) * strength
    return scores


def _bias(country: str | None) -> str:
    return "international" if country in INTERNATIONAL else ""


@cache
def weights() -> dict[Class, dict[str, float]]:
    """Return the weights of each class by feature."""
    text = files("lagebild.reading.entities").joinpath("weights.csv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    found: dict[Class, dict[str, float]] = {of: {} for of in Class}
    for row in csv.DictReader(lines):
        found[Class(row["class"])][row["feature"]] = float(row["weight"])
    return found


def evidence_of_names(
    around: Surroundings, spans: Sequence[tuple[int, int]], kind: MentionKind, sector: str | None, lang: str
) -> Evidence:
    """Return what speaks for each country of an entity, given the places of its names in the order of the text."""
    evidence: Evidence = dict(evidence_of_article(around))
    told = ((f, c) for start, end in spans[:MOST_MENTIONS] for f, c in evidence_beside(around, start, end, kind, lang))
    first, last = spans[0]
    rest: Iterable[tuple[str, str | None]] = evidence_of_none(around.text[first:last], sector)
    for feature, country in (*told, *evidence_around(around, first, last), *rest):
        evidence[feature, country] = 1.0
    near = Counter(c for start, end in spans[:MOST_MENTIONS] for c in _countries_of_sentence(around, start, end))
    evidence.update({("near", country): count / near.total() for country, count in near.items()})
    return evidence


def _countries_of_sentence(around: Surroundings, start: int, end: int) -> list[str]:
    low, high = around.sentence_of(start)
    return _countries(around, max(low, start - FAR), min(high, end + FAR))
