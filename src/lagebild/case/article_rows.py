"""The rows of one article, read and checked, or why there are none."""

from __future__ import annotations

from lagebild.articles.article import Article
from lagebild.case.rows import Rows, rows_of
from lagebild.case.versions import READER_VERSION_TEXT, WORLD_VERSION_TEXT
from lagebild.case.writing import check_writable
from lagebild.errors import RefusedSource
from lagebild.reading.read import read_article


def rows_or_refusal(article: Article) -> Rows | RefusedSource:
    """Return the rows of an article, ready to be written, or its refusal: nothing in it may stop the others."""
    try:
        rows = rows_of(read_article(article), READER_VERSION_TEXT, WORLD_VERSION_TEXT)
        check_writable(rows)
    except Exception as error:
        return RefusedSource(
            f"An error in this program stopped it ({type(error).__name__}: {error}).", place=article.uri
        )
    return rows


def flaw_of(article: Article) -> str | None:
    """Return why no file of UTF-8 text can hold an article (a lone surrogate in it), or None."""
    fields = (article.text, article.uri, article.title, article.outlet, article.lang, *article.authors)
    try:
        for field in fields:
            (field or "").encode()
    except UnicodeEncodeError as error:
        return f"It holds a lone surrogate (position {error.start}), which is no character."
    return None
