"""What a report shows, read from the case in a handful of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from lagebild.articles.article import Passage, Zone
from lagebild.views.queryable import QueryableCase, opening_of

MAX_ARTICLES_IN_FULL = 300
"""Articles shown with their text: about 5 MB of HTML at 700 words each; the newest are kept, the rest is counted."""


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
class MentionRow:
    """A mention: offsets, kind, country, and the actor it belongs to."""

    start: int
    end: int
    kind: str
    country: str | None
    actor: str | None


@dataclass(frozen=True, slots=True)
class TimeRow:
    """A time expression with its value."""

    article_id: str
    start: int
    end: int
    text: str
    type: str
    value: str
    earliest: date | None
    latest: date | None


@dataclass(frozen=True, slots=True)
class QuantityRow:
    """A quantity with its bounds and the words for what is counted, else its unit."""

    article_id: str
    start: int
    end: int
    text: str
    low: float | None
    high: float | None
    operator: str
    noun: str | None
    measure: str | None


@dataclass(frozen=True, slots=True)
class ActorRow:
    """An actor across the case."""

    actor_id: str
    name: str
    kind: str
    country: str | None
    aliases: tuple[str, ...]
    n_articles: int
    n_mentions: int


@dataclass(frozen=True, slots=True)
class ArticleText:
    """The text of one article with its passages, sentences and marks."""

    text: str
    passages: tuple[Passage, ...]
    sentences: tuple[tuple[int, int], ...]
    mentions: tuple[MentionRow, ...]
    times: tuple[TimeRow, ...]
    quantities: tuple[QuantityRow, ...]


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
    datings: dict[str, tuple[DatingRow, ...]]
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
    name = _name_column(lang)
    actors = [
        ActorRow(i, label, kind, country, tuple(aliases or ()), n_articles, n_mentions)
        for i, label, kind, country, aliases, n_articles, n_mentions in case.sql(
            f"""
            SELECT actor_id, coalesce({name}, name), kind, country, aliases, n_articles, n_mentions FROM actors
            ORDER BY n_articles DESC, n_mentions DESC, name, actor_id
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
    refused = case.sql("SELECT DISTINCT address, reason FROM sources WHERE reason IS NOT NULL ORDER BY ALL").fetchall()
    return ReportContent(tuple(articles), tuple(actors), counts, _datings(case), tuple((a, r) for a, r in refused))


def article_texts(case: QueryableCase, article_ids: Sequence[str], lang: str) -> dict[str, ArticleText]:
    """Return texts and marks of the given articles, with actor names in `lang` where they have one."""
    wanted = list(article_ids)
    name = _name_column(lang)
    passages = _by_article(case, 'SELECT article_id, start, "end", zone FROM passages', wanted)
    sentences = _by_article(case, 'SELECT article_id, start, "end" FROM sentences', wanted)
    mentions = _by_article(
        case,
        f"""SELECT n.article_id, n.start, n."end", n.kind, n.country, coalesce(a.{name}, a.name)
            FROM mentions n LEFT JOIN actors a USING (actor_id)""",
        wanted,
    )
    times = _by_article(case, 'SELECT article_id, start, "end", text, type, value, earliest, latest FROM times', wanted)
    quantities = _by_article(
        case,
        """SELECT article_id, start, "end", text, low, high, operator, coalesce(noun_text, unit), measure
           FROM quantities""",
        wanted,
    )
    texts = case.sql("SELECT article_id, text FROM articles WHERE list_contains(?, article_id)", [wanted]).fetchall()
    return {
        article_id: ArticleText(
            text,
            tuple(Passage(s, e, Zone(z)) for _, s, e, z in passages[article_id]),
            tuple((s, e) for _, s, e in sentences[article_id]),
            tuple(MentionRow(*row[1:]) for row in mentions[article_id]),
            tuple(TimeRow(*row) for row in times[article_id]),
            tuple(QuantityRow(*row) for row in quantities[article_id]),
        )
        for article_id, text in texts
    }


def _name_column(lang: str) -> str:
    return "name_de" if lang == "de" else "name_en"


def _by_article(case: QueryableCase, select: str, wanted: list[str]) -> dict[str, list[tuple[Any, ...]]]:
    """Return the rows of a select on one table of marks, grouped by article and ordered by offset."""
    grouped: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for row in case.sql(f'{select} WHERE list_contains(?, article_id) ORDER BY start, "end"', [wanted]).fetchall():
        grouped[row[0]].append(row)
    return grouped


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
