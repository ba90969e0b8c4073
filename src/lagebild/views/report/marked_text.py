"""The text of an article as HTML: its zones as blocks, its marks as highlighted runs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from lagebild.articles.article import Passage, Zone
from lagebild.views.legible import legible

BLOCK_TAGS = {
    Zone.TITLE: "h3",
    Zone.HEADING: "h4",
    Zone.PULL_QUOTE: "blockquote",
    Zone.CAPTION: "figcaption",
}
"""The HTML element of a zone; all others are paragraphs."""


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A highlighted run: `[start, end)` in the article's text, its layer, a CSS class and what hovering tells."""

    start: int
    end: int
    layer: str
    css_class: str
    tip: str


def shown(text: str) -> str:
    """Return `text` as HTML that can only ever be text: escaped, with direction overrides made visible."""
    return escape(legible(text), quote=True)


def marked_run(text: str, start: int, end: int, marks: Sequence[Mark]) -> str:
    """Return `text[start:end]` as HTML with the marks inside it, overlapping marks cut into flat runs."""
    inside = sorted((max(m.start, start), min(m.end, end), m) for m in marks if m.start < end and start < m.end)
    if not inside:
        return shown(text[start:end])
    cuts = sorted({start, end, *(s for s, _, _ in inside), *(e for _, e, _ in inside)})
    pieces: list[str] = []
    active: list[tuple[int, int, Mark]] = []
    upcoming = 0
    for left, right in pairwise(cuts):
        while upcoming < len(inside) and inside[upcoming][0] <= left:
            active.append(inside[upcoming])
            upcoming += 1
        active = [a for a in active if a[1] > left]
        piece = shown(text[left:right])
        if active:
            here = [m for _, _, m in active]
            classes = " ".join(dict.fromkeys(c for m in here for c in (m.layer, m.css_class)))
            tip = " · ".join(dict.fromkeys(m.tip for m in here))
            piece = f'<mark class="{escape(classes)}" data-tip="{shown(tip)}" tabindex="0">{piece}</mark>'
        pieces.append(piece)
    return "".join(pieces)


def article_html(text: str, passages: Iterable[Passage], marks: Iterable[Mark], zone_names: dict[str, str]) -> str:
    """Return the article as HTML blocks, one a passage; furniture follows folded away so that nothing is hidden."""
    ordered = sorted(marks)
    blocks: list[str] = []
    folded: list[str] = []
    first = 0
    for passage in sorted(passages):
        while first < len(ordered) and ordered[first].end <= passage.start:
            first += 1
        here = [m for m in ordered[first : _after(ordered, passage.end, first)] if m.end > passage.start]
        tag = BLOCK_TAGS.get(passage.zone, "p")
        run = marked_run(text, passage.start, passage.end, here).replace("\n", "<br>")
        name = escape(zone_names[passage.zone.value])
        block = f'<{tag} class="zone z-{passage.zone.value}" data-zone="{name}">{run}</{tag}>'
        (folded if passage.zone is Zone.FURNITURE else blocks).append(block)
    if folded:
        summary = escape(zone_names[Zone.FURNITURE.value])
        blocks.append(
            f'<details class="furniture"><summary>{summary} ({len(folded)})</summary>{"".join(folded)}</details>'
        )
    return "".join(blocks)


def _after(ordered: Sequence[Mark], end: int, first: int) -> int:
    """Return the index after the last mark that starts before `end`."""
    index = first
    while index < len(ordered) and ordered[index].start < end:
        index += 1
    return index
