"""The tables of the report: what marks say across the articles shown, each row linked to its article."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lagebild.views.disagreements import VersionRow
from lagebild.views.exchanges import LedgerRow
from lagebild.views.report.article_texts import (
    ArticleText,
    OutlookRow,
    QuantityRow,
    QuotationRow,
    RelationRow,
    TimeRow,
)
from lagebild.views.report.content import ArticleRow, ReportContent
from lagebild.views.report.wording import Labels, amount_words, date_words, interval_words, measure_words, range_words

MAX_TABLE_ROWS = 1_000
"""Rows a table of the report shows, some 0.3 KB each; `lagebild show` lists all."""

Row = tuple["Cell", ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A table column: its heading and how its cells are set."""

    name: str
    numeric: bool = False
    wide: bool = False
    names: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: text, and optionally a link with what hovering tells, or the colour dot of a layer."""

    text: str
    href: str | None = None
    dot: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class TablePart:
    """A table with its heading; rows too many for a page are only counted."""

    anchor: str
    heading: str
    columns: tuple[Column, ...]
    rows: Sequence[Row]

    @property
    def shown(self) -> Sequence[Row]:
        """The rows that are shown."""
        return self.rows[:MAX_TABLE_ROWS]

    @property
    def n_unshown(self) -> int:
        """How many rows are not shown."""
        return len(self.rows) - len(self.shown)


def tables_of(
    content: ReportContent, shown: Sequence[ArticleRow], texts: dict[str, ArticleText], t: Labels, lang: str
) -> list[TablePart]:
    """Return the tables that have rows: what is done, said, expected and counted, the newest of the articles first."""
    rows = _Rows(shown, t, lang)
    read = [texts[article.article_id] for article in reversed(shown)]
    article = Column(t["article"], wide=True)
    source = Column(t["article"], names=True)
    text = Column(t["text"], wide=True)
    parts = [
        TablePart(
            "exchanges",
            t["exchanges_heading"],
            (
                *(Column(t["giver"], names=True), Column(t["receiver"], names=True), Column(t["good"], names=True)),
                *(Column(t["amount"]), Column(t["realis"]), Column(t["holder"], names=True), Column(t["period"])),
                *(Column(t["n_reports"], numeric=True), Column(t["sentence"], wide=True), source),
            ),
            rows.exchanges(content.ledger),
        ),
        TablePart(
            "quotations",
            t["quotations_heading"],
            (Column(t["speaker"], names=True), text, Column(t["kind"]), Column(t["modality"]), source),
            rows.quotations([quotation for r in read for quotation in r.quotations]),
        ),
        TablePart(
            "outlook",
            t["outlook_heading"],
            (
                *(Column(t["kind"]), Column(t["condition"], wide=True), Column(t["consequence"], wide=True)),
                *(Column(t["holder"], names=True), source),
            ),
            rows.outlooks([outlook for r in read for outlook in r.outlooks]),
        ),
        TablePart(
            "disagreements",
            t["disagreements_heading"],
            (
                *(Column(t["disagreement"]), Column(t["about"], names=True), Column(t["versions_are"])),
                *(Column(t["value"], names=True), Column(t["date"]), Column(t["holder"], names=True)),
                *(Column(t["sentence"], wide=True), source),
            ),
            rows.versions(content.versions),
        ),
        TablePart(
            "relations",
            t["relations_heading"],
            (
                *(Column(t["actor_a"], names=True), Column(t["actor_b"], names=True), Column(t["relation"])),
                *(Column(t["dimension"]), Column(t["change"]), text, Column(t["holder"], names=True), source),
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


def anchors_of(ledger: Iterable[LedgerRow], article_id: str) -> dict[int, list[str]]:
    """Return the names in an article that the ledger leads to, by their place."""
    places: dict[int, list[str]] = defaultdict(list)
    for row in ledger:
        if row.article_id == article_id:
            places[row.start].append(_anchor(row))
    return places


def _anchor(row: LedgerRow) -> str:
    return f"x-{row.id}"


@dataclass(frozen=True, slots=True)
class _Rows:
    """Marks as rows of cells."""

    articles: Sequence[ArticleRow]
    t: Labels
    lang: str

    def exchanges(self, ledger: Iterable[LedgerRow]) -> list[Row]:
        """Return the ledger; each sentence leads to its place in the article."""
        sources = self._source_cells()
        return [
            (
                Cell(x.giver),
                Cell(x.receiver),
                Cell(f"{self.t[f'good_{x.good}']}: {self.t['quoted'].format(x.called)}"),
                Cell(amount_words(x, self.lang)),
                Cell(self.t[f"realis_{x.realis}"]),
                Cell(self.t["author"] if x.holder is None else x.holder.replace("?", self.t["unknown_speaker"])),
                Cell(interval_words(x.since, x.until, self.lang)),
                Cell(str(x.n_reports)),
                Cell(x.sentence, href=f"#{_anchor(x)}" if x.article_id in sources else None),
                sources.get(x.article_id, Cell("")),
            )
            for x in ledger
        ]

    def quotations(self, quotations: Sequence[QuotationRow]) -> list[Row]:
        """Return quotations by speaker: who is quoted most goes first, who is not named last."""
        counts = Counter(q.speaker for q in quotations)
        sources = self._source_cells()
        ordered = sorted(quotations, key=lambda q: (q.speaker is None, -counts[q.speaker], q.speaker or ""))
        return [
            (
                Cell(q.speaker or self.t["unknown_speaker"]),
                Cell(q.text, dot="quotation"),
                Cell(self.t[f"kind_{q.kind}"]),
                Cell(self.t[f"modality_{q.modality}"]),
                sources[q.article_id],
            )
            for q in ordered
        ]

    def outlooks(self, outlooks: Iterable[OutlookRow]) -> list[Row]:
        """Return conditionals and forecasts in the order of the articles."""
        sources = self._source_cells()
        return [
            (
                Cell(self.t[f"kind_{o.kind}"], dot="outlook"),
                Cell(o.condition or ""),
                Cell(o.consequence or o.text),
                Cell(o.holder or self.t["author"]),
                sources[o.article_id],
            )
            for o in outlooks
        ]

    def relations(self, relations: Iterable[RelationRow]) -> list[Row]:
        """Return relation statements in the order of the articles."""
        sources = self._source_cells()
        return [
            (
                Cell(r.actor_a or ""),
                Cell(r.actor_b or ""),
                Cell(f"{self.t[f'relation_{r.value}']} ({r.value:+d})" if r.value else self.t["relation_0"]),
                Cell(self.t[f"dimension_{r.dimension}"]),
                Cell(self.t[f"change_{r.change}"] if r.change else ""),
                Cell(r.text, dot="relation"),
                Cell(r.holder or self.t["author"]),
                sources[r.article_id],
            )
            for r in relations
        ]

    def versions(self, versions: Iterable[VersionRow]) -> list[Row]:
        """Return the versions of what sources tell differently, those of one thing below each other."""
        sources = self._source_cells()
        return [
            (
                Cell(self.t[f"disagreement_{v.kind}"]),
                Cell(self._about(v)),
                Cell(self.t[f"relation_{v.relation}"]),
                Cell(
                    v.value
                    if v.realis is None
                    else f"{self.t['quoted'].format(v.value)}: {self.t[f'realis_{v.realis}']}"
                ),
                Cell(v.date or ""),
                Cell(v.holder or self.t["author"]),
                Cell(v.sentence, href=f"#a-{v.article_id}" if v.article_id in sources else None),
                sources.get(v.article_id, Cell("")),
            )
            for v in versions
        ]

    def _about(self, version: VersionRow) -> str:
        what = self.t.get(f"measure_{version.measure}") or self.t.get(f"type_{version.type}")
        return ": ".join(part for part in (", ".join(version.about), what) if part)

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

    def _source_cells(self) -> dict[str, Cell]:
        """Return, by article, its outlet and date as a link that tells its title."""
        return {
            a.article_id: Cell(
                " · ".join(part for part in (a.outlet, date_words(a, self.t, self.lang)) if part),
                href=f"#a-{a.article_id}",
                title=a.label,
            )
            for a in self.articles
        }
