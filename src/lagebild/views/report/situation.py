"""The first page of the report: the situation in sentences made of rows, each with numbers that lead to its places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from lagebild.system.facts import Evidence, Facts
from lagebild.views.dependence import THIN_SIGN
from lagebild.views.evidence import Told
from lagebild.views.situation import SituationPart


@dataclass(frozen=True, slots=True)
class Source:
    """A place that clauses stand on, by its number; `href` None if its article is not shown."""

    number: int
    sentence: str
    origin: str
    href: str | None


@dataclass(frozen=True, slots=True)
class SituationLine:
    """A clause with the places it stands on."""

    text: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class SituationBlock:
    """A question with its answers."""

    heading: str
    lines: tuple[SituationLine, ...]


@dataclass(frozen=True, slots=True)
class FirstPage:
    """The situation as the template prints it: questions with answers, and all places in the order of their numbers."""

    blocks: tuple[SituationBlock, ...]
    sources: tuple[Source, ...]


def first_page(
    parts: Sequence[SituationPart], told: Mapping[Evidence, Told], shown: Collection[str], lang: str
) -> FirstPage | None:
    """Return the first page, None without any clause; links lead to the articles in `shown`."""
    sources: dict[Evidence, Source] = {}
    for part in parts:
        for clause in part.clauses:
            for place in clause.evidence:
                if place in told and place not in sources:
                    sources[place] = _source(len(sources) + 1, place, told[place], shown, lang)
    blocks = tuple(
        SituationBlock(
            part.heading,
            tuple(
                SituationLine(
                    clause.text + (f" {THIN_SIGN}" if clause.is_thin else ""),
                    tuple(sources[place] for place in clause.evidence if place in sources),
                )
                for clause in part.clauses
            ),
        )
        for part in parts
    )
    return FirstPage(blocks, tuple(sources.values())) if blocks else None


def place_anchors(told: Mapping[Evidence, Told]) -> dict[str, dict[int, list[str]]]:
    """Return for each article the names that the links of the first page lead to, by their place."""
    found: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for place in sorted(told, key=lambda one: (one.article_id, one.start, one.end)):
        names = found[place.article_id][place.start]
        if _anchor(place) not in names:
            names.append(_anchor(place))
    return {article: dict(places) for article, places in found.items()}


def row_anchors(facts: Facts) -> dict[str, dict[int, list[str]]]:
    """Return for each article the names of quotations, outlooks and shares, which marks of figures lead to."""
    places = [(one.quotation_id, one.evidence) for one in facts.sayings]
    places += [(one.row_id, one.evidence) for one in facts.expectations]
    places += [(one.row_id, one.evidence) for one in facts.shares]
    found: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row_id, place in sorted(places, key=lambda one: (one[1].article_id, one[1].start, one[0])):
        found[place.article_id][place.start].append(f"r-{row_id}")
    return {article: dict(names) for article, names in found.items()}


def _source(number: int, place: Evidence, told: Told, shown: Collection[str], lang: str) -> Source:
    return Source(number, told.sentence, told.source(lang), f"#{_anchor(place)}" if place.article_id in shown else None)


def _anchor(place: Evidence) -> str:
    return f"s-{place.article_id}-{place.start}"
