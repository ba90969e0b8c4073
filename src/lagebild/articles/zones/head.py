"""Zones above the article: headline, kicker, teaser, and the bylines and captions between them."""

from __future__ import annotations

import re
from statistics import median

from lagebild.articles.article import Zone
from lagebild.articles.bylines import byline_of
from lagebild.articles.zones.features import cues_of
from lagebild.articles.zones.page import QUOTE_MARKS, Page
from lagebild.articles.zones.seams import BARE_ADDRESS
from lagebild.articles.zones.title import is_headline_shaped, title_among

MOST_KICKER_WORDS = 5
MOST_TEASER_WORDS = 70
SHORT_LEAD = 0.5
"""A first paragraph shorter than this share of the median one is a teaser; agency leads have 0.7 and more."""
FARTHEST_BYLINE = 6
"""Blocks above the headline or below the first paragraph in which a date or byline is sought."""
MOST_BYLINE_WORDS = 25

_CROSSING = re.compile(r"[|›»>/:@©]")
_DATELINE = re.compile(r"[A-ZÄÖÜ][\w./ -]{2,40} ?(?:\([\w/ ,.-]{2,25}\)|[–—-] )")


def name_head(page: Page) -> int | None:
    """Name headline, kicker, teaser and bylines; return the number of the headline's block."""
    first = page.first
    title = _title(page, first)
    top = first if title is None else title
    if title is not None:
        page.zones[title] = Zone.TITLE
    if title is not None:
        for number in range(top):
            if page.zones[number] is not Zone.CAPTION or number < top - FARTHEST_BYLINE:
                page.zones[number] = Zone.FURNITURE
                page.credits.pop(number, None)
        _name_kicker(page, title)
        _name_between(page, title, first)
    _name_bylines(page, top, first)
    if page.zones[first] is Zone.BODY and _is_short_lead(page, first, title):
        page.zones[first] = Zone.TEASER
    return title


def _title(page: Page, first: int) -> int | None:
    found = title_among(page.text, page.blocks, page.heads, first, page.credits)
    if found is None and page.is_plain and first > 0 and is_headline_shaped(page.line(0)):
        return 0
    return found


def _name_kicker(page: Page, title: int) -> None:
    above = title - 1
    if above < 0 or page.blocks[above].core > page.blocks[above].start:
        return
    line = page.heads[above]
    is_label = page.sizes[above] <= MOST_KICKER_WORDS and not page.is_ended(above) and line[:1].isupper()
    apart = page.blocks[title].blank_before or page.blocks[above].blank_before or not _is_label_listed(page, above)
    if is_label and apart and not _CROSSING.search(line) and not cues_of(line) and byline_of(line) is None:
        page.zones[above] = Zone.KICKER


def _is_label_listed(page: Page, number: int) -> bool:
    """Return whether a label is one of a list of links: another stands right above it, or nothing does."""
    above = number - 1
    return above < 0 or (page.sizes[above] <= MOST_KICKER_WORDS and not _CROSSING.search(page.heads[above]))


def _name_between(page: Page, title: int, first: int) -> None:
    """Name the blocks between headline and first paragraph: teaser, byline, caption or furniture."""
    for number in range(title + 1, first):
        if page.zones[number] is Zone.CAPTION:
            continue
        head = page.heads[number]
        is_cue = bool(cues_of(head)) or BARE_ADDRESS.match(head) is not None
        wordy = page.sizes[number] >= 8 and (page.is_ended(number) or page.sizes[number] >= 11)
        if wordy and not is_cue and byline_of(page.line(number)) is None:
            page.zones[number] = Zone.TEASER if page.sizes[number] <= MOST_TEASER_WORDS else Zone.BODY
        elif page.flags[number] and not is_cue and page.is_plain:
            page.zones[number] = Zone.BODY
        else:
            page.zones[number] = Zone.FURNITURE
    _name_lead(page, title, first)


def _name_lead(page: Page, title: int, first: int) -> None:
    """A paragraph before the byline or the picture under the headline is the teaser, whatever its length."""
    if page.sizes[first] > MOST_TEASER_WORDS or not page.flags[first] or _DATELINE.match(page.heads[first]):
        return
    if any(page.zones[number] is Zone.TEASER for number in range(title + 1, first)):
        return
    if _is_cut_off(page, first):
        page.zones[first] = Zone.TEASER


def _is_cut_off(page: Page, first: int) -> bool:
    """Return whether a byline or a credited picture stands between the first paragraph and the next."""
    for number in range(first + 1, min(first + 5, len(page.blocks))):
        if page.is_paragraph(number):
            return False
        if number in page.credits:
            return True
        found = byline_of(page.line(number)) if page.sizes[number] <= MOST_BYLINE_WORDS else None
        if found is not None and (found.has_date or found.is_led):
            return True
    return False


def _name_bylines(page: Page, top: int, first: int) -> None:
    stop = min(len(page.blocks), first + FARTHEST_BYLINE + 1)
    dated: list[int] = []
    bare: list[int] = []
    for number in range(max(0, top - FARTHEST_BYLINE), stop):
        if page.zones[number] in (Zone.TITLE, Zone.CAPTION) or page.sizes[number] > MOST_BYLINE_WORDS:
            continue
        found = byline_of(page.line(number))
        if found is None:
            continue
        if found.has_date or found.is_led:
            page.zones[number] = Zone.BYLINE
            dated.append(number)
        else:
            bare.append(number)
    for number in bare:
        # A name alone is a byline only below the headline and beside a line with a date or with `Von`.
        if number >= top and any(abs(number - other) <= 2 for other in dated):
            page.zones[number] = Zone.BYLINE


def _is_short_lead(page: Page, first: int, title: int | None) -> bool:
    if title is None and first > 0:
        return False
    if page.sizes[first] > MOST_TEASER_WORDS or _DATELINE.match(page.heads[first]):
        return False
    if page.heads[first][:1] in QUOTE_MARKS:
        return False
    others = [page.sizes[n] for n in range(first + 1, min(first + 12, len(page.blocks))) if page.is_paragraph(n)]
    return len(others) >= 3 and page.sizes[first] < SHORT_LEAD * median(others)
