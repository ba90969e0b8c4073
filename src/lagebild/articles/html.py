"""HTML pages: trafilatura finds the article among the furniture, the page's own markup tells its zones.

trafilatura returns headings, paragraphs, lists and quotations, without the headline, the teaser and the captions.
Those are taken from the page itself (`lagebild.articles.htmlzones`) and laid in at the places where it shows them.
Nothing is kept between two pages: no deduplication, no options that change.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from copy import deepcopy

import trafilatura
from lxml import etree

from lagebild.articles.article import Article, Zone
from lagebild.articles.decoding import decoded, has_words
from lagebild.articles.htmlmetadata import metadata_of
from lagebild.articles.htmlzones import Shown, key_of, shown_in
from lagebild.articles.language import language_of
from lagebild.articles.markup import Block, blocks_in, text_and_passages, tree_of
from lagebild.articles.origin import Origin, refuse_too_long
from lagebild.articles.pagedata import page_data_of
from lagebild.errors import RefusedSource

QUOTE_REPEAT_CHARACTERS = 25
"""Letters and digits from which on a quotation that the body repeats is a pull quote and no coincidence."""

MAX_ELEMENTS = 100_000
"""Elements of one page: long live blogs have 50,000; trafilatura takes 0.1 ms for each."""

# What trafilatura and htmldate have to say about damaged pages is said by the refusal.
for _name in ("trafilatura", "htmldate", "readability", "justext"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)


def article_from(data: bytes, origin: Origin) -> Article:
    """Return the article of an HTML page; raises `RefusedSource` if the page shows none, or one that is too long."""
    tree = tree_of(decoded(data, charset=origin.charset, place=origin.place))
    if tree is None:
        raise RefusedSource("The page is empty.", place=origin.place)
    if sum(1 for _ in tree.iter()) > MAX_ELEMENTS:
        raise RefusedSource(f"The page has more than {MAX_ELEMENTS:,} elements.", place=origin.place)
    metadata = metadata_of(tree, origin)
    body = _body_of(tree)
    if not any(has_words(block.text) for block in body):
        raise RefusedSource("The page shows no article text.", place=origin.place)
    refuse_too_long(sum(len(block.text) for block in body), origin.place)
    shown = shown_in(tree, body, metadata)
    text, passages = text_and_passages(_parts_of(body, shown))
    stated = page_data_of(text, passages)
    published = metadata.published or stated.published
    return Article(
        uri=metadata.uri,
        text=text,
        passages=passages,
        title=shown.title or metadata.title,
        outlet=metadata.outlet or stated.outlet,
        authors=metadata.authors or stated.authors,
        lang=language_of(text),
        published=published,
        published_basis="metadata" if metadata.published else "text" if published else None,
        published_span=None if metadata.published else stated.published_span,
        fetched_at=origin.fetched_at,
    )


def _body_of(tree: etree._Element) -> list[Block]:
    """Return the blocks of the article proper, in order."""
    document = trafilatura.bare_extraction(
        deepcopy(tree), include_comments=False, include_tables=True, deduplicate=False, with_metadata=False
    )
    body = getattr(document, "body", None)
    return [] if body is None else list(blocks_in(body))


def _parts_of(body: Sequence[Block], shown: Shown) -> Iterable[tuple[Zone, str]]:
    """Yield zones and texts: what stands above the article, then its blocks with the captions where they belong."""
    above = {key_of(text) for _, text in shown.above} | {key_of(shown.headline or "")}
    captions = {key_of(text) for texts in shown.captions.values() for _, text in texts}
    yield from shown.above
    said = [key_of(block.text) for block in body]
    for number, (block, key) in enumerate(zip(body, said, strict=True)):
        yield from shown.captions.get(number, ())
        if key not in above and key not in captions:
            yield _zone_of(block, key, said), block.text


def _zone_of(block: Block, key: str, said: Sequence[str]) -> Zone:
    """Return the zone of a body block: a quotation set apart whose words the body says too is a pull quote."""
    is_quote = block.element.tag in ("quote", "blockquote")
    if is_quote and len(key) >= QUOTE_REPEAT_CHARACTERS and any(key in other and key != other for other in said):
        return Zone.PULL_QUOTE
    return block.zone
