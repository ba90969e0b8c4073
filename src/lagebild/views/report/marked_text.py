"""The text of an article as HTML: its zones as blocks, its marks as highlighted runs."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
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


LAYERS = (
    *("place", "outlook", "relation", "quotation"),
    *("event", "PER", "STATE", "ORG", "GROUP", "LOC", "MISC", "time", "quantity"),
)
"""The layers from outside to inside where marks overlap: the long ones hold the short ones, and `place`, where a link
leads, holds all."""

_DEPTH = {layer: depth for depth, layer in enumerate(LAYERS)}


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A highlighted run: `[start, end)` in the article's text, its layer, and what hovering tells.

    `sources` and `targets` are the places of the marks that are its sides, and `is_side` says that a mark is one.
    Links lead to its `anchor`.
    """

    start: int
    end: int
    layer: str
    tip: str
    sources: tuple[int, ...] = ()
    targets: tuple[int, ...] = ()
    is_side: bool = False
    anchor: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Note:
    """Words of the report itself, set after the character before `place`, and names that links lead to."""

    place: int
    words: tuple[str, ...]
    anchors: tuple[str, ...] = ()


def shown(text: str) -> str:
    """Return `text` as HTML that can only ever be text: escaped, with direction overrides made visible."""
    return escape(legible(text), quote=True)


def marked_run(text: str, start: int, end: int, marks: Sequence[Mark], notes: Sequence[Note] = ()) -> str:
    """Return `text[start:end]` as HTML with the marks and notes inside it.

    Notes come ordered by place: their anchors stand before what begins there, their words behind what ends there.
    Marks lie inside each other, the long layers outside; those that overlap otherwise, and those that a note stands in,
    are cut in two.
    """
    inside = sorted((max(m.start, start), min(m.end, end), m) for m in marks if m.start < end and start < m.end)
    first = bisect_left(notes, start, key=lambda note: note.place)
    last = bisect_right(notes, end, key=lambda note: note.place)
    noted = {note.place: note for note in notes[first:last]}
    cuts = sorted({start, end, *noted, *(s for s, _, _ in inside), *(e for _, e, _ in inside)})
    pieces: list[str] = [_anchors_html(noted[start])] if start in noted else []
    nested: list[Mark] = []
    active: list[Mark] = []
    upcoming = 0
    for left, right in pairwise(cuts):
        active = [mark for mark in active if mark.end > left]
        while upcoming < len(inside) and inside[upcoming][0] <= left:
            active.append(inside[upcoming][2])
            upcoming += 1
        active.sort(key=lambda mark: (_DEPTH[mark.layer], mark.start, -mark.end))
        kept = _shared(nested, active)
        pieces.append("</mark>" * (len(nested) - kept))
        pieces += [_opening(mark, is_first=mark.start >= left) for mark in active[kept:]]
        pieces.append(shown(text[left:right]))
        nested = list(active)
        if right in noted:
            anchors = _anchors_html(noted[right]) if right < end else ""
            pieces.append("</mark>" * len(nested) + anchors + _words_html(noted[right]))
            nested = []
    pieces.append("</mark>" * len(nested))
    return "".join(pieces)


def _shared(some: Sequence[Mark], others: Sequence[Mark]) -> int:
    """Return how many marks two nestings share from the outside."""
    pairs = zip(some, others, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a is not b), min(len(some), len(others)))


def _opening(mark: Mark, *, is_first: bool) -> str:
    """Return the tag that opens a mark; only its first piece can be reached with the keyboard."""
    attributes = [f'class="{escape(mark.layer)}"', f'data-tip="{shown(mark.tip)}"']
    if mark.is_side:
        attributes.append(f'data-at="{mark.start}"')
    for name, places in (("from", mark.sources), ("to", mark.targets)):
        if places:
            attributes.append(f'data-{name}="{" ".join(map(str, places))}"')
    if is_first and mark.anchor:
        attributes.append(f'id="{escape(mark.anchor)}"')
    if is_first:
        attributes.append('tabindex="0"')
    return f"<mark {' '.join(attributes)}>"


def _anchors_html(note: Note) -> str:
    return "".join(f'<a id="{escape(anchor)}"></a>' for anchor in note.anchors)


def _words_html(note: Note) -> str:
    words = "".join(f"<span>{shown(words)}</span>" for words in note.words)
    return f'<span class="gloss">{words}</span>' if words else ""


def article_html(
    text: str,
    passages: Iterable[Passage],
    marks: Iterable[Mark],
    notes: Sequence[Note],
    zone_names: dict[str, str],
) -> str:
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
        run = marked_run(text, passage.start, passage.end, here, notes).replace("\n", "<br>")
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
