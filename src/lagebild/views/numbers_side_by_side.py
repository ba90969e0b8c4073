"""Numbers that sources tell differently, side by side: bounds, whose they are, as of when, and the sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from lagebild.system.facts import Evidence
from lagebild.views.disagreements import numbers_query
from lagebild.views.evidence import Told, told_at
from lagebild.views.labels import labels_in
from lagebild.views.queryable import QueryableCase
from lagebild.views.report.wording import bounds_words, interval_words
from lagebild.views.system_table import SystemTable


@dataclass(frozen=True, slots=True)
class NumberVersion:
    """One telling of a number: bounds in `unit` (None if open), whose words (None for the author), as of when."""

    low: float | None
    high: float | None
    operator: str
    unit: str
    noun: str | None
    holder: str | None
    day: str | None
    told: Told
    row_id: str

    def holder_words(self, lang: str) -> str:
        """Return who says so."""
        return self.holder or labels_in(lang)["situation_author"]

    def day_words(self, lang: str) -> str:
        """Return as of when, as people write it."""
        first, _, last = (self.day or "").partition("/")
        begin, end = _day(first), _day(last or first)
        return interval_words(begin, end, lang) if begin and end else self.day or ""

    def amount_words(self, lang: str) -> str:
        """Return the number with its unit: `≥ 10,000 fighters`, `80–90 percent`."""
        return bounds_words(self.operator, self.low, self.high, self.noun or self.unit, lang)


@dataclass(frozen=True, slots=True)
class NumberTopic:
    """What number sources tell differently (whom it is of, what it measures), and what the versions are to each other:
    `contradicts`, `developed` or `compatible`."""

    disagreement_id: str
    relation: str
    about: tuple[str, ...]
    measure: str | None
    versions: tuple[NumberVersion, ...]

    def words(self, lang: str) -> str:
        """Return what it is: `Norway, Finland: share of trade`."""
        measure = labels_in(lang).get(f"measure_{self.measure}", self.measure or "")
        return ": ".join(part for part in (", ".join(self.about), measure) if part)


def number_topics(case: QueryableCase, lang: str) -> tuple[NumberTopic, ...]:
    """Return the numbers that sources tell differently: contradictions first, then developments."""
    rows = case.sql(numbers_query(f"name_{lang}")).fetchall()
    told = told_at(case, (Evidence(*row[-3:]) for row in rows))
    topics = []
    for (key, relation), alike in groupby(rows, key=lambda row: (row[0], row[1])):
        versions = tuple(alike)
        known = tuple(_version(row, told) for row in versions if Evidence(*row[-3:]) in told)
        topics.append(NumberTopic(key, relation, tuple(versions[0][2] or ()), versions[0][3], known))
    return tuple(topic for topic in topics if len(topic.versions) > 1)


def numbers_table(topics: Sequence[NumberTopic], lang: str) -> SystemTable:
    """Return every version of every number with its holder, day and sentence."""
    t = labels_in(lang)
    lines = [(topic, version) for topic in topics for version in topic.versions]
    columns = ("about", "amount", "holder", "date", "versions_are", "sentence", "sentence_source")
    return SystemTable(
        t["numbers_heading"],
        t["numbers_how"],
        tuple(t[key] for key in columns),
        tuple(
            (
                topic.words(lang),
                version.amount_words(lang),
                version.holder_words(lang),
                version.day_words(lang),
                t[f"relation_{topic.relation}"],
                version.told.sentence,
                version.told.source(lang),
            )
            for topic, version in lines
        ),
        tuple((topic.disagreement_id, version.row_id) for topic, version in lines),
        tuple(version.told.article_id for _, version in lines),
    )


def _version(row: tuple[Any, ...], told: Mapping[Evidence, Told]) -> NumberVersion:
    low, high, operator, unit, noun, holder, day, row_id = row[4:12]
    return NumberVersion(low, high, operator, unit, noun, holder, day, told[Evidence(*row[-3:])], row_id)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
