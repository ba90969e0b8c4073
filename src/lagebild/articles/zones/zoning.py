"""From article blocks and other blocks to zones: what every line of a page is for."""

from __future__ import annotations

from collections.abc import Iterator

from lagebild.articles.article import Passage, Zone
from lagebild.articles.zones.blocks import blocks_of
from lagebild.articles.zones.cutting import passages_in
from lagebild.articles.zones.head import name_head
from lagebild.articles.zones.inside import name_furniture_inside, name_inside, peel_end
from lagebild.articles.zones.page import Page


def zones_of(text: str) -> tuple[Passage, ...]:
    """Return the zones of a normalised text: ordered, disjoint, covering all that is not white space."""
    blocks = blocks_of(text)
    if not blocks:
        return ()
    page = Page(text, blocks)
    title = name_head(page)
    name_furniture_inside(page, page.first, page.last)
    last = peel_end(page, page.first, page.last)
    name_inside(page, page.first if title is None else title + 1, last)
    return tuple(_merged(passages_in(page)))


def _merged(passages: Iterator[Passage]) -> Iterator[Passage]:
    """Join neighbouring furniture into one passage: nobody reads it line by line."""
    last: Passage | None = None
    for passage in passages:
        if last is not None and last.zone is Zone.FURNITURE and passage.zone is Zone.FURNITURE:
            last = Passage(last.start, passage.end, Zone.FURNITURE)
            continue
        if last is not None:
            yield last
        last = passage
    if last is not None:
        yield last
