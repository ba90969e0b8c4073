"""An article as the report page prints it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from markupsafe import Markup

from lagebild.articles.article import UNREAD_ZONES
from lagebild.reading.languages import READ_LANGUAGES
from lagebild.views.report.article_texts import ArticleText
from lagebild.views.report.content import ArticleRow, DatingRow
from lagebild.views.report.marked_text import Mark, Note, article_html, marked_run
from lagebild.views.report.marks import marks_of, notes_of
from lagebild.views.report.wording import Labels, date_words, dating_words, number_words

_LINK_SCHEMES = frozenset({"http", "https"})


@dataclass(frozen=True, slots=True)
class ArticleBlock:
    """One article as the template prints it."""

    article_id: str
    label: str
    outlet: str | None
    date_words: str
    authors: str
    lang: str | None
    names_only: bool
    words: str
    link: str | None
    address: str | None
    duplicate_of: str | None
    duplicate_label: str
    dating: tuple[str, ...]
    html: Markup


def evidence_html(texts: ArticleText, marks: Sequence[Mark], notes: Sequence[Note], linked: Iterable[int]) -> str:
    """Return only the sentences that carry evidence: what is done, said, expected and counted, and each actor once."""
    first_named: dict[str, int] = {}
    for m in texts.mentions:
        first_named.setdefault(m.actor or texts.text[m.start : m.end], m.start)
    statements = (texts.quantities, texts.quotations, texts.events, texts.relations, texts.outlooks)
    places = sorted({*linked, *first_named.values(), *(row.start for rows in statements for row in rows)})
    ordered = sorted(marks)
    longest = max((m.end - m.start for m in ordered), default=0)
    runs: list[str] = []
    for start, end in texts.sentences:
        place = bisect_left(places, start)
        if place < len(places) and places[place] < end:
            first = bisect_left(ordered, start - longest, key=lambda m: m.start)
            last = bisect_left(ordered, end, key=lambda m: m.start)
            runs.append(f"<p>{marked_run(texts.text, start, end, ordered[first:last], notes)}</p>")
    return "".join(runs)


def article_block(
    row: ArticleRow,
    texts: ArticleText,
    steps: Sequence[DatingRow],
    labels_by_id: dict[str, str],
    t: Labels,
    lang: str,
    *,
    anchors: Mapping[int, Sequence[str]],
    excerpts: bool,
) -> ArticleBlock:
    """Return one article for the template, whole or as evidence sentences only; links lead to its `anchors`."""
    marks, notes = marks_of(texts, t, lang), notes_of(texts, t, anchors)
    if excerpts:
        html = evidence_html(texts, marks, notes, anchors)
    else:
        zone_names = {key.removeprefix("zone_"): name for key, name in t.items() if key.startswith("zone_")}
        unread = [p for p in texts.passages if p.zone in UNREAD_ZONES]
        inside = [m for m in marks if not any(p.start <= m.start < p.end for p in unread)]
        html = article_html(texts.text, texts.passages, inside, notes, zone_names)
    link = row.uri if urlsplit(row.uri).scheme in _LINK_SCHEMES else None
    return ArticleBlock(
        article_id=row.article_id,
        label=row.label,
        outlet=row.outlet,
        date_words=date_words(row, t, lang),
        authors=", ".join(row.authors),
        lang=row.lang,
        names_only=row.lang not in READ_LANGUAGES,
        words=number_words(row.words, lang),
        link=link,
        address=None if link else row.uri.rstrip("/").rsplit("/", 1)[-1],
        duplicate_of=row.duplicate_of,
        duplicate_label=labels_by_id.get(row.duplicate_of or "", ""),
        dating=tuple(dating_words(step, labels_by_id, t, lang) for step in steps),
        html=Markup(html),
    )
