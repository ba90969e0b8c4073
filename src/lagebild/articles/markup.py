"""Blocks of a marked-up page and the text that is laid out from them.

A block is a run of text that a page shows as one paragraph, heading, caption or list item. HTML and trafilatura's XML
are walked by the same function: the tables below name the tags of both.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree
from lxml import html as lxml_html

from lagebild.articles.article import Passage, Zone
from lagebild.articles.decoding import cleaned

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "head"})
INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "hi",
        "i",
        "ins",
        "kbd",
        "mark",
        "meter",
        "nobr",
        "output",
        "q",
        "ref",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    ]
)
BREAKS = frozenset({"br", "lb"})
CELLS = frozenset({"td", "th", "cell"})
UNSEEN = frozenset(
    [
        "applet",
        "area",
        "audio",
        "base",
        "button",
        "canvas",
        "col",
        "colgroup",
        "datalist",
        "embed",
        "frame",
        "graphic",
        "iframe",
        "img",
        "input",
        "link",
        "map",
        "math",
        "meta",
        "noframes",
        "noscript",
        "object",
        "option",
        "param",
        "picture",
        "script",
        "select",
        "source",
        "style",
        "svg",
        "template",
        "textarea",
        "title",
        "track",
        "video",
    ]
)
CELL_SEPARATOR = " | "

_WHITE = re.compile(r"[^\S\n]+")
_AROUND_NEWLINE = re.compile(r" ?\n\s*")


@dataclass(frozen=True, slots=True)
class Block:
    """One block: its zone as far as the tags tell, its cleaned text, and the element that holds it."""

    zone: Zone
    text: str
    element: etree._Element


def blocks_in(root: etree._Element) -> Iterator[Block]:
    """Yield the blocks of a tree of HTML or of trafilatura's XML, in the order of the document.

    The walk keeps its own stack, so that the depth of a page does not matter.
    """
    pieces: list[str] = []
    holders: list[tuple[Zone, etree._Element]] = [(Zone.BODY, root)]
    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        tag = element.tag if isinstance(element.tag, str) else None
        if event == "start":
            if tag in UNSEEN:
                walk.skip_subtree()
                continue
            if tag in BREAKS:
                pieces.append("\n")
            elif tag in CELLS:
                pieces.append(CELL_SEPARATOR if "".join(pieces).strip() else "")
            elif tag not in INLINE:
                yield from _block_of(pieces, *holders[-1])
                holders.append((_zone_of_tag(tag) or holders[-1][0], element))
            pieces.append((element.text or "").replace("\n", " "))
            continue
        if event == "end" and _opens_block(tag):
            yield from _block_of(pieces, *holders.pop())
        if element is not root:
            pieces.append((element.tail or "").replace("\n", " "))
    yield from _block_of(pieces, *holders[0])


def text_and_passages(parts: Iterable[tuple[Zone, str]]) -> tuple[str, tuple[Passage, ...]]:
    """Return the text of the parts, an empty line between two, and one passage for each that is not empty."""
    texts: list[str] = []
    passages: list[Passage] = []
    start = 0
    for zone, part in parts:
        text = part.strip()
        if text:
            passages.append(Passage(start, start + len(text), zone))
            texts.append(text)
            start += len(text) + 2
    return "\n\n".join(texts), tuple(passages)


def laid_out(text: str) -> str:
    """Return cleaned text with single spaces and without space around its newlines."""
    return _AROUND_NEWLINE.sub("\n", _WHITE.sub(" ", cleaned(text))).strip()


def line_of(element: etree._Element) -> str:
    """Return all that an element shows, as one cleaned line."""
    return " ".join(" ".join(block.text for block in blocks_in(element)).split())


def _opens_block(tag: str | None) -> bool:
    return tag is not None and tag not in INLINE and tag not in BREAKS and tag not in CELLS and tag not in UNSEEN


def _zone_of_tag(tag: str | None) -> Zone | None:
    if tag in HEADINGS:
        return Zone.HEADING
    return Zone.CAPTION if tag == "figcaption" else None


def _block_of(pieces: list[str], zone: Zone, element: etree._Element) -> Iterator[Block]:
    text = laid_out("".join(pieces))
    pieces.clear()
    if text:
        yield Block(zone, text, element)


def tree_of(markup: str) -> etree._Element | None:
    """Return the tree of a page or fragment of HTML, or None if there is nothing in it.

    Markup deeper than the parser's own limit is cut there; entities and addresses are never followed.
    """
    data = markup.replace("\x00", "").encode("utf-8", "replace")
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        return lxml_html.document_fromstring(data, parser=parser) if data.strip() else None
    except etree.ParserError:
        return None
