"""Events as lines of a list: what happened when, in how many articles, and the sentence that tells it best."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from lagebild.app.page import View
from lagebild.system.facts import Deed, Evidence
from lagebild.views.evidence import Told, told_at

MOST_EVENTS = 500
"""Events in a list: those that most independent articles tell, and of equals the latest; the rest is counted."""
_FIRST_TOLD = """SELECT event_id, min({'day': coalesce(published, published_latest, published_earliest),
        'article': article_id, 'earliest': coalesce(published, published_earliest, published_latest)}) AS first
    FROM stored.event_members JOIN stored.event_columns USING (mention_id) JOIN articles_current USING (article_id)
    WHERE coalesce(published, published_latest, published_earliest) IS NOT NULL GROUP BY event_id"""
_LINES = f"""SELECT e.event_id, e.type, e.realis, e.sources, e.targets, e.earliest, e.latest, e.confidence,
        coalesce(e.earliest, e.latest, f.first.earliest) AS first, coalesce(e.latest, e.earliest, f.first.day) AS last,
        e.n_independent, m.article_id, m.start, m."end"
    FROM events e LEFT JOIN ({_FIRST_TOLD}) f USING (event_id)
    LEFT JOIN stored.event_mentions m ON m.mention_id = e.label_mention_id
    ORDER BY e.n_independent DESC, last DESC NULLS LAST, e.event_id LIMIT {MOST_EVENTS}"""


@dataclass(frozen=True, slots=True)
class Line:
    """An event with the days it stands at, its own or those of the article that told it first.

    The deed may be without its reports; `place` is where it is told best, and `told` its sentence there.
    """

    deed: Deed
    earliest: date | None
    latest: date | None
    has_own_date: bool
    n_articles: int
    place: Evidence | None
    told: Told | None = None


def lines_of(view: View) -> list[Line]:
    """Return the events that pass the filters, at most `MOST_EVENTS`, the latest first."""
    best = _lines_seen(view) if view.address.filters else _lines_kept(view)
    told = told_at(view.case, [line.place for line in best if line.place])
    found = [replace(line, told=told.get(line.place)) if line.place else line for line in best]
    return sorted(found, key=lambda line: (-ordinal(line.earliest or line.latest), -line.n_articles))


def n_events(view: View) -> int:
    """Return how many events pass the filters."""
    if view.address.filters:
        return len(view.facts.deeds)
    ((n,),) = view.case.sql("SELECT count(*) FROM events").fetchall()
    return int(n)


def ordinal(day: date | None) -> int:
    """Return the number of a day, 0 for none."""
    return day.toordinal() if day else 0


def _lines_kept(view: View) -> list[Line]:
    return [_line_kept(*row) for row in view.case.sql(_LINES).fetchall()]


def _line_kept(event_id: str, type_: str, realis: str, sources: list[str], targets: list[str], *told: Any) -> Line:
    earliest, latest, confidence, first, last, n_articles, *place = told
    sides = tuple(sources or ()), tuple(targets or ())
    deed = Deed(event_id, type_, realis, *sides, earliest, latest, confidence, reports=())
    has_own_date = earliest is not None or latest is not None
    return Line(deed, first, last, has_own_date, n_articles, None if place[0] is None else Evidence(*place))


def _lines_seen(view: View) -> list[Line]:
    placed = (_line_of(view, deed) for deed in view.facts.deeds)
    return sorted(placed, key=lambda line: (-line.n_articles, -ordinal(line.latest), line.deed.event_id))[:MOST_EVENTS]


def _line_of(view: View, deed: Deed) -> Line:
    articles = view.said.articles
    telling = [found for report in deed.reports if (found := articles.get(report.evidence.article_id))]
    n_articles = len({one.original for one in telling})
    place = deed.reports[0].evidence if deed.reports else None
    if deed.earliest or deed.latest:
        return Line(deed, deed.earliest or deed.latest, deed.latest or deed.earliest, True, n_articles, place)
    dated = [one for one in telling if one.earliest or one.latest]
    first = min(dated, key=lambda one: (ordinal(one.latest or one.earliest), one.article_id), default=None)
    if first is None:
        return Line(deed, None, None, False, n_articles, place)
    return Line(deed, first.earliest or first.latest, first.latest or first.earliest, False, n_articles, place)
