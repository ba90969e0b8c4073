"""One article into one reading: every step of `reading/`, each a pure function of the article."""

from __future__ import annotations

import warnings
from dataclasses import replace
from datetime import date, datetime

from lagebild.articles.article import Article
from lagebild.articles.jsonl import body_passages
from lagebild.articles.language import language_code_of, language_of
from lagebild.articles.openings import stated_opening
from lagebild.errors import UnreadLanguageWarning, UsageError
from lagebild.reading.languages import READ_LANGUAGES
from lagebild.reading.mentions import mentions_of
from lagebild.reading.model.decoding.vectors import vectors_in
from lagebild.reading.model.marking import judged_reading
from lagebild.reading.model.session import reader_session
from lagebild.reading.quantities import quantities_of
from lagebild.reading.reading import Reading
from lagebild.reading.sentences import sentences_of
from lagebild.reading.times import times_of

_LOOSE_TEXT = "text:"
"""The address of a text that came without one; its id still differs with its content."""


def read_article(article: Article) -> Reading:
    """Return every mark of an article; the same article always gives the same reading.

    In a language that is none of `READ_LANGUAGES` only names the world knows are read. Raises ModelFileError if the
    model's file is missing or broken.
    """
    sentences = sentences_of(article.text, article.passages, article.lang)
    times = times_of(article.text, sentences, article.lang, article.published)
    quantities = quantities_of(article.text, sentences, article.lang or "")
    if article.lang not in READ_LANGUAGES:
        return Reading(article, sentences, mentions_of(article), times, quantities)
    session = reader_session()
    outputs = session.token_outputs(article.text, [(s.start, s.end) for s in sentences])
    reading = judged_reading(
        article,
        sentences,
        times,
        quantities,
        outputs,
        session.scorers,
        session.thresholds,
        session.calibration,
    )
    return replace(reading, vectors=vectors_in(outputs, session.model.arrays))


def read(text: str, published: date | str | None = None, lang: str | None = None) -> Reading:
    """Return the reading of a text that is kept to the character; every paragraph is body, no zones are guessed.

    `published` is a date or an ISO date; without it the day that the text opens with counts (`Brüssel, 4. Februar
    2025.`). `lang` is an ISO 639-1 code or a language tag that begins with one, told from the text if it is not given.
    Every layer is read in German and English (`READ_LANGUAGES`). In any other language (`lang="fr"`), and where it
    cannot be told (the reading's `article.lang` is None: too short, mixed), nothing is guessed: only the names are read
    that German or English spells the same, the other layers are empty; an `UnreadLanguageWarning` says so.

    Raises:
        UsageError: `text` is no text or holds half a character, `published` is no date, or `lang` no language.
    """
    _require_text(text)
    day = _day_of(published)
    passages = body_passages(text)
    opening = stated_opening(text, passages) if day is None else None
    article = Article(
        uri=_LOOSE_TEXT,
        text=text,
        passages=passages,
        lang=language_of(text) if lang is None else _language_of_tag(lang),
        published=day or (opening.value if opening else None),
        published_basis="metadata" if day else "text" if opening else None,
        published_span=opening.span if opening else None,
    )
    if article.lang not in READ_LANGUAGES and article.passages:
        warnings.warn(_unread(article.lang), UnreadLanguageWarning, stacklevel=2)
    return read_article(article)


def _unread(lang: str | None) -> str:
    known = " and ".join(repr(known) for known in sorted(READ_LANGUAGES))
    if lang is None:
        return f"The language of the text cannot be told; only names are read. Give `lang`: {known} are read in full."
    return f"The language {lang!r} is not read: only names are. {known} are read in full."


def _require_text(text: object) -> None:
    if not isinstance(text, str):
        raise UsageError(f"`text` is the text of an article, a str; given was {_shown(text)}.")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise UsageError(f"`text` holds a lone surrogate (position {error.start}), which is no character.") from None


def _language_of_tag(lang: object) -> str:
    code = language_code_of(lang) if isinstance(lang, str) else None
    if code is None:
        raise UsageError(f"`lang` is an ISO 639-1 code such as 'de' or 'en'; given was {_shown(lang)}.")
    return code


def _day_of(published: object) -> date | None:
    match published:
        case str():
            return _time_of(published).date()
        case datetime():
            return published.date()
        case date() | None:
            return published
    raise UsageError(f"`published` is a date or an ISO date such as 2025-09-03; given was {_shown(published)}.")


def _shown(value: object) -> str:
    return repr(value)[:40]


def _time_of(written: str) -> datetime:
    try:
        return datetime.fromisoformat(written)
    except ValueError:
        raise UsageError(f"`published` is not an ISO date such as 2025-09-03: {written[:40]!r}") from None
