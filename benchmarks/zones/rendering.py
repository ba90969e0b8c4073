"""Web pages rendered to plain text, the way a browser's "save as text" or copy and paste leaves them.

Block elements make lines, inline elements glue (a kicker in a `<span>` sticks to its headline), navigation keeps the
words of its links, scripts and hidden elements vanish. Browsers differ in bullets, blank lines and alternative texts of
images, so a page gets one of the habits, chosen by its name.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

import xxhash
from lxml.html import HtmlElement

_UNSHOWN = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "iframe",
        "object",
        "embed",
        "select",
        "option",
        "input",
        "textarea",
        "head",
        "meta",
        "link",
        "video",
        "audio",
        "canvas",
        "map",
        "math",
        "datalist",
        "source",
        "track",
    ]
)
_PARAGRAPHS = frozenset(
    [
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "dl",
        "blockquote",
        "pre",
        "table",
        "figure",
        "hr",
        "section",
        "article",
        "header",
        "footer",
        "nav",
        "aside",
        "main",
        "form",
        "fieldset",
    ]
)
_BLOCKS = _PARAGRAPHS | frozenset(
    [
        "div",
        "li",
        "dt",
        "dd",
        "tr",
        "figcaption",
        "address",
        "details",
        "summary",
        "legend",
        "caption",
        "center",
        "body",
        "html",
        "tbody",
        "thead",
        "tfoot",
    ]
)
_CELLS = frozenset(["td", "th"])
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_SPACE = re.compile(r"[ \t\r\n\f\v\u00a0]+")
_CONTROL = re.compile(r"[\u00ad\u200b-\u200f\ufeff\x00-\x08\x0e-\x1f]")


@dataclass(frozen=True, slots=True)
class Habit:
    """How a browser or reader leaves lists, images and the space between paragraphs."""

    bullets: bool
    blank_lines: bool
    alternative_texts: bool


@dataclass(frozen=True, slots=True)
class RenderedLine:
    """One line of the rendered page; `marks` are the names of the marked elements most of its characters stand in."""

    text: str
    marks: frozenset[str]


def habit_of(name: str) -> Habit:
    """Return the rendering habit of the page `name`: the same at every run."""
    number = xxhash.xxh3_64_intdigest(b"habit" + name.encode())
    return Habit(bullets=number % 3 == 0, blank_lines=number // 3 % 4 != 0, alternative_texts=number // 12 % 4 == 0)


class _Page:
    def __init__(self, habit: Habit) -> None:
        self.habit = habit
        self.lines: list[RenderedLine] = []
        self.pieces: list[tuple[str, frozenset[str]]] = []

    def words(self, text: str | None, marks: frozenset[str]) -> None:
        if text:
            self.pieces.append((text, marks))

    def end_line(self, blank: bool = False) -> None:
        text = _SPACE.sub(" ", _CONTROL.sub("", "".join(piece for piece, _ in self.pieces))).strip()
        if text:
            weights: dict[str, int] = {}
            total = 0
            for piece, marks in self.pieces:
                size = len(piece.strip())
                total += size
                for mark in marks:
                    weights[mark] = weights.get(mark, 0) + size
            self.lines.append(RenderedLine(text, frozenset(m for m, w in weights.items() if 2 * w > total)))
        self.pieces = []
        if blank and self.habit.blank_lines and self.lines and self.lines[-1].text:
            self.lines.append(RenderedLine("", frozenset()))


def rendered_lines(
    root: HtmlElement, habit: Habit, marked: dict[str, Collection[HtmlElement]] | None = None
) -> list[RenderedLine]:
    """Return the lines of the page; `marked` names elements whose text is to be recognised in the lines."""
    names: dict[HtmlElement, set[str]] = {}
    for name, elements in (marked or {}).items():
        for element in elements:
            names.setdefault(element, set()).add(name)
    page = _Page(habit)
    # An explicit stack: real pages nest deeper than Python's recursion limit.
    stack: list[tuple[Iterator[HtmlElement], HtmlElement | None, frozenset[str]]] = [(iter([root]), None, frozenset())]
    while stack:
        children, parent, marks = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            if parent is not None:
                if parent.tag in _BLOCKS:
                    page.end_line(parent.tag in _PARAGRAPHS)
                elif parent.tag in _CELLS:
                    page.words(" ", marks)
                page.words(parent.tail, stack[-1][2])
            continue
        if not isinstance(child.tag, str) or not _is_shown(child):
            page.words(child.tail, marks)
            continue
        inside = marks | names[child] if child in names else marks
        if child.tag in _BLOCKS:
            page.end_line(child.tag in _PARAGRAPHS)
        if child.tag == "br":
            page.end_line()
        elif child.tag == "li" and habit.bullets:
            ordered = (up := child.getparent()) is not None and up.tag == "ol"
            page.words(f"{up.index(child) + 1}. " if ordered and up is not None else "* ", inside)
        elif child.tag == "img" and habit.alternative_texts and (alternative := (child.get("alt") or "").strip()):
            page.end_line()
            page.words(alternative, inside | {"alternative"})
            page.end_line()
        page.words(child.text, inside)
        stack.append((iter(child), child, inside))
    page.end_line()
    return page.lines


def _is_shown(element: HtmlElement) -> bool:
    return (
        element.tag not in _UNSHOWN
        and "hidden" not in element.attrib
        and not _HIDDEN_STYLE.search(element.get("style") or "")
    )


def text_of(lines: list[RenderedLine]) -> str:
    """Return the rendered page as one text."""
    return "\n".join(line.text for line in lines).strip("\n")
