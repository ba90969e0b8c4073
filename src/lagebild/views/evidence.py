"""The sentences that evidence stands in, with their articles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lagebild.system.facts import Evidence
from lagebild.views.queryable import QueryableCase, opening_of
from lagebild.views.report.wording import interval_words

LONGEST_TITLE = 60
"""Characters of a title that stands for an article without an outlet."""

_ASKED = """WITH asked AS (SELECT unnest(?1) AS article_id, unnest(?2) AS start, unnest(?3) AS "end"),
    texts AS (SELECT * FROM articles_current WHERE article_id IN (SELECT unnest(?1)))"""
"""What is asked for, and its articles: joined with all articles, their texts would be read."""
_TOLD = f"""{_ASKED}, own AS (SELECT * FROM sentences WHERE article_id IN (SELECT unnest(?1)))
    SELECT p.article_id, p.start, p."end",
        coalesce(substr(a.text, s.start + 1, s."end" - s.start), substr(a.text, p.start + 1, p."end" - p.start)),
        a.outlet, coalesce(a.published, a.published_earliest), coalesce(nullif(a.title, ''), {opening_of("a")}),
        coalesce(s.start, p.start), a.uri, coalesce(a.published, a.published_latest)
    FROM asked p JOIN texts a USING (article_id)
    LEFT JOIN own s ON s.article_id = p.article_id AND s.start <= p.start AND p.start < s."end" """

_WORDS = f"""{_ASKED} SELECT p.article_id, p.start, p."end", substr(a.text, p.start + 1, p."end" - p.start)
    FROM asked p JOIN texts a USING (article_id)"""


@dataclass(frozen=True, slots=True)
class Told:
    """Where evidence stands: its sentence (its own words where there is none), and its article.

    `start` is the offset of the sentence in the article's text, `uri` where the article came from; it is of a day from
    `published` to `latest`.
    """

    sentence: str
    outlet: str | None
    published: date | None
    title: str
    article_id: str
    start: int
    uri: str | None
    latest: date | None = None

    def source(self, lang: str) -> str:
        """Return outlet, or title, and days as people write them."""
        days = interval_words(self.published, self.latest, lang)
        return " · ".join(part for part in (self.outlet or shortened_title(self.title), days) if part)


def shortened_title(title: str) -> str:
    """Return a title as a few words that tell which article it is."""
    return title if len(title) <= LONGEST_TITLE else title[:LONGEST_TITLE].rsplit(" ", 1)[0] + " …"


def words_at(case: QueryableCase, places: Iterable[Evidence]) -> dict[Evidence, str]:
    """Return the characters of each piece of evidence; what is in no current article is left out."""
    asked = list(dict.fromkeys(places))
    columns = [[one.article_id for one in asked], [one.start for one in asked], [one.end for one in asked]]
    rows = case.sql(_WORDS, columns).fetchall() if asked else []
    return {Evidence(article_id, start, end): words for article_id, start, end, words in rows}


def told_at(case: QueryableCase, places: Iterable[Evidence]) -> dict[Evidence, Told]:
    """Return where each piece of evidence stands; what is in no current article is left out."""
    asked = sorted(set(places), key=lambda place: (place.article_id, place.start, place.end))
    columns = [[one.article_id for one in asked], [one.start for one in asked], [one.end for one in asked]]
    rows = case.sql(_TOLD, columns).fetchall() if asked else []
    return {
        Evidence(article_id, start, end): Told(sentence, outlet, published, title, article_id, begin, uri, latest)
        for article_id, start, end, sentence, outlet, published, title, begin, uri, latest in rows
    }
