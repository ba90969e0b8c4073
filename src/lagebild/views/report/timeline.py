"""The timeline of the report: one line an event under years and months, its reports folded below, a figure above."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise

import plotly.graph_objects as go

from lagebild.views.event_families import FAMILIES, FAMILY_OF_TYPE
from lagebild.views.figures.event_timeline import DrawnEvent, event_timeline, period_shown
from lagebild.views.report.content import ArticleRow, ReportContent
from lagebild.views.report.marks import event_anchor
from lagebild.views.report.wording import (
    Labels,
    date_words,
    interval_words,
    month_name,
    number_words,
    percent_words,
)
from lagebild.views.timeline import EventReport, TimelineEvent

PLOT_ID = "plot-events"
MAX_SIDE_NAMES = 5
"""Names of one side of an event in its line, which is then about as long as a line of the page; the rest is counted."""
MAX_REPORTS = 40
"""Sentences unfolded below an event, about three screens; the rest is counted."""


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A sentence that reports an event, in pieces that are triggers or not, with its source."""

    pieces: tuple[tuple[str, bool], ...]
    lang: str | None
    source: str
    title: str
    href: str | None
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event in one line; `actors` are its sides as the filter compares them."""

    event_id: str
    when: str
    has_own_date: bool
    who: str
    deed: str
    quoted: str
    whom: str
    realis: str | None
    place: str | None
    articles: str
    sureness: str
    type: str
    family: str
    n_articles: int
    actors: str
    reports: tuple[ReportLine, ...]
    n_unshown: int


@dataclass(frozen=True, slots=True)
class MonthPart:
    """The events of a month, or those of a year without a month."""

    heading: str | None
    lines: tuple[EventLine, ...]


@dataclass(frozen=True, slots=True)
class YearPart:
    """The events of a year, or those without any date."""

    heading: str
    months: tuple[MonthPart, ...]


@dataclass(frozen=True, slots=True)
class TimelinePart:
    """The whole timeline as the template prints it: figure, filters, years."""

    plot_id: str
    figure: go.Figure
    figure_notes: tuple[str, ...]
    capped: str | None
    n_shown: int
    actors: tuple[str, ...]
    types: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    most_articles: int
    years: tuple[YearPart, ...]


@dataclass(frozen=True, slots=True)
class _Placed:
    """An event with the days it stands at: its own, else those of the first article that reports it, else none."""

    event: TimelineEvent
    earliest: date | None
    latest: date | None
    has_own_date: bool

    @property
    def slot(self) -> tuple[int, int]:
        """The year and month it is told under: month 0 where only the year is known, year 0 without any date."""
        first, last = self.earliest or self.latest, self.latest or self.earliest
        if first is None or last is None:
            return 0, 0
        return first.year, first.month if (first.year, first.month) == (last.year, last.month) else 0

    @property
    def order(self) -> tuple[int, int, int, int, str]:
        """What events are sorted by, the newest first, of one day those that most articles report."""
        year, month = self.slot
        day = self.earliest or self.latest
        return -year, -month, -day.toordinal() if day else 0, -self.event.n_independent, self.event.event_id


def timeline_part(content: ReportContent, linked: Sequence[str], t: Labels, lang: str) -> TimelinePart | None:
    """Return the timeline of a case, None without events; reports in the articles `linked` lead to their sentence."""
    if not content.events:
        return None
    articles = {a.article_id: a for a in content.articles}
    placed = sorted((_placed(e, articles) for e in content.events), key=lambda p: p.order)
    lines = _Lines(articles, frozenset(linked), t, lang)
    drawn = [d for d in (_drawn(p, t, lang) for p in placed) if d]
    sides = Counter(name for e in content.events for name in {*e.sources, *e.targets})
    present = {e.type for e in content.events}
    shown, total = len(content.events), content.n_events
    return TimelinePart(
        plot_id=PLOT_ID,
        figure=event_timeline(drawn, {family: t[f"family_{family}"] for family in FAMILIES}),
        figure_notes=tuple(_figure_notes(drawn, shown, t, lang)),
        capped=t["events_capped"].format(shown=number_words(shown, lang), n=number_words(total, lang))
        if shown < total
        else None,
        n_shown=shown,
        actors=tuple(name for name, _ in sorted(sides.items(), key=lambda side: (-side[1], side[0]))),
        types=tuple(
            (t[f"family_{family}"], own)
            for family, types in FAMILIES.items()
            if (own := tuple((type.value, t[f"type_{type}"]) for type in types if type.value in present))
        ),
        most_articles=max(e.n_articles for e in content.events),
        years=tuple(_years(placed, lines, t, lang)),
    )


def _placed(event: TimelineEvent, articles: Mapping[str, ArticleRow]) -> _Placed:
    if event.earliest or event.latest:
        return _Placed(event, event.earliest, event.latest, has_own_date=True)
    dated = [a for r in event.reports if (a := articles.get(r.article_id)) and (a.earliest or a.latest)]
    if not dated:
        return _Placed(event, None, None, has_own_date=False)
    first = min(dated, key=lambda a: (a.latest or a.earliest or date.max, a.article_id))
    return _Placed(event, first.earliest, first.latest, has_own_date=False)


def _years(placed: Sequence[_Placed], lines: _Lines, t: Labels, lang: str) -> Iterator[YearPart]:
    for year, of_year in groupby(placed, key=lambda p: p.slot[0]):
        months = [(month, tuple(own)) for month, own in groupby(of_year, key=lambda p: p.slot[1])]
        parts = []
        for month, own in months:
            if month:
                heading: str | None = f"{month_name(month, lang)} {year}"
            else:
                heading = t["whole_year"].format(year) if len(months) > 1 else None
            parts.append(MonthPart(heading, tuple(lines.event(p) for p in own)))
        yield YearPart(str(year) if year else t["no_date_heading"], tuple(parts))


def _drawn(placed: _Placed, t: Labels, lang: str) -> DrawnEvent | None:
    first, last = placed.earliest or placed.latest, placed.latest or placed.earliest
    if first is None or last is None:
        return None
    e = placed.event
    realis = "" if e.realis == "real" else f" ({t[f'realis_{e.realis}']})"
    return DrawnEvent(
        e.event_id,
        FAMILY_OF_TYPE[e.type],
        first,
        last,
        placed.has_own_date,
        e.realis == "real",
        e.n_articles,
        f"{_when(placed, t, lang)} · {t[f'type_{e.type}']}{realis} · {_articles_words(e, t, lang)}",
        e.sentence,
    )


def _figure_notes(drawn: Sequence[DrawnEvent], n_shown: int, t: Labels, lang: str) -> Iterator[str]:
    first, last = period_shown(drawn)
    if outside := sum(not first <= e.middle <= last for e in drawn):
        yield t["event_figure_outside"].format(n=number_words(outside, lang))
    if undated := n_shown - len(drawn):
        yield t["event_figure_undated"].format(n=number_words(undated, lang))


def _when(placed: _Placed, t: Labels, lang: str) -> str:
    words = interval_words(placed.earliest, placed.latest, lang)
    if placed.has_own_date:
        return words
    return t["reported_on"].format(words) if words else t["undated"]


def _articles_words(event: TimelineEvent, t: Labels, lang: str) -> str:
    if event.n_articles == 1:
        return t["one_article"]
    key = "several_articles" if event.n_articles == event.n_independent else "independent_articles"
    return t[key].format(n=number_words(event.n_articles, lang), independent=number_words(event.n_independent, lang))


@dataclass(frozen=True, slots=True)
class _Lines:
    """Events and their reports in words."""

    articles: Mapping[str, ArticleRow]
    linked: frozenset[str]
    t: Labels
    lang: str

    def event(self, placed: _Placed) -> EventLine:
        """Return an event in one line, its reports below."""
        e, t = placed.event, self.t
        quoted = t["quoted"].format(e.trigger)
        return EventLine(
            e.event_id,
            _when(placed, t, self.lang),
            placed.has_own_date,
            self._side(e.sources),
            t[f"type_{e.type}"],
            f"{quoted}, {t['quoted'].format(e.what)}" if e.what else quoted,
            self._side(e.targets),
            None if e.realis == "real" else t[f"realis_{e.realis}"],
            e.place,
            _articles_words(e, t, self.lang),
            "" if e.confidence is None else percent_words(e.confidence, self.lang),
            e.type,
            FAMILY_OF_TYPE[e.type],
            e.n_articles,
            "\n".join(dict.fromkeys((*e.sources, *e.targets))).lower(),
            tuple(self._report(r, e) for r in e.reports[:MAX_REPORTS]),
            max(0, len(e.reports) - MAX_REPORTS),
        )

    def _side(self, names: Sequence[str]) -> str:
        words = ", ".join(names[:MAX_SIDE_NAMES])
        return f"{words} +{len(names) - MAX_SIDE_NAMES}" if len(names) > MAX_SIDE_NAMES else words

    def _report(self, report: EventReport, event: TimelineEvent) -> ReportLine:
        t, article = self.t, self.articles.get(report.article_id)
        remarks = [f"{t['said_by']} {s}" if s else t["said_by_someone"] for s in report.speakers]
        if report.realis != (event.realis,):
            remarks += [t[f"realis_{realis}"] for realis in report.realis]
        if report.is_copy:
            remarks.append(t["is_copy"])
        source = [article.outlet or t["no_outlet"], date_words(article, t, self.lang)] if article else []
        return ReportLine(
            tuple(_pieces(report)),
            article.lang if article else None,
            " · ".join(source),
            article.label if article else "",
            f"#{event_anchor(report.mention_id)}" if report.article_id in self.linked else None,
            tuple(remarks),
        )


def _pieces(report: EventReport) -> Iterator[tuple[str, bool]]:
    """Yield the sentence of a report cut at its triggers, which are told as such."""
    inside = [False] * len(report.sentence)
    for start, end in report.triggers:
        for place in range(max(0, start), min(end, len(inside))):
            inside[place] = True
    cuts = [0, *(n for n in range(1, len(inside)) if inside[n] != inside[n - 1]), len(inside)]
    for start, end in pairwise(cuts):
        if start < end:
            yield report.sentence[start:end], inside[start]
