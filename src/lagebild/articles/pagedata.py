"""What a page saved as text says of itself: title, outlet, authors and date, never taken from its story."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from lagebild.articles.article import Passage, Zone
from lagebild.articles.bylines import byline_of, portrayed
from lagebild.articles.datelines import PrintedDate, printed_dates
from lagebild.spans import Span

_PUBLISHED_CUE = re.compile(
    r"(?:ver[öo]ffentlicht|publi(?:shed|ziert)|erschienen|erstellt|posted|created|first)\b", re.I
)
_CHANGED_CUE = re.compile(r"(?:aktualisiert|ge[äa]ndert|[äa]nderung|updated?|modified|stand|edited)\b", re.I)
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|Copyright)[ \u00a0]*(?:Copyright )?(?:\d{4}(?: ?[–-] ?\d{4})?,? )?"
    r"(?P<outlet>[A-ZÄÖÜ][\w&.'’ -]{1,40}?)"
    r"(?=,? (?:\d{4}|GmbH|AG|Ltd|LLC|Inc|All rights|Alle Rechte|Impressum|Datenschutz)|\.? *$|[|–])",
    re.I,
)
LONGEST_LINE = 200
"""Characters of a line of furniture that is read for a date, a portrait or a copyright."""
MOST_LINES_AFTER = 400
"""Lines of furniture read below an article; what pages state of themselves stands in the first or last of them."""


@dataclass(frozen=True, slots=True)
class PageData:
    """What a page says of itself; None or empty where it says nothing certain.

    `published_span` is where the date stands in the text.
    """

    title: str | None
    outlet: str | None
    authors: tuple[str, ...]
    published: date | None
    published_span: Span | None


def page_data_of(text: str, passages: Sequence[Passage]) -> PageData:
    """Return title, outlet, authors and date of a page from its zones; dates of events in the story are never taken."""
    bylines = [passage for passage in passages if passage.zone is Zone.BYLINE]
    stated = _stated_date(text, passages, bylines)
    return PageData(
        title=_title(text, passages),
        outlet=_outlet(text, passages),
        authors=_authors(text, passages, bylines),
        published=None if stated is None else stated.value,
        published_span=None if stated is None else stated.span,
    )


def _title(text: str, passages: Sequence[Passage]) -> str | None:
    found = next((passage for passage in passages if passage.zone is Zone.TITLE), None)
    return None if found is None else " ".join(text[found.start : found.end].split())


def _stated_date(text: str, passages: Sequence[Passage], bylines: Sequence[Passage]) -> PrintedDate | None:
    """Return the date of publication: one said to be it before others, one said to be of a change after them."""
    ranked: list[tuple[int, int, PrintedDate]] = []
    for passage in bylines:
        before = passage.start
        for found in printed_dates(text, passage.start, passage.end):
            lead = text[before : found.span.start]
            rank = 0 if _PUBLISHED_CUE.search(lead) else (2 if _CHANGED_CUE.search(lead) else 1)
            ranked.append((rank, found.span.start, found))
            before = found.end
    if ranked:
        return min(ranked)[2]
    told = [
        found
        for start, end in _furniture_lines(text, passages)
        if _PUBLISHED_CUE.match(text, start, end) or _CHANGED_CUE.match(text, start, end)
        for found in printed_dates(text, start, end)
    ]
    # Several dates under an article belong to other articles.
    return told[0] if len({found.value for found in told}) == 1 else None


def _authors(text: str, passages: Sequence[Passage], bylines: Sequence[Passage]) -> tuple[str, ...]:
    names: dict[str, None] = {}
    read = [found for passage in bylines if (found := byline_of(text[passage.start : passage.end])) is not None]
    led = [found for found in read if found.is_led and found.authors] or read
    for found in led:
        names.update(dict.fromkeys(found.authors))
    if not names:
        portraits = (portrayed(text[start:end]) for start, end in _furniture_lines(text, passages))
        first = next((name for name in portraits if name), None)
        names.update({first: None} if first else {})
    return tuple(names)


def _outlet(text: str, passages: Sequence[Passage]) -> str | None:
    """Return who claims the copyright of the page, if all such lines name the same."""
    found = {
        match.group("outlet").strip(" -.")
        for start, end in _furniture_lines(text, passages)
        if (match := _COPYRIGHT.search(text, start, end))
    }
    return found.pop() if len(found) == 1 else None


def _furniture_lines(text: str, passages: Sequence[Passage]) -> Iterator[tuple[int, int]]:
    """Yield the short lines of furniture below the first paragraph."""
    body = next((passage.start for passage in passages if passage.zone is Zone.BODY), len(text))
    left = MOST_LINES_AFTER
    for passage in passages:
        if passage.zone is not Zone.FURNITURE or passage.start < body:
            continue
        at = passage.start
        for line in text[passage.start : passage.end].split("\n"):
            stripped = line.strip()
            if stripped and len(stripped) <= LONGEST_LINE and left > 0:
                left -= 1
                start = at + line.index(stripped[0])
                yield start, start + len(stripped)
            at += len(line) + 1
