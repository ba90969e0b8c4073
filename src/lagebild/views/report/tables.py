"""The tables of the report: what marks say across the articles shown, each row linked to its article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from lagebild.views.report.article_texts import (
    ArticleText,
    EventRow,
    OutlookRow,
    QuantityRow,
    QuotationRow,
    RelationRow,
    TimeRow,
)
from lagebild.views.report.content import ArticleRow, ReportContent
from lagebild.views.report.wording import Labels, date_words, interval_words, measure_words, range_words

Row = tuple["Cell", ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A table column: its heading and how its cells are set."""

    name: str
    numeric: bool = False
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: text, and optionally a link or the colour dot of a layer."""

    text: str
    href: str | None = None
    dot: str | None = None


@dataclass(frozen=True, slots=True)
class TablePart:
    """A table with its heading and what it tells."""

    anchor: str
    heading: str
    columns: tuple[Column, ...]
    rows: Sequence[Row]


def tables_of(
    content: ReportContent, shown: Sequence[ArticleRow], texts: dict[str, ArticleText], t: Labels, lang: str
) -> list[TablePart]:
    """Return the tables that have rows: what is done, said, expected and counted in the articles shown."""
    rows = _Rows(shown, t, lang)
    read = [texts[article.article_id] for article in shown]
    article = Column(t["article"], wide=True)
    text = Column(t["text"], wide=True)
    parts = [
        TablePart(
            "events",
            t["events_heading"],
            (
                *(Column(t["period"]), Column(t["who"]), Column(t["type"]), Column(t["whom"]), Column(t["realis"])),
                *(Column(t["trigger"]), Column(t["said_by"]), Column(t["published"]), article),
            ),
            rows.events([event for r in read for event in r.events]),
        ),
        TablePart(
            "quotations",
            t["quotations_heading"],
            (Column(t["speaker"]), text, Column(t["kind"]), Column(t["modality"]), Column(t["published"]), article),
            rows.quotations([quotation for r in read for quotation in r.quotations]),
        ),
        TablePart(
            "outlook",
            t["outlook_heading"],
            (
                *(Column(t["kind"]), Column(t["condition"], wide=True), Column(t["consequence"], wide=True)),
                *(Column(t["holder"]), Column(t["published"]), article),
            ),
            rows.outlooks([outlook for r in read for outlook in r.outlooks]),
        ),
        TablePart(
            "relations",
            t["relations_heading"],
            (
                *(Column(t["actor_a"]), Column(t["actor_b"]), Column(t["relation"]), Column(t["dimension"])),
                *(Column(t["change"]), text, Column(t["holder"]), article),
            ),
            rows.relations([relation for r in read for relation in r.relations]),
        ),
        TablePart(
            "numbers",
            t["numbers_heading"],
            (Column(t["evidence"], wide=True), Column(t["value"]), Column(t["measure"]), article),
            rows.quantities([quantity for r in read for quantity in r.quantities]),
        ),
        TablePart(
            "times",
            t["times_heading"],
            (Column(t["evidence"], wide=True), Column(t["type"]), Column(t["value"]), Column(t["period"]), article),
            rows.times([time for r in read for time in r.times]),
        ),
        TablePart(
            "refused",
            t["refused_heading"],
            (Column(t["source"], wide=True), Column(t["reason"], wide=True)),
            [(Cell(address), Cell(reason)) for address, reason in content.refused],
        ),
    ]
    return [part for part in parts if part.rows]


@dataclass(frozen=True, slots=True)
class _Rows:
    """Marks as rows of cells."""

    articles: Sequence[ArticleRow]
    t: Labels
    lang: str

    def events(self, events: Iterable[EventRow]) -> list[Row]:
        """Return events by date; those without one stand where their article does."""
        appeared = {a.article_id: a.earliest or a.latest for a in self.articles}
        cells, days = self._article_cells(), self._article_days()
        ordered = sorted(events, key=lambda e: e.earliest or appeared[e.article_id] or date.max)
        return [
            (
                Cell(interval_words(e.earliest, e.latest, self.lang)),
                Cell(", ".join(e.sources)),
                Cell(self.t[f"type_{e.type}"], dot="event"),
                Cell(", ".join(e.targets)),
                Cell(self.t[f"realis_{e.realis}"]),
                Cell(e.text),
                Cell((e.speaker or self.t["unknown_speaker"]) if e.is_quoted else ""),
                days[e.article_id],
                cells[e.article_id],
            )
            for e in ordered
        ]

    def quotations(self, quotations: Sequence[QuotationRow]) -> list[Row]:
        """Return quotations by speaker: who is quoted most goes first, who is not named last."""
        counts = Counter(q.speaker for q in quotations)
        cells, days = self._article_cells(), self._article_days()
        ordered = sorted(quotations, key=lambda q: (q.speaker is None, -counts[q.speaker], q.speaker or ""))
        return [
            (
                Cell(q.speaker or self.t["unknown_speaker"]),
                Cell(q.text, dot="quotation"),
                Cell(self.t[f"kind_{q.kind}"]),
                Cell(self.t[f"modality_{q.modality}"]),
                days[q.article_id],
                cells[q.article_id],
            )
            for q in ordered
        ]

    def outlooks(self, outlooks: Iterable[OutlookRow]) -> list[Row]:
        """Return conditionals and forecasts in the order of the articles."""
        cells, days = self._article_cells(), self._article_days()
        return [
            (
                Cell(self.t[f"kind_{o.kind}"], dot="outlook"),
                Cell(o.condition or ""),
                Cell(o.consequence or o.text),
                Cell(o.holder or self.t["author"]),
                days[o.article_id],
                cells[o.article_id],
            )
            for o in outlooks
        ]

    def relations(self, relations: Iterable[RelationRow]) -> list[Row]:
        """Return relation statements in the order of the articles."""
        cells = self._article_cells()
        return [
            (
                Cell(r.actor_a or ""),
                Cell(r.actor_b or ""),
                Cell(f"{self.t[f'relation_{r.value}']} ({r.value:+d})" if r.value else self.t["relation_0"]),
                Cell(self.t[f"dimension_{r.dimension}"]),
                Cell(self.t[f"change_{r.change}"] if r.change else ""),
                Cell(r.text, dot="relation"),
                Cell(r.holder or self.t["author"]),
                cells[r.article_id],
            )
            for r in relations
        ]

    def quantities(self, quantities: Iterable[QuantityRow]) -> list[Row]:
        """Return quantities in the order of the articles."""
        cells = self._article_cells()
        return [
            (
                Cell(q.text, dot="quantity"),
                Cell(range_words(q, self.lang)),
                Cell(measure_words(q, self.t)),
                cells[q.article_id],
            )
            for q in quantities
        ]

    def times(self, times: Iterable[TimeRow]) -> list[Row]:
        """Return time expressions in the order of the articles."""
        cells = self._article_cells()
        return [
            (
                Cell(time.text, dot="time"),
                Cell(time.type),
                Cell(time.value),
                Cell(interval_words(time.earliest, time.latest, self.lang)),
                cells[time.article_id],
            )
            for time in times
        ]

    def _article_cells(self) -> dict[str, Cell]:
        return {a.article_id: Cell(a.label, href=f"#a-{a.article_id}") for a in self.articles}

    def _article_days(self) -> dict[str, Cell]:
        return {
            a.article_id: Cell(" · ".join(part for part in (a.outlet, date_words(a, self.t, self.lang)) if part))
            for a in self.articles
        }
