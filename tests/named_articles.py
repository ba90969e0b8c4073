"""Articles that only name things: for tests of who is whom across articles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lagebild.articles.article import Article, Passage, Zone
from lagebild.case.case import Case
from lagebild.reading.marks import Mention, MentionKind, RoleStatement, Sentence
from lagebild.reading.reading import Reading
from lagebild.scoring.merged import case_of


@dataclass(frozen=True)
class Called:
    """One entity of an article: its names in the order of the text, and what they were read as."""

    names: tuple[str, ...]
    kind: MentionKind = MentionKind.PER
    country: str | None = None
    sector: str | None = None
    world: str | None = None
    role: str | None = None


def per(*names: str, country: str | None = None, sector: str | None = None, role: str | None = None) -> Called:
    return Called(names, MentionKind.PER, country, sector, role=role)


def org(*names: str, country: str | None = None, world: str | None = None) -> Called:
    return Called(names, MentionKind.ORG, country, None, world)


def group(*names: str, country: str | None = None) -> Called:
    return Called(names, MentionKind.GROUP, country)


def state(name: str, code: str) -> Called:
    return Called((name,), MentionKind.STATE, code, "GOV", f"state:{code}")


def naming(uri: str, *called: Called, lang: str = "de", published: date | None = date(2025, 3, 4)) -> Reading:
    """Return an article of one sentence an entity; the role of a person stands before its first name."""
    text, sentences, mentions, roles = "", [], [], []
    for number, entity in enumerate(called):
        start = len(text)
        if entity.role:
            span = (len(text), len(text) + len(entity.role))
            roles.append(RoleStatement(*span, f"{number}", entity.role, entity.country, None, 0.9))
            text += f"{entity.role} "
        for name in entity.names:
            span = (len(text), len(text) + len(name))
            facts = (entity.kind, entity.country, entity.sector, entity.world or f"{number}", entity.world)
            mentions.append(Mention(*span, *facts, 0.9))
            text += f"{name} "
        text = f"{text[:-1]}. "
        sentences.append(Sentence(start, len(text) - 1, number))
    article = Article(f"https://{uri}", text, (Passage(0, len(text), Zone.BODY),), lang=lang, published=published)
    return Reading(article, tuple(sentences), mentions=tuple(sorted(mentions)), roles=tuple(roles))


def merged_case(path: Path, readings: Iterable[Reading]) -> Case:
    return Case.open(case_of(path, readings))


def actors_by_name(case: Case) -> dict[tuple[str, str], str]:
    """The actor of every name, by the end of the article's address and the name."""
    rows = case.sql("SELECT uri, m.text, actor_id FROM mentions m JOIN articles USING (article_id)").fetchall()
    return {(uri.removeprefix("https://"), text): actor_id for uri, text, actor_id in rows}


def memberships(case: Case) -> dict[tuple[str, str], tuple[float, str]]:
    rows = case.sql(
        """SELECT uri, m.text, d.score, d.reason FROM mentions m JOIN articles USING (article_id)
        JOIN actor_members d USING (entity_id)"""
    ).fetchall()
    return {(uri.removeprefix("https://"), text): (score, reason) for uri, text, score, reason in rows}
