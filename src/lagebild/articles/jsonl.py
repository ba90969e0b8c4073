"""JSON lines: one article a line, its text kept to the character.

Fields: `text` (required), `uri`, `title`, `published` (ISO date or time), `lang` (a language tag; if it begins with
no ISO 639-1 code the language is told from the text), `outlet`, `authors` (a list or one string). Other fields are
left alone. Without `published` the day that the text opens with counts (`Brüssel, 4. Februar 2025.`). No zones are
guessed: every paragraph is a body passage, the title is metadata.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from typing import Any, BinaryIO

from lagebild.articles.article import Article, Passage, Zone
from lagebild.articles.decoding import has_words
from lagebild.articles.language import language_code_of, language_of
from lagebild.articles.openings import stated_opening
from lagebild.articles.origin import Origin, Record, refuse_too_long
from lagebild.articles.streams import CHUNK_BYTES, MEBIBYTE
from lagebild.errors import RefusedSource

MAX_LINE_BYTES = 16 * MEBIBYTE
"""Longest line: an article of 2 million words."""

WRAP_WIDTH = 100
"""Characters up to which lines may be wrapped by hand: mail and wire text wraps at 65 to 80, paragraphs are longer."""

FULL_LINE_SHARE = 0.7
"""Share of the longest line from which on a line is full: the next word, in German up to 20 letters, did not fit."""

MOSTLY_FULL = 0.6
"""Share of full lines from which on a text counts as wrapped by hand; only the last line of each paragraph is short."""

YEARS = range(1605, 2101)
"""Years an article can be of: the first newspaper appeared in 1605, and nobody means a day after 2100. What other
programs write for "no date" (0001-01-01, 9999-12-31) lies outside."""

_PARAGRAPH_END = re.compile(r"\n[^\S\n]*(?:\n\s*)+")
_LINE_END = re.compile(r"\s*\n\s*")
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def records_from(stream: BinaryIO | io.BufferedReader, origin: Origin) -> Iterator[Record | RefusedSource]:
    """Yield the record of each line; empty lines are passed over. A refusal says that there was none."""
    seen = 0
    for number, line in enumerate(_lines(stream), start=1):
        if line.strip():
            seen += 1
            place = f"{origin.place} line {number}"
            yield Record(partial(_article_of_line, line, number, origin, place), place, len(line))
    if not seen:
        yield RefusedSource("It holds no lines with content.", place=origin.place)


def body_passages(text: str) -> tuple[Passage, ...]:
    """Return one body passage for each paragraph of `text`.

    Empty lines end a paragraph; so does every newline, unless the text is wrapped by hand.
    """
    separator = _PARAGRAPH_END if _is_wrapped(text) else _LINE_END
    passages: list[Passage] = []
    start = 0
    for gap in [*separator.finditer(text), None]:
        end = len(text) if gap is None else gap.start()
        part = text[start:end]
        first = start + len(part) - len(part.lstrip())
        last = first + len(part.strip())
        if last > first:
            passages.append(Passage(first, last, Zone.BODY))
        start = end if gap is None else gap.end()
    return tuple(passages)


def _is_wrapped(text: str) -> bool:
    """Return whether the lines of `text` end where the width ran out, not where a paragraph does."""
    lengths = [len(line) for line in text.split("\n") if line.strip()]
    longest = max(lengths, default=0)
    if len(lengths) < 3 or longest > WRAP_WIDTH:
        return False
    return sum(length >= FULL_LINE_SHARE * longest for length in lengths) >= MOSTLY_FULL * len(lengths)


def _lines(stream: BinaryIO | io.BufferedReader) -> Iterator[bytes]:
    """Yield the lines; of one that is too long only the first `MAX_LINE_BYTES` + 1 bytes."""
    first = True
    while line := stream.readline(MAX_LINE_BYTES + 1):
        ended = line.endswith(b"\n")
        yield line.removeprefix(_BYTE_ORDER_MARK) if first else line
        first = False
        while not ended and (rest := stream.readline(16 * CHUNK_BYTES)):
            ended = rest.endswith(b"\n")


def _article_of_line(line: bytes, number: int, origin: Origin, place: str) -> Article:
    return article_of_fields(_record_of(line, place), replace(origin, uri=f"{origin.uri}#L{number}"), place)


def article_of_fields(record: Mapping[str, Any], origin: Origin, place: str) -> Article:
    """Return the article that fields tell; without `uri` its address is that of the origin.

    Raises:
        RefusedSource: a field is missing or of the wrong kind, or the text is no article's.
    """
    text = record.get("text")
    if not isinstance(text, str):
        raise RefusedSource("Its field `text` is missing or not a string.", place=place)
    refuse_too_long(len(text), place)
    if not has_words(text):
        raise RefusedSource("Its `text` holds no readable text.", place=place)
    published = _date_of(record.get("published"), place)
    passages = body_passages(text)
    opening = stated_opening(text, passages) if published is None else None
    return Article(
        uri=_string_of(record, "uri", place) or origin.uri,
        text=text,
        passages=passages,
        title=_string_of(record, "title", place),
        outlet=_string_of(record, "outlet", place),
        authors=_authors_of(record.get("authors"), place),
        lang=language_code_of(_string_of(record, "lang", place) or "") or language_of(text),
        published=published or (opening.value if opening else None),
        published_basis="metadata" if published else "text" if opening else None,
        published_span=opening.span if opening else None,
        fetched_at=origin.fetched_at,
    )


def _record_of(line: bytes, place: str) -> dict[str, Any]:
    if len(line) > MAX_LINE_BYTES:
        raise RefusedSource(f"The line is longer than {MAX_LINE_BYTES // MEBIBYTE} MiB.", place=place)
    try:
        content = line.decode("utf-8")
    except UnicodeDecodeError:
        raise RefusedSource("The line is not UTF-8.", place=place) from None
    try:
        record = json.loads(content)
    except json.JSONDecodeError as error:
        raise RefusedSource(f"The line is not valid JSON: {error.msg} at column {error.colno}.", place=place) from None
    except RecursionError:
        raise RefusedSource("The line is nested too deeply.", place=place) from None
    except ValueError:  # the one thing that valid JSON may hold and Python does not read
        raise RefusedSource("A number in the line has too many digits.", place=place) from None
    if not isinstance(record, dict):
        raise RefusedSource("The line is not a JSON object.", place=place)
    try:
        json.dumps(record, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        raise RefusedSource("It holds half of a surrogate pair, which is no character.", place=place) from None
    return record


def _string_of(record: Mapping[str, Any], field: str, place: str) -> str | None:
    value = record.get(field)
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise RefusedSource(f"Its field `{field}` is not a string.", place=place)
    return value


def _authors_of(value: Any, place: str) -> tuple[str, ...]:
    names = [value] if isinstance(value, str) else value or []
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise RefusedSource("Its field `authors` is neither a string nor a list of strings.", place=place)
    return tuple(name for name in names if name.strip())


def _date_of(value: Any, place: str) -> date | None:
    """Return the day as written, also of a time with a zone: the paper's own calendar day counts."""
    if value is None or value == "":
        return None
    if isinstance(value, str):
        try:
            day = datetime.fromisoformat(value.strip()).date()
        except ValueError:
            day = None
        if day is not None and day.year not in YEARS:
            raise RefusedSource(
                f"Its field `published` is in the year {day.year}, not in {YEARS[0]} to {YEARS[-1]}.", place=place
            )
        if day is not None:
            return day
    raise RefusedSource(f"Its field `published` is not an ISO date: {str(value)[:40]!r}.", place=place)
