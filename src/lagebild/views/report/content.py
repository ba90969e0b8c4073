"""What a report shows, read from the case in a handful of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from lagebild.views.disagreements import VersionRow, version_rows
from lagebild.views.exchanges import LedgerRow, ledger_rows
from lagebild.views.queryable import QueryableCase, opening_of
from lagebild.views.timeline import TimelineEvent, timeline_events

MAX_ARTICLES_IN_FULL = 200
"""Articles shown with their text: about 7 MB of HTML at 700 words each with marks of all layers (51 bytes a word on 16
annotated articles); the newest are kept, the rest is counted."""

MAX_EVENTS = 2_000
"""Events in timeline and figure, some 1.5 KB of HTML each: those that most articles report, the rest is counted."""


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """One current article as the report shows it."""

    article_id: str
    uri: str
    outlet: str | None
    title: str | None
    opening: str
    authors: tuple[str, ...]
    lang: str | None
    earliest: date | None
    latest: date | None
    basis: str | None
    confidence: float | None
    duplicate_of: str | None
    words: int

    @property
    def label(self) -> str:
        """The title, or the first words of the text where there is none."""
        return self.title or self.opening


@dataclass(frozen=True, slots=True)
class ActorRow:
    """An actor across the case."""

    actor_id: str
    name: str
    kind: str
    country: str | None
    roles: tuple[str, ...]
    aliases: tuple[str, ...]
    n_articles: int
    n_mentions: int


@dataclass(frozen=True, slots=True)
class DatingRow:
    """One step of the chain that dates an article."""

    step: int
    rule: str
    text: str | None
    other_article_id: str | None
    other_text: str | None
    earliest: date | None
    latest: date | None


@dataclass(frozen=True, slots=True)
class ReportContent:
    """Everything the report shows."""

    articles: tuple[ArticleRow, ...]
    actors: tuple[ActorRow, ...]
    actor_counts: dict[tuple[str, str], int]
    events: tuple[TimelineEvent, ...]
    n_events: int
    n_quotations: int
    datings: dict[str, tuple[DatingRow, ...]]
    versions: tuple[VersionRow, ...]
    ledger: tuple[LedgerRow, ...]
    refused: tuple[tuple[str, str], ...]


def report_content(case: QueryableCase, lang: str) -> ReportContent:
    """Return what the report of `case` shows, with actor names in `lang` where they have one."""
    articles = [
        ArticleRow(i, uri, outlet, title, opening, tuple(authors or ()), la, earliest, latest, basis, conf, dup, words)
        for i, uri, outlet, title, opening, authors, la, earliest, latest, basis, conf, dup, words in case.sql(
            f"""
            SELECT article_id, uri, outlet, title, {opening_of("a")}, authors, lang,
                   coalesce(published, published_earliest), coalesce(published, published_latest),
                   published_basis, published_confidence, duplicate_of,
                   len(regexp_extract_all(text, '\\S+'))
            FROM articles_current a
            ORDER BY coalesce(published, published_earliest, published_latest) NULLS LAST, uri, article_id
            """
        ).fetchall()
    ]
    name = name_column(lang)
    actors = [
        ActorRow(i, label, kind, country, tuple(roles or ()), tuple(aliases or ()), n_articles, n_mentions)
        for i, label, kind, country, roles, aliases, n_articles, n_mentions in case.sql(
            f"""
            SELECT actor_id, coalesce({name}, name), kind, country,
                   (SELECT list(DISTINCT role ORDER BY role) FROM roles r WHERE r.actor_id = a.actor_id),
                   aliases, n_articles, n_mentions FROM actors a
            ORDER BY kind = 'MISC', n_articles DESC, n_mentions DESC, name, actor_id
            """
        ).fetchall()
    ]
    counts = {
        (actor, article): n
        for actor, article, n in case.sql(
            """
            SELECT actor_id, article_id, count(*) FROM mentions WHERE actor_id IS NOT NULL GROUP BY ALL
            """
        ).fetchall()
    }
    ((n_events, n_quotations),) = case.sql(
        "SELECT (SELECT count(*) FROM events), "
        "(SELECT count(*) FROM quotations ANTI JOIN stored.repeated_quotations USING (quotation_id))"
    ).fetchall()
    refused = case.sql("SELECT DISTINCT address, reason FROM sources WHERE reason IS NOT NULL ORDER BY ALL").fetchall()
    return ReportContent(
        tuple(articles),
        tuple(actors),
        counts,
        tuple(timeline_events(case, name, MAX_EVENTS)),
        n_events,
        n_quotations,
        _datings(case),
        tuple(version_rows(case, name)),
        tuple(ledger_rows(case, name)),
        tuple((a, r) for a, r in refused),
    )


def name_column(lang: str) -> str:
    """Return the column of `actors` with their names in a language."""
    return "name_de" if lang == "de" else "name_en"


def _datings(case: QueryableCase) -> dict[str, tuple[DatingRow, ...]]:
    rows: Iterable[tuple[Any, ...]] = case.sql(
        """
        SELECT d.article_id, d.step, d.rule, d.text, d.other_article_id,
               substr(o.text, (d.other_start + 1)::BIGINT, (d.other_end - d.other_start)::BIGINT),
               d.earliest, d.latest
        FROM datings d LEFT JOIN articles o ON o.article_id = d.other_article_id
        ORDER BY d.article_id, d.step
        """
    ).fetchall()
    grouped: dict[str, list[DatingRow]] = defaultdict(list)
    for article_id, *rest in rows:
        grouped[article_id].append(DatingRow(*rest))
    return {article_id: tuple(steps) for article_id, steps in grouped.items()}
