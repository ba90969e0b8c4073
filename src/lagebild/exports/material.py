"""What a case gives to the formats of other programs: facts, names, and articles without their texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from lagebild.case.facts import facts_of
from lagebild.exports.clean import clean, link_of
from lagebild.reading.marks import Realis
from lagebild.system.facts import Deed, Evidence, Facts
from lagebild.views.evidence import Told, told_at
from lagebild.views.naming import names_by_id
from lagebild.views.queryable import QueryableCase, opening_of

HAPPENING = frozenset({Realis.REAL, Realis.PLANNED})
"""What programs for facts and calendars may take as happening; what is possible or denied would be told as a fact."""

MOST_SENTENCES = 5
"""Sentences of an event that leave, the first told first; one an article."""

_ARTICLES = f"""SELECT article_id, coalesce(nullif(title, ''), {opening_of("a")}), outlet, authors, lang, uri,
    coalesce(published, published_earliest), coalesce(published, published_latest), published_basis
    FROM articles_current a ORDER BY article_id"""
_PLACES = "SELECT event_id, place FROM events WHERE place IS NOT NULL"
_ROLES = """SELECT actor_id, list(DISTINCT role ORDER BY role) FROM roles
    WHERE actor_id IS NOT NULL AND role IS NOT NULL GROUP BY actor_id"""
_ALIASES = "SELECT actor_id, aliases FROM actors"


@dataclass(frozen=True, slots=True)
class Cited:
    """An article as it is cited: `link` is its address on the web, if it has one; days it was published between.

    `is_inferred` if its days are told by other articles and not by itself.
    """

    article_id: str
    title: str
    outlet: str | None
    authors: tuple[str, ...]
    lang: str | None
    link: str | None
    earliest: date | None
    latest: date | None
    is_inferred: bool


@dataclass(frozen=True, slots=True)
class Material:
    """A case as one state of it: all texts are clean. `told` is where the evidence of the happening deeds stands."""

    facts: Facts
    names: Mapping[str, str]
    lang: str
    articles: Mapping[str, Cited]
    places: Mapping[str, str]
    roles: Mapping[str, tuple[str, ...]]
    aliases: Mapping[str, tuple[str, ...]]
    told: Mapping[Evidence, Told]

    def name(self, actor_id: str) -> str:
        """Return what an actor is called."""
        return self.names.get(actor_id, clean(actor_id))

    def happening(self) -> list[Deed]:
        """Return the deeds that happened or are planned, by day; those without a day last."""
        deeds = [deed for deed in self.facts.deeds if deed.realis in HAPPENING]
        return sorted(deeds, key=lambda one: (one.earliest or date.max, one.latest or date.max, one.event_id))


def material_of(case: QueryableCase, lang: str) -> Material:
    """Return everything of a case that leaves it in the formats of other programs."""
    facts = facts_of(case)
    telling = [place for deed in facts.deeds if deed.realis in HAPPENING for place in places_of(deed)]
    return Material(
        facts,
        {actor: clean(name) for actor, name in names_by_id(case, lang).items()},
        lang,
        {row[0]: _cited(*row) for row in case.sql(_ARTICLES).fetchall()},
        {event_id: clean(place) for event_id, place in case.sql(_PLACES).fetchall()},
        {actor: tuple(map(clean, roles)) for actor, roles in case.sql(_ROLES).fetchall()},
        {actor: tuple(map(clean, names or ())) for actor, names in case.sql(_ALIASES).fetchall()},
        told_at(case, telling),
    )


def places_of(deed: Deed) -> list[Evidence]:
    """Return where the first report of each of some articles stands, that of the event's label first."""
    first = {report.evidence.article_id: report.evidence for report in reversed(deed.reports)}
    ordered = dict.fromkeys(report.evidence.article_id for report in deed.reports)
    return [first[article_id] for article_id in ordered][:MOST_SENTENCES]


def _cited(
    article_id: str,
    title: str,
    outlet: str | None,
    authors: list[str] | None,
    lang: str | None,
    uri: str | None,
    earliest: date | None,
    latest: date | None,
    basis: str | None,
) -> Cited:
    return Cited(
        article_id,
        clean(title),
        clean(outlet) if outlet and outlet.strip() else None,
        tuple(name for name in map(clean, authors or ()) if name),
        lang,
        link_of(uri),
        earliest,
        latest,
        basis == "inferred",
    )
