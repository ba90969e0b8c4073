"""The article text of annotated pages: what the publisher's markup says, where the human annotation agrees.

trafilatura's repository lists for each page hand-picked pieces that belong to the article (`with`) and pieces that do
not (`without`). They are too few to count words by. The publisher's own markup is complete but may be wrong. A page is
measured when both agree: a candidate (JSON-LD `articleBody`, `itemprop="articleBody"`, an element with a customary
class of article text, `<article>`, `<main>`, in this order) that contains every `with` piece the page shows outside its
title and no `without` piece. Neither looks at what trafilatura or this package extract.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import py3langid
import xxhash
from benchmarks.zones.rendering import RenderedLine, habit_of, rendered_lines, text_of
from lxml.html import HtmlElement
from trafilatura import load_html

LEAST_GOLD_WORDS = 80
"""Shorter articles are stubs or paywall heads; their markup is rarely right."""

_CONTENT_CLASS = re.compile(
    r"(?:^|[\s_-])(?:entry|post|article|story|single|blog|news|text)[_-]{0,2}(?:content|body|text|copy)(?:$|\s)"
    r"|(?:^|\s)(?:articlebody|articletext|storybody|postcontent|content-body|body-text|rich-?text|field-name-body"
    r"|article__(?:content|body|text)|c-article-content|article-main|itemFullText|RichTextArticleBody)(?:$|\s)",
    re.I,
)
_FURNITURE_CLASS = re.compile(
    r"shar(?:e|ing|edaddy)|social|relat(?:ed|ive)|newsletter|advert|(?:^|[\s_-])ads?(?:$|[\s_-])|comment|author|byline"
    r"|teaser-?list|recommend|promo|breadcrumb|navigation|(?:^|[\s_-])nav(?:$|[\s_-])|sidebar|widget|caption|credit"
    r"|copyright|meta(?:$|[\s_-])|tags|paywall|rating|footnotes-nav|toc(?:$|[\s_-])|outbrain|taboola",
    re.I,
)
_FURNITURE_TAGS = ["nav", "aside", "form", "button", "figure", "figcaption", "footer", "header", "table"]
_LETTERS = re.compile(r"[^\w]+|_")


@dataclass(frozen=True, slots=True)
class GoldPage:
    """One page with its rendered lines, which of them are article text, and what the annotation says of it."""

    name: str
    address: str
    lang: str
    html: bytes
    lines: list[RenderedLine]
    is_body: list[bool] | None
    is_neutral: list[bool]
    basis: str | None
    title: str | None
    authors: tuple[str, ...]
    published: str | None
    with_pieces: list[str]
    without_pieces: list[str]

    @property
    def text(self) -> str:
        """The rendered page."""
        return text_of(self.lines)

    @property
    def is_held_out(self) -> bool:
        """Whether the page belongs to the half nobody looks at while rules are made."""
        return xxhash.xxh3_64_intdigest(b"half" + self.name.encode()) % 2 == 1


def folded(text: str) -> str:
    """Return the letters and digits of `text` in lower case, for comparison."""
    return _LETTERS.sub("", text.casefold())


def gold_pages(checkout: Path) -> Iterator[GoldPage]:
    """Yield the annotated pages of a checkout of trafilatura, in the order of the annotation file."""
    entries: dict[str, dict[str, Any]] = json.loads((checkout / "tests/evaldata.json").read_text("utf-8"))
    for address, entry in entries.items():
        places = [checkout / "tests" / folder / entry["file"] for folder in ("eval", "cache")]
        place = next((p for p in places if p.exists()), None)
        if place is None:
            continue
        html = place.read_bytes()
        tree = load_html(html)
        if tree is not None:
            yield _gold_page(address, entry, html, tree)


def _gold_page(address: str, entry: dict[str, Any], html: bytes, tree: HtmlElement) -> GoldPage:
    name = entry["file"]
    candidates = list(_candidates(tree))
    marked: dict[str, list[HtmlElement]] = {basis: elements for basis, elements, _ in candidates if elements}
    marked["furniture"] = [e for _, elements, _ in candidates for top in elements for e in _furniture_in(top)]
    marked["headline"] = list(tree.iter("h1"))
    marked["caption"] = list(tree.iter("figcaption"))
    lines = rendered_lines(tree, habit_of(name), marked)
    title = entry.get("title") or None
    page_key = folded(" ".join(line.text for line in lines))
    title_key = folded(title or "")
    with_keys = [k for piece in entry["with"] if (k := folded(piece)) in page_key and k not in title_key]
    without_keys = [folded(piece) for piece in entry["without"]]
    is_body: list[bool] | None = None
    chosen: str | None = None
    for basis, _, body in candidates:
        flags = _flags_of_text(lines, body) if body else _flags_of_mark(lines, basis)
        gold = " ".join(line.text for line, flag in zip(lines, flags, strict=True) if flag)
        key = folded(gold)
        agrees = all(k in key for k in with_keys) and not any(k and k in key for k in without_keys)
        if agrees and with_keys and len(gold.split()) >= LEAST_GOLD_WORDS:
            is_body, chosen = flags, basis.split(":")[0]
            break
    description = _description(tree)
    return GoldPage(
        name=name,
        address=address,
        lang=_language(tree, lines),
        html=html,
        lines=lines,
        is_body=is_body,
        is_neutral=[_is_neutral(line, title_key, description) for line in lines],
        basis=chosen,
        title=title,
        authors=_listed(entry.get("author")),
        published=entry.get("date") or None,
        with_pieces=entry["with"],
        without_pieces=entry["without"],
    )


def with_body(page: GoldPage, body: str) -> GoldPage:
    """Return the page with the lines that stand in `body` as its article text, or unchanged if the pieces disagree."""
    key = folded(body)
    wanted = [k for piece in page.with_pieces if (k := folded(piece))]
    unwanted = [k for piece in page.without_pieces if (k := folded(piece))]
    if not wanted or not all(k in key for k in wanted) or any(k in key for k in unwanted):
        return page
    flags = _flags_of_text(page.lines, body)
    size = sum(len(line.text.split()) for line, flag in zip(page.lines, flags, strict=True) if flag)
    return replace(page, is_body=flags, basis="found") if size >= LEAST_GOLD_WORDS else page


def _listed(value: str | list[str] | None) -> tuple[str, ...]:
    names = value.split("; ") if isinstance(value, str) else value or []
    return tuple(name for name in names if name.strip())


def _is_neutral(line: RenderedLine, title_key: str, description: str) -> bool:
    """Return whether markup differs on the line: headline, teaser, caption and alternative text count for nobody."""
    key = folded(line.text)
    if line.marks & {"headline", "caption", "alternative"} or (key and key == title_key):
        return True
    return len(key) > 40 and bool(description) and (key in description or description[:60] in key)


def _description(tree: HtmlElement) -> str:
    found = tree.xpath('//meta[@name="description" or @property="og:description"]/@content')
    return folded(max((str(f) for f in found), key=len, default=""))


def _language(tree: HtmlElement, lines: list[RenderedLine]) -> str:
    longest = sorted((line.text for line in lines), key=len)[-10:]
    return str(py3langid.classify(" ".join(longest)[:4000])[0])


def _candidates(tree: HtmlElement) -> Iterator[tuple[str, list[HtmlElement], str]]:
    for number, body in enumerate(_structured_bodies(tree)):
        yield f"json-ld:{number}", [], body
    for query, basis in (
        ('//*[contains(@itemprop, "articleBody")]', "itemprop"),
        (None, "class"),
        ("//article", "article"),
        ("//main", "main"),
    ):
        found = (
            tree.xpath(query) if query else [e for e in tree.iter("div", "section", "span") if _has_content_class(e)]
        )
        tops = [e for e in found if not any(up in found for up in e.iterancestors())]
        if len(tops) > 1:
            yield f"{basis}:all", tops, ""
            for number, top in enumerate(tops[:5]):
                yield f"{basis}:{number}", [top], ""
        elif tops:
            yield f"{basis}:0", tops, ""


def _has_content_class(element: HtmlElement) -> bool:
    return bool(_CONTENT_CLASS.search(element.get("class") or "") or _CONTENT_CLASS.search(element.get("id") or ""))


def _furniture_in(top: HtmlElement) -> Iterator[HtmlElement]:
    yield from top.iterdescendants(*_FURNITURE_TAGS)
    for element in top.iterdescendants("div", "ul", "section", "p", "span"):
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        if _FURNITURE_CLASS.search(names):
            yield element


def _structured_bodies(tree: HtmlElement) -> Iterator[str]:
    for script in tree.xpath('//script[@type="application/ld+json"]'):
        try:
            stack: list[Any] = [json.loads(script.text or "null", strict=False)]
        except json.JSONDecodeError:
            continue
        while stack:
            value = stack.pop()
            if isinstance(value, dict):
                if isinstance(body := value.get("articleBody"), str):
                    yield re.sub(r"<[^>]+>|&nbsp;", " ", body)
                stack.extend(value.values())
            elif isinstance(value, list):
                stack.extend(value)


def _flags_of_mark(lines: list[RenderedLine], basis: str) -> list[bool]:
    return [basis in line.marks and not line.marks & {"furniture", "headline", "alternative"} for line in lines]


def _flags_of_text(lines: list[RenderedLine], body: str) -> list[bool]:
    """Return which lines stand in `body`; a short one only where the text goes on from the last line found."""
    key, at = folded(body), 0
    flags: list[bool] = []
    for line in lines:
        piece = folded(line.text)
        near = key.find(piece, at, at + len(piece) + 300) if piece else -1
        place = near if near >= 0 else (key.find(piece) if len(piece) >= 60 else -1)
        if near >= 0 and at == 0 and len(piece) < 60:
            place = -1
        flags.append(place >= 0 and not line.marks & {"headline", "alternative"})
        if place >= 0:
            at = place + len(piece)
    return flags
