"""One article into one reading: every step of `reading/`, each a pure function of the article."""

from __future__ import annotations

from datetime import date, datetime

from lagebild.articles.article import Article
from lagebild.articles.jsonl import body_passages
from lagebild.articles.language import language_of
from lagebild.errors import UsageError
from lagebild.reading.mentions import mentions_of
from lagebild.reading.quantities import quantities_of
from lagebild.reading.reading import Reading
from lagebild.reading.sentences import sentences_of
from lagebild.reading.times import times_of

_LOOSE_TEXT = "text:"
"""The address of a text that came without one; its id still differs with its content."""


def read_article(article: Article) -> Reading:
    """Return every mark of an article; the same article always gives the same reading."""
    sentences = sentences_of(article.text, article.passages, article.lang)
    return Reading(
        article=article,
        sentences=sentences,
        mentions=mentions_of(article),
        times=times_of(article.text, sentences, article.lang, article.published),
        quantities=quantities_of(article.text, sentences, article.lang or ""),
    )


def read(text: str, published: date | str | None = None, lang: str | None = None) -> Reading:
    """Return the reading of a text that is kept to the character; every paragraph is body, no zones are guessed.

    `published` is a date or an ISO date; `lang` an ISO 639-1 code, told from the text if it is not given. Raises
    `UsageError` if `published` is no date.
    """
    article = Article(
        uri=_LOOSE_TEXT,
        text=text,
        passages=body_passages(text),
        lang=lang or language_of(text),
        published=(day := _day_of(published)),
        published_basis=None if day is None else "metadata",
    )
    return read_article(article)


def _day_of(published: date | str | None) -> date | None:
    if isinstance(published, str):
        return _day_of(_time_of(published))
    return published.date() if isinstance(published, datetime) else published


def _time_of(written: str) -> datetime:
    try:
        return datetime.fromisoformat(written)
    except ValueError:
        raise UsageError(f"`published` is not an ISO date such as 2025-09-03: {written[:40]!r}") from None
