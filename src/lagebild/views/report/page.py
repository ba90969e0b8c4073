"""The parts of the report page, from what the case holds to what the template prints."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from markupsafe import Markup

from lagebild.articles.article import UNREAD_ZONES
from lagebild.views.report.content import ArticleRow, ArticleText, DatingRow, QuantityRow, ReportContent, TimeRow
from lagebild.views.report.marked_text import Mark, article_html, marked_run

Labels = dict[str, str]

_LINK_SCHEMES = frozenset({"http", "https"})


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
class ArticleBlock:
    """One article as the template prints it."""

    article_id: str
    label: str
    outlet: str | None
    date_words: str
    authors: str
    lang: str | None
    words: str
    link: str | None
    address: str | None
    duplicate_of: str | None
    duplicate_label: str
    dating: tuple[str, ...]
    html: Markup


def number_words(value: float, lang: str) -> str:
    """Return a number with the grouping of the language, without needless decimals."""
    text = f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}".rstrip("0")
    return text.translate(str.maketrans(",.", ".,")) if lang == "de" else text


def day_words(day: date, lang: str) -> str:
    """Return a day as people write it: `3.9.2025` or `3 Sep 2025`."""
    if lang == "de":
        return f"{day.day}.{day.month}.{day.year}"
    return f"{day.day} {_MONTHS_EN[day.month - 1]} {day.year}"


_MONTHS_EN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def date_words(row: ArticleRow, t: Labels, lang: str) -> str:
    """Return when an article appeared: a day, an interval, or that nothing says so; inferred dates say they are."""
    if row.earliest is None and row.latest is None:
        return t["undated"]
    if row.earliest is not None and row.earliest == row.latest:
        words = day_words(row.earliest, lang)
    else:
        ends = (day_words(d, lang) if d else "…" for d in (row.earliest, row.latest))
        words = f"{t['between']} {' – '.join(ends)}"
    if row.basis in ("text", "inferred"):
        words += f" ({t['basis_' + row.basis]}"
        words += f", {row.confidence:.0%})" if row.basis == "inferred" and row.confidence is not None else ")"
    return words


def interval_words(earliest: date | None, latest: date | None, lang: str) -> str:
    """Return an interval of days, `…` for an open end, or nothing if both ends are open."""
    if earliest is None and latest is None:
        return ""
    if earliest == latest and earliest is not None:
        return day_words(earliest, lang)
    return " – ".join(day_words(d, lang) if d else "…" for d in (earliest, latest))


def range_words(row: QuantityRow, lang: str) -> str:
    """Return a quantity's bounds and what is counted: `≥ 10.000 Soldaten`."""
    sign = {">=": "≥", "<=": "≤", "=": "", "~": "≈"}.get(row.operator, row.operator)
    bounds = [b for b in (row.low, row.high) if b is not None]
    if len(bounds) == 2 and bounds[0] == bounds[1]:
        bounds = bounds[:1]
    figures = "–".join(number_words(b, lang) for b in bounds)
    return " ".join(part for part in (sign, figures, row.noun or "") if part)


def measure_words(row: QuantityRow, t: Labels) -> str:
    """Return what a quantity measures, in the language of the page."""
    return t.get(f"measure_{row.measure}", row.measure or "")


def marks_of(texts: ArticleText, t: Labels, lang: str) -> list[Mark]:
    """Return every mark of an article with what hovering over it tells."""
    marks: list[Mark] = []
    for m in texts.mentions:
        tip = " · ".join(part for part in (m.actor, t["kind_" + m.kind], m.country) if part)
        marks.append(Mark(m.start, m.end, "mention", m.kind, tip))
    for time in texts.times:
        interval = interval_words(time.earliest, time.latest, lang)
        tip = " · ".join(part for part in (t["time"], time.type, time.value, interval) if part)
        marks.append(Mark(time.start, time.end, "timex", "time", tip))
    for quantity in texts.quantities:
        tip = " · ".join(
            part for part in (t["quantity"], range_words(quantity, lang), measure_words(quantity, t)) if part
        )
        marks.append(Mark(quantity.start, quantity.end, "number", "quantity", tip))
    return marks


def evidence_html(texts: ArticleText, marks: Sequence[Mark]) -> str:
    """Return only the sentences that carry evidence: figures, and the first time each actor is named."""
    first_named: dict[str, int] = {}
    for m in texts.mentions:
        first_named.setdefault(m.actor or texts.text[m.start : m.end], m.start)
    places = sorted({*first_named.values(), *(q.start for q in texts.quantities)})
    runs: list[str] = []
    index = 0
    for start, end in texts.sentences:
        while index < len(places) and places[index] < start:
            index += 1
        if index < len(places) and places[index] < end:
            here = [m for m in marks if m.start < end and m.end > start]
            runs.append(f"<p>{marked_run(texts.text, start, end, here)}</p>")
    return "".join(runs)


def article_block(
    row: ArticleRow,
    texts: ArticleText,
    steps: Sequence[DatingRow],
    labels_by_id: dict[str, str],
    t: Labels,
    lang: str,
    *,
    excerpts: bool,
) -> ArticleBlock:
    """Return one article for the template, whole or as evidence sentences only."""
    marks = marks_of(texts, t, lang)
    if excerpts:
        html = evidence_html(texts, marks)
    else:
        zone_names = {key.removeprefix("zone_"): name for key, name in t.items() if key.startswith("zone_")}
        unread = [p for p in texts.passages if p.zone in UNREAD_ZONES]
        inside = [m for m in marks if not any(p.start <= m.start < p.end for p in unread)]
        html = article_html(texts.text, texts.passages, inside, zone_names)
    link = row.uri if urlsplit(row.uri).scheme in _LINK_SCHEMES else None
    return ArticleBlock(
        article_id=row.article_id,
        label=row.label,
        outlet=row.outlet,
        date_words=date_words(row, t, lang),
        authors=", ".join(row.authors),
        lang=row.lang,
        words=number_words(row.words, lang),
        link=link,
        address=None if link else row.uri.rstrip("/").rsplit("/", 1)[-1],
        duplicate_of=row.duplicate_of,
        duplicate_label=labels_by_id.get(row.duplicate_of or "", ""),
        dating=tuple(dating_words(step, labels_by_id, t, lang) for step in steps),
        html=Markup(html),
    )


def dating_words(step: DatingRow, labels_by_id: dict[str, str], t: Labels, lang: str) -> str:
    """Return one step of a dating chain: its rule, its evidence here and elsewhere, and the days left after it."""
    words = t.get(f"rule_{step.rule}", step.rule)
    if step.text:
        words += f": {t['quoted'].format(step.text)}"
    if step.other_article_id:
        words += f" ← {labels_by_id.get(step.other_article_id, step.other_article_id)}"
        if step.other_text:
            words += f": {t['quoted'].format(step.other_text)}"
    days = interval_words(step.earliest, step.latest, lang)
    return f"{words} ⇒ {days}" if days else words


def quantity_rows(
    content: ReportContent, quantities: Iterable[QuantityRow], t: Labels, lang: str
) -> list[tuple[Cell, ...]]:
    """Return the table of quantities, each linked to its article."""
    labels = {a.article_id: a.label for a in content.articles}
    return [
        (
            Cell(q.text, dot="quantity"),
            Cell(range_words(q, lang)),
            Cell(measure_words(q, t)),
            Cell(labels.get(q.article_id, q.article_id), href=f"#a-{q.article_id}"),
        )
        for q in quantities
    ]


def time_rows(content: ReportContent, times: Iterable[TimeRow], lang: str) -> list[tuple[Cell, ...]]:
    """Return the table of time expressions, each linked to its article."""
    labels = {a.article_id: a.label for a in content.articles}
    return [
        (
            Cell(time.text, dot="time"),
            Cell(time.type),
            Cell(time.value),
            Cell(interval_words(time.earliest, time.latest, lang)),
            Cell(labels.get(time.article_id, time.article_id), href=f"#a-{time.article_id}"),
        )
        for time in times
    ]
