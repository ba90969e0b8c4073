"""What a page saved as text says of itself: title, outlet, authors and date, never taken from its story."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from lagebild.articles.article import Passage, Zone
from lagebild.articles.bylines import byline_of, is_name, portrayed
from lagebild.articles.datelines import PrintedDate, printed_dates
from lagebild.articles.openings import stated_opening
from lagebild.spans import Span

_PUBLISHED_CUE = re.compile(
    r"(?:ver[öo]ffentlicht|publi(?:shed|ziert)|erschienen|erstellt|posted|created|first)\b", re.I
)
_CHANGED_CUE = re.compile(r"(?:aktualisiert|ge[äa]ndert|[äa]nderung|updated?|modified|stand|edited)\b", re.I)
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|Copyright)[ \u00a0]*(?:Copyright )?(?:\d{4}(?: ?[–-] ?\d{4})?,? )?"
    r"(?P<outlet>[A-ZÄÖÜ][\w&.'’ -]{1,40}?)"
    r"(?=,? (?:\d{4}|\(?(?:GmbH|AG|KG|Ltd|LLC|Inc|PLC|Pty)\b|All rights|Alle Rechte|Impressum|Datenschutz)"
    r"|\.? *$|[|–])",
    re.I,
)
_PORTRAIT = re.compile(r"(?P<outlet>[A-ZÄÖÜ][\w.&]{1,20})-(?:Portr[äa]i?t|Autor(?:in)?|Redaktion)(?= *(?:[|:]|$))")
_SUFFIX = re.compile(r" (?:[|–—-]|::) (?P<outlet>[A-ZÄÖÜ0-9][\w.&'’!: -]{1,38}\w)$")
_HOUSE = re.compile(
    r"(?:medi[ae]n?|group|holdings?|network|verlag|limited|publish\w+|international|entertainment|company|interactive|communications?"
    r"|gesellschaft|gmbh|stiftung|foundation|ministeri\w+|bundesamt|institut\w*|verband|verein|e\.v|exchange|kontakt|corp|inc|ltd)\b",
    re.I,
)
COPYRIGHT_WORDS = frozenset(["copyright", "since", "by", "alle", "rechte", "all", "rights", "lizenz"])
"""First words beside the sign of copyright that begin no name, in lower case."""
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
    """Return title, outlet, authors and date of a page from its zones; dates of events in the story are never taken.

    Where page and byline state no date, the one of place and day that the report opens with counts.
    """
    bylines = [passage for passage in passages if passage.zone is Zone.BYLINE]
    stated = _stated_date(text, passages, bylines) or stated_opening(text, passages)
    title = _title(text, passages)
    return PageData(
        title=title,
        outlet=_outlet(text, passages, title),
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
    return tuple(names) or _named_elsewhere(text, passages)


def _named_elsewhere(text: str, passages: Sequence[Passage]) -> tuple[str, ...]:
    """Return whom the furniture below names as author, if all its lines name the same, or whom it portrays first."""
    portrait: tuple[str, ...] = ()
    led: set[tuple[str, ...]] = set()
    for start, end in _furniture_lines(text, passages):
        line = text[start:end]
        found = byline_of(line)
        if found is not None and found.is_led and found.authors:
            led.add(found.authors)
        elif not portrait and (name := portrayed(line)):
            portrait = (name,)
    return led.pop() if len(led) == 1 else portrait


def _outlet(text: str, passages: Sequence[Passage], title: str | None) -> str | None:
    """Return who signs the page's portraits, follows its title, or claims its copyright and heads the page.

    A copyright alone names the publishing house more often than the paper.
    """
    lines = [text[start:end] for start, end in _furniture_lines(text, passages)]
    signed = {match.group("outlet") for line in lines if (match := _PORTRAIT.match(line))}
    if len(signed) == 1:
        return signed.pop()
    named = _after_title(text, passages, title)
    if named is not None:
        return named
    claimed = {
        " ".join(match.group("outlet").split()).rstrip(" .,-–") for line in lines if (match := _COPYRIGHT.search(line))
    }
    head = "\n".join(_lines_above(text, passages)).casefold()
    papers = {name for name in claimed if _is_paper(name, head)}
    return papers.pop() if len(papers) == 1 else None


def _is_paper(name: str, head: str) -> bool:
    """Return whether a copyright's holder is the paper rather than its publishing house or a person."""
    if not name or name.split()[0].casefold() in COPYRIGHT_WORDS:
        return False
    if re.search(rf"(?<!\w){re.escape(name.casefold())}(?!\w)", head):
        return True
    return name[0].isupper() and not is_name(name) and not _HOUSE.search(name)


def _lines_above(text: str, passages: Sequence[Passage]) -> Iterator[str]:
    """Yield the lines of furniture above the first paragraph."""
    for passage in passages:
        if passage.zone is Zone.BODY:
            return
        if passage.zone is Zone.FURNITURE:
            yield from text[passage.start : passage.end].split("\n")


def _after_title(text: str, passages: Sequence[Passage], title: str | None) -> str | None:
    """Return what stands behind the title where the page shows `<title> | <outlet>`."""
    if title is None:
        return None
    for line in _lines_above(text, passages):
        stripped = line.strip()
        if stripped.startswith(title) and (match := _SUFFIX.match(stripped, len(title))):
            return match.group("outlet")
    return None


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
