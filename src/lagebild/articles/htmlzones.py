"""What a page shows around its article: kicker, headline, teaser, byline, captions and credits.

A zone is told by the markup (h1, figcaption), by what the metadata says too (title, description, authors), and by the
class names that content management systems use for it, which are declared below.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from lxml import etree

from lagebild.articles.article import Zone
from lagebild.articles.htmlmetadata import PageMetadata
from lagebild.articles.markup import Block, blocks_in, line_of

KICKER_CLASS = re.compile(
    r"kicker|dachzeile|topline|overline|spitzmarke|roofline|toptitle|pre-?title|supertitle|eyebrow|headline-?intro|hat-line",
    re.IGNORECASE,
)
TEASER_CLASS = re.compile(
    r"teaser|lead\b|lede|intro|vorspann|standfirst|summary|subtitle|sub-?head|subline|\bdek\b|\bdeck\b|excerpt|abstract|anriss|"
    r"unterzeile|article-?desc|chapo",
    re.IGNORECASE,
)
BYLINE_CLASS = re.compile(
    r"byline|author|autor|verfasser|dateline|pub-?date|published|publish|timestamp|datum|article-?(?:info|meta|date)|"
    r"entry-?(?:meta|date)|post-?(?:meta|date)",
    re.IGNORECASE,
)
CAPTION_CLASS = re.compile(r"caption|bildunterschrift|bildtext|bu-text|legende", re.IGNORECASE)
CREDIT_CLASS = re.compile(
    r"credit|copyright|source|quelle|rights|photographer|fotograf|\bagency|urheber", re.IGNORECASE
)
OTHER_CONTENT_CLASS = re.compile(
    r"related|recommend|more-?from|most-?read|newsletter|comment|sidebar|promo|advert|social|share|breadcrumb|navi",
    re.IGNORECASE,
)
"""Class names of boxes for other articles and for actions; nothing in them belongs to this article."""

_CREDIT_WORDS = (
    "Fotos?|Bild|Bilder|Bildquelle|Bildrechte|Quelle|Photos?|Photographs?|Photography by|Photo by|Foto von|Images?|"
    "Picture|Credits?|Source|Copyright"
)
CREDIT_TAIL = re.compile(
    rf"\s*[(|\[\u2013-]?\s*(?:\b(?:{_CREDIT_WORDS})\s?[:/\u00a9]|\u00a9|\(c\) ).{{1,150}}$"
    r"|(?<=[a-z.!?\u201c\"])(?:Bild|Foto|Image|Photo): .{1,150}$"
)
"""The credit at the end of a caption, also glued to its last word."""

MAX_TEASER_BLOCKS = 6
"""Blocks between headline and article that are looked at when the first paragraph is not found on the page."""

MIN_TEASER_CHARACTERS = 40
MAX_LINE_CHARACTERS = 200
"""A byline is one line; what is longer is text."""

MAX_KICKER_CHARACTERS = 80
BLOCKS_BEFORE_HEADLINE = 3
MIN_TITLE_SHARE = 0.4
"""Share of the headline that the metadata's title must make up: the rest is a kicker; and the other way round: the rest
is the name of the site."""

SAME_WORDS_SHARE = 0.8
"""Share of words that headline and metadata's title must have in common when neither holds the other."""

KEY_CHARACTERS = 120
"""Letters and digits by which a block is recognised in another tree."""

_BOXES = frozenset({"aside", "nav", "footer", "a", "button", "form"})
_WORD = re.compile(r"\w+")
_TITLE_PARTS = re.compile(r"\s[|\u2013\u2014-]\s|:\s")
_KICKER_EDGE = " :|\u2013\u2014-"
_NOT_ALPHANUMERIC = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page shows besides the article's blocks.

    `above` stands before the first block, in the page's order; `captions[n]` stands before block `n`. `headline` is
    title and kicker together, as the page joins them.
    """

    title: str | None = None
    headline: str | None = None
    above: tuple[tuple[Zone, str], ...] = ()
    captions: dict[int, list[tuple[Zone, str]]] = field(default_factory=dict)


def key_of(text: str) -> str:
    """Return the letters and digits of a text in lower case, by which equal texts are recognised."""
    return _NOT_ALPHANUMERIC.sub("", text.casefold())


def shown_in(tree: etree._Element, body: Sequence[Block], metadata: PageMetadata) -> Shown:
    """Return what the page of `tree` shows around the blocks of its article."""
    page = list(blocks_in(tree))
    headline = _headline(tree, metadata.title)
    start, end = _extent(page, headline)
    places = _places([key_of(block.text) for block in page], body, end)
    captions = _captions(page, end, places)
    if headline is None:
        return Shown(captions=captions)
    first = min(places.values(), default=end + MAX_TEASER_BLOCKS)
    kicker, title = _headline_parts(headline, metadata.title)
    kickers = [kicker] if kicker else _kickers(page[max(0, start - BLOCKS_BEFORE_HEADLINE) : start])
    above = [(Zone.KICKER, kicker) for kicker in kickers] + [(Zone.TITLE, title)]
    above += _between(page[end : max(end, first)], metadata)
    above += [(Zone.TEASER, block.text) for block in body[:2] if _is_description(block.text, metadata.description)]
    once: dict[str, tuple[Zone, str]] = {}
    for zone, text in above:
        once.setdefault(key_of(text), (zone, text))
    return Shown(title, line_of(headline), tuple(once.values()), captions)


def _headline(tree: etree._Element, title: str | None) -> etree._Element | None:
    """Return the element that shows the title: a heading with its words, else the only h1."""
    firsts = [element for element in tree.iter("h1") if line_of(element)]
    for element in [*firsts, *tree.iter("h2", "h3")]:
        if _is_same_title(line_of(element), title or ""):
            return element
    return firsts[0] if len(firsts) == 1 and not title else None


def _is_same_title(shown: str, wanted: str) -> bool:
    """Return whether one holds the other, or both have the same words in another order (kicker first or last)."""
    shorter, longer = sorted((key_of(shown), key_of(wanted)), key=len)
    if not shorter:
        return False
    if shorter in longer:
        return len(shorter) >= MIN_TITLE_SHARE * len(longer)
    words, wanted_words = set(_WORD.findall(shown.casefold())), set(_WORD.findall(wanted.casefold()))
    return len(words & wanted_words) >= SAME_WORDS_SHARE * max(len(words), len(wanted_words))


def _extent(page: Sequence[Block], headline: etree._Element | None) -> tuple[int, int]:
    """Return from which to before which block the headline stands; (0, 0) if there is none."""
    if headline is None:
        return 0, 0
    inside = set(headline.iter())
    places = [place for place, block in enumerate(page) if block.element in inside]
    return (places[0], places[-1] + 1) if places else (0, 0)


def _places(keys: Sequence[str], body: Sequence[Block], start: int) -> dict[int, int]:
    """Return where on the page each block of the article stands, as far as it is found; places rise with numbers."""
    found: dict[str, list[int]] = defaultdict(list)
    for place, key in enumerate(keys):
        found[key[:KEY_CHARACTERS]].append(place)
    places: dict[int, int] = {}
    for number, block in enumerate(body):
        candidates = found.get(key_of(block.text)[:KEY_CHARACTERS], [])
        after = bisect_left(candidates, start)
        if after < len(candidates):
            places[number] = candidates[after]
            start = candidates[after] + 1
    return places


def _headline_parts(headline: etree._Element, title: str | None) -> tuple[str | None, str]:
    """Return kicker and title of a headline.

    The kicker is marked up as one, or it is what stands before the words of the metadata's title.
    """
    shown = line_of(headline)
    for element in headline.iter("span", "div", "small", "strong", "em", "a", "p"):
        kicker = line_of(element) if _has_class(element, KICKER_CLASS) else ""
        if kicker and shown.startswith(kicker) and len(kicker) < len(shown):
            return kicker.strip(_KICKER_EDGE) or None, shown[len(kicker) :].strip(_KICKER_EDGE)
    for stated in (title or "", *_TITLE_PARTS.split(title or "")):
        if len(stated) >= MIN_TITLE_SHARE * len(shown) and shown.endswith(stated) and len(stated) < len(shown):
            return shown[: -len(stated)].strip(_KICKER_EDGE) or None, stated
    return None, shown


def _kickers(blocks: Sequence[Block]) -> list[str]:
    return [block.text for block in blocks if len(block.text) <= MAX_KICKER_CHARACTERS and _is_in(block, KICKER_CLASS)]


def _between(blocks: Sequence[Block], metadata: PageMetadata) -> list[tuple[Zone, str]]:
    """Return teaser and byline among the blocks between the headline and the article."""
    parts: list[tuple[Zone, str]] = []
    for block in blocks:
        if block.zone == Zone.CAPTION or _is_in_box(block.element):
            continue
        if _is_description(block.text, metadata.description):
            parts.append((Zone.TEASER, block.text))
        elif len(block.text) <= MAX_LINE_CHARACTERS and _is_byline(block, metadata):
            parts.append((Zone.BYLINE, " ".join(block.text.split())))
        elif len(block.text) >= MIN_TEASER_CHARACTERS and _is_in(block, TEASER_CLASS):
            parts.append((Zone.TEASER, block.text))
    return parts


def _is_description(text: str, description: str | None) -> bool:
    shown, wanted = key_of(text), key_of((description or "").rstrip(".\u2026 "))
    if min(len(shown), len(wanted)) < MIN_TEASER_CHARACTERS:
        return False
    # Descriptions are often the beginning of the article, cut off: only a text of about their own length is a teaser.
    return shown == wanted or (shown.startswith(wanted) and len(shown) <= 1.2 * len(wanted)) or wanted.startswith(shown)


def _is_byline(block: Block, metadata: PageMetadata) -> bool:
    if any(name in block.text for name in metadata.authors):
        return True
    return _is_in(block, BYLINE_CLASS) and any(character.isdigit() for character in block.text)


def _captions(page: Sequence[Block], start: int, places: dict[int, int]) -> dict[int, list[tuple[Zone, str]]]:
    """Return captions and credits of the article's pictures, by the number of the block they stand before."""
    captions: dict[int, list[tuple[Zone, str]]] = {}
    for number, place in places.items():
        parts = [part for block in page[start:place] if _is_caption(block) for part in _caption_parts(block)]
        if parts:
            captions[number] = parts
        start = place + 1
    return captions


def _is_caption(block: Block) -> bool:
    return (block.zone == Zone.CAPTION or _is_in(block, CAPTION_CLASS)) and not _is_in_box(block.element)


def _caption_parts(block: Block) -> list[tuple[Zone, str]]:
    """Return caption and credit of a block: the credit is marked up as one, or it is the end of the text."""
    text = " ".join(block.text.split())
    if _has_class(block.element, CREDIT_CLASS):
        return [(Zone.CREDIT, text)]
    cut = len(text)
    for element in block.element.iter("span", "small", "cite", "em", "i", "a"):
        credit = line_of(element)
        if credit and _has_class(element, CREDIT_CLASS) and text.endswith(credit):
            cut = min(cut, len(text) - len(credit))
    tail = CREDIT_TAIL.search(text)
    cut = min(cut, tail.start() if tail else cut)
    return [(Zone.CAPTION, text[:cut].strip()), (Zone.CREDIT, text[cut:].strip())]


def _is_in(block: Block, classes: re.Pattern[str]) -> bool:
    """Return whether the block or one of the two elements around it has a class of this kind."""
    around: etree._Element | None = block.element
    for _ in range(3):
        if around is None or around.tag in ("body", "main", "article"):
            return False
        if _has_class(around, classes):
            return True
        around = around.getparent()
    return False


def _is_in_box(element: etree._Element) -> bool:
    return any(
        around.tag in _BOXES or (around.tag not in ("body", "html") and _has_class(around, OTHER_CONTENT_CLASS))
        for around in (element, *element.iterancestors())
    )


def _has_class(element: etree._Element, classes: re.Pattern[str]) -> bool:
    return classes.search(f"{element.get('class', '')} {element.get('itemprop', '')}") is not None
