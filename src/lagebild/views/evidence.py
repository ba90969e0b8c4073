"""The sentences that evidence stands in, with their articles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lagebild.system.facts import Evidence
from lagebild.views.queryable import QueryableCase, opening_of

_TOLD = f"""WITH asked AS (SELECT unnest(?1) AS article_id, unnest(?2) AS start, unnest(?3) AS "end")
    SELECT p.article_id, p.start, p."end",
        coalesce(substr(a.text, s.start + 1, s."end" - s.start), substr(a.text, p.start + 1, p."end" - p.start)),
        a.outlet, coalesce(a.published, a.published_earliest), coalesce(nullif(a.title, ''), {opening_of("a")}),
        coalesce(s.start, p.start), a.uri
    FROM asked p JOIN articles_current a USING (article_id)
    LEFT JOIN sentences s ON s.article_id = p.article_id AND s.start <= p.start AND p.start < s."end" """


@dataclass(frozen=True, slots=True)
class Told:
    """Where evidence stands: its sentence (its own words where there is none), and its article.

    `start` is the offset of the sentence in the article's text, `uri` where the article came from.
    """

    sentence: str
    outlet: str | None
    published: date | None
    title: str
    article_id: str
    start: int
    uri: str | None


def told_at(case: QueryableCase, places: Iterable[Evidence]) -> dict[Evidence, Told]:
    """Return where each piece of evidence stands; what is in no current article is left out."""
    asked = sorted(set(places), key=lambda place: (place.article_id, place.start, place.end))
    columns = [[one.article_id for one in asked], [one.start for one in asked], [one.end for one in asked]]
    rows = case.sql(_TOLD, columns).fetchall() if asked else []
    return {Evidence(*row[:3]): Told(*row[3:7], row[0], *row[7:]) for row in rows}
