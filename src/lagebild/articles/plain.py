"""Plain text, also whole pages saved as text."""

from __future__ import annotations

from lagebild.articles.article import Article
from lagebild.articles.decoding import cleaned, decoded, has_words
from lagebild.articles.language import language_of
from lagebild.articles.origin import Origin, refuse_too_long
from lagebild.articles.pagedata import page_data_of
from lagebild.articles.zones import zones_of
from lagebild.errors import RefusedSource


def article_from(data: bytes, origin: Origin) -> Article:
    """Return the article that a text file holds; raises `RefusedSource` if it holds no readable text."""
    return article_of_text(cleaned(decoded(data, charset=origin.charset, place=origin.place)), origin)


def article_of_text(text: str, origin: Origin) -> Article:
    """Return the article of a cleaned text: zones, title, outlet, authors and date come from its own words.

    Raises:
        RefusedSource: it holds no readable text, or too much to be one article.
    """
    refuse_too_long(len(text), origin.place)
    if not has_words(text):
        raise RefusedSource("It holds no readable text.", place=origin.place)
    passages = zones_of(text)
    page = page_data_of(text, passages)
    return Article(
        uri=origin.uri,
        text=text,
        passages=passages,
        title=page.title,
        outlet=page.outlet,
        authors=page.authors,
        lang=language_of(text),
        published=page.published,
        published_basis=None if page.published is None else "text",
        published_span=page.published_span,
        fetched_at=origin.fetched_at,
    )
