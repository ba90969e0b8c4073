"""From blocks with zones to passages: lines that hold two zones are cut where they go apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from lagebild.articles.article import Passage, Zone
from lagebild.articles.zones.blocks import Block
from lagebild.articles.zones.cues import Cue
from lagebild.articles.zones.features import cues_of
from lagebild.articles.zones.page import Page
from lagebild.articles.zones.seams import byline_at, kicker_end


def passages_in(page: Page) -> Iterator[Passage]:
    """Yield the passages of a page whose blocks have their zones."""
    for number, (block, zone) in enumerate(zip(page.blocks, page.zones, strict=True)):
        if number in page.credits and zone is Zone.CAPTION:
            yield from _pieces(block, [(Zone.CAPTION, page.credits[number][0]), (Zone.CREDIT, block.end)], page.text)
        elif zone is Zone.TITLE:
            end = kicker_end(page.line(number), partial(_stands_alone, page))
            seam = block.start if end is None else block.core + end
            yield from _pieces(block, [(Zone.KICKER, seam), (Zone.TITLE, block.end)], page.text)
        elif zone is Zone.TEASER:
            yield from _teaser(page, block)
        elif zone is Zone.BYLINE:
            yield from _byline(page, block)
        else:
            yield Passage(block.start, block.end, zone)


def _stands_alone(page: Page, word: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word)}", page.text) is not None


def _teaser(page: Page, block: Block) -> Iterator[Passage]:
    seam = byline_at(page.text, block.start, block.end)
    if seam is None:
        yield Passage(block.start, block.end, Zone.TEASER)
        return
    yield from _pieces(block, [(Zone.TEASER, seam)], page.text)
    yield from _byline(page, Block(seam, block.end, seam, False))


def _byline(page: Page, block: Block) -> Iterator[Passage]:
    """Cut the buttons off a byline: `Anna Berg 3.4.2025 - 11:00 Uhr Artikel anhören`."""
    line = page.text[block.start : block.end]
    seam = block.end
    for space in re.finditer(r"\s+(?=\S)", line):
        if Cue.SHARE in cues_of(line[space.end() :]):
            seam = block.start + space.start()
            break
    yield from _pieces(block, [(Zone.BYLINE, seam), (Zone.FURNITURE, block.end)], page.text)


def _pieces(block: Block, ends: list[tuple[Zone, int]], text: str) -> Iterator[Passage]:
    """Yield the pieces of a block that end at the given offsets, without surrounding white space or empty ones."""
    at = block.start
    for zone, end in ends:
        piece = text[at:end]
        core = piece.strip()
        if core:
            start = at + piece.index(core[0])
            yield Passage(start, start + len(core), zone)
        at = max(at, end)
